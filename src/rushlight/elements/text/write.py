"""Anything, shown in the way that suits it; and streams of it."""

from __future__ import annotations

import dataclasses
import inspect
import io
import types
from collections import ChainMap, UserDict, UserList
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Coroutine,
    Generator,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import Any, NamedTuple

from rushlight.data.kinds import is_frame_like
from rushlight.elements.element import element
from rushlight.elements.text.markdown import Markdown
from rushlight.errors import APIError, InvalidParameterTypeError
from rushlight.run.container import Container, Slot


class StreamResult(list[Any]):
    """The pieces that a stream wrote, in order."""


@element
def write(container: Container, *args: Any, unsafe_allow_html: bool = False) -> None:
    """Show values, each in the way that suits it, one below the other.

    Text is markdown; frames, arrays and tables become a `dataframe`; figures a chart; mappings and lists a `json`;
    errors an `exception`; functions, classes and modules a `help`; generators and streams are written as they come;
    anything else is shown as its text. Texts in a row are joined by a space.

    Args:
        args: the values.
        unsafe_allow_html: let HTML tags through in text.

    Raises:
        APIError: for several values where there is place for one (`empty`).

    Example:
        >>> st.write("Mean:", frame.mean(), figure)
    """
    if len(args) > 1 and isinstance(container.props, Slot):
        raise APIError(
            "An `empty` place holds one element, but `write` was given several values. "
            "Use `place.container().write(...)` for several."
        )
    words: list[str] = []
    for value in args:
        word = _as_word(value)
        if word is not None:
            words.append(word)
            continue
        _flush(container, words, unsafe_allow_html)
        _write_one(container, value, unsafe_allow_html)
    _flush(container, words, unsafe_allow_html)


def _flush(container: Container, words: list[str], allow_html: bool) -> None:
    if words:
        container.markdown(" ".join(words), unsafe_allow_html=allow_html)  # type: ignore[attr-defined]
        words.clear()


