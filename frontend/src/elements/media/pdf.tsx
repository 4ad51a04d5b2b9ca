import { type JSX, Show } from "solid-js";
import { ADDRESS } from "../../store/address";
import type { ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import type { PdfProps } from "../../wire/messages.gen";
import "./player.css";

/** A document in the browser's own viewer; where it has none, a link. */
export function Pdf(element: ElementProps<PdfProps>): JSX.Element {
  return (
    <Show when={element.props.url}>
      {(url) => (
        <div class="pdf">
          <Show when={navigator.pdfViewerEnabled}>
            <iframe src={ADDRESS.of(url())} title={element.props.alt ?? "PDF document"} />
          </Show>
          <a class="button button-tertiary" href={ADDRESS.of(url())} target="_blank" rel="noopener noreferrer">
            <OwnGlyph name="file" /> Open the document
          </a>
        </div>
      )}
    </Show>
  );
}
