"""Runs an app in the test's own process and lets the test act on it like a user."""

from __future__ import annotations

import inspect
import shutil
import sys
import tempfile
import textwrap
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from rushlight import ids
from rushlight.config import Config, load
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.elements.places import PLACES
from rushlight.errors import AppTestError, PageNotFoundError
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Upload, Uploads
from rushlight.run.context import Application, Client, RunContext, enter
from rushlight.run.pages import entry_of, in_folder
from rushlight.script.compile import Programs
from rushlight.script.runner import Outcome
from rushlight.session.inbox import Batch
from rushlight.session.turn import Turns
from rushlight.session.worker import names_for, prepare_process, program_for
from rushlight.testing.blocks import Accessors, Block, ElementTree, build
from rushlight.testing.browser import USER, Browser
from rushlight.testing.nodes import ElementList, Item
from rushlight.testing.state import State
from rushlight.tree.node import Node
from rushlight.wire.messages import Plain

_MOST_RERUNS = 50


def _config(script: Path) -> Config:
    """Return the settings of an app under test."""
    return load(script, {"global.appTest": True})


class AppTest(Accessors):
    """An app under test.

    Elements are found by kind (`at.button[0]`, `at.slider(key="n")`), acted on (`.click()`, `.set_value(3)`), and the
    app is run with what was done by `.run()`.

    Attributes:
        session_state: the app's session state, to be set before a run or read after it.
        query_params: parameters of the page's address, by name: a text, or a list of texts.
        secrets: secrets of the app, by name.
        default_timeout: seconds that a run may take.

    Example:
        >>> at = AppTest.from_file("app.py").run()
        >>> at.text_input(key="name").input("Ada").run()
        >>> assert at.markdown[0].value == "Hello Ada"
    """

    def __init__(
        self,
        script_path: str | Path,
        *,
        default_timeout: float,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        script = Path(script_path).resolve()
        if not script.is_file():
            raise FileNotFoundError(
                f"There is no app {str(script)!r}. `from_file` looks beside the file that calls it, then in the working folder."
            )
        self.default_timeout = default_timeout
        self.args = args
        self.kwargs = kwargs
        self.secrets: dict[str, Any] = {}
        self.query_params: dict[str, Any] = {}
        self.user: dict[str, Any] = dict(USER)
        """Facts of the person who uses it; `is_logged_in` among them."""
        self.context = Browser()
        self._programs = Programs()
        self._app = Application(script, _config(script), Shelf(), MediaStore(), Uploads(), None)
        self._context = RunContext("test", self._app, Client())
        self._changed: dict[str, Plain] = {}
        self._clicked: dict[str, Plain] = {}
        self._answered: dict[str, Plain] = {}
        """Clicks that the last run has answered."""
        self._page: str | None = None
        self._items: dict[int, Item] = {}
        """What tests have seen of the page since the last run, by the id of its node."""

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> AppTest:
        """Return the app of a file; a relative path is relative to the calling test's file."""
        path = Path(script_path)
        if not path.is_absolute():
            caller = Path(inspect.stack()[1].filename).parent
            path = caller / path if (caller / path).exists() else path
        return cls(path, default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> AppTest:
        """Return the app of a source text."""
        folder = Path(tempfile.mkdtemp(prefix="rushlight-test-"))
        path = folder / "app.py"
        path.write_text(textwrap.dedent(script), encoding="utf-8")
        app = cls(path, default_timeout=default_timeout)
        weakref.finalize(app, shutil.rmtree, folder, ignore_errors=True)
        return app

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> AppTest:
        """Return the app that a function's body is; what it imports it must import itself."""
        source = textwrap.dedent(inspect.getsource(script))
        call = f"\n{script.__name__}(*__rushlight_args__, **__rushlight_kwargs__)\n"
        app = cls.from_string(source + call, default_timeout=default_timeout)
        app.args, app.kwargs = args, kwargs
        return app

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with what was done to it since the last run; return it.

        Raises RuntimeError if that takes longer than `timeout` (else `default_timeout`) seconds.
        """
        seconds = self.default_timeout if timeout is None else timeout
        failure: list[BaseException] = []
        work = threading.Thread(target=self._run_on_thread, args=(failure,), daemon=True)
        work.start()
        work.join(seconds)
        if work.is_alive():
            self._context.interrupt = True
            raise RuntimeError(f"The app did not finish within {seconds} seconds. Give run() a longer timeout.")
        if failure:
            raise failure[0]
        return self

    def switch_page(self, page_path: str) -> AppTest:
        """Go to another page, given by the path of its script, with the next run. Raises AppTestError if there is none."""
        if not self._context.pages:
            self._context.pages = in_folder(self._app.script)
        try:
            self._page = entry_of(self._context, page_path).url_path
        except PageNotFoundError as error:
            raise AppTestError(str(error)) from None
        return self

    # --- what is on the page -----------------------------------------------------------------------------------------

    @property
    def session_state(self) -> State:
        """The app's session state."""
        return State(self._context)

    @property
    def page(self) -> ElementTree:
        """The whole page."""
        tree: Any = self.item(self._context.tree.root)
        return tree

    @property
    def main(self) -> Block:
        """The main part of the page."""
        return self.page.main

    @property
    def sidebar(self) -> Block:
        """The part of the page at its side."""
        return self.page.sidebar

    def items(self) -> Iterator[Item]:
        """Yield all that is on the page, depth first."""
        return self.page.items()

    def __getattr__(self, name: str) -> ElementList[Any]:
        if name in PLACES:
            return self.get(name)
        raise AttributeError(f"An app has no {name!r}: no element is called like that.")

    def __iter__(self) -> Iterator[Any]:
        return iter(self.page)

    def __getitem__(self, idx: int) -> Any:
        return self.page[idx]

    def __len__(self) -> int:
        return len(self.page)

    def __repr__(self) -> str:
        return f"AppTest of {self._app.script.name}\n{self.page!r}"

    # --- for elements ------------------------------------------------------------------------------------------------

    def item(self, node: Node) -> Item:
        """Return a node as tests see it."""
        known = self._items.get(node.id)
        if known is None:
            known = self._items[node.id] = build(node, self)
        return known

    def change(self, id: str, raw: Plain) -> None:
        """Take down that the user gave a widget a value."""
        self._changed[id] = raw

    def click(self, id: str, raw: Plain = True) -> None:
        """Take down that the user clicked."""
        self._clicked[id] = raw

    def unclick(self, id: str) -> None:
        """Forget that the user was to click."""
        self._clicked.pop(id, None)

    def changed_value(self, id: str) -> tuple[bool, Plain]:
        """Return whether a value was taken down for a widget, and which."""
        return id in self._changed, self._changed.get(id)

    def clicked_value(self, id: str) -> Plain:
        """Return what a widget is to be clicked with, else what it was clicked with for the last run, else None."""
        return self._clicked.get(id, self._answered.get(id))

    def draft_of(self, id: str) -> Any:
        """Return what a widget is to be clicked with, None if it is not."""
        return self._clicked.get(id)

    def upload(self, name: str, content: bytes, mime: str) -> str:
        """Upload a file; return its id."""
        id = ids.random_id()
        path = self._app.uploads.folder(self._context.session) / id
        path.write_bytes(content)
        self._app.uploads.add(self._context.session, Upload(id, name, mime, len(content), path))
        return id

    @property
    def run_context(self) -> RunContext:
        """The context of the app's runs."""
        return self._context

    # --- running -----------------------------------------------------------------------------------------------------

    def _run_on_thread(self, failure: list[BaseException]) -> None:
        enter(self._context)
        words = sys.argv
        try:
            self._run_all()
        except BaseException as error:
            failure.append(error)
        finally:
            sys.argv = words  # those of the tests' own process
            enter(None)

    def _run_all(self) -> None:
        prepare_process(self._app.script, self._app.argv)
        object.__setattr__(self._app, "secrets", self._secrets())
        self._take_query()
        self._context.client = self.context.client(self.user)
        given = {"__rushlight_args__": self.args or (), "__rushlight_kwargs__": self.kwargs or {}}
        program = partial(program_for, self._programs, self._app.config)
        turns = Turns(program, lambda context: {**names_for(context), **given}, lambda: None)
        batch = Batch(values=self._changed, triggers=self._clicked, page=self._page, wants_run=True, whole=True)
        self._changed, self._clicked, self._page, self._items = {}, {}, None, {}
        self._context.interrupt = False
        for _ in range(_MOST_RERUNS):
            outcome: Outcome = turns.answer(self._context, batch)
            if outcome.refused:
                raise ValueError("; ".join(outcome.refused))
            self._answered = dict(batch.triggers)
            if outcome.rerun is None:
                break
            batch = Batch(page=outcome.rerun.page, query=outcome.rerun.query, wants_run=True, whole=True)
        self.query_params = {
            name: values[0] if len(values) == 1 else list(values) for name, values in self._context.query.items()
        }

    def _secrets(self) -> Secrets:
        return Secrets.of(self.secrets) if self.secrets else Secrets(Config(), self._app.script)

    def _take_query(self) -> None:
        given = {
            name: [str(each) for each in value] if isinstance(value, (list, tuple)) else [str(value)]  # pyright: ignore
            for name, value in self.query_params.items()
        }
        if given != self._context.query:
            self._context.set_query(given)
