"""Selections as scripts read them: nested dicts with attribute access that cannot be changed."""

from __future__ import annotations

from typing import Any, Never

from rushlight.elements.field import Reaction, reaction
from rushlight.errors import InvalidValueError
from rushlight.run.container import Container


def select_reaction(container: Container, command: str, on_select: Any) -> Reaction | None:
    """Return what an `on_select` argument asks for, None for "ignore"; raises InvalidValueError for an unknown word."""
    if isinstance(on_select, str) and on_select == "ignore":
        return None
    if on_select != "rerun" and not callable(on_select):
        raise InvalidValueError.choice("on_select", on_select, ("rerun", "ignore", "a callable"))
    return reaction(container, command, on_select)


class Selected(dict[str, Any]):
    """A dict whose keys are attributes too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the selection has no {name!r}; it has {', '.join(self)}") from None

    def _refuse(self, *_: object, **__: object) -> Never:
        raise TypeError("a selection cannot be changed; set it through session_state before the element is drawn")

    __setitem__ = __delitem__ = __setattr__ = __delattr__ = _refuse  # type: ignore[assignment]
    clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]

    def __deepcopy__(self, memo: Any) -> Selected:
        return selected(self, type(self))


class DataframeState(Selected):
    """What is selected in a `dataframe`: `selection` with `rows`, `columns` and `cells`."""

    selection: Selected


class PlotlyState(Selected):
    """What is selected in a `plotly_chart`: `selection` with `points`, `point_indices`, `box` and `lasso`."""

    selection: Selected


class VegaLiteState(Selected):
    """What is selected in a chart of Vega-Lite or Altair: `selection` with an entry for each selection parameter."""

    selection: Selected


class EChartsState(Selected):
    """What is selected in an `echarts_chart`: `selection` with `selected` and `areas`."""

    selection: Selected


class PydeckState(Selected):
    """What is selected on a `pydeck_chart`: `selection` with `indices` and `objects`, by layer."""

    selection: Selected


class ButtonColumnClickState(Selected):
    """Which button of a column was clicked."""

    row: int
    column: str
    label: str
    value: Any


def selected(value: Any, kind: type[Selected] = Selected) -> Any:
    """Return nested mappings as `Selected`, the outermost as one of a kind."""
    if isinstance(value, dict):
        return kind({str(key): selected(each) for key, each in value.items()})  # pyright: ignore
    if isinstance(value, (list, tuple)):
        return [selected(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value
