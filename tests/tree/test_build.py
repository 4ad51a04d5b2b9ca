"""Drawing runs into a tree: what is kept, what is sent, and that patches show what was drawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.tree.build import MAIN, Tree
from rushlight.tree.node import Block, Node, Props
from rushlight.wire.messages import Append, Fresh, Insert, Move, Remove, SetProps, SetValue
from tests.session.browser import Page, picture


class Word(Props, frozen=True):
    text: str = ""


class Number(Props, frozen=True):
    n: int = 0


class Box(Block, frozen=True):
    name: str = ""


class Viewer:
    """A tree with a page that shows it."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.page = Page(self.tree.snapshot())

    @property
    def main(self) -> Node:
        return self.tree.nodes[MAIN]

    def show(self, **how: bool) -> list[Any]:
        ops = self.tree.patch(**how)
        for op in ops:
            self.page.apply(op)
        assert self.page.root.picture() == picture(self.tree.picture())
        return ops

    def draw_words(self, *texts: str) -> list[Any]:
        self.tree.begin()
        for text in texts:
            self.tree.draw(self.main, Word(text))
        self.tree.end()
        return self.show()


@pytest.fixture
def viewer() -> Viewer:
    return Viewer()


def test_an_unchanged_run_sends_nothing(viewer: Viewer) -> None:
    viewer.draw_words("a", "b")
    assert viewer.draw_words("a", "b") == []


def test_one_changed_text_sends_one_property(viewer: Viewer) -> None:
    viewer.draw_words("a", "1", "c")
    id = viewer.main.children[1].id  # type: ignore[index]
    assert viewer.draw_words("a", "2", "c") == [SetProps(id, {"text": "2"}, [])]


def test_growing_text_sends_its_growth(viewer: Viewer) -> None:
    viewer.draw_words("Once")
    (op,) = viewer.draw_words("Once upon")
    assert isinstance(op, Append) and op.text == " upon"


def test_elements_that_are_not_drawn_again_go(viewer: Viewer) -> None:
    viewer.draw_words("a", "b", "c")
    ops = viewer.draw_words("a")
    assert [type(op) for op in ops] == [Remove, Remove]


def test_an_insertion_of_another_kind_keeps_what_follows(viewer: Viewer) -> None:
    viewer.draw_words("a", "b")
    before = [node.id for node in viewer.main.children or []]
    viewer.tree.begin()
    viewer.tree.draw(viewer.main, Number(1))
    for text in ("a", "b"):
        viewer.tree.draw(viewer.main, Word(text))
    viewer.tree.end()
    (op,) = viewer.show()
    assert isinstance(op, Insert) and op.index == 0
    assert [node.id for node in viewer.main.children or []][1:] == before


def test_identity_finds_its_node_after_a_removal(viewer: Viewer) -> None:
    def run(*names: str) -> list[Any]:
        viewer.tree.begin()
        for name in names:
            viewer.tree.draw(viewer.main, Word(), name)
        viewer.tree.end()
        return viewer.show()

    run("x", "y", "z")
    assert [type(op) for op in run("y", "z")] == [Remove]
    assert [type(op) for op in run("z", "y")] == [Move]


def test_children_of_a_container_not_written_to_go(viewer: Viewer) -> None:
    for words in (["a", "b"], []):
        viewer.tree.begin()
        box = viewer.tree.draw(viewer.main, Box("box"))
        for word in words:
            viewer.tree.draw(box, Word(word))
        viewer.tree.end()
        viewer.show()
    assert viewer.page.nodes[box.id].children == []


def test_a_long_run_shows_new_before_old_and_says_which_are_fresh(viewer: Viewer) -> None:
    viewer.draw_words("a", "b", "c")
    viewer.tree.begin()
    viewer.tree.draw(viewer.main, Word("A"))
    ops = viewer.show(fresh=True)
    assert Fresh(MAIN, 1) in ops
    assert [node.props["text"] for node in viewer.page.nodes[MAIN].children or []] == ["A", "b", "c"]
    viewer.tree.end()
    assert Fresh(MAIN, -1) in viewer.show()


