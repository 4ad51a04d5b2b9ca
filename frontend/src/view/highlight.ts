import hljs from "highlight.js/lib/core";

const languages = import.meta.glob<{ default: Parameters<typeof hljs.registerLanguage>[1] }>(
  "/node_modules/highlight.js/es/languages/{bash,c,cpp,csharp,css,diff,dockerfile,go,graphql,ini,java,javascript,json,julia,kotlin,latex,lua,makefile,markdown,matlab,php,plaintext,powershell,python,python-repl,r,ruby,rust,scala,scss,shell,sql,swift,typescript,xml,yaml}.js",
);
const ALIASES: { [name: string]: string } = {
  py: "python",
  js: "javascript",
  ts: "typescript",
  jsx: "javascript",
  tsx: "typescript",
  html: "xml",
  sh: "bash",
  yml: "yaml",
  toml: "ini",
  md: "markdown",
  "c++": "cpp",
  rb: "ruby",
  rs: "rust",
};

/** Colour the text of an element as a language; an unknown language stays without colours. */
export async function highlight(element: HTMLElement, language: string): Promise<void> {
  const name = ALIASES[language.toLowerCase()] ?? language.toLowerCase();
  const load = languages[`/node_modules/highlight.js/es/languages/${name}.js`];
  if (!load) return;
  if (!hljs.getLanguage(name)) hljs.registerLanguage(name, (await load()).default);
  element.innerHTML = hljs.highlight(element.textContent ?? "", { language: name, ignoreIllegals: true }).value;
}
