# Written by tools/faces.py from the elements' sources. Do not edit: run `make gen`.
# pyright: reportPrivateUsage=false, reportIncompatibleMethodOverride=false
import datetime as dt
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from rushlight import column_config as column_config
from rushlight import components as components
from rushlight import connections as connections
from rushlight import errors as errors
from rushlight import typing as typing
from rushlight.caching import cache_data as cache_data
from rushlight.caching import cache_resource as cache_resource
from rushlight.commands.context import context as context
from rushlight.commands.control import rerun as rerun
from rushlight.commands.control import stop as stop
from rushlight.commands.echo import echo as echo
from rushlight.commands.logo import logo as logo
from rushlight.commands.navigation import Page as Page
from rushlight.commands.navigation import navigation as navigation
from rushlight.commands.navigation import switch_page as switch_page
from rushlight.commands.options import get_option as get_option
from rushlight.commands.options import set_option as set_option
from rushlight.commands.page_config import set_page_config as set_page_config
from rushlight.commands.regions import bottom as bottom
from rushlight.commands.regions import sidebar as sidebar
from rushlight.commands.secrets import secrets as secrets
from rushlight.commands.state import query_params as query_params
from rushlight.commands.state import session_state as session_state
from rushlight.commands.user import login as login
from rushlight.commands.user import logout as logout
from rushlight.commands.user import require_role as require_role
from rushlight.commands.user import user as user
from rushlight.connections.factory import connection as connection
from rushlight.elements.charts.pydeck_chart import SelectionMode
from rushlight.elements.data.data_editor import RowMode
from rushlight.elements.field import Args, Key, Kwargs, OnChange, Visibility
from rushlight.elements.inputs.button import Side, Variant
from rushlight.elements.inputs.number_input import Number
from rushlight.elements.inputs.pills import Mode
from rushlight.elements.inputs.uploaded import UploadedFile
from rushlight.elements.layout.container import Gap
from rushlight.elements.layout.dialog import dialog as dialog
from rushlight.elements.layout.foldable import Foldable as _Foldable
from rushlight.elements.layout.fragment import fragment as fragment
from rushlight.elements.layout.grid import Gaps
from rushlight.elements.layout.grid import GridContainer as _GridContainer
from rushlight.elements.sizes import Size
from rushlight.elements.status.status import State
from rushlight.elements.status.status import StatusContainer as _StatusContainer
from rushlight.elements.text.markdown import Alignment
from rushlight.run.container import Container as _Container
from rushlight.run.pages import QueryParams
from rushlight.server.asgi import App as App

T = TypeVar("T")
V = TypeVar("V")

