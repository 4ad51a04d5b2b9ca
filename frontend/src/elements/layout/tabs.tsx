import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import type { Node } from "../../store/tree";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Inline } from "../../view/markdown";
import { Children, NodeView } from "../../view/node";
import type { TabsProps } from "../../wire/messages.gen";
import "./tabs.css";

export function Tabs(element: ElementProps<TabsProps>): JSX.Element {
  const props = element.props;
  const tabs = () => element.node.children();
  const labelOf = (node: Node | undefined) => String(node?.props.label ?? "");
  // Labels may be the same: the place counts as well, as long as that tab stands there.
  const [chosen, setChosen] = createSignal<{ label: string; at: number }>();
  createEffect(
    on(
      () => props.default,
      () => setChosen(undefined),
      { defer: true },
    ),
  );
  const wanted = () => (props.reports ? valueIn<string>(element) : chosen()?.label);
  const current = () => {
    const label = wanted();
    const place = chosen()?.at ?? -1;
    const at = labelOf(tabs()[place]) === label ? place : tabs().findIndex((tab) => labelOf(tab) === label);
    return at >= 0 ? at : Math.min(props.default, tabs().length - 1);
  };
  const choose = (at: number) => {
    const label = labelOf(tabs()[at]);
    setChosen({ label, at });
    if (props.reports) setValue(element, label);
  };
  let list!: HTMLDivElement;
  const keys = (event: KeyboardEvent) => {
    const count = tabs().length;
    const steps: { [key: string]: number } = {
      ArrowRight: (current() + 1) % count,
      ArrowLeft: (current() - 1 + count) % count,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
    list.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" ref={list} onKeyDown={keys}>
        <For each={tabs()}>
          {(tab, index) => (
            <button
              type="button"
              role="tab"
              id={`tab-${tab.id}`}
              class="tab"
              aria-selected={index() === current()}
              aria-controls={`panel-${tab.id}`}
              tabindex={index() === current() ? 0 : -1}
              onClick={() => choose(index())}
            >
              <Inline text={labelOf(tab)} />
            </button>
          )}
        </For>
      </div>
      <For each={tabs()}>
        {(tab, index) => (
          <div
            role="tabpanel"
            id={`panel-${tab.id}`}
            aria-labelledby={`tab-${tab.id}`}
            tabindex={props.height === "content" ? undefined : 0}
            hidden={index() !== current()}
          >
            <NodeView node={tab} />
          </div>
        )}
      </For>
    </div>
  );
}

/** The content of one tab; drawn from the time it is first in view on, so that charts are made at their true size. */
export function Tab(element: ElementProps<object>): JSX.Element {
  const [seen, setSeen] = createSignal(false);
  let box!: HTMLDivElement;
  createEffect(() => {
    if (seen()) return;
    const watch = new ResizeObserver(() => {
      if (!box.offsetWidth) return;
      setSeen(true);
      watch.disconnect();
    });
    watch.observe(box);
  });
  return (
    <div ref={box} class="stack tab-body">
      <Show when={seen()}>
        <Children of={element.node} />
      </Show>
    </div>
  );
}
