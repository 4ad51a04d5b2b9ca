import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { gemoji } from "gemoji";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

const OUT = "../src/rushlight/server/static";
const LEAST_TO_PACK = 1024;
/** What every page needs is one file, not a dozen; what is loaded on demand stays out of it. */
const FIRST =
  /\/node_modules\/(solid-js|@msgpack)\/|\/src\/(view|store|wire|connection|shell)\/(?!highlight|markup|maths)|vite\/preload-helper/;

/** Writes a brotli and a gzip copy beside every file that text compression helps. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    async writeBundle() {
      const files = readdirSync(OUT, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(js|css|svg|json|html)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes("/data/"));
      await Promise.all(files.map(pack));
    },
  };
}

async function pack(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < LEAST_TO_PACK) return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  await Promise.all([
    promisify(gzip)(content, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
    promisify(brotliCompress)(content, { params: quality }).then((packed) => writeFile(`${path}.br`, packed)),
  ]);
}

/** Writes the tables that the Python side resolves emoji shortcodes and Material icon names with. */
function tables(): Plugin {
  return {
    name: "tables",
    apply: "build",
    writeBundle() {
      const folder = join(OUT, "data");
      mkdirSync(folder, { recursive: true });
      const emoji = Object.fromEntries(gemoji.flatMap((each) => each.names.map((name) => [name, each.emoji])));
      writeFileSync(join(folder, "emoji.json"), JSON.stringify(emoji));
      writeFileSync(join(folder, "material.json"), JSON.stringify(materialPaths()));
    },
  };
}

function materialPaths(): Record<string, string> {
  const folder = "node_modules/@material-symbols/svg-400/rounded";
  const paths: Record<string, string> = {};
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".svg") || file.endsWith("-fill.svg")) continue;
    const path = /\bd="([^"]+)"/.exec(readFileSync(join(folder, file), "utf8"));
    if (path?.[1]) paths[file.slice(0, -".svg".length)] = path[1];
  }
  return { ...olderPaths(paths), ...paths };
}

/** Returns the icons that the font still knows by names which the package has dropped: of most it has a newer name. */
function olderPaths(paths: Record<string, string>): Record<string, string> {
  const {
    renamed,
    drawn,
  }: Record<string, Record<string, string>> = JSON.parse(readFileSync("material-names.json", "utf8"));
  const known = Object.entries(renamed ?? {}).flatMap(([old, name]) => (paths[name] ? [[old, paths[name]]] : []));
  return { ...drawn, ...Object.fromEntries(known) };
}

export default defineConfig({
  base: "./",
  plugins: [solid(), tables(), packed()],
  resolve: { alias: { "meshoptimizer/decoder": fileURLToPath(new URL("src/deck/meshopt.ts", import.meta.url)) } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsDir: "_rushlight/static/assets",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: ["index.html", "login.html"],
      output: { codeSplitting: { groups: [{ name: "base", test: FIRST }] } },
    },
  },
  test: {
    environment: "jsdom",
    // What these test is not how fast the machine is.
    testTimeout: 60_000,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    server: { deps: { inline: [/solid/] } },
  },
} as Parameters<typeof defineConfig>[0]);