class Container(_Container):
    def altair_chart(
        self,
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
    ) -> Any: ...
    def area_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        stack: Any = None,
        width: Size = "stretch",
        height: Size = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def audio(
        self,
        data: Any,
        format: str = ...,
        start_time: Any = 0,
        *,
        sample_rate: int | None = None,
        end_time: Any = None,
        loop: bool = False,
        autoplay: bool = False,
        alt: str | None = None,
        width: Size = "stretch",
    ) -> Container: ...
    def audio_input(
        self,
        label: str,
        *,
        sample_rate: int | None = 16000,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
    ) -> UploadedFile | None: ...
    def badge(
        self,
        label: str,
        *,
        icon: str | None = None,
        color: Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"] = "blue",
        width: Size = "content",
        help: str | None = None,
    ) -> Container: ...
    def balloons(self) -> Container: ...
    def bar_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        horizontal: bool = False,
        sort: bool | str = True,
        stack: Any = None,
        width: Size = "stretch",
        height: Size = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def button(
        self,
        label: str,
        key: Key = None,
        help: str | None = None,
        on_click: Callable[..., Any] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        type: Variant = "secondary",
        icon: str | None = None,
        icon_position: Side = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def camera_input(
        self,
        label: str,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        resolution: str | tuple[int, int] | None = None,
        width: Size = "stretch",
    ) -> UploadedFile | None: ...
    def caption(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Size = "stretch",
        text_alignment: Alignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def chat_input(
        self,
        placeholder: str = "Your message",
        *,
        key: Key = None,
        max_chars: int | None = None,
        max_upload_size: int | None = None,
        accept_file: bool | Literal["multiple", "directory"] = False,
        file_type: str | Sequence[str] | None = None,
        accept_audio: bool = False,
        audio_sample_rate: int | None = 16000,
        disabled: bool = False,
        submit_mode: Literal["submit", "disable", "stop"] = "submit",
        on_submit: Callable[..., Any] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        width: Size = "stretch",
        height: Size = "content",
    ) -> Any: ...
    def chat_message(self, name: str, *, avatar: Any = None, width: Size = "stretch") -> Container: ...
    def checkbox(
        self,
        label: str,
        value: bool = False,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> bool: ...
    def code(
        self,
        body: object,
        language: str | None = "python",
        *,
        line_numbers: bool = False,
        wrap_lines: bool = False,
        height: Size | None = "content",
        width: Size = "stretch",
    ) -> Container: ...
    def color_picker(
        self,
        label: str,
        value: str | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> str: ...
    def columns(
        self,
        spec: int | Sequence[float],
        *,
        gap: Gap = "small",
        vertical_alignment: Literal["top", "center", "bottom"] = "top",
        border: bool = False,
        width: Size = "stretch",
        wrap: bool = True,
    ) -> list[Container]: ...
    def container(
        self,
        *,
        border: bool | None = None,
        key: Key = None,
        width: Size = "stretch",
        height: Size = "content",
        horizontal: bool = False,
        wrap: bool = True,
        horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
        vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
        gap: Gap = "small",
        autoscroll: bool | None = None,
    ) -> Container: ...
    def data_editor(
        self,
        data: T,
        *,
        width: Size = "stretch",
        height: Size = "auto",
        use_container_width: bool | None = None,
        hide_index: bool | None = None,
        column_order: Iterable[str] | None = None,
        column_config: Mapping[Any, Any] | None = None,
        num_rows: RowMode = "fixed",
        disabled: bool | Iterable[str | int] = False,
        key: Key = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        row_height: int | None = None,
        placeholder: str | None = None,
        alt: str | None = None,
    ) -> T: ...
    def dataframe(
        self,
        data: Any = None,
        width: Size = "stretch",
        height: Size = "auto",
        *,
        use_container_width: bool | None = None,
        hide_index: bool | None = None,
        column_order: Iterable[str] | None = None,
        column_config: Mapping[Any, Any] | None = None,
        key: Key = None,
        on_select: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
        selection_mode: str | Iterable[str] = "multi-row",
        selection_default: Any = None,
        row_height: int | None = None,
        placeholder: str | None = None,
        lazy: bool | None = None,
        alt: str | None = None,
    ) -> Any: ...
    def date_input(
        self,
        label: str,
        value: Any = "today",
        min_value: Any = None,
        max_value: Any = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        format: str = "YYYY/MM/DD",
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def datetime_input(
        self,
        label: str,
        value: Any = "now",
        min_value: Any = None,
        max_value: Any = None,
        *,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        format: str = "YYYY/MM/DD",
        step: int | dt.timedelta = ...,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> dt.datetime | None: ...
    def divider(self, *, width: Size = "stretch") -> Container: ...
    def download_button(
        self,
        label: str,
        data: Any,
        file_name: str | None = None,
        mime: str | None = None,
        key: Key = None,
        help: str | None = None,
        on_click: Callable[..., Any] | Literal["rerun", "ignore"] | None = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        type: Variant = "secondary",
        icon: str | None = None,
        icon_position: Side = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def echarts_chart(
        self,
        spec: Any,
        *,
        width: Size = "stretch",
        height: Size = "content",
        theme: Literal["streamlit"] | None = "streamlit",
        key: Key = None,
        on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
        renderer: Literal["canvas", "svg"] = "canvas",
        alt: str | None = None,
    ) -> Any: ...
    def empty(self) -> Container: ...
    def error(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: Size = "stretch",
        title: object = None,
    ) -> Container: ...
    def exception(self, exception: BaseException, width: Size = "stretch") -> Container: ...
    def expander(
        self,
        label: str,
        expanded: bool = False,
        *,
        key: Key = None,
        icon: str | None = None,
        type: Literal["default", "compact"] = "default",
        width: Size = "stretch",
        on_change: OnChange = "ignore",
        args: Args = None,
        kwargs: Kwargs = None,
        bind: Literal["query-params"] | None = None,
    ) -> Foldable: ...
    def feedback(
        self,
        options: Literal["thumbs", "faces", "stars"] = "thumbs",
        *,
        key: Key = None,
        default: int | None = None,
        disabled: bool = False,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        width: Size = "content",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> int | None: ...
    def file_uploader(
        self,
        label: str,
        type: str | Sequence[str] | None = None,
        accept_multiple_files: bool | Literal["directory"] = False,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        max_upload_size: int | None = None,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
    ) -> Any: ...
    def form(
        self,
        key: str,
        clear_on_submit: bool = False,
        *,
        enter_to_submit: bool = True,
        border: bool = True,
        width: Size = "stretch",
        height: Size = "content",
    ) -> Container: ...
    def form_submit_button(
        self,
        label: str = "Submit",
        help: str | None = None,
        on_click: Callable[..., Any] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        key: Key = None,
        type: Variant = "secondary",
        icon: str | None = None,
        icon_position: Side = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool: ...
    def graphviz_chart(
        self,
        figure_or_dot: Any,
        use_container_width: bool | None = None,
        *,
        width: Size = "content",
        height: Size = "content",
        alt: str | None = None,
    ) -> Container: ...
    def grid(
        self,
        columns: int | Literal["auto"] = "auto",
        *,
        min_column_width: int | Literal["auto"] = "auto",
        wrap: bool = True,
        gap: Gaps = "small",
        vertical_alignment: Literal["top", "center", "bottom"] = "top",
        border: bool = False,
        row_height: int | Literal["content"] = "content",
        width: Size = "stretch",
        height: Size = "content",
        key: Key = None,
        dense: bool = False,
    ) -> GridContainer: ...
    def header(
        self,
        body: object,
        anchor: str | Literal[False] | None = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: bool | str = False,
        width: Size = "stretch",
        text_alignment: Alignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def help(self, obj: Any = ..., *, width: Size = "stretch") -> Container: ...
    def html(self, body: object, *, width: Size = "stretch", unsafe_allow_javascript: bool = False) -> Container: ...
    def iframe(
        self,
        src: str | Path,
        *,
        width: Size = "stretch",
        height: Size = "content",
        tab_index: int | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def image(
        self,
        image: Any,
        caption: Any = None,
        width: Size = "content",
        clamp: bool = False,
        channels: Literal["RGB", "BGR"] = "RGB",
        output_format: Literal["JPEG", "PNG", "auto"] = "auto",
        *,
        use_container_width: bool | None = None,
        link: str | None = None,
        use_column_width: Any = None,
        alt: str | Sequence[str | None] | None = None,
    ) -> Container: ...
    def info(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: Size = "stretch",
        title: object = None,
    ) -> Container: ...
    def json(self, body: object, *, expanded: bool | int = True, width: Size = "stretch") -> Container: ...
    def latex(self, body: Any, *, help: str | None = None, width: Size = "stretch") -> Container: ...
    def line_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        width: Size = "stretch",
        height: Size = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def link_button(
        self,
        label: str,
        url: str,
        *,
        key: Key = None,
        on_click: Callable[..., Any] | Literal["rerun", "ignore"] = "ignore",
        args: Args = None,
        kwargs: Kwargs = None,
        help: str | None = None,
        type: Variant = "secondary",
        icon: str | None = None,
        icon_position: Side = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> Any: ...
    def map(
        self,
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
    ) -> Container: ...
    def markdown(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Size = "auto",
        text_alignment: Alignment = "left",
        anchors: bool = True,
        wrap: bool = True,
    ) -> Container: ...
    def menu_button(
        self,
        label: str,
        options: Iterable[T],
        *,
        key: Key = None,
        help: str | None = None,
        on_click: Callable[..., Any] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        type: Variant = "secondary",
        icon: str | None = None,
        disabled: bool = False,
        width: Size = "content",
        format_func: Callable[[Any], str] = ...,
        wrap: bool | None = None,
    ) -> T | None: ...
    def mermaid_chart(self, body: str, *, width: Size = "stretch", alt: str | None = None) -> Container: ...
    def metric(
        self,
        label: str,
        value: Any,
        delta: Any = None,
        delta_color: str = "normal",
        *,
        help: str | None = None,
        icon: str | None = None,
        label_visibility: Visibility = "visible",
        border: bool = False,
        width: Size = "stretch",
        height: Size = "content",
        chart_data: Iterable[Any] | None = None,
        chart_type: Literal["line", "bar", "area"] = "line",
        delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
        format: str | None = None,
        delta_description: str | None = None,
    ) -> Container: ...
    def multiselect(
        self,
        label: str,
        options: Iterable[T],
        default: Any = None,
        format_func: Callable[[Any], Any] = ...,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        max_selections: int | None = None,
        placeholder: str | None = None,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        accept_new_options: bool = False,
        filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
        select_all: bool | int = 1000,
        width: Size = "stretch",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> list[T | str]: ...
    def number_input(
        self,
        label: str,
        min_value: Number | None = None,
        max_value: Number | None = None,
        value: Number | Literal["min"] | None = "min",
        step: Number | None = None,
        format: str | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        icon: str | None = None,
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Number | None: ...
    def page_link(
        self,
        page: str | Path | Any,
        *,
        label: str | None = None,
        icon: str | None = None,
        icon_position: Side = "left",
        help: str | None = None,
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        query_params: QueryParams | None = None,
    ) -> Container: ...
    def pagination(
        self,
        num_pages: int,
        *,
        default: int = 1,
        max_visible_pages: int | None = 7,
        width: Size = "content",
        key: Key = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> int: ...
    def pdf(self, data: Any, *, height: Size = 500, key: str | None = None, alt: str | None = None) -> Container: ...
    def pills(
        self,
        label: str,
        options: Iterable[V],
        *,
        selection_mode: Mode = "single",
        default: Sequence[V] | V | None = None,
        required: bool = False,
        format_func: Callable[[Any], str] | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def plotly_chart(
        self,
        figure_or_data: Any,
        use_container_width: bool | None = None,
        *,
        width: Size = "stretch",
        height: Size = "content",
        theme: Literal["streamlit"] | None = "streamlit",
        key: Key = None,
        on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
        selection_mode: str | Iterable[str] = ("points", "box", "lasso"),
        config: dict[str, Any] | None = None,
        alt: str | None = None,
        **kwargs: Any,
    ) -> Any: ...
    def popover(
        self,
        label: str,
        *,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        help: str | None = None,
        icon: str | None = None,
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Size = "content",
        wrap: bool | None = None,
        key: Key = None,
        on_change: OnChange = "ignore",
        args: Args = None,
        kwargs: Kwargs = None,
    ) -> Foldable: ...
    def progress(self, value: float, text: str | None = None, width: Size = "stretch") -> Container: ...
    def pydeck_chart(
        self,
        pydeck_obj: Any = None,
        *,
        width: Size = "stretch",
        use_container_width: bool | None = None,
        height: Size = 500,
        selection_mode: SelectionMode = "single-object",
        on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
        key: Key = None,
        alt: str | None = None,
    ) -> Any: ...
    def pyplot(
        self,
        fig: Any = None,
        clear_figure: bool | None = False,
        *,
        width: Size = "stretch",
        use_container_width: bool | None = None,
        alt: str | None = None,
        **kwargs: Any,
    ) -> Container: ...
    def radio(
        self,
        label: str,
        options: Iterable[T],
        index: int | None = 0,
        format_func: Callable[[Any], Any] = ...,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        horizontal: bool = False,
        captions: Sequence[str] | None = None,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> T | None: ...
    def scatter_chart(
        self,
        data: Any = None,
        *,
        x: str | None = None,
        y: str | Sequence[str] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        size: str | float | None = None,
        width: Size = "stretch",
        height: Size = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def segmented_control(
        self,
        label: str,
        options: Iterable[V],
        *,
        selection_mode: Mode = "single",
        default: Sequence[V] | V | None = None,
        required: bool = False,
        format_func: Callable[[Any], str] | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def select_slider(
        self,
        label: str,
        options: Iterable[T] = (),
        value: Any = None,
        format_func: Callable[[Any], Any] = ...,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def selectbox(
        self,
        label: str,
        options: Iterable[T],
        index: int | None = 0,
        format_func: Callable[[Any], Any] = ...,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        icon: str | None = None,
        accept_new_options: bool = False,
        filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> T | str | None: ...
    def skeleton(self, height: Size | None = None, *, width: Size = "stretch") -> Container: ...
    def slider(
        self,
        label: str,
        min_value: Any = None,
        max_value: Any = None,
        value: Any = None,
        step: Any = None,
        format: str | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> Any: ...
    def snow(self) -> Container: ...
    def space(self, size: Size = "small") -> Container: ...
    @contextmanager
    def spinner(
        self,
        text: str = "In progress...",
        *,
        show_time: bool = False,
        _cache: bool = False,
        width: Size = "content",
    ) -> Generator[None]: ...
    def status(
        self,
        label: str,
        *,
        expanded: bool = False,
        state: State = "running",
        type: Literal["default", "compact"] = "default",
        width: Size = "stretch",
    ) -> StatusContainer: ...
    def subheader(
        self,
        body: object,
        anchor: str | Literal[False] | None = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: bool | str = False,
        width: Size = "stretch",
        text_alignment: Alignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def success(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: Size = "stretch",
        title: object = None,
    ) -> Container: ...
    def table(
        self,
        data: Any = None,
        *,
        border: bool | Literal["horizontal"] = True,
        width: Size = "stretch",
        height: Size = "content",
        hide_index: bool | None = None,
        hide_header: bool | None = None,
        alt: str | None = None,
    ) -> Container: ...
    def tabs(
        self,
        tabs: Sequence[str],
        *,
        width: Size = "stretch",
        height: Size = "content",
        default: str | None = None,
        key: Key = None,
        on_change: OnChange = "ignore",
        args: Args = None,
        kwargs: Kwargs = None,
        bind: Literal["query-params"] | None = None,
    ) -> tuple[Foldable, ...]: ...
    def text(
        self,
        body: object,
        *,
        help: str | None = None,
        width: Size = "content",
        text_alignment: Alignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def text_area(
        self,
        label: str,
        value: object = "",
        height: Size | None = None,
        max_chars: int | None = None,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> str | None: ...
    def text_input(
        self,
        label: str,
        value: object = "",
        max_chars: int | None = None,
        key: Key = None,
        type: str = "default",
        help: str | None = None,
        autocomplete: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        icon: str | None = None,
        validate: str | tuple[str, str] | None = None,
        live: str | bool = False,
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> str | None: ...
    def time_input(
        self,
        label: str,
        value: Any = "now",
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        required: bool = False,
        label_visibility: Visibility = "visible",
        step: Any = ...,
        format: Literal["12h", "24h", "localized"] = "24h",
        width: Size = "stretch",
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> dt.time | None: ...
    def title(
        self,
        body: object,
        anchor: str | Literal[False] | None = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        width: Size = "stretch",
        text_alignment: Alignment = "left",
        wrap: bool = True,
    ) -> Container: ...
    def toast(
        self,
        body: object,
        *,
        icon: str | None = None,
        duration: Literal["short", "long", "infinite"] | int = "short",
    ) -> Container: ...
    def toggle(
        self,
        label: str,
        value: bool = False,
        key: Key = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: Visibility = "visible",
        width: Size = "content",
        wrap: bool | None = None,
        bind: Literal["query-params"] | None = None,
        persist_state: Literal["page", "session"] | None = None,
    ) -> bool: ...
    def vega_lite_chart(
        self,
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
    ) -> Any: ...
    def video(
        self,
        data: Any,
        format: str = ...,
        start_time: Any = 0,
        *,
        subtitles: Any = None,
        end_time: Any = None,
        loop: bool = False,
        autoplay: bool = False,
        muted: bool = False,
        alt: str | None = None,
        width: Size = "stretch",
    ) -> Container: ...
    def warning(
        self,
        body: object,
        *,
        icon: str | None = None,
        width: Size = "stretch",
        title: object = None,
    ) -> Container: ...
    def write(self, *args: Any, unsafe_allow_html: bool = False) -> None: ...
    def write_stream(self, stream: Any, *, cursor: str | None = None) -> Any: ...

class Foldable(_Foldable, Container): ...
class GridContainer(_GridContainer, Container): ...
class StatusContainer(_StatusContainer, Container): ...

def altair_chart(
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

def area_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    stack: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show areas.

    Args:
        stack: True to stack them, None, False or "layered" to lay them over each other, "normalize" for shares, "center"
            for a stream.

    The other arguments are those of `line_chart`.

    Example:
        >>> st.area_chart(frame, stack="normalize")
    """

def audio(
    data: Any,
    format: str = ...,
    start_time: Any = 0,
    *,
    sample_rate: int | None = None,
    end_time: Any = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: Size = "stretch",
) -> Container:
    """Show a player for a sound.

    Args:
        data: a path, an address, bytes, an open file, or samples: a list or array of numbers, one row per channel.
        format: media type; of a file that of its name if this is not given.
        start_time: where it starts: seconds, a `timedelta`, or a text such as "1m30s".
        sample_rate: samples per second; of samples only, it is left out (with a warning in the log) for others.
        end_time: where it ends; None for its end.
        loop: begin again at the end.
        autoplay: play at once (browsers may want a click on the page first).
        alt: what is heard, for screen readers.
        width: "stretch" or a number of pixels.

    Raises:
        APIError: for data that cannot be read.
        MissingRequiredParameterError: for samples without `sample_rate`.
        InvalidValueError: for a moment that is none.

    Example:
        >>> st.audio("bell.mp3", start_time=2)
    """

def audio_input(
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
) -> UploadedFile | None:
    """Show a button that records sound with the user's microphone.

    Args:
        label: what is to be recorded.
        sample_rate: samples per second; None for the device's own.

    The other arguments are those of `file_uploader`.

    Returns:
        The recording as a WAV file of 16 bits with one channel (`io.BytesIO` with `name`, `type`, `size` and
        `file_id`), or None.

    Raises:
        InvalidValueError: for another sample rate.

    Example:
        >>> note = st.audio_input("A note")
        >>> if note is not None:
        ...     st.audio(note)
    """

def badge(
    label: str,
    *,
    icon: str | None = None,
    color: Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"] = "blue",
    width: Size = "content",
    help: str | None = None,
) -> Container:
    """Show a small coloured label.

    Args:
        label: its text, markdown as in labels.
        icon: an emoji or `:material/name:` before it.
        color: "red", "orange", "yellow", "blue", "green", "violet", "gray" or "primary".
        width: "content", "stretch", or a number of pixels.
        help: a tooltip.

    Raises:
        InvalidValueError: for another colour.
        APIError: for an icon that is none.

    Example:
        >>> st.badge("New", icon=":material/star:", color="green")
    """

def balloons() -> Container:
    """Let balloons rise over the page, once.

    Example:
        >>> st.balloons()
    """

def bar_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show bars.

    Args:
        horizontal: bars from left to right.
        sort: True for the order of the categories' names, False for that of the data, or the name of a column to sort
            by ("-name" for falling).
        stack: True or None to stack them, False to set them side by side, "normalize" for shares, "center", or "layered".

    The other arguments are those of `line_chart`.

    Example:
        >>> st.bar_chart(frame, x="city", y="people", horizontal=True)
    """

def button(
    label: str,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button.

    Args:
        label: its text (markdown of one line).
        key: a name that tells it from others with the same arguments.
        help: a tooltip.
        on_click: called before the script when the button was clicked.
        args: positional arguments of `on_click`.
        kwargs: named arguments of `on_click`.
        type: "primary" for the main action, "secondary", or "tertiary" for one without a frame.
        icon: an emoji or `:material/name:`.
        icon_position: "left" or "right" of the label.
        disabled: cannot be clicked.
        use_container_width: the older way to say width="stretch".
        width: "content", "stretch", or a number of pixels.
        shortcut: keys that click it, such as "Ctrl+K" or "Enter"; C and R are the app's own.
        wrap: let a long label take several lines (True), or cut it (False). With None it takes several lines, but not in a
            row of a horizontal container or as a direct element of a column.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        InvalidLayoutContextError: inside a form, which only submit buttons may be in.
        APIError: for a shortcut that is none.

    Example:
        >>> if st.button("Load", type="primary"):
        ...     st.write("Loading")
    """

def camera_input(
    label: str,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    resolution: str | tuple[int, int] | None = None,
    width: Size = "stretch",
) -> UploadedFile | None:
    """Show the picture of the user's camera and a button that takes a photograph.

    Args:
        label: what is to be photographed.
        resolution: what the camera is asked for: "480p", "720p", "1080p", "2160p", or a pair of width and height; None
            for its own choice.

    The other arguments are those of `file_uploader`.

    Returns:
        The photograph as a JPEG file (`io.BytesIO` with `name`, `type`, `size` and `file_id`), or None.

    Raises:
        InvalidValueError: for another resolution.

    Example:
        >>> photograph = st.camera_input("Your face")
        >>> if photograph is not None:
        ...     st.image(photograph)
    """

def caption(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show small, muted text: a note, a source, the legend of a picture.

    Args:
        body: markdown text; see `markdown`.
        unsafe_allow_html: let HTML tags through.
        help: a tooltip.
        width: "stretch", "content", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Example:
        >>> st.caption("Source: own measurements, 2026")
    """

def chat_input(
    placeholder: str = "Your message",
    *,
    key: Key = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: Literal["submit", "disable", "stop"] = "submit",
    on_submit: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    width: Size = "stretch",
    height: Size = "content",
) -> Any:
    """Show a field for messages: Enter sends, Shift+Enter begins a new line.

    On the page itself it stays at the bottom; in a container it stands where it is written.

    Args:
        placeholder: shown while it is empty.
        key: a name of its own.
        max_chars: the greatest number of characters.
        max_upload_size: megabytes of a file at most; None for the setting `server.maxUploadSize`.
        accept_file: True for a file, "multiple" for several, "directory" for those of a folder.
        file_type: the endings of their names, such as "csv" or ["png", "jpg"], the words "image", "audio", "video" and
            "text", or media types.
        accept_audio: a recording may be sent.
        audio_sample_rate: samples per second of recordings; None for the device's own.
        disabled: cannot be used.
        submit_mode: what happens to it until the run that answers a message has ended: with "submit" the user can send
            the next one, with "disable" not, and "stop" shows a button that stops the run.
        on_submit: called before the script when a message was sent.
        args: positional arguments of `on_submit`.
        kwargs: named arguments of `on_submit`.
        width: "stretch" or a number of pixels.
        height: "content" (it grows with the message), "stretch", or a number of pixels.

    Returns:
        The message in the run that answers it, else None: a text, or a `ChatInputValue` where files or recordings are
        accepted.

    Raises:
        InvalidLayoutContextError: in a form.
        InvalidValueError: for an unknown mode or sample rate, or a `max_upload_size` below 1.

    Example:
        >>> question = st.chat_input("Ask me anything")
        >>> if question:
        ...     st.chat_message("user").write(question)
    """

def chat_message(name: str, *, avatar: Any = None, width: Size = "stretch") -> Container:
    """Make a container that looks like a message in a conversation.

    Args:
        name: who says it: "user" (or "human"), "assistant" (or "ai"), or any name, whose first letter is shown.
        avatar: "user", "assistant", an emoji, `:material/name:`, or a picture as `image` takes it.
        width: "stretch", "content", or a number of pixels.

    Returns:
        The container.

    Raises:
        MissingRequiredParameterError: without a name.
        APIError: for a picture that cannot be read.

    Example:
        >>> with st.chat_message("assistant"):
        ...     st.write("How can I help?")
    """

def checkbox(
    label: str,
    value: bool = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> bool:
    """Show a box to tick.

    Args:
        label: what it is for (markdown of one line).
        value: ticked at first.
        key: name of its value in `session_state`; with it the widget stays the same when other arguments change.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send the value with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" (its space stays) or "collapsed".
        width: "content", "stretch", or a number of pixels.
        wrap: let a long label take several lines (True), or cut it (False). With None it takes several lines, but not in a
            row of a horizontal container or as a direct element of a column.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        Whether it is ticked.

    Example:
        >>> if st.checkbox("Show the table"):
        ...     st.dataframe(frame)
    """

def code(
    body: object,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: Size | None = "content",
    width: Size = "stretch",
) -> Container:
    """Show source code with its syntax coloured and a button to copy it.

    Args:
        body: the code.
        language: name of the language ("python", "sql", "javascript", ...), or None for no colours.
        line_numbers: number the lines.
        wrap_lines: break long lines; otherwise the block scrolls.
        height: "content", "stretch", or a number of pixels above which the block scrolls.
        width: "stretch", "content", or a number of pixels.

    Example:
        >>> st.code("SELECT 1", language="sql")
    """

def color_picker(
    label: str,
    value: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str:
    """Show a field for a colour.

    Args:
        label: what the colour is for.
        value: the colour at first, as "#rrggbb" or "#rgb"; black when None.
        width: "content", "stretch", or a number of pixels.

    The other arguments are those of `checkbox`.

    Returns:
        The colour as "#rrggbb", or "#rgb" if the script gave it so.

    Raises:
        InvalidColorError: for a value that is no such text.

    Example:
        >>> line = st.color_picker("Line", "#d9480f")
    """

def columns(
    spec: int | Sequence[float],
    *,
    gap: Gap = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    width: Size = "stretch",
    wrap: bool = True,
) -> list[Container]:
    """Make containers side by side. On narrow screens they stand one below the other.

    Args:
        spec: their number, or one weight each: [2, 1] makes the first twice as wide.
        gap: space between them, from "xxsmall" to "xxlarge", a number of pixels, or None.
        vertical_alignment: "top", "center" or "bottom".
        border: a frame around each.
        width: "stretch" or a number of pixels.
        wrap: let columns go below each other where the screen is narrow.

    Returns:
        The columns, in order.

    Raises:
        InvalidColumnSpecError: for no columns, or a weight that is not above zero.
        InvalidParameterTypeError: for anything that is neither a number nor a list of numbers.

    Example:
        >>> left, right = st.columns([2, 1])
        >>> left.line_chart(frame)
        >>> right.metric("Last", 42)
    """

def container(
    *,
    border: bool | None = None,
    key: Key = None,
    width: Size = "stretch",
    height: Size = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
    vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
    gap: Gap = "small",
    autoscroll: bool | None = None,
) -> Container:
    """Make a place that holds elements, to write to out of order or to arrange them.

    Args:
        border: a frame around it; None for one if the height is a number of pixels.
        key: a name, which becomes the CSS class `st-key-<key>`.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels, beyond which it scrolls.
        horizontal: elements side by side.
        wrap: let side-by-side elements take several lines.
        horizontal_alignment: "left", "center", "right" or "distribute".
        vertical_alignment: "top", "center", "bottom" or "distribute".
        gap: space between elements, from "xxsmall" to "xxlarge", a number of pixels, or None.
        autoscroll: follow what is added at the end; None to follow if there are chat messages.

    Returns:
        The container: write with its methods, or in a `with` block.

    Example:
        >>> box = st.container(border=True, height=200)
        >>> for line in log:
        ...     box.text(line)
    """

def data_editor(
    data: T,
    *,
    width: Size = "stretch",
    height: Size = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    num_rows: RowMode = "fixed",
    disabled: bool | Iterable[str | int] = False,
    key: Key = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> T:
    """Show a table that the user can edit, and return what it is after the edits.

    Cells are edited by typing, Enter, F2 or a double click; blocks are copied from and to spreadsheets; Ctrl+Z takes
    anything back. Who looks at it may hide, move and pin columns. The data given are not changed. It may be fed with what
    it returned before.

    Args:
        data: a frame, series, index or array of any library, rows, values, or columns.
        width: "stretch", "content", or a number of pixels.
        height: "auto" (up to ten rows), "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" (or "content").
        hide_index: hide the index; None to hide one that only counts.
        column_order: names of the columns to show, in order.
        column_config: by name (`_index` for the index): None to hide it, a heading, or `st.column_config...`.
        num_rows: "fixed"; "dynamic" to let rows be added and deleted; "add" or "delete" for one of the two.
        disabled: True for a table that cannot be edited, or the names of columns that cannot.
        key: a name; that of the edits in `session_state`: `edited_rows`, `added_rows`, `deleted_rows`.
        on_change: a callback, "rerun", or "ignore" to keep edits for the next run.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        row_height: height of rows in pixels.
        placeholder: shown for missing values.
        alt: what the table shows, for screen readers.

    Returns:
        The data after edits: of the type that was given, columns of the types that they were of. A Styler's frame.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        APIError: for columns of the same name, or types of columns that do not fit the data.
        InvalidValueError: for another `num_rows`.

    Example:
        >>> tasks = st.data_editor({"task": ["Paint", "Sow"], "done": [False, True]}, num_rows="dynamic")
        >>> st.write(sum(tasks["done"]), "done")
    """

def dataframe(
    data: Any = None,
    width: Size = "stretch",
    height: Size = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    key: Key = None,
    on_select: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> Any:
    """Show a table that can be scrolled, sorted, searched and downloaded, whatever its size.

    Rows are read from the server as they come into view, so ten million open as fast as ten.

    Args:
        data: a frame, series or array of any library, a lazy frame, rows, columns, or None.
        width: "stretch", "content", or a number of pixels.
        height: "auto" (up to ten rows), "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" (or "content").
        hide_index: hide the index; None to hide one that only counts.
        column_order: names of the columns to show, in order.
        column_config: by name (`_index` for the index): None to hide it, a heading, or `st.column_config...`.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback.
        selection_mode: "single-row", "single-row-required", "multi-row", "single-column", "multi-column",
            "single-cell", "multi-cell", or several of these that go together.
        selection_default: the selection at first: {"selection": {"rows": [0]}}.
        row_height: height of rows in pixels.
        placeholder: shown for missing values.
        lazy: None or True to have rows read as they come into view, False to send all with the page, so that scrolling
            never waits (as far as `server.maxMessageSize` allows).
        alt: what the table shows, for screen readers.

    Returns:
        The element; with `on_select` the selection: `event.selection.rows` (positions in the data), `.columns`, `.cells`.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        InvalidValueError: for an unknown selection mode.

    Example:
        >>> event = st.dataframe(frame, on_select="rerun", selection_mode="single-row")
        >>> event.selection.rows
    """

def date_input(
    label: str,
    value: Any = "today",
    min_value: Any = None,
    max_value: Any = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a field for a date, or for a range of dates.

    Args:
        label: what the date is for.
        value: the date at first: a date, a datetime, ISO text, "today", None to start empty; or a list or tuple of up to
            two of these for a range.
        min_value: the first date allowed; ten years before `value` when None.
        max_value: the last date allowed; ten years after `value` when None.
        format: how the date is written: "YYYY/MM/DD", "DD.MM.YYYY", "MM-DD-YYYY" or the like with /, . or -.
        required: an empty field is marked as invalid and holds its form back.
        width: "stretch" or a number of pixels.

    The other arguments are those of `text_input`.

    Returns:
        A date or None; for a range a tuple of none, one or two dates.

    Raises:
        InvalidValueError: for a format that is not understood.
        InvalidParameterTypeError: for a value that is not understood.
        ValueBelowMinError, ValueAboveMaxError: if `value` is not within the limits.

    Example:
        >>> day = st.date_input("Day", value="today", format="DD.MM.YYYY")
    """

def datetime_input(
    label: str,
    value: Any = "now",
    min_value: Any = None,
    max_value: Any = None,
    *,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    format: str = "YYYY/MM/DD",
    step: int | dt.timedelta = ...,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> dt.datetime | None:
    """Show a field for a date with a time.

    Args:
        label: what it is for.
        value: the moment at first: a datetime, a date, a time (of today), ISO text, "now", or None to start empty.
        min_value: the first moment allowed; ten years before `value` when None.
        max_value: the last moment allowed, a date to its end; ten years after `value` when None.
        format: how the date is written, as in `date_input`.
        step: between the times offered: seconds or a `timedelta`, from 60 seconds to 23 hours.
        required: an empty field is marked as invalid and holds its form back.

    The other arguments are those of `date_input`.

    Returns:
        A datetime without time zone, or None.

    Raises:
        InvalidValueError: for a format that is not understood.
        InvalidParameterTypeError: for a step or a value that is not understood.
        ValueOutOfRangeError: for a step outside of its limits.
        ValueBelowMinError, ValueAboveMaxError: if `value` is not within the limits.

    Example:
        >>> at = st.datetime_input("Departure", value="now", step=300)
    """

def divider(*, width: Size = "stretch") -> Container:
    """Show a horizontal line.

    Args:
        width: "stretch" or a number of pixels.

    Example:
        >>> st.divider()
    """

def download_button(
    label: str,
    data: Any,
    file_name: str | None = None,
    mime: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | Literal["rerun", "ignore"] | None = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button that saves data as a file on the user's machine.

    Args:
        label: its text.
        data: text, bytes, an open file, or a callable that returns one of these and is called at the click.
        file_name: name of the file; made of the label when None.
        mime: media type; by the file's name when None.
        on_click: "rerun" (or None) to run the script after a click, "ignore" not to, or a callback.

    The other arguments are those of `button`.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        APIError: for data of another type.
        InvalidLayoutContextError: inside a form.

    Example:
        >>> st.download_button("Save as CSV", frame.to_csv(), "data.csv")
    """

def echarts_chart(
    spec: Any,
    *,
    width: Size = "stretch",
    height: Size = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    renderer: Literal["canvas", "svg"] = "canvas",
    alt: str | None = None,
) -> Any:
    """Show a chart that an option of Apache ECharts describes.

    Frames, series and arrays in the option are converted; a frame is fit for `dataset.source`. The map "world" is there.
    JavaScript functions in an option are left out, since the page's policy forbids making code of text: use templates
    such as "{b}: {c}".

    Args:
        spec: the option as a dict or JSON text, or a chart of pyecharts.
        width: "stretch", "content", or a number of pixels.
        height: "content" (the chart's own, or 400 pixels), "stretch", or a number of pixels.
        theme: "streamlit" for the colours of the page, None for ECharts' own.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback. A click selects a point and takes it back;
            an option with a `brush` also selects by areas.
        renderer: "canvas", or "svg" for few and sharp shapes.
        alt: what the chart shows, for screen readers; ECharts describes it when None.

    Returns:
        The element; with `on_select` the selection: `event.selection.selected` lists points by `series_index`,
        `series_name`, `data_index`, `name` and `value`; `event.selection.areas` lists areas by `brush_type`, `range`
        (pixels) and `coord_range` (values of the axes).

    Raises:
        InvalidParameterTypeError: for anything that is no option.
        APIError: for JSON text that cannot be read.

    Example:
        >>> st.echarts_chart({"xAxis": {"data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "data": [5, 20]}]})
    """

def empty() -> Container:
    """Make a place for one element: each write replaces what it shows.

    Returns:
        The place. Its method `empty()` takes away what it shows; `container()` puts several elements in it.

    Example:
        >>> place = st.empty()
        >>> for i in range(10):
        ...     place.write(i)
        >>> place.empty()
    """

def error(body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None) -> Container:
    """Show a box that says that something failed. The arguments are those of `success`.

    Example:
        >>> st.error("No connection", title="Loading failed")
    """

def exception(exception: BaseException, width: Size = "stretch") -> Container:
    """Show an error: its type, its message, and the calls that led to it.

    Args:
        exception: the error.
        width: "stretch" or a number of pixels.

    Example:
        >>> try:
        ...     load()
        ... except OSError as error:
        ...     st.exception(error)
    """

def expander(
    label: str,
    expanded: bool = False,
    *,
    key: Key = None,
    icon: str | None = None,
    type: Literal["default", "compact"] = "default",
    width: Size = "stretch",
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    bind: Literal["query-params"] | None = None,
) -> Foldable:
    """Make a container that folds away below its label.

    Args:
        label: its text (markdown of one line).
        expanded: open at first.
        key: a name; with `on_change`, that of its value in `session_state`.
        icon: an emoji or `:material/name:` before the label.
        type: "default" with a frame, or "compact" without.
        width: "stretch" or a number of pixels.
        on_change: "ignore" if opening is the browser's business alone; "rerun" or a callback to have it reported.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.
        bind: "query-params" keeps whether it is open in the address, under `key`.

    Returns:
        The container. With `on_change` its `open` says whether it is open; otherwise that is None.

    Example:
        >>> with st.expander("Details"):
        ...     st.write("More")
    """

def feedback(
    options: Literal["thumbs", "faces", "stars"] = "thumbs",
    *,
    key: Key = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int | None:
    """Show marks by which a user says how good something is. A click on the mark given takes it back.

    Args:
        options: "thumbs" (down 0, up 1), "faces" (0 to 4, from sad to happy) or "stars" (0 to 4).
        key: name of its value in `session_state`.
        default: the mark given at first.
        disabled: cannot be changed.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        width: "content", "stretch", or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number of the mark, counted from 0, or None for none.

    Raises:
        InvalidValueError: for other options.
        ValueOutOfRangeError: for a default that is none of the marks.

    Example:
        >>> stars = st.feedback("stars")
    """

def file_uploader(
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | Literal["directory"] = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
) -> Any:
    """Show a place to drop files on, or to choose them with.

    Args:
        label: what the files are for.
        type: what is allowed: endings such as "csv" or ["png", "jpg"], the words "image", "audio", "video" and "text", or
            media types such as "application/pdf"; all when None. Checked in the browser and on the server.
        accept_multiple_files: True for several files, "directory" for a folder with all in it.
        max_upload_size: most megabytes per file; `server.maxUploadSize` (200) when None.
        width: "stretch" or a number of pixels.

    The other arguments are those of `checkbox`.

    Returns:
        A file (`io.BytesIO` with `name`, `type`, `size` and `file_id`) or None; for several files a list.

    Raises:
        InvalidValueError: for another `accept_multiple_files`, or a `max_upload_size` below 1.

    Example:
        >>> file = st.file_uploader("Data", type="csv")
        >>> if file is not None:
        ...     frame = pd.read_csv(file)
    """

def form(
    key: str,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: Size = "stretch",
    height: Size = "content",
) -> Container:
    """Make a container whose inputs are sent together when its submit button is clicked.

    Args:
        key: a name that no other form, widget or container has.
        clear_on_submit: put the inputs back to their defaults after the run that saw their values.
        enter_to_submit: Enter in a text or number field clicks the first submit button.
        border: a frame around it.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.

    Returns:
        The container. It must hold a `form_submit_button`.

    Raises:
        InvalidLayoutContextError: inside another form.
        DuplicateElementKeyError: for a key that is taken.

    Example:
        >>> with st.form("search"):
        ...     word = st.text_input("Word")
        ...     if st.form_submit_button("Search"):
        ...         st.write(find(word))
    """

def form_submit_button(
    label: str = "Submit",
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    key: Key = None,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show the button that sends a form: all values of the form arrive with its click.

    The arguments are those of `button`; `key` is made of the form's key and the label when not given.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        InvalidLayoutContextError: outside of a form.

    Example:
        >>> with st.form("login"):
        ...     name = st.text_input("Name")
        ...     sent = st.form_submit_button("Log in")
    """

def graphviz_chart(
    figure_or_dot: Any,
    use_container_width: bool | None = None,
    *,
    width: Size = "content",
    height: Size = "content",
    alt: str | None = None,
) -> Container:
    """Show a graph that the DOT language describes.

    The browser lays it out; neither Graphviz nor a Python package for it is needed on the server. What the graph leaves
    open, such as colours, follows the theme.

    Args:
        figure_or_dot: DOT text, or an object with a `source` that is such text: `graphviz.Graph`, `Digraph`, `Source`. Its
            `engine` chooses the layout.
        use_container_width: the older way to say width="stretch" or "content".
        width: "content", "stretch", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        alt: what the graph shows, for screen readers.

    Raises:
        InvalidParameterTypeError: for anything that is neither text nor has a `source`.

    Example:
        >>> st.graphviz_chart("digraph { run -> draw -> diff -> run }")
    """

def grid(
    columns: int | Literal["auto"] = "auto",
    *,
    min_column_width: int | Literal["auto"] = "auto",
    wrap: bool = True,
    gap: Gaps = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    row_height: int | Literal["content"] = "content",
    width: Size = "stretch",
    height: Size = "content",
    key: Key = None,
    dense: bool = False,
) -> GridContainer:
    """Make a container whose elements fill the cells of a grid.

    Args:
        columns: how many columns, 1 to 24; "auto" for as many as fit.
        min_column_width: the least width of a column in pixels; "auto" for 240, or 120 where `columns` is a number.
        wrap: fewer columns where they would be narrower than that.
        gap: between cells: a word as in `container`, pixels, None, or a pair (between rows, between columns).
        vertical_alignment: "top", "center" or "bottom", within a row.
        border: a frame around each cell.
        row_height: pixels; "content" for as high as needed.
        width: "stretch" or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        key: a name of its own.
        dense: fill holes with later, smaller cells.

    Returns:
        The grid; its method `cell` makes a cell that spans several.

    Raises:
        InvalidValueError: for numbers of columns or sizes that cannot be.

    Example:
        >>> grid = st.grid(3, border=True)
        >>> for name, value in figures.items():
        ...     grid.metric(name, value)
    """

def header(
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str = False,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the second level.

    Args:
        body: one line of markdown.
        anchor: the id by which the heading can be linked to; made of the text when None; False for none.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the text.
        divider: a line below: True for the next colour in turn, or the name of one.
        width: "stretch", "content", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Example:
        >>> st.header("By region", divider="blue")
    """

def help(obj: Any = ..., *, width: Size = "stretch") -> Container:
    """Show what an object is: type, signature, documentation and members.

    Args:
        obj: anything; this package when left out.
        width: "stretch" or a number of pixels.

    Example:
        >>> st.help(pd.DataFrame)
    """

def html(body: object, *, width: Size = "stretch", unsafe_allow_javascript: bool = False) -> Container:
    """Show HTML.

    The HTML is sanitised (DOMPurify): scripts and event handlers are taken out. With `unsafe_allow_javascript` it is
    shown in a sandboxed frame of its own instead, where its scripts run without access to the page.

    Args:
        body: HTML text; the path of an .html file, whose text is shown, or of a .css file, whose rules are applied; or
            an object with a `_repr_html_` method.
        width: "stretch", "content", or a number of pixels.
        unsafe_allow_javascript: run scripts in the HTML, in a sandbox.

    Raises:
        MissingRequiredParameterError: if the body is empty.

    Example:
        >>> st.html("<b>bold</b> and <mark>marked</mark>")
    """

def iframe(
    src: str | Path,
    *,
    width: Size = "stretch",
    height: Size = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> Container:
    """Show another page, or a document of one's own, in a frame.

    Args:
        src: an address; the path of an .html file; or HTML ("" for an empty document). A document of one's own runs its scripts without access to
            the page.
        width: "stretch", "content", or a number of pixels.
        height: "content" (that of the document, or 400 pixels for a page elsewhere), "stretch", or pixels.
        tab_index: place in the order of the Tab key: -1, 0 or more.
        alt: what it shows, for screen readers.

    Raises:
        APIError: for a file that cannot be read.
        InvalidValueError: for a tab index below -1.

    Example:
        >>> st.iframe("https://example.org", height=500)
    """

def image(
    image: Any,
    caption: Any = None,
    width: Size = "content",
    clamp: bool = False,
    channels: Literal["RGB", "BGR"] = "RGB",
    output_format: Literal["JPEG", "PNG", "auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> Container:
    """Show a picture, or several in a row.

    Args:
        image: a path, an address, the bytes of a file, SVG text, a picture of Pillow, an array, or a list of these.
        caption: text below the picture, or one per picture.
        width: "content" (its own width, at most that of the page), "stretch", or a number of pixels; of several pictures
            that of each.
        clamp: cut values of arrays that are out of range; otherwise they are an error.
        channels: order of the channels of arrays: "RGB" or "BGR".
        output_format: "PNG" or "JPEG" to have pictures encoded so; "auto" leaves files as they are and makes PNG of
            arrays.
        use_container_width: the older way to say width="stretch".
        link: an address that a click opens.
        use_column_width: the oldest way to say width="stretch" (True, "always") or "content" (False, "never", "auto").
        alt: what the picture shows, for those who do not see it; the caption when None.

    Raises:
        APIError: for what is no picture, or as many captions as there are not pictures.
        InvalidValueError: for other channels, formats or ways to be wide.

    Example:
        >>> st.image("sunrise.jpg", caption="Sunrise by the mountains")
    """

def info(body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None) -> Container:
    """Show a box with something worth knowing. The arguments are those of `success`.

    Example:
        >>> st.info("Prices are without VAT")
    """

def json(body: object, *, expanded: bool | int = True, width: Size = "stretch") -> Container:
    """Show nested data as a tree that can be folded.

    Args:
        body: anything that can become JSON (mappings, lists, dataclasses, pydantic models, ...; other values inside are
            shown as their text), or a text that is JSON; of one that is not, the page says why.
        expanded: True for all open, False for closed, or the number of levels that are open.
        width: "stretch" or a number of pixels.

    Raises:
        InvalidParameterTypeError: for an `expanded` that is neither True, False nor a number.

    Example:
        >>> st.json({"name": "Ada", "langs": ["en", "fr"]}, expanded=1)
    """

def latex(body: Any, *, help: str | None = None, width: Size = "stretch") -> Container:
    """Show a formula, centred on a line of its own.

    Args:
        body: LaTeX of the maths mode (as KaTeX understands it), or a SymPy expression.
        help: a tooltip.
        width: "stretch", "content", or a number of pixels.

    Example:
        >>> st.latex(r"e^{i\\pi} + 1 = 0")
    """

def line_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show lines.

    Args:
        data: whatever `dataframe` takes: one line per column, or in long form with `color`.
        x: name of the column of the horizontal axis; the index when None.
        y: name or names of the columns of values; all others when None.
        x_label: title of the horizontal axis; "" for none.
        y_label: title of the vertical axis; "" for none.
        color: a colour (CSS, or numbers of red, green, blue and opacity), one per column of values, or the name of a
            column that parts the lines; one that holds colours gives them.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" or "content".
        alt: what the chart shows, for screen readers.

    Raises:
        APIError: for a column that the data do not have, or as many colours as there are not columns.
        InvalidColorError: for a colour that is none.

    Example:
        >>> st.line_chart(frame, x="day", y=["oslo", "bergen"])
    """

def link_button(
    label: str,
    url: str,
    *,
    key: Key = None,
    on_click: Callable[..., Any] | Literal["rerun", "ignore"] = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    help: str | None = None,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> Any:
    """Show a link that looks like a button and opens in a new tab.

    Args:
        label: its text.
        url: the address: http, https, mailto, or relative.
        on_click: "ignore" for a link alone; "rerun" or a callable to have clicks answered by a run.

    The other arguments are those of `button`.

    Returns:
        The element for `on_click="ignore"`, else True in the run that answers a click and False in others.

    Example:
        >>> st.link_button("Documentation", "https://example.org/docs")
    """

def map(
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

def markdown(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Size = "auto",
    text_alignment: Alignment = "left",
    anchors: bool = True,
    wrap: bool = True,
) -> Container:
    """Show text formatted as GitHub-flavoured markdown.

    Beyond the standard: `$x^2$` and `$$...$$` maths, `:smile:` emoji, `:material/home:` icons, `:red[text]`,
    `:blue-background[text]`, `:green-badge[text]`, `:small[text]` and `:rainbow[text]`.

    Args:
        body: the text (anything else is turned into text); common indentation is removed.
        unsafe_allow_html: let HTML tags through (scripts never are); otherwise they are shown as text.
        help: a tooltip, shown by an icon beside the text.
        width: "auto" (as wide as there is room, or as the text beside others in a row), "stretch", "content", or a number of
            pixels.
        text_alignment: "left", "center", "right" or "justify".
        anchors: give headings in the text an address of their own.
        wrap: break long lines; otherwise the text stays on one line and is cut.

    Raises:
        InvalidWidthError: for any other width.
        InvalidValueError: for any other alignment.

    Example:
        >>> st.markdown("The **answer** is :green[42] :material/check:")
    """

def menu_button(
    label: str,
    options: Iterable[T],
    *,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    type: Variant = "secondary",
    icon: str | None = None,
    disabled: bool = False,
    width: Size = "content",
    format_func: Callable[[Any], str] = ...,
    wrap: bool | None = None,
) -> T | None:
    """Show a button that opens a menu of actions.

    Args:
        label: its text, markdown as in labels.
        options: the actions; any sequence. Texts are markdown as in labels.
        key: a name of its own.
        help: a tooltip.
        on_click: called before the script when an action was chosen.
        args: positional arguments of `on_click`.
        kwargs: named arguments of `on_click`.
        type: "primary", "secondary" or "tertiary".
        icon: an emoji or `:material/name:` before the text.
        disabled: cannot be clicked.
        width: "content", "stretch", or a number of pixels.
        format_func: makes the text that is shown for an action.
        wrap: let a long label take several lines (True), cut it (False), or as the place of the button asks (None).

    Returns:
        The action chosen (a copy of it), in the run that answers the click; else None.

    Raises:
        InvalidLayoutContextError: in a form.
        InvalidValueError: for another `type`.
        MissingRequiredParameterError: without options.

    Example:
        >>> action = st.menu_button("Export", ["CSV", "Excel"], icon=":material/download:")
    """

def mermaid_chart(body: str, *, width: Size = "stretch", alt: str | None = None) -> Container:
    """Show a diagram that the Mermaid language describes: flows, sequences, states, classes, Gantt charts and more.

    Colours follow the theme unless the diagram sets its own. Nothing in a diagram can run code.

    Args:
        body: the description, as in a ```` ```mermaid ```` block but without the fence; common indentation is taken off.
        width: "stretch" (centred, and never larger than its natural size), "content", or a number of pixels.
        alt: what the diagram shows, for screen readers; its own `accTitle` when None.

    Raises:
        InvalidParameterTypeError: for anything but text.
        APIError: for an empty text.

    Example:
        >>> st.mermaid_chart("flowchart LR\\n  run --> draw --> diff --> run")
    """

def metric(
    label: str,
    value: Any,
    delta: Any = None,
    delta_color: str = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: Visibility = "visible",
    border: bool = False,
    width: Size = "stretch",
    height: Size = "content",
    chart_data: Iterable[Any] | None = None,
    chart_type: Literal["line", "bar", "area"] = "line",
    delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> Container:
    """Show a figure in large type, with how it has changed.

    Args:
        label: what it is.
        value: a number, a text, or None for a dash.
        delta: the change: a number, or a text (a fall if it begins with a minus); 0 is neither rise nor fall.
        delta_color: "normal" (a rise is green, a fall red), "inverse", "off", or the name of a colour.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the label.
        label_visibility: "visible", "hidden" or "collapsed".
        border: a frame around it.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        chart_data: numbers for a small chart below.
        chart_type: "line", "bar" or "area".
        delta_arrow: "auto", "up", "down" or "off".
        format: of the value: printf style, or "localized", "percent", "dollar", "euro", "yen", "compact", ...
        delta_description: a text after the change, such as "vs. last week".

    Raises:
        InvalidParameterTypeError: for a value that is neither number nor text.
        InvalidValueError: for an unknown colour, arrow, kind of chart or visibility.
        APIError: for `chart_data` that are no numbers.

    Example:
        >>> st.metric("Revenue", 1250, delta=-30, format="dollar", border=True)
    """

def multiselect(
    label: str,
    options: Iterable[T],
    default: Any = None,
    format_func: Callable[[Any], Any] = ...,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: Size = "stretch",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> list[T | str]:
    """Show a list that opens, to choose any number of options, which are shown as chips.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        default: the options chosen at first: one or a list of them.
        format_func: makes the text that is shown for an option.
        max_selections: the most options that can be chosen.
        accept_new_options: take texts that are none of the options.
        select_all: offer to choose all: True, False, or the most options for which it is offered.
        wrap: let the chips take several lines.

    The other arguments are those of `selectbox`.

    Returns:
        The options chosen, in the order of choosing.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        SelectionCountExceedsMaxError: for more defaults than `max_selections`.
        InvalidValueError: for a `max_selections` below 1 or a `select_all` below 0.

    Example:
        >>> chosen = st.multiselect("Countries", countries, default=["Norway"])
    """

def number_input(
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | Literal["min"] | None = "min",
    step: Number | None = None,
    format: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    icon: str | None = None,
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Number | None:
    """Show a field for a number, with buttons to step it.

    The number is an int if all of `min_value`, `max_value`, `value` and `step` that are given are ints, else a float.

    Args:
        label: what it is for.
        min_value: the least number allowed; no limit when None.
        max_value: the greatest number allowed; no limit when None.
        value: the number at first; "min" for the least (0.0 without one); None to start empty and return None.
        step: what the buttons add; 1 for ints and 0.01 for floats when None.
        format: printf style, such as "%d" or "%.2f"; decides what is shown, not the value.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while it is empty.
        disabled: cannot be changed.
        required: an empty field is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number, or None.

    Raises:
        MixedNumericTypesError: if ints and floats are mixed.
        ValueBelowMinError: if `value` is below `min_value`.
        ValueAboveMaxError: if `value` is above `max_value`.
        InvalidMinMaxError: if `min_value` is above `max_value`.
        NumberBoundsError: for a number that a browser cannot hold.

    Example:
        >>> age = st.number_input("Age", min_value=0, max_value=120, value=30)
    """

def page_link(
    page: str | Path | Any,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: Side = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    query_params: QueryParams | None = None,
) -> Container:
    """Show a link to another page of the app, or to an address.

    Args:
        page: a page, the path of its script relative to the app's script, or an address.
        label: its text, markdown as in labels; else the page's title.
        icon: an emoji or `:material/name:`; else the page's icon.
        icon_position: "left" or "right" of the text.
        help: a tooltip.
        disabled: cannot be clicked.
        use_container_width: the old name of `width="stretch"`.
        width: "content", "stretch", or a number of pixels.
        query_params: the query parameters to go with.

    A link to a page that this person may not see is not drawn.

    Raises:
        PageNotFoundError: for a page that the app does not have.
        MissingRequiredParameterError: for an address without a label.

    Example:
        >>> st.page_link("pages/report.py", label="Report", icon="📄")
    """

def pagination(
    num_pages: int,
    *,
    default: int = 1,
    max_visible_pages: int | None = 7,
    width: Size = "content",
    key: Key = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int:
    """Show the numbers of pages, of which one is shown.

    Args:
        num_pages: how many pages there are: 1 or more.
        default: the page at first.
        max_visible_pages: how many numbers are shown at most, the rest as "..."; None for all. Fewer than 5 have no room
            for the first and the last page: then those around the present one are shown, and with 0 just which it is.
        width: "content", "stretch", or a number of pixels.
        key: name of its value in `session_state`.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number of the page, counted from 1.

    Raises:
        InvalidValueError: for less than one page, or less than no visible numbers.
        ValueOutOfRangeError: for a default that is none of the pages.

    Example:
        >>> page = st.pagination(20)
        >>> st.write(rows[(page - 1) * 10 : page * 10])
    """

def pdf(data: Any, *, height: Size = 500, key: str | None = None, alt: str | None = None) -> Container:
    """Show a PDF document in the browser's own viewer.

    Args:
        data: a path, an address, bytes, or an open file.
        height: pixels, or "stretch".
        key: a name of its own.
        alt: what the document is, for screen readers.

    Raises:
        APIError: for data that cannot be read.

    Example:
        >>> st.pdf("report.pdf", height=700)
    """

def pills(
    label: str,
    options: Iterable[V],
    *,
    selection_mode: Mode = "single",
    default: Sequence[V] | V | None = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as small round buttons, of which one or several are chosen.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class. Texts are markdown as in labels.
        selection_mode: "single" for one option (a click on it takes it back), "multi" for several.
        default: the option (or options) chosen at first.
        required: at least one is needed: the last cannot be taken back, and none holds a form back.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "content", "stretch", or a number of pixels.
        wrap: several lines where one is too short; with False the line scrolls.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it) or None; in mode "multi" a list.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        APIError: for several defaults in mode "single".

    Example:
        >>> topics = st.pills("Topics", ["Weather", "Sports", "Music"], selection_mode="multi")
    """

def plotly_chart(
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Size = "stretch",
    height: Size = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = ("points", "box", "lasso"),
    config: dict[str, Any] | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Any:
    """Show a chart made by Plotly.

    Args:
        figure_or_data: a Plotly figure, or its data as dicts; a Matplotlib figure is converted.
        use_container_width: the older way to say width="stretch".
        width: "stretch", "content", or a number of pixels.
        height: "content" (the figure's own, or 450 pixels), "stretch", or a number of pixels.
        theme: "streamlit" for the colours of the page, None for the figure's own.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback.
        selection_mode: "points", "box", "lasso", or several of them.
        config: Plotly's config, such as {"displayModeBar": False}.
        alt: what the chart shows, for screen readers.
        kwargs: more of the config, the old way.

    Returns:
        The element; with `on_select` the selection: `event.selection.points`, `.point_indices`, `.box`, `.lasso`.

    Raises:
        APIError: if Plotly is not installed.
        InvalidValueError: for an unknown theme or selection mode.

    Example:
        >>> st.plotly_chart(px.scatter(frame, x="gdp", y="life"))
    """

def popover(
    label: str,
    *,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    wrap: bool | None = None,
    key: Key = None,
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
) -> Foldable:
    """Make a container that a button opens above the page.

    Args:
        label: the button's text.
        type: "primary", "secondary" or "tertiary".
        help: a tooltip.
        icon: an emoji or `:material/name:` before the label.
        disabled: the button cannot be clicked.
        use_container_width: the older way to say width="stretch".
        width: of the button: "content", "stretch", or a number of pixels.
        wrap: let a long label take several lines.
        key: a name; with `on_change`, that of its value in `session_state`.
        on_change: "ignore", "rerun", or a callback; see `expander`.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.

    Returns:
        The container. With `on_change` its `open` says whether it is open; otherwise that is None.

    Example:
        >>> with st.popover("Filter"):
        ...     st.checkbox("Only mine")
    """

def progress(value: float, text: str | None = None, width: Size = "stretch") -> Container:
    """Show a bar for how far something has come.

    Args:
        value: an int from 0 to 100, or a float from 0.0 to 1.0.
        text: markdown above the bar.
        width: "stretch" or a number of pixels.

    Returns:
        The element; its method `progress` shows another value, `empty` takes the bar away.

    Raises:
        ValueOutOfRangeError: for a number out of range.
        InvalidParameterTypeError: for anything but a number.

    Example:
        >>> bar = st.progress(0, "Reading")
        >>> for done in range(100):
        ...     bar.progress(done + 1)
    """

def pydeck_chart(
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

def pyplot(
    fig: Any = None,
    clear_figure: bool | None = False,
    *,
    width: Size = "stretch",
    use_container_width: bool | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Container:
    """Show a figure of Matplotlib.

    Args:
        fig: the figure; the current one when None, which is not safe where several people use the app at once.
        clear_figure: clear the figure afterwards.
        width: "stretch", "content", or a number of pixels.
        use_container_width: the older way to say width="stretch" or "content".
        alt: what the figure shows, for those who do not see it.
        kwargs: handed to `Figure.savefig`, such as dpi=300 or format="svg" ("png", "jpg" and "webp" are possible too).

    Raises:
        APIError: if the figure shows nothing.
        InvalidValueError: for a format that browsers do not show.

    Example:
        >>> fig, ax = plt.subplots()
        >>> ax.hist(values)
        >>> st.pyplot(fig)
    """

def radio(
    label: str,
    options: Iterable[T],
    index: int | None = 0,
    format_func: Callable[[Any], Any] = ...,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> T | None:
    """Show options of which one is chosen, all in view.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        index: position of the option chosen at first; None for none.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        horizontal: options side by side.
        captions: a small text below each option.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "content", "stretch", or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it), or None.

    Raises:
        ValueOutOfRangeError: for an index that is not among the options.

    Example:
        >>> size = st.radio("Size", ["S", "M", "L"], horizontal=True)
    """

def scatter_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show points.

    Args:
        size: the area of the points in square pixels, or the name of a column that gives it.

    The other arguments are those of `line_chart`.

    Example:
        >>> st.scatter_chart(frame, x="height", y="weight", color="sex")
    """

def segmented_control(
    label: str,
    options: Iterable[V],
    *,
    selection_mode: Mode = "single",
    default: Sequence[V] | V | None = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as the segments of one bar, of which one or several are chosen.

    Args:
        wrap: several lines where one is too short; without it the bar scrolls.

    The other arguments are those of `pills`.

    Returns:
        The option chosen (a copy of it) or None; in mode "multi" a list.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        APIError: for several defaults in mode "single".

    Example:
        >>> view = st.segmented_control("View", ["Day", "Week", "Month"], default="Week")
    """

def select_slider(
    label: str,
    options: Iterable[T] = (),
    value: Any = None,
    format_func: Callable[[Any], Any] = ...,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options in their order on a slider.

    Args:
        label: what is chosen.
        options: any sequence that is not empty.
        value: the option at first, or a pair of options for a range; the first option when None.
        format_func: makes the text that is shown for an option.

    The other arguments are those of `slider`.

    Returns:
        The option chosen (a copy of it), or a tuple of two for a range.

    Raises:
        MissingRequiredParameterError: without options.
        DefaultNotInOptionsError: for a value that is not among the options.

    Example:
        >>> st.select_slider("Size", ["S", "M", "L", "XL"], value=("M", "L"))
    """

def selectbox(
    label: str,
    options: Iterable[T],
    index: int | None = 0,
    format_func: Callable[[Any], Any] = ...,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> T | str | None:
    """Show a list that opens, to choose one option; typing searches it.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        index: position of the option chosen at first; None for none, and then the choice can be cleared.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while nothing is chosen.
        disabled: cannot be changed.
        required: no choice is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        accept_new_options: take a text that is none of the options.
        filter_mode: how typing searches: "fuzzy", "contains", "prefix", or None for no search.
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it), the new text, or None.

    Raises:
        ValueOutOfRangeError: for an index that is not among the options.
        IncompatibleParametersError: for `accept_new_options` without a search.

    Example:
        >>> city = st.selectbox("City", ["Oslo", "Bergen"], index=None)
    """

def skeleton(height: Size | None = None, *, width: Size = "stretch") -> Container:
    """Show a grey shape where an element will be; the first write to it replaces it.

    Args:
        height: pixels, or "stretch"; 80 pixels when None.
        width: "stretch" or a number of pixels.

    Returns:
        The place: `place.line_chart(...)` shows a chart there, `place.empty()` nothing.

    Example:
        >>> place = st.skeleton(height=300)
        >>> place.line_chart(load())
    """

def slider(
    label: str,
    min_value: Any = None,
    max_value: Any = None,
    value: Any = None,
    step: Any = None,
    format: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a slider for a number, date, time or datetime, or for a range of these.

    Args:
        label: what is set.
        min_value: the least value; 0 (0.0 for floats, 14 days before `value` for dates, midnight for times) when None.
        max_value: the greatest value; 100 (1.0, 14 days after, the end of the day) when None.
        value: the value at first, or a pair for a range; `min_value` when None. All values are of one type.
            The limits are moved as far as a value outside of them, and change places if they are the wrong way round.
            Without a value, a pair in `session_state` makes it a range.
        step: distance between values: 1 for ints, 0.01 for floats, a timedelta (1 day, or 15 minutes) for the others.
        format: printf style for numbers ("%d %%") or "plain", "localized", "percent", "dollar", "euro", "yen",
            "accounting", "bytes", "compact", "scientific", "engineering"; for dates and times moment style ("MM/DD/YY")
            or "localized", "distance", "calendar", "iso8601".
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The value, or a tuple of two for a range.

    Raises:
        InvalidParameterTypeError: if types are mixed or of no known kind.
        InvalidMinMaxError: if `min_value` equals `max_value`.
        ValueBelowMinError, ValueAboveMaxError: if `session_state` is given a value outside of them.

    Example:
        >>> low, high = st.slider("Price", 0, 500, (50, 200))
    """

def snow() -> Container:
    """Let snow fall over the page, once.

    Example:
        >>> st.snow()
    """

def space(size: Size = "small") -> Container:
    """Leave space empty.

    Args:
        size: a number of pixels, a word from "xxsmall" to "xxlarge", or "stretch" for what is left.

    Example:
        >>> st.space("large")
    """

@contextmanager
def spinner(
    text: str = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: Size = "content",
) -> Generator[None]:
    """Show that something goes on while the `with` block runs (or the decorated function), if it takes over half a second.

    Args:
        text: markdown of one line.
        show_time: show the seconds that have passed.
        width: "content", "stretch", or a number of pixels.

    Example:
        >>> with st.spinner("Training", show_time=True):
        ...     model.fit(x, y)
    """

def status(
    label: str,
    *,
    expanded: bool = False,
    state: State = "running",
    type: Literal["default", "compact"] = "default",
    width: Size = "stretch",
) -> StatusContainer:
    """Make a container for the steps of something that takes long.

    Leaving its `with` block turns it from "running" to "complete", or to "error" if an exception passes.

    Args:
        label: its text.
        expanded: open at first.
        state: "running", "complete" or "error".
        type: "default" with a frame, or "compact" without.
        width: "stretch" or a number of pixels.

    Returns:
        The container; its method `update(label=, expanded=, state=)` changes it.

    Example:
        >>> with st.status("Loading") as status:
        ...     st.write("Reading files")
        ...     status.update(label="Loaded", state="complete")
    """

def subheader(
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str = False,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the third level. The arguments are those of `header`.

    Example:
        >>> st.subheader("Details")
    """

def success(
    body: object,
    *,
    icon: str | None = None,
    width: Size = "stretch",
    title: object = None,
) -> Container:
    """Show a box that says that something went well.

    Args:
        body: markdown text.
        icon: an emoji or `:material/name:`.
        width: "stretch" or a number of pixels.
        title: a line in bold above the text.

    Example:
        >>> st.success("Saved", icon="✅")
    """

def table(
    data: Any = None,
    *,
    border: bool | Literal["horizontal"] = True,
    width: Size = "stretch",
    height: Size = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show a small table whole, with markdown in its cells.

    Args:
        data: whatever `dataframe` takes; a pandas Styler with its texts, colours, caption and what it hides.
        border: True for lines around all cells, "horizontal", or False.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels beyond which it scrolls.
        hide_index: hide the index; None to hide one that only counts.
        hide_header: hide the headings; None to hide those of data that have no names, such as lists.
        alt: what the table shows, for screen readers.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        APIError: for more than 100,000 cells, for which `dataframe` is made.

    Example:
        >>> st.table({"Planet": ["Venus", "Mars"], "Moons": [0, 2]})
    """

def tabs(
    tabs: Sequence[str],
    *,
    width: Size = "stretch",
    height: Size = "content",
    default: str | None = None,
    key: Key = None,
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    bind: Literal["query-params"] | None = None,
) -> tuple[Foldable, ...]:
    """Make containers of which one is in view, chosen by a row of labels.

    Args:
        tabs: the labels, at least one.
        width: "stretch" or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        default: label of the tab in view at first; the first one when None.
        key: a name; with `on_change`, that of its value (the label in view) in `session_state`.
        on_change: "ignore" if choosing is the browser's business alone; "rerun" or a callback to have it reported.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.
        bind: "query-params" keeps the tab in view in the address, under `key`.

    Returns:
        One container per label. With `on_change` its `open` says whether it is in view; otherwise that is None.

    Raises:
        MissingRequiredParameterError: without labels.
        InvalidParameterTypeError: for a text in place of a list.
        InvalidValueError: for a default that is no label.

    Example:
        >>> chart, table = st.tabs(["Chart", "Table"])
        >>> chart.line_chart(frame)
        >>> table.dataframe(frame)
    """

def text(
    body: object,
    *,
    help: str | None = None,
    width: Size = "content",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show text as it is, in the typeface of code, with its line breaks and without any formatting.

    Args:
        body: the text (anything else is turned into text).
        help: a tooltip.
        width: "content", "stretch", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Example:
        >>> st.text("total  42\\nmean   3.5")
    """

def text_area(
    label: str,
    value: object = "",
    height: Size | None = None,
    max_chars: int | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for several lines of text. Ctrl+Enter, or leaving the field, sends it.

    Args:
        label: what it is for.
        value: the text at first; None to start empty and return None while it is empty.
        height: "content" to grow with the text, "stretch", or a number of pixels; about three lines when None.
        max_chars: the most characters it takes.

    The other arguments are those of `text_input`.

    Returns:
        The text, or None.

    Example:
        >>> notes = st.text_area("Notes", height=200)
    """

def text_input(
    label: str,
    value: object = "",
    max_chars: int | None = None,
    key: Key = None,
    type: str = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for one line of text.

    Args:
        label: what it is for.
        value: the text at first; None to start empty and return None while it is empty.
        max_chars: the most characters it takes.
        key: name of its value in `session_state`.
        type: "default", "password" (hidden, with a button to show it), "email", "url", "phone" or "search". All but the
            first bring the keyboard, the icon, the placeholder and the autocompletion that fit, and "email" and "url"
            a `validate`, unless these are given.
        help: a tooltip.
        autocomplete: what browsers may fill in (the HTML attribute of this name).
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while it is empty.
        disabled: cannot be changed.
        required: an empty field is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        validate: a regular expression that must be found in the text (`^...$` for the whole text), or (expression,
            message shown otherwise). It is checked in the browser, which does not send what does not match; an
            empty text always passes.
        live: send the text while it is typed: True after a pause of 250 ms, or a pause such as "500ms".
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The text, or None.

    Raises:
        InvalidParameterTypeError: for a `validate` that is no text and no pair, or a `live` that is no text and no bool.
        InvalidValueError: for another type.
        BadTimeStringError: for a `live` that is no duration.

    Example:
        >>> name = st.text_input("Name", placeholder="Ada")
    """

def time_input(
    label: str,
    value: Any = "now",
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    step: Any = ...,
    format: Literal["12h", "24h", "localized"] = "24h",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> dt.time | None:
    """Show a field for a time of day.

    Args:
        label: what the time is for.
        value: the time at first: a time, a datetime, ISO text such as "13:45", "now" (rounded down to the step), or None
            to start empty.
        required: an empty field is marked as invalid and holds its form back.
        step: distance of the times offered, in seconds or as a timedelta: from 1 second to 23 hours. Unless it is less
            than a minute, seconds are left out.
        format: "24h", "12h", or "localized" for what the browser's language is used to.
        width: "stretch" or a number of pixels.

    The other arguments are those of `text_input`.

    Returns:
        A time, or None.

    Raises:
        InvalidParameterTypeError: for a step or a value that is not understood.
        ValueOutOfRangeError: for a step outside of its limits.

    Example:
        >>> at = st.time_input("Alarm", dt.time(7, 30))
    """

def title(
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show the title of the page.

    Args:
        body: one line of markdown.
        anchor: the id by which the title can be linked to (`#id`); made of the text when None; False for none.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the text.
        width: "stretch", "content", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Raises:
        InvalidParameterTypeError: for an anchor that is neither text, False nor None.
        APIError: for an unknown icon.

    Example:
        >>> st.title("Sales", icon=":material/monitoring:")
    """

def toast(
    body: object,
    *,
    icon: str | None = None,
    duration: Literal["short", "long", "infinite"] | int = "short",
) -> Container:
    """Show a message in the corner of the page that goes away by itself.

    Args:
        body: markdown text.
        icon: an emoji or `:material/name:`.
        duration: "short" (4 seconds), "long" (10), "infinite" (until closed), or a number of seconds.

    Returns:
        The message; its method `toast` changes it while it is shown.

    Raises:
        MissingRequiredParameterError: for an empty text.
        InvalidValueError: for another duration.

    Example:
        >>> message = st.toast("Saving", icon=":material/save:", duration="infinite")
        >>> save()
        >>> message.toast("Saved", icon="✅")
    """

def toggle(
    label: str,
    value: bool = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> bool:
    """Show a switch. The arguments are those of `checkbox`.

    Returns:
        Whether it is on.

    Example:
        >>> dark = st.toggle("Dark lines")
    """

def vega_lite_chart(
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

def video(
    data: Any,
    format: str = ...,
    start_time: Any = 0,
    *,
    subtitles: Any = None,
    end_time: Any = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: Size = "stretch",
) -> Container:
    """Show a player for a film.

    Args:
        data: a path, an address (also one of YouTube), bytes, an open file, or an array of bytes.
        format: media type; of a file that of its name if this is not given.
        start_time: where it starts: seconds, a `timedelta`, or a text such as "1m30s".
        subtitles: WebVTT or SRT as a path, text, bytes or open file; or a dict of languages' names to those.
        end_time: where it ends; None for its end.
        loop: begin again at the end.
        autoplay: play at once (most browsers want `muted` for that).
        muted: without sound at first.
        alt: what is seen, for screen readers.
        width: "stretch" or a number of pixels.

    Raises:
        APIError: for data or subtitles that cannot be read.
        IncompatibleParametersError: for subtitles of a film of YouTube.
        InvalidValueError: for a moment that is none.

    Example:
        >>> st.video("talk.mp4", subtitles={"English": "talk.en.vtt", "Norsk": "talk.no.vtt"})
    """

def warning(
    body: object,
    *,
    icon: str | None = None,
    width: Size = "stretch",
    title: object = None,
) -> Container:
    """Show a box that warns. The arguments are those of `success`.

    Example:
        >>> st.warning("Only 12 rows match")
    """

def write(*args: Any, unsafe_allow_html: bool = False) -> None:
    """Show values, each in the way that suits it, one below the other.

    Text is markdown; frames, arrays and tables become a `dataframe`; figures a chart; mappings and lists a `json`;
    errors an `exception`; functions, classes and modules a `help`; generators and streams are written as they come;
    anything else is shown as its text. Texts in a row are joined by a space.

    Args:
        args: the values.
        unsafe_allow_html: let HTML tags through in text.

    Raises:
        APIError: for several values where there is place for one (`empty`).

    Example:
        >>> st.write("Mean:", frame.mean(), figure)
    """

def write_stream(stream: Any, *, cursor: str | None = None) -> Any:
    """Show the pieces of a stream as they come: text grows in place, other values become elements of their own.

    Args:
        stream: a generator, any iterable, an async generator, a function that returns one of these, or a stream of
            OpenAI's client (completions or responses), LangChain's, or another that gives pieces of their shapes.
        cursor: text shown at the end while more is to come, such as " ▌".

    Returns:
        The whole text if there was only text, else a list of the texts and values.

    Raises:
        InvalidParameterTypeError: for a text or a frame, which are no streams.

    Example:
        >>> reply = st.write_stream(client.chat.completions.create(..., stream=True))
    """