def test_an_interrupted_run_keeps_what_it_did_not_reach(viewer: Viewer) -> None:
    viewer.draw_words("a", "b", "c")
    viewer.tree.begin()
    viewer.tree.draw(viewer.main, Word("A"))
    viewer.tree.end(keep_leftover=True)
    viewer.show()
    assert [node.props["text"] for node in viewer.page.nodes[MAIN].children or []] == ["A", "b", "c"]


def test_a_slot_shows_one_element_and_keeps_its_component(viewer: Viewer) -> None:
    viewer.tree.begin()
    slot = viewer.tree.draw(viewer.main, Box("slot"))
    first = viewer.tree.draw_over(slot, Word("one"))
    viewer.show()
    second = viewer.tree.draw_over(slot, Word("two"))
    (op,) = viewer.show()
    assert first is second and isinstance(op, SetProps)
    viewer.tree.draw_over(slot, Number(3))
    viewer.show()
    assert [node.kind for node in viewer.page.nodes[slot.id].children or []] == ["number"]


def test_a_container_drawn_over_itself_starts_empty(viewer: Viewer) -> None:
    viewer.tree.begin()
    slot = viewer.tree.draw(viewer.main, Box("slot"))
    for word in ("a", "b"):
        box = viewer.tree.draw_over(slot, Box())
        viewer.tree.draw(box, Word(word))
        viewer.show()
    assert [node.props for node in viewer.page.nodes[box.id].children or []] == [{"text": "b"}]


def test_writing_over_an_element_replaces_it_in_place(viewer: Viewer) -> None:
    viewer.tree.begin()
    nodes = [viewer.tree.draw(viewer.main, Word(text)) for text in ("a", "b", "c")]
    viewer.show()
    viewer.tree.replace(nodes[1], Number(5))
    viewer.show()
    assert [node.kind for node in viewer.page.nodes[MAIN].children or []] == ["word", "number", "word"]


def test_a_value_set_by_the_script_is_sent_and_one_of_the_browser_is_not(viewer: Viewer) -> None:
    viewer.tree.begin()
    node = viewer.tree.draw(viewer.main, Word(), "id")
    viewer.tree.set_value(node, 1)
    viewer.tree.end()
    viewer.show()
    viewer.page.nodes[node.id].value = viewer.page.nodes[node.id].known = 2
    viewer.tree.take(5, {"id": 2, "of no widget": 3})
    viewer.tree.set_value(node, 2)
    assert viewer.show() == []
    viewer.tree.set_value(node, 7)
    assert viewer.show() == [SetValue(node.id, 7)]
    assert viewer.tree.taken == 5


def test_what_the_browser_shows_in_the_meantime_is_not_set_back(viewer: Viewer) -> None:
    viewer.tree.begin()
    node = viewer.tree.draw(viewer.main, Word(), "id")
    viewer.tree.set_value(node, 1)
    viewer.show()
    viewer.tree.set_value(node, 2)
    viewer.page.nodes[node.id].value = viewer.page.nodes[node.id].known = 3
    viewer.tree.take(1, {"id": 3})
    assert viewer.show() == []
    assert node.value == 3


def test_what_is_drawn_in_a_container_off_the_page_is_not_sent(viewer: Viewer) -> None:
    viewer.tree.begin()
    box = viewer.tree.draw(viewer.main, Box())
    viewer.show()
    viewer.tree.remove(box)
    viewer.tree.draw(box, Word("lost"))
    assert [type(op) for op in viewer.show()] == [Remove]


def test_a_container_can_be_emptied_and_a_node_removed(viewer: Viewer) -> None:
    viewer.tree.begin()
    box = viewer.tree.draw(viewer.main, Box("box"))
    first = viewer.tree.draw(box, Word("a"))
    viewer.tree.draw(box, Word("b"))
    viewer.tree.end()
    viewer.show()
    viewer.tree.remove(first)
    viewer.tree.remove(first)
    viewer.show()
    assert [node.props["text"] for node in viewer.page.nodes[box.id].children or []] == ["b"]
    viewer.tree.clear(box)
    viewer.show()
    assert viewer.page.nodes[box.id].children == []


