"""Containers, as tests see them, and how elements are found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from rushlight.elements.layout.chat_message import ICONS
from rushlight.elements.layout.grid import LEAST_SHARE, LEAST_WIDTH
from rushlight.elements.markup import icon_text
from rushlight.elements.names import children_of, name_of
from rushlight.elements.places import PLACES
from rushlight.testing import elements as show
from rushlight.testing import tables
from rushlight.testing import widgets as use
from rushlight.testing.kinds import is_called
from rushlight.testing.nodes import BlockList, Element, ElementList, Item, UnknownElement, WidgetList
from rushlight.tree.node import Node

if TYPE_CHECKING:
    from rushlight.testing.app_test import AppTest
    from rushlight.testing.state import State

L = TypeVar("L")


class Found(Generic[L]):
    """An attribute: the list of all elements of some types, as they are on the page when it is read."""

    def __init__(self, make: Callable[[list[Any]], Any], *types: str) -> None:
        self._make = make
        self._types = types

    def __get__(self, owner: Accessors | None, cls: type[Accessors]) -> L:
        if owner is None:
            return cast(L, self)
        return self._make(
            [item for item in owner.items() if any(is_called(each, item.command) for each in self._types)]
        )


class Accessors:
    """Lists of the elements in a part of a page, by their kinds, in the order of the page."""

    def items(self) -> Iterator[Item]:
        """Yield all that is in it, depth first."""
        raise NotImplementedError

    audio_input = Found[WidgetList[use.AudioInput]](WidgetList, "audio_input")
    button = Found[WidgetList[use.Button]](WidgetList, "button")
    button_group = Found[WidgetList[use.ButtonGroup]](WidgetList, "button_group")
    camera_input = Found[WidgetList[use.CameraInput]](WidgetList, "camera_input")
    caption = Found[ElementList[show.Caption]](ElementList, "caption")
    chat_input = Found[WidgetList[use.ChatInput]](WidgetList, "chat_input")
    chat_message = Found["BlockList[ChatMessage]"](BlockList, "chat_message")
    checkbox = Found[WidgetList[use.Checkbox]](WidgetList, "checkbox")
    code = Found[ElementList[show.Code]](ElementList, "code")
    color_picker = Found[WidgetList[use.ColorPicker]](WidgetList, "color_picker")
    columns = Found["BlockList[Column]"](BlockList, "column")
    container = Found["BlockList[Block]"](BlockList, "container", "fragment")
    data_editor = Found[ElementList[tables.Editor]](ElementList, "data_editor")
    dataframe = Found[ElementList[tables.Dataframe]](ElementList, "dataframe")
    date_input = Found[WidgetList[use.DateInput]](WidgetList, "date_input")
    datetime_input = Found[WidgetList[use.DateTimeInput]](WidgetList, "datetime_input")
    divider = Found[ElementList[show.Divider]](ElementList, "divider")
    download_button = Found[WidgetList[use.DownloadButton]](WidgetList, "download_button")
    error = Found[ElementList[show.Error]](ElementList, "error")
    exception = Found[ElementList[show.Exception]](ElementList, "exception")
    expander = Found["BlockList[Expander]"](BlockList, "expander")
    feedback = Found[WidgetList[use.Feedback]](WidgetList, "feedback")
    file_uploader = Found[WidgetList[use.FileUploader]](WidgetList, "file_uploader")
    form = Found["BlockList[Block]"](BlockList, "form")
    form_submit_button = Found[WidgetList[use.Button]](WidgetList, "form_submit_button")
    grid = Found["BlockList[Grid]"](BlockList, "grid")
    header = Found[ElementList[show.Header]](ElementList, "header")
    help = Found[ElementList[show.Help]](ElementList, "help")
    html = Found[ElementList[show.Html]](ElementList, "html")
    image = Found[ElementList[show.Image]](ElementList, "image")
    info = Found[ElementList[show.Info]](ElementList, "info")
    json = Found[ElementList[show.Json]](ElementList, "json")
    latex = Found[ElementList[show.Latex]](ElementList, "latex")
    link_button = Found[ElementList[show.LinkButton]](ElementList, "link_button")
    markdown = Found[ElementList[show.Markdown]](ElementList, "markdown")
    menu_button = Found[WidgetList[use.MenuButton]](WidgetList, "menu_button")
    metric = Found[ElementList[show.Metric]](ElementList, "metric")
    multiselect = Found[WidgetList[use.Multiselect]](WidgetList, "multiselect")
    number_input = Found[WidgetList[use.NumberInput]](WidgetList, "number_input")
    page_link = Found[ElementList[show.PageLink]](ElementList, "page_link")
    pagination = Found[WidgetList[use.Pagination]](WidgetList, "pagination")
    pills = Found[WidgetList[use.ButtonGroup]](WidgetList, "pills")
    progress = Found[ElementList[show.Progress]](ElementList, "progress")
    radio = Found[WidgetList[use.Radio]](WidgetList, "radio")
    segmented_control = Found[WidgetList[use.ButtonGroup]](WidgetList, "segmented_control")
    select_slider = Found[WidgetList[use.SelectSlider]](WidgetList, "select_slider")
    selectbox = Found[WidgetList[use.Selectbox]](WidgetList, "selectbox")
    slider = Found[WidgetList[use.Slider]](WidgetList, "slider")
    space = Found[ElementList[show.Space]](ElementList, "space")
    status = Found["BlockList[Status]"](BlockList, "status")
    subheader = Found[ElementList[show.Subheader]](ElementList, "subheader")
    success = Found[ElementList[show.Success]](ElementList, "success")
    table = Found[ElementList[tables.Table]](ElementList, "table")
    tabs = Found["BlockList[Tab]"](BlockList, "tab")
    text = Found[ElementList[show.Text]](ElementList, "text")
    text_area = Found[WidgetList[use.TextArea]](WidgetList, "text_area")
    text_input = Found[WidgetList[use.TextInput]](WidgetList, "text_input")
    time_input = Found[WidgetList[use.TimeInput]](WidgetList, "time_input")
    title = Found[ElementList[show.Title]](ElementList, "title")
    toast = Found[ElementList[show.Toast]](ElementList, "toast")
    toggle = Found[WidgetList[use.Toggle]](WidgetList, "toggle")
    warning = Found[ElementList[show.Warning]](ElementList, "warning")

    def get(self, element_type: str) -> ElementList[Any]:
        """Return all elements of a type, named by its command or its kind; an empty list for none."""
        return ElementList([item for item in self.items() if is_called(element_type, item.command)])

    def get_by_key(self, key: str) -> Any:
        """Return the element or container with a key. Raises KeyError."""
        for item in self.items():
            if item.key == str(key):
                return item
        raise KeyError(key)


class Block(Accessors, Item):
    """A container, with the same lists as the page."""

    @property
    def children(self) -> dict[int, Any]:
        """What it holds, by place."""
        return {place: self._app.item(child) for place, child in enumerate(children_of(self._node))}

    def items(self) -> Iterator[Item]:
        """Yield all that is in it, depth first."""
        for child in self.children.values():
            yield child
            if isinstance(child, Block):
                yield from child.items()

    def __iter__(self) -> Iterator[Any]:
        yield self
        yield from self.items()

    def __getitem__(self, k: int) -> Any:
        return self.children[k]

    def __len__(self) -> int:
        return len(self.children)

    def __bool__(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        if name in PLACES:
            return self.get(name)
        return super().__getattr__(name)

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} {self.type}{f' key={self.key!r}' if self.key else ''}"]
        for child in self.children.values():
            lines += [f"  {line}" for line in repr(child).splitlines()]
        return "\n".join(lines)


class SpecialBlock(Block):
    """A region of the page: main, sidebar, event or bottom."""


class ElementTree(Block):
    """The whole page."""

    @property
    def main(self) -> Block:
        """The main part of the page."""
        return self.children[0]

    @property
    def sidebar(self) -> Block:
        """The part of the page at its side."""
        return self.children[1]

    @property
    def session_state(self) -> State:
        """The app's session state."""
        return self._app.session_state

    def get_widget_states(self) -> dict[str, Any]:
        """Return the values of widgets, as the browser would send them, by id."""
        states = dict(self._app.run_context.state.raw_values())
        for id in list(states):
            given, raw = self._app.changed_value(id)
            states[id] = raw if given else states[id]
        return states


