/** Base path of the app, with slashes at both ends. */
export const BASE = new URL(document.baseURI).pathname.replace(/[^/]*$/, "");

const scheme = location.protocol === "https:" ? "wss:" : "ws:";

export const ADDRESS = {
  socket: `${scheme}//${location.host}${BASE}_rushlight/socket`,
  message: (id: string): string => `${BASE}_rushlight/message/${id}`,
  upload: (id: string): string => `${BASE}_rushlight/upload/${id}`,
  icon: (name: string): string => `${BASE}_rushlight/icons/${name}.svg`,
  vendor: (pack: string, version: string, file: string): string =>
    `${BASE}_rushlight/vendor/${pack}/${version}/${file}`,
  /** The address of a path that the server gave; others stay as they are. */
  of: (path: string): string => (path.startsWith("_rushlight/") ? BASE + path : path),
};

/** Where somebody logs in, by a provider if one is named, to come back here. */
export function loginAddress(provider: string | null): string {
  const query = new URLSearchParams({ next: location.pathname + location.search });
  if (provider) query.set("provider", provider);
  return `${BASE}auth/login?${query}`;
}

/** The part of the address that names the page, without slashes at its ends. */
export function pagePath(): string {
  return decodeURIComponent(location.pathname.slice(BASE.length)).replace(/^\/+|\/+$/g, "");
}

const EMBEDDING = ["embed", "embed_options"];

export function queryString(): string {
  return location.search.slice(1);
}

/** The address of a page of the app. */
export function pageAddress(page: string, query = ""): string {
  return `${BASE}${page.split("/").map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

/** A query with what steers embedding in the present one. */
export function withEmbedding(query: string): string {
  const wanted = new URLSearchParams(query);
  const current = new URLSearchParams(location.search);
  for (const name of EMBEDDING) {
    for (const value of current.getAll(name)) wanted.append(name, value);
  }
  return wanted.toString();
}

let shown: { page: string | null; query: string } | undefined;

/** Put the page and the query that the script wants in the address; what steers embedding stays. */
export function showAddress(page: string | null, query: string): void {
  if (shown && shown.page === page && shown.query === query) return;
  const first = shown === undefined;
  shown = { page, query };
  const current = new URLSearchParams(location.search).toString();
  const search = withEmbedding(query);
  const path = page === null || page === pagePath() ? location.pathname : pageAddress(page);
  if (path === location.pathname && (search === current || (first && query === ""))) return;
  const address = `${path}${search ? `?${search}` : ""}${location.hash}`;
  // An address that names no page is put right, not left in the history.
  if (first) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