def test_what_is_left_of_the_last_run_can_be_removed(viewer: Viewer) -> None:
    viewer.draw_words("a", "b", "c")
    last = (viewer.main.children or [])[-1]
    viewer.tree.begin()
    viewer.tree.draw(viewer.main, Word("a"))
    viewer.tree.remove(last)
    viewer.tree.end(keep_leftover=True)
    viewer.show()
    assert [node.props["text"] for node in viewer.page.nodes[MAIN].children or []] == ["a", "b"]


def test_writing_over_a_container_empties_it_and_over_a_node_that_is_gone_does_nothing(viewer: Viewer) -> None:
    viewer.tree.begin()
    box = viewer.tree.draw(viewer.main, Box("box"))
    inner = viewer.tree.draw(box, Word("a"))
    assert viewer.tree.replace(box, Box("other")) is box
    assert viewer.tree.replace(inner, Box("x")) is inner
    viewer.tree.end()
    viewer.show()
    assert viewer.page.nodes[box.id].children == []
    assert viewer.page.nodes[box.id].props["name"] == "other"


def test_the_page_can_be_had_whole_at_any_time(viewer: Viewer) -> None:
    viewer.draw_words("a", "b")
    assert repr(viewer.main) == "<Node 1 root >"
    assert viewer.tree.snapshot() == viewer.tree.picture()
    assert viewer.tree.patch() == []


def test_taking_from_a_long_page_of_other_identities_is_linear(viewer: Viewer) -> None:
    class Counted(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    def run(size: int, prefix: str) -> int:
        viewer.tree.begin()
        Counted.compared = 0
        for i in range(size):
            viewer.tree.draw(viewer.main, Word(), Counted(f"{prefix}{i}"))
        viewer.tree.end()
        return Counted.compared

    run(500, "a")
    assert run(500, "b") < 500 * 5


Plan = st.recursive(
    st.tuples(st.sampled_from(["word", "number"]), st.integers(0, 4), st.none() | st.integers(0, 5)),
    lambda inner: st.tuples(st.just("box"), st.integers(0, 2), st.lists(inner, max_size=5)),
    max_leaves=12,
)
Runs = st.lists(
    st.tuples(st.lists(Plan, max_size=7), st.sampled_from(["complete", "interrupted"]), st.integers(0, 20)), max_size=5
)


class Artist:
    """Draws plans, showing a patch after every `pause` elements."""

    def __init__(self, viewer: Viewer, pause: int) -> None:
        self.viewer, self.pause, self.count = viewer, pause, 0
        self.used: set[str] = set()

    def draw(self, parent: Node, plan: Any) -> None:
        kind, number, extra = plan
        self.count += 1
        if self.pause and self.count % self.pause == 0:
            self.viewer.show(fresh=self.count % 2 == 0)
        if kind == "box":
            box = self.viewer.tree.draw(parent, Box(str(number)))
            for inner in extra:
                self.draw(box, inner)
            return
        identity = None if extra is None or str(extra) in self.used else str(extra)
        self.used.add(str(extra))
        props = Word(str(number)) if kind == "word" else Number(number)
        node = self.viewer.tree.draw(parent, props, identity)
        if number == 3 or node.sent_props is None:
            self.viewer.tree.set_value(node, number)


@given(Runs)
def test_patches_always_show_what_was_drawn(runs: Any) -> None:
    viewer = Viewer()
    for plans, ending, pause in runs:
        viewer.tree.begin()
        artist = Artist(viewer, pause)
        for plan in plans:
            artist.draw(viewer.main, plan)
        viewer.tree.end(keep_leftover=ending == "interrupted")
        viewer.show()
        assert {node.id for node in viewer.page.root.walk()} == set(viewer.tree.nodes)
