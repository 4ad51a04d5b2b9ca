import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, parsed, type Rgb } from "./color";
import { propertiesOf, type ThemeKeys } from "./properties";

const light = (keys: ThemeKeys) => propertiesOf(keys, "light");
const rgb = (color: string | undefined): Rgb => parsed(color ?? "") as Rgb;

describe("a theme's primary colour", () => {
  it("colours what can be clicked, with text on it that can be read", () => {
    for (const primaryColor of ["#ff4b4b", "#003366", "#ffd400", "#777777", "rgb(0, 128, 128)"]) {
      const set = light({ primaryColor });
      expect(set["--primary"]).toBe(primaryColor);
      expect(contrast(rgb(set["--on-primary"]), rgb(primaryColor)), primaryColor).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps white on it where white can be read", () => {
    expect(light({ primaryColor: "#003366" })["--on-primary"]).toBe("#ffffff");
    expect(light({ primaryColor: "#ffd400" })["--on-primary"]).not.toBe("#ffffff");
  });

  it("is moved for links, text and focus rings until they can be seen on the page", () => {
    const yellow = light({ primaryColor: "#ffd400" });
    expect(contrast(rgb(yellow["--link"]), rgb("#ffffff"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(yellow["--focus"]), rgb("#ffffff"))).toBeGreaterThanOrEqual(3);
    const navy = propertiesOf({ primaryColor: "#000080", backgroundColor: "#101010" }, "dark");
    expect(contrast(rgb(navy["--link"]), rgb("#101010"))).toBeGreaterThanOrEqual(4.5);
  });

  it("gives way to a link colour of its own", () => {
    expect(light({ primaryColor: "#003366", linkColor: "#005500" })["--link"]).toBe("#005500");
  });

  it("that the client cannot read is used as it is", () => {
    expect(light({ primaryColor: "color(display-p3 1 0 0)" })["--primary"]).toBe("color(display-p3 1 0 0)");
  });
});

describe("a theme's surfaces", () => {
  it("take the background and derive quieter text that can be read on it", () => {
    const set = light({ backgroundColor: "#fff8e7", textColor: "#333333" });
    expect(set["--bg"]).toBe("#fff8e7");
    expect(set["--text"]).toBe("#333333");
    for (const name of ["--text-2", "--text-3"]) {
      expect(contrast(rgb(set[name]), rgb("#fff8e7")), name).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(rgb(set["--line-strong"]), rgb("#fff8e7"))).toBeGreaterThanOrEqual(3);
  });

  it("use the second background for the sidebar, fields and code", () => {
    const set = light({ secondaryBackgroundColor: "#eef2f7" });
    for (const name of ["--bg-side", "--bg-field", "--bg-soft", "--code-bg"]) expect(set[name], name).toBe("#eef2f7");
  });

  it("have the lines of borderColor, lighter ones in tables unless they have their own", () => {
    const set = light({ borderColor: "#123456", backgroundColor: "#ffffff" });
    for (const name of ["--line-soft", "--line-firm"]) expect(set[name], name).toBe("#123456");
    expect(set["--grid-line"]).toContain("#123456 65%");
    expect(light({ borderColor: "#123456", dataframeBorderColor: "#abc" })["--grid-line"]).toBe("#abc");
  });

  it("have quiet text that can be read on both", () => {
    const set = light({ backgroundColor: "#ffffff", secondaryBackgroundColor: "#c9ced6", textColor: "#222222" });
    for (const surface of ["#ffffff", "#c9ced6"]) {
      for (const name of ["--text-2", "--text-3"]) {
        expect(contrast(rgb(set[name]), rgb(surface)), `${name} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe("a theme's named colours", () => {
  it("bring a background and a text that can be read on it", () => {
    const set = light({ redColor: "#ff0000" });
    expect(set["--red"]).toBe("#ff0000");
    expect(set["--red-bg"]).toContain("#ff0000");
    expect(contrast(rgb(set["--red-text"]), rgb("#ffe5e5"))).toBeGreaterThanOrEqual(4.5);
  });

  it("are taken as given where all three are", () => {
    const set = light({ blueColor: "#00f", blueBackgroundColor: "#eef", blueTextColor: "#008" });
    expect([set["--blue"], set["--blue-bg"], set["--blue-text"]]).toEqual(["#00f", "#eef", "#008"]);
  });
});

describe("a theme's type", () => {
  it("knows the three families, and tries faces in the order in which they are named", () => {
    expect(light({ font: "serif" })["--font"]).toContain("Georgia");
    expect(light({ font: "Source Sans 3" })["--font"]).toBe('"Source Sans 3", var(--font-sans)');
    expect(light({ font: "Inter, sans-serif" })["--font"]).toBe("Inter, var(--font-sans)");
    expect(light({ headingFont: "'Space Grotesk', Nunito" })["--font-heading"]).toBe(
      '"Space Grotesk", Nunito, var(--font-sans)',
    );
    expect(light({ codeFont: "monospace" })["--font-code"]).toBe("var(--font-mono)");
  });

  it("sets the sizes and weights of headings from a list, from one value, or from values between commas", () => {
    expect(light({ headingFontSizes: [40, "2rem"] })).toEqual({ "--h1": "40px", "--h2": "2rem" });
    expect(light({ headingFontSizes: ["3rem", null, "2rem"] })).toEqual({ "--h1": "3rem", "--h3": "2rem" });
    expect(light({ headingFontWeights: 700 })["--h6-weight"]).toBe("700");
    expect(light({ headingFontSizes: "3rem, 2rem" })).toEqual({ "--h1": "3rem", "--h2": "2rem" });
  });

  it("sets the weights above the base weight", () => {
    expect(light({ baseFontWeight: 300 })).toEqual({
      "--weight": "300",
      "--weight-medium": "400",
      "--weight-strong": "500",
    });
  });

  it("sets sizes of code and metrics, and the page's padding", () => {
    expect(light({ codeFontSize: 14, metricValueFontSize: "2rem", metricValueFontWeight: 700, paddingTop: 0 })).toEqual(
      {
        "--code-size": "14px",
        "--metric": "2rem",
        "--metric-weight": "700",
        "--padding-top": "0px",
      },
    );
  });
});

describe("a theme's corners", () => {
  it.each([
    ["none", "0px"],
    ["medium", "0.5rem"],
    ["12", "12px"],
    ["1.5rem", "1.5rem"],
  ])("%s become %s", (baseRadius, wanted) => {
    expect(light({ baseRadius })["--radius"]).toBe(wanted);
  });

  it("of buttons can differ", () => {
    expect(light({ buttonRadius: "full" })).toEqual({ "--radius-button": "1.4rem" });
  });
});

describe("a theme's charts", () => {
  it("have only the colours that were given", () => {
    const set = light({ chartCategoricalColors: ["#f00", "#0f0"] });
    expect(set["--chart-1"]).toBe("#f00");
    expect(set["--chart-2"]).toBe("#0f0");
    expect(set["--chart-3"]).toBe("initial");
    expect(set["--chart-10"]).toBe("initial");
  });

  it("have their own scales", () => {
    const colors = Array.from({ length: 10 }, (_, i) => `#00000${i}`);
    const set = light({ chartSequentialColors: colors, chartDivergingColors: colors });
    expect([set["--sequential-10"], set["--diverging-1"]]).toEqual(["#000009", "#000000"]);
  });
});

it("hides the frames that a theme does not want", () => {
  expect(light({ showWidgetBorder: false, showSidebarBorder: false, linkUnderline: false })).toEqual({
    "--field-line": "transparent",
    "--bg-field": "var(--bg-soft)",
    "--sidebar-line": "transparent",
    "--link-line": "none",
  });
  expect(light({ showWidgetBorder: true, showSidebarBorder: true, linkUnderline: true })).toEqual({});
});

it("has a head and lines of tables", () => {
  const keys = {
    dataframeBorderColor: "#111",
    dataframeHeaderBackgroundColor: "#222",
    dataframeHeaderTextColor: "#333",
  };
  expect(light(keys)).toEqual({ "--grid-line": "#111", "--grid-head-bg": "#222", "--grid-head-text": "#333" });
});

it("sets nothing for no keys", () => {
  expect(light({})).toEqual({});
});

it("derives from the surfaces and the ink of tokens.css", () => {
  const [lightTokens = "", darkTokens = ""] = readFileSync("src/styles/tokens.css", "utf8").split(
    '[data-theme="dark"]',
  );
  const token = (block: string, name: string) => new RegExp(`--${name}: (#\\w+)`).exec(block)?.[1];
  // Where only text or only primary is given, the other colour is that of the tokens.
  const shadesOf = (tone: "light" | "dark", keys: ThemeKeys) => propertiesOf(keys, tone)["--text-3"];
  for (const [tone, block] of [
    ["light", lightTokens],
    ["dark", darkTokens],
  ] as const) {
    const [bg, text] = [token(block, "bg"), token(block, "text")];
    expect(shadesOf(tone, { textColor: text })).toBe(shadesOf(tone, { textColor: text, backgroundColor: bg }));
    expect(shadesOf(tone, { backgroundColor: bg })).toBe(shadesOf(tone, { backgroundColor: bg, textColor: text }));
  }
});
