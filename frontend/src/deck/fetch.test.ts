import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchOnPage } from "./fetch";
import { rowsOf } from "./tables";

afterEach(() => vi.unstubAllGlobals());

describe("a request of a map", () => {
  it("reads what is in the address itself, without a request", async () => {
    vi.stubGlobal("fetch", vi.fn());
    expect(await (await fetchOnPage("data:application/json,%7B%22a%22%3A1%7D")).json()).toEqual({ a: 1 });
    const response = await fetchOnPage("data:text/plain;base64,aGkh");
    expect([await response.text(), response.headers.get("content-type")]).toEqual(["hi!", "text/plain"]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("goes to the app's own host as it is", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response("x")),
    );
    await fetchOnPage("app/static/rows.csv");
    expect(String(vi.mocked(fetch).mock.lastCall?.[0])).toBe(`${location.origin}/app/static/rows.csv`);
  });

  it("says which setting lets it go to another", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("Failed to fetch"))),
    );
    await expect(fetchOnPage("https://data.example.org/a.json")).rejects.toThrow(/data\.example\.org.*map\.hosts/);
    await expect(fetchOnPage("missing.json")).rejects.toThrow("Failed to fetch");
  });

  it("loads pictures of other hosts as pictures", async () => {
    const asked: string[] = [];
    class Picture {
      naturalWidth = 3;
      naturalHeight = 0;
      crossOrigin = "";
      set src(address: string) {
        asked.push(`${this.crossOrigin} ${address}`);
      }
      decode = async () => {};
    }
    const sizes: number[][] = [];
    class Canvas {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {
        sizes.push([width, height]);
      }
      getContext = () => ({ drawImage: () => {} });
      convertToBlob = async () => "png";
    }
    vi.stubGlobal("Image", Picture);
    vi.stubGlobal("OffscreenCanvas", Canvas);
    vi.stubGlobal("fetch", vi.fn());
    await fetchOnPage("https://tiles.example.org/1/2/3.png?key=x");
    await fetchOnPage("data:image/svg+xml;base64,PHN2Zy8+");
    expect(asked).toEqual([
      "anonymous https://tiles.example.org/1/2/3.png?key=x",
      "anonymous data:image/svg+xml;base64,PHN2Zy8+",
    ]);
    expect(sizes).toEqual([
      [3, 256],
      [3, 256],
    ]);
    expect(fetch).not.toHaveBeenCalled();
  });
});

it("tables in text become rows, whatever their columns are called", () => {
  expect(rowsOf('\uFEFFlat,"a""],b",name\n1.5,x,"y, z"\n')).toEqual([{ lat: 1.5, 'a"],b': "x", name: "y, z" }]);
  expect(rowsOf("a\tb\n1\t2")).toEqual([{ a: 1, b: 2 }]);
});
