import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { randomId } from "../../connection/random";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import type { AudioInputProps, CameraInputProps } from "../../wire/messages.gen";
import { deviceTrouble, record } from "./recorder";
import { contentBefore, putUpload, removeUpload } from "./transfer";
import "./recording.css";

/** Records sound with the user's microphone. */
export function AudioInput(element: ElementProps<AudioInputProps>): JSX.Element {
  const props = element.props;
  const kept = useKept(element);
  const [running, setRunning] = createSignal<{ stop: () => Promise<File>; cancel: () => void }>();
  const toggle = kept.guarded("microphone", async () => {
    const recording = running();
    if (!recording) {
      setRunning(await record(props.sample_rate));
      return;
    }
    setRunning(undefined);
    await kept.keep(await recording.stop());
  });
  onCleanup(() => running()?.cancel());
  return (
    <div class="field">
      <Label text={props.label} help={props.help} visibility={props.label_visibility} />
      <div class="field-box recording" role="group" aria-label={props.label}>
        <button
          type="button"
          class="button"
          classList={{ "is-recording": running() !== undefined }}
          disabled={props.disabled}
          onClick={toggle}
        >
          <OwnGlyph name={running() ? "stop" : "microphone"} />
          {running() ? "Stop" : kept.address() ? "Record again" : "Record"}
        </button>
        <Show when={running()}>
          <span class="field-hint" role="status">
            Recording…
          </span>
        </Show>
        <Show when={!running() && kept.address()}>
          {/* biome-ignore lint/a11y/useMediaCaption: it is the user's own recording */}
          <audio controls src={kept.address()} aria-label="The recording" />
          <Clear kept={kept} disabled={props.disabled} />
        </Show>
      </div>
      <Trouble of={kept} />
    </div>
  );
}

/** Shows the user's camera and takes a photograph. */
export function CameraInput(element: ElementProps<CameraInputProps>): JSX.Element {
  const props = element.props;
  const kept = useKept(element);
  let film!: HTMLVideoElement;
  const [stream, setStream] = createSignal<MediaStream>();
  const [ready, setReady] = createSignal(false);
  const close = () => {
    setReady(false);
    for (const track of stream()?.getTracks() ?? []) track.stop();
    setStream(undefined);
  };
  const open = kept.guarded("camera", async () => {
    if (!navigator.mediaDevices) throw new Error("This browser shows the camera over a safe connection (https) only.");
    const size = props.wide ? { width: { ideal: props.wide }, height: { ideal: props.high } } : true;
    const opened = await navigator.mediaDevices.getUserMedia({ video: size });
    setStream(opened);
    film.srcObject = opened;
    await film.play();
    setReady(true);
  });
  const shoot = kept.guarded("camera", async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [film.videoWidth, film.videoHeight];
    canvas.getContext("2d")?.drawImage(film, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
    if (!blob) throw new Error("The picture could not be taken.");
    close();
    await kept.keep(new File([blob], "camera_input.jpg", { type: "image/jpeg" }));
  });
  onCleanup(close);
  return (
    <div class="field">
      <Label text={props.label} help={props.help} visibility={props.label_visibility} />
      <div class="camera" role="group" aria-label={props.label}>
        <video ref={film} hidden={!stream()} muted playsinline aria-label="The camera's picture" />
        <Show when={!stream() && kept.address()}>
          <img src={kept.address()} alt="The photograph" />
        </Show>
        <div class="camera-acts">
          <Show
            when={stream()}
            fallback={
              <button type="button" class="button" disabled={props.disabled} onClick={open}>
                <OwnGlyph name="camera" />
                {kept.address() ? "Take another" : "Open the camera"}
              </button>
            }
          >
            <button type="button" class="button button-primary" disabled={!ready()} onClick={shoot}>
              Take the photo
            </button>
            <button type="button" class="button" onClick={close}>
              Close
            </button>
          </Show>
          <Show when={!stream() && kept.address()}>
            <Clear kept={kept} disabled={props.disabled} />
          </Show>
        </div>
      </div>
      <Trouble of={kept} />
    </div>
  );
}

/** The one file of a widget: what it holds, and how it is replaced. */
function useKept(element: ElementProps<unknown>) {
  const [address, setAddress] = createSignal<string>();
  const [trouble, setTrouble] = createSignal<string>();
  const id = () => (valueIn<string[] | null>(element) ?? [])[0];
  let shown: string | undefined;
  // What was not kept here was recorded before the page was loaded anew, or taken back by the script.
  createEffect(() => {
    const now = id();
    if (now === shown) return;
    shown = now;
    setAddress(undefined);
    if (now) void contentBefore(now).then((found) => found && now === shown && setAddress(URL.createObjectURL(found)));
  });
  const forget = () => {
    const [before, picture] = [id(), address()];
    if (before) void removeUpload(before);
    if (picture) URL.revokeObjectURL(picture);
    setAddress(undefined);
  };
  return {
    address,
    trouble,
    async keep(file: File) {
      forget();
      setAddress(URL.createObjectURL(file));
      const fresh = randomId();
      await putUpload(fresh, file);
      shown = fresh;
      setValue(element, [fresh]);
    },
    clear() {
      forget();
      setValue(element, []);
    },
    guarded: (device: string, act: () => Promise<void>) => () => {
      setTrouble(undefined);
      act().catch((error: unknown) => setTrouble(deviceTrouble(error, device)));
    },
  };
}

type Kept = ReturnType<typeof useKept>;

function Clear(props: { kept: Kept; disabled: boolean }): JSX.Element {
  return (
    <button type="button" class="tool" aria-label="Clear" disabled={props.disabled} onClick={() => props.kept.clear()}>
      <OwnGlyph name="close" />
    </button>
  );
}

function Trouble(props: { of: Kept }): JSX.Element {
  return (
    <Show when={props.of.trouble()}>
      <div class="field-note error" role="alert">
        {props.of.trouble()}
      </div>
    </Show>
  );
}
