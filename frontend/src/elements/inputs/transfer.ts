import { ADDRESS } from "../../store/address";
import { sessionId } from "../../store/session";

/** An id for a file that is about to be sent. */
export const newUploadId = (): string => crypto.randomUUID().replaceAll("-", "");

/** Send a file; XMLHttpRequest, as fetch does not tell how much was sent. */
export function putUpload(id: string, file: File, progress: (done: number) => void = () => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", ADDRESS.upload(id));
    request.setRequestHeader("x-rushlight-session", sessionId());
    request.setRequestHeader("x-rushlight-name", encodeURIComponent(file.name));
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && progress((event.loaded / event.total) * 0.999);
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new Error(request.responseText || `The server answered ${request.status}.`));
    request.onerror = () => reject(new Error("The connection was lost. Try again."));
    request.send(file);
  });
}

/** Have the server forget a file. */
export async function removeUpload(id: string): Promise<void> {
  await fetch(ADDRESS.upload(id), { method: "DELETE", headers: { "x-rushlight-session": sessionId() } });
}

/** Why a file cannot be sent, if it cannot. */
export function objectionTo(file: File, types: readonly string[], megabytes: number): string | undefined {
  const name = file.name.toLowerCase();
  if (types.length && !types.some((type) => name.endsWith(type))) return `Only ${types.join(", ")}.`;
  return file.size > megabytes * (1 << 20) ? `Larger than ${megabytes} MB.` : undefined;
}
