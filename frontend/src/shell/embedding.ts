const parameters = new URLSearchParams(location.search);

/** Whether the page is embedded in another, without what surrounds the app. */
export const embedded = parameters.get("embed")?.toLowerCase() === "true";

/** Whether the address asks for something special while embedded. */
export function embedOption(name: string): boolean {
  return embedded && parameters.getAll("embed_options").some((option) => option.toLowerCase() === name);
}
