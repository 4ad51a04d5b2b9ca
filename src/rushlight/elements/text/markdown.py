"""Text with formatting: markdown, title, header, subheader, caption, text, badge-like marks, maths."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props

Alignment: TypeAlias = Literal["left", "center", "right", "justify"]
_ALIGNMENTS = ("left", "center", "right", "justify")


class Markdown(Props, frozen=True):
    body: str
    style: Literal["body", "caption", "latex"] = "body"
    allow_html: bool = False
    help: str | None = None
    width: Size = "auto"
    align: Alignment = "left"
    anchors: bool = True
    wrap: bool = True


@element
def markdown(
    container: Container,
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
    shown = sizes.width(width, ("auto", "stretch", "content"))
    return container.draw(
        Markdown(
            markup.markdown(body),
            "body",
            unsafe_allow_html,
            markup.hint(help),
            shown,
            choice("text_alignment", text_alignment, _ALIGNMENTS),
            anchors,
            wrap,
        )
    )


@element
def caption(
    container: Container,
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
    return container.draw(
        Markdown(
            markup.markdown(body),
            "caption",
            unsafe_allow_html,
            markup.hint(help),
            sizes.width(width),
            choice("text_alignment", text_alignment, _ALIGNMENTS),
            True,
            wrap,
        )
    )


@element
def latex(container: Container, body: Any, *, help: str | None = None, width: Size = "stretch") -> Container:
    r"""Show a formula, centred on a line of its own.

    Args:
        body: LaTeX of the maths mode (as KaTeX understands it), or a SymPy expression.
        help: a tooltip.
        width: "stretch", "content", or a number of pixels.

    Example:
        >>> st.latex(r"e^{i\pi} + 1 = 0")
    """
    if type(body).__module__.partition(".")[0] == "sympy":
        import sympy  # pyright: ignore[reportMissingImports]

        body = sympy.latex(body)
    return container.draw(Markdown(markup.clean_text(body), "latex", False, markup.hint(help), sizes.width(width)))
