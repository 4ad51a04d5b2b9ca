import type { Layer } from "@deck.gl/core";
import { ScatterplotLayer, TextLayer } from "@deck.gl/layers";
import { describe, expect, it } from "vitest";
import { creditOf, isFor, isTemplate } from "./base";
import { attributesOf } from "./binary";
import type { Palette } from "./colors";
import { dataOf, pointsLayer } from "./points";
import { NOTHING } from "./selection";
import { Spec } from "./spec";

const palette: Palette = {
  sea: [0, 0, 0, 255],
  land: [1, 1, 1, 255],
  line: [2, 2, 2, 255],
  name: [3, 3, 3, 255],
  text: [4, 4, 4, 255],
  point: [5, 5, 5, 170],
  font: "serif",
};
const scene = (layers: object[], more: object = {}) => Spec.read(JSON.stringify({ layers, ...more }), {});
const SPOTS = { "@@type": "ScatterplotLayer", id: "spots", data: [{ at: [1, 2], n: 3 }] };

describe("a scene", () => {
  it("has layers with the accessors that its expressions say", async () => {
    const [layer] = (await scene([{ ...SPOTS, getPosition: "@@=at", getRadius: "@@=n * 2" }])).layersIn(
      palette,
      undefined,
    );
    expect(layer).toBeInstanceOf(ScatterplotLayer);
    const { data, getPosition, getRadius } = (layer as Layer).props as never as Record<
      string,
      (row: unknown) => unknown
    >;
    expect(data).toEqual(SPOTS.data);
    expect([getPosition?.(SPOTS.data[0]), getRadius?.(SPOTS.data[0])]).toEqual([[1, 2], 6]);
  });

  it("takes nothing in the rows for code", async () => {
    const data = [{ note: "@@=1", "@@type": "ScatterplotLayer", "@@function": "x" }];
    const [layer] = (await scene([{ ...SPOTS, data }])).layersIn(palette, undefined);
    expect(layer?.props.data).toEqual(data);
  });

  it("keeps the rows when it is drawn again, so that the layers are kept", async () => {
    const spec = await scene([SPOTS]);
    const rows = () => spec.layersIn(palette, undefined)[0]?.props.data;
    expect(rows()).toBe(rows());
  });

  it("loads what few scenes use at need", async () => {
    const layers = [
      { "@@type": "HexagonLayer", id: "h" },
      { "@@type": "H3HexagonLayer", id: "h3" },
      { "@@type": "CPUGridLayer", id: "g" },
    ];
    expect((await scene(layers)).layersIn(palette, undefined)).toHaveLength(3);
  });

  it("says what deck.gl has not, and what is no expression", async () => {
    await expect(scene([{ "@@type": "NoSuchLayer" }])).rejects.toThrow("NoSuchLayer");
    await expect(scene([{ "@@type": "Deck" }])).rejects.toThrow('deck.gl has no "Deck"');
    const spec = await scene([{ ...SPOTS, getRadius: "@@=1 +" }]);
    expect(() => spec.layersIn(palette, undefined)).toThrow(/^spots: /);
  });

  it("has a map if it names no view, and the views that it names", async () => {
    expect((await scene([])).views.map(({ id }) => id)).toEqual(["map"]);
    const views = [
      { "@@type": "MapView", id: "a", controller: true },
      { "@@type": "_GlobeView", id: "b" },
    ];
    const spec = await scene([], { views, initialViewState: { zoom: 4 } });
    expect(spec.views.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(spec.homes).toEqual({ a: { zoom: 4 }, b: { zoom: 4 } });
  });

  it("has text in the face and colour of the page, unless it says others", async () => {
    const text = { "@@type": "TextLayer", id: "t", data: [] };
    const [plain, own] = (await scene([text, { ...text, id: "u", getColor: [9, 9, 9] }])).layersIn(palette, undefined);
    expect(plain).toBeInstanceOf(TextLayer);
    expect(plain?.props).toMatchObject({ getColor: palette.text, fontFamily: "serif", characterSet: "auto" });
    expect(own?.props).toMatchObject({ getColor: [9, 9, 9] });
  });

  it("has what is not chosen step back, in layers that can be pointed at", async () => {
    const spec = await scene([
      { ...SPOTS, pickable: true },
      { ...SPOTS, id: "still" },
      { "@@type": "TileLayer", id: "tiles", pickable: true },
    ]);
    const chosen = { indices: { spots: [0] }, objects: {} };
    const found = spec.layersIn(palette, chosen).map(({ props }) => (props as { chosen?: number[] }).chosen);
    expect(found).toEqual([[0], undefined, undefined]);
    expect(spec.layersIn(palette, NOTHING)[0]?.props.extensions).toHaveLength(1);
    expect(spec.layersIn(palette, undefined)[0]?.props.extensions).toHaveLength(0);
  });

  it("takes parameters by their older names", async () => {
    const spec = await scene([{ ...SPOTS, parameters: { depthTest: false } }], { parameters: { cull: true } });
    expect(spec.others.parameters).toEqual({ cullMode: "back" });
    const [layer] = spec.layersIn(palette, undefined);
    expect(layer?.props.parameters).toEqual({ depthCompare: "always", depthWriteEnabled: false });
  });

  it("takes a picture in an address for what it is", async () => {
    const picture = { "@@type": "BitmapLayer", id: "p", image: "@@=data:image/png;base64,AAAA", bounds: [0, 0, 1, 1] };
    expect(() => scene([picture]).then((spec) => spec.layersIn(palette, undefined))).not.toThrow();
  });

  it("is told in words", async () => {
    expect((await scene([SPOTS, { ...SPOTS, id: "far", data: "https://example.org/a.json" }])).about()).toEqual([
      "spots with 1 objects",
      "far",
    ]);
  });
});

describe("arrays", () => {
  const bytes = (numbers: Float64Array) => {
    // As in a message: somewhere in a larger buffer.
    const all = new Uint8Array(numbers.byteLength + 3);
    all.set(new Uint8Array(numbers.buffer), 3);
    return all.subarray(3);
  };

  it("are taken as they are", () => {
    const accessors = {
      getPosition: { parts: 2, type: "float64" as const, values: bytes(new Float64Array([5, 60])) },
      getFillColor: { parts: 3, type: "uint8" as const, values: new Uint8Array([1, 2, 3]) },
    };
    const { length, attributes } = attributesOf({ count: 1, accessors });
    expect(length).toBe(1);
    expect(attributes.getPosition).toEqual({ value: new Float64Array([5, 60]), size: 2 });
    expect(attributes.getFillColor).toEqual({ value: new Uint8Array([1, 2, 3]), size: 3, normalized: true });
  });

  it("take the place of a layer's rows", async () => {
    const columns = { spots: { count: 2, accessors: {} } };
    const spec = await Spec.read(JSON.stringify({ layers: [{ "@@type": "ScatterplotLayer", id: "spots" }] }), columns);
    expect(spec.layersIn(palette, undefined)[0]?.props.data).toEqual({ length: 2, attributes: {} });
  });

  it("of points have one colour and radius for all, or each their own", () => {
    const one = { count: 1, positions: bytes(new Float64Array([5, 60])), bounds: [5, 60, 5, 60] };
    const layer = pointsLayer({ ...one, radius: 100 }, dataOf(one), palette.point);
    expect(layer.props).toMatchObject({ getRadius: 100, getFillColor: palette.point });
    const red = pointsLayer({ ...one, colors: new Uint8Array([255, 0, 0, 160]) }, dataOf(one), palette.point);
    expect(red.props).toMatchObject({ getFillColor: [255, 0, 0, 160] });
    const many = { ...one, colors: new Uint8Array(8), radii: new Uint8Array(new Float32Array([1, 2]).buffer) };
    expect(Object.keys(dataOf(many).attributes)).toEqual(["getPosition", "getRadius", "getFillColor"]);
  });
});

describe("what lies below", () => {
  it("is for its own view", () => {
    expect([
      isFor("a", { id: "base-a-land" }),
      isFor("a", { id: "base-ab-land" }),
      isFor("a", { id: "spots" }),
    ]).toEqual([true, false, true]);
  });

  it("is pictures or a style, and credited where it is known whom it is owed to", () => {
    expect(isTemplate("https://a.org/{z}/{x}/{y}.png")).toBe(true);
    expect(isTemplate("https://a.org/style.json")).toBe(false);
    expect(creditOf("https://tile.openstreetmap.org/{z}/{x}/{y}.png")).toContain("© OpenStreetMap");
    expect(creditOf("https://a.org/{z}/{x}/{y}.png")).toBe("");
  });
});
