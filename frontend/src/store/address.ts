/** Base path of the app, with slashes at both ends. */
export const BASE = new URL(document.baseURI).pathname.replace(/[^/]*$/, "");

const scheme = location.protocol === "https:" ? "wss:" : "ws:";

export const ADDRESS = {
  socket: `${scheme}//${location.host}${BASE}_rushlight/socket`,
  upload: (id: string): string => `${BASE}_rushlight/upload/${id}`,
  icon: (name: string): string => `${BASE}_rushlight/icons/${name}.svg`,
  vendor: (pack: string, version: string, file: string): string =>
    `${BASE}_rushlight/vendor/${pack}/${version}/${file}`,
  /** The address of a path that the server gave; others stay as they are. */
  of: (path: string): string => (path.startsWith("_rushlight/") ? BASE + path : path),
};

/** The part of the address that names the page, without slashes at its ends. */
export function pagePath(): string {
  return decodeURIComponent(location.pathname.slice(BASE.length)).replace(/^\/+|\/+$/g, "");
}

export function queryString(): string {
  return location.search.slice(1);
}

let scriptQuery: string | undefined;

/** Put the query that the script wants in the address; what steers embedding stays. */
export function showQuery(wanted: string | undefined): void {
  if (wanted === undefined || wanted === scriptQuery) return;
  const first = scriptQuery === undefined;
  scriptQuery = wanted;
  if (first && wanted === "") return;
  const parameters = new URLSearchParams(wanted);
  const current = new URLSearchParams(location.search);
  for (const name of ["embed", "embed_options"]) {
    for (const value of current.getAll(name)) parameters.append(name, value);
  }
  const query = parameters.toString();
  if (query === current.toString()) return;
  history.pushState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}
