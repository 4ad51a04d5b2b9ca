import { For, type JSX } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Label, Problem } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { PillsProps } from "../../wire/messages.gen";
import { moveFocus } from "./focus";
import "./pills.css";

export function Pills(element: ElementProps<PillsProps>): JSX.Element {
  return <ButtonGroup element={element} look="pills" />;
}

/** Options as buttons that stay pressed. */
export function ButtonGroup(given: { element: ElementProps<PillsProps>; look: "pills" | "segments" }): JSX.Element {
  const element = given.element;
  const props = element.props;
  const label = `label-${element.node.id}`;
  const chosen = () => valueIn<string[] | null>(element) ?? [];
  const { problem } = useValidity(element.node, () => (props.required && !chosen().length ? EMPTY : ""));
  const press = (option: string) => {
    const rest = chosen().filter((each) => each !== option);
    const isChosen = rest.length < chosen().length;
    if (isChosen && props.required && !rest.length) return;
    if (props.multiple)
      setValue(element, isChosen ? rest : props.options.filter((each) => each === option || rest.includes(each)));
    else setValue(element, isChosen ? [] : [option]);
  };
  return (
    <div class="field">
      <Label
        id={label}
        text={props.label}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div
        aria-invalid={problem() !== "" || undefined}
        role="group"
        aria-labelledby={label}
        class={`button-group look-${given.look}`}
        classList={{ wraps: props.wrap, fill: props.width !== "content" }}
        onKeyDown={moveFocus}
      >
        <For each={props.options}>
          {(option) => (
            <button
              type="button"
              aria-pressed={chosen().includes(option)}
              disabled={props.disabled}
              onClick={() => press(option)}
            >
              <Inline text={option} />
            </button>
          )}
        </For>
      </div>
      <Problem text={problem()} />
    </div>
  );
}
