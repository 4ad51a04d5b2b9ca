const PICTURE = /\.(?:png|jpe?g|webp|gif|svg)$/i;
/** Browsers make pictures of drawings, but not for those who ask with the bytes in hand. */
const DRAWING = /^data:image\/svg|\.svg$/i;
/** For drawings that have no size of their own. */
const SIZE = 256;

/**
 * Fetch as the page's policy allows it. Data in the address itself is read here. Pictures of other hosts are loaded as
 * pictures, which the policy lets a page show; for all else a host has to be among `map.hosts`.
 */
export async function fetchOnPage(address: string | Blob, options?: RequestInit): Promise<Response> {
  if (typeof address !== "string") return new Response(address);
  const url = new URL(address, document.baseURI);
  if (DRAWING.test(url.protocol === "data:" ? address : url.pathname)) return ofPicture(url.href);
  if (url.protocol === "data:") return ofData(address);
  if (url.origin !== location.origin && PICTURE.test(url.pathname)) return ofPicture(url.href);
  try {
    return await fetch(url, options);
  } catch (error) {
    if (url.origin === location.origin || options?.signal?.aborted) throw error;
    throw new Error(`${url.host} could not be asked. Is it among the hosts of the setting map.hosts?`);
  }
}

function ofData(address: string): Response {
  const [, head = "", body = ""] = /^data:([^,]*),(.*)$/s.exec(address) ?? [];
  const type = head.replace(/;base64$/, "") || "text/plain";
  const text = decodeURIComponent(body);
  const content = head.endsWith(";base64") ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : text;
  return new Response(content, { headers: { "content-type": type } });
}

async function ofPicture(address: string): Promise<Response> {
  const picture = new Image();
  picture.crossOrigin = "anonymous";
  picture.src = address;
  await picture.decode().catch(() => {
    throw new Error(`${address.slice(0, 100)} could not be loaded`);
  });
  const canvas = new OffscreenCanvas(picture.naturalWidth || SIZE, picture.naturalHeight || SIZE);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Response(await canvas.convertToBlob(), { headers: { "content-type": "image/png" } });
}
