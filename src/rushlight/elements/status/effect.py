"""Celebrations: balloons and snow."""

from __future__ import annotations

from itertools import count
from typing import Literal

from rushlight.elements.element import element
from rushlight.run.container import Container, region
from rushlight.tree.node import Props

_calls = count(1)


class Effect(Props, frozen=True):
    name: Literal["balloons", "snow"]
    call: int


@element
def balloons(container: Container) -> Container:
    """Let balloons rise over the page, once.

    Example:
        >>> st.balloons()
    """
    return region("event").draw(Effect("balloons", next(_calls)))


@element
def snow(container: Container) -> Container:
    """Let snow fall over the page, once.

    Example:
        >>> st.snow()
    """
    return region("event").draw(Effect("snow", next(_calls)))
