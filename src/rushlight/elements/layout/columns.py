"""Columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.layout.container import Gap, gap_of
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidColumnSpecError, InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.tree.node import Block


class Columns(Block, frozen=True):
    gap: Gap = "small"
    align: Literal["top", "center", "bottom"] = "top"
    width: Size = "stretch"
    wrap: bool = True


class Column(Block, frozen=True):
    weight: float = 1
    border: bool = False


@element
def columns(
    container: Container,
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
    weights = _weights(spec)
    row = container.block(
        Columns(
            gap_of(gap),
            choice("vertical_alignment", vertical_alignment, ("top", "center", "bottom")),
            sizes.width(width, ("stretch",)),
            bool(wrap),
        )
    )
    return [row.block(Column(weight, bool(border))) for weight in weights]


def _weights(spec: int | Sequence[float]) -> list[float]:
    allowed = "a number of columns, or a list of weights above zero"
    try:
        weights = [1.0] * spec if isinstance(spec, int) else [float(weight) for weight in spec]
    except (TypeError, ValueError):
        raise InvalidParameterTypeError.of("spec", spec, allowed) from None
    if not weights or min(weights) <= 0:
        raise InvalidColumnSpecError.of("spec", spec, allowed)
    return weights
