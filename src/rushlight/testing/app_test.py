"""Runs an app in the test's own process and lets the test act on it like a user."""

from __future__ import annotations

import inspect
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rushlight.config import Config, load
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application, Client, RunContext, enter
from rushlight.run.pages import entry_of, in_folder
from rushlight.script.compile import Programs
from rushlight.script.runner import Outcome
from rushlight.session.inbox import Batch
from rushlight.session.turn import Turns
from rushlight.session.worker import names_for, prepare_process
from rushlight.testing.nodes import Block, Elements, build
from rushlight.tree.build import BOTTOM, EVENT, MAIN, SIDEBAR
from rushlight.wire.messages import Plain

_MOST_RERUNS = 50


def _config(script: Path) -> Config:
    """Return the settings of an app under test."""
    return load(script, {"global.appTest": True})


class Browser:
    """Facts of the browser that a test stands for, as `st.context` shows them; set them before a run."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.cookies: dict[str, str] = {}
        self.ip_address: str | None = None
        self.locale: str | None = "en-US"
        self.timezone: str | None = "UTC"
        self.timezone_offset: int | None = 0
        self.url: str | None = "http://localhost:8501"
        self.is_embedded = False
        self.theme: str | None = None

    def client(self, user: dict[str, Any]) -> Client:
        """Return these facts as a session has them."""
        headers = dict(self.headers)
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        pairs = tuple((name.lower().encode(), value.encode()) for name, value in headers.items())
        facts = {name: value for name, value in user.items() if name != "is_logged_in"}
        return Client(
            pairs,
            self.ip_address,
            self.locale,
            self.timezone,
            self.timezone_offset,
            self.url,
            self.is_embedded,
            self.theme,
            None,
            facts if user.get("is_logged_in", bool(facts)) else None,
        )


class AppTest:
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
        script: Path,
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        self.default_timeout = default_timeout
        self.secrets: dict[str, Any] = {}
        self.query_params: dict[str, Any] = {}
        self.user: dict[str, Any] = {}
        """Facts of who is logged in; none for nobody."""
        self.context = Browser()
        self._programs = Programs()
        self._names = {"__rushlight_args__": args, "__rushlight_kwargs__": kwargs or {}}
        self._app = Application(script, _config(script), Shelf(), MediaStore(), Uploads(), None)
        self._context = RunContext("test", self._app, Client())
        self._changed: dict[str, Plain] = {}
        self._clicked: dict[str, Plain] = {}
        self._page: str | None = None

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> AppTest:
        """Return the app of a file; a relative path is relative to the calling test's file."""
        path = Path(script_path)
        if not path.is_absolute():
            caller = Path(inspect.stack()[1].filename).parent
            path = caller / path if (caller / path).exists() else path
        return cls(path.resolve(), default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> AppTest:
        """Return the app of a source text."""
        path = Path(tempfile.mkdtemp(prefix="rushlight-test-")) / "app.py"
        path.write_text(textwrap.dedent(script), encoding="utf-8")
        return cls(path, default_timeout=default_timeout)

    @classmethod
    def from_function(
        cls, script: Callable[..., Any], *, default_timeout: float = 3, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> AppTest:
        """Return the app that a function's body is; what it imports it must import itself."""
        source = textwrap.dedent(inspect.getsource(script))
        call = f"\n{script.__name__}(*__rushlight_args__, **__rushlight_kwargs__)\n"
        app = cls.from_string(source + call, default_timeout=default_timeout)
        app._names = {"__rushlight_args__": args, "__rushlight_kwargs__": kwargs or {}}
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
        """Go to another page, given by the path of its script, with the next run. Raises PageNotFoundError."""
        if not self._context.pages:
            self._context.pages = in_folder(self._app.script)
        self._page = entry_of(self._context, page_path).url_path
        return self

    # --- what is on the page -----------------------------------------------------------------------------------------

    @property
    def session_state(self) -> Any:
        """The app's session state."""
        return _State(self._context)

    @property
    def main(self) -> Block:
        """The main part of the page."""
        return self._region(MAIN)

    @property
    def sidebar(self) -> Block:
        """The part of the page at its side."""
        return self._region(SIDEBAR)

    def get(self, element_type: str) -> Elements:
        """Return all elements of a kind, in the order of the page."""
        found = [element for region in self._regions() for element in region.get(element_type)]
        return Elements(found)

    def get_by_key(self, key: str) -> Any:
        """Return the element with a key. Raises KeyError."""
        for region in self._regions():
            for element in region:
                if element.key == key:
                    return element
        raise KeyError(f"no element has the key {key!r}")

    def __getattr__(self, name: str) -> Elements:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.get(name)

    def __iter__(self) -> Iterator[Any]:
        for region in self._regions():
            yield from region

    def __getitem__(self, index: int) -> Any:
        return self._regions()[index]

    def __len__(self) -> int:
        return len(self._regions())

    def _regions(self) -> list[Block]:
        return [self._region(id) for id in (MAIN, SIDEBAR, EVENT, BOTTOM)]

    def _region(self, id: int) -> Block:
        return build(self._context.tree.nodes[id], self)

    # --- for elements ------------------------------------------------------------------------------------------------

    def change(self, id: str, raw: Plain) -> None:
        """Take down that the user gave a widget a value."""
        self._changed[id] = raw

    def click(self, id: str, raw: Plain = True) -> None:
        """Take down that the user clicked."""
        self._clicked[id] = raw

    def changed_value(self, id: str) -> tuple[bool, Plain]:
        """Return whether a value was taken down for a widget, and which."""
        return id in self._changed, self._changed.get(id)

    @property
    def run_context(self) -> RunContext:
        """The context of the app's runs."""
        return self._context

    # --- running -----------------------------------------------------------------------------------------------------

    def _run_on_thread(self, failure: list[BaseException]) -> None:
        enter(self._context)
        try:
            self._run_all()
        except BaseException as error:
            failure.append(error)
        finally:
            enter(None)

    def _run_all(self) -> None:
        prepare_process(self._app.script, self._app.argv)
        object.__setattr__(self._app, "secrets", self._secrets())
        self._take_query()
        self._context.client = self.context.client(self.user)
        turns = Turns(self._programs.get, lambda context: {**names_for(context), **self._names}, lambda: None)
        batch = Batch(values=self._changed, triggers=self._clicked, page=self._page, wants_run=True, whole=True)
        self._changed, self._clicked, self._page = {}, {}, None
        self._context.interrupt = False
        for _ in range(_MOST_RERUNS):
            outcome: Outcome = turns.answer(self._context, batch)
            if outcome.refused:
                raise ValueError("; ".join(outcome.refused))
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


class _State:
    """Session state as a test sees it."""

    def __init__(self, context: RunContext) -> None:
        object.__setattr__(self, "_context", context)

    def __getitem__(self, key: str) -> Any:
        return self._context.state[str(key)]

    def __setitem__(self, key: str, value: Any) -> None:
        self._context.state.drawn = set()
        self._context.state[str(key)] = value

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(f"session_state has no key {key!r}") from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delitem__(self, key: str) -> None:
        del self._context.state[key]

    def __contains__(self, key: object) -> bool:
        return key in self._context.state

    @property
    def filtered_state(self) -> dict[str, Any]:
        """All entries as a dict."""
        return {key: self[key] for key in self._context.state.names()}
