import { createSignal, For, type JSX } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon } from "../../view/icon";
import { Label } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { ButtonGroupProps, FeedbackProps, Plain } from "../../wire/messages.gen";
import "./button_group.css";

/** Options as buttons that stay pressed. */
export function ButtonGroup(element: ElementProps<ButtonGroupProps>): JSX.Element {
  const props = element.props;
  const label = `label-${element.node.id}`;
  const chosen = (): string[] => {
    const raw = valueIn<Plain>(element);
    return Array.isArray(raw) ? (raw as string[]) : raw === null ? [] : [raw as string];
  };
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
        role="group"
        aria-labelledby={label}
        class={`button-group look-${props.look}`}
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
    </div>
  );
}

/** Marks by which a user says how good something is. */
export function Feedback(element: ElementProps<FeedbackProps>): JSX.Element {
  const props = element.props;
  const [hovered, setHovered] = createSignal<number>();
  const given = () => valueIn<number | null>(element);
  const isLit = (mark: number) => {
    const shown = hovered() ?? given() ?? -1;
    return props.rises ? mark <= shown : mark === shown;
  };
  return (
    <div
      role="group"
      aria-label={props.label}
      class="feedback"
      onKeyDown={moveFocus}
      onPointerLeave={() => setHovered(undefined)}
    >
      <For each={props.marks}>
        {(mark, at) => (
          <button
            type="button"
            class="tool"
            classList={{ lit: isLit(at()) }}
            aria-label={`${at() + 1} of ${props.marks.length}`}
            aria-pressed={given() === at()}
            disabled={props.disabled}
            onPointerEnter={() => props.rises && !props.disabled && setHovered(at())}
            onClick={() => setValue(element, given() === at() ? null : at())}
          >
            <Icon icon={mark} />
          </button>
        )}
      </For>
    </div>
  );
}

/** Arrow keys move among the buttons of a group. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
