import { createSignal, For, type JSX, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { ADDRESS } from "../../store/address";
import { sessionId } from "../../store/session";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { bytes } from "../../view/numbers";
import type { FileUploaderProps } from "../../wire/messages.gen";
import "./file_uploader.css";

interface Upload {
  id: string;
  name: string;
  size: number;
  /** From 0 to 1. */
  done: number;
  problem?: string;
}

const MB = 1 << 20;

export function FileUploader(element: ElementProps<FileUploaderProps>): JSX.Element {
  const props = element.props;
  const [uploads, setUploads] = createStore<Upload[]>([]);
  const [over, setOver] = createSignal(false);
  let input!: HTMLInputElement;
  const ids = () => valueIn<string[] | null>(element) ?? [];
  const shown = () => uploads.filter((each) => each.problem || each.done < 1 || ids().includes(each.id));
  const take = async (files: Iterable<File>) => {
    const chosen = [...files];
    if (!props.multiple) clear();
    const arrived = await Promise.all((props.multiple ? chosen : chosen.slice(0, 1)).map(send));
    const fresh = arrived.filter((id) => id !== undefined);
    if (fresh.length) setValue(element, props.multiple ? [...ids(), ...fresh] : fresh);
    input.value = "";
  };
  const send = async (file: File): Promise<string | undefined> => {
    const id = crypto.randomUUID().replaceAll("-", "");
    const problem = objection(file);
    setUploads(uploads.length, { id, name: file.name, size: file.size, done: 0, ...(problem ? { problem } : {}) });
    if (problem) return undefined;
    const update = (change: Partial<Upload>) => setUploads((each) => each.id === id, change);
    try {
      await put(id, file, (done) => update({ done }));
      update({ done: 1 });
      return id;
    } catch (error) {
      update({ problem: (error as Error).message });
      return undefined;
    }
  };
  const objection = (file: File): string | undefined => {
    const name = file.name.toLowerCase();
    if (props.types.length && !props.types.some((type) => name.endsWith(type)))
      return `Only ${props.types.join(", ")}.`;
    return file.size > props.max_megabytes * MB ? `Larger than ${props.max_megabytes} MB.` : undefined;
  };
  const drop = (upload: Upload) => {
    setUploads((all) => all.filter((each) => each.id !== upload.id));
    if (!ids().includes(upload.id)) return;
    setValue(
      element,
      ids().filter((id) => id !== upload.id),
    );
    void remove(upload.id);
  };
  const clear = () => {
    for (const id of ids()) void remove(id);
    setUploads([]);
  };
  const limits = () => {
    const types = props.types.length ? ` · ${props.types.map((type) => type.slice(1).toUpperCase()).join(", ")}` : "";
    return `Up to ${props.max_megabytes} MB per file${types}`;
  };
  return (
    <div class="field">
      <Label text={props.label} for={controlId(element)} help={props.help} visibility={props.label_visibility} />
      <div
        role="group"
        aria-label={props.label}
        class="drop-zone"
        classList={{ over: over(), disabled: props.disabled }}
        onDragOver={(event) => [event.preventDefault(), setOver(!props.disabled)]}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!props.disabled) void take(event.dataTransfer?.files ?? []);
        }}
      >
        <OwnGlyph name="upload" />
        <div class="drop-text">
          <span>Drop {props.multiple ? "files" : "a file"} here</span>
          <span class="field-hint">{limits()}</span>
        </div>
        <button type="button" class="button" disabled={props.disabled} onClick={() => input.click()}>
          Browse
        </button>
        <input
          ref={(each) => {
            input = each;
            if (props.directory) each.setAttribute("webkitdirectory", "");
          }}
          class="visually-hidden"
          type="file"
          tabindex="-1"
          id={controlId(element)}
          accept={props.types.join(",") || undefined}
          multiple={props.multiple}
          disabled={props.disabled}
          onChange={(event) => void take(event.currentTarget.files ?? [])}
        />
      </div>
      <Show when={shown().length}>
        <ul class="uploads">
          <For each={shown()}>
            {(upload) => (
              <li classList={{ "text-red": upload.problem !== undefined }}>
                <OwnGlyph name={upload.problem ? "error" : "file"} />
                <span class="upload-name" title={upload.name}>
                  {upload.name}
                </span>
                <span class="field-hint">{upload.problem ?? bytes(upload.size)}</span>
                <Show when={!upload.problem && upload.done < 1}>
                  <progress max="1" value={upload.done} aria-label={`Sending ${upload.name}`} />
                </Show>
                <button
                  type="button"
                  class="field-button"
                  aria-label={`Remove ${upload.name}`}
                  onClick={() => drop(upload)}
                >
                  <OwnGlyph name="close" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}

/** Send a file; XMLHttpRequest, as fetch does not tell how much was sent. */
function put(id: string, file: File, progress: (done: number) => void): Promise<void> {
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

async function remove(id: string): Promise<void> {
  await fetch(ADDRESS.upload(id), { method: "DELETE", headers: { "x-rushlight-session": sessionId() } });
}
