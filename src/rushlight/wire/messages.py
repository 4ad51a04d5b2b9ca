"""The closed set of messages that a browser and a session exchange.

Every shape that crosses the socket is declared here, once; the TypeScript types are generated from these Structs.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

PROTOCOL = 1
"""Version of this protocol; a browser that speaks another one is told to reload the page."""

MAX_MESSAGE_BYTES = 2 << 20
"""Most bytes of a browser's message on the socket; what is longer goes by HTTP, and is then named by a `Stored`."""

Plain: TypeAlias = Any
"""A value that MessagePack can carry: None, bool, int, float, str, bytes, and lists and string-keyed maps of them."""


# --- from the browser -------------------------------------------------------------------------------------------------


class ClientMessage(msgspec.Struct, frozen=True, tag_field="type", omit_defaults=True):
    """A message from the browser."""


class Hello(ClientMessage, frozen=True, tag="hello"):
    """The first message of a connection: what the browser is and what it already shows."""

    version: int
    session: str | None = None
    """The session to resume, or None for a new one."""
    frame: int = 0
    """Number of the last frame applied; 0 when the page shows nothing yet."""
    page: str = ""
    """URL path below the base path, without slashes at its ends."""
    query: str = ""
    """Query string without the question mark."""
    locale: str = "en"
    timezone: str = "UTC"
    timezone_offset: int = 0
    """Minutes to add to local time to get UTC, as browsers report it."""
    theme: Literal["light", "dark"] = "light"
    url: str = ""
    embedded: bool = False
    values: dict[str, Plain] | None = None
    """Widget values the page holds, for a session the server no longer knows."""
    settings: str = ""
    """Digest of the settings that the page was made with."""
    run_on_save: bool | None = None
    """Whether the user wants the app to run when its source is saved; None leaves it to the settings."""
    ticket: str = ""
    """What lets this browser open this one connection: it comes with the page, or is asked for."""


class Change(ClientMessage, frozen=True, tag="change"):
    """The user changed or clicked something: new widget values and clicks, to be applied together."""

    seq: int
    values: dict[str, Plain] = {}
    triggers: dict[str, Plain] = {}
    quiet: bool = False
    """Keep the values for the next run but start none now."""


class Rerun(ClientMessage, frozen=True, tag="rerun"):
    """The user asked for a rerun from the menu."""

    seq: int
    clear_cache: bool = False


class Refresh(ClientMessage, frozen=True, tag="refresh"):
    """Fragments that run at intervals are due."""

    seq: int
    fragments: list[int]
    """Ids of their nodes."""


class Navigate(ClientMessage, frozen=True, tag="navigate"):
    """The address of the page changed: back, forward, or a link to another page."""

    seq: int
    page: str
    query: str = ""


class Stop(ClientMessage, frozen=True, tag="stop"):
    """The user asked to stop the running script."""


class Theme(ClientMessage, frozen=True, tag="theme"):
    """The page now shows the light or the dark theme."""

    theme: Literal["light", "dark"]


class RunOnSave(ClientMessage, frozen=True, tag="run_on_save"):
    """The user chose whether the app runs when its source is saved."""

    on: bool


class Ping(ClientMessage, frozen=True, tag="ping"):
    """Asks for a Pong, to learn that the connection is alive."""


class Rows(ClientMessage, frozen=True, tag="rows"):
    """Asks for a window of a frame: rows `start` (included) to `stop` (excluded) in the wanted order."""

    id: int
    source: str
    start: int
    stop: int
    columns: list[str] | None = None
    """None for all; none at all for the places of the rows alone."""
    sort: str | None = None
    descending: bool = False
    search: str = ""
    edits: Plain = None
    """Changes that order and search take into account, as the value of an editor; rows deleted by them are left out."""


class Export(ClientMessage, frozen=True, tag="export"):
    """Asks for a download address of a whole frame as CSV, in the order and filter shown."""

    id: int
    source: str
    sort: str | None = None
    descending: bool = False
    search: str = ""
    edits: Plain = None
    """Changes that the download has, as the value of an editor."""


class Download(ClientMessage, frozen=True, tag="download"):
    """Asks for the address of a download whose content is made at the click."""

    id: int
    widget: str


class Stored(ClientMessage, frozen=True, tag="stored"):
    """Stands for a message that is too long for the socket, in its place: the browser has sent it by HTTP."""

    file: str
    """Id under which it was sent."""


