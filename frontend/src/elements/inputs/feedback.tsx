import dissatisfied from "@material-symbols/svg-400/rounded/sentiment_dissatisfied.svg?raw";
import neutral from "@material-symbols/svg-400/rounded/sentiment_neutral.svg?raw";
import satisfied from "@material-symbols/svg-400/rounded/sentiment_satisfied.svg?raw";
import veryDissatisfied from "@material-symbols/svg-400/rounded/sentiment_very_dissatisfied.svg?raw";
import verySatisfied from "@material-symbols/svg-400/rounded/sentiment_very_satisfied.svg?raw";
import star from "@material-symbols/svg-400/rounded/star.svg?raw";
import litStar from "@material-symbols/svg-400/rounded/star-fill.svg?raw";
import thumbDown from "@material-symbols/svg-400/rounded/thumb_down.svg?raw";
import thumbUp from "@material-symbols/svg-400/rounded/thumb_up.svg?raw";
import { createSignal, For, type JSX } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Glyph } from "../../view/icon";
import type { FeedbackProps } from "../../wire/messages.gen";
import { moveFocus } from "./focus";
import "./feedback.css";

interface Mark {
  name: string;
  svg: string;
  lit?: string;
}

const MARKS: { [options in NonNullable<FeedbackProps["options"]>]: Mark[] } = {
  thumbs: [
    { name: "Thumbs down", svg: thumbDown },
    { name: "Thumbs up", svg: thumbUp },
  ],
  faces: [
    { name: "Very dissatisfied", svg: veryDissatisfied },
    { name: "Dissatisfied", svg: dissatisfied },
    { name: "Neutral", svg: neutral },
    { name: "Satisfied", svg: satisfied },
    { name: "Very satisfied", svg: verySatisfied },
  ],
  stars: [1, 2, 3, 4, 5].map((count) => ({ name: `${count} of 5 stars`, svg: star, lit: litStar })),
};

/** Marks by which a user says how good something is. */
export function Feedback(element: ElementProps<FeedbackProps>): JSX.Element {
  const props = element.props;
  const [hovered, setHovered] = createSignal<number>();
  const given = () => valueIn<number | null>(element);
  const isLit = (at: number) => {
    const shown = hovered() ?? given() ?? -1;
    return props.options === "stars" ? at <= shown : at === shown;
  };
  return (
    <div
      role="group"
      aria-label={props.label}
      class="feedback"
      onKeyDown={moveFocus}
      onPointerLeave={() => setHovered(undefined)}
    >
      <For each={MARKS[props.options ?? "thumbs"]}>
        {(mark, at) => (
          <button
            type="button"
            class="tool"
            classList={{ lit: isLit(at()) }}
            aria-label={mark.name}
            aria-pressed={given() === at()}
            disabled={props.disabled}
            onPointerEnter={() => props.options === "stars" && !props.disabled && setHovered(at())}
            onClick={() => setValue(element, given() === at() ? null : at())}
          >
            <Glyph path={pathOf(isLit(at()) ? (mark.lit ?? mark.svg) : mark.svg)} />
          </button>
        )}
      </For>
    </div>
  );
}

function pathOf(svg: string): string {
  return /\bd="([^"]+)"/.exec(svg)?.[1] ?? "";
}
