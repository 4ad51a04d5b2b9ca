"""Scripts and users at random: what the page shows is what the rules say, and no click is lost or counted twice.

`STRESS=20` tries twenty times as much as usual.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.behaviour import gates
from tests.behaviour.model import Model
from tests.behaviour.scripts import KINDS, Button, Input, Script, scripts
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


class User:
    """Does at random what can be done to a page, and tells the model."""

    def __init__(self, data: DataObject, script: Script, tab: Tab) -> None:
        self.data = data
        self.script = script
        self.tab = tab
        self.model = Model(script)

    def pick(self, options: list[Any]) -> Any:
        return self.data.draw(st.sampled_from(options))

    def inputs(self) -> list[Shown]:
        """Return the inputs that are shown outside of forms."""
        return [node for node in self.loose() if node.kind != "button"]

    def loose(self) -> list[Shown]:
        inside = {id(each) for form in self.tab.nodes("form") for each in form.walk()}
        return [node for node in self.tab.nodes() if (node.identity or "").startswith("$$ID") and id(node) not in inside]

    def step(self) -> None:
        """Do one thing."""
        can: list[Callable[[], None]] = [self.rerun, self.reconnect, self.reload, self.move]
        if self.inputs():
            can = [self.set] * 6 + can
        if any(node.kind == "button" for node in self.loose()):
            can = [self.click] * 6 + can
        if self.tab.nodes("form"):
            can = [self.submit] * 4 + can
        if self.script.pages:
            can = [self.go] * 2 + can
        self.pick(can)()

    def raw_for(self, label: str) -> Any:
        kind = self.script.inputs[label].kind if label in self.script.inputs else self.loop_kind(label)
        return self.pick(list(KINDS[kind].raws))

    def loop_kind(self, label: str) -> str:
        return next(each.kind for each in self.script.statements() if type(each).__name__ == "Loop" and label.startswith(each.name))

    def set(self) -> None:
        node = self.pick(self.inputs())
        label = node.props["label"]
        raw = self.raw_for(label)
        note(f"set {label} to {raw!r}")
        quiet = node.props.get("quiet", False)
        self.tab.set(**{label: raw}, quiet=quiet)
        self.model.set(label, raw)
        self.is_quiet = quiet

    def click(self) -> None:
        label = self.pick([node.props["label"] for node in self.loose() if node.kind == "button"])
        note(f"click {label}")
        self.tab.click(label)
        self.model.click(label)

    def submit(self) -> None:
        form = self.pick(self.tab.nodes("form"))
        labels = [node.props["label"] for node in form.walk() if (node.identity or "").startswith("$$ID") and node.kind != "button"]
        values = {label: self.raw_for(label) for label in labels if self.pick([True, False])}
        name = form.props["key"]
        note(f"submit {name} with {values}")
        self.tab.submit(f"{name} send", **values)
        self.model.submit(name, values)

    def go(self) -> None:
        page = self.pick(list(range(len(self.script.pages))))
        note(f"go to page {page}")
        self.tab.go("" if page == 0 else f"page{page}")
        self.model.go(page)

    def rerun(self) -> None:
        note("rerun")
        self.tab.rerun()
        self.model.rerun()

    def reconnect(self) -> None:
        note("reconnect")
        self.tab.lose()
        self.tab.connect()

    def reload(self) -> None:
        note("reload")
        self.tab.browser.reload()
        page = "" if self.model.page == 0 else f"page{self.model.page}"
        self.tab.connect(page=page)

    def move(self) -> None:
        note("another worker")
        self.model.rerun()
        self.tab.rerun()
        before = picture(self.tab.root)
        self.tab.move()
        assert picture(self.tab.root) == before

    def check(self) -> None:
        assert shown(self.tab) == self.model.shown()
        assert self.tab.state.entries().get("hits", {}) == self.model.entries.get("hits", {})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stress")


_numbers = iter(range(1_000_000))


@settings(
    max_examples=int(120 * TIMES),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(script=scripts(), data=st.data())
def test_what_is_shown_is_what_the_rules_say(folder: Path, script: Script, data: DataObject) -> None:
    files = script.files()
    for name, source in files.items():
        note(f"--- {name}\n{source}")
    app = App(folder / str(next(_numbers)), files.pop("app.py"), files, {})
    try:
        user = User(data, script, app.open())
        user.check()
        for _ in range(data.draw(st.integers(1, 8))):
            user.step()
            user.check()
    finally:
        app.close()
