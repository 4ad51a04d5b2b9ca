import { type Accessor, batch, createSignal, type Setter } from "solid-js";
import { createStore, reconcile, type SetStoreFunction } from "solid-js/store";
import { DEFAULTS, type Ops, type Plain, type Snapshot } from "../wire/messages.gen";

export type Props = { [prop: string]: unknown };

/** A node of the page. Reading a property, the value or the children inside a component subscribes to just that. */
export interface Node {
  id: number;
  readonly kind: string;
  readonly identity: string | null;
  readonly props: Props;
  readonly setProps: SetStoreFunction<Props>;
  readonly value: Accessor<Plain>;
  readonly setValue: Setter<Plain>;
  /** The value that the server knows; what a form keeps back differs from it. */
  known: Plain;
  /** Counts the values that the script has set, so that equal ones are noticed too. */
  readonly forced: Accessor<number>;
  readonly setForced: Setter<number>;
  readonly children: Accessor<readonly Node[]>;
  readonly setChildren: Setter<readonly Node[]>;
  /** How many children are of the running run; -1 when all are. */
  readonly fresh: Accessor<number>;
  readonly setFresh: Setter<number>;
  parent: Node | undefined;
}

/** Says which value a widget should show: the one that was sent, or what the user has entered since. */
export type Chosen = (identity: string, sent: Plain) => Plain;

const asSent: Chosen = (_, sent) => sent;

/** The page as the server has described it. */
export class Tree {
  readonly root: Accessor<Node | undefined>;
  private readonly setRoot: Setter<Node | undefined>;
  private nodes = new Map<number, Node>();

  constructor() {
    const [root, setRoot] = createSignal<Node>();
    this.root = root;
    this.setRoot = setRoot as Setter<Node | undefined>;
  }

  get(id: number): Node | undefined {
    return this.nodes.get(id);
  }

  /** All nodes. */
  all(): Iterable<Node> {
    return this.nodes.values();
  }

  /** Apply differences, in order, as one change. */
  apply(ops: readonly Ops[], chosen: Chosen = asSent): void {
    batch(() => {
      for (const op of ops) this.applyOne(op, chosen);
    });
  }

  /** Show a whole page: what agrees with a node that is shown keeps its component. */
  reset(snapshot: Snapshot, chosen: Chosen): void {
    batch(() => {
      const old = this.root();
      this.nodes = new Map();
      if (old && agrees(old, snapshot)) {
        this.adopt(old, snapshot, chosen);
      } else {
        this.setRoot(() => this.build(snapshot, undefined, chosen));
      }
    });
  }

  private applyOne(op: Ops, chosen: Chosen): void {
    switch (op[0]) {
      case "insert":
        return this.insert(op[1], op[2], op[3], chosen);
      case "remove":
        return this.remove(op[1]);
      case "move":
        return this.move(op[1], op[2], op[3]);
      case "props":
        return this.setProps(op[1], op[2] as Props, op[3] ?? []);
      case "append":
        return this.append(op[1], op[2], op[3]);
      case "value":
        return this.force(op[1], op[2], chosen);
      case "fresh":
        this.nodes.get(op[1])?.setFresh(op[2]);
    }
  }

  private insert(parentId: number, index: number, snapshot: Snapshot, chosen: Chosen): void {
    const parent = this.nodes.get(parentId);
    if (!parent) return;
    const node = this.build(snapshot, parent, chosen);
    parent.setChildren((children) => children.toSpliced(index, 0, node));
  }

  private remove(id: number): void {
    const node = this.nodes.get(id);
    if (!node) return;
    node.parent?.setChildren((children) => children.filter((child) => child !== node));
    this.forget(node);
  }

  private move(parentId: number, id: number, index: number): void {
    const node = this.nodes.get(id);
    if (!node) return;
    this.nodes
      .get(parentId)
      ?.setChildren((children) => children.filter((child) => child !== node).toSpliced(index, 0, node));
  }

  private setProps(id: number, changed: Props, reset: readonly string[]): void {
    const node = this.nodes.get(id);
    if (!node) return;
    const defaults = defaultsOf(node.kind);
    for (const name of reset) node.setProps(name, reconcile(defaults[name]));
    for (const name in changed) node.setProps(name, plainOf(changed[name]));
  }

  private append(id: number, prop: string, text: string): void {
    this.nodes.get(id)?.setProps(prop, (before) => `${before ?? ""}${text}`);
  }

  private force(id: number, sent: Plain, chosen: Chosen): void {
    const node = this.nodes.get(id);
    if (!node) return;
    node.known = sent;
    const value = node.identity === null ? sent : chosen(node.identity, sent);
    node.setValue(() => value);
    node.setForced((count) => count + 1);
  }

  private build(snapshot: Snapshot, parent: Node | undefined, chosen: Chosen): Node {
    const [id, kind, sent, identity, raw, below] = snapshot;
    const [props, setProps] = createStore<Props>({ ...defaultsOf(kind), ...sent });
    const [value, setValue] = createSignal<Plain>(identity === null ? raw : chosen(identity, raw));
    const [forced, setForced] = createSignal(0);
    const [children, setChildren] = createSignal<readonly Node[]>([]);
    const [fresh, setFresh] = createSignal(-1);
    const shown = { value, setValue, forced, setForced, children, setChildren, fresh, setFresh };
    const node: Node = { id, kind, identity, props, setProps, parent, known: raw, ...shown };
    this.nodes.set(id, node);
    if (below) setChildren(below.map((child) => this.build(child, node, chosen)));
    return node;
  }

  /** Make a shown node be that of a snapshot. */
  private adopt(node: Node, snapshot: Snapshot, chosen: Chosen): void {
    const [id, kind, sent, identity, raw, below] = snapshot;
    node.id = id;
    this.nodes.set(id, node);
    node.setProps(reconcile({ ...defaultsOf(kind), ...sent }));
    // What a form keeps back stays, unless the script has set another value meanwhile.
    if (!sameValue(node.known, raw) || sameValue(node.known, node.value())) {
      const value = identity === null ? raw : chosen(identity, raw);
      if (!sameValue(node.value(), value)) this.force(id, raw, chosen);
    }
    node.known = raw;
    node.setFresh(-1);
    const left = [...node.children()];
    const children = (below ?? []).map((child) => {
      const at = left.findIndex((candidate) => agrees(candidate, child));
      const [match] = at < 0 ? [] : left.splice(at, 1);
      if (!match) return this.build(child, node, chosen);
      match.parent = node;
      this.adopt(match, child, chosen);
      return match;
    });
    node.setChildren(children);
  }

  private forget(node: Node): void {
    this.nodes.delete(node.id);
    for (const child of node.children()) this.forget(child);
  }
}

/** The properties of a kind that were not sent. A store changes what it is given, so each node gets its own. */
function defaultsOf(kind: string): Props {
  return structuredClone(DEFAULTS[kind] ?? {}) as Props;
}

function agrees(node: Node, snapshot: Snapshot): boolean {
  return node.kind === snapshot[1] && node.identity === snapshot[3];
}

function plainOf(value: unknown): unknown {
  return value !== null && typeof value === "object" && !(value instanceof Uint8Array) ? reconcile(value) : value;
}

function sameValue(a: Plain, b: Plain): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
