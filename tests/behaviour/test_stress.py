"""Scripts and users at random: what the page shows is what the rules say, and no click is lost or counted twice.

`STRESS=20` tries twenty times as much as usual.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from rushlight.wire.messages import Navigate
from tests.behaviour import gates
from tests.behaviour.model import Model
from tests.behaviour.scripts import KINDS, Input, Loop, Script, scripts
from tests.behaviour.tab import App, Tab
from tests.session.browser import Shown

TIMES = float(os.environ.get("STRESS", "1"))


def shown(tab: Tab) -> list[tuple[Any, ...]]:
    """Return what a page shows as the model has it."""
    found: list[tuple[Any, ...]] = []
    for node in tab.nodes():
        if node.kind == "text":
            found.append(("text", node.props["body"]))
        elif node.kind == "exception":
            found.append(("error", node.props["name"]))
        elif node.kind == "button":
            found.append((node.props["label"],))
        elif (node.identity or "").startswith("$$ID"):
            found.append((node.props["label"], node.value))
    return found


def picture(node: Shown) -> Any:
    """Return all that is shown, but for what each drawing of a page numbers anew."""
    props = {name: value for name, value in node.props.items() if name != "opening"}
    children = None if node.children is None else [picture(child) for child in node.children]
    return (node.kind, props, node.identity, node.known, children)


Act = tuple[int, int, int]
"""What to do, to which of the widgets that are shown, and with which value: numbers, to be taken modulo what there is."""


class User:
    """Does at random what can be done to a page, and tells the model."""

    def __init__(self, script: Script, tab: Tab) -> None:
        self.script = script
        self.tab = tab
        self.model = Model(script)
        self.kinds = {each.name: each.kind for each in script.statements() if isinstance(each, (Input, Loop))}
        self.clicks: list[str] = []
        """What was clicked in the burst that goes on."""
        self.entered: dict[str, Any] = {}
        """What was entered in it last."""
        self.labels: dict[str, str] = {}
        """Labels of all widgets that were shown, by id."""

    # --- one thing after another --------------------------------------------------------------------------------------

    def do(self, act: Act) -> None:
        """Do one thing, and wait for the answer."""
        getattr(self, f"_{self._what(act)}")(act)

    def _what(self, act: Act) -> str:
        can = ["rerun", "reconnect", "reload", "move"]
        can += ["go"] * 2 if self.script.pages else []
        can += ["submit"] * 4 if self.tab.nodes("form") else []
        can += ["click"] * 6 if self._buttons() else []
        can += ["set"] * 6 if self._inputs() else []
        return can[-1 - act[0] % len(can)]

    def _set(self, act: Act) -> None:
        label, raw = self._entering(act)
        quiet = self.tab.widget(label).props.get("quiet", False)
        self.tab.set(**{label: raw}, quiet=quiet)
        self.model.set(label, raw)

    def _click(self, act: Act) -> None:
        label = self._clicking(act)
        self.tab.click(label)
        self.model.click(label)

    def _submit(self, act: Act) -> None:
        form, values = self._submitting(act)
        self.tab.submit(f"{form} send", **values)
        self.model.submit(form, values)

    def _go(self, act: Act) -> None:
        page = self._going(act)
        self.tab.go("" if page == 0 else f"page{page}")
        self.model.go(page)

    def _rerun(self, _: Act) -> None:
        note("rerun")
        self.tab.rerun()
        self.model.rerun()

    def _reconnect(self, _: Act) -> None:
        note("reconnect")
        self.tab.lose()
        self.tab.connect()

    def _reload(self, _: Act) -> None:
        note("reload")
        page, query = self.tab.root.props.get("page") or "", self.tab.root.props.get("query", "")
        self.tab.browser.reload()
        self.tab.connect(page=page, query=query)

    def _move(self, act: Act) -> None:
        """What another worker draws from the session's record must be what this one shows after a run."""
        self._rerun(act)
        note("another worker")
        before = picture(self.tab.root)
        self.tab.move()
        assert picture(self.tab.root) == before

    # --- what is there ------------------------------------------------------------------------------------------------

    def _loose(self) -> list[Shown]:
        inside = {id(each) for form in self.tab.nodes("form") for each in form.walk()}
        return [node for node in _widgets(self.tab.nodes()) if id(node) not in inside]

    def _inputs(self) -> list[str]:
        return [node.props["label"] for node in self._loose() if node.kind != "button"]

    def _buttons(self) -> list[str]:
        return [node.props["label"] for node in self._loose() if node.kind == "button"]

    def _raw_for(self, label: str, number: int) -> Any:
        kind = self.kinds.get(label) or self.kinds[label[:-1]]
        raws = KINDS[kind].raws
        return raws[-1 - number % len(raws)]

    def _entering(self, act: Act) -> tuple[str, Any]:
        inputs = self._inputs()
        label = inputs[act[1] % len(inputs)]
        raw = self._raw_for(label, act[2])
        note(f"set {label} to {raw!r}")
        return label, raw

    def _clicking(self, act: Act) -> str:
        buttons = self._buttons()
        label = buttons[act[1] % len(buttons)]
        note(f"click {label}")
        return label

    def _submitting(self, act: Act) -> tuple[str, dict[str, Any]]:
        forms = self.tab.nodes("form")
        form = forms[act[1] % len(forms)]
        labels = [node.props["label"] for node in _widgets(form.walk()) if node.kind != "button"]
        values = {label: self._raw_for(label, act[2] + n) for n, label in enumerate(labels) if (act[2] >> n) % 3 != 2}
        note(f"submit {form.props['key']} with {values}")
        return form.props["key"], values

    def _going(self, act: Act) -> int:
        page = act[1] % len(self.script.pages)
        note(f"go to page {page}")
        return page

    # --- looking ------------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """The page and the state must be those of the model."""
        assert shown(self.tab) == self.model.shown()
        query = parse_qs(self.tab.root.props.get("query", ""), keep_blank_values=True)
        assert query.keys() == self.model.query.keys()
        state = self.tab.state
        entries = {name: state[name] for name in state.names() if not name.startswith(("b", "FormSubmitter"))}
        assert entries == self.model.known()


