import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { formOf, submitForm } from "../../store/widgets";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import type { TextAreaProps, TextInputProps } from "../../wire/messages.gen";
import "./text_input.css";

const TYPES: { [type: string]: string } = { default: "text", phone: "tel" };

interface Draft {
  text: () => string;
  typed: (text: string) => void;
  commit: () => void;
  isDirty: () => boolean;
}

/** What is typed but not sent yet. */
function useDraft(element: ElementProps<{ nullable: boolean }>, pause: () => number | null): Draft {
  const known = () => valueIn<string | null>(element) ?? "";
  const [text, setText] = createSignal(known());
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(on([known, element.node.forced], ([value]) => setText(value), { defer: true }));
  onCleanup(() => clearTimeout(timer));
  const commit = () => {
    clearTimeout(timer);
    if (text() !== known()) setValue(element, text() === "" && element.props.nullable ? null : text());
  };
  const typed = (value: string) => {
    setText(value);
    clearTimeout(timer);
    const wait = pause();
    if (formOf(element.node)) element.node.setValue(() => (value === "" && element.props.nullable ? null : value));
    else if (wait !== null) timer = setTimeout(commit, wait);
  };
  return { text, typed, commit, isDirty: () => text() !== known() };
}

export function TextInput(element: ElementProps<TextInputProps>): JSX.Element {
  const props = element.props;
  const draft = useDraft(element, () => props.live);
  const [revealed, setRevealed] = createSignal(false);
  const problem = () => {
    if (!props.pattern || draft.text() === "") return null;
    return new RegExp(`^(?:${props.pattern})$`, "u").test(draft.text())
      ? null
      : (props.pattern_message ?? "This does not have the form that is needed.");
  };
  const commit = () => problem() === null && draft.commit();
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    commit();
    submitForm(element.node);
  };
  const type = () => (props.type === "password" && revealed() ? "text" : (TYPES[props.type] ?? props.type));
  return (
    <div class="field">
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="field-box" classList={{ invalid: problem() !== null }}>
        <Icon icon={props.icon} />
        <input
          class="field-input"
          id={controlId(element)}
          type={type()}
          value={draft.text()}
          placeholder={props.placeholder ?? undefined}
          maxlength={props.max_chars ?? undefined}
          autocomplete={(props.autocomplete ?? (props.type === "password" ? "new-password" : "off")) as "off"}
          disabled={props.disabled}
          required={props.required}
          aria-invalid={problem() !== null}
          onInput={(event) => draft.typed(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={keys}
        />
        <Show when={props.type === "password"}>
          <button
            type="button"
            class="field-button"
            aria-label={revealed() ? "Hide the password" : "Show the password"}
            aria-pressed={revealed()}
            disabled={props.disabled}
            onClick={() => setRevealed(!revealed())}
          >
            <OwnGlyph name="eye" />
          </button>
        </Show>
      </div>
      <Notes
        problem={problem()}
        text={draft.text()}
        most={props.max_chars}
        dirty={draft.isDirty()}
        hint="Press Enter to apply"
      />
    </div>
  );
}

export function TextArea(element: ElementProps<TextAreaProps>): JSX.Element {
  const props = element.props;
  const draft = useDraft(element, () => null);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    draft.commit();
    submitForm(element.node);
  };
  return (
    <div class="field area" classList={{ grows: props.height === "content" }}>
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="field-box">
        <textarea
          class="field-input"
          id={controlId(element)}
          value={draft.text()}
          placeholder={props.placeholder ?? undefined}
          maxlength={props.max_chars ?? undefined}
          disabled={props.disabled}
          required={props.required}
          onInput={(event) => draft.typed(event.currentTarget.value)}
          onBlur={() => draft.commit()}
          onKeyDown={keys}
        />
      </div>
      <Notes
        problem={null}
        text={draft.text()}
        most={props.max_chars}
        dirty={draft.isDirty()}
        hint="Press Ctrl+Enter to apply"
      />
    </div>
  );
}

function Notes(props: {
  problem: string | null;
  text: string;
  most: number | null;
  dirty: boolean;
  hint: string;
}): JSX.Element {
  const parts = () =>
    [props.dirty ? props.hint : "", props.most !== null ? `${props.text.length}/${props.most}` : ""]
      .filter(Boolean)
      .join(" · ");
  return (
    <Show when={props.problem ?? parts()}>
      <div class="field-note" classList={{ error: props.problem !== null }} aria-live="polite">
        {props.problem ?? parts()}
      </div>
    </Show>
  );
}
