"""Keys of objects that mean something to JavaScript: data may hold them, and no message has them as keys of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import websockets

from tests.server.running import Tab, running

KEY = "__proto__"
SCRIPT = """
import pandas as pd
import pydeck
import rushlight as st
import rushlight.components.v1 as components
from rushlight.components import v2

key = st.query_params.get("key") or {key!r}
part = components.declare_component("part", url="http://127.0.0.1:9")
data = {{key: {{"polluted": True}}, "other": [{{key: 1}}]}}
spec = {{"mark": "bar", "data": {{"values": [{{key: 1, "a": 2}}]}}, "encoding": {{"x": {{"field": "a"}}}}, "usermeta": data}}
DRAW = [
    lambda: st.json(data), lambda: st.write(data), lambda: st.dataframe(pd.DataFrame({{key: [1], "a": [2]}})),
    lambda: st.data_editor(pd.DataFrame({{key: [1], "a": [2]}})), lambda: st.table({{key: [1]}}),
    lambda: st.dataframe({{"a": [1]}}, column_config={{key: "label", "a": st.column_config.NumberColumn(key)}}),
    lambda: st.vega_lite_chart(spec), lambda: st.line_chart(pd.DataFrame({{key: [1, 2]}})), lambda: st.echarts_chart({{"series": [], **data}}),
    lambda: st.selectbox("s", {{key: 1}}), lambda: st.pills("p", [key]), lambda: part(**{{key: 1, "args": data}}, key="part"),
    lambda: st.text_input(key, key=key), lambda: st.button(key, key=f"b{{key}}"), lambda: st.container(key=f"c{{key}}").text(key),
    lambda: st.metric(key, 1), lambda: st.bar_chart({{key: [1, 2]}}), lambda: st.area_chart({{"a": [1], key: [2]}}, x="a"),
    lambda: st.map(pd.DataFrame({{"lat": [1.0], "lon": [2.0], key: [3]}}), size=key),
    lambda: st.pydeck_chart(pydeck.Deck([pydeck.Layer("ScatterplotLayer", [{{key: 1, "p": [1, 2]}}], id=key, get_position="p", get_radius=key, **{{key: 1}})], tooltip={{key: "x"}})),
    lambda: st.plotly_chart({{"data": [{{"type": "bar", "y": [1], "customdata": [data]}}], "layout": {{"meta": data}}}}, config=data),
    lambda: st.altair_chart(__import__("altair").Chart(pd.DataFrame({{key: [1], "a": [2]}})).mark_bar().encode(x="a")),
    lambda: st.graphviz_chart(f'digraph {{{{ "{{key}}" -> b }}}}'), lambda: st.mermaid_chart(f"graph TD; {{key}}-->b"),
    lambda: st.segmented_control("c", [key, "b"], key="control"), lambda: st.multiselect("m", {{key: 1}}, default=[key]),
    lambda: st.dataframe(pd.DataFrame({{"a": [data]}})), lambda: st.dataframe(pd.DataFrame([[1]], columns=[key]).style.highlight_max()),
    lambda: st.data_editor(pd.DataFrame({{"a": ["x"]}}), column_config={{"a": st.column_config.SelectboxColumn(options=[key, "x"])}}, key="editor"),
    lambda: st.html(f"<p id='{{key}}'>{{key}}</p>"), lambda: st.markdown(f"**{{key}}**"), lambda: st.tabs([key, "b"]),
    lambda: st.expander(key).text(key), lambda: st.selectbox("o", [key], format_func=lambda o: key, key="options"),
    lambda: st.metric("m", 1, chart_data=pd.DataFrame({{key: [1, 2]}})), lambda: st.grid(2).text(key),
    lambda: v2.component("two", js="export default () => {{}}")(data=data, key="two"), lambda: st.query_params.update({{key: "1"}}),
]
for draw in DRAW:
    try:
        draw()
    except Exception as error:
        st.text(f"{{type(error).__name__}}: {{str(error)[:80]}}")
st.text("end")
"""


def keys(value: Any) -> Iterator[str]:
    """Yield all keys of maps within a message."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_no_message_has_a_key_that_browsers_refuse_it_for(tmp_path: Path) -> None:
    messages: list[Any] = []

    async def connect(url: str, **options: Any) -> Any:
        socket = await websockets.connect(url, **options)
        receive = socket.recv

        async def kept() -> Any:
            data = await receive()
            messages.append(msgspec.msgpack.decode(data))
            return data

        socket.recv = kept  # type: ignore[method-assign]
        return socket

    async def journey(url: str) -> None:
        tab = await Tab.open(url, connect=connect)
        await tab.until_text("end")
        assert not [text for text in tab.texts() if "Error" in text], tab.texts()
        await tab.socket.close()

    with running(tmp_path, SCRIPT.format(key=KEY)) as server:
        asyncio.run(asyncio.wait_for(journey(server.socket), 60))
    assert KEY not in set(keys(messages))
    assert any(KEY in str(message) for message in messages), "it is shown, as the data that it is"
