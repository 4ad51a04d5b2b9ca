import type { JSX } from "solid-js";
import { ADDRESS } from "../../store/address";
import { ask } from "../../store/session";
import { click, type ElementProps } from "../../view/element";
import type { DownloadButtonProps } from "../../wire/messages.gen";
import { buttonClass, Face, Tip, useShortcut } from "./button";

export function DownloadButton(element: ElementProps<DownloadButtonProps>): JSX.Element {
  const props = element.props;
  const press = async () => {
    const address = props.url ?? (await made(element.node.identity ?? ""));
    save(ADDRESS.of(address), props.file_name);
    if (!props.quiet) click(element);
  };
  let button!: HTMLButtonElement;
  useShortcut(
    () => button,
    () => props.shortcut,
    () => !props.disabled && void press(),
  );
  return (
    <span class="button-host tip">
      <button ref={button} type="button" class={buttonClass(props)} disabled={props.disabled} onClick={press}>
        <Face {...props} />
      </button>
      <Tip text={props.help} />
    </span>
  );
}

async function made(widget: string): Promise<string> {
  return (await ask<{ url: string }>({ type: "download", widget })).url;
}

/** Have the browser save what an address holds. */
export function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
