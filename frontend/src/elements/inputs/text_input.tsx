import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { formOf, submitForm } from "../../store/widgets";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { afterPress } from "../../view/press";
import type { TextAreaProps, TextInputProps } from "../../wire/messages.gen";
import "./text_input.css";

const TYPES: { [type: string]: string } = { default: "text", phone: "tel" };

interface Draft {
  text: () => string;
  problem: () => string;
  typed: (text: string) => void;
  /** Send what was typed, if it can be; tell whether it can. */
  commit: () => boolean;
  isDirty: () => boolean;
}

interface DraftProps {
  nullable: boolean;
  required: boolean;
}

/** What is typed but not sent yet; `objection` says what is wrong with a text ("" for nothing). */
function useDraft(
  element: ElementProps<DraftProps>,
  pause: () => number | null,
  objection: (text: string) => string,
): Draft {
  const known = () => valueIn<string | null>(element) ?? "";
  const [text, setText] = createSignal(known());
  const validity = useValidity(element.node, () =>
    text() !== "" ? objection(text()) : element.props.required ? EMPTY : "",
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(on([known, element.node.forced], ([value]) => setText(value), { defer: true }));
  onCleanup(() => clearTimeout(timer));
  const value = () => (text() === "" && element.props.nullable ? null : text());
  const commit = () => {
    clearTimeout(timer);
    if (!validity.check()) return false;
    if (text() !== known()) setValue(element, value());
    return true;
  };
  const typed = (now: string) => {
    setText(now);
    clearTimeout(timer);
    const wait = pause();
    if (formOf(element.node)) element.node.setValue(value);
    else if (wait !== null) timer = setTimeout(commit, wait);
  };
  return { text, typed, commit, problem: validity.problem, isDirty: () => text() !== known() };
}

export function TextInput(element: ElementProps<TextInputProps>): JSX.Element {
  const props = element.props;
  const pattern = createMemo(() => expression(props.pattern));
  const draft = useDraft(
    element,
    () => props.live,
    (text) => (pattern()?.test(text) === false ? (props.pattern_message ?? "This does not have the form needed.") : ""),
  );
  const [revealed, setRevealed] = createSignal(false);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.isComposing && draft.commit()) submitForm(element.node);
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
      <div class="field-box" classList={{ invalid: draft.problem() !== "" }}>
        <Icon icon={props.icon} />
        <input
          class="field-input"
          id={controlId(element)}
          type={type()}
          value={draft.text()}
          placeholder={props.placeholder ?? undefined}
          maxlength={props.max_chars ?? undefined}
          autocomplete={(props.autocomplete ?? "off") as "off"}
          disabled={props.disabled}
          aria-required={props.required}
          aria-invalid={draft.problem() !== ""}
          onInput={(event) => draft.typed(event.currentTarget.value)}
          onBlur={() => afterPress(draft.commit)}
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
        problem={draft.problem()}
        text={draft.text()}
        most={props.max_chars}
        dirty={draft.isDirty() && props.live === null}
        hint="Press Enter to apply"
      />
    </div>
  );
}

/** A regular expression of the script's; undefined for none, or one that this browser does not understand. */
function expression(pattern: string | null): RegExp | undefined {
  if (pattern === null) return undefined;
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch (error) {
      if (!flags) console.warn(`\`validate\` is not understood: ${(error as Error).message}`);
    }
  }
  return undefined;
}

export function TextArea(element: ElementProps<TextAreaProps>): JSX.Element {
  const props = element.props;
  const draft = useDraft(
    element,
    () => null,
    () => "",
  );
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (draft.commit()) submitForm(element.node);
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
      <div class="field-box" classList={{ invalid: draft.problem() !== "" }}>
        <textarea
          class="field-input"
          id={controlId(element)}
          value={draft.text()}
          placeholder={props.placeholder ?? undefined}
          maxlength={props.max_chars ?? undefined}
          disabled={props.disabled}
          aria-required={props.required}
          aria-invalid={draft.problem() !== ""}
          onInput={(event) => draft.typed(event.currentTarget.value)}
          onBlur={() => afterPress(draft.commit)}
          onKeyDown={keys}
        />
      </div>
      <Notes
        problem={draft.problem()}
        text={draft.text()}
        most={props.max_chars}
        dirty={draft.isDirty()}
        hint="Press Ctrl+Enter to apply"
      />
    </div>
  );
}

function Notes(props: {
  problem: string;
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
    <Show when={props.problem || parts()}>
      <div class="field-note" classList={{ error: props.problem !== "" }} aria-live="polite">
        {props.problem || parts()}
      </div>
    </Show>
  );
}
