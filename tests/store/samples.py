"""Classes of a module that has been imported, as an app's would be."""

from __future__ import annotations

import dataclasses
import enum
from typing import Any, NamedTuple

import msgspec
import pydantic


class Colour(enum.Enum):
    RED = 1
    GREEN = "green"


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Point(NamedTuple):
    x: Any
    y: Any


@dataclasses.dataclass
class Order:
    number: Any
    lines: list[Any] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        self.made = True


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    text: Any


class Wire(msgspec.Struct, frozen=True):
    a: Any
    b: list[Any] = []


class Model(pydantic.BaseModel):
    a: int
    b: list[int] = []
    _seen: int = pydantic.PrivateAttr(3)


class Trap:
    """Unpickled, it would leave a trace."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return open, (self.path, "w")
