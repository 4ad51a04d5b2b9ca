"""Options of choosing widgets: any sequence, shown and matched by their formatted text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from enum import Enum
from typing import Any, Generic, TypeVar

from rushlight.errors import DefaultNotInOptionsError, InvalidValueError
from rushlight.run.settings import setting

T = TypeVar("T")


class Options(Generic[T]):
    """The options of one widget with their texts."""

    __slots__ = ("_places", "texts", "values")

    def __init__(self, options: Iterable[T], format_func: Callable[[Any], Any] = str) -> None:
        self.values: list[T] = as_list(options)
        self.texts: list[str] = [str(format_func(value)) for value in self.values]
        self._places = {text: place for place, text in reversed(list(enumerate(self.texts)))}

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

    def text_at(self, index: Any) -> str | None:
        """Return the text of the option at an index; None for None or no options at all."""
        if index is None or not self.values:
            return None
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(self.values):
            raise InvalidValueError.of("index", index, f"None or a whole number from 0 to {len(self.values) - 1}")
        return self.texts[index]


def as_list(options: Any) -> list[Any]:
    """Return options as a list: of a frame its first column, of a mapping its keys, of an Enum its members."""
    if isinstance(options, type) and issubclass(options, Enum):
        members: Any = options
        return list(members)
    if hasattr(options, "iloc") and hasattr(options, "columns"):
        first: Any = options.iloc[:, 0] if len(options.columns) else []  # pyright: ignore[reportAttributeAccessIssue]
        return list(first)
    items: Any = options
    return list(items)


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
    if isinstance(a, Enum) and isinstance(b, Enum) and type(a).__qualname__ == type(b).__qualname__:
        # A rerun defines the script's enums anew: which members are the same is a setting.
        coercion = setting("runner.enumCoercion")
        return coercion != "off" and a.name == b.name and (coercion == "nameOnly" or a.value == b.value)
    try:
        return bool(a == b)
    except Exception:
        return False
