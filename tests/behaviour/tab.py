"""A user of an app without a browser: what the test does and looks at happens in the order of its lines."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rushlight.state.session_state import SessionState
from rushlight.wire.messages import Change, Navigate, Refresh
from tests.session.browser import Shown
from tests.session.harness import Browser, Host


class App:
    """The sessions of one script, and the tabs that show it."""

    def __init__(self, folder: Path, source: str, files: Mapping[str, str], settings: Mapping[str, Any]) -> None:
        self.folder = folder
        for name, content in {"app.py": source, **files}.items():
            self.write(name, content)
        self._runner = asyncio.Runner()
        self._settings = settings
        self.host = self._new_host(None)
        self._hosts = [self.host]

    def write(self, name: str, source: str) -> None:
        """Write a file of the app; a script may use `st`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = textwrap.dedent(source).removeprefix("\n")
        path.write_text(f"import rushlight as st\n{content}" if path.suffix == ".py" else content, encoding="utf-8")

    def open(self, *, settle: bool = True, **facts: Any) -> Tab:
        """Open the app in a new tab, at an address where `page` or `query` are given."""
        tab = Tab(self, Browser(self.host))
        tab.connect(settle=settle, **facts)
        return tab

    def another_worker(self) -> Host:
        """Start another worker that has the same store."""
        self._hosts.append(self._new_host(self.host.store))
        return self._hosts[-1]

    def another_worker_now(self) -> Host:
        """The same, for code that runs on the event loop."""
        self._hosts.append(Host(self.folder / "app.py", self.host.store, **self._settings))
        return self._hosts[-1]

    def do(self, work: Any) -> Any:
        """Let the event loop run until some awaitable is done."""
        return self._runner.run(work)

    def close(self) -> None:
        for host in self._hosts:
            host.close()
        self._runner.close()

    def _new_host(self, store: Any) -> Host:
        async def make() -> Host:
            return Host(self.folder / "app.py", store, **self._settings)

        return self.do(make())


class Tab:
    """One tab. What is done to it is answered and shown before the next line, unless it says `settle=False`."""

    def __init__(self, app: App, browser: Browser) -> None:
        self.app = app
        self.browser = browser

    # --- doing -------------------------------------------------------------------------------------------------------

    def connect(self, *, settle: bool = True, **facts: Any) -> None:
        self._act(lambda: self.browser.connect(**facts), settle)

    def lose(self) -> None:
        """Lose the connection."""
        self.browser.lose()

    def move(self) -> None:
        """Lose the connection and come back to another worker."""
        self.lose()
        self.browser.host = self.app.another_worker()
        self.connect()

    def set(self, *, settle: bool = True, quiet: bool = False, **values: Any) -> None:
        """Give widgets, named by key or label, values."""
        self._act(lambda: self.browser.change(quiet=quiet, **values), settle and not quiet)

    def click(self, name: str, /, *, settle: bool = True, with_: Any = True, **values: Any) -> None:
        """Click a widget; with values of its form."""
        if with_ is not True:
            self.send(Change(0, {}, {self.widget(name).identity or "": with_}), settle=settle)
            return
        self._act(lambda: self.browser.click(name, **values), settle)

    def enter(self, **values: Any) -> None:
        """Give widgets of a form values, which it keeps back."""
        self.browser.enter(**values)

    def submit(self, name: str, /, *, settle: bool = True, **values: Any) -> None:
        """Click the submit button of a form, which sends all of its values."""
        self._act(lambda: self.browser.submit(name, **values), settle)

    def send(self, event: Any, *, settle: bool = True) -> None:
        self._act(lambda: self.browser.send(event), settle)

    def rerun(self, *, settle: bool = True) -> None:
        """Choose Rerun in the menu."""
        self._act(self.browser.rerun, settle)

    def go(self, page: str = "", query: str = "", *, settle: bool = True) -> None:
        """Go to another address: by a link, back or forward."""
        self.send(Navigate(0, page, query), settle=settle)

    def tick(self, settle: bool = True) -> None:
        """Let the time of each timed fragment come."""
        self.send(Refresh(0, [node.id for node in self.nodes("fragment") if node.props.get("every")]), settle=settle)

    def settle(self) -> None:
        """Wait until everything is answered and shown."""
        self.app.do(self.browser.settle())

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let things happen until something is shown."""
        self.app.do(self.browser.until(condition))

    def pause(self, seconds: float) -> None:
        """Let things happen for a while."""
        self.app.do(asyncio.sleep(seconds))

    def _act(self, act: Callable[[], Any], settle: bool) -> None:
        async def work() -> None:
            result = act()
            if asyncio.iscoroutine(result):
                await result
            if settle:
                await self.browser.settle()

        self.app.do(work())

    # --- looking -----------------------------------------------------------------------------------------------------

    @property
    def root(self) -> Shown:
        assert self.browser.page is not None
        return self.browser.page.root

    def region(self, name: str) -> Shown:
        """Return a region: main, sidebar, event or bottom."""
        return next(node for node in self.root.children or [] if node.props["name"] == name)

    def nodes(self, *kinds: str) -> list[Shown]:
        """Return what is shown, of some kinds, depth first."""
        return [node for node in self.browser.nodes() if not kinds or node.kind in kinds]

    def one(self, kind: str) -> Shown:
        """Return the only element of a kind."""
        (found,) = self.nodes(kind)
        return found

    def widget(self, name: str) -> Shown:
        """Return a widget by key or label."""
        return self.browser.widget(name)

    def has(self, name: str) -> bool:
        """Tell whether a widget is shown."""
        try:
            self.widget(name)
        except AssertionError:
            return False
        return True

    def value(self, name: str) -> Any:
        """Return the raw value that a widget shows."""
        return self.widget(name).value

    @property
    def texts(self) -> list[str]:
        """What texts are shown."""
        return self.browser.texts()

    @property
    def errors(self) -> list[str]:
        """Names of the errors that are shown."""
        return [node.props.get("name", "") for node in self.nodes("exception")]

    @property
    def state(self) -> SessionState:
        return self.browser.session.context.state

    def __getitem__(self, key: str) -> Any:
        """Return an entry of the session's state."""
        return self.state[key]


def names_of(*nodes: Shown) -> list[str]:
    """Return the kinds of some nodes."""
    return [node.kind for node in nodes]
