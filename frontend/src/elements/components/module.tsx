import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { ADDRESS, BASE } from "../../store/address";
import { formOf } from "../../store/widgets";
import { shownTheme } from "../../styles/theme";
import { click, type ElementProps, setValue, valueIn } from "../../view/element";
import { plain } from "../../view/plain";
import type { ComponentModuleProps, Plain } from "../../wire/messages.gen";
import { propertiesAt } from "./theme";

interface Given {
  name: string;
  data: Plain;
  key: string | null;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue: (name: string, value: Plain) => void;
  setTriggerValue: (name: string, value: Plain) => void;
}

type Draw = (given: Given) => undefined | (() => void);

const RELOADED = "rushlight-evals";

/**
 * Some modules make code out of text. A page that was loaded before the app declared its first module forbids that; one
 * that is loaded now does not.
 */
function blocked(event: SecurityPolicyViolationEvent): void {
  if (event.blockedURI !== "eval" || sessionStorage.getItem(RELOADED)) return;
  sessionStorage.setItem(RELOADED, "yes");
  location.reload();
}

/** A component that draws in the page itself. Its module is called when it is there and when its data change. */
export function ComponentModule(element: ElementProps<ComponentModuleProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  const [trouble, setTrouble] = createSignal<string>();
  const guard = (act: () => void) => {
    try {
      act();
      setTrouble(undefined);
    } catch (error) {
      console.error(error);
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  document.addEventListener("securitypolicyviolation", blocked);
  onCleanup(() => document.removeEventListener("securitypolicyviolation", blocked));
  onMount(() => {
    const root = props.isolated ? (host.shadowRoot ?? host.attachShadow({ mode: "open" })) : host;
    const content = document.createElement("div");
    content.className = "component-content";
    createEffect(() => {
      root.replaceChildren(...styles(props), content);
      content.innerHTML = props.html ?? "";
    });
    createEffect(() => {
      shownTheme();
      for (const [name, value] of Object.entries(propertiesAt(host))) host.style.setProperty(name, value);
    });
    createEffect(() => {
      const [script, given] = [props.script, givenTo(element, props.isolated ? (root as ShadowRoot) : content)];
      if (!script) return;
      let clean: undefined | (() => void);
      let gone = false;
      import(/* @vite-ignore */ addressOf(script)).then(
        (module: { default?: Draw }) => {
          if (gone) return;
          guard(() => {
            if (typeof module.default !== "function") throw new Error("its module has no default export to call");
            clean = module.default(given);
          });
        },
        (error: Error) => guard(() => fail(error)),
      );
      onCleanup(() => {
        gone = true;
        if (typeof clean === "function") guard(clean);
      });
    });
  });
  return (
    <>
      <div ref={host} class="component-module" />
      <Show when={trouble()}>
        <div class="alert alert-error" role="alert">
          The component <code>{props.name}</code> failed: {trouble()}
        </div>
      </Show>
    </>
  );
}

function fail(error: Error): never {
  throw error;
}

function givenTo(element: ElementProps<ComponentModuleProps>, parentElement: HTMLElement | ShadowRoot): Given {
  return {
    name: element.props.name,
    data: plain(element.props.data as Plain),
    key: element.props.key,
    parentElement,
    setStateValue: (name, value) => {
      const states = (valueIn<Plain>(element) ?? {}) as { [name: string]: Plain };
      setValue(element, { ...states, [name]: value });
    },
    setTriggerValue: (name, value) => {
      if (formOf(element.node)) console.error(`${element.props.name}: triggers cannot be used in a form`);
      else click(element, { [name]: value });
    },
  };
}

function styles(props: ComponentModuleProps): HTMLElement[] {
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
