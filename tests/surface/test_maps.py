"""Every parameter of the map commands does what it should."""

from __future__ import annotations

import json
import struct
from typing import Any

from tests.surface.table import Proofs, drawn, failure, shown

PROOFS = Proofs("map", "pydeck_chart")

FRAME = """
import pandas as pd
frame = pd.DataFrame({
    "lat": [60.0, 59.0], "lon": [5.0, 10.0], "north": [1.0, 2.0], "east": [3.0, 4.0],
    "tint": ["#ff0000", "#00ff00"], "metres": [10.0, 20.0],
})
"""
DECK = """
import pydeck as pdk
layer = pdk.Layer("ScatterplotLayer", [{"at": [5, 60], "n": 1}], get_position="at", pickable=True, id="spots")
deck = pdk.Deck(layer, initial_view_state=pdk.ViewState(latitude=60, longitude=5, zoom=9))
"""
CALLS = {"map": f"{FRAME}\nst.map(frame", "pydeck_chart": f"{DECK}\nst.pydeck_chart(deck"}
CHOSEN = {"indices": {"spots": [0]}, "objects": {"spots": [{"n": 1}]}}


def of(command: str, arguments: str = "") -> Any:
    """Return what reaches the browser of a map with these arguments."""
    return drawn(f"{CALLS[command]}, {arguments})", "pydeck_chart")


def places(arguments: str = "") -> list[tuple[float, ...]]:
    """Return longitude and latitude of the points of a map."""
    return list(struct.iter_unpack("<2d", of("map", arguments).points.positions))


@PROOFS.of("map", "data")
def each_row_of_the_data_is_a_point() -> None:
    assert places() == [(5.0, 60.0), (10.0, 59.0)]
    assert drawn("st.map({'latitude': [1], 'longitude': [2]})").points.count == 1
    assert drawn("st.map()").points is None


@PROOFS.of("map", "latitude")
def latitudes_are_of_the_column_that_is_named() -> None:
    assert places("latitude='north'") == [(5.0, 1.0), (10.0, 2.0)]
    assert "no column 'south'" in failure(f"{CALLS['map']}, latitude='south')").value


@PROOFS.of("map", "longitude")
def longitudes_are_of_the_column_that_is_named() -> None:
    assert places("longitude='east'") == [(3.0, 60.0), (4.0, 59.0)]


@PROOFS.of("map", "color")
def a_color_is_for_all_points_or_of_a_column() -> None:
    assert of("map", "color='#0102037f'").points.colors == bytes([1, 2, 3, 127])
    assert of("map", "color=(1.0, 0.0, 0.0, 1.0)").points.colors == bytes([255, 0, 0, 255])
    assert of("map", "color='tint'").points.colors[:3] == bytes([255, 0, 0])
    assert of("map").points.colors == b""


@PROOFS.of("map", "size")
def a_size_is_a_radius_in_metres_for_all_or_of_a_column() -> None:
    assert of("map").points.radius == 100
    assert of("map", "size=7").points.radius == 7
    assert of("map", "size='metres'").points.radii == struct.pack("<2f", 10, 20)


@PROOFS.of("map", "zoom")
def without_a_zoom_all_points_are_shown() -> None:
    assert of("map").fits is True
    near = of("map", "zoom=11")
    assert near.fits is False
    assert json.loads(near.spec)["initialViewState"] == {"latitude": 59.5, "longitude": 7.5, "zoom": 11}


@PROOFS.each("width", "height")
def sizes_reach_the_browser(command: str) -> None:
    assert (of(command).width, of(command).height) == ("stretch", 500)
    sized = of(command, "width=300, height='stretch'")
    assert (sized.width, sized.height) == (300, "stretch")
    assert "content" in failure(f"{CALLS[command]}, width='content')").value


@PROOFS.each("use_container_width")
def the_older_way_to_stretch_wins(command: str) -> None:
    assert of(command, "width=300, use_container_width=True").width == "stretch"
    assert of(command, "width=300, use_container_width=False").width == 300


@PROOFS.each("alt")
def a_description_is_for_screen_readers(command: str) -> None:
    assert of(command, "alt='Harbours'").alt == "Harbours"


@PROOFS.of("pydeck_chart", "pydeck_obj")
def a_deck_is_drawn_as_it_says() -> None:
    spec = json.loads(of("pydeck_chart").spec)
    (layer,) = spec["layers"]
    assert (layer["@@type"], layer["getPosition"], layer["data"]) == (
        "ScatterplotLayer", "@@=at", [{"at": [5, 60], "n": 1}],
    )  # fmt: skip
    assert spec["initialViewState"]["zoom"] == 9
    assert json.loads(drawn("st.pydeck_chart()").spec)["layers"] == []
    assert "pydeck.Deck" in failure("st.pydeck_chart(5)").value


@PROOFS.of("pydeck_chart", "selection_mode")
def one_or_several_can_be_selected() -> None:
    assert of("pydeck_chart").mode is None
    assert of("pydeck_chart", "on_select='rerun'").mode == "single-object"
    assert of("pydeck_chart", "on_select='rerun', selection_mode='multi-object'").mode == "multi-object"
    assert "multi-object" in failure(f"{CALLS['pydeck_chart']}, on_select='rerun', selection_mode='two')").value


@PROOFS.of("pydeck_chart", "on_select")
def a_selection_is_returned_or_calls_a_function_or_is_ignored() -> None:
    at = shown(f"{DECK}\nst.text(repr(st.pydeck_chart(deck, on_select='rerun')))")
    assert at.text[0].value == repr({"selection": {"indices": {}, "objects": {}}})
    at.get("pydeck_chart")[0].select(CHOSEN).run()
    assert at.text[0].value == repr({"selection": CHOSEN})
    call = "st.pydeck_chart(deck, on_select=lambda: st.session_state.update(called=1))"
    at = shown(f"{DECK}\n{call}")
    at.get("pydeck_chart")[0].select(CHOSEN).run()
    assert at.session_state.called == 1
    assert not hasattr(shown(f"{DECK}\nst.pydeck_chart(deck)").get("pydeck_chart")[0], "select")


@PROOFS.of("pydeck_chart", "key")
def a_key_keeps_the_selection_while_the_data_change() -> None:
    script = (
        f"{DECK}\nlayer.data = [{{'at': [5, 60], 'n': st.session_state.get('n', 1)}}]\n"
        "st.pydeck_chart(deck, on_select='rerun', key='map')"
    )
    at = shown(script)
    at.get("pydeck_chart")[0].select(CHOSEN).run()
    at.session_state.n = 2
    at.run()
    assert at.session_state.map.selection.indices.spots == [0]


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
