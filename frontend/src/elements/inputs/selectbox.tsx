import { Combobox, createListCollection } from "@ark-ui/solid/combobox";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { EMPTY, useValidity } from "../../store/validity";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Label, Problem } from "../../view/label";
import { useLayer } from "../../view/layer";
import type { SelectboxProps } from "../../wire/messages.gen";
import { found } from "./filter";
import "./selectbox.css";

const MOST_SHOWN = 300;

export function Selectbox(element: ElementProps<SelectboxProps>): JSX.Element {
  const props = element.props;
  const layer = useLayer();
  const value = () => valueIn<string | null>(element);
  const [search, setSearch] = createSignal("");
  const [text, setText] = createSignal(value() ?? "");
  createEffect(on([value, element.node.forced], ([now]) => setText(now ?? ""), { defer: true }));
  const { problem, check } = useValidity(element.node, () => (props.required && value() === null ? EMPTY : ""));
  const items = createMemo(() => {
    const shown = found(props.options, search(), props.filter, MOST_SHOWN);
    const fresh = search().trim();
    return props.free_text && fresh && !props.options.includes(fresh) ? [...shown, fresh] : shown;
  });
  const collection = createMemo(() => createListCollection({ items: items() }));
  const choose = (chosen: string | undefined) => {
    setSearch("");
    if (chosen !== undefined && chosen !== value()) setValue(element, chosen);
    else if (chosen === undefined && props.clearable && !props.required) setValue(element, null);
    setText(value() ?? "");
  };
  return (
    <Combobox.Root
      class="field"
      collection={collection()}
      value={value() === null ? [] : [value() as string]}
      inputValue={text()}
      disabled={props.disabled}
      openOnClick
      selectionBehavior="preserve"
      inputBehavior={props.free_text ? "none" : "autohighlight"}
      allowCustomValue={props.free_text}
      readOnly={false}
      positioning={{ sameWidth: true, gutter: 4 }}
      onInputValueChange={(change) => {
        setText(change.inputValue);
        if (change.reason === "input-change") setSearch(change.inputValue);
      }}
      onValueChange={(change) => choose(change.value[0])}
      onOpenChange={(change) => {
        if (change.open) return;
        check();
        setSearch("");
        setText(value() ?? "");
      }}
    >
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <Combobox.Control class="field-box select" classList={{ invalid: problem() !== "" }}>
        <Icon icon={props.icon} />
        <Combobox.Input
          class="field-input"
          id={controlId(element)}
          placeholder={props.placeholder ?? (props.options.length ? "Choose an option" : "No options to choose")}
          aria-label={props.label}
          aria-required={props.required}
          aria-invalid={problem() !== ""}
          readOnly={props.filter === null && !props.free_text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Show when={props.clearable && !props.required && value() !== null && !props.disabled}>
          <button type="button" class="field-button" aria-label="Clear" onClick={() => choose(undefined)}>
            <OwnGlyph name="close" />
          </button>
        </Show>
        <Combobox.Trigger class="field-button" aria-label="Show the options">
          <OwnGlyph name="down" />
        </Combobox.Trigger>
      </Combobox.Control>
      <Problem text={problem()} />
      <Portal mount={layer()}>
        <Combobox.Positioner>
          <Combobox.Content class="floating menu options">
            <For each={items()} fallback={<div class="options-note">Nothing found.</div>}>
              {(item) => (
                <Combobox.Item item={item} class="menu-item">
                  <Combobox.ItemText>{props.options.includes(item) ? item : `Add “${item}”`}</Combobox.ItemText>
                </Combobox.Item>
              )}
            </For>
            <Show when={items().length === MOST_SHOWN && props.options.length > MOST_SHOWN}>
              <div class="options-note">Type to search {props.options.length} options.</div>
            </Show>
          </Combobox.Content>
        </Combobox.Positioner>
      </Portal>
    </Combobox.Root>
  );
}
