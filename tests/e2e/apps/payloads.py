"""Texts that would run something if they were taken for more than texts, at every place that takes a text.

The address says which: `?part=texts&from=0&to=10`, `?part=helps`, `?part=lists`, `?part=charts`, `?part=pages`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import plotly.graph_objects as go

import rushlight as st

PAYLOADS = [
    line for line in (Path(__file__).parents[2] / "security" / "scripts.txt").read_text("utf-8").split("\n") if line
]
PIXEL = np.zeros((1, 1, 3), dtype=np.uint8)


def inside(container: Any) -> None:
    container.text("inside")


def exception(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        st.exception(error)


def dotted(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")


# Each place gets the text and a key of its own.
TEXTS: dict[str, Callable[[str, str], Any]] = {
    "markdown": lambda text, key: st.markdown(text),
    "markdown with html": lambda text, key: st.markdown(text, unsafe_allow_html=True),
    "html": lambda text, key: st.html(text),
    "write": lambda text, key: st.write(text),
    "write_stream": lambda text, key: st.write_stream(iter([text[:7], text[7:]])),
    "text": lambda text, key: st.text(text),
    "title": lambda text, key: st.title(text, anchor=text[:20] or None),
    "header": lambda text, key: st.header(text),
    "subheader": lambda text, key: st.subheader(text),
    "caption": lambda text, key: st.caption(text),
    "caption with html": lambda text, key: st.caption(text, unsafe_allow_html=True),
    "code": lambda text, key: st.code(text, language="html"),
    "code of a language": lambda text, key: st.code("x", language=text),
    "latex": lambda text, key: st.latex(text),
    "badge": lambda text, key: st.badge(text),
    "json": lambda text, key: st.json({text: text}),
    "json of a text": lambda text, key: st.json(text),
    "metric": lambda text, key: st.metric(text, text, text, delta_description=text),
    "error": lambda text, key: st.error(text, title=text),
    "info": lambda text, key: st.info(text),
    "exception": lambda text, key: exception(text),
    "progress": lambda text, key: st.progress(5, text),
    "toast": lambda text, key: st.toast(text),
    "status": lambda text, key: inside(st.status(text, expanded=True)),
    "expander": lambda text, key: inside(st.expander(text, expanded=True)),
    "popover": lambda text, key: inside(st.popover(text)),
    "chat_message": lambda text, key: inside(st.chat_message(text[:40] or "x")),
    "help": lambda text, key: st.help(type("Named", (), {"__doc__": text, "member": text})),
    "image": lambda text, key: st.image(PIXEL, caption=text, alt=text),
    "image of a link": lambda text, key: st.image(PIXEL, link=text),
    "image of an address": lambda text, key: st.image(text),
    "svg": lambda text, key: st.image(f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{text}</svg>"),
    "video of an address": lambda text, key: st.video(text),
    "audio of an address": lambda text, key: st.audio(text),
    "iframe": lambda text, key: st.iframe("https://127.0.0.1:1/", alt=text),
    "link_button": lambda text, key: st.link_button(text, text, key=key),
    "page_link": lambda text, key: st.page_link(text, label=text),
    "button": lambda text, key: st.button(text, key=key),
    "download_button": lambda text, key: st.download_button(text, "x", file_name=text, key=key),
    "menu_button": lambda text, key: st.menu_button(text, [text, "b"], key=key),
    "checkbox": lambda text, key: st.checkbox(text, key=key),
    "toggle": lambda text, key: st.toggle(text, key=key),
    "radio": lambda text, key: st.radio(text, [text, "b"], captions=[text, text], key=key),
    "selectbox": lambda text, key: st.selectbox(text, [text, "b"], placeholder=text, key=key),
    "multiselect": lambda text, key: st.multiselect(text, [text, "b"], default=[text], placeholder=text, key=key),
    "pills": lambda text, key: st.pills(text, [text, "b"], key=key),
    "segmented_control": lambda text, key: st.segmented_control(text, [text, "b"], key=key),
    "select_slider": lambda text, key: st.select_slider(text, [text, "b"], key=key),
    "slider": lambda text, key: st.slider(text, 0, 9, key=key),
    "number_input": lambda text, key: st.number_input(text, placeholder=text, value=None, key=key),
    "text_input": lambda text, key: st.text_input(text, text, placeholder=text, autocomplete=text, key=key),
    "text_area": lambda text, key: st.text_area(text, text, placeholder=text, key=key),
    "date_input": lambda text, key: st.date_input(text, key=key),
    "time_input": lambda text, key: st.time_input(text, key=key),
    "datetime_input": lambda text, key: st.datetime_input(text, key=key),
    "color_picker": lambda text, key: st.color_picker(text, key=key),
    "file_uploader": lambda text, key: st.file_uploader(text, key=key),
    "camera_input": lambda text, key: st.camera_input(text, key=key),
    "audio_input": lambda text, key: st.audio_input(text, key=key),
    "chat_input": lambda text, key: st.container().chat_input(text, key=key),
}


def texts(first: int, last: int) -> None:
    for n, text in enumerate(PAYLOADS[first:last], first):
        for name, place in TEXTS.items():
            try:
                place(text, f"{name}-{n}")
            except Exception as error:
                # Some places refuse some texts; what they say then holds the text too.
                st.exception(error)


def helps() -> None:
    for first in range(0, len(PAYLOADS), 12):
        st.button(f"button {first}", help="\n\n".join(PAYLOADS[first : first + 12]))


def lists() -> None:
    for n, labels in enumerate([PAYLOADS[:10], PAYLOADS[10:20]]):
        st.tabs(labels)
        st.columns(2)[n].table(pd.DataFrame({label: [label] for label in labels}))
    st.table(pd.DataFrame({"a": PAYLOADS}, index=PAYLOADS).head(200))
    st.dataframe(pd.DataFrame({"a": PAYLOADS, "link": PAYLOADS, "image": PAYLOADS}), column_config={
        "a": st.column_config.TextColumn(PAYLOADS[0], help=PAYLOADS[41]),
        "link": st.column_config.LinkColumn(PAYLOADS[1], display_text=PAYLOADS[42]),
        "image": st.column_config.ImageColumn(PAYLOADS[2]),
    })  # fmt: skip
    st.dataframe(pd.DataFrame({"a": PAYLOADS}).style.set_properties(color="red;background:url(javascript:ran(1))"))
    st.table(pd.DataFrame({"a": PAYLOADS[:60]}).style.set_caption(PAYLOADS[0]))
    st.selectbox("selectbox", PAYLOADS)
    st.multiselect("multiselect", PAYLOADS, default=PAYLOADS[:50])
    st.radio("radio", PAYLOADS)
    st.pills("pills", PAYLOADS)
    st.file_uploader("files", accept_multiple_files=True)
    for uploaded in st.session_state.get("files") or []:
        st.write(uploaded.name)


def charts() -> None:
    some = [dotted(text) for text in PAYLOADS if len(text) < 200][:120]
    st.bar_chart(pd.DataFrame({"x": some, "y": range(len(some))}), x="x", y="y", x_label=some[0], y_label=some[1])
    st.altair_chart(alt.Chart(pd.DataFrame({"x": some, "y": range(len(some))}), title=some[0]).mark_point().encode(
        x=alt.X("x", title=some[1]), y="y", tooltip=["x", "y"], href="x"))  # fmt: skip
    figure = go.Figure(go.Bar(x=some, y=list(range(len(some))), text=some, hovertext=some), layout={"title": some[41]})
    st.plotly_chart(figure)
    st.echarts_chart({"title": {"text": some[0], "link": "javascript:ran(1)"}, "xAxis": {"data": some}, "yAxis": {},
        "tooltip": {"formatter": some[41], "trigger": "axis"}, "series": [{"type": "bar", "data": list(range(len(some)))}]})  # fmt: skip
    nodes = ";".join(f'n{n} [label="{text}" URL="{text}" tooltip="{text}"]' for n, text in enumerate(some[:40]))
    st.graphviz_chart(f"digraph {{{nodes}}}")
    for text in some[:60:4]:
        quoted = text.replace("'", "#quot;")
        st.mermaid_chart(f'flowchart LR\n  a["{quoted}"] --> b\n  click a href "javascript:ran(1)" "{quoted}"')


def pages() -> None:
    def page(n: int) -> Callable[[], None]:
        def shown() -> None:
            st.text(f"page {n}")

        shown.__name__ = f"page{n}"
        return shown

    first = int(st.query_params.get("from", "0"))
    some = PAYLOADS[first : first + 40]
    st.set_page_config(page_title=some[0], menu_items={"About": "\n\n".join(some)})
    st.navigation({some[0]: [st.Page(page(n), title=text) for n, text in enumerate(some)]}).run()
    st.dialog(some[1])(lambda: st.markdown("\n\n".join(some)))()


match st.query_params.get("part", "texts"):
    case "texts":
        texts(int(st.query_params.get("from", "0")), int(st.query_params.get("to", "1")))
    case "helps":
        helps()
    case "lists":
        lists()
    case "charts":
        charts()
    case _:
        pages()
# A page that is loaded anew shows the part of before until it has this one.
st.text(f"the end of {'&'.join(f'{name}={value}' for name, value in st.query_params.items())}")
