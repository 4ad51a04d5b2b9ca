import { type Component, lazy } from "solid-js";
import { KINDS } from "../wire/messages.gen";
import type { ElementProps } from "./element";

type Module = { [name: string]: unknown };
// biome-ignore lint/suspicious/noExplicitAny: components of all kinds are held here; each is typed in its own file
export type ElementComponent = Component<ElementProps<any>>;

const files = import.meta.glob<Module>(["../elements/**/*.tsx", "!../elements/**/*.test.tsx"]);
const commonest = import.meta.glob<Module>(
  [
    "../elements/text/{markdown,heading,text,divider}.tsx",
    "../elements/inputs/{button,checkbox,text_input,number_input,slider,radio}.tsx",
    "../elements/layout/{container,columns,form,expander,space}.tsx",
    "../elements/status/alert.tsx",
  ],
  { eager: true },
);

const components = new Map<string, ElementComponent>();

/** The component of a kind: of the first bundle, or loaded at its first use. */
export function componentOf(kind: string): ElementComponent | undefined {
  const known = components.get(kind);
  if (known) return known;
  const place = KINDS[kind];
  if (!place) return undefined;
  const [file, name] = place;
  const path = `../elements/${file}.tsx`;
  const eager = commonest[path];
  const load = files[path];
  const component = eager
    ? (eager[name] as ElementComponent)
    : load && lazy(async () => ({ default: (await load())[name] as ElementComponent }));
  if (component) components.set(kind, component);
  return component;
}