def _as_word(value: Any) -> str | None:
    """Return a value as a piece of markdown, or None if it is to be shown in another way."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float, complex)) or value is None:
        return f"`{value}`"
    if isinstance(value, io.StringIO):
        return value.getvalue()
    if _way_for(value) is not None:
        return None
    text = str(value)
    if _is_default_repr(value, text):
        return None
    return f"\n```\n{text}\n```\n" if "\n" in text else f"`{text}`"


def _write_one(container: Any, value: Any, allow_html: bool) -> None:
    way = _way_for(value)
    if way is None:
        container.help(value)
    elif way.allow_html and not allow_html:
        container.help(value) if isinstance(value, type) else container.text(str(value))
    else:
        way.show(container, value)


class _Way(NamedTuple):
    """How values of some sort are shown."""

    fits: Callable[[Any], bool]
    show: Callable[[Any, Any], Any]
    allow_html: bool = False


def _way_for(value: Any) -> _Way | None:
    return next((way for way in _WAYS if way.fits(value)), None)


def _is_json_like(value: Any) -> bool:
    if isinstance(value, _JSON_TYPES):
        return True
    if isinstance(value, tuple):
        return hasattr(value, "_fields")
    return hasattr(value, "model_dump") and not isinstance(value, type)


def _module_of(value: Any) -> str:
    return type(value).__module__


def _is_keras_model(value: Any) -> bool:
    return any(kind.__module__.startswith("keras.") and kind.__name__ == "Model" for kind in type(value).__mro__)


def _graph_of_keras(model: Any) -> str:
    from keras.utils import model_to_dot  # pyright: ignore

    return str(model_to_dot(model).to_string())  # pyright: ignore


def _is_stream(value: Any) -> bool:
    return (
        isinstance(value, (Generator, AsyncIterator))
        or inspect.isgeneratorfunction(value)
        or inspect.isasyncgenfunction(value)
        or (_module_of(value).startswith("openai") and type(value).__name__ in ("Stream", "AsyncStream"))
    )


def _is_default_repr(value: Any, text: str) -> bool:
    return f"object at {hex(id(value))}" in text.lower() or f"object at 0x{id(value):016x}" in text.lower()


def _show_items(container: Any, values: Iterable[Any]) -> None:
    for value in values:
        container.write(value)


_JSON_TYPES = (
    dict, list, types.MappingProxyType, UserDict, UserList, ChainMap, KeysView, ValuesView, ItemsView, map, enumerate,
)  # fmt: skip

_WAYS = (
    _Way(lambda v: isinstance(v, StreamResult), _show_items),
    _Way(lambda v: isinstance(v, BaseException), lambda c, v: c.exception(v)),
    _Way(lambda v: isinstance(v, Container), lambda c, v: c.help(v)),
    _Way(is_frame_like, lambda c, v: c.dataframe(v)),
    _Way(lambda v: _module_of(v).startswith("altair") and hasattr(v, "to_dict"), lambda c, v: c.altair_chart(v)),
    _Way(lambda v: _module_of(v).startswith("matplotlib") and hasattr(v, "savefig"), lambda c, v: c.pyplot(v)),
    _Way(lambda v: _module_of(v).startswith("plotly"), lambda c, v: c.plotly_chart(v)),
    _Way(lambda v: _module_of(v).startswith("graphviz"), lambda c, v: c.graphviz_chart(v)),
    _Way(lambda v: _module_of(v).startswith("sympy"), lambda c, v: c.latex(v)),
    _Way(lambda v: _module_of(v).startswith("PIL."), lambda c, v: c.image(v)),
    _Way(lambda v: _is_keras_model(v), lambda c, v: c.graphviz_chart(_graph_of_keras(v))),
    _Way(lambda v: isinstance(v, Mapping) or _is_json_like(v), lambda c, v: c.json(v)),
    _Way(lambda v: _module_of(v).startswith("pydeck"), lambda c, v: c.pydeck_chart(v)),
    _Way(_is_stream, lambda c, v: c.write_stream(v)),
    _Way(lambda v: isinstance(v, (types.FunctionType, types.MethodType, types.ModuleType)), lambda c, v: c.help(v)),
    _Way(lambda v: isinstance(v, types.BuiltinFunctionType), lambda c, v: c.help(v)),
    _Way(lambda v: isinstance(v, type) or dataclasses.is_dataclass(v), lambda c, v: c.help(v)),
    _Way(lambda v: hasattr(v, "_repr_html_"), lambda c, v: c.html(v), allow_html=True),
    _Way(lambda v: hasattr(v, "to_pandas") or hasattr(v, "__dataframe__"), lambda c, v: c.dataframe(v)),
)


@element
def write_stream(container: Container, stream: Any, *, cursor: str | None = None) -> Any:
    """Show the pieces of a stream as they come: text grows in place, other values become elements of their own.

    Args:
        stream: a generator, any iterable, an async generator, a function that returns one of these, or a stream of
            OpenAI's client (completions or responses), LangChain's, or another that gives pieces of their shapes.
        cursor: text shown at the end while more is to come, such as " ▌".

    Returns:
        The whole text if there was only text, else a list of the texts and values.

    Raises:
        InvalidParameterTypeError: for a text or a frame, which are no streams.

    Example:
        >>> reply = st.write_stream(client.chat.completions.create(..., stream=True))
    """
    parts = StreamResult()
    growing = _Growing(container, cursor)
    pieces = _pieces(stream)
    try:
        for piece in pieces:
            value = piece() if callable(piece) and not isinstance(piece, type) else piece
            text = _text_of(value)
            if text is not None:
                growing.add(text)
                continue
            growing.finish(parts)
            container.write(value)  # type: ignore[attr-defined]
            parts.append(value)
    finally:
        # A stream that fails or is stopped leaves what it said, without the cursor.
        growing.finish(parts)
        if isinstance(pieces, Generator) and pieces is not stream:
            pieces.close()
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts


class _Growing:
    """A markdown element to which text is added."""

    def __init__(self, container: Container, cursor: str | None) -> None:
        self._container = container
        self._cursor = cursor or ""
        self._text = ""
        self._place: Container | None = None

    def add(self, text: str) -> None:
        if not text:
            return
        self._text += text
        props = Markdown(self._text + self._cursor)
        if self._place is None:
            self._place = self._container.draw(props)
        else:
            self._place.update(props)

    def finish(self, parts: list[Any]) -> None:
        """Add the text to the parts, if there is any; what comes next is an element of its own."""
        if self._place is None:
            return
        if self._cursor and self._place.context is not None:
            # Not by a command, which a run that is to stop would not get past.
            self._place.context.tree.update(self._place.node, Markdown(self._text))
        parts.append(self._text)
        self._text, self._place = "", None


def _pieces(stream: Any) -> Iterator[Any]:
    source: Any = stream() if callable(stream) and not _is_iterable(stream) else stream
    if isinstance(source, (str, bytes)) or is_frame_like(source) or not _is_iterable(source):
        raise InvalidParameterTypeError(
            f"`write_stream` needs a generator, an iterable or a stream; given: {type(source).__name__}. "
            "Use `write` for a value that is whole."
        )
    return _of_async(source) if hasattr(source, "__aiter__") else iter(source)


def _is_iterable(value: Any) -> bool:
    return not isinstance(value, type) and (hasattr(value, "__aiter__") or isinstance(value, Iterable))


def _of_async(stream: AsyncIterable[Any]) -> Iterator[Any]:
    """Iterate over an async iterable, waiting for each of its pieces."""
    iterator = aiter(stream)
    with _own_loop() as wait:
        while (piece := wait(_next_of(iterator))) is not _END:
            yield piece


async def _next_of(iterator: AsyncIterator[Any]) -> Any:
    return await anext(iterator, _END)


_END = object()


@contextmanager
def _own_loop() -> Generator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Give a function that runs coroutines to their end, all on one event loop, which is closed afterwards."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    runner = asyncio.Runner()
    with ThreadPoolExecutor(1) as thread:

        def call(work: Callable[[], Any]) -> Any:
            # Loops cannot be nested: where one runs in this thread (an async fragment), the other gets a thread.
            return thread.submit(work).result() if _is_in_loop() else work()

        try:
            yield lambda coroutine: call(partial(runner.run, coroutine, context=copy_context()))
        finally:
            call(runner.close)


def _is_in_loop() -> bool:
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _text_of(piece: Any) -> str | None:
    """Return the text of a text, or of a piece of a model's answer ("" if that has none); None for another value.

    Clients of many makers give pieces of the same shapes: what counts is the shape.
    """
    if isinstance(piece, str):
        return piece
    for text_in in (_in_completion, _in_response, _in_message):
        text = text_in(piece)
        if text is not None:
            return text
    return None


def _in_completion(piece: Any) -> str | None:
    """The shape of `client.chat.completions.create(stream=True)`, and of `client.completions`."""
    choices = getattr(piece, "choices", None)
    if not isinstance(choices, list):
        return None
    if not choices:  # The last one counts the tokens, the first one of some makers tells of filters.
        return "" if type(piece).__name__ in ("ChatCompletionChunk", "Completion") or _is_chunk(piece) else None
    first: Any = choices[0]  # pyright: ignore[reportUnknownVariableType]
    if hasattr(first, "delta"):
        return _joined(getattr(first.delta, "content", None))
    text = getattr(first, "text", None)
    return text if isinstance(text, str) else None


def _is_chunk(piece: Any) -> bool:
    return getattr(piece, "object", None) in ("chat.completion.chunk", "text_completion")


def _in_response(piece: Any) -> str | None:
    """The shape of `client.responses.create(stream=True)`: events, of which only some carry text."""
    event = getattr(piece, "type", None)
    if event == "response.output_text.delta" or type(piece).__name__ == "ResponseTextDeltaEvent":
        return str(piece.delta)
    return "" if isinstance(event, str) and event.startswith("response.") else None


def _in_message(piece: Any) -> str | None:
    """The shape of `model.stream(...)` of LangChain."""
    if any(kind.__name__ == "AIMessageChunk" for kind in type(piece).__mro__):
        return _joined(piece.content)
    return None


def _joined(content: Any) -> str:
    """Return the text of a content: a text, or a list of texts and of parts, some of which have a text."""
    if isinstance(content, list):
        parts: list[Any] = content
        return "".join(_joined(part) for part in parts)
    text = content.get("text") if isinstance(content, dict) else getattr(content, "text", content)  # pyright: ignore
    return text if isinstance(text, str) else ""
