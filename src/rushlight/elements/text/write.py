"""Anything, shown in the way that suits it; and streams of it."""

from __future__ import annotations

import dataclasses
import inspect
import io
import types
from collections import ChainMap, UserDict, UserList
from collections.abc import (
    AsyncIterator,
    Callable,
    Generator,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from typing import Any, NamedTuple

from rushlight.data.kinds import is_frame_like
from rushlight.elements.element import element
from rushlight.elements.text.markdown import Markdown
from rushlight.errors import APIError
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
        stream: a generator, a generator function, any iterable, an async generator, or a stream of OpenAI's or
            LangChain's client.
        cursor: text shown at the end while more is to come, such as " ▌".

    Returns:
        The whole text if there was only text, else a list of the texts and values.

    Raises:
        APIError: for a text or a frame, which are no streams.

    Example:
        >>> reply = st.write_stream(client.chat.completions.create(..., stream=True))
    """
    if isinstance(stream, (str, bytes)) or is_frame_like(stream):
        raise APIError(
            f"`write_stream` needs a generator, an iterable or a stream; given: {type(stream).__name__}. "
            "Use `write` for a value that is whole."
        )
    parts = StreamResult()
    growing: _Growing | None = None
    for piece in _pieces(stream):
        value = piece() if callable(piece) and not isinstance(piece, type) else piece
        text = _text_of(value)
        if text is None:
            if growing is not None:
                parts.append(growing.finish())
                growing = None
            container.write(value)  # type: ignore[attr-defined]
            parts.append(value)
        elif text:
            growing = growing or _Growing(container, cursor)
            growing.add(text)
    if growing is not None:
        parts.append(growing.finish())
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts


class _Growing:
    """A markdown element to which text is added."""

    def __init__(self, container: Container, cursor: str | None) -> None:
        self._container = container
        self._cursor = cursor or ""
        self._texts: list[str] = []
        self._place: Container | None = None

    def add(self, text: str) -> None:
        self._texts.append(text)
        self._show(self._cursor)

    def finish(self) -> str:
        if self._cursor:
            self._show("")
        return "".join(self._texts)

    def _show(self, cursor: str) -> None:
        # One growing string, so that only its growth is sent.
        if len(self._texts) > 64:
            self._texts = ["".join(self._texts)]
        props = Markdown("".join(self._texts) + cursor)
        if self._place is None:
            self._place = self._container.draw(props)
        else:
            self._place.update(props)


def _pieces(stream: Any) -> Iterator[Any]:
    if inspect.isgeneratorfunction(stream) or inspect.isasyncgenfunction(stream):
        stream = stream()
    if hasattr(stream, "__aiter__"):
        return _of_async(stream)
    try:
        return iter(stream)
    except TypeError:
        raise APIError(
            f"`write_stream` needs a generator, an iterable or a stream; given: {type(stream).__name__}."
        ) from None


def _of_async(stream: Any) -> Iterator[Any]:
    """Iterate over an async iterable from a thread without a running event loop."""
    import asyncio

    with asyncio.Runner() as runner:
        iterator = aiter(stream)
        while True:
            try:
                yield runner.run(_next_of(iterator))
            except StopAsyncIteration:
                return


async def _next_of(iterator: AsyncIterator[Any]) -> Any:
    return await anext(iterator)


def _text_of(piece: Any) -> str | None:
    """Return the text of a text, or of a chunk of OpenAI's or LangChain's; None for another value."""
    if isinstance(piece, str):
        return piece
    kind = type(piece).__name__
    if kind == "ChatCompletionChunk":
        return (piece.choices[0].delta.content or "") if piece.choices else ""
    if kind == "Completion" and getattr(piece, "choices", None):
        return piece.choices[0].text or ""
    if kind == "ResponseTextDeltaEvent":
        return piece.delta
    if kind == "AIMessageChunk":
        content = piece.content
        return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
    return None
