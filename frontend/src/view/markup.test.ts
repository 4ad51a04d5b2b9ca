import { expect, test } from "vitest";
import { isPlain } from "./markdown";
import { sanitized, toHtml } from "./markup";

test("markdown and its own marks become HTML", () => {
  expect(toHtml("**b** :red[r *i*] :green-badge[g]", {})).toBe(
    '<p><strong>b</strong> <span class="text-red">r <em>i</em></span> <span class="badge badge-green">g</span></p>\n',
  );
  expect(toHtml("$x^2$", { inline: true })).toBe('<span class="maths">x^2</span>');
  expect(toHtml("# A title", {})).toContain('<h1 id="a-title">');
  expect(toHtml("a -> b", { inline: true })).toBe("a → b");
  expect(toHtml("costs $5 and $6", { inline: true })).toBe("costs $5 and $6");
});

test("a text without marks needs no library", () => {
  expect(isPlain("Just a sentence, with words.")).toBe(true);
  for (const text of ["**b**", "`c`", "a\nb", "# h", ":red[x]", "$x$", "<b>", "https://x.org", "1. one"]) {
    expect(isPlain(text), text).toBe(false);
  }
});

test("a style sheet at the beginning stays", () => {
  expect(sanitized("\n<style>b { color: red }</style>")).toContain("color: red");
});

const ATTACKS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<iframe src=javascript:alert(1)>",
  "<a href=javascript:alert(1)>x</a>",
  "<form action=//evil.example><input name=p>",
  "<object data=javascript:alert(1)>",
  "<embed src=javascript:alert(1)>",
  "<base href=//evil.example>",
  "<meta http-equiv=refresh content=0;url=//evil.example>",
  "<link rel=stylesheet href=//evil.example>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#10;script:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:msgbox(1))",
  "![x](javascript:alert(1))",
  '![x](x" onerror="alert(1))',
  "<javascript:alert(1)>",
  ":red[<img src=x onerror=alert(1)>]",
  ":red-badge[](javascript:alert(1))",
  "`<img src=x onerror=alert(1)>`",
  "# <script>alert(1)</script>",
  "$<img src=x onerror=alert(1)>$",
  ":material/home:<script>alert(1)</script>",
  "| <img src=x onerror=alert(1)> |\n| --- |\n| <script>alert(1)</script> |",
];

for (const allowHtml of [false, true]) {
  for (const attack of ATTACKS) {
    test(`nothing of ${JSON.stringify(attack)} can run${allowHtml ? ", HTML allowed" : ""}`, () => {
      const box = document.createElement("div");
      box.innerHTML = toHtml(attack, { allowHtml });
      for (const element of box.querySelectorAll("*")) {
        expect(["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "META", "LINK", "FORM"]).not.toContain(element.tagName);
        for (const attribute of element.attributes) {
          expect(attribute.name).not.toMatch(/^on/);
          expect(attribute.value.replace(/\s/g, "")).not.toMatch(/^(javascript|vbscript|data:text)/i);
        }
      }
    });
  }
}

test("links lead to a tab of their own unless their HTML says otherwise", () => {
  expect(toHtml("[a](https://a.example)", { inline: true })).toContain('target="_blank"');
  expect(sanitized('<a href="b/" target="_self">b</a>')).toBe('<a href="b/" target="_self">b</a>');
  expect(sanitized('<a href="b/" target="_top">b</a>')).toContain('target="_blank"');
});
