"""Points on a map."""

from __future__ import annotations

import datetime as dt
import json
import struct
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import rushlight as st
from rushlight.elements.charts.map import _points  # pyright: ignore[reportPrivateUsage]
from rushlight.errors import APIError, InvalidColorError, InvalidValueError
from rushlight.testing import AppTest

FRAME = {"lat": [60.0, 59.0], "lon": [5.0, 10.0]}


def points(data: Any = FRAME, **given: Any) -> Any:
    return _points(data, given.get("latitude"), given.get("longitude"), given.get("color"), given.get("size"))


@pytest.mark.parametrize("names", [("lat", "lon"), ("latitude", "longitude"), ("LAT", "LON"), ("Latitude", "lng")])
def test_the_usual_names_of_columns_are_found(names: tuple[str, str]) -> None:
    found = points({names[0]: [1.0], names[1]: [2.0]})
    assert struct.unpack("<2d", found.positions) == (2.0, 1.0)


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, lambda rows: pl.DataFrame(rows).lazy()])
def test_any_tabular_data(make: Any) -> None:
    assert points(make(FRAME)).count == 2


def test_whole_numbers_and_decimals_are_degrees_too() -> None:
    assert points({"lat": [60, 59], "lon": np.array([5, 10], dtype="float32")}).bounds == (5.0, 59.0, 10.0, 60.0)


def test_the_bounds_hold_all_points() -> None:
    assert points().bounds == (5.0, 59.0, 10.0, 60.0)


def test_no_rows_are_an_empty_map() -> None:
    assert points(pd.DataFrame({"lat": [], "lon": []}, dtype=float)) is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"x": [1], "lon": [1]}, "no column of latitudes.*latitude="),
        ({"lat": [1], "x": [1]}, "no column of longitudes"),
        ({"lat": [1.0, None], "lon": [1.0, 2.0]}, "1 rows without a 'lat'"),
        ({"lat": ["north"], "lon": [1]}, "numbers in the column 'lat'"),
        ({"lat": [91.0], "lon": [1]}, "from -90 to 90"),
        ({"lat": [1.0], "lon": [-400]}, "from -360 to 360"),
        ({"lat": [dt.date(2026, 1, 1)], "lon": [1]}, "numbers in the column 'lat'"),
    ],
)
def test_what_is_no_place_is_refused(data: Any, message: str) -> None:
    with pytest.raises(APIError, match=message):
        points(data)


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ("#f00", (255, 0, 0, 160)),
        ("#f008", (255, 0, 0, 0x88)),
        ("#010203", (1, 2, 3, 160)),
        ("#01020304", (1, 2, 3, 4)),
        ((1, 2, 3), (1, 2, 3, 160)),
        ([1, 2, 3, 4], (1, 2, 3, 4)),
        ((0.0, 1.0, 0.5, 1.0), (0, 255, 128, 255)),
    ],
)
def test_colors(color: Any, expected: tuple[int, ...]) -> None:
    assert tuple(points(color=color).colors) == expected


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame])
def test_a_column_of_colors(make: Any) -> None:
    data = make({**FRAME, "text": ["#ff0000", "#00ff0080"], "parts": [[1, 2, 3], [4, 5, 6]]})
    assert points(data, color="text").colors == bytes([255, 0, 0, 160, 0, 255, 0, 128])
    assert points(data, color="parts").colors == bytes([1, 2, 3, 160, 4, 5, 6, 160])


@pytest.mark.parametrize("color", ["red", "#12345", (1, 2), (1, 2, 300), ("a", "b", "c"), 5])
def test_what_is_no_color_is_refused(color: Any) -> None:
    with pytest.raises(InvalidColorError, match="#0077bb"):
        points(color=color)


def test_a_radius_that_is_missing_is_none() -> None:
    data = {**FRAME, "metres": [5.0, None]}
    assert points(data, size="metres").radii == struct.pack("<2f", 5, 0)


@pytest.mark.parametrize("size", [-1, True, [3]])
def test_what_is_no_radius_is_refused(size: Any) -> None:
    with pytest.raises(InvalidValueError, match="radius"):
        points(size=size)
    with pytest.raises(APIError, match="no column 'km'"):
        points(size="km")


@pytest.mark.parametrize("zoom", [-1, 21, True, "near"])
def test_what_is_no_zoom_is_refused(zoom: Any) -> None:
    with pytest.raises(InvalidValueError, match="0 to 20"):
        st.map(FRAME, zoom=zoom)


def test_an_empty_map_shows_the_world() -> None:
    props = AppTest.from_string("import rushlight as st\nst.map()").run().get("pydeck_chart")[0].proto
    assert json.loads(props.spec) == {"initialViewState": {"latitude": 7.5, "longitude": 0, "zoom": 1}, "layers": []}
    assert (props.base, props.fits) == ("land", False)


def test_what_has_not_changed_is_not_sent_again() -> None:
    at = AppTest.from_string(f"import rushlight as st\nst.map({FRAME})").run()
    before = at.get("pydeck_chart")[0].proto
    assert at.run().get("pydeck_chart")[0].proto == before
