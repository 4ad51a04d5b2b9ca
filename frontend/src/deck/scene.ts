import { Deck, _GlobeView as GlobeView, type Layer, MapView, type PickingInfo, type View } from "@deck.gl/core";
import { registerLoaders, setLoaderOptions } from "@loaders.gl/core";
import type { PydeckChartProps } from "../wire/messages.gen";
import { creditOf, isFor, isTemplate, land, names, pictures } from "./base";
import type { Attributes } from "./binary";
import { type Palette, paletteOf } from "./colors";
import { fetchOnPage } from "./fetch";
import type { Named } from "./land";
import { landNames, onFinerLand } from "./lands";
import { dataOf, pointsLayer } from "./points";
import { clicked, type Mode, type Selection } from "./selection";
import { Spec } from "./spec";
import type { StyledMap } from "./style";
import { TableLoader } from "./tables";
import { type Bounds, duration, fitted, perPixel, type ViewState, type ViewStates, zoomed } from "./views";

/** What of an element's properties a scene shows. */
export type SceneProps = Pick<PydeckChartProps, "spec" | "columns" | "base" | "points" | "fits" | "mode">;
export type Hovered = { object: unknown; x: number; y: number };

/** What a scene tells of. */
export interface Watcher {
  hovered(what: Hovered | undefined): void;
  selected(selection: Selection): void;
  moved(metresPerPixel: number | undefined): void;
  credited(html: string): void;
  failed(what: string): void;
  lost(): void;
}

/** How often between two zooms it is seen anew which names there is room for. */
const STEPS_OF_NAMES = 2;
const REACH = 5;
/** As large as a fingertip: what is picked by keyboard need not be right under the cross. */
const REACH_OF_CROSS = 20;

setLoaderOptions({ core: { fetch: fetchOnPage as typeof fetch, worker: false } });
registerLoaders([TableLoader as never]);

/** A scene of deck.gl in a box: the only place that knows how it is drawn. */
export class Scene {
  private readonly deck: Deck<View[]>;
  private readonly unlisten: () => void;
  private palette: Palette;
  private props: SceneProps | undefined;
  private selection: Selection | undefined;
  private spec: Spec | undefined;
  private points: Attributes | undefined;
  private states: ViewStates = {};
  private styled: StyledMap | undefined;
  private names: Named[] | undefined;
  /** Of each view, when it was last seen which names there is room for. */
  private zooms = "";
  private round = 0;
  private turn = 0;
  private moved = false;
  private finished = false;

