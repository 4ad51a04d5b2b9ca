"""Scenes of deck.gl that pydeck describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rushlight.testing import AppTest

START = """
import numpy as np, pandas as pd, pydeck as pdk
import rushlight as st
rows = pd.DataFrame({"at": [[5.0, 60.0], [6.0, 61.0]], "n": [1, None], "day": pd.to_datetime(["2026-01-02", None])})
"""


def app(source: str) -> AppTest:
    return AppTest.from_string(START + source)


def drawn(source: str) -> Any:
    return app(source).run().get("pydeck_chart")[0].proto


def spec(source: str) -> Any:
    return json.loads(drawn(source).spec)


def test_rows_have_dates_as_text_and_null_for_what_is_missing() -> None:
    (layer,) = spec("st.pydeck_chart(pdk.Deck(pdk.Layer('ScatterplotLayer', rows, get_position='at')))")["layers"]
    assert layer["data"] == [
        {"at": [5.0, 60.0], "n": 1.0, "day": "2026-01-02T00:00:00"},
        {"at": [6.0, 61.0], "n": None, "day": None},
    ]


def test_data_by_address_or_as_geojson_stay_as_they_are() -> None:
    source = (
        "st.pydeck_chart(pdk.Deck([pdk.Layer('GeoJsonLayer', 'https://example.org/a.json'),"
        "pdk.Layer('GeoJsonLayer', {'type': 'FeatureCollection', 'features': []})]))"
    )
    first, second = spec(source)["layers"]
    assert (first["data"], second["data"]["type"]) == ("https://example.org/a.json", "FeatureCollection")


def test_layers_without_an_id_are_called_by_type_and_place() -> None:
    source = (
        "st.pydeck_chart(pdk.Deck([pdk.Layer('ArcLayer', rows), pdk.Layer('ArcLayer', rows),"
        "pdk.Layer('ArcLayer', rows, id='mine')]))"
    )
    assert [layer["id"] for layer in spec(source)["layers"]] == ["ArcLayer-0", "ArcLayer-1", "mine"]


def test_the_users_deck_is_left_as_it_is() -> None:
    source = (
        "layer = pdk.Layer('ArcLayer', rows)\ndeck = pdk.Deck(layer)\nbefore = layer.id\nst.pydeck_chart(deck)\n"
        "st.text(str(layer.id == before and len(layer.data)))"
    )
    assert app(source).run().text[0].value == "2"


def test_data_as_arrays_travel_as_arrays() -> None:
    props = drawn(
        "frame = pd.DataFrame({'at': [[5.0, 60.0]], 'tint': [[1, 2, 3]], 'size': [4]})\n"
        "layer = pdk.Layer('ScatterplotLayer', frame, use_binary_transport=True, get_position='at', id='spots',\n"
        "                  get_fill_color='tint', get_radius='size')\nst.pydeck_chart(pdk.Deck(layer))"
    )
    data = props.columns["spots"]
    found = {name: (column.parts, column.type, column.values) for name, column in data.accessors.items()}
    assert data.count == 1
    assert found["getFillColor"] == (3, "uint8", bytes([1, 2, 3]))
    assert found["getRadius"] == (1, "float32", b"\x00\x00\x80\x40")
    assert found["getPosition"][:2] == (2, "float64")
    assert "data" not in json.loads(props.spec)["layers"][0]


def test_another_object_with_to_json_is_taken() -> None:
    source = 'class Own:\n    def to_json(self): return \'{"layers": [{"id": "a"}]}\'\nst.pydeck_chart(Own())'
    assert spec(source)["layers"] == [{"id": "a"}]


@pytest.mark.parametrize(
    ("arguments", "base", "tone"),
    [
        ("", "land", None),
        ("map_style=None", "land", None),
        ("map_style='light'", "land", "light"),
        ("map_style='road'", "land", "light"),
        ("map_style='dark_no_labels'", "land", "dark"),
        ("map_style='satellite', map_provider='mapbox'", "land", "dark"),
        ("map_provider=None", "", None),
    ],
)
def test_what_lies_below(arguments: str, base: str, tone: str | None) -> None:
    props = drawn(f"st.pydeck_chart(pdk.Deck(pdk.Layer('ArcLayer', rows), {arguments}))")
    assert (props.base, props.tone) == (base, tone)
    assert not {"mapStyle", "mapProvider"} & json.loads(props.spec).keys()


def test_a_style_is_taken_from_a_host_that_the_settings_name(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(START + "st.pydeck_chart(pdk.Deck(map_style='light'))")
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('map.hosts = ["*.cartocdn.com"]')
    props = AppTest.from_file(script).run().get("pydeck_chart")[0].proto
    assert props.base == "https://basemaps.cartocdn.com/gl/positron-gl-style/style.json"


@pytest.mark.parametrize(
    ("tooltip", "sent"),
    [("True", True), ("False", False), ("{'text': '{n}', 'style': {'color': 'red'}}", {"text": "{n}", "style": {"color": "red"}})],
)  # fmt: skip
def test_tooltips(tooltip: str, sent: Any) -> None:
    assert drawn(f"st.pydeck_chart(pdk.Deck(pdk.Layer('ArcLayer', rows), tooltip={tooltip}))").tooltip == sent


def test_views_and_their_states_reach_the_browser() -> None:
    found = spec(
        "st.pydeck_chart(pdk.Deck(views=[pdk.View('MapView', id='a', width='50%'), pdk.View('OrbitView', id='b')],"
        "initial_view_state={'a': pdk.ViewState(1, 2, 3), 'b': {'target': [0, 0, 0]}}))"
    )
    assert [view["@@type"] for view in found["views"]] == ["MapView", "OrbitView"]
    assert found["initialViewState"]["b"] == {"target": [0, 0, 0]}


def test_keys_of_services_stay_on_the_server() -> None:
    props = drawn("st.pydeck_chart(pdk.Deck(api_keys={'mapbox': 'secret', 'google_maps': 'secret'}))")
    assert "secret" not in props.spec
    assert "secret" not in props.base


SELECTS = "st.pydeck_chart(pdk.Deck(pdk.Layer('ArcLayer', rows, id='arcs')), on_select='rerun', key='k')"
CHOSEN = {"indices": {"arcs": [1]}, "objects": {"arcs": [{"n": None}]}}


def test_the_selection_is_read_by_attributes_and_kept_by_the_key() -> None:
    at = app(SELECTS).run()
    at.get("pydeck_chart")[0].select(CHOSEN).run()
    assert at.session_state.k.selection.indices.arcs == [1]
    assert at.session_state.k["selection"]["objects"]["arcs"] == [{"n": None}]


def test_the_selection_cannot_be_set_by_the_script() -> None:
    at = app(f"st.session_state.k = {{}}\n{SELECTS}").run()
    assert "k" in at.exception[0].message


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {"indices": {}},
        {"indices": [], "objects": {}},
        {"indices": {"arcs": 1}, "objects": {}},
        {"indices": {"arcs": ["1"]}, "objects": {}},
        {"indices": {"arcs": [True]}, "objects": {}},
        {"indices": {}, "objects": {"arcs": {}}},
    ],
)
def test_what_no_browser_of_ours_sends_is_refused(raw: Any) -> None:
    at = app(SELECTS).run()
    with pytest.raises((TypeError, ValueError)):
        at.get("pydeck_chart")[0].select(raw)


def test_write_shows_a_deck() -> None:
    assert drawn("st.write(pdk.Deck(pdk.Layer('ArcLayer', rows)))").kind == "pydeck_chart"
