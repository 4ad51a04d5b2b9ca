import { type Component, createMemo, createResource, createRoot, type JSX, untrack } from "solid-js";
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
    : load && loading(kind, async () => (await load())[name] as ElementComponent);
  if (component) components.set(kind, component);
  return component;
}

/**
 * A component that is drawn once it is loaded. Solid's own `lazy` gives the loading to the first place that wants it, and
 * when that is removed meanwhile, all others stay empty; this one belongs to no place.
 */
function loading(kind: string, load: () => Promise<ElementComponent>): ElementComponent {
  const [loaded] = createRoot(() =>
    createResource(() =>
      load().catch((error: unknown) => {
        components.delete(kind); // whoever is drawn next tries again
        throw error;
      }),
    ),
  );
  return (props) =>
    createMemo(() => {
      const component = loaded();
      return component && untrack(() => component(props));
    }) as unknown as JSX.Element;
}