  constructor(
    private readonly box: HTMLDivElement,
    private readonly below: HTMLElement,
    private readonly watcher: Watcher,
  ) {
    this.palette = paletteOf(box);
    this.deck = new Deck<View[]>({
      parent: box,
      views: [new MapView({ id: "map" })],
      viewState: { map: { longitude: 0, latitude: 0, zoom: 0 } } as never,
      layers: [],
      pickingRadius: REACH,
      layerFilter: ({ layer, viewport }) => isFor(viewport.id, layer),
      getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? this.pointer() : "grab"),
      onViewStateChange: ({ viewId, viewState, interactionState }) => {
        this.moved ||= Boolean(interactionState.isDragging || interactionState.isPanning || interactionState.isZooming);
        this.go({ ...this.states, [viewId]: viewState as ViewState });
      },
      onHover: (info) => watcher.hovered(hoveredIn(info)),
      onClick: (info) => this.click(info),
      onLoad: () => this.followed(),
      onResize: () => this.resized(),
      onError: (error, layer) => watcher.failed(`${layer ? `${layer.id}: ` : ""}${reasonOf(error)}`),
    });
    this.unlisten = onFinerLand(() => {
      this.round += 1;
      this.draw();
    });
    box.addEventListener("webglcontextlost", () => watcher.lost(), { capture: true, once: true });
  }

  /** Show what an element's properties say. Throws an Error for what deck.gl has not. */
  async show(props: SceneProps, selection: Selection | undefined): Promise<void> {
    this.turn += 1;
    const mine = this.turn;
    const spec = await this.read(props);
    if (mine !== this.turn || !spec) return;
    // What cannot be drawn is found out before anything changes.
    spec.layersIn(this.palette, selection);
    const before = this.props;
    if (props.points !== before?.points) this.points = props.points ? dataOf(props.points) : undefined;
    const homesBefore = JSON.stringify(this.spec?.homes);
    [this.props, this.spec, this.selection] = [props, spec, selection];
    if (props.base !== before?.base) void this.changeBase(props.base);
    const isElsewhere =
      JSON.stringify(spec.homes) !== homesBefore || (props.fits && boundsOf(before) !== boundsOf(props));
    if (isElsewhere) this.moved = false;
    this.go(isElsewhere ? this.begin() : this.states, { views: spec.views, ...spec.others });
    this.draw();
  }

  private async read(props: SceneProps): Promise<Spec | undefined> {
    const isSame = props.spec === this.props?.spec && props.columns === this.props.columns;
    return isSame ? this.spec : Spec.read(props.spec, props.columns);
  }

  /** What is shown, in words. */
  about(): string {
    const points = this.props?.points;
    const parts = points ? [`${points.count} points ${between(points.bounds as unknown as Bounds)}`] : [];
    return [...parts, ...(this.spec?.about() ?? [])].join("; ");
  }

  /** Whether all of it is a globe, which has nothing around it. */
  isGlobe(): boolean {
    return this.spec?.views.every((view) => view instanceof GlobeView) ?? false;
  }

  select(selection: Selection | undefined): void {
    this.selection = selection;
    this.draw();
  }

  /** Take the colours of the page as they are now. */
  recolor(): void {
    this.palette = paletteOf(this.box);
    this.draw();
  }

  zoom(by: number): void {
    this.moved = true;
    this.go(zoomed(this.states, by));
  }

  /** Go back to where the scene began. */
  home(): void {
    this.moved = false;
    const transition = { transitionDuration: duration() };
    const states = Object.entries(this.begin()).map(([id, state]) => [id, { ...state, ...transition }]);
    this.go(Object.fromEntries(states));
  }

  /** What is in the middle. */
  async middle(): Promise<Hovered | undefined> {
    return hoveredIn(await this.pickMiddle());
  }

  /** Click in the middle. */
  async clickMiddle(): Promise<void> {
    this.click(await this.pickMiddle());
  }

  finish(): void {
    this.turn += 1;
    this.finished = true;
    this.unlisten();
    this.styled?.finish();
    this.deck.finalize();
  }

  private pickMiddle(): Promise<PickingInfo | null> {
    const { clientWidth, clientHeight } = this.box;
    return this.deck.pickObjectAsync({ x: clientWidth / 2, y: clientHeight / 2, radius: REACH_OF_CROSS });
  }

  private click(info: PickingInfo | null): void {
    const mode = this.props?.mode as Mode | null | undefined;
    if (!mode || !this.selection) return;
    const layer = info?.layer;
    const picked = layer && info.picked ? { layer: layer.id, index: info.index, object: info.object } : undefined;
    this.watcher.selected(clicked(this.selection, picked, mode));
  }

  private pointer(): string {
    return this.props?.mode ? "pointer" : "grab";
  }

  /** Where the scene begins, whatever the size of its box. */
  private begin(): ViewStates {
    const { clientWidth: width, clientHeight: height } = this.box;
    const homes = this.spec?.homes ?? {};
    const bounds = this.props?.fits && this.props.points?.bounds;
    if (!bounds || !width || !height) return homes;
    const fit = fitted(bounds as unknown as Bounds, width, height);
    return Object.fromEntries(Object.entries(homes).map(([id, state]) => [id, { ...state, ...fit }]));
  }

  private go(states: ViewStates, others: object = {}): void {
    this.states = states;
    this.deck.setProps({ viewState: states as never, ...others });
    this.followed();
  }

  /** Have all that shows where one is follow. */
  private followed(): void {
    const [state] = Object.values(this.states);
    if (state) this.styled?.follow(state);
    if (this.names?.length && this.zoomsOfNames() !== this.zooms) this.draw();
    if (this.deck.isInitialized) this.watcher.moved(perPixel(this.deck.getViewports()));
  }

  private resized(): void {
    if (this.props?.fits && !this.moved) this.go(this.begin());
    else this.followed();
  }

  private draw(): void {
    if (!this.spec || !this.props) return;
    const { points } = this.props;
    const shown = points && this.points ? [pointsLayer(points, this.points, this.palette.point)] : [];
    this.deck.setProps({ layers: [...this.base(), ...shown, ...this.spec.layersIn(this.palette, this.selection)] });
  }

  private base(): Layer[] {
    const address = this.props?.base ?? "";
    this.zooms = this.zoomsOfNames();
    return (this.spec?.views ?? []).filter(isGeographic).flatMap((view) => {
      if (isTemplate(address)) return [pictures(view.id, address, (error) => this.watcher.failed(error.message))];
      return address === "land" ? this.landOf(view) : [];
    });
  }

  private landOf(view: View): Layer[] {
    if (!this.names) this.loadNames();
    const shapes = land(view.id, view instanceof GlobeView, this.palette, this.round);
    if (!this.names?.length || view instanceof GlobeView) return shapes;
    return [...shapes, names(view.id, this.names, this.zoomOf(view), this.palette)];
  }

  private loadNames(): void {
    this.names = [];
    landNames().then(
      (all) => {
        this.names = all;
        this.draw();
      },
      () => {}, // A map without names is a map, too.
    );
  }

  private zoomOf(view: View): number {
    const { zoom } = this.states[view.getViewStateId()] ?? {};
    return Math.floor(Number(zoom ?? 0) * STEPS_OF_NAMES) / STEPS_OF_NAMES;
  }

  private zoomsOfNames(): string {
    return String(this.spec?.views.map((view) => this.zoomOf(view)));
  }

  private async changeBase(address: string): Promise<void> {
    this.styled?.finish();
    this.styled = undefined;
    this.watcher.credited(isTemplate(address) ? creditOf(address) : "");
    if (!address || address === "land" || isTemplate(address)) return;
    const { StyledMap } = await import("./style");
    if (this.finished || this.props?.base !== address) return;
    this.styled = new StyledMap(
      this.below,
      address,
      (what) => this.watcher.failed(what),
      (credit) => this.watcher.credited(credit),
    );
    this.followed();
  }
}

function between([west, south, east, north]: Bounds): string {
  const degrees = (value: number) => value.toFixed(2);
  return `from latitude ${degrees(south)} to ${degrees(north)} and longitude ${degrees(west)} to ${degrees(east)}`;
}

/** What went wrong, without where in deck.gl that was noticed. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function isGeographic(view: View): boolean {
  return view instanceof MapView || view instanceof GlobeView;
}

function boundsOf(props: SceneProps | undefined): string {
  return String(props?.points?.bounds);
}

function hoveredIn(info: PickingInfo | null): Hovered | undefined {
  return info?.picked && info.object ? { object: info.object, x: info.x, y: info.y } : undefined;
}
