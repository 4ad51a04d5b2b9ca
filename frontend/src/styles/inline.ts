/**
 * The page's policy forbids styles in markup, which is how injected markup would hide or move what is on the page. Some
 * libraries (and authors' own HTML) have such styles nevertheless. Here they are taken out of markup before a parser sees
 * it, and set in the ways that are allowed: by the object model, and by style sheets with the page's nonce.
 */
const ATTRIBUTE = "data-inline-style";
const SHEET = "inlinesheet";
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const NAME_AND_VALUE = /([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

let nonce = "";

/** Markup whose styles have other names, so that parsing it breaks no policy; `revealed` gives them back. */
export function hidden(html: string): string {
  return html
    .replace(TAG, (tag) =>
      /style/i.test(tag)
        ? tag.replace(NAME_AND_VALUE, (whole, name: string, value = "") =>
            name.toLowerCase() === "style" && value ? ATTRIBUTE + value : whole,
          )
        : tag,
    )
    .replace(/<(\/?)style(?=[\s>/])/gi, `<$1${SHEET}`);
}

/** Set the styles of what was parsed from hidden markup. */
export function revealed<T extends ParentNode>(parts: T): T {
  for (const each of parts.querySelectorAll<HTMLElement>(`[${ATTRIBUTE}]`)) {
    const text = each.getAttribute(ATTRIBUTE) ?? "";
    each.removeAttribute(ATTRIBUTE);
    each.style.cssText = text;
  }
  for (const each of parts.querySelectorAll(SHEET)) each.replaceWith(sheet(each.textContent ?? "", each.namespaceURI));
  return parts;
}

/** Let style sheets that came through a sanitizer be used. */
export function allowSheets(parts: ParentNode): void {
  for (const each of parts.querySelectorAll("style")) each.nonce = nonce;
}

/** A style sheet that the policy allows. */
function sheet(text: string, namespace: string | null = null): Element {
  const isSvg = namespace === "http://www.w3.org/2000/svg";
  const made = isSvg ? document.createElementNS(namespace, "style") : document.createElement("style");
  (made as unknown as HTMLOrSVGElement).nonce = nonce;
  made.textContent = text;
  return made;
}

/** Have what libraries write as markup and what they make as style sheets go the ways that are allowed. */
export function allowStyles(given: string): void {
  nonce = given;
  const { prototype } = Element;
  const create = document.createElement;
  document.createElement = function (this: Document, name: string, options?: ElementCreationOptions): HTMLElement {
    const made = create.call(this, name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  } as typeof document.createElement;
  // What is parsed apart from the page is under its policy too.
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) {
    const markup = String(text);
    return hasStyles(markup) ? revealed(parse.call(this, hidden(markup), type)) : parse.call(this, text, type);
  };
  replaceMarkup(prototype);
  replaceMarkup(ShadowRoot.prototype);
  const insert = prototype.insertAdjacentHTML;
  prototype.insertAdjacentHTML = function (where, html) {
    if (!hasStyles(html)) return insert.call(this, where, html);
    const place = { beforebegin: "before", afterbegin: "prepend", beforeend: "append", afterend: "after" } as const;
    this[place[where]](parsed(html));
  };
  const set = prototype.setAttribute;
  prototype.setAttribute = function (name, value) {
    const { style } = this as unknown as ElementCSSInlineStyle;
    if (name.toLowerCase() === "style" && style) style.cssText = String(value);
    else set.call(this, name, value);
  };
}

function replaceMarkup(prototype: Element | ShadowRoot): void {
  const known = Object.getOwnPropertyDescriptor(prototype, "innerHTML");
  const set = known?.set;
  if (!set) return;
  Object.defineProperty(prototype, "innerHTML", {
    ...known,
    set(this: Element | ShadowRoot, html: string) {
      if (!hasStyles(html)) {
        set.call(this, html);
      } else if (this instanceof HTMLTemplateElement) {
        set.call(this, hidden(html));
        revealed(this.content);
      } else {
        set.call(this, hidden(html));
        revealed(this);
      }
    },
  });
}

function hasStyles(html: unknown): boolean {
  return /<style|\sstyle\s*=|data-inline-style|<inlinesheet/i.test(String(html));
}

function parsed(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
