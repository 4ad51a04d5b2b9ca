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
        "[named('AIMessageChunk', content=['Hel', {'type': 'text', 'text': 'lo you'}, {'type': 'tool_use'}])]",
        "[type('Own', (type(named('AIMessageChunk')),), {'content': 'Hello you'})()]",
        "[N(object='chat.completion.chunk', choices=[]), N(choices=[N(delta=N(content='Hello you'))])]",
        "[N(choices=[N(delta=N(content=[N(type='text', text='Hello'), N(type='thinking')]))]), ' you']",
        "[N(choices=[N(delta=N(role='assistant'))]), 'Hello', N(object='text_completion', choices=[]), ' you']",
        "[N(type='response.created'), N(type='response.output_text.delta', delta='Hello you'), N(type='response.completed')]",
        "lambda: ['Hello', ' you']",
        "__import__('functools').partial(iter, ['Hello', ' you'])",
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


def test_the_cursor_is_there_while_more_is_to_come() -> None:
    at = app(
        "from rushlight.run.container import active\nseen = []\ndef words():\n"
        "    for word in 'abc':\n        yield word\n        seen.append(active().node.shown()[0].props.body)\n"
        "st.write_stream(words, cursor=' |')\nst.text(seen)"
    )
    assert at.text[0].value == "['a |', 'ab |', 'abc |']"
    assert at.markdown[0].value == "abc"


@pytest.mark.parametrize("end", ["raise ValueError('gone')", "st.stop()"])
def test_a_stream_that_breaks_off_leaves_what_it_said_without_the_cursor(end: str) -> None:
    at = AppTest.from_string(
        f"import rushlight as st\ndef words():\n    yield 'so far'\n    {end}\nst.write_stream(words, cursor=' |')"
    ).run()
    assert at.markdown[0].value == "so far"


def test_an_async_generator_is_closed_when_its_run_ends() -> None:
    at = AppTest.from_string(
        "import rushlight as st\nst.session_state.setdefault('log', [])\nasync def words():\n    try:\n        yield 'a'\n"
        "        yield {'x': 1}\n        yield lambda: 1 / 0\n    finally:\n        st.session_state.log.append('closed')\n"
        "try:\n    st.write_stream(words())\nexcept ZeroDivisionError:\n    st.text(st.session_state.log)"
    ).run()
    assert at.text[0].value == "['closed']"


def test_async_generators_stream_in_async_fragments() -> None:
    at = app(
        "import asyncio\nasync def late():\n    for word in 'abc':\n        await asyncio.sleep(0)\n        yield word\n"
        "@st.fragment\nasync def part():\n    await asyncio.sleep(0)\n    st.text(repr(st.write_stream(late())))\n"
        "await part()"
    )
    assert [each.value for each in at.markdown] == ["abc"]
    assert at.text[0].value == "'abc'"


def test_what_a_stream_has_nothing_of_draws_nothing() -> None:
    at = app("st.text(repr(st.write_stream(['', N(type='response.created')])))")
    assert at.text[0].value == "''"
    assert not at.markdown


def test_a_whole_answer_is_no_piece_of_one() -> None:
    at = app("class Answer(dict):\n    choices = [N(message=N(content='x'))]\nst.write_stream([Answer(a=1)])")
    assert len(at.json) == 1


@pytest.mark.parametrize("given", ["'text'", "b'bytes'", "3", "__import__('pandas').DataFrame()", "lambda: 'text'"])
def test_what_is_no_stream_is_said(given: str) -> None:
    at = AppTest.from_string(SHAPES + f"st.write_stream({given})").run()
    assert "write_stream" in at.exception[0].message
