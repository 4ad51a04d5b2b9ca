let known: boolean | undefined;

/** Whether this browser draws with WebGL 2, which deck.gl needs. */
export function hasWebGl(): boolean {
  known ??= tried();
  return known;
}

function tried(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // A page has few contexts: this one is given back.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
