import { createSignal } from "solid-js";
import { Courier, Unwanted } from "../connection/courier";
import { Outbox } from "../connection/outbox";
import { type ConnectionState, Socket } from "../connection/socket";
import type {
  ClientMessages,
  Frame,
  Hello,
  PageProps,
  Plain,
  Reply,
  Request,
  ServerMessages,
  Welcome,
} from "../wire/messages.gen";
import { MAX_MESSAGE_BYTES, PROTOCOL } from "../wire/messages.gen";
import { ADDRESS, BASE, loginAddress, pageAddress, pagePath, queryString, showAddress, withEmbedding } from "./address";
import { takeLarge, type Values } from "./greeting";
import { type Settings, settings, takeSettings } from "./settings";
import { tabSession } from "./tab";
import { type Node, Tree } from "./tree";

export const tree = new Tree();
const outbox = new Outbox();
const courier = new Courier({ longest, send: (bytes) => socket?.sendBytes(bytes), store: leave, refused });
/** The server has answered this page before: it knows the page's events by their numbers. */
let wasWelcome = false;
let socket: Socket | undefined;
let frame = 0;
let theme: () => "light" | "dark" = () => "light";

const [connectionState, setConnectionState] = createSignal<ConnectionState>("connecting");
const [retryAt, setRetryAt] = createSignal(0);
const [objection, setObjection] = createSignal("");
const [answers, noteAnswer] = createSignal(0);
const [runState, setRunState] = createSignal<"running" | "idle">("idle");
const [edited, setEdited] = createSignal(false);
const [runOnSave, setRunOnSave] = createSignal<boolean>();

/** `objection`: why something that the user has done could not be sent, until they have read it. */
export { connectionState, edited, objection, retryAt, runState };

export const objectionRead = (): void => void setObjection("");

/** Properties of the page as a whole. */
export const page = (): PageProps | undefined => tree.root()?.props as PageProps | undefined;

/** One of the page's regions: main, sidebar, event or bottom. */
export function region(name: string): Node | undefined {
  return tree
    .root()
    ?.children()
    .find((child) => child.props.name === name);
}

/** Connect to the app; `shownTheme` says which theme the page shows. */
export async function start(shownTheme: () => "light" | "dark"): Promise<void> {
  theme = shownTheme;
  await tabSession.ready();
  socket = new Socket(ADDRESS.socket, {
    ticket: nextTicket,
    opened: (ticket) => socket?.send(hello(ticket)),
    received: receive,
    changed: (state, at) => {
      setRetryAt(at);
      setConnectionState(state);
    },
  });
  window.addEventListener("popstate", () => navigate(pagePath(), queryString()));
  socket.connect();
}

export const rerun = (): void => post({ type: "rerun" });
export const clearCache = (): void => post({ type: "rerun", clear_cache: true });
export const stop = (): void => void socket?.send({ type: "stop" });
export const retryNow = (): void => socket?.connectNow();
export const themeChanged = (shown: "light" | "dark"): void => void socket?.send({ type: "theme", theme: shown });

/** Whether the app runs when its source is saved: as the user has chosen, else as the app says. */
export const runsOnSave = (): boolean => runOnSave() ?? settings().run_on_save;

/** Choose whether the app runs when its source is saved. */
export function chooseRunOnSave(on: boolean): void {
  setRunOnSave(on);
  if (connectionState() === "open") socket?.send({ type: "run_on_save", on });
}

/** The address has changed: show what it names. */
function navigate(path: string, query: string): void {
  post({ type: "navigate", page: path, query });
}

/** Go to another page of the app. */
export function goTo(path: string, query = ""): void {
  history.pushState(null, "", pageAddress(path, withEmbedding(query)));
  navigate(path, query);
  window.scrollTo(0, 0);
  document.querySelector("main")?.scrollTo(0, 0);
}

/** Whether the server has still to answer a click of a widget. */
export function awaitsAnswer(node: Node): boolean {
  answers();
  return node.identity !== null && outbox.awaitsClick(node.identity);
}

/** A fragment's time has come: run it, unless the server is still to answer the last time. */
export function refresh(node: Node): void {
  if (connectionState() === "open" && !outbox.awaitsRefresh(node.id)) post({ type: "refresh", fragments: [node.id] });
}

/** Send an event that must arrive, now or after a reconnect. */
export function post(event: Parameters<Outbox["add"]>[0]): void {
  const numbered = outbox.add(event);
  if (connectionState() === "open") courier.send(numbered);
}

const MEGABYTE = 1 << 20;

/** What the server takes on the socket. */
function longest(): number {
  return Math.min(MAX_MESSAGE_BYTES, settings().max_state_size * MEGABYTE);
}

/** Leave a message with the server that is too long for the socket. */
async function leave(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const most = settings().max_state_size;
  if (bytes.length > most * MEGABYTE) {
    const size = Math.ceil(bytes.length / MEGABYTE);
    throw new Unwanted(`It has ${size} MB, and this app takes ${most} MB at once (server.maxWidgetStateSize).`);
  }
  const headers = { "x-rushlight-session": sessionId(), "content-type": "application/octet-stream" };
  const answer = await fetch(ADDRESS.message(id), { method: "PUT", headers, body: bytes });
  if (answer.status === 413) throw new Unwanted(`The server does not take it: ${await answer.text()}.`);
  if (!answer.ok) throw new Error(`not stored: ${answer.status}`);
}

