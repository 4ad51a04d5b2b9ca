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
  value: number;
  name: string;
  svg: string;
  lit?: string;
}

const MARKS: { [options in NonNullable<FeedbackProps["options"]>]: Mark[] } = {
  thumbs: [
    { value: 1, name: "Thumbs up", svg: thumbUp },
    { value: 0, name: "Thumbs down", svg: thumbDown },
  ],
  faces: [
    { value: 0, name: "Very dissatisfied", svg: veryDissatisfied },
    { value: 1, name: "Dissatisfied", svg: dissatisfied },
    { value: 2, name: "Neutral", svg: neutral },
    { value: 3, name: "Satisfied", svg: satisfied },
    { value: 4, name: "Very satisfied", svg: verySatisfied },
  ],
  stars: [1, 2, 3, 4, 5].map((count) => ({ value: count - 1, name: `${count} of 5 stars`, svg: star, lit: litStar })),
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
        {(mark) => (
          <button
            type="button"
            class="tool"
            classList={{ lit: isLit(mark.value) }}
            aria-label={mark.name}
            aria-pressed={given() === mark.value}
            disabled={props.disabled}
            onPointerEnter={() => props.options === "stars" && !props.disabled && setHovered(mark.value)}
            onClick={() => setValue(element, given() === mark.value ? null : mark.value)}
          >
            <Glyph path={pathOf(isLit(mark.value) ? (mark.lit ?? mark.svg) : mark.svg)} />
          </button>
        )}
      </For>
    </div>
  );
}

function pathOf(svg: string): string {
  return /\bd="([^"]+)"/.exec(svg)?.[1] ?? "";
}
