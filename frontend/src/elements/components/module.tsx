import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { ADDRESS, BASE } from "../../store/address";
import { formOf } from "../../store/widgets";
import { click, type ElementProps, setValue, valueIn } from "../../view/element";
import { plain } from "../../view/plain";
import type { ComponentModuleProps, Plain } from "../../wire/messages.gen";
import { mayRunModules, tellBlocked } from "./policy";
import { sendable } from "./sent";
import { propertiesAt, themeChanges } from "./theme";
import "./module.css";

type Root = HTMLElement | ShadowRoot;
type Clean = () => void;

interface Given {
  name: string;
  data: unknown;
  key: string;
  parentElement: Root;
  setStateValue: (name: string, value: unknown) => void;
  setTriggerValue: (name: string, value: unknown) => void;
}

interface Place {
  key: string;
  root: Root;
  content: HTMLElement;
}

type Draw = (given: Given) => unknown;

let count = 0;

/**
 * A component that draws in the page itself. Its module is called when it is there and when its data change; what the
 * first of these calls returns is called when it leaves the page.
 */
export function ComponentModule(element: ElementProps<ComponentModuleProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  count += 1;
  const key = `rushlight-component-${count}`;
  const [error, setError] = createSignal<string>();
  const [blocked, setBlocked] = createSignal<string>();
  // What the policy blocks is the cause of the error that follows from it.
  const trouble = () => blocked() ?? error();
  const failed = (error: unknown) => {
    console.error(error);
    setError(error instanceof Error ? error.message : String(error));
  };
  let loads = false;
  tellBlocked((event) => {
    // Of what a module imports nothing is said about who wanted it.
    if (event.sourceFile === "") return loads;
    const script = props.script && addressOf(props.script);
    return event.composedPath().includes(host) || Boolean(script && event.sourceFile.endsWith(script));
  }, setBlocked);
  const themed = themeChanges();
  onMount(() => {
    const root = props.isolated ? host.attachShadow({ mode: "open" }) : host;
    createEffect(() => {
      themed();
      for (const [name, value] of Object.entries(propertiesAt(host))) host.style.setProperty(name, value);
    });
    createEffect(
      on([() => props.script, () => props.html, () => props.css, () => props.style], () => {
        const content = contentOf(props);
        root.replaceChildren(content, ...stylesOf(props));
        setError(undefined);
        setBlocked(undefined);
        loads = props.script !== null;
        if (!props.script || !mayRunModules()) return;
        const module = import(/* @vite-ignore */ addressOf(props.script));
        module.then(() => (loads = false), failed);
        runModule(element, module, { key, root, content }, failed);
      }),
    );
  });
  return (
    <>
      <div ref={host} class="component-module" classList={{ "takes-no-room": props.height === 0 }} />
      <Show when={trouble()}>
        <div class="alert alert-error" role="alert">
          <div>
            The component <code>{props.name}</code> failed: {trouble()}
          </div>
        </div>
      </Show>
    </>
  );
}

/** Call a module for as long as it is the component's: now, and at each change of the data. */
function runModule(
  element: ElementProps<ComponentModuleProps>,
  module: Promise<{ default?: Draw }>,
  place: Place,
  failed: (error: unknown) => void,
): void {
  const { content } = place;
  // What is typed before the module listens would be lost.
  content.inert = true;
  let clean: Clean | undefined;
  let gone = false;
  let last = 0;
  createEffect(() => {
    const data = plain(element.props.data as Plain);
    const tables = [...element.props.tables];
    last += 1;
    const turn = last;
    const call = async ({ default: draw }: { default?: Draw }) => {
      if (typeof draw !== "function") throw new Error("its module has no default export to call");
      const given = { ...givenTo(element, place), data: await withTables(data, tables) };
      // Newer data came while the module was loaded: it is called with those.
      if (gone || turn !== last) return;
      content.inert = false;
      const returned = await draw(given);
      if (typeof returned !== "function") return;
      if (gone) returned();
      else clean = returned as Clean;
    };
    const fails = (error: unknown) => {
      content.inert = false;
      failed(error);
    };
    // That a module could not be loaded is said once, not at each change of the data.
    module.then(
      (loaded) => call(loaded).catch(fails),
      () => (content.inert = false),
    );
  });
  onCleanup(() => {
    gone = true;
    try {
      clean?.();
    } catch (error) {
      failed(error);
    }
  });
}

function givenTo(element: ElementProps<ComponentModuleProps>, place: Place): Omit<Given, "data"> {
  return {
    name: element.props.name,
    key: place.key,
    parentElement: place.root,
    setStateValue: (name, value) => {
      const states = (valueIn<Plain>(element) ?? {}) as { [name: string]: Plain };
      setValue(element, { ...states, [name]: sendable(value) });
    },
    setTriggerValue: (name, value) => {
      if (formOf(element.node)) console.error(`${element.props.name}: triggers cannot be used in a form`);
      else click(element, { [name]: sendable(value) });
    },
  };
}

/** Data of which these entries, which arrived as bytes, are tables; where the data are bytes, they are one themselves. */
async function withTables(data: Plain, names: string[]): Promise<unknown> {
  if (names.length === 0) return data;
  const { arrowTable } = await import("./arrow");
  if (data instanceof Uint8Array) return arrowTable(data);
  const sent = data as { [name: string]: Plain };
  return { ...sent, ...Object.fromEntries(names.map((name) => [name, arrowTable(sent[name] as Uint8Array)])) };
}

function contentOf(props: ComponentModuleProps): HTMLElement {
  const content = document.createElement("div");
  content.className = "component-content";
  content.innerHTML = props.html ?? "";
  return content;
}

function stylesOf(props: ComponentModuleProps): HTMLElement[] {
  const made: HTMLElement[] = [];
  if (props.style) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = addressOf(props.style);
    made.push(link);
  }
  if (props.css) {
    const style = document.createElement("style");
    style.textContent = props.css;
    made.push(style);
  }
  return made;
}

const addressOf = (path: string): string => (path.startsWith("component/") ? BASE + path : ADDRESS.of(path));
