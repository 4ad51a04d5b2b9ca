import { createEffect, createSignal, For, type JSX, on, Show, untrack } from "solid-js";
import { createStore } from "solid-js/store";
import { randomId } from "../../connection/random";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { bytes } from "../../view/numbers";
import type { FileUploaderProps } from "../../wire/messages.gen";
import { droppedFiles } from "./dropped";
import { objectionTo, putUpload, removeUpload, sentBefore, typesText } from "./transfer";
import "./file_uploader.css";

interface Upload {
  id: string;
  name: string;
  size: number;
  /** From 0 to 1. */
  done: number;
  problem?: string;
}

export function FileUploader(element: ElementProps<FileUploaderProps>): JSX.Element {
  const props = element.props;
  const [uploads, setUploads] = createStore<Upload[]>([]);
  const [over, setOver] = createSignal(false);
  let input!: HTMLInputElement;
  const ids = () => valueIn<string[] | null>(element) ?? [];
  const shown = () => uploads.filter((each) => each.problem || each.done < 1 || ids().includes(each.id));
  const take = async (files: Iterable<File>) => {
    // Of a folder only what is wanted; a file that was chosen by itself is told why it is not.
    const chosen = [...files].filter((file) => !props.directory || !objectionTo(file, props.types, Infinity));
    if (!props.multiple) clear();
    const arrived = await Promise.all((props.multiple ? chosen : chosen.slice(0, 1)).map(send));
    const fresh = arrived.filter((id) => id !== undefined);
    if (fresh.length) setValue(element, props.multiple ? [...ids(), ...fresh] : fresh);
    input.value = "";
  };
  const send = async (file: File): Promise<string | undefined> => {
    const id = randomId();
    const problem = objectionTo(file, props.types, props.max_megabytes);
    setUploads(uploads.length, { id, name: file.name, size: file.size, done: 0, ...(problem ? { problem } : {}) });
    if (problem) return undefined;
    const update = (change: Partial<Upload>) => setUploads((each) => each.id === id, change);
    try {
      await putUpload(id, file, (done) => update({ done }));
      update({ done: 1 });
      return id;
    } catch (error) {
      update({ problem: (error as Error).message });
      return undefined;
    }
  };
  const drop = (upload: Upload) => {
    setUploads((all) => all.filter((each) => each.id !== upload.id));
    if (!ids().includes(upload.id)) return;
    setValue(
      element,
      ids().filter((id) => id !== upload.id),
    );
    void removeUpload(upload.id);
  };
  const clear = () => {
    for (const id of ids()) void removeUpload(id);
    setUploads([]);
  };
  // A page that was loaded anew knows no more than the ids.
  createEffect(
    on(ids, (all) => {
      const known = new Set(untrack(() => uploads.map((each) => each.id)));
      for (const id of all.filter((each) => !known.has(each))) {
        setUploads(uploads.length, { id, name: "…", size: 0, done: 1 });
        void sentBefore(id).then((found) => found && setUploads((each) => each.id === id, found));
      }
    }),
  );
  const limits = () => {
    const types = props.types.length ? ` · ${typesText(props.types)}` : "";
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
          if (!props.disabled && event.dataTransfer) void droppedFiles(event.dataTransfer, props.directory).then(take);
        }}
      >
        <OwnGlyph name="upload" />
        <div class="drop-text">
          <span>Drop {props.directory ? "a folder" : props.multiple ? "files" : "a file"} here</span>
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
