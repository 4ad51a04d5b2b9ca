/** Typeset maths and colour code in HTML that is shown; the libraries are loaded where there is something for them. */
export function decorate(box: HTMLElement): void {
  const maths = box.querySelectorAll<HTMLElement>(".maths");
  if (maths.length) void typeset([...maths]);
  const code = box.querySelectorAll<HTMLElement>("pre > code[class*='language-']");
  if (code.length) void color([...code]);
}

async function typeset(elements: HTMLElement[]): Promise<void> {
  const { render } = await import("./maths");
  for (const element of elements)
    render(element.textContent ?? "", element, element.classList.contains("maths-display"));
}

async function color(elements: HTMLElement[]): Promise<void> {
  const { highlight } = await import("./highlight");
  for (const element of elements) {
    const language = /language-(\S+)/.exec(element.className)?.[1] ?? "";
    await highlight(element, language);
  }
}
