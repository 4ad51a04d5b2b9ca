import { ErrorBoundary, For, type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Node } from "../store/tree";
import { componentOf } from "./components";
import { knownName } from "./known";

type Size = string | number | undefined;

/** One element of the page, at its width and height; `share` is its part of a row of columns. */
export function NodeView(props: { node: Node; stale?: boolean | undefined; share?: number }): JSX.Element {
  return (
    <div
      id={`node-${props.node.id}`}
      class={classOf(props.node)}
      data-testid={isNamedInside(props.node.kind) ? undefined : knownName(props.node.kind)}
      classList={{ stale: props.stale === true, hidden: props.node.props.width === 0 }}
      style={{
        width: pixels(props.node.props.width),
        height: pixels(props.node.props.height),
        "--weight-share": props.share,
      }}
      data-width={wordOf(props.node.props.width)}
      data-height={wordOf(props.node.props.height)}
    >
      <ErrorBoundary fallback={(error: Error) => <Broken kind={props.node.kind} error={error} />}>
        <Suspense fallback={<div class="placeholder" aria-hidden="true" />}>
          <Dynamic component={componentOf(props.node.kind)} node={props.node} props={props.node.props} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** What a node holds, in order. */
export function Children(props: { of: Node }): JSX.Element {
  const isStale = (index: number) => props.of.fresh() >= 0 && index >= props.of.fresh();
  return <For each={props.of.children()}>{(child, index) => <NodeView node={child} stale={isStale(index())} />}</For>;
}

function Broken(props: { kind: string; error: Error }): JSX.Element {
  console.error(props.error);
  return (
    <div class="alert alert-error" role="alert">
      <div>
        This element ({props.kind}) could not be shown<Show when={props.error.message}>: {props.error.message}</Show>
      </div>
    </div>
  );
}

function classOf(node: Node): string {
  const own = `node node-${node.kind}`;
  return isNamedInside(node.kind) ? own : `${own} ${namesOf(node, knownName(node.kind))}`;
}

/** Whether style sheets of apps and packages know the box of an element, whose children they count, and not its place. */
const isNamedInside = (kind: string): boolean => kind === "container";

/** The classes by which style sheets of apps and packages know an element: that of its kind, and that of its key. */
export function namesOf(node: Node, kind: string): string {
  const key = keyOf(node.identity);
  return key === undefined ? kind : `${kind} st-key-${key.replace(/[^\w-]/g, "-")}`;
}

/** The user's key of a node: the end of a widget's id, or what follows `key:`. */
export function keyOf(identity: string | null): string | undefined {
  if (identity === null) return undefined;
  if (identity.startsWith("key:")) return identity.slice("key:".length);
  const key = identity.split("-").slice(2).join("-");
  return key === "None" || key === "" ? undefined : key;
}

function pixels(size: unknown): string | undefined {
  return typeof size === "number" ? `${size}px` : undefined;
}

function wordOf(size: unknown): string | undefined {
  const word = size as Size;
  return typeof word === "number" ? "fixed" : word;
}
