import { render, screen } from "@solidjs/testing-library";
import { createSignal, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { expect, it } from "vitest";
import { DEFAULTS, type MetricProps } from "../wire/messages.gen";
import { componentOf } from "./components";
import type { ElementProps } from "./element";

function Metric(props: { label: string }) {
  const element = {
    props: { ...DEFAULTS.metric, value: "3", label: props.label },
  } as unknown as ElementProps<MetricProps>;
  return (
    <Suspense fallback={<i>loading</i>}>
      <Dynamic component={componentOf("metric")} {...element} />
    </Suspense>
  );
}

it("draws what is loaded at its first use, though the first place that wanted it has gone meanwhile", async () => {
  const [isWanted, setWanted] = createSignal(true);
  render(() => (
    <>
      <Show when={isWanted()}>
        <Metric label="first" />
      </Show>
      <Metric label="second" />
    </>
  ));
  expect(screen.getAllByText("loading")).toHaveLength(2);
  setWanted(false);
  expect(await screen.findByText("second", {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.queryByText("first")).toBeNull();
});
