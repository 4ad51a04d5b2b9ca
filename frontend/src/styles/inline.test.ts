import { afterEach, describe, expect, it } from "vitest";
import { hidden, revealed } from "./inline";

const put = (html: string) => {
  const box = document.createElement("div");
  box.innerHTML = hidden(html);
  return revealed(box);
};

afterEach(() => document.body.replaceChildren());

describe("markup whose styles are hidden from the parser", () => {
  it.each([
    ['<p style="color: red">a</p>', "red"],
    ["<p style='color: red'>a</p>", "red"],
    ["<p STYLE = color:red>a</p>", "red"],
    ['<p title=">" style="color: red">a</p>', "red"],
    ['<p title="x style=y">a</p>', ""],
    ["<p>style=&quot;color: red&quot;</p>", ""],
    ['<p data-style="color: red">a</p>', ""],
    ["<p style>a</p>", ""],
  ])("shows %s as its author wanted it", (html, color) => {
    const shown = put(html).querySelector("p");
    expect(shown?.style.color).toBe(color);
    expect(shown?.hasAttribute("data-inline-style")).toBe(false);
  });

  it("leaves text alone that looks like styles", () => {
    const text = 'a style="b" and <style> in words';
    const box = document.createElement("div");
    box.textContent = text;
    expect(put(box.innerHTML).textContent).toBe(text);
  });

  it("keeps style sheets with their text", () => {
    const style = put("<style>.a > .b { color: red }</style><p>x</p>").querySelector("style");
    expect(style?.textContent).toBe(".a > .b { color: red }");
  });

  it("keeps titles that speak of styles", () => {
    expect(put('<p title="x style=y">a</p>').querySelector("p")?.title).toBe("x style=y");
  });
});
