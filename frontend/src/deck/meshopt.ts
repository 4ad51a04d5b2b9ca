/** In place of a decoder in WebAssembly, which the page's policy forbids: models that need it are refused by their reader. */
export const MeshoptDecoder = { supported: false, ready: Promise.resolve() };
