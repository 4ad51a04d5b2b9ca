import { createSignal, type JSX } from "solid-js";
import { copyText } from "./clipboard";
import { OwnGlyph } from "./icon";
import "./copy.css";

const THANKS = 1500;

/** A button that copies a text. */
export function Copy(props: { text: string }): JSX.Element {
  const [done, setDone] = createSignal(false);
  const copy = async () => {
    await copyText(props.text);
    setDone(true);
    setTimeout(() => setDone(false), THANKS);
  };
  return (
    <button type="button" class="tool copy" aria-label={done() ? "Copied" : "Copy"} onClick={copy}>
      <OwnGlyph name={done() ? "check" : "copy"} />
    </button>
  );
}
