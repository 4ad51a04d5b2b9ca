"""Streams: text that grows, of generators and of the shapes that language models' clients give."""

from __future__ import annotations

import pytest

from rushlight.testing import AppTest

SHAPES = """
import rushlight as st
from types import SimpleNamespace as N

def named(kind, **facts):
    return type(kind, (), facts)()

def chat(text):
    return named("ChatCompletionChunk", choices=[N(delta=N(content=text))])
"""


def app(source: str) -> AppTest:
    at = AppTest.from_string(SHAPES + source).run()
    assert not at.exception, at.exception[0].message
    return at


@pytest.mark.parametrize(
    "stream",
    [
        "['Hel', 'lo', ' you']",
        "(part for part in ('Hel', 'lo', ' you'))",
        "[chat('Hel'), chat('lo'), chat(None), named('ChatCompletionChunk', choices=[]), chat(' you')]",
        "[named('Completion', choices=[N(text='Hello')]), named('Completion', choices=[N(text=' you')])]",
        "[named('ResponseTextDeltaEvent', delta='Hello'), named('ResponseTextDeltaEvent', delta=' you')]",
        "[named('AIMessageChunk', content='Hello'), named('AIMessageChunk', content=[{'text': ' you'}, {}])]",
    ],
)
def test_text_grows_in_one_element(stream: str) -> None:
    at = app(f"st.text(repr(st.write_stream({stream})))")
    assert [each.value for each in at.markdown] == ["Hello you"]
    assert at.text[0].value == "'Hello you'"


def test_async_generators_and_generator_functions_are_streams() -> None:
    at = app(
        "async def late():\n    yield 'a'\n    yield 'b'\ndef soon():\n    yield 'c'\n"
        "st.text([st.write_stream(late()), st.write_stream(late), st.write_stream(soon)])"
    )
    assert at.text[0].value == "['ab', 'ab', 'c']"


def test_other_values_are_elements_of_their_own_and_the_result_is_a_list() -> None:
    at = app("st.text(st.write_stream(['a', 'b', {'x': 1}, 'c', lambda: 'd']))")
    assert [each.value for each in at.markdown] == ["ab", "cd"]
    assert len(at.json) == 1
    assert at.text[0].value == "['ab', {'x': 1}, 'cd']"


def test_the_cursor_goes_at_the_end() -> None:
    at = app(
        "def words():\n    yield 'a'\n    st.session_state.seen = True\n    yield 'b'\nst.write_stream(words, cursor=' |')"
    )
    assert [each.value for each in at.markdown] == ["ab"]


@pytest.mark.parametrize("given", ["'text'", "b'bytes'", "3", "__import__('pandas').DataFrame()"])
def test_what_is_no_stream_is_said(given: str) -> None:
    at = AppTest.from_string(SHAPES + f"st.write_stream({given})").run()
    assert "write_stream" in at.exception[0].message