class ChatMessage(Block):
    """A message of a conversation."""

    @property
    def avatar(self) -> str:
        """The picture beside it: an emoji, an icon, an address, "user" or "assistant"; "" for a letter."""
        props = self.proto
        shown = icon_text(props.icon)
        return props.role if shown == ICONS.get(props.role, "-") else props.picture or shown


class Column(Block):
    """A column."""

    @property
    def weight(self) -> float:
        """Its share of the width."""
        row = self._node.parent
        weights = [each.props.weight for each in row.children or ()] if row is not None else []  # pyright: ignore
        return self.proto.weight / sum(weights)

    @property
    def gap(self) -> str | None:
        """The space between it and others."""
        row = self._node.parent
        return None if row is None else row.props.gap  # pyright: ignore[reportAttributeAccessIssue]


class Expander(Block):
    """A container that can be folded."""

    @property
    def icon(self) -> str:
        """Its icon; "" for none."""
        return icon_text(self.proto.icon)


class Status(Block):
    """What goes on."""

    @property
    def icon(self) -> str:
        """Its sign."""
        return {"running": "spinner", "complete": ":material/check:", "error": ":material/error:"}[self.proto.state]


class Tab(Block):
    """A tab."""


class Grid(Block):
    """A grid."""

    @property
    def column_count(self) -> int | str:
        """How many columns it has, or "auto"."""
        return self.proto.columns or "auto"

    @property
    def min_column_width(self) -> int | str:
        """How wide a column is at least, or "auto"."""
        width = self.proto.least_width
        return "auto" if width in (LEAST_WIDTH, LEAST_SHARE) else width

    @property
    def row_height(self) -> int | str:
        """How high a row is, or "content"."""
        return self.proto.row_height or "content"

    @property
    def gap(self) -> Any:
        """The space between cells, or that between rows and that between columns."""
        rows, columns = self.proto.row_gap, self.proto.column_gap
        return rows if rows == columns else (rows, columns)

    @property
    def vertical_alignment(self) -> str:
        """Where in their cells elements stand."""
        return self.proto.align


