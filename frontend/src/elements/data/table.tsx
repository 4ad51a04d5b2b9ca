import { createEffect, createMemo, For, type JSX, onCleanup, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { addInk } from "../../view/ink";
import { Inline } from "../../view/markdown";
import type { TableProps } from "../../wire/messages.gen";
import "./table.css";

export function Table(element: ElementProps<TableProps>): JSX.Element {
  const props = element.props;
  useSheet(() => props.css);
  /** The name by which a Styler's sheet calls a cell. */
  const name = (row: number, place: string) => (props.style_id ? `${props.style_id}_row${row}_${place}` : undefined);
  return (
    <div class="table-host" tabindex="0" role="region" aria-label={props.alt ?? props.caption ?? "Table"}>
      <table class={`table table-${props.border}`} id={props.style_id ?? undefined}>
        <Show when={props.caption}>
          <caption>
            <Inline text={props.caption ?? ""} />
          </caption>
        </Show>
        <Show when={!props.hide_header}>
          <thead>
            <tr>
              <For each={props.head}>
                {(text, index) => (
                  <Show when={text} fallback={<td />}>
                    <th
                      scope="col"
                      class={headingClass(index() - props.index_columns, props)}
                      classList={{ number: props.numeric[index()] === true }}
                    >
                      <Inline text={text} />
                    </th>
                  </Show>
                )}
              </For>
            </tr>
          </thead>
        </Show>
        <tbody>
          <For each={props.rows}>
            {(row, at) => (
              <tr>
                <For each={row}>
                  {(text, index) => {
                    const place = createMemo(() => props.places[index() - props.index_columns] ?? index());
                    return (
                      <Show
                        when={index() < props.index_columns}
                        fallback={
                          <td
                            id={name(at(), `col${place()}`)}
                            class={props.style_id ? `data row${at()} col${place()}` : undefined}
                            classList={{ number: props.numeric[index()] === true }}
                          >
                            <Cell text={text} />
                          </td>
                        }
                      >
                        <th scope="row" class={props.style_id ? `row_heading level${index()} row${at()}` : undefined}>
                          <Cell text={text} />
                        </th>
                      </Show>
                    );
                  }}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: { text: string | null }): JSX.Element {
  return (
    <Show when={props.text !== null} fallback={<span class="table-none">None</span>}>
      <Inline text={props.text ?? ""} />
    </Show>
  );
}

function headingClass(at: number, props: TableProps): string | undefined {
  if (!props.style_id) return undefined;
  return at < 0 ? "blank level0" : `col_heading level0 col${props.places[at] ?? at}`;
}

/** Apply a style sheet while the component is there; not as an element, which the page's policy forbids. */
function useSheet(css: () => string): void {
  createEffect(() => {
    if (!css()) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css());
    for (const rule of sheet.cssRules) if (rule instanceof CSSStyleRule) addInk(rule.style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    onCleanup(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    });
  });
}
