import { type Described, draw, widget } from "./tree";

const TREND = [12, 14, 13, 17, 16, 19, 22, 21, 24, 23, 27, 29];

/** An app as people write them: figures, filters, a table, a form. */
export function dashboard(): Described {
  const metric = (label: string, value: string, delta: string, color: string, arrow: string, chart_type: string) =>
    draw("column", {}, [draw("metric", { label, value, delta, color, arrow, border: true, chart: TREND, chart_type })]);
  return {
    page: {
      title: "Sales",
      icon: { emoji: "🕯️" },
      layout: "wide",
      menu: { get_help: "https://example.org", about: "A **demonstration**." },
    },
    sidebar: [
      draw("heading", { body: "Filters", level: 2 }),
      widget("multiselect", ["North", "East"], { label: "Region", options: ["North", "South", "East", "West"] }),
      widget("slider", [2015, 2022], { label: "Years", min: 2010, max: 2024, step: 1, range: true }),
      widget("checkbox", true, { label: "Only open orders" }),
      widget("radio", "EUR", { label: "Currency", options: ["EUR", "USD"], horizontal: true }),
      widget("text_input", "", {
        label: "Customer",
        placeholder: "Name or part of it",
        help: "Finds names that hold the text.",
      }),
      draw("divider"),
      draw("markdown", { body: "Refreshed nightly at 02:00 UTC.", style: "caption" }),
      widget("button", false, { label: "Reset filters", width: "stretch" }),
    ],
    main: [
      draw("heading", { body: "Sales overview", level: 1, anchor: "sales-overview" }),
      draw("markdown", { body: "Figures of **12 regions**, refreshed nightly. See [the notes](https://example.org)." }),
      draw("columns", {}, [
        metric("Revenue", "€ 1.24 M", "8.2%", "green", "up", "area"),
        metric("Orders", "8,214", "1.4%", "red", "down", "line"),
        metric("Margin", "31.8%", "0.6%", "green", "up", "bar"),
        metric("Returns", "214", "3", "gray", "up", "line"),
      ]),
      draw("heading", { body: "By region", level: 2 }),
      draw("tabs", {}, [
        draw("tab", { label: "Orders" }, [
          draw("table", {
            head: ["Region", "Orders", "Revenue", "Margin", "State"],
            rows: [
              ["North", "2,481", "€ 412,880", "33.1%", ":green-badge[on track]"],
              ["East", "1,907", "€ 298,114", "30.4%", ":green-badge[on track]"],
              ["South", "2,266", "€ 341,002", "32.0%", ":orange-badge[watch]"],
              ["West", "1,560", "€ 188,450", "27.9%", ":red-badge[behind]"],
            ],
            numeric: [false, true, true, true, false],
            border: "horizontal",
          }),
        ]),
        draw("tab", { label: "Trend" }, []),
        draw("tab", { label: "Notes" }, []),
      ]),
      draw("columns", { gap: "medium" }, [
        draw("column", {}, [
          draw("form", { key: "order" }, [
            draw("heading", { body: "New order", level: 3 }),
            widget("text_input", "Ada & Co", { label: "Customer", required: true }),
            widget("selectbox", "Lamp", { label: "Product", options: ["Lamp", "Candle", "Wick"] }),
            draw("columns", {}, [
              draw("column", {}, [widget("number_input", 12, { label: "Quantity", whole: true, min: 0, max: 100 })]),
              draw("column", {}, [
                widget("date_input", "2026-11-21", { label: "Delivery", min: "2020-01-01", max: "2030-01-01" }),
              ]),
            ]),
            draw("container", { horizontal: true, gap: "xsmall" }, [
              widget("button", false, { label: "Save order", variant: "primary", submits: true }),
              widget("button", false, { label: "Cancel" }),
            ]),
          ]),
        ]),
        draw("column", {}, [
          draw("alert", { body: "New prices are valid from **Monday**.", tone: "info" }),
          draw("alert", { body: "Saved.", tone: "success" }),
          draw("alert", { body: "3 rows have no region.", tone: "warning" }),
          draw("alert", { body: "The file could not be read.", tone: "error" }),
          draw("expander", { label: "How the figures are made" }, [
            draw("markdown", { body: "Orders by day of entry." }),
          ]),
          draw("progress", { value: 0.62, text: "Importing 62 of 100 files" }),
        ]),
      ]),
    ],
  };
}