BLOCKS: dict[str, type[Block]] = {
    "root": ElementTree,
    "main": SpecialBlock,
    "sidebar": SpecialBlock,
    "event": SpecialBlock,
    "bottom": SpecialBlock,
    "chat_message": ChatMessage,
    "column": Column,
    "expander": Expander,
    "status": Status,
    "tab": Tab,
    "grid": Grid,
}
ELEMENTS: dict[str, type[Element]] = {
    "badge": show.Badge,
    "caption": show.Caption,
    "code": show.Code,
    "dataframe": tables.Dataframe,
    "divider": show.Divider,
    "error": show.Error,
    "exception": show.Exception,
    "header": show.Header,
    "help": show.Help,
    "html": show.Html,
    "image": show.Image,
    "info": show.Info,
    "json": show.Json,
    "latex": show.Latex,
    "link_button": show.LinkButton,
    "markdown": show.Markdown,
    "metric": show.Metric,
    "page_link": show.PageLink,
    "progress": show.Progress,
    "space": show.Space,
    "subheader": show.Subheader,
    "success": show.Success,
    "table": tables.Table,
    "text": show.Text,
    "title": show.Title,
    "toast": show.Toast,
    "warning": show.Warning,
}
WIDGETS: dict[str, type[use.Widget]] = {
    "data_editor": tables.Editor,
    "audio_input": use.AudioInput,
    "button": use.Button,
    "camera_input": use.CameraInput,
    "chat_input": use.ChatInput,
    "checkbox": use.Checkbox,
    "color_picker": use.ColorPicker,
    "date_input": use.DateInput,
    "datetime_input": use.DateTimeInput,
    "download_button": use.DownloadButton,
    "feedback": use.Feedback,
    "file_uploader": use.FileUploader,
    "form_submit_button": use.Button,
    "menu_button": use.MenuButton,
    "multiselect": use.Multiselect,
    "number_input": use.NumberInput,
    "pagination": use.Pagination,
    "pills": use.ButtonGroup,
    "radio": use.Radio,
    "segmented_control": use.ButtonGroup,
    "select_slider": use.SelectSlider,
    "selectbox": use.Selectbox,
    "slider": use.Slider,
    "text_area": use.TextArea,
    "text_input": use.TextInput,
    "time_input": use.TimeInput,
    "toggle": use.Toggle,
    "component_frame": use.Widget,
    "component_module": use.Widget,
    "echarts_chart": use.Chart,
    "plotly_chart": use.Chart,
    "pydeck_chart": use.Chart,
    "vega_lite_chart": use.Chart,
}
"""Name of an element -> its class."""


def build(node: Node, app: AppTest) -> Item:
    """Return a node as tests see it."""
    command = name_of(node)
    if node.children is not None and command != "slot":
        return BLOCKS.get(command, Block)(node, app, command)
    if (node.identity or "").startswith("$$ID") and command in WIDGETS:
        return WIDGETS[command](node, app, command)
    return ELEMENTS.get(command, UnknownElement)(node, app, command)
