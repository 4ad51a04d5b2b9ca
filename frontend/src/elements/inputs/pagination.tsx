import { For, type JSX, Show } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import type { PaginationProps } from "../../wire/messages.gen";
import { shownPages } from "./pages";
import "./pagination.css";

export function Pagination(element: ElementProps<PaginationProps>): JSX.Element {
  const props = element.props;
  const page = () => valueIn<number>(element) ?? 1;
  const go = (to: number) => setValue(element, Math.min(Math.max(to, 1), props.pages));
  return (
    <nav class="pagination" aria-label={props.label}>
      <button
        type="button"
        class="tool"
        aria-label="Previous page"
        disabled={props.disabled || page() <= 1}
        onClick={() => go(page() - 1)}
      >
        <OwnGlyph name="chevron" class="back" />
      </button>
      <Show when={props.visible === 0}>
        <span aria-current="page">
          {page()} of {props.pages}
        </span>
      </Show>
      <For each={shownPages(page(), props.pages, props.visible)}>
        {(shown) => (
          <Show when={shown} fallback={<span class="gap">…</span>}>
            {(number) => (
              <button
                type="button"
                class="tool"
                aria-label={`Page ${number()}`}
                aria-current={number() === page() ? "page" : undefined}
                disabled={props.disabled}
                onClick={() => go(number())}
              >
                {number()}
              </button>
            )}
          </Show>
        )}
      </For>
      <button
        type="button"
        class="tool"
        aria-label="Next page"
        disabled={props.disabled || page() >= props.pages}
        onClick={() => go(page() + 1)}
      >
        <OwnGlyph name="chevron" />
      </button>
    </nav>
  );
}
