import type { JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { SegmentedControlProps } from "../../wire/messages.gen";
import { ButtonGroup } from "./pills";

export function SegmentedControl(element: ElementProps<SegmentedControlProps>): JSX.Element {
  return <ButtonGroup element={element} look="segments" />;
}
