import { ADDRESS } from "../../store/address";
import { sessionId } from "../../store/session";
import { folderOf } from "./dropped";

/** Send a file; XMLHttpRequest, as fetch does not tell how much was sent. */
export function putUpload(id: string, file: File, progress: (done: number) => void = () => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", ADDRESS.upload(id));
    request.setRequestHeader("x-rushlight-session", sessionId());
    request.setRequestHeader("x-rushlight-name", encodeURIComponent(file.name));
    const folder = folderOf(file);
    if (folder) request.setRequestHeader("x-rushlight-folder", encodeURIComponent(folder));
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

/** What the server has of a file that was sent earlier, before the page was loaded anew; undefined if it is gone. */
export async function sentBefore(id: string): Promise<{ name: string; size: number } | undefined> {
  const answer = await fetch(ADDRESS.upload(id), { method: "HEAD", headers: { "x-rushlight-session": sessionId() } });
  if (!answer.ok) return undefined;
  const name = decodeURIComponent(answer.headers.get("x-rushlight-name") ?? "");
  return { name, size: Number(answer.headers.get("content-length")) };
}

/** The content of such a file. */
export async function contentBefore(id: string): Promise<Blob | undefined> {
  const answer = await fetch(ADDRESS.upload(id), { headers: { "x-rushlight-session": sessionId() } });
  return answer.ok ? answer.blob() : undefined;
}

/** Why a file cannot be sent, if it cannot. */
export function objectionTo(file: File, types: readonly string[], megabytes: number): string | undefined {
  if (types.length && !types.some((type) => isOf(file, type))) return `Only ${typesText(types)}.`;
  return file.size > megabytes * (1 << 20) ? `Larger than ${megabytes} MB.` : undefined;
}

/** Types of files as people read them: endings and kinds of media. */
export function typesText(types: readonly string[]): string {
  return types
    .map((type) => (type.endsWith("/*") ? type.slice(0, -2) : type.replace(/^\./, "").toUpperCase()))
    .join(", ");
}

/** Whether a file has an ending (".csv") or is of a type of media ("image/*", "application/pdf"). */
function isOf(file: File, type: string): boolean {
  if (!type.includes("/")) return file.name.toLowerCase().endsWith(type);
  // Browsers do not know the type of every file; the server looks again.
  if (!file.type) return true;
  return type.endsWith("/*") ? file.type.startsWith(type.slice(0, -1)) : file.type === type;
}
