import { format, time } from "echarts";
import { sanitized } from "../../view/markup";
import type { Option } from "./echarts";

type Dict = Record<string, unknown>;
type Params = Dict & { axisType?: string; axisValue?: number };

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Make an option harmless, in place. ECharts shows tips and titles of tools as markup, and follows any address. */
export function harmless(option: Option): Option {
  tame(option, option.useUTC === true);
  return option;
}

function tame(value: unknown, isUtc: boolean): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) tame(each, isUtc);
    return;
  }
  const dict = value as Dict;
  for (const [name, inner] of Object.entries(dict)) {
    // Names in there are the data's own.
    if (name === "dataset") continue;
    tame(inner, isUtc);
    if (name === "tooltip") dict[name] = tipOf(inner, isUtc);
    else if (name === "dataView") dict[name] = toolOf(inner as Dict | null);
    else if (name === "link" || name === "sublink") dict[name] = isSafe(inner) ? inner : "";
  }
}

/** A tip, one for each series, or the text that stands for one. */
function tipOf(tip: unknown, isUtc: boolean): unknown {
  if (Array.isArray(tip)) return tip.map((each) => tipOf(each, isUtc));
  if (typeof tip === "string") return { formatter: filling(tip, isUtc) };
  if (typeof tip !== "object" || tip === null) return tip;
  const { formatter, content } = tip as Dict;
  return {
    ...tip,
    ...(typeof formatter === "string" ? { formatter: filling(formatter, isUtc) } : {}),
    ...(typeof content === "string" ? { content: safe(content) } : {}),
  };
}

/** What fills a template as ECharts does; only what is filled can be judged, as values may stand in addresses. */
function filling(template: string, isUtc: boolean): (params: Params | Params[]) => string {
  return (params) => {
    const first = [params].flat()[0];
    const at = first?.axisType?.includes("time") ? first.axisValue : undefined;
    const dated = at === undefined ? template : time.format(at, template, isUtc);
    return safe(format.formatTpl(dated, params as never, true));
  };
}

/** The tool that shows the data: its title and words are markup. */
function toolOf(tool: Dict | null): Dict | null {
  if (!tool) return tool;
  const { title, lang } = tool;
  return {
    ...tool,
    ...(typeof title === "string" ? { title: safe(title) } : {}),
    ...(Array.isArray(lang) ? { lang: lang.map((word) => safe(String(word))) } : {}),
  };
}

function safe(html: string): string {
  return html.includes("<") ? sanitized(html) : html;
}

function isSafe(address: unknown): boolean {
  const whole = String(address ?? "");
  return URL.canParse(whole, document.baseURI) && SCHEMES.has(new URL(whole, document.baseURI).protocol);
}
