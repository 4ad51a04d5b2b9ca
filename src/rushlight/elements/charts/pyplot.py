"""Figures of Matplotlib."""

from __future__ import annotations

import io
from typing import Any

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.media.image import Image, Picture
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container

MIMES = {"png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
"""Media types of what browsers show of what Matplotlib writes."""


@element
def pyplot(
    container: Container,
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
    if fig is None:
        import matplotlib.pyplot as plt

        fig = plt.gcf()
        clear_figure = True if clear_figure is None else clear_figure
    if hasattr(fig, "figure") and not hasattr(fig, "savefig"):
        fig = fig.figure
    if not fig.axes:
        raise APIError("`pyplot` was given a figure that shows nothing. Draw something first: fig, ax = plt.subplots()")
    mime = MIMES[choice("format", kwargs.get("format", "png"), MIMES)]
    file = io.BytesIO()
    fig.savefig(file, **{"format": "png", "dpi": 200, "bbox_inches": "tight", **kwargs})
    if clear_figure:
        fig.clf()
    url = "" if container.context is None else container.context.publish(file.getvalue(), mime)
    shown = sizes.width(width, use_container_width=use_container_width)
    return container.draw(Image(pictures=[Picture(url, None, alt or "Chart")], width=shown))
