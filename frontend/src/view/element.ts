import type { Node } from "../store/tree";
import { setWidgetValue, trigger } from "../store/widgets";
import type { Plain } from "../wire/messages.gen";

/** What the component of a kind is given. `props` has every property, defaults included; reading one subscribes to it. */
export interface ElementProps<P> {
  node: Node;
  props: P;
}

/** The value that a widget shows. */
export function valueIn<T extends Plain>(element: ElementProps<unknown>): T {
  return element.node.value() as T;
}

/** Give a widget a value, as the user wishes. */
export function setValue(element: ElementProps<unknown>, value: Plain): void {
  setWidgetValue(element.node, value);
}

/** Tell the script of a click. */
export function click(element: ElementProps<unknown>, value: Plain = true): void {
  trigger(element.node, value);
}

/** Tell the script of a click on a part of an element that is a widget of its own. */
export function clickPart(element: ElementProps<unknown>, widget: string, value: Plain): void {
  trigger(element.node, value, widget);
}

/** Id of the control that a label belongs to. */
export function controlId(element: ElementProps<unknown>): string {
  return `control-${element.node.id}`;
}
