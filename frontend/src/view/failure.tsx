import type { JSX } from "solid-js";

/** What stands in place of something that could not be drawn, and why. */
export function Failure(props: { what: string; error: unknown }): JSX.Element {
  const reason = () => (props.error instanceof Error ? props.error.message : String(props.error));
  return (
    <div class="alert alert-error" role="alert">
      <div class="failure-text">{`${props.what} could not be drawn: ${reason()}`}</div>
    </div>
  );
}
