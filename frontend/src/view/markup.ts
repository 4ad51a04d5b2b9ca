import DOMPurify from "dompurify";
import { Marked, type RendererThis, type Tokens } from "marked";
import { ADDRESS } from "../store/address";

export interface MarkupOptions {
  /** One line, without blocks: for labels. */
  inline?: boolean;
  allowHtml?: boolean;
  anchors?: boolean;
}

const COLORS = "red|orange|yellow|green|blue|violet|gray|grey|primary|rainbow";
const DIRECTIVE = new RegExp(`^:(small|(?:${COLORS})(?:-background|-badge)?)\\[`);
const ARROWS: [RegExp, string][] = [
  [/<->/g, "↔"],
  [/(?<!-)->/g, "→"],
  [/<-(?!-)/g, "←"],
  [/(?<=\s)--(?=\s)/g, "—"],
];

interface Directive extends Tokens.Generic {
  name: string;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The end of the bracket that is open at `start`, or -1. */
function closing(source: string, start: number): number {
  let depth = 1;
  for (let i = start; i < source.length; i += 1) {
    if (source[i] === "\\") i += 1;
    else if (source[i] === "[") depth += 1;
    else if (source[i] === "]" && --depth === 0) return i;
  }
  return -1;
}

const directive = {
  name: "directive",
  level: "inline" as const,
  start: (source: string) => source.indexOf(":"),
  tokenizer(this: { lexer: { inlineTokens(text: string): Tokens.Generic[] } }, source: string): Directive | undefined {
    const opened = DIRECTIVE.exec(source);
    if (!opened?.[1]) return undefined;
    const end = closing(source, opened[0].length);
    if (end < 0) return undefined;
    const text = source.slice(opened[0].length, end);
    return { type: "directive", raw: source.slice(0, end + 1), name: opened[1], tokens: this.lexer.inlineTokens(text) };
  },
  renderer(this: RendererThis, token: Tokens.Generic): string {
    const name = (token as Directive).name.replace("grey", "gray");
    return `<span class="${classOf(name)}">${this.parser.parseInline(token.tokens ?? [])}</span>`;
  },
};

function classOf(name: string): string {
  if (name === "small") return "small";
  const [color, form] = name.split("-");
  return form ? `${form === "badge" ? "badge" : "mark"} ${form}-${color}` : `text-${color}`;
}

const material = {
  name: "material",
  level: "inline" as const,
  start: (source: string) => source.indexOf(":material/"),
  tokenizer(source: string): Tokens.Generic | undefined {
    const match = /^:material\/([a-z0-9_]+):/.exec(source);
    return match ? { type: "material", raw: match[0], name: match[1] } : undefined;
  },
  renderer: (token: Tokens.Generic): string =>
    `<img class="icon icon-inline" alt="${escapeHtml(String(token.name).replaceAll("_", " "))}" src="${ADDRESS.icon(String(token.name))}">`,
};

const maths = {
  name: "maths",
  level: "inline" as const,
  start: (source: string) => source.indexOf("$"),
  tokenizer(source: string): Tokens.Generic | undefined {
    const match = /^\$\$([\s\S]+?)\$\$|^\$(?![\s$])((?:\\.|[^$\n\\])+?)(?<!\s)\$(?!\d)/.exec(source);
    if (!match) return undefined;
    return { type: "maths", raw: match[0], text: match[1] ?? match[2] ?? "", display: match[1] !== undefined };
  },
  renderer: (token: Tokens.Generic): string =>
    `<span class="maths${token.display ? " maths-display" : ""}">${escapeHtml(String(token.text))}</span>`,
};

function parser(options: MarkupOptions): Marked {
  const slugs = new Set<string>();
  return new Marked({
    gfm: true,
    breaks: false,
    extensions: [directive, material, maths] as never,
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (options.allowHtml ? text : escapeHtml(text)),
      checkbox: ({ checked }: Tokens.Checkbox) =>
        `<input type="checkbox" disabled${checked ? " checked" : ""} aria-label="${checked ? "done" : "to do"}"> `,
      heading(this: RendererThis, { tokens, depth, text }: Tokens.Heading) {
        const id = options.anchors === false ? "" : ` id="${unique(slugOf(text), slugs)}"`;
        return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      text(this: RendererThis, token: Tokens.Text | Tokens.Escape) {
        if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
        return ARROWS.reduce((text, [arrow, sign]) => text.replace(arrow, sign), unescaped(token.text))
          .split("")
          .map((c) => (/[&<>"']/.test(c) ? escapeHtml(c) : c))
          .join("");
      },
    },
  });
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function slugOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replace(/\s+/g, "-") || "section"
  );
}

function unique(slug: string, taken: Set<string>): string {
  let name = slug;
  for (let i = 1; taken.has(name); i += 1) name = `${slug}-${i}`;
  taken.add(name);
  return name;
}

DOMPurify.addHook("afterSanitizeAttributes", (element) => {
  if (element.tagName !== "A" || !element.hasAttribute("href")) return;
  // Authors may say in HTML that a link is followed in place.
  if (element.getAttribute("href")?.startsWith("#") || element.getAttribute("target") === "_self") return;
  element.setAttribute("target", "_blank");
  element.setAttribute("rel", "noopener noreferrer");
});

/** Markdown as HTML that is safe to show: no scripts, no event handlers, no addresses but of safe schemes. */
export function toHtml(body: string, options: MarkupOptions): string {
  const marked = parser(options);
  const html = options.inline ? marked.parseInline(body) : marked.parse(body);
  return sanitized(html as string);
}

/** HTML without anything that could run. */
export function sanitized(html: string): string {
  return DOMPurify.sanitize(html, {
    // A style sheet at the very beginning would be taken for a part of a head, and left out.
    FORCE_BODY: true,
    ADD_ATTR: ["target", "aria-label"],
    FORBID_TAGS: ["form", "base", "meta", "link"],
    ALLOWED_URI_REGEXP:
      /^(?:(?:https?|mailto|tel):|data:image\/(?:png|jpe?g|gif|webp|svg\+xml|avif);|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  });
}
