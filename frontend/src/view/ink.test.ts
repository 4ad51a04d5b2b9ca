import { expect, test } from "vitest";
import { addInk } from "./ink";

function ink(css: string): string {
  const element = document.createElement("span");
  element.style.cssText = css;
  addInk(element.style);
  return element.style.color;
}

test("text on a background of its own can be read", () => {
  expect(ink("background-color: #ffd700")).toBe("rgb(17, 17, 17)");
  expect(ink("background-color: rgb(10, 10, 80)")).toBe("rgb(255, 255, 255)");
});

test("a colour that is given stays, and the page's own where little is painted", () => {
  expect(ink("background-color: #ffd700; color: red")).toBe("red");
  expect(ink("font-weight: bold")).toBe("");
  expect(ink("background-color: rgba(255, 0, 0, 0.2)")).toBe("");
  expect(ink("background-color: transparent")).toBe("");
});
