import { Map as MapLibre, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { settings } from "../store/settings";
import type { ViewState } from "./views";

const STEEPEST = 85;

/** A map below a scene, drawn by MapLibre in a style of its own. */
export class StyledMap {
  private readonly map: MapLibre;

  /** `style` is an address, or a style as JSON text. `credited` is told whom the map is owed to, as HTML. */
  constructor(box: HTMLElement, style: string, failed: (what: string) => void, credited: (credit: string) => void) {
    // A worker keeps to the policy that it came with: another one for other hosts.
    setWorkerUrl(`${workerUrl}?${encodeURIComponent(settings().map_hosts.join(" "))}`);
    this.map = new MapLibre({
      container: box,
      style: style.startsWith("{") ? (JSON.parse(style) as StyleSpecification) : new URL(style, document.baseURI).href,
      interactive: false,
      attributionControl: false,
      maxPitch: STEEPEST,
      fadeDuration: 0,
    });
    this.map.on("error", ({ error }) => failed(error.message));
    this.map.on("sourcedata", () => credited(this.credit()));
  }

  follow({ longitude, latitude, zoom, bearing = 0, pitch = 0 }: ViewState): void {
    const center: [number, number] = [Number(longitude), Number(latitude)];
    this.map.jumpTo({ center, zoom: Number(zoom), bearing: Number(bearing), pitch: Number(pitch) });
  }

  finish(): void {
    this.map.remove();
  }

  private credit(): string {
    const { sources = {} } = this.map.getStyle() ?? {};
    const credits = Object.keys(sources).map((name) => this.map.getSource(name)?.attribution ?? "");
    return [...new Set(credits.filter(Boolean))].join(" ");
  }
}
