import { createEffect, createSignal, For, type JSX, on, onCleanup, Show } from "solid-js";
import { randomId } from "../../connection/random";
import { showEnd } from "../../shell/following";
import { awaitsAnswer, runState, stop } from "../../store/session";
import { click, type ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import type { ChatInputProps } from "../../wire/messages.gen";
import { droppedFiles } from "./dropped";
import { deviceTrouble, record } from "./recorder";
import { objectionTo, putUpload } from "./transfer";
import "./chat_input.css";

/** A field for messages. Enter sends; Shift+Enter begins a new line. */
export function ChatInput(element: ElementProps<ChatInputProps>): JSX.Element {
  const props = element.props;
  let field!: HTMLTextAreaElement;
  let picker: HTMLInputElement | undefined;
  const [text, setText] = createSignal("");
  const [files, setFiles] = createSignal<File[]>([]);
  const [trouble, setTrouble] = createSignal("");
  const [sending, setSending] = createSignal(false);
  const [over, setOver] = createSignal(false);
  const [recording, setRecording] = createSignal<Awaited<ReturnType<typeof record>>>();
  const [answering, setAnswering] = createSignal(false);
  const running = () => answering() && props.mode !== "submit";
  createEffect(() => {
    if (answering() && runState() === "idle" && !awaitsAnswer(element.node)) setAnswering(false);
  });
  const blocked = () => props.disabled || sending() || running();
  const isEmpty = () => text().trim() === "" && !files().length;
  const grow = () => {
    if (props.height !== "content") return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 240)}px`;
  };
  createEffect(on(text, grow));
  const send = async (audio?: File) => {
    if (blocked() || (isEmpty() && !audio)) return;
    setSending(true);
    setTrouble("");
    try {
      const put = async (file: File) => {
        const id = randomId();
        await putUpload(id, file);
        return id;
      };
      const ids = await Promise.all(files().map(put));
      const sound = audio ? await put(audio) : null;
      click(element, { text: text(), files: ids, audio: sound });
      setAnswering(true);
      showEnd();
      setText("");
      setFiles([]);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setSending(false);
      queueMicrotask(() => field.focus());
    }
  };
  const attach = (given: Iterable<File>) => {
    if (props.files === "none" || props.disabled) return;
    // Of a folder only what is wanted.
    const chosen = [...given].filter(
      (file) => props.files !== "directory" || !objectionTo(file, props.types, Infinity),
    );
    const objection = chosen.map((file) => objectionTo(file, props.types, props.max_megabytes)).find(Boolean);
    setTrouble(objection ?? "");
    if (objection) return;
    setFiles(props.files === "one" ? chosen.slice(0, 1) : [...files(), ...chosen]);
  };
  const microphone = async () => {
    try {
      const running = recording();
      setRecording(running ? undefined : await record(props.sample_rate));
      if (running) await send(await running.stop());
    } catch (error) {
      setTrouble(deviceTrouble(error, "microphone"));
    }
  };
  onCleanup(() => recording()?.cancel());
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div
      class="chat-input"
      classList={{ disabled: props.disabled, over: over() }}
      onDragOver={(event) => {
        if (props.files === "none" || props.disabled) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer) void droppedFiles(event.dataTransfer, props.files === "directory").then(attach);
      }}
    >
      <Show when={files().length}>
        <ul class="chat-files">
          <For each={files()}>
            {(file) => (
              <li class="chip">
                <span class="chip-text">{file.name}</span>
                <button
                  type="button"
                  aria-label={`Remove ${file.name}`}
                  onClick={() => setFiles(files().filter((each) => each !== file))}
                >
                  <OwnGlyph name="close" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class="chat-row">
        <Show when={props.files !== "none"}>
          <button
            type="button"
            class="tool"
            aria-label={props.files === "directory" ? "Attach a folder" : "Attach files"}
            disabled={props.disabled || running()}
            onClick={() => picker?.click()}
          >
            <OwnGlyph name="attach" />
          </button>
          <input
            ref={(each) => {
              picker = each;
              if (props.files === "directory") each.setAttribute("webkitdirectory", "");
            }}
            class="visually-hidden"
            type="file"
            tabindex="-1"
            aria-label="Files to attach"
            multiple={props.files !== "one"}
            accept={props.types.join(",") || undefined}
            onChange={(event) => {
              attach(event.currentTarget.files ?? []);
              event.currentTarget.value = "";
            }}
          />
        </Show>
        <textarea
          ref={field}
          rows="1"
          aria-label={props.placeholder}
          placeholder={props.placeholder}
          maxlength={props.most_characters ?? undefined}
          disabled={props.disabled || running()}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => event.clipboardData?.files.length && attach(event.clipboardData.files)}
          onKeyDown={keys}
        />
        <Show when={props.most_characters}>
          {(most) => (
            <span class="field-hint" aria-hidden="true">
              {text().length}/{most()}
            </span>
          )}
        </Show>
        <Show when={props.audio}>
          <button
            type="button"
            class="tool"
            classList={{ "is-recording": recording() !== undefined }}
            aria-label={recording() ? "Send the recording" : "Record"}
            disabled={props.disabled || running()}
            onClick={() => void microphone()}
          >
            <OwnGlyph name={recording() ? "check" : "microphone"} />
          </button>
        </Show>
        <Show
          when={props.mode === "stop" && running()}
          fallback={
            <button
              type="button"
              class="tool send"
              aria-label="Send"
              disabled={blocked() || isEmpty()}
              onClick={() => void send()}
            >
              <OwnGlyph name="up" />
            </button>
          }
        >
          <button type="button" class="tool send" aria-label="Stop the run" onClick={stop}>
            <OwnGlyph name="stop" />
          </button>
        </Show>
      </div>
      <Show when={trouble()}>
        <div class="field-note error" role="alert">
          {trouble()}
        </div>
      </Show>
    </div>
  );
}
