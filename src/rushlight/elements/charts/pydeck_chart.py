"""Maps and other scenes of deck.gl, described by pydeck."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from rushlight.config import maps
from rushlight.elements import sizes
from rushlight.elements.charts.json_text import json_text
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice, reaction
from rushlight.elements.selection import PydeckState, selected
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

SelectionMode: TypeAlias = Literal["single-object", "multi-object"]

EMPTY = {"initialViewState": {"latitude": 0, "longitude": 0, "zoom": 1}, "layers": []}
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LIGHT = re.compile(r"light|positron|voyager|streets|outdoors|road")
_DARK = re.compile(r"dark|satellite|night")
_MODES = ("single-object", "multi-object")


class Points(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Places on a map, as arrays that the graphics card takes as they are."""

    count: int
    positions: bytes
    """Longitude and latitude of each: 64-bit floats, little-endian."""
    bounds: tuple[float, float, float, float]
    """West, south, east and north."""
    colors: bytes = b""
    """Red, green, blue and opacity of each, or four bytes for all; none for the page's own colour."""
    radii: bytes = b""
    """Metres of each: 32-bit floats, little-endian; or none."""
    radius: float = 0
    """Metres of all, where `radii` is empty."""


class BinaryColumn(msgspec.Struct, frozen=True):
    """What one accessor of a layer gives for each object."""

    parts: int
    """How many numbers each object has."""
    type: Literal["float64", "float32", "uint8"]
    values: bytes
    """Little-endian."""


class BinaryData(msgspec.Struct, frozen=True):
    """Data of a layer that pydeck has as arrays."""

    count: int
    accessors: dict[str, BinaryColumn]


class PydeckChart(Props, frozen=True, kw_only=True):
    spec: str
    """JSON text of deck.gl's properties."""
    base: str = maps.LAND
    """What lies below: "land", the address of a style or of tiles, a style as JSON text, or nothing."""
    tone: Literal["light", "dark"] | None = None
    """Of the outlines of land; that of the page when None."""
    columns: dict[str, BinaryData] = {}
    """Data of layers that are not in the spec, by the layers' ids."""
    points: Points | None = None
    fits: bool = False
    """The view shows all points, whatever the size of the map."""
    tooltip: bool | dict[str, Any] = False
    """Of what is pickable: True for all it has, or `html` or `text` with names in braces, and `style`."""
    mode: SelectionMode | None = None
    """How a click selects."""
    width: Size = "stretch"
    height: Size = 500
    alt: str | None = None


@element
def pydeck_chart(
    container: Container,
    pydeck_obj: Any = None,
    *,
    width: Size = "stretch",
    use_container_width: bool | None = None,
    height: Size = 500,
    selection_mode: SelectionMode = "single-object",
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    key: Key = None,
    alt: str | None = None,
) -> Any:
    """Show a map, or another scene of deck.gl, that pydeck describes.

    Below a map lie outlines of land that need no other host. The style of a map is taken where the setting `map.hosts`
    allows its host; `map.style` sets another for all maps. Layers that load data from other hosts need that setting too.

    Args:
        pydeck_obj: a `pydeck.Deck`; an empty map when None.
        width: "stretch" or a number of pixels.
        use_container_width: the older way to say width="stretch".
        height: a number of pixels, or "stretch".
        selection_mode: "single-object" or "multi-object".
        on_select: "ignore", "rerun" to have selections returned, or a callback. What can be selected is in layers with
            `pickable=True`.
        key: a name; with `on_select`, that of the selection in `session_state`.
        alt: what the map shows, for screen readers.

    Returns:
        The element; with `on_select` the selection: `event.selection.indices` and `event.selection.objects` have lists by
        the layer's id. Layers without an `id` are called by their type and place, such as "ScatterplotLayer-0".

    Raises:
        InvalidParameterTypeError: for anything that is no `pydeck.Deck`.

    Example:
        >>> layer = pdk.Layer("ScatterplotLayer", frame, get_position="[lon, lat]", get_radius=200, pickable=True)
        >>> st.pydeck_chart(pdk.Deck(layer, initial_view_state=pdk.ViewState(latitude=60, longitude=5, zoom=9)))
    """
    scene = _scene(pydeck_obj)
    style, provider = scene.pop("mapStyle", None), scene.pop("mapProvider", None)
    mode = None if on_select == "ignore" else choice("selection_mode", selection_mode, _MODES)
    props = PydeckChart(
        base=_base(container, pydeck_obj, style, provider),
        tone=_tone(style),
        spec=json_text(scene),
        columns=_columns(scene, pydeck_obj),
        tooltip=_tooltip(pydeck_obj),
        mode=mode,
        width=sizes.width(width, ("stretch",), use_container_width=use_container_width or None),
        height=sizes.height(height, ("stretch",)),
        alt=alt,
    )
    name = checked_key(key)
    if mode is None:
        return container.draw(props, name)
    change = reaction(container, "pydeck_chart", on_select)
    return container.widget(
        props,
        Widget(
            command="pydeck_chart",
            default={"indices": {}, "objects": {}},
            parse=_parse,
            key=name,
            facts=(props.spec, props.columns),
            key_facts=(mode,),
            callback=change.callback,
            settable=False,
        ),
    )