ClientMessages: TypeAlias = (
    Hello | Change | Rerun | Refresh | Navigate | Stop | Theme | RunOnSave | Ping | Rows | Export | Download | Stored
)
Sequenced: TypeAlias = Change | Rerun | Refresh | Navigate
Request: TypeAlias = Rows | Export | Download


# --- the tree and its differences -------------------------------------------------------------------------------------


class Snapshot(msgspec.Struct, frozen=True, array_like=True):
    """A node with all below it, as it is shown."""

    id: int
    kind: str
    props: dict[str, Plain]
    """The properties that differ from their defaults."""
    identity: str | None
    """The widget id, or `key:<key>` for a keyed container, or None."""
    value: Plain
    """A widget's current raw value; None for other nodes."""
    children: list[Snapshot] | None
    """None for an element that cannot hold others."""


class Op(msgspec.Struct, frozen=True, array_like=True, tag_field="op"):
    """One difference between what the browser shows and what it should show. Applied in order."""


class Insert(Op, frozen=True, tag="insert"):
    """Put a new node (with all below it) at `index` of `parent`'s children."""

    parent: int
    index: int
    node: Snapshot


class Remove(Op, frozen=True, tag="remove"):
    """Take a node and all below it away."""

    id: int


class Move(Op, frozen=True, tag="move"):
    """Put a child of `parent` at `index` (its index after it was taken out)."""

    parent: int
    id: int
    index: int


class SetProps(Op, frozen=True, tag="props"):
    """Set the properties given; put those named in `reset` back to their defaults."""

    id: int
    set: dict[str, Plain]
    reset: list[str] = []


class Append(Op, frozen=True, tag="append"):
    """Add text at the end of a text property."""

    id: int
    prop: str
    text: str


class SetValue(Op, frozen=True, tag="value"):
    """The script set a widget's value: show it, whatever the user had entered."""

    id: int
    value: Plain


class Fresh(Op, frozen=True, tag="fresh"):
    """In a long run: only the first `count` children of a container are of this run; -1 when all are."""

    id: int
    count: int


Ops: TypeAlias = Insert | Remove | Move | SetProps | Append | SetValue | Fresh


# --- from the server --------------------------------------------------------------------------------------------------


class ServerMessage(msgspec.Struct, frozen=True, tag_field="type", omit_defaults=True):
    """A message from the server."""


class Welcome(ServerMessage, frozen=True, tag="welcome"):
    """Answers Hello. The browser drops its kept events up to `received` and repeats the later ones."""

    session: str
    resumed: bool = False
    received: int = 0
    """Number of the last event whose effects are committed."""
    last: int = 0
    """Number of the last event that was taken; a page that was loaded anew numbers its own after it."""


class Frame(ServerMessage, frozen=True, tag="frame"):
    """Differences to apply, in the order of `seq`; `ack` names the last event whose effects are committed."""

    seq: int
    ack: int = 0
    run: Literal["running", "idle"] | None = None
    """Whether the script runs from now on; None when that did not change."""
    ops: list[Ops] = []
    tree: Snapshot | None = None
    """The whole page, when the browser's state is unknown: to be reconciled with what is shown."""
    taken: int = 0
    """The last event that the values in this frame take account of; what the user entered later stays."""


class Reply(ServerMessage, frozen=True, tag="reply"):
    """Answers the request with this id; `error` says why there is no result."""

    id: int
    result: Plain = None
    error: str | None = None


class Settings(ServerMessage, frozen=True, tag="settings"):
    """The settings are others than those that the page was made with."""

    settings: dict[str, Plain]
    digest: str


class Edited(ServerMessage, frozen=True, tag="edited"):
    """The app's source was saved, and nobody wants it to run by itself."""


class Pong(ServerMessage, frozen=True, tag="pong"):
    """Answers Ping."""


class Refused(ServerMessage, frozen=True, tag="refused"):
    """A message was not taken; says why. `seq` is set where it was a numbered event."""

    reason: str
    seq: int = 0


class Reload(ServerMessage, frozen=True, tag="reload"):
    """The page must be loaded anew (another protocol version, or a new release)."""

    reason: str


class Leave(ServerMessage, frozen=True, tag="leave"):
    """The script asks for somebody to log in (by a provider, if one is named) or out."""

    to: Literal["login", "logout"]
    provider: str | None = None


ServerMessages: TypeAlias = Welcome | Frame | Reply | Settings | Edited | Pong | Refused | Reload | Leave
