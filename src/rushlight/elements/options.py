"""Options of choosing widgets: any sequence, shown and matched by their formatted text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from copy import deepcopy
from enum import Enum
from numbers import Integral
from typing import Any, Generic, TypeVar

from rushlight.errors import DefaultNotInOptionsError, InvalidParameterTypeError, ValueOutOfRangeError
from rushlight.run.settings import setting

T = TypeVar("T")


class Options(Generic[T]):
    """The options of one widget with their texts."""

    __slots__ = ("_places", "texts", "values")

    def __init__(self, options: Iterable[T], format_func: Callable[[Any], Any] = str) -> None:
        self.values: list[T] = as_list(options)
        self.texts: list[str] = _told_apart([str(format_func(value)) for value in self.values])
        self._places = {text: place for place, text in enumerate(self.texts)}

    def __len__(self) -> int:
        return len(self.values)

    def value(self, text: Any) -> T:
        """Return (a copy of) the option with this text; raises ValueError for none."""
        place = self._places.get(text)
        if place is None:
            raise ValueError(f"{text!r} is not one of the options")
        return own(self.values[place])

    def place(self, text: str) -> int:
        """Return the position of the option with this text."""
        return self._places[text]

    def text_of(self, value: Any, parameter: str) -> str:
        """Return the text of an option given by value; raises DefaultNotInOptionsError."""
        for option, text in zip(self.values, self.texts, strict=True):
            if _same(option, value):
                return text
        raise DefaultNotInOptionsError.of(parameter, value, f"one of the options {self.texts[:20]}")

    def text_like(self, value: Any) -> str | None:
        """Return the text of an option given by value or by its text; None for none."""
        try:
            return self.text_of(value, "value")
        except DefaultNotInOptionsError:
            return value if isinstance(value, str) and value in self._places else None

    def text_at(self, index: Any) -> str | None:
        """Return the text of the option at an index; None for None or no options at all."""
        if index is None or not self.values:
            return None
        if isinstance(index, bool) or not isinstance(index, Integral):
            raise InvalidParameterTypeError.of("index", index, "None or a whole number")
        place = int(index)
        if not 0 <= place < len(self.values):
            raise ValueOutOfRangeError.of("index", index, f"None or a whole number from 0 to {len(self.values) - 1}")
        return self.texts[place]


def as_list(options: Any) -> list[Any]:
    """Return options as a list: of a table its first column, of a mapping its keys, of an Enum its members.

    A text, or what is no sequence at all, is the one option; None is none.
    """
    if options is None:
        return []
    if isinstance(options, type) and issubclass(options, Enum):
        members: Any = options
        return list(members)
    items: Any = _first_column(options)
    if hasattr(items, "to_pylist"):
        return items.to_pylist()
    if type(items).__module__ == "numpy":
        return _plain(items)
    return [items] if isinstance(items, str) or not isinstance(items, Iterable) else list(items)


def _plain(array: Any) -> list[Any]:
    """Return the elements of a numpy array as Python's own, or as pandas' dates, which are datetimes."""
    if array.dtype.kind not in "mM":
        return array.tolist() if array.ndim else [array.item()]
    import pandas as pd

    return list(pd.Series(array))


def _first_column(options: Any) -> Any:
    if hasattr(options, "iloc") and hasattr(options, "columns"):
        return options.iloc[:, 0] if len(options.columns) else []
    if hasattr(options, "get_columns"):
        return options.get_columns()[0] if options.width else []
    if hasattr(options, "column_names") and hasattr(options, "column"):
        return options.column(0) if options.num_columns else []
    if getattr(options, "ndim", 1) == 2:
        return options[:, 0]
    return options


def _told_apart(texts: list[str]) -> list[str]:
    """Return texts of which none is there twice: a space without width tells apart what is shown alike."""
    if len(set(texts)) == len(texts):
        return texts
    seen: dict[str, int] = {}
    for place, text in enumerate(texts):
        before = seen.get(text, 0)
        seen[text] = before + 1
        texts[place] = text + "\u200b" * before
    return texts


def own(value: Any) -> Any:
    """Return a value that its receiver may change without changing the option."""
    if isinstance(value, (str, int, float, bool, Enum)) or value is None:
        return value
    try:
        return deepcopy(value)
    except Exception:
        return value


def _same(a: Any, b: Any) -> bool:
    if a is b:
        return True
    if isinstance(a, Enum) and isinstance(b, Enum) and type(a) is not type(b):
        return _is_again(a, b)
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b)
    try:
        return bool(a == b)
    except Exception:
        return False


def _is_again(a: Enum, b: Enum) -> bool:
    """Tell whether members of two classes are the same: a rerun defines the script's enums anew."""
    if type(a).__qualname__ != type(b).__qualname__ or a.name != b.name:
        return False
    coercion = setting("runner.enumCoercion")
    return coercion != "off" and (coercion == "nameOnly" or a.value == b.value)
