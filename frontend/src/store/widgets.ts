import type { Plain } from "../wire/messages.gen";
import { post } from "./session";
import type { Node } from "./tree";
import { areValid } from "./validity";

const TRIGGERS = new Set(["button", "link_button", "download_button", "menu_button", "chat_input", "dialog"]);

let values: { [widget: string]: Plain } = {};
let quiet = true;
let planned = false;

/** The user has given a widget a value: show it, and send it unless a form keeps it back. */
export function setWidgetValue(node: Node, value: Plain): void {
  node.setValue(() => value);
  if (node.identity === null || formOf(node)) return;
  node.known = value;
  values[node.identity] = value;
  quiet &&= node.props.quiet === true;
  if (planned) return;
  planned = true;
  // All changes of one moment travel together.
  queueMicrotask(flush);
}

/**
 * The user has clicked: send it at once, with what was changed before and, in a form, with all of its values. `widget` is
 * the id of a part of the node that is a widget of its own.
 */
export function trigger(node: Node, value: Plain = true, widget = node.identity): void {
  if (widget === null) return;
  const form = formOf(node);
  const drafts = form ? draftsOf(form) : {};
  const sent = { ...values, ...drafts };
  reset();
  post({ type: "change", values: sent, triggers: { [widget]: value } });
}

/** The nearest form around a node. */
export function formOf(node: Node): Node | undefined {
  let above = node.parent;
  while (above && above.kind !== "form") above = above.parent;
  return above;
}

/** Every node below another, depth first. */
export function* below(node: Node): Iterable<Node> {
  for (const child of node.children()) {
    yield child;
    yield* below(child);
  }
}

/** Click the first submit button of the form around a node that can be clicked; tell whether there was one. */
export function submitForm(node: Node): boolean {
  const form = formOf(node);
  if (!form || form.props.enter_to_submit === false) return false;
  for (const each of below(form)) {
    if (each.kind === "button" && each.props.submits) {
      if (each.props.disabled) return false;
      sendForm(each);
      return true;
    }
  }
  return false;
}

/** Click a submit button, if what its form holds can be sent. */
export function sendForm(button: Node): void {
  const form = formOf(button);
  if (!form || areValid(below(form))) trigger(button);
}

function draftsOf(form: Node): { [widget: string]: Plain } {
  const drafts: { [widget: string]: Plain } = {};
  for (const each of below(form)) {
    if (each.identity?.startsWith("$$ID") && !TRIGGERS.has(each.kind) && each.props.disabled !== true) {
      each.known = each.value();
      drafts[each.identity] = each.known;
    }
  }
  return drafts;
}

function flush(): void {
  if (!planned) return;
  const message = { type: "change" as const, values, quiet: quiet || undefined };
  reset();
  post(message);
}

function reset(): void {
  values = {};
  quiet = true;
  planned = false;
}
