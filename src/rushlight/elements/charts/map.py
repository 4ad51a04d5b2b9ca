"""Points on a map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rushlight.config import maps
from rushlight.elements import sizes
from rushlight.elements.charts.json_text import json_text
from rushlight.elements.charts.pydeck_chart import EMPTY, Points, PydeckChart
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidColorError, InvalidValueError
from rushlight.run.container import Container

_LATITUDES = ("lat", "latitude")
_LONGITUDES = ("lon", "longitude", "lng", "long")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RADIUS = 100.0
_OPACITY = 160
_MOST_ZOOM = 20
_WORLD = (-180.0, -60.0, 180.0, 75.0)


@element
def map(
    container: Container,
    data: Any = None,
    *,
    latitude: str | None = None,
    longitude: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    zoom: int | None = None,
    width: Size = "stretch",
    height: Size = 500,
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show points on a map.

    The outlines of land below come with the package, so that no other host is asked. The settings `map.style` and
    `map.hosts` put tiles in their place.

    Args:
        data: whatever `dataframe` takes, with columns of degrees; an empty map when None.
        latitude: name of the column of latitudes; lat or latitude when None.
        longitude: name of the column of longitudes; lon, lng, long or longitude when None.
        color: "#rrggbb" or "#rrggbbaa", (red, green, blue) or with opacity (whole numbers to 255, or floats to 1), or the
            name of a column of such colours.
        size: radius in metres, or the name of a column of radii; 100 when None.
        zoom: from 0, the world, to 20, a house; such that all points are shown when None.
        width: "stretch" or a number of pixels.
        height: a number of pixels, or "stretch".
        use_container_width: the older way to say width="stretch".
        alt: what the map shows, for screen readers.

    Raises:
        APIError: for columns that the data do not have, or places that are missing.
        InvalidColorError: for what is no colour.
        InvalidValueError: for a zoom or a radius that cannot be.

    Example:
        >>> st.map({"lat": [60.39, 59.91], "lon": [5.32, 10.75], "size": [900, 400]}, size="size")
    """
    points = None if data is None else _points(data, latitude, longitude, color, size)
    config = None if container.context is None else container.context.app.config
    props = PydeckChart(
        spec=json_text(_view(points, _zoom(zoom))),
        points=points,
        fits=points is not None and zoom is None,
        base=maps.base(config),
        width=sizes.width(width, ("stretch",), use_container_width=use_container_width or None),
        height=sizes.height(height, ("stretch",)),
        alt=alt,
    )
    return container.draw(props)


def _zoom(zoom: Any) -> float | None:
    if zoom is None:
        return None
    if isinstance(zoom, bool) or not isinstance(zoom, (int, float)) or not 0 <= zoom <= _MOST_ZOOM:
        raise InvalidValueError.of("zoom", zoom, f"a number from 0 to {_MOST_ZOOM}, or None")
    return zoom


def _view(points: Points | None, zoom: float | None) -> dict[str, Any]:
    west, south, east, north = _WORLD if points is None else points.bounds
    middle = {"latitude": (south + north) / 2, "longitude": (west + east) / 2}
    return {**EMPTY, "initialViewState": {**middle, "zoom": 1 if zoom is None else zoom}}


def _points(data: Any, latitude: str | None, longitude: str | None, color: Any, size: Any) -> Points | None:
    import numpy as np

    from rushlight.data.snapshot import snapshot

    frame = snapshot(data)
    columns = {column.label or column.name: column.name for column in frame.columns}
    table = frame.table()
    places = [
        _degrees(table, columns, _column(columns, "longitude", longitude, _LONGITUDES), 180 * 2),
        _degrees(table, columns, _column(columns, "latitude", latitude, _LATITUDES), 90),
    ]
    if not frame.row_count:
        return None
    (west, south), (east, north) = ([float(bound(each)) for each in places] for bound in (np.min, np.max))
    return Points(
        count=frame.row_count,
        positions=np.stack(places, axis=1).astype("<f8").tobytes(),
        colors=_colors(table, columns, color),
        bounds=(west, south, east, north),
        **_radii(table, columns, size),
    )


def _column(columns: dict[str, str], parameter: str, given: str | None, usual: Sequence[str]) -> str:
    if given is not None:
        return _known(columns, given)
    for label in columns:
        if label.lower() in usual:
            return label
    raise APIError(
        f"`map` found no column of {parameter}s: it looks for {', '.join(usual)}, and the data have "
        f"{', '.join(columns) or 'none'}. Name the column: st.map(data, {parameter}=...)."
    )


def _known(columns: dict[str, str], label: str) -> str:
    if label not in columns:
        raise APIError(f"The data have no column {label!r}; they have {', '.join(columns)}.")
    return label


def _numbers(table: Any, columns: dict[str, str], label: str) -> Any:
    """Return a column as an array of floats; missing ones are not numbers."""
    try:
        return table.column(columns[label]).cast("float64").to_numpy()
    except Exception as error:
        raise APIError(f"`map` needs numbers in the column {label!r}: {error}.") from None


def _degrees(table: Any, columns: dict[str, str], label: str, most: float) -> Any:
    import numpy as np

    degrees = _numbers(table, columns, label)
    missing = int(np.count_nonzero(~np.isfinite(degrees)))
    if missing:
        raise APIError(f"`map` cannot place {missing} rows without a {label!r}. Drop them: data.dropna(subset=[...]).")
    if degrees.size and float(np.abs(degrees).max()) > most:
        raise APIError(f"`map` needs degrees in the column {label!r}, from {-most} to {most}; given: {degrees.max()}.")
    return degrees


def _radii(table: Any, columns: dict[str, str], size: Any) -> dict[str, Any]:
    import numpy as np

    if isinstance(size, str):
        return {"radii": np.nan_to_num(_numbers(table, columns, _known(columns, size))).astype("<f4").tobytes()}
    if size is not None and (isinstance(size, bool) or not isinstance(size, (int, float)) or size < 0):
        raise InvalidValueError.of("size", size, "a radius in metres or the name of a column")
    return {"radius": _RADIUS if size is None else float(size)}


def _colors(table: Any, columns: dict[str, str], color: Any) -> bytes:
    if color is None:
        return b""
    if not isinstance(color, str) or color not in columns:
        return _color(color)
    known: dict[Any, bytes] = {}
    parts: list[bytes] = []
    for each in table.column(columns[color]).to_pylist():
        name = tuple(each) if isinstance(each, list) else each  # pyright: ignore[reportUnknownVariableType]
        if name not in known:
            known[name] = _color(name)
        parts.append(known[name])
    return b"".join(parts)


def _color(given: Any) -> bytes:
    if isinstance(given, str) and _HEX.fullmatch(given):
        digits = given[1:] if len(given) > 5 else "".join(2 * digit for digit in given[1:])
        return bytes.fromhex(digits if len(digits) == 8 else f"{digits}{_OPACITY:02x}")
    if isinstance(given, (tuple, list)) and len(given) in (3, 4):  # pyright: ignore[reportUnknownArgumentType]
        parts: list[Any] = list(given)  # pyright: ignore[reportUnknownArgumentType]
        if all(isinstance(part, (int, float)) for part in parts):
            scale = 255 if any(isinstance(part, float) for part in parts) and max(parts) <= 1 else 1
            found = [round(part * scale) for part in parts]
            if all(0 <= part <= 255 for part in found):
                return bytes(found if len(found) == 4 else [*found, _OPACITY])
    raise InvalidColorError.of(
        "color", given, "a colour such as '#0077bb' or (0, 119, 187), or the name of a column of such"
    )
