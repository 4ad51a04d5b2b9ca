import type { Plain, Snapshot } from "../src/wire/messages.gen";
import { type Described, draw, widget } from "./tree";

const MARKDOWN = `### Markdown
Text with **strong**, *emphasis*, ~~struck~~, \`code\`, a [link](https://example.org) and a footnote-like :small[small text].
Colours: :red[red] :orange[orange] :yellow[yellow] :green[green] :blue[blue] :violet[violet] :gray[gray] :primary[primary] :rainbow[rainbow].
Marked: :red-background[red] :orange-background[orange] :yellow-background[yellow] :green-background[green] :blue-background[blue] :violet-background[violet] :gray-background[gray] :primary-background[primary].
Badges: :red-badge[red] :orange-badge[orange] :yellow-badge[yellow] :green-badge[green] :blue-badge[blue] :violet-badge[violet] :gray-badge[gray] :primary-badge[primary].

1. First
2. Second
   - nested with \`inline code\`
   - nested again
3. Third

- [x] done
- [ ] to do

> A quotation that says something calm about light.

| Region | Orders | Share |
| :-- | --: | --: |
| North | 2,481 | 30.2% |
| East | 1,907 | 23.2% |

---

#### A small heading
Text after it. ##### is smaller still.

\`\`\`python
def light(hours: float) -> str:
    return f"{hours:.1f} h"  # of rush
\`\`\`
`;

const TRACE = [
  '  File "app.py", line 12, in <module>\n    frame = load("sales.csv")',
  '  File "app.py", line 5, in load\n    return pd.read_csv(path)',
];

