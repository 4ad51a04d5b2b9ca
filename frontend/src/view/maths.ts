import katex from "katex";
import "katex/dist/katex.min.css";

/** Typeset a formula into an element; one that cannot be understood is shown as it is. */
export function render(formula: string, element: HTMLElement, display: boolean): void {
  katex.render(formula, element, { displayMode: display, throwOnError: false, trust: false, output: "htmlAndMathml" });
}
