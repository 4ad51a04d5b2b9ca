import { describe, expect, it } from "vitest";
import { tipOf, toldOf } from "./tooltip";

const ROW = { name: "Oslo & co", n: 1.23456789, at: [10.75, 59.91], more: { deep: "x" }, none: null };
const FEATURE = { type: "Feature", geometry: {}, properties: { name: "Bergen" } };

describe("a tip", () => {
  it("is none without a tooltip or an object", () => {
    expect(tipOf(ROW, false)).toBeUndefined();
    expect(tipOf(undefined, true)).toBeUndefined();
    expect(tipOf(ROW, { html: "" })).toBeUndefined();
  });

  it("lists all fields", () => {
    expect(tipOf(ROW, true)?.html).toBe(
      "<dl><dt>name</dt><dd>Oslo &#38; co</dd><dt>n</dt><dd>1.234568</dd><dt>at</dt><dd>10.75, 59.91</dd>" +
        "<dt>more</dt><dd>{&#34;deep&#34;:&#34;x&#34;}</dd><dt>none</dt><dd>–</dd></dl>",
    );
    expect(tipOf(FEATURE, true)?.html).toBe("<dl><dt>name</dt><dd>Bergen</dd></dl>");
    expect(tipOf({ count: 3, points: [1], pointIndices: [1] }, true)?.html).toBe("<dl><dt>count</dt><dd>3</dd></dl>");
  });

  it("fills the names in a template, those of features and those deep inside too", () => {
    expect(tipOf(ROW, { html: "<b>{n}</b> {more.deep} {missing}" })?.html).toBe("<b>1.234568</b> x {missing}");
    expect(tipOf(FEATURE, { html: "{name} = {properties.name}" })?.html).toBe("Bergen = Bergen");
  });

  it("takes text for text, and nothing dangerous out of HTML", () => {
    expect(tipOf({ name: "<b>" }, { text: "{name}\n<i>" })?.html).toBe("&#60;b&#62;\n&#60;i&#62;");
    const html = tipOf({ name: "<img src=x onerror=alert(1)>" }, { html: "{name}<script>alert(1)</script>" })?.html;
    expect(html).toBe('<img src="x">');
  });

  it("is styled, but stays where it is", () => {
    const style = { backgroundColor: "steelblue", color: "white", position: "fixed", zIndex: 9 };
    expect(tipOf(ROW, { text: "a", style })?.style).toEqual({ "background-color": "steelblue", color: "white" });
  });
});

it("an object is told in a line", () => {
  expect(toldOf({ name: "Oslo", n: 2 })).toBe("name: Oslo, n: 2");
});
