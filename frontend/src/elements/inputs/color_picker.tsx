import { createEffect, createSignal, type JSX, on } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import type { ColorPickerProps } from "../../wire/messages.gen";
import "./color_picker.css";

export function ColorPicker(element: ElementProps<ColorPickerProps>): JSX.Element {
  const props = element.props;
  const known = () => valueIn<string>(element);
  const [draft, setDraft] = createSignal(known());
  createEffect(on([known, element.node.forced], ([value]) => setDraft(value), { defer: true }));
  const type = (text: string) => {
    const color = text.startsWith("#") ? text : `#${text}`;
    if (/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(color)) setValue(element, color.toLowerCase());
    else setDraft(known());
  };
  return (
    <div class="field">
      <Label text={props.label} for={controlId(element)} help={props.help} visibility={props.label_visibility} />
      <div class="field-box color">
        <input
          type="color"
          id={controlId(element)}
          value={long(draft())}
          disabled={props.disabled}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onChange={(event) => setValue(element, event.currentTarget.value)}
        />
        <input
          class="field-input"
          type="text"
          value={draft()}
          maxlength="7"
          spellcheck={false}
          disabled={props.disabled}
          aria-label={`${props.label}, as text`}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}

/** A colour with two digits for each part: browsers know no other. */
function long(color: string): string {
  return color.length === 4 ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
}
