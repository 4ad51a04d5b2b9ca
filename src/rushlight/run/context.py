"""What a running script can reach: the page, the state, and facts of the browser it runs for."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from rushlight.config.login import LoginSettings
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.metrics import Figures, Metrics
from rushlight.run import namespace
from rushlight.run.fragment import Fragments, running
from rushlight.run.pages import PageEntry
from rushlight.run.parallel import Parallel
from rushlight.run.signals import Interrupted
from rushlight.state.session_state import SessionState
from rushlight.tree.build import Page, Tree
from rushlight.wire.messages import Leave

if TYPE_CHECKING:
    from rushlight.config import Config
    from rushlight.data.frame import Frame
    from rushlight.data.shelf import Shelf
    from rushlight.run.container import Container
    from rushlight.run.recording import Tape


class Client(msgspec.Struct):
    """Facts of the browser a session serves."""

    headers: tuple[tuple[bytes, bytes], ...] = ()
    """As they came; names in small letters."""
    ip_address: str | None = None
    locale: str | None = None
    timezone: str | None = None
    timezone_offset: int | None = None
    url: str | None = None
    embedded: bool = False
    theme: str | None = None
    run_on_save: bool | None = None
    """Whether the user wants the app to run when its source is saved; None leaves it to the settings."""
    user: dict[str, Any] | None = None
    """What is known of the person who is logged in; `roles` are theirs."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the person who is logged in."""
        return tuple(self.user.get("roles", ())) if self.user else ()

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of the request; none where they cannot be read."""
        from http.cookies import CookieError, SimpleCookie

        cookies: dict[str, str] = {}
        for name, value in self.headers:
            if name == b"cookie":
                try:
                    morsels = SimpleCookie(value.decode("latin-1"))
                except CookieError:
                    continue
                cookies.update({key: morsel.value for key, morsel in morsels.items()})
        return cookies


@dataclass(frozen=True, slots=True)
class Application:
    """What all sessions of one app share."""

    script: Path
    config: Config
    shelf: Shelf
    media: MediaStore
    uploads: Uploads
    secrets: Any = None
    argv: tuple[str, ...] = ()
    metrics: Metrics = field(default_factory=Metrics)
    login: LoginSettings = LoginSettings()
    on_script_error: Callable[[Exception], object] | None = None
    """Told of every error of the script; True keeps it off the page."""
    declares_pages: threading.Event = field(default_factory=threading.Event)
    """The script has called `navigation`: a folder of pages counts no more."""
    draws_modules: threading.Event = field(default_factory=threading.Event)
    """The script has drawn components in the page itself, or seems to: some make code out of text."""


def _nothing(_: Any) -> None:
    """What there is to run outside of runs."""


class RunContext:
    """The context of one session's runs; one lives as long as its session."""

    __slots__ = (
        "app",
        "cache",
        "callback_phase",
        "clearing_forms",
        "client",
        "closed_pages",
        "downloads",
        "execute",
        "failed",
        "figures",
        "fragments",
        "frames",
        "has_dialog",
        "has_logo",
        "interrupt",
        "leave",
        "media",
        "memory",
        "overran",
        "page",
        "page_scope",
        "pages",
        "parallel",
        "query",
        "runs",
        "session",
        "state",
        "tapes",
        "tree",
        "wait",
    )

    def __init__(self, session: str, app: Application, client: Client) -> None:
        self.session = session
        self.app = app
        self.client = client
        self.tree = Tree()
        self.state = SessionState()
        self.query: dict[str, list[str]] = {}
        """Query parameters, without those that steer embedding."""
        self.page = ""
        """URL path of the page that runs."""
        self.page_scope = ""
        """The page whose own script runs now; "" in a script that frames all pages."""
        self.pages: list[PageEntry] = []
        """The pages of the app that are known, and open to this person."""
        self.closed_pages: list[PageEntry] = []
        """Those that this person may not see."""
        self.execute: Callable[[Path], None] = _nothing
        """Runs the script of a page as a part of this run."""
        self.wait: Callable[[Awaitable[Any]], Any] = _nothing
        """Waits for an awaitable on this run's event loop."""
        self.fragments = Fragments()
        self.failed: set[int] = set()
        """Ids of the fragments that failed in this run."""
        self.parallel = Parallel(self)
        self.has_dialog = False
        """A dialog was opened in this run."""
        self.has_logo = False
        """A logo was shown in this run."""
        self.cache: dict[Any, Any] = {}
        """Session-scoped cache entries."""
        self.runs = 0
        """Runs so far, with the one that goes on."""
        self.figures = Figures()
        """What the present run has done so far."""
        self.memory: dict[str, Any] = {}
        """What commands remember of this session from run to run, by command. Another worker begins without it."""
        self.interrupt = False
        """Set from outside: the run must stop at its next command."""
        self.overran = False
        """The run was stopped since it lasted too long."""
        self.callback_phase = False
        self.leave: Leave | None = None
        """The script wants the browser to go and log in or out."""
        self.clearing_forms: set[str] = set()
        """Keys of forms that clear on submit."""
        self.tapes: list[Tape] = []
        """Recordings in progress, the outermost first."""
        self.downloads: dict[str, Callable[[], str]] = {}
        """Makers of downloads whose content is made at the click, by widget id; each returns an address."""
        self.frames: set[str] = set()
        """Sources of the frames that the script itself has drawn."""
        self.media: set[str] = set()
        """Ids of media that the script itself has drawn."""

    @property
    def reference(self) -> str:
        """Names the present run in the log: the beginning of the session's id, and the run's number."""
        return f"{self.session[:8]}.{self.runs}"

    @property
    def session_id(self) -> str:
        """Id of the session, by the name that scripts know."""
        return self.session

    def check(self) -> None:
        """Stop the run here if it was asked to stop; but not in the midst of callbacks, which nothing would repeat."""
        if self.interrupt and not self.callback_phase:
            raise Interrupted

    def set_query(self, query: dict[str, list[str]]) -> None:
        """Set the query parameters and show them in the browser's address."""
        self.query = query
        page = self.tree.root.props
        assert isinstance(page, Page)
        self.tree.update(self.tree.root, msgspec.structs.replace(page, query=urlencode(query, doseq=True)))

    def hold(self, frame: Frame) -> str:
        """Keep a frame for this session's browser to read for as long as it is drawn; return its source."""
        source = self.app.shelf.put(frame, self.session)
        (running() or self).frames.add(source)
        for tape in self.tapes:
            tape.frames.append(frame)
        return source

    def publish(self, content: bytes, mime: str, name: str | None = None) -> str:
        """Serve bytes to this session's browser for as long as they are drawn; return their address below the base path."""
        id = self.app.media.put(content, mime, name, session=self.session)
        (running() or self).media.add(id)
        for tape in self.tapes:
            tape.media.append((content, mime, name))
        return f"_rushlight/media/{id}"


_current: ContextVar[RunContext | None] = ContextVar("rushlight_run", default=None)
_active: ContextVar[Container | None] = ContextVar("rushlight_container", default=None)

current: Callable[[], RunContext | None] = _current.get
"""Return the context of the run this code is part of, or None outside of runs."""


def attach(thread: threading.Thread, context: RunContext | None = None) -> threading.Thread:
    """Let a thread that is not started yet draw to the given (else the current) run's page."""
    context = context if context is not None else current()
    names = namespace.running()
    run = thread.run

    def run_attached() -> None:
        _current.set(context)
        with namespace.as_main(names):
            run()

    thread.run = run_attached  # pyright: ignore[reportAttributeAccessIssue]
    return thread


def enter(context: RunContext | None) -> None:
    """Make this the context of the calling thread."""
    _current.set(context)
    _active.set(None)