def _widgets(nodes: list[Shown]) -> list[Shown]:
    return [node for node in nodes if (node.identity or "").startswith("$$ID")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stress")


_numbers = iter(range(1_000_000))


@settings(
    max_examples=int(120 * TIMES),
    derandomize=TIMES == 1,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(script=scripts(), acts=st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=1, max_size=8))
def test_what_is_shown_is_what_the_rules_say(folder: Path, script: Script, acts: list[Act]) -> None:
    with running(folder, script) as app:
        user = User(script, app.open())
        user.check()
        for act in acts:
            user.do(act)
            user.check()


@contextmanager
def running(folder: Path, script: Script) -> Iterator[App]:
    """Run a script for as long as the `with` lasts, and have it shown if that fails."""
    files = script.files()
    for name, source in files.items():
        note(f"--- {name}\n{source}")
    app = App(folder / str(next(_numbers)), files.pop("app.py"), files, {})
    try:
        yield app
    finally:
        app.close()


# --- one thing before the other is answered ---------------------------------------------------------------------------


class HastyUser(User):
    """Does things while the script still runs: at the gates that a run comes to."""

    def burst(self, acts: list[Act], gates: list[int]) -> None:
        """Do the first thing, and each of the others when a run comes to a gate (or when all is quiet)."""
        note("burst")
        self.clicks, self.entered = [], {}
        before = dict(self.model.entries.get("hits", {}))
        waiting = list(zip(acts[1:], gates, strict=False))
        with self._at_gates(waiting):
            self.tab.app.do(self._dash_alone(acts[0]))
            for act, _ in list(waiting):
                self.tab.app.do(self._dash_alone(act))
        self._check_clicks(before)
        self._check_entered()
        self._catch_up()

    @contextmanager
    def _at_gates(self, waiting: list[tuple[Act, int]]) -> Iterator[None]:
        loop = self.tab.app.do(_running_loop())

        def passing(number: int) -> None:
            if waiting and waiting[0][1] % 4 in (0, number % 4):
                act, _ = waiting.pop(0)
                done = threading.Event()
                loop.call_soon_threadsafe(self._dash_then, act, done)
                assert done.wait(10)

        gates.passing.append(passing)
        try:
            yield
        finally:
            gates.passing.remove(passing)

    def _dash_then(self, act: Act, done: threading.Event) -> None:
        try:
            note("at a gate:")
            self.dash(act)
        finally:
            done.set()

    def _note_labels(self) -> None:
        self.labels |= {each.identity or "": each.props["label"] for each in _widgets(self.tab.nodes())}

    async def _dash_alone(self, act: Act) -> None:
        self.dash(act)
        await self.tab.browser.settle()

    def dash(self, act: Act) -> None:
        """Do one thing without waiting."""
        self._note_labels()
        what = self._what(act)
        getattr(self, f"_dash_{what}", self._dash_nothing)(act)

    def _dash_set(self, act: Act) -> None:
        label, raw = self._entering(act)
        self.entered[label] = raw
        self.tab.browser.change(quiet=self.tab.widget(label).props.get("quiet", False), **{label: raw})

    def _dash_click(self, act: Act) -> None:
        label = self._clicking(act)
        self.clicks.append(label)
        self.tab.browser.click(label)

    def _dash_submit(self, act: Act) -> None:
        form, values = self._submitting(act)
        self.clicks.append(f"{form} send")
        self.tab.browser.submit(f"{form} send", **values)

    def _dash_go(self, act: Act) -> None:
        page = self._going(act)
        self.tab.browser.send(Navigate(0, "" if page == 0 else f"page{page}"))

    def _dash_rerun(self, _: Act) -> None:
        note("rerun")
        self.tab.browser.rerun()

    def _dash_reconnect(self, _: Act) -> None:
        note("reconnect")
        self.tab.lose()
        self.tab.browser.connect_now()

    def _dash_move(self, _: Act) -> None:
        note("another worker")
        self.tab.lose()
        self.tab.browser.host = self.tab.app.another_worker_now()
        self.tab.browser.connect_now()

    def _dash_nothing(self, _: Act) -> None:
        pass

    def _check_clicks(self, before: dict[str, int]) -> None:
        """No click is lost, and none counts twice."""
        hits = self.tab.state.entries().get("hits", {})
        sure = set(self.script.sure())
        for label in set(self.clicks):
            count = hits.get(label, 0) - before.get(label, 0)
            assert count <= self.clicks.count(label), label
            assert label not in sure or count == self.clicks.count(label), label

    def _check_entered(self) -> None:
        """The newest values win."""
        sure = set(self.script.sure())
        for label, raw in self.entered.items():
            if label in sure:
                assert self.tab.value(label) == raw, label

    def _catch_up(self) -> None:
        """From here on the model has the state that there is; what is shown after a run must be what it draws from that."""
        self.tab.rerun()
        state = self.tab.state
        self._note_labels()
        self.model.adopt(
            page=int((self.tab.root.props.get("page") or "page0").removeprefix("page")),
            raw={self.labels[id]: raw for id, raw in state.raw_values().items() if id in self.labels},
            entries=state.entries(),
            kept=state.persisted,
            of_page=state.of_page,
        )
        self.check()


async def _running_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


bursts = st.lists(
    st.tuples(
        st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=2, max_size=5),
        st.lists(st.integers(0, 4), min_size=4, max_size=4),
    ),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=int(120 * TIMES),
    derandomize=TIMES == 1,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(script=scripts(gates=True), bursts=bursts)
def test_nothing_is_lost_or_doubled_where_things_happen_during_runs(folder: Path, script: Script, bursts: Any) -> None:
    with running(folder, script) as app:
        user = HastyUser(script, app.open())
        for acts, numbers in bursts:
            user.burst(acts, numbers)
