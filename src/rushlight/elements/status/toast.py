"""Messages that pass."""

from __future__ import annotations

from itertools import count
from typing import Literal

from rushlight.elements import markup
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.errors import MissingRequiredParameterError
from rushlight.run.container import Container, region
from rushlight.tree.node import Props

_SECONDS = {"short": 4, "long": 10, "infinite": 0}
_calls = count(1)


class Toast(Props, frozen=True):
    body: str
    call: int
    """Tells one call from the next, so that the same text is shown again."""
    icon: markup.Icon | None = None
    seconds: float = 4
    """How long it stays; 0 until it is closed."""


@element
def toast(
    container: Container,
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
    text = markup.markdown(body)
    if not text:
        raise MissingRequiredParameterError("`toast` was given an empty text. Give it something to say.")
    whole = isinstance(duration, (int, float)) and not isinstance(duration, bool) and duration > 0
    seconds = float(duration) if whole else _SECONDS[choice("duration", duration, _SECONDS)]  # pyright: ignore
    earlier = container.props
    if isinstance(earlier, Toast):
        container.update(Toast(text, earlier.call, markup.icon(icon), seconds))
        return container
    return region("event").draw(Toast(text, next(_calls), markup.icon(icon), seconds), None)
