/**
 * Colours, type and controls in every state, from the style sheets alone. States that only a pointer or a keyboard makes
 * are marked with data-force="hover|active|focus-visible"; the script that takes the pictures forces them.
 */
import "../src/styles/tokens.css";
import "../src/styles/base.css";
import "../src/styles/controls.css";
import "../src/styles/layout.css";
import "../src/styles/shell.css";
import { applyTheme } from "../src/styles/theme";

applyTheme({});

const COLORS = ["red", "orange", "yellow", "green", "blue", "violet", "gray", "primary"];
const SURFACES = ["bg", "bg-side", "bg-raised", "bg-field", "bg-soft", "bg-hover", "bg-active"];
const STATES = ["", "hover", "active", "focus-visible"];

const force = (state: string): string => (state ? ` data-force="${state}"` : "");
const times = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join("");
const row = (name: string, ...cells: string[]): string =>
  `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

function buttons(variant: string): string {
  const cells = STATES.map(
    (state) => `<button type="button" class="button button-${variant}"${force(state)}>Save</button>`,
  );
  return row(variant, ...cells, `<button type="button" class="button button-${variant}" disabled>Save</button>`, "");
}

function fields(): string {
  const box = (state: string, more = "", classes = "") =>
    `<div class="field"><div class="field-box ${classes}"${state === "hover" ? force(state) : ""}><input class="field-input" aria-label="Field" value="Value"${state === "hover" ? "" : force(state)} ${more}></div></div>`;
  return row(
    "field",
    ...STATES.map((state) => box(state)),
    box("", "disabled"),
    box("", "aria-invalid=true", "invalid"),
  );
}

function choices(type: string, role = ""): string {
  const one = (state: string, more: string) =>
    `<label class="choice"${state === "hover" ? force(state) : ""}><input type="${type}" name="${Math.random()}" ${role && `role="${role}"`} ${more}${state === "hover" ? "" : force(state)}><span>Choice</span></label>`;
  const pair = (state: string, more = "") => one(state, more) + one(state, `checked ${more}`);
  return row(role || type, ...STATES.map((state) => pair(state)), pair("", "disabled"), pair("", "required"));
}

const select = `<div class="field"><label class="field-label" for="select">Select</label><div class="field-box"><select class="field-input" id="select"><option>North</option><option>South</option></select></div></div>`;
const segments = `<div class="segments">${["System", "Light", "Dark"].map((text, i) => `<label class="segment"><input type="radio" name="segment" ${i ? "" : "checked"}>${text}</label>`).join("")}</div>`;
const menu = `<div class="floating menu" role="menu" aria-label="Menu"><button class="menu-item" role="menuitem">Rerun<kbd>R</kbd></button><button class="menu-item" role="menuitem"${force("hover")}>Hovered</button><hr><button class="menu-item" role="menuitem" aria-disabled="true">Disabled</button></div>`;
const tip = `<span class="tip"><button type="button" class="button">With a tip</button><span class="tooltip" role="tooltip">What the button does, in a few words.</span></span>`;
const swatch = (name: string): string => `<div class="swatch" data-back="--${name}"><code>${name}</code></div>`;
const strip = (name: string): string =>
  `<div class="strip">${times(10, (i) => `<span data-back="--${name}-${i + 1}"></span>`)}</div>`;

const host = document.getElementById("states") as HTMLElement;
host.innerHTML = `
  <h1>Every state</h1>
  <section class="stack"><h2>Surfaces</h2><div class="row" data-gap="none">${SURFACES.map(swatch).join("")}</div></section>
  <section class="stack"><h2>The seven, and primary</h2>
    <div class="row" data-gap="xsmall">${COLORS.map((name) => `<span class="badge badge-${name}">${name}</span><span class="text-${name}">text</span><span class="mark background-${name}">mark</span>`).join(" ")}</div>
    <div class="row" data-gap="none">${COLORS.map(swatch).join("")}</div></section>
  <section class="stack"><h2>Charts</h2>${["chart", "sequential", "diverging"].map(strip).join("")}</section>
  <section class="stack"><h2>Type</h2><div class="markdown">${times(6, (i) => `<h${i + 1}>Heading ${i + 1}, with 0123456789</h${i + 1}>`)}
    <p>Text is 15 px on a line of 24. <strong>Strong</strong>, <em>emphasis</em>, <code>code</code>, <kbd>Ctrl</kbd>, <a href="#states">a link</a>, <span class="small">small</span>.</p></div></section>
  <section class="stack"><h2>Controls</h2><div class="scrolls"><table class="states"><thead><tr><td></td>${["rest", "hover", "active", "focus", "disabled", "invalid"].map((text) => `<th scope="col">${text}</th>`).join("")}</tr></thead><tbody>
    ${["primary", "secondary", "tertiary"].map(buttons).join("")}${fields()}${choices("checkbox")}${choices("radio")}${choices("checkbox", "switch")}
  </tbody></table></div>
  <div class="row">${select}${segments}${tip}<span class="chip">Chip<button type="button" aria-label="Remove Chip">×</button></span>${menu}<button type="button" class="button button-small">Small</button></div></section>`;

for (const element of host.querySelectorAll<HTMLElement>("[data-back]")) {
  element.style.background = `var(${element.dataset.back})`;
}
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .swatch { width: 7rem; height: 4rem; padding: var(--s2); border: 1px solid var(--line-soft); }
  .swatch code { padding: 0 0.2em; background: var(--bg); }
  .strip { display: flex; height: 2.5rem; } .strip span { flex: 1; }
  .states { border-spacing: var(--s4) var(--s3); } .states th { color: var(--text-2); font-weight: 400; text-align: left; }
  section > .row { align-items: center; }
  .states .choice { margin-right: var(--s3); }
  .states .field { width: 8rem; }`);
document.adoptedStyleSheets = [sheet];
