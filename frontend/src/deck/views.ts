import { type MapView, MapView as MapViewClass, type Viewport, WebMercatorViewport } from "@deck.gl/core";
import { metresPerPixel } from "./mercator";

/** Where a view looks from: what its kind of view takes. */
export type ViewState = Record<string, unknown>;
export type ViewStates = Record<string, ViewState>;
export type Bounds = readonly [west: number, south: number, east: number, north: number];

type View = { id: string; getViewStateId(): string; props: { controller?: unknown } };

const ROUND = { inertia: 300, touchRotate: true, doubleClickZoom: true };
const MOST_ZOOM = 20;
/** A single place is shown with what is around it. */
const OF_ONE_PLACE = 9;
const CLOSEST = 17;
const STEP = 250;
/** From here on a distance is the same all over a map, or nearly. */
const [STEEPEST, FARTHEST] = [45, 3];

/** The view of scenes that name none. */
export function plainView(): MapView {
  return new MapViewClass({ id: "map", repeat: true, controller: ROUND });
}

/** The properties of a view as a scene gives them, with what makes a map pleasant to use where it says nothing of it. */
export function viewProps(isMap: boolean, props: ViewState): ViewState {
  const controller = props.controller === true && isMap ? ROUND : props.controller;
  return { ...(isMap ? { repeat: true } : {}), ...props, controller };
}

/** Where each view begins: as the scene says for it, or for all. */
export function homes(views: readonly View[], initial: ViewState): ViewStates {
  const of = (view: View) => (initial[view.getViewStateId()] as ViewState | undefined) ?? initial;
  return Object.fromEntries(views.map((view) => [view.getViewStateId(), of(view)]));
}

/** The same place, from nearer or farther. */
export function zoomed(states: ViewStates, by: number): ViewStates {
  return Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { ...state, ...zoomOf(state, by) }]));
}

function zoomOf(state: ViewState, by: number): ViewState {
  const { zoom, minZoom = 0, maxZoom = MOST_ZOOM } = state;
  const bounded = (value: unknown) =>
    Math.min(Number(maxZoom), Math.max(Number(minZoom), (Number.isFinite(value) ? (value as number) : 0) + by));
  return { zoom: Array.isArray(zoom) ? zoom.map(bounded) : bounded(zoom), transitionDuration: duration() };
}

/** How long a view takes to go elsewhere: no time where people ask for less motion. */
export function duration(): number {
  return window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ? 0 : STEP;
}

/** Where to look from so that all between these bounds is seen. */
export function fitted(bounds: Bounds, width: number, height: number): ViewState {
  const [west, south, east, north] = bounds;
  const view = new WebMercatorViewport({ width, height, longitude: 0, latitude: 0, zoom: 1 });
  const corners: [[number, number], [number, number]] = [
    [west, Math.max(south, -85)],
    [east, Math.min(north, 85)],
  ];
  const padding = Math.min(width, height) / 10;
  const maxZoom = west === east && south === north ? OF_ONE_PLACE : CLOSEST;
  const { longitude, latitude, zoom } = view.fitBounds(corners, { padding, maxZoom, minExtent: 1e-5 });
  return { longitude, latitude, zoom: Math.max(zoom, 0) };
}

/** Metres of a pixel in the middle of a flat map, seen from above and not from afar; undefined for anything else. */
export function perPixel(viewports: readonly Viewport[]): number | undefined {
  const [viewport] = viewports;
  if (viewports.length !== 1 || !(viewport instanceof WebMercatorViewport) || viewport.pitch > STEEPEST)
    return undefined;
  if (viewport.zoom < FARTHEST) return undefined;
  return metresPerPixel(viewport.latitude, viewport.zoom);
}