/** A message will never be sent: say so to the user, or to who has asked. */
function refused(message: ClientMessages, reason: string): void {
  if ("seq" in message) {
    outbox.drop(message.seq);
    setObjection(`What you did last could not be sent. ${reason}`);
  } else if ("id" in message) {
    requests.get(message.id)?.done({ id: message.id, error: reason } as Reply);
    requests.delete(message.id);
  }
}

let lastTicket: string | undefined = settings().ticket;

/** The page comes with a ticket for its first connection; each further one is asked for. */
async function nextTicket(): Promise<string> {
  const ticket = lastTicket;
  lastTicket = undefined;
  if (ticket) return ticket;
  const answer = await fetch(ADDRESS.of("_rushlight/ticket"), { method: "POST" });
  // Whoever is not known any more has to begin anew, which the page itself leads to.
  if (answer.status === 401 || answer.status === 403) reload();
  if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
  return ((await answer.json()) as { ticket: string }).ticket;
}

let lastRequest = 0;
const requests = new Map<number, { request: Request; done: (reply: Reply) => void }>();

type Unnumbered<T> = T extends Request ? Omit<T, "id"> : never;

/** Ask the server and wait for its answer; rejects with the reason if there is none. */
export function ask<T = Plain>(question: Unnumbered<Request>): Promise<T> {
  lastRequest += 1;
  const request = { ...question, id: lastRequest } as Request;
  return new Promise<T>((resolve, reject) => {
    const done = (reply: Reply) =>
      reply.error ? reject(new Error(reply.error)) : resolve((reply.result ?? null) as T);
    requests.set(request.id, { request, done });
    if (connectionState() === "open") courier.send(request);
  });
}

/** Id of this tab's session, for uploads. */
export const sessionId = (): string => tabSession.get() ?? "";

/** Values that the greeting had no room for. */
let left: Values = {};

function hello(ticket: string): Hello {
  const shown = tree.root() !== undefined;
  const values = shown ? widgetValues() : {};
  left = takeLarge(values, longest() / 2);
  return {
    type: "hello",
    version: PROTOCOL,
    session: tabSession.get(),
    frame: shown ? frame : 0,
    page: pagePath(),
    query: queryString(),
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    theme: theme(),
    url: location.href,
    embedded: new URLSearchParams(location.search).get("embed")?.toLowerCase() === "true",
    values: shown ? values : undefined,
    settings: settings().digest,
    run_on_save: runOnSave(),
    ticket,
  };
}

function widgetValues(): Values {
  const values: Values = {};
  for (const node of tree.all()) {
    if (node.identity?.startsWith("$$ID") && node.value() !== null) values[node.identity] = node.value();
  }
  return values;
}

function receive(message: ServerMessages): void {
  switch (message.type) {
    case "welcome":
      return welcome(message);
    case "frame":
      return show(message);
    case "reply": {
      requests.get(message.id)?.done(message);
      requests.delete(message.id);
      return;
    }
    case "settings":
      return takeSettings(message.settings as Partial<Settings>, message.digest);
    case "edited":
      setEdited(true);
      return;
    case "refused":
      console.warn(`The server refused a message: ${message.reason}`);
      return;
    case "leave":
      if (message.to === "login") leaveFor(loginAddress(message.provider ?? null));
      else logOut();
      return;
    case "reload":
      socket?.end();
      reload();
  }
}

/** Go where the login ends. */
export function logOut(): void {
  leaveFor(settings().user?.logout ?? `${BASE}auth/logout`);
}

/** Go elsewhere; the server hears of it first, and nothing that it then says to this page may lead it another way. */
function leaveFor(address: string): void {
  socket?.end();
  location.assign(address);
}

/** Load the page anew; but only once, until it is connected again. */
function reload(): void {
  if (sessionStorage.getItem("rushlight-reloaded")) return;
  sessionStorage.setItem("rushlight-reloaded", "yes");
  location.reload();
}

function welcome(message: Welcome): void {
  sessionStorage.removeItem("rushlight-reloaded");
  tabSession.set(message.session);
  if (!message.resumed) outbox.restart(0, Object.keys(left).length ? { type: "change", values: left } : undefined);
  else if (wasWelcome) outbox.resume(message.received ?? 0, message.last ?? 0);
  else outbox.restart(message.last ?? 0);
  wasWelcome = true;
  left = {};
  socket?.settled();
  courier.restart();
  for (const event of outbox.unacknowledged()) courier.send(event);
  for (const { request } of requests.values()) courier.send(request);
}

function show(message: Frame): void {
  frame = message.seq;
  setEdited(false);
  outbox.acknowledge(message.ack ?? 0);
  noteAnswer((count) => count + 1);
  // What was entered after the events that this frame takes account of stays.
  const chosen = (identity: string, sent: Plain) => outbox.valueAfter(message.taken ?? 0, identity, sent);
  if (message.tree) tree.reset(message.tree, chosen);
  if (message.ops) tree.apply(message.ops, chosen);
  if (message.run) setRunState(message.run);
  const props = page();
  if (props) showAddress(props.page, props.query);
}
