import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Copy } from "../../view/copy";
import type { ElementProps } from "../../view/element";
import type { JsonProps } from "../../wire/messages.gen";
import "./json.css";

const STEP = 200;

export function Json(element: ElementProps<JsonProps>): JSX.Element {
  const props = element.props;
  const data = createMemo(() => (props.fault === null ? (JSON.parse(props.body) as unknown) : undefined));
  return (
    <div class="json">
      <Show when={props.fault === null} fallback={<Faulty text={props.body} fault={props.fault ?? ""} />}>
        <Branch value={data()} level={0} depth={props.depth} />
      </Show>
      <Copy text={props.body} />
    </div>
  );
}

/** A text that is not JSON, as it is, with the reason. */
function Faulty(props: { text: string; fault: string }): JSX.Element {
  return (
    <>
      <p class="json-fault" role="alert">
        This is not JSON: {props.fault}
      </p>
      <pre>{props.text}</pre>
    </>
  );
}

/** One value; of lists and mappings, the items in a part that folds. */
function Branch(props: { name?: string; value: unknown; level: number; depth: number }): JSX.Element {
  const isOpen = () => props.depth < 0 || props.level < props.depth;
  const [open, setOpen] = createSignal(isOpen());
  const [most, setMost] = createSignal(STEP);
  const items = () => itemsOf(props.value);
  const brackets = () => (Array.isArray(props.value) ? "[]" : "{}");
  return (
    <Show when={items()} fallback={<Leaf name={props.name} value={props.value} />}>
      {(all) => (
        <details open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <Name name={props.name} />
            <span class="json-mark">
              {brackets()[0]}
              <Show when={!open()}>…{brackets()[1]}</Show>
            </span>
            <span class="json-count">{all().length}</span>
          </summary>
          <Show when={open()}>
            <For each={all().slice(0, most())}>
              {([name, value]) => <Branch name={name} value={value} level={props.level + 1} depth={props.depth} />}
            </For>
            <Show when={all().length > most()}>
              <button type="button" class="menu-item" onClick={() => setMost(most() + STEP)}>
                Show more
              </button>
            </Show>
          </Show>
        </details>
      )}
    </Show>
  );
}

function Leaf(props: { name: string | undefined; value: unknown }): JSX.Element {
  return (
    <div class="json-leaf">
      <Name name={props.name} />
      <span class={`json-${props.value === null ? "null" : typeof props.value}`}>{JSON.stringify(props.value)}</span>
    </div>
  );
}

function Name(props: { name: string | undefined }): JSX.Element {
  return (
    <Show when={props.name !== undefined}>
      <span class="json-name">{props.name}: </span>
    </Show>
  );
}

function itemsOf(value: unknown): [string, unknown][] | undefined {
  return value !== null && typeof value === "object" ? Object.entries(value) : undefined;
}
