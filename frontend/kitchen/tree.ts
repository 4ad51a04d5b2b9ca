import type { PageProps, Plain, Snapshot } from "../src/wire/messages.gen";

export interface Described {
  page?: Partial<PageProps>;
  main: Snapshot[];
  sidebar?: Snapshot[];
  event?: Snapshot[];
  bottom?: Snapshot[];
}

type Props = { [prop: string]: Plain };
let last = 10;

/** A node that holds nothing a user can change. */
export function draw(kind: string, props: Props = {}, children: Snapshot[] | null = null): Snapshot {
  last += 1;
  return [last, kind, props, null, null, children];
}

/** A widget with its value. */
export function widget(kind: string, value: Plain, props: Props): Snapshot {
  last += 1;
  return [last, kind, props, `$$ID-${last}-None`, value, null];
}

/** A page of what is in its regions. */
export function pageOf(described: Described): Snapshot {
  const root = (id: number, name: string, children: Snapshot[] = []): Snapshot => [
    id,
    "root",
    { name },
    null,
    null,
    children,
  ];
  const regions = [
    root(1, "main", described.main),
    root(2, "sidebar", described.sidebar),
    root(3, "event", described.event),
    root(4, "bottom", described.bottom),
  ];
  return [0, "page", { query: "", ...described.page } as Props, null, null, regions];
}
