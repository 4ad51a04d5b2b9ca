import { Combobox, createListCollection } from "@ark-ui/solid/combobox";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { useLayer } from "../../view/layer";
import type { MultiselectProps } from "../../wire/messages.gen";
import { found } from "./filter";
import "./multiselect.css";
import "./selectbox.css";

const MOST_SHOWN = 300;

export function Multiselect(element: ElementProps<MultiselectProps>): JSX.Element {
  const props = element.props;
  const layer = useLayer();
  const chosen = () => valueIn<string[]>(element) ?? [];
  const [search, setSearch] = createSignal("");
  const isFull = () => props.max_selections !== null && chosen().length >= props.max_selections;
  const left = createMemo(() => {
    const taken = new Set(chosen());
    return props.options.filter((option) => !taken.has(option));
  });
  const items = createMemo(() => {
    const shown = found(left(), search(), props.filter, MOST_SHOWN);
    const fresh = search().trim();
    const isNew = props.free_text && fresh && !props.options.includes(fresh) && !chosen().includes(fresh);
    return isNew ? [...shown, fresh] : shown;
  });
  /** What can be chosen at once: all that the search finds, as many as may be. */
  const matching = createMemo(() => {
    const all = search() ? found(left(), search(), props.filter, left().length) : left();
    return props.max_selections === null ? all : all.slice(0, props.max_selections - chosen().length);
  });
  const collection = createMemo(() => createListCollection({ items: items() }));
  let input!: HTMLInputElement;
  const choose = (next: string[]) => {
    setSearch("");
    if (props.max_selections === null || next.length <= props.max_selections) setValue(element, next);
  };
  const drop = (text: string) => {
    choose(chosen().filter((each) => each !== text));
    input.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Backspace" && search() === "" && chosen().length) choose(chosen().slice(0, -1));
  };
  const add = (items: string[]) => choose([...chosen(), ...items.filter((item) => !chosen().includes(item))]);
  return (
    <Combobox.Root
      class="field"
      collection={collection()}
      value={[]}
      inputValue={search()}
      multiple
      closeOnSelect={false}
      disabled={props.disabled}
      openOnClick
      selectionBehavior="clear"
      inputBehavior="autohighlight"
      positioning={{ sameWidth: true, gutter: 4 }}
      onInputValueChange={(change) => setSearch(change.inputValue)}
      onValueChange={(change) => add(change.value)}
    >
      <Label text={props.label} for={controlId(element)} help={props.help} visibility={props.label_visibility} />
      <Combobox.Control class="field-box select multi" classList={{ "no-wrap-chips": !props.wrap }}>
        <div class="chips">
          <For each={chosen()}>
            {(text) => (
              <span class="chip">
                <span class="chip-text">{text}</span>
                <button
                  type="button"
                  aria-label={`Remove ${text}`}
                  disabled={props.disabled}
                  onClick={() => drop(text)}
                >
                  <OwnGlyph name="close" />
                </button>
              </span>
            )}
          </For>
          <Combobox.Input
            ref={input}
            class="field-input"
            id={controlId(element)}
            placeholder={chosen().length ? "" : (props.placeholder ?? "Choose options")}
            aria-label={props.label}
            readOnly={props.filter === null && !props.free_text}
            onKeyDown={keys}
          />
        </div>
        <Show when={chosen().length && !props.disabled}>
          <button type="button" class="field-button" aria-label="Clear all" onClick={() => choose([])}>
            <OwnGlyph name="close" />
          </button>
        </Show>
        <Combobox.Trigger class="field-button" aria-label="Show the options">
          <OwnGlyph name="down" />
        </Combobox.Trigger>
      </Combobox.Control>
      <Portal mount={layer()}>
        <Combobox.Positioner>
          <Combobox.Content class="floating menu options">
            <Show
              when={!isFull()}
              fallback={<div class="options-note">At most {props.max_selections} can be chosen. Remove one first.</div>}
            >
              <Show when={props.select_all && matching().length > 1}>
                <button type="button" class="menu-item" onClick={() => add(matching())}>
                  {search() ? `Select ${matching().length} matches` : "Select all"}
                </button>
              </Show>
              <For
                each={items()}
                fallback={
                  <div class="options-note">{left().length ? "Nothing found." : "Nothing left to choose."}</div>
                }
              >
                {(item) => (
                  <Combobox.Item item={item} class="menu-item">
                    <Combobox.ItemText>{props.options.includes(item) ? item : `Add “${item}”`}</Combobox.ItemText>
                  </Combobox.Item>
                )}
              </For>
            </Show>
          </Combobox.Content>
        </Combobox.Positioner>
      </Portal>
    </Combobox.Root>
  );
}
