"""An app's sessions in the test's process, and browsers that speak the true wire format to them."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from rushlight.config import Config
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application, Client
from rushlight.script.compile import Programs
from rushlight.script.pool import Pool
from rushlight.session.session import Session, Ways
from rushlight.session.sessions import Sessions
from rushlight.session.turn import Turns
from rushlight.session.worker import names_for, prepare_process, program_for
from rushlight.store.memory import MemoryStore, Store
from rushlight.wire.codec import decode_client, decode_server, encode
from rushlight.wire.messages import (
    PROTOCOL,
    Change,
    ClientMessages,
    Edited,
    Frame,
    Hello,
    Refused,
    Rerun,
    Sequenced,
    Stop,
    Welcome,
)
from tests.session.browser import Page, Shown, picture

PATIENCE = 10
Stores = Callable[[], Store]
"""Makes the store of another worker: where records are in a file, one of its own for the same file."""


class Host:
    """The sessions of one script on one worker."""

    def __init__(
        self,
        script: Path,
        store: Store | None = None,
        keep_most: int = 128,
        uploads: Path | None = None,
        **settings: Any,
    ) -> None:
        self._settings, self._uploads = settings, uploads
        self.app = Application(script, Config(settings), Shelf(), MediaStore(), Uploads(uploads))
        prepare_process(script, ())
        self.store: Store = store if store is not None else MemoryStore()
        self.pool = Pool()
        program = partial(program_for, Programs(), self.app.config)
        turns = Turns(program, names_for, lambda: None)
        loop = asyncio.get_running_loop()
        ways = Ways(loop, self.pool, self.store, turns.answer, lambda: bool(self.app.config.get("runner.fastReruns")))
        keep = self.app.config.get("server.disconnectedSessionTTL") or 60
        self.sessions = Sessions(self.app, ways, keep_seconds=float(keep), keep_most=keep_most)

    def sibling(self, stores: Stores) -> Host:
        """Return another worker of the same script, with the same records."""
        return Host(self.app.script, stores(), uploads=self._uploads, **self._settings)

    def close(self) -> None:
        self.sessions.close()
        self.pool.close()
        self.store.close()


class Browser:
    """One tab: keeps events until they are acknowledged and repeats them after a reconnect, as the real one does."""

    def __init__(self, host: Host, owner: str = "browser" * 8) -> None:
        self.host = host
        self.owner = owner
        self.id: str | None = None
        self.page: Page | None = None
        self.frame = 0
        self.acked = 0
        self.last = 0
        self.kept: list[Sequenced] = []
        self.sent: list[tuple[int, dict[str, Any]]] = []
        """Values that were sent and that no frame has taken account of, with the numbers of their events."""
        self.received: list[Any] = []
        self.bytes = 0
        self.running = False
        self.edited = False
        self._session: Session | None = None
        self._link: Any = None
        self._pump: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.cut_after: int | None = None
        """Lose the connection instead of receiving this many more messages."""

    # --- connection --------------------------------------------------------------------------------------------------

    async def connect(self, *, client: Client | None = None, **facts: Any) -> Browser:
        hello = self._hello(facts)
        self._connected(hello, await self._welcome(hello, client))
        return self

    def connect_now(self, *, client: Client | None = None, **facts: Any) -> None:
        """Connect, in code that runs on the event loop, where the store lets nobody wait."""
        hello = self._hello(facts)
        welcome = self._welcome(hello, client)
        try:
            welcome.send(None)
        except StopIteration as done:
            self._connected(hello, done.value)
        else:
            raise AssertionError("the store had to be waited for")

    def _hello(self, facts: dict[str, Any]) -> Hello:
        values = {n.identity: n.value for n in self.nodes() if n.identity and n.identity.startswith("$$ID")}
        hello = Hello(PROTOCOL, self.id, self.frame if self.page else 0, values=values or None, **facts)
        return self._over_the_wire(hello)

    def _welcome(self, hello: Hello, client: Client | None) -> Coroutine[Any, Any, tuple[Session, bool]]:
        return self.host.sessions.welcome(hello, self.owner, client or Client(embedded=hello.embedded))

    def _connected(self, hello: Hello, welcomed: tuple[Session, bool]) -> None:
        self._session, resumed = welcomed
        self._link = self._session.connect(self._receive, hello.frame)
        self._link.answer(Welcome(self._session.id, resumed, self._session.committed, self._session.received))
        self._session.show()
        self._pump = asyncio.create_task(self._link.pump())

    def reload(self) -> None:
        """Lose the connection and forget the page, but for the session of the tab."""
        self.lose()
        self.page, self.kept, self.sent, self.last, self.frame, self.acked = None, [], [], 0, 0, 0

    def lose(self) -> None:
        """Lose the connection."""
        if self._pump is not None and self._session is not None:
            self._pump.cancel()
            self.host.sessions.left(self._session, self._link)
        self._pump = self._link = None

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    async def _receive(self, data: bytes) -> None:
        if self.cut_after is not None:
            if self.cut_after == 0:
                self.cut_after = None
                self.lose()
                raise ConnectionError("cut")
            self.cut_after -= 1
        self.bytes += len(data)
        self._take(decode_server(data))
        self._news.set()

    def _take(self, message: Any) -> None:
        self.received.append(message)
        match message:
            case Welcome(session=session, resumed=resumed, received=received, last=last):
                self.id = session
                if not resumed:
                    self.last = 0
                    kept, self.kept, self.sent = self.kept, [], []
                    for event in kept:
                        self._number(event)
                self.last = max(self.last, last)
                self.kept = [event for event in self.kept if event.seq > received]
                for event in self.kept:
                    self._deliver(event)
            case Edited():
                self.edited = True
            case Frame():
                self._show(message)

    def _show(self, frame: Frame) -> None:
        self.frame = frame.seq
        self.acked = max(self.acked, frame.ack)
        self.kept = [event for event in self.kept if event.seq > frame.ack]
        self._know(frame.taken)
        if frame.tree is not None:
            drafts = {n.identity: n for n in self.nodes() if n.identity and n.value != n.known}
            self.page = Page(frame.tree)
            self._keep_drafts(drafts)
        assert self.page is not None
        for op in frame.ops:
            self.page.apply(op)
        self._keep_entered(frame.taken)
        if frame.run is not None:
            self.running = frame.run == "running"

    def _know(self, taken: int) -> None:
        """Note that the server knows what was entered up to an event."""
        for seq, values in [sent for sent in self.sent if sent[0] <= taken]:
            self.sent.remove((seq, values))
            for node in self.nodes():
                if node.identity in values:
                    node.known = values[node.identity]

    def _keep_drafts(self, drafts: dict[str, Shown]) -> None:
        """What a form keeps back stays, unless the script has set another value meanwhile."""
        for node in self.nodes():
            before = drafts.get(node.identity or "")
            if before is not None and before.known == node.known:
                node.value = before.value

    def _keep_entered(self, taken: int) -> None:
        """What the user entered stays until a frame takes account of it."""
        for event in self.kept:
            if isinstance(event, Change) and event.seq > taken:
                self._enter(event)

    # --- acting ------------------------------------------------------------------------------------------------------

    def change(self, *, quiet: bool = False, **values: Any) -> None:
        """Give widgets, named by key or label, values."""
        found = {self.widget(name).identity or "": value for name, value in values.items()}
        self.send(Change(0, found, {}, quiet))

    def enter(self, **values: Any) -> None:
        """Give widgets of a form values, which it keeps back."""
        for name, value in values.items():
            self.widget(name).value = value

    def submit(self, name: str, **values: Any) -> None:
        """Click a submit button: its form sends all of its values."""
        self.enter(**values)
        button = self.widget(name)
        assert self.page is not None
        form = next(each for each in self.page.root.walk() if each.kind == "form" and button in each.walk())
        self.send(Change(0, _drafts_of(form), {button.identity or "": True}))

    def click(self, name: str, **values: Any) -> None:
        """Click a widget, named by key or label; with values of its form."""
        found = {self.widget(each).identity or "": value for each, value in values.items()}
        self.send(Change(0, found, {self.widget(name).identity or "": True}))

    def send(self, event: Any) -> None:
        """Send an event, or keep it for after a reconnect."""
        if isinstance(event, Stop):
            self.session.stop()
            return
        if isinstance(event, Change):
            self._enter(event)
        event = self._number(event)
        self._deliver(event)

    def _enter(self, event: Change) -> None:
        """A browser shows what its user has entered."""
        for node in self.nodes():
            if node.identity in event.values:
                node.value = event.values[node.identity]

    def rerun(self) -> None:
        self.send(Rerun(0))

    def _number(self, event: Any) -> Any:
        import msgspec

        self.last += 1
        event = msgspec.structs.replace(event, seq=self.last)
        if isinstance(event, Change):
            self.sent.append((event.seq, dict(event.values)))
        self.kept.append(event)
        return event

    def _deliver(self, event: Any) -> None:
        if self._link is not None:
            self.session.receive(self._over_the_wire(event))

    def _over_the_wire(self, message: Any) -> Any:
        decoded: ClientMessages = decode_client(encode(message))
        return decoded

    # --- looking -----------------------------------------------------------------------------------------------------

    def nodes(self) -> list[Shown]:
        return [] if self.page is None else self.page.root.walk()

    def widget(self, name: str) -> Shown:
        for node in self.nodes():
            key = (node.identity or "").split("-", 2)[-1]
            if node.identity and (key == name or node.props.get("label") == name):
                return node
        raise AssertionError(f"no widget {name!r} among {[n.props.get('label') for n in self.nodes() if n.identity]}")

    def texts(self) -> list[str]:
        return [node.props["body"] for node in self.nodes() if "body" in node.props]

    def refusals(self) -> list[str]:
        return [message.reason for message in self.received if isinstance(message, Refused)]

    async def settle(self) -> Browser:
        """Wait until everything sent is acknowledged and shown; then what is shown must be what was drawn."""
        await self.until(lambda: self._is_quiet())
        self.check()
        return self

    def _is_quiet(self) -> bool:
        session, link = self.session, self._link
        waiting = [event for event in self.kept if not (isinstance(event, Change) and event.quiet)]
        everything_answered = not waiting and not session._running
        everything_shown = self.frame == session._frame and not session.context.tree._dirty
        return everything_answered and everything_shown and link is not None and not link._wanted

    async def until(self, condition: Callable[[], bool]) -> None:
        async def wait() -> None:
            while not (self.page is not None and condition()):
                self._news.clear()
                await asyncio.wait([asyncio.ensure_future(self._news.wait())], timeout=0.02)

        await asyncio.wait_for(wait(), PATIENCE)

    def check(self) -> None:
        """The page that patches built must be the page drawn from scratch."""
        assert self.page is not None
        shown, drawn = self.page.root.picture(), picture(self.session.context.tree.picture())
        assert shown == drawn


_TRIGGERS = ("button", "link_button", "download_button", "menu_button", "chat_input", "dialog")


def _drafts_of(form: Shown) -> dict[str, Any]:
    return {
        node.identity: node.value
        for node in form.walk()
        if node.identity is not None
        and node.identity.startswith("$$ID")
        and node.kind not in _TRIGGERS
        and not node.props.get("disabled")
    }


def play(tmp_path: Path, source: str, journey: Callable[[Host], Awaitable[Any]], **settings: Any) -> Any:
    """Run a journey of browsers through an app."""
    script = tmp_path / "app.py"
    script.write_text(textwrap.dedent(source), encoding="utf-8")

    async def run() -> Any:
        host = Host(script, **settings)
        try:
            return await asyncio.wait_for(journey(host), 60)
        finally:
            host.close()

    return asyncio.run(run())
