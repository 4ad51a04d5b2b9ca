"""Differences between what a browser shows and what it should show. Pure: values in, operations out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from rushlight.tree.node import Props
from rushlight.wire.messages import Append, Ops, SetProps

T = TypeVar("T", bound=Hashable)

_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}


def props_ops(id: int, old: Props, new: Props) -> list[Ops]:
    """Return the operations that turn the shown properties `old` of node `id` into `new` (both of one kind)."""
    changed: dict[str, Any] = {}
    reset: list[str] = []
    appended: list[Ops] = []
    for name, default in _fields_of(type(new)):
        was, now = getattr(old, name), getattr(new, name)
        if was is now or _same(was, now):
            continue
        if isinstance(now, str) and isinstance(was, str) and was != default and was and now.startswith(was):
            appended.append(Append(id, name, now[len(was) :]))
        elif _same(now, default):
            reset.append(name)
        else:
            changed[name] = now
    return [*([SetProps(id, changed, reset)] if changed or reset else []), *appended]


def set_props(props: Props) -> dict[str, Any]:
    """Return the properties that differ from their defaults."""
    named = ((name, getattr(props, name), default) for name, default in _fields_of(type(props)))
    return {name: value for name, value, default in named if not _same(value, default)}


def _same(a: Any, b: Any) -> bool:
    # 1 == True == 1.0 in Python, but not for a browser.
    return type(a) is type(b) and a == b


def _fields_of(kind: type[Props]) -> tuple[tuple[str, Any], ...]:
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple((f.name, _default_of(f)) for f in msgspec.structs.fields(kind))
    return fields


def _default_of(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else msgspec.NODEFAULT


def child_moves(old: Sequence[T], new: Sequence[T]) -> tuple[list[T], list[tuple[T, int]]]:
    """Return (removed, placed) that turn the sequence `old` of distinct items into `new`.

    Removals come first; then each placed item, in order, is taken out where it stands (if it is there) and put at its
    index. Items on a longest increasing subsequence of their old places stay (Fredman 1975, by patience sorting), so
    the number of moves is the least possible.
    """
    wanted = set(new)
    place = {item: index for index, item in enumerate(old)}
    removed = [item for item in old if item not in wanted]
    kept = [item for item in new if item in place]
    staying = _increasing(kept, place)
    if len(staying) == len(kept):
        return removed, [(item, index) for index, item in enumerate(new) if item not in place]
    return removed, _placed_from_the_right([item for item in old if item in wanted], new, staying)


def _placed_from_the_right(current: list[T], new: Sequence[T], staying: set[T]) -> list[tuple[T, int]]:
    """Put each item that does not stay before its successor, which is already in its place."""
    placed: list[tuple[T, int]] = []
    successor: T | None = None
    here = set(current)
    for item in reversed(new):
        if item not in staying:
            if item in here:
                current.remove(item)
            index = len(current) if successor is None else current.index(successor)
            current.insert(index, item)
            placed.append((item, index))
        successor = item
    return placed


def _increasing(items: Sequence[T], place: dict[T, int]) -> set[T]:
    """Return the items of a longest subsequence whose places rise."""
    if all(place[a] < place[b] for a, b in zip(items, items[1:], strict=False)):
        return set(items)
    tails: list[T] = []
    places: list[int] = []
    before: dict[T, T | None] = {}
    for item in items:
        slot = bisect_left(places, place[item])
        before[item] = tails[slot - 1] if slot else None
        tails[slot : slot + 1] = [item]
        places[slot : slot + 1] = [place[item]]
    return set(_chain(tails[-1] if tails else None, before))


def _chain(item: T | None, before: dict[T, T | None]) -> Iterable[T]:
    while item is not None:
        yield item
        item = before[item]