def _scene(deck: Any) -> dict[str, Any]:
    """Return what pydeck would write as JSON, with the layers' data as they are."""
    if deck is None:
        return dict(EMPTY)
    if not callable(getattr(deck, "to_json", None)):
        raise InvalidParameterTypeError.of("pydeck_obj", type(deck).__name__, "a pydeck.Deck or None")
    light, data = _without_data(deck)
    scene: dict[str, Any] = json.loads(light.to_json())
    layers = scene.get("layers") or []
    for place, layer in enumerate(layers):
        if place < len(data) and data[place] is not None:
            layer["data"] = data[place]
        # pydeck makes a new id at each run; a steady one lets the browser keep the layer, and scripts know it.
        if _RANDOM_ID.fullmatch(str(layer.get("id", ""))):
            layer["id"] = f"{layer.get('@@type', 'layer')}-{place}"
    return {name: value for name, value in scene.items() if not name.endswith("Key")}


def _without_data(deck: Any) -> tuple[Any, list[Any]]:
    """Return a deck without the data of its layers, and those: pydeck writes 100,000 rows slowly, and dates not at all."""
    layers = getattr(deck, "layers", None)
    if not isinstance(layers, list) or not all(hasattr(layer, "_data") for layer in layers):  # pyright: ignore
        return deck, []
    light = copy.copy(deck)
    light.layers = [copy.copy(layer) for layer in layers]  # pyright: ignore[reportUnknownVariableType]
    for layer in light.layers:
        layer._data = None
    return light, [layer._data for layer in layers]  # pyright: ignore[reportUnknownVariableType]


def _columns(scene: dict[str, Any], deck: Any) -> dict[str, BinaryData]:
    """Return the data of the layers that were made with `use_binary_transport`."""
    layers: Iterable[Any] = getattr(deck, "layers", None) or ()
    arrays = [getattr(layer, "_binary_data", None) for layer in layers]
    return {str(layer["id"]): _of_arrays(given) for layer, given in zip(scene["layers"], arrays, strict=False) if given}


def _of_arrays(given: Iterable[Mapping[str, Any]]) -> BinaryData:
    import numpy as np

    accessors: dict[str, BinaryColumn] = {}
    count = 0
    for each in given:
        name, values = str(each["accessor"]), np.asarray(each["np_data"])
        kind = "uint8" if "Color" in name else "float64" if "Position" in name else "float32"
        count = len(values)
        parts = values.size // max(count, 1)
        accessors[name] = BinaryColumn(parts, kind, values.astype(np.dtype(kind).newbyteorder("<")).tobytes())
    return BinaryData(count, accessors)


def _base(container: Container, deck: Any, style: Any, provider: Any) -> str:
    if deck is not None and provider is None:
        return ""
    config = None if container.context is None else container.context.app.config
    return maps.base(config, style, getattr(deck, "mapbox_key", None))


def _tone(style: Any) -> Literal["light", "dark"] | None:
    """Return the tone that a style has by its name. The dark one that pydeck sets by itself says nothing."""
    name = style if isinstance(style, str) else ""
    if "nolabels" not in name and "dark" in name:
        return None
    return "dark" if _DARK.search(name) else "light" if _LIGHT.search(name) else None


def _tooltip(deck: Any) -> bool | dict[str, Any]:
    given = getattr(deck, "_tooltip", False)
    if isinstance(given, Mapping):
        return {str(name): value for name, value in given.items()}  # pyright: ignore
    return bool(given)


def _parse(raw: Any) -> Any:
    if not isinstance(raw, dict) or set(raw) != {"indices", "objects"}:  # pyright: ignore
        raise TypeError("indices and objects are needed")
    for name in ("indices", "objects"):
        layers: Any = raw[name]
        if not isinstance(layers, dict) or not all(isinstance(each, list) for each in layers.values()):  # pyright: ignore
            raise TypeError(f"{name} must be lists by layer")
    if not all(type(index) is int for indices in raw["indices"].values() for index in indices):  # pyright: ignore
        raise TypeError("indices must be whole numbers")
    return selected({"selection": raw}, PydeckState)
