import mermaid, { type MermaidConfig } from "mermaid";
import { hexOf, isDark, parsed, type Rgb } from "../../styles/color";
import { cleanSvg } from "./svg";
import { categories, token } from "./theme";

const MOST_COLORS = 12;

/** Draw a diagram at most so wide. Calls are answered one after the other, since Mermaid has one setting for all. */
export default async function draw(id: string, body: string, width: number): Promise<SVGSVGElement> {
  const stage = document.createElement("div");
  stage.className = "mermaid-stage";
  stage.style.width = `${width}px`;
  document.body.append(stage);
  try {
    mermaid.initialize(settings());
    const { svg } = await mermaid.render(id, body, stage);
    return cleaned(svg);
  } finally {
    stage.remove();
  }
}

/** The diagram without anything that could run, should Mermaid have let something through. */
function cleaned(text: string): SVGSVGElement {
  const svg = cleanSvg(text, {
    ADD_TAGS: ["foreignObject"],
    ADD_ATTR: ["dominant-baseline"],
    HTML_INTEGRATION_POINTS: { foreignobject: true },
  });
  if (!svg) throw new Error("Mermaid drew nothing");
  inkSlices(svg);
  return svg;
}

/** Mermaid computes with colours, so it must have them in a notation that it knows. */
function color(name: string): string {
  const rgb = parsed(token(name));
  return rgb ? hexOf(rgb) : token(name);
}

function settings(): MermaidConfig {
  return {
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    theme: "base",
    look: "classic",
    fontFamily: token("--font"),
    fontSize: 14,
    themeVariables: { ...surfaces(), ...plans(), ...series() },
    themeCSS: `.grid .tick line { stroke: ${color("--line-soft")}; }`,
  };
}

function surfaces(): Record<string, unknown> {
  const [text, line, soft, page] = ["--text", "--line-strong", "--bg-soft", "--bg"].map(color);
  const ground = parsed(page ?? "");
  return {
    darkMode: ground !== undefined && isDark(ground),
    fontFamily: token("--font"),
    fontSize: "14px",
    background: page,
    primaryColor: soft,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: color("--blue-bg"),
    secondaryTextColor: text,
    secondaryBorderColor: color("--blue"),
    tertiaryColor: color("--bg-hover"),
    tertiaryTextColor: text,
    tertiaryBorderColor: color("--line-firm"),
    lineColor: line,
    textColor: text,
    titleColor: text,
    nodeTextColor: text,
    edgeLabelBackground: page,
    clusterBkg: page,
    clusterBorder: color("--line-firm"),
    noteBkgColor: color("--yellow-bg"),
    noteTextColor: text,
    noteBorderColor: color("--yellow"),
    errorBkgColor: color("--red-bg"),
    errorTextColor: color("--red-text"),
  };
}

/** Gantt charts. */
function plans(): Record<string, unknown> {
  const [text, page] = ["--text", "--bg"].map(color);
  return {
    gridColor: color("--line-soft"),
    todayLineColor: color("--red"),
    sectionBkgColor: color("--bg-soft"),
    sectionBkgColor2: color("--bg-soft"),
    altSectionBkgColor: page,
    taskBkgColor: color("--blue-bg"),
    taskBorderColor: color("--blue"),
    activeTaskBkgColor: color("--yellow-bg"),
    activeTaskBorderColor: color("--yellow"),
    doneTaskBkgColor: color("--gray-bg"),
    doneTaskBorderColor: color("--gray"),
    critBkgColor: color("--red-bg"),
    critBorderColor: color("--red"),
    taskTextColor: text,
    taskTextDarkColor: text,
    taskTextLightColor: text,
    taskTextOutsideColor: text,
  };
}

/** The categories' colours for the parts of pies, branches, sections and the like, each with text that can be read on it. */
function series(): Record<string, string> {
  const colors = categories();
  const edge = color("--bg");
  const out: Record<string, string> = { pieStrokeColor: edge, pieOuterStrokeColor: edge, pieOpacity: "1" };
  for (let i = 0; i < MOST_COLORS && colors.length; i += 1) {
    const rgb = parsed(colors[i % colors.length] as string);
    if (!rgb) continue;
    const label = inkOn(rgb);
    out[`pie${i + 1}`] = hexOf(rgb);
    out[`git${i}`] = out[`cScale${i}`] = hexOf(rgb);
    out[`gitBranchLabel${i}`] = out[`cScaleLabel${i}`] = label;
  }
  return out;
}

function inkOn(ground: Rgb): string {
  return isDark(ground) ? "#ffffff" : "#000000";
}

/** Mermaid has one colour for the figures in all slices of a pie: each needs the one that can be read there. */
function inkSlices(svg: SVGSVGElement): void {
  const figures = svg.querySelectorAll<SVGElement>("text.slice");
  svg.querySelectorAll(".pieCircle").forEach((slice, i) => {
    const ground = parsed(slice.getAttribute("fill") ?? "");
    if (ground) figures[i]?.style.setProperty("fill", inkOn(ground));
  });
}
