import { Layer, MapView, type View } from "@deck.gl/core";
import { JSONConverter } from "@deck.gl/json";
import { TextLayer } from "@deck.gl/layers";
import type { BinaryData } from "../wire/messages.gen";
import { attributesOf } from "./binary";
import { type Classes, classesOf, classNames } from "./classes";
import type { Palette } from "./colors";
import { Highlight } from "./highlight";
import type { Selection } from "./selection";
import { homes, plainView, type ViewState, type ViewStates, viewProps } from "./views";

type Dict = Record<string, unknown>;
type Converted = { layers: Layer[]; views: View[]; effects: unknown[] };

const highlight = new Highlight();
/** These number what they show square by square: an index says nothing. */
const IN_SQUARES = /^(Tile|MVT|Terrain|Tile3D|_?WMS)Layer$/;

/** A scene as pydeck writes it, read. Rows of data are left as they are: nothing in them is taken for code. */
export class Spec {
  readonly views: View[];
  readonly homes: ViewStates;
  readonly others: Dict;
  private readonly layers: Dict[];

  private constructor(
    json: Dict,
    private readonly classes: Classes,
    private readonly tables: unknown[],
  ) {
    const { layers, views, initialViewState, effects, ...others } = json;
    this.layers = layers as Dict[];
    this.views = (this.convert({ views: views ?? [], effects: [] }, (_, props) => props).views ?? []) as View[];
    if (!this.views.length) this.views = [plainView()];
    this.homes = homes(this.views, (initialViewState as ViewState | undefined) ?? {});
    this.others = {
      effects: this.convert({ effects: effects ?? [] }, (_, props) => props).effects,
      ...deckProps(others),
    };
  }

  static async read(text: string, binary: Record<string, BinaryData>): Promise<Spec> {
    const json = JSON.parse(text) as Dict;
    const tables: unknown[] = [];
    const layers = ((json.layers ?? []) as Dict[]).map((layer) => {
      const arrays = binary[layer.id as string];
      tables.push(arrays ? attributesOf(arrays) : layer.data);
      return { ...literal(layer), data: tables.length - 1 };
    });
    const withoutData = { ...json, layers };
    return new Spec(withoutData, await classesOf(classNames(withoutData)), tables);
  }

  /** The layers as they are now, in the colours of the page, with what is chosen. Throws an Error for what is no layer. */
  layersIn(palette: Palette, selection: Selection | undefined): Layer[] {
    const prepare = (kind: unknown, props: Dict) =>
      isLayer(kind) ? this.layerProps(kind, props, palette, selection) : props;
    return this.layers.flatMap((layer) => {
      try {
        return this.convert({ layers: [layer] }, prepare).layers ?? [];
      } catch (error) {
        throw new Error(`${layer.id}: ${error instanceof Error ? error.message : error}`);
      }
    });
  }

  /** The layers in words, with how many objects each has where that is known. */
  about(): string[] {
    return this.layers.map((layer, i) => {
      const data = this.tables[i];
      return `${layer.id}${Array.isArray(data) ? ` with ${data.length} objects` : ""}`;
    });
  }

  private layerProps(kind: typeof Layer, props: Dict, palette: Palette, selection: Selection | undefined): Dict {
    const data = typeof props.data === "number" ? this.tables[props.data] : props.data;
    const text =
      kind === (TextLayer as unknown) ? { characterSet: "auto", fontFamily: palette.font, getColor: palette.text } : {};
    const all = { ...text, ...props, data, parameters: modern(props.parameters as Dict | undefined) };
    if (!selection || !props.pickable || IN_SQUARES.test(kind.layerName)) return all;
    const extensions = [...((props.extensions as unknown[]) ?? []), highlight];
    return { ...all, extensions, chosen: selection.indices[props.id as string] ?? [] };
  }

  private convert(json: Dict, prepare: (kind: unknown, props: Dict) => Dict): Partial<Converted> {
    const converter = new JSONConverter({
      configuration: {
        classes: this.classes,
        preProcessClassProps: (kind: unknown, props: Dict) =>
          isView(kind) ? viewProps(kind === MapView, props) : prepare(kind, props),
      },
    });
    return converter.convert(json) as Partial<Converted>;
  }
}

/** pydeck takes the address of a picture that is in the address itself for an expression. */
function literal(layer: Dict): Dict {
  const plain = (value: unknown) =>
    typeof value === "string" && value.startsWith("@@=data:") ? value.slice("@@=".length) : value;
  return Object.fromEntries(Object.entries(layer).map(([name, value]) => [name, plain(value)]));
}

function isLayer(kind: unknown): kind is typeof Layer {
  return (kind as typeof Layer).prototype instanceof Layer;
}

function isView(kind: unknown): boolean {
  return "getViewStateId" in (kind as { prototype: object }).prototype;
}

/** What remains of a scene for the whole of it. */
function deckProps({ parameters }: Dict): Dict {
  return { parameters: modern(parameters as Dict | undefined) };
}

/** Parameters of drawing by the names that deck.gl has for them now; pydeck's users also write those of WebGL. */
function modern({ depthTest, cull, blend, ...others }: Dict = {}): Dict {
  return {
    ...(depthTest === false ? { depthCompare: "always", depthWriteEnabled: false } : {}),
    ...(cull === undefined ? {} : { cullMode: cull ? "back" : "none" }),
    ...(blend === undefined ? {} : { blend }),
    ...others,
  };
}