/** Every element. */
export function gallery(): Described {
  const both = (kind: string, value: Plain, props: { [prop: string]: Plain }): Snapshot =>
    draw("columns", {}, [
      draw("column", {}, [widget(kind, value, props)]),
      draw("column", {}, [widget(kind, value, { ...props, disabled: true })]),
    ]);
  const button = (label: string, props: { [prop: string]: Plain }) => widget("button", false, { label, ...props });
  return {
    page: {
      title: "Kitchen",
      icon: { emoji: "🔥" },
      menu: { get_help: "https://example.org", report_a_bug: "https://example.org", about: "All of it." },
    },
    sidebar: [
      draw("heading", { body: "Kitchen", level: 2 }),
      widget("selectbox", "Text", { label: "Family", options: ["Text", "Inputs", "Layout"] }),
      widget("slider", 40, { label: "Heat", min: 0, max: 100, step: 1 }),
      widget("checkbox", true, { label: "With light", look: "toggle", help: "A tip in the sidebar." }),
      draw("alert", { body: "A note in the sidebar.", tone: "info" }),
      draw("expander", { label: "More" }, [draw("markdown", { body: "Inside." })]),
    ],
    main: [
      draw("heading", { body: "Title of the page", level: 1, anchor: "title" }),
      draw("heading", { body: "Header with a rule", level: 2, divider: "primary", help: "What this part is about." }),
      draw("heading", { body: "Subheader", level: 3 }),
      draw("markdown", { body: "A caption, which is smaller and quieter.", style: "caption" }),
      draw("markdown", { body: MARKDOWN }),
      draw("code", {
        body: 'import rushlight as st\n\nst.title("Hello")  # a comment\nvalue = st.slider("Age", 0, 130, 25)',
        line_numbers: true,
      }),
      draw("json", {
        body: '{"name": "lamp", "price": 12.5, "stock": {"north": 4, "south": null}, "tags": ["wax", "rush"], "open": true}',
      }),
      draw("heading", { body: "Buttons", level: 2 }),
      draw("container", { horizontal: true, gap: "xsmall" }, [
        button("Primary", { variant: "primary" }),
        button("Secondary", {}),
        button("Tertiary", { variant: "tertiary" }),
        button("With icon", { icon: { emoji: "🔥" }, shortcut: "Ctrl+K" }),
        button("Disabled", { disabled: true }),
        button("Disabled", { disabled: true, variant: "primary" }),
        draw("link_button", { label: "Link", url: "https://example.org" }),
        draw("popover", { label: "Popover" }, [widget("text_input", "", { label: "In the popover" })]),
      ]),
      draw("heading", { body: "Inputs", level: 2 }),
      both("text_input", "Ada", { label: "Text", help: "Shown with :material/help: and **markdown**." }),
      both("text_input", "", { label: "Required", required: true, placeholder: "Placeholder", type: "email" }),
      both("text_input", "secret", { label: "Password", type: "password", max_chars: 20 }),
      both("text_area", "Several\nlines", { label: "Text area", max_chars: 200 }),
      both("number_input", 12.5, { label: "Number", step: 0.5, min: 0, max: 100 }),
      both("date_input", "2026-11-21", { label: "Date", min: "2020-01-01", max: "2030-01-01" }),
      both("date_input", ["2026-11-21", "2026-11-28"], {
        label: "Dates",
        min: "2020-01-01",
        max: "2030-01-01",
        range: true,
      }),
      both("time_input", "08:30", { label: "Time" }),
      both("selectbox", "North", { label: "Select", options: ["North", "South", "East", "West"], clearable: true }),
      both("multiselect", ["North", "East"], { label: "Several", options: ["North", "South", "East", "West"] }),
      both("slider", 30, { label: "Slider", min: 0, max: 100, step: 1 }),
      both("slider", [20, 70], { label: "Range", min: 0, max: 100, step: 1, range: true }),
      both("select_slider", "medium", { label: "Select slider", options: ["low", "medium", "high"] }),
      both("checkbox", true, { label: "Checkbox that is set" }),
      both("checkbox", false, {
        label: "Checkbox that is not, with a label that is long enough to need a second line at most widths",
      }),
      both("checkbox", true, { label: "Switch", look: "toggle" }),
      both("checkbox", false, { label: "Switch off", look: "toggle" }),
      both("radio", "Two", {
        label: "Radio",
        options: ["One", "Two", "Three"],
        captions: ["the first", "the second", ""],
      }),
      both("radio", "B", { label: "Radio in a row", options: ["A", "B", "C"], horizontal: true }),
      both("color_picker", "#c3610d", { label: "Colour" }),
      both("file_uploader", [], { label: "File", types: [".csv", ".xlsx"] }),
      draw("heading", { body: "Status", level: 2 }),
      draw("alert", { body: "For your information, with `code` and a [link](https://example.org).", tone: "info" }),
      draw("alert", { body: "It worked.", tone: "success", title: "Saved" }),
      draw("alert", { body: "Think again.", tone: "warning" }),
      draw("alert", { body: "It failed.", tone: "error" }),
      draw("exception", {
        name: "FileNotFoundError",
        message: "[Errno 2] No such file or directory: 'sales.csv'",
        stack: TRACE,
      }),
      draw("progress", { value: 0.4, text: "Loading" }),
      draw("spinner", { text: "Working", show_time: true }),
      draw("status", { label: "Downloading data", state: "running", expanded: true }, [
        draw("markdown", { body: "Found 3 files." }),
      ]),
      draw("status", { label: "Done", state: "complete" }, []),
      draw("status", { label: "Failed", state: "error" }, []),
      draw("heading", { body: "Data", level: 2 }),
      draw("columns", {}, [
        draw("column", {}, [
          draw("metric", { label: "Revenue", value: "€ 1.24 M", delta: "8.2%", color: "green", arrow: "up" }),
        ]),
        draw("column", {}, [
          draw("metric", {
            label: "Orders",
            value: "8,214",
            delta: "1.4%",
            color: "red",
            arrow: "down",
            border: true,
            help: "All orders.",
          }),
        ]),
        draw("column", {}, [
          draw("metric", {
            label: "Margin",
            value: "31.8%",
            border: true,
            chart: [3, 4, 2, 6, 7, 9],
            chart_type: "area",
            color: "blue",
          }),
        ]),
      ]),
      draw("table", {
        head: ["No.", "Name", "Price", "Stock"],
        rows: [
          ["0", "Lamp", "12.50", "4"],
          ["1", "Candle", "3.20", "118"],
          ["2", "Wick", "0.40", "2,310"],
        ],
        index_columns: 1,
        numeric: [false, false, true, true],
      }),
      draw("heading", { body: "Layout", level: 2 }),
      draw("tabs", {}, [
        draw("tab", { label: "One" }, [draw("text", { body: "First tab." })]),
        draw("tab", { label: "Two" }, []),
        draw("tab", { label: "Three" }, []),
      ]),
      draw("expander", { label: "Expander", expanded: true }, [draw("text", { body: "Inside." })]),
      draw("expander", { label: "Compact expander", look: "compact" }, [draw("text", { body: "Inside." })]),
      draw("container", { border: true }, [draw("markdown", { body: "A container with a border." })]),
      draw("divider"),
    ],
    event: [draw("toast", { body: "A **toast** that stays.", call: 1, icon: { emoji: "🍞" }, seconds: 0 })],
    bottom: [
      widget("text_input", "", {
        label: "At the bottom",
        label_visibility: "collapsed",
        placeholder: "At the bottom of the page",
      }),
    ],
  };
}
