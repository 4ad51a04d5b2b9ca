"""Code that is run and shown."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from rushlight.commands.source import block_source
from rushlight.errors import InvalidValueError
from rushlight.run.container import Slot, active


@contextmanager
def echo(code_location: Literal["above", "below"] = "above") -> Generator[None]:
    """Show the source of a `with` block, and run it.

    Args:
        code_location: show the source "above" or "below" what the block draws.

    Raises:
        InvalidValueError: for another location.

    Example:
        >>> with st.echo():
        ...     st.write("This code is shown")
    """
    if code_location not in ("above", "below"):
        raise InvalidValueError.choice("code_location", code_location, ("above", "below"))
    frame = sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
    source = block_source("".join(linecache.getlines(frame.f_code.co_filename)), frame.f_lineno)
    container = active()
    place = container.block(Slot()) if code_location == "above" else None
    if place is not None:
        place.code(source, "python")  # type: ignore[attr-defined]
    yield
    if place is None:
        container.code(source, "python")  # type: ignore[attr-defined]
