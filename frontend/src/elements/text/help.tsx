import { For, type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { HelpProps } from "../../wire/messages.gen";
import "./help.css";

export function Help(element: ElementProps<HelpProps>): JSX.Element {
  const props = element.props;
  return (
    <div class="framed help-card" tabindex="0" role="region" aria-label={`Help for ${props.name}`}>
      <div class="help-head">
        <code>
          {props.name}
          {props.signature}
        </code>
        <span class="badge badge-gray">{props.type}</span>
      </div>
      <Show when={props.value}>
        <pre>{props.value}</pre>
      </Show>
      <Show when={props.doc} fallback={<p class="muted">No documentation.</p>}>
        <pre class="doc">{props.doc}</pre>
      </Show>
      <Show when={props.members.length}>
        <table>
          <caption class="visually-hidden">Members</caption>
          <tbody>
            <For each={props.members}>
              {(member) => (
                <tr>
                  <th scope="row">
                    <code>{member.name}</code>
                  </th>
                  <td class="muted">{member.type}</td>
                  <td>{member.text}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </div>
  );
}
