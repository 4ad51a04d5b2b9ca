import { For, type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Inline } from "../../view/markdown";
import type { TableProps } from "../../wire/messages.gen";
import "./table.css";

export function Table(element: ElementProps<TableProps>): JSX.Element {
  const props = element.props;
  return (
    <div class="table-host" tabindex="0" role="region" aria-label={props.alt ?? "Table"}>
      <table class={`table table-${props.border}`}>
        <Show when={!props.hide_header}>
          <thead>
            <tr>
              <For each={props.head}>
                {(text, index) => (
                  <Show when={text} fallback={<td />}>
                    <th scope="col" classList={{ number: props.numeric[index()] === true }}>
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
            {(row) => (
              <tr>
                <For each={row}>
                  {(text, index) => (
                    <Show
                      when={index() < props.index_columns}
                      fallback={
                        <td classList={{ number: props.numeric[index()] === true }}>
                          <Inline text={text} />
                        </td>
                      }
                    >
                      <th scope="row">
                        <Inline text={text} />
                      </th>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
