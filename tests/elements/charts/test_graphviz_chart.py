"""Graphs in the DOT language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

import rushlight as st
from rushlight.errors import InvalidHeightError, InvalidParameterTypeError, InvalidValueError, InvalidWidthError
from rushlight.testing import AppTest


def drawn(call: str) -> Any:
    return AppTest.from_string(f"import rushlight as st\n{call}").run().get("graphviz_chart")[0].proto


def test_dot_text_is_sent_as_it_is() -> None:
    props = drawn("st.graphviz_chart('digraph { a -> b }')")
    assert (props.dot, props.engine) == ("digraph { a -> b }", "dot")
    assert (props.width, props.height, props.alt) == ("content", "content", None)


def test_a_graph_gives_its_source_and_engine() -> None:
    graphviz = pytest.importorskip("graphviz")
    graph = graphviz.Graph(engine="circo")
    graph.edge("a", "b")
    props = drawn("import graphviz\ng = graphviz.Graph(engine='circo')\ng.edge('a', 'b')\nst.graphviz_chart(g)")
    assert (props.dot, props.engine) == (graph.source, "circo")


def test_write_shows_a_graph_as_a_chart() -> None:
    pytest.importorskip("graphviz")
    assert drawn("import graphviz\nst.write(graphviz.Source('graph { a }'))").dot.startswith("graph { a }")


@pytest.mark.parametrize(
    ("arguments", "width"),
    [("width='stretch'", "stretch"), ("width=300", 300), ("use_container_width=True", "stretch"), ("True", "stretch"),
     ("use_container_width=False, width='stretch'", "content")],
)  # fmt: skip
def test_width(arguments: str, width: object) -> None:
    assert drawn(f"st.graphviz_chart('graph {{}}', {arguments})").width == width


def test_height_and_alt() -> None:
    props = drawn("st.graphviz_chart('graph {}', height=200, alt='Who knows whom')")
    assert (props.height, props.alt) == (200, "Who knows whom")
    assert drawn("st.graphviz_chart('graph {}', height='stretch')").height == "stretch"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((42,), InvalidParameterTypeError),
        ((SimpleNamespace(source=1),), InvalidParameterTypeError),
        ((SimpleNamespace(source="graph {}", engine="magic"),), InvalidValueError),
    ],
)
def test_what_is_no_graph_is_refused(arguments: tuple[Any, ...], error: type[Exception]) -> None:
    with pytest.raises(error, match="must be"):
        st.graphviz_chart(*arguments)


def test_sizes_that_cannot_be_are_refused() -> None:
    with pytest.raises(InvalidWidthError):
        st.graphviz_chart("graph {}", width=0)
    with pytest.raises(InvalidHeightError):
        st.graphviz_chart("graph {}", height="tall")
