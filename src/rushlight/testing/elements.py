"""Elements that show something, as tests see them."""

from __future__ import annotations

from typing import Any

from rushlight.elements.text.heading import slug
from rushlight.errors import AppTestError
from rushlight.testing.nodes import Element

_COLORS = ("red", "green", "gray", "orange", "yellow", "blue", "violet", "primary")
"""Colours of a change, in the order of their numbers."""


class HeadingBase(Element):
    """A heading."""

    @property
    def anchor(self) -> str:
        """The name by which links lead to it; "" for one that is made of the text, or none."""
        given = self.proto.anchor
        return "" if given is None or given == slug(self.proto.body) else given

    @property
    def hide_anchor(self) -> bool:
        """Whether there is no link to it."""
        return self.proto.anchor is None

    @property
    def tag(self) -> str:
        """The tag of HTML: h1, h2 or h3."""
        return f"h{self.proto.level}"


class Title(HeadingBase):
    """A title."""


class Header(HeadingBase):
    """A header."""


class Subheader(HeadingBase):
    """A subheader."""


class Markdown(Element):
    """Text with markdown."""

    @property
    def is_caption(self) -> bool:
        """Whether it is a caption."""
        return self.type == "caption"


class Caption(Markdown):
    """A caption."""


class Badge(Markdown):
    """A small coloured label."""

    allow_html = False

    @property
    def value(self) -> str:
        """The label as markdown has it."""
        return f":{self.proto.color}-badge[{self.icon}{' ' if self.icon else ''}{self.proto.label}]"


class Latex(Markdown):
    """A formula."""

    @property
    def value(self) -> str:
        """The formula as markdown has it, between its signs."""
        return f"$$\n{self.proto.body.strip().removeprefix('$$').removesuffix('$$').strip()}\n$$"


class Divider(Markdown):
    """A line."""

    allow_html = False

    @property
    def value(self) -> str:
        """What draws a line in markdown."""
        return "---"


class AlertBase(Element):
    """A coloured message."""


class Error(AlertBase):
    """A message of an error."""


class Warning(AlertBase):
    """A warning."""


class Info(AlertBase):
    """A piece of information."""


class Success(AlertBase):
    """A message of success."""


class Code(Element):
    """Code."""

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.proto.language or "plaintext"

    @property
    def show_line_numbers(self) -> bool:
        """Whether lines are numbered."""
        return self.proto.line_numbers


class Exception(Element):
    """An error on the page."""

    is_warning = False

    @property
    def message(self) -> str:
        """What it says."""
        return self.proto.message

    @property
    def value(self) -> str:
        """What it says."""
        return self.proto.message

    @property
    def stack_trace(self) -> list[str]:
        """The calls that led to it."""
        return self.proto.stack


class Help(Element):
    """What is known of an object."""

    @property
    def value(self) -> str:
        """The object's name, or what it is."""
        return self.proto.name or self.proto.value or self.proto.type

    @property
    def doc_string(self) -> str:
        """The object's documentation."""
        return self.proto.doc or ""


class Html(Element):
    """HTML."""


class Image(Element):
    """One picture or several."""

    @property
    def value(self) -> list[str]:
        """Their addresses."""
        return [picture.url for picture in self.proto.pictures]

    @property
    def captions(self) -> list[str]:
        """What stands below them."""
        return [picture.caption or "" for picture in self.proto.pictures]


class Json(Element):
    """Data as JSON."""

    @property
    def expanded(self) -> bool:
        """Whether it is unfolded, wholly or down to some depth."""
        return self.proto.depth != 0


class LinkButton(Element):
    """A link that looks like a button."""

    @property
    def id(self) -> str:
        """Its id, if a click runs something; "" if not."""
        return self._node.identity or ""

    def click(self) -> LinkButton:
        """Click it, with the next run. Raises AppTestError if a click runs nothing."""
        if not self.proto.reports or self.proto.disabled:
            raise AppTestError(
                f"A click on the link {self.value!r} does not run the app: it is disabled, or has no `on_click`."
            )
        self._app.click(self.id)
        return self

    @property
    def value(self) -> str:
        """Its label."""
        return self.proto.label


class PageLink(Element):
    """A link to a page."""

    @property
    def value(self) -> str:
        """Its label."""
        return self.proto.label


class Metric(Element):
    """A figure, and how it has changed."""

    @property
    def value(self) -> str:
        """The figure."""
        return self.proto.value

    @property
    def delta(self) -> str:
        """The change; "" for none."""
        return self.proto.delta or ""

    @property
    def color(self) -> int:
        """The colour of the change: 0 red, 1 green, 2 gray, 3 orange, 4 yellow, 5 blue, 6 violet, 7 primary."""
        return _COLORS.index(self.proto.color)


class Progress(Element):
    """A bar of progress."""

    @property
    def value(self) -> int:
        """How much is done, of 100."""
        return round(self.proto.value * 100)

    @property
    def text(self) -> str:
        """What stands beside it."""
        return self.proto.text or ""


class Space(Element):
    """Empty space."""

    @property
    def value(self) -> Any:
        """Its size."""
        return self.proto.size


class Text(Element):
    """Plain text."""


class Toast(Element):
    """A message that goes away."""
