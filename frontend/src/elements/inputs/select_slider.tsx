import type { JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { SelectSliderProps } from "../../wire/messages.gen";
import { Track } from "./slider";

export function SelectSlider(element: ElementProps<SelectSliderProps>): JSX.Element {
  const props = element.props;
  const place = (text: unknown) => Math.max(0, props.options.indexOf(String(text)));
  return (
    <Track
      element={element as ElementProps<unknown>}
      label={props.label}
      help={props.help}
      visibility={props.label_visibility}
      disabled={props.disabled}
      range={props.range}
      min={0}
      max={props.options.length - 1}
      step={1}
      toRaw={(places) => {
        const texts = places.map((at) => props.options[at] ?? "");
        return props.range ? texts : (texts[0] ?? null);
      }}
      fromRaw={(raw) => (Array.isArray(raw) ? raw.map(place) : [place(raw)])}
      shown={(at) => props.options[at] ?? ""}
    />
  );
}
