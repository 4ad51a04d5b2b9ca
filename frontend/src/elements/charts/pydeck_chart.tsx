import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { MapCredit, MapNotes, MapScale, MapTip, MapTools } from "../../deck/parts";
import type { Hovered, Scene, Watcher } from "../../deck/scene";
import { NOTHING, type Selection } from "../../deck/selection";
import { tipOf, toldOf } from "../../deck/tooltip";
import { hasWebGl } from "../../deck/webgl";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Failure } from "../../view/failure";
import type { PydeckChartProps } from "../../wire/messages.gen";
import { onTheme } from "./theme";
import "./pydeck_chart.css";

/** Maps are drawn when they come near: each takes memory of the graphics card, of which a page has little. */
const NEAR = "300px";
const MOST_NOTES = 3;
const PAUSE = 150;

export function PydeckChart(element: ElementProps<PydeckChartProps>): JSX.Element {
  const name = () => element.props.alt ?? "Map";
  return (
    <Show when={hasWebGl()} fallback={<Undrawable name={name()} />}>
      <MapOf element={element} name={name()} />
    </Show>
  );
}

function Undrawable(props: { name: string }): JSX.Element {
  return (
    <div class="alert alert-warning" role="status">
      <div>
        <div class="alert-title">{props.name}</div>
        This map needs WebGL 2, which this browser does not have, or has switched off.
      </div>
    </div>
  );
}

function MapOf(own: { element: ElementProps<PydeckChartProps>; name: string }): JSX.Element {
  const { element } = own;
  const props = element.props;
  let frame!: HTMLElement;
  let box!: HTMLDivElement;
  let below!: HTMLDivElement;
  const [scene, setScene] = createSignal<Scene>();
  const [error, setError] = createSignal<unknown>();
  const [hovered, setHovered] = createSignal<Hovered>();
  const [metres, setMetres] = createSignal<number>();
  const [credit, setCredit] = createSignal("");
  const [notes, setNotes] = createSignal<readonly string[]>([]);
  const [told, setTold] = createSignal("");
  const [about, setAbout] = createSignal("");
  const [lost, setLost] = createSignal(false);
  const [isGlobe, setGlobe] = createSignal(false);

  const selection = () => (props.mode ? (valueIn<Selection | null>(element) ?? NOTHING) : undefined);
  const tip = () => tipOf(hovered()?.object, props.tooltip);

  const watcher: Watcher = {
    hovered: setHovered,
    selected: (chosen) => setValue(element, chosen),
    moved: (perPixel) => {
      setMetres(perPixel);
      setHovered();
      if (box.matches(":focus-visible")) tellMiddle();
    },
    credited: setCredit,
    failed: (what) => setNotes((all) => [...new Set([...all, what])].slice(0, MOST_NOTES)),
    lost: () => {
      finish();
      setLost(true);
    },
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whoever moves the map by keys is told what comes into its middle. */
  const tellMiddle = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const found = await scene()?.middle();
      setHovered(found);
      setTold(found ? toldOf(found.object) : "Nothing here");
    }, PAUSE);
  };

  const start = async () => {
    const { Scene } = await import("../../deck/scene");
    // The element may be gone by now.
    if (!box.isConnected || scene()) return;
    setLost(false);
    setScene(new Scene(box, below, watcher));
  };
  const finish = () => {
    clearTimeout(timer);
    scene()?.finish();
    setScene();
  };
  const show = async (into: Scene) => {
    try {
      await into.show({ ...props }, selection());
      setAbout(into.about());
      setGlobe(into.isGlobe());
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  };

  createEffect(
    on(
      [
        scene,
        () => props.spec,
        () => props.columns,
        () => props.base,
        () => props.points,
        () => props.fits,
        () => props.mode,
      ],
      ([into]) => {
        setNotes([]);
        if (into) void show(into);
      },
    ),
  );
  createEffect(on(selection, (chosen) => scene()?.select(chosen), { defer: true }));
  createEffect(
    on(
      () => props.tone,
      () => scene()?.recolor(),
      { defer: true },
    ),
  );
  onMount(() => {
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && !scene() && void start().catch(setError),
      { rootMargin: NEAR },
    );
    observer.observe(frame);
    onCleanup(() => observer.disconnect());
    onCleanup(onTheme(() => scene()?.recolor()));
  });
  onCleanup(finish);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") void scene()?.clickMiddle();
    else if (event.key === "Home") scene()?.home();
    else if (event.key === "Escape" && props.mode) setValue(element, NOTHING);
    else return;
    event.preventDefault();
  };
  const aboutId = controlId(element);

  return (
    <>
      <Show when={error()}>
        <Failure what="This map" error={error()} />
      </Show>
      <section
        class="pydeck-chart"
        classList={{ flat: props.base === "land" && !isGlobe() }}
        ref={frame}
        aria-label={own.name}
        data-theme={props.tone ?? undefined}
        hidden={error() !== undefined}
      >
        <div class="map-below" ref={below} />
        <div
          class="map-view deck-events-root"
          ref={box}
          role="application"
          aria-label={`${own.name}: ${KEYS}${props.mode ? KEYS_OF_SELECTION : ""}`}
          aria-describedby={aboutId}
          onKeyDown={onKey}
          onFocus={() => box.matches(":focus-visible") && tellMiddle()}
          onBlur={() => setHovered()}
        />
        <Show when={props.mode || props.tooltip}>
          <div class="map-cross" />
        </Show>
        <MapTools zoom={(by) => scene()?.zoom(by)} home={() => scene()?.home()} />
        <div class="map-foot">
          <Show when={metres()}>{(perPixel) => <MapScale metresPerPixel={perPixel()} />}</Show>
          <Show when={credit()}>
            <MapCredit html={credit()} />
          </Show>
        </div>
        <Show when={tip()}>
          {(shown) => (
            <MapTip
              tip={shown()}
              x={hovered()?.x ?? 0}
              y={hovered()?.y ?? 0}
              width={frame.clientWidth}
              height={frame.clientHeight}
            />
          )}
        </Show>
        <MapNotes notes={notes()} close={() => setNotes([])} />
        <Show when={lost()}>
          <div class="map-lost">
            <p>The browser took back the memory that this map was drawn in.</p>
            <button type="button" class="button button-secondary" onClick={() => void start().catch(setError)}>
              Draw it again
            </button>
          </div>
        </Show>
        <p class="visually-hidden" id={aboutId}>
          {about()}
        </p>
        <p class="visually-hidden" role="status">
          {told()}
        </p>
      </section>
    </>
  );
}

const KEYS = "arrow keys move, plus and minus zoom, Home shows the first view";
const KEYS_OF_SELECTION = ", Enter selects what is in the middle, Escape takes that back";
