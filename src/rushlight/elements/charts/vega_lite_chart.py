"""Charts of Vega-Lite and Altair."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.selection import VegaLiteState, select_reaction, selected
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props


class VegaLiteChart(Props, frozen=True, kw_only=True):
    spec: str
    """JSON text of the specification, without the data below."""
    data: dict[str, bytes] = {}
    """Arrow IPC streams by name."""
    width: Size = "stretch"
    height: Size = "content"
    themed: bool = True
    selections: list[str] = []
    """Names of the selection parameters that are reported."""
    alt: str | None = None


@element
def vega_lite_chart(
    container: Container,
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Size | None = None,
    height: Size = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Any:
    """Show a chart that a Vega-Lite specification describes.

    Args:
        data: a frame or whatever `dataframe` takes; None if the specification has its own.
        spec: the specification; `data` may be left out and the specification given in its place.
        width: "stretch", "content", or a number of pixels; None for "stretch" (unless the chart is made of parts).
        height: "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" or "content".
        theme: "streamlit" for the colours of the page, None for Vega's own.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback.
        selection_mode: names of the selection parameters to report; all when None.
        alt: what the chart shows, for screen readers.
        kwargs: parts of the specification, the old way: `x="a"`, `mark="bar"`.

    Returns:
        The element; with `on_select` the selection: `event.selection.<parameter>`.

    Raises:
        APIError: for a selection without a selection parameter in the specification.

    Example:
        >>> st.vega_lite_chart(frame, {"mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}})
    """
    if spec is None and isinstance(data, Mapping) and ("mark" in data or "layer" in data or "encoding" in data):
        data, spec = None, data  # pyright: ignore[reportUnknownVariableType]
    whole = {**(spec or {}), **kwargs}
    tables = _tables(data, whole)
    return draw_vega(
        container, "vega_lite_chart", whole, tables, width, height, use_container_width, theme, key, on_select,
        selection_mode, alt,
    )  # fmt: skip


@element
def altair_chart(
    container: Container,
    altair_chart: Any,
    *,
    width: Size | None = None,
    height: Size = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> Any:
    """Show a chart made by Altair. The other arguments are those of `vega_lite_chart`.

    Args:
        altair_chart: the chart.

    Example:
        >>> st.altair_chart(alt.Chart(frame).mark_point().encode(x="a", y="b"))
    """
    spec, tables = _of_altair(altair_chart)
    return draw_vega(
        container, "altair_chart", spec, tables, width, height, use_container_width, theme, key, on_select,
        selection_mode, alt,
    )  # fmt: skip


def draw_vega(
    container: Container,
    command: str,
    spec: dict[str, Any],
    tables: dict[str, bytes],
    width: Size | None,
    height: Size,
    use_container_width: bool | None,
    theme: str | None,
    key: Key,
    on_select: Any,
    selection_mode: str | Iterable[str] | None,
    alt: str | None,
) -> Any:
    """Draw a Vega-Lite chart of a specification and named tables."""
    change = select_reaction(container, command, on_select)
    names = _selections(spec, selection_mode) if change is not None else []
    made_of_parts = any(part in spec for part in ("hconcat", "vconcat", "concat", "facet", "repeat"))
    by_default = "content" if made_of_parts or "width" in spec else "stretch"
    props = VegaLiteChart(
        spec=json.dumps(spec, default=str),
        data=tables,
        width=sizes.width(by_default if width is None else width, use_container_width=use_container_width),
        height=sizes.height(height),
        themed=choice("theme", theme, ("streamlit", None)) is not None,
        selections=names,
        alt=alt,
    )
    name = checked_key(key)
    if change is None:
        return container.draw(props, name)
    return container.widget(
        props,
        Widget(
            command=command,
            default={each: {} for each in names},
            parse=lambda raw: _parse(raw, names),
            key=name,
            facts=(props.spec, tuple(names)),
            key_facts=(tuple(names),),
            callback=change.callback,
            settable=False,
        ),
    )


def _parse(raw: Any, names: list[str]) -> Any:
    if not isinstance(raw, dict) or set(raw) - set(names):  # pyright: ignore
        raise TypeError(f"selections of {', '.join(names)} are needed")
    return selected({"selection": {name: raw.get(name, {}) for name in names}}, VegaLiteState)  # pyright: ignore


def _selections(spec: Mapping[str, Any], mode: str | Iterable[str] | None) -> list[str]:
    found = [each["name"] for part in _parts(spec) for each in part.get("params", []) if "select" in each]
    if not found:
        raise APIError(
            "`on_select` needs a selection parameter in the chart: `params` with `select`, or Altair's selection_*."
        )
    wanted = found if mode is None else [mode] if isinstance(mode, str) else list(mode)
    for name in wanted:
        if name not in found:
            raise APIError(f"`selection_mode` must be among the chart's selection parameters {found}; given: {name!r}.")
    return list(dict.fromkeys(wanted))


def _parts(spec: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    inner = [part for name in ("layer", "hconcat", "vconcat", "concat") for part in spec.get(name, [])]
    if isinstance(spec.get("spec"), Mapping):
        inner.append(spec["spec"])
    return [spec, *(each for part in inner for each in _parts(part))]


def _tables(data: Any, spec: dict[str, Any]) -> dict[str, bytes]:
    own = spec.get("data")
    if data is None and own is not None and not isinstance(own, Mapping):
        data = own
    if data is None:
        return {}
    spec["data"] = {"name": "source"}
    return {"source": ipc_of(data)}


def ipc_of(data: Any) -> bytes:
    """Return data as an Arrow IPC stream; the index of a frame is one of its columns."""
    from rushlight.data.arrow_frames import to_ipc
    from rushlight.data.snapshot import snapshot

    return to_ipc(snapshot(data).table())


def _of_altair(chart: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    import altair as alt

    tables: dict[str, bytes] = {}

    def to_table(data: Any) -> dict[str, str]:
        name = f"table{len(tables)}"
        tables[name] = ipc_of(data)
        return {"name": name}

    alt.data_transformers.register("rushlight", to_table)  # pyright: ignore
    with alt.data_transformers.enable("rushlight"):
        spec = chart.to_dict()
    spec.pop("datasets", None) if not spec.get("datasets") else None
    return spec, tables
