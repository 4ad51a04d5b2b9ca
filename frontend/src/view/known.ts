/** Kinds whose name for style sheets does not follow from their own. */
const OTHERS: { readonly [kind: string]: string } = {
  columns: "stHorizontalBlock",
  data_editor: "stDataFrame",
  dataframe: "stDataFrame",
  graphviz_chart: "stGraphVizChart",
  multiselect: "stMultiSelect",
  plain_frame: "stIFrame",
};

/** The name by which style sheets of apps and packages know elements of a kind, as class and `data-testid`. */
export function knownName(kind: string): string {
  return OTHERS[kind] ?? `st${kind.split("_").map(capitalized).join("")}`;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
