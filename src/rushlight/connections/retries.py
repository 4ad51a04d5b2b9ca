"""Reading anew where a connection was lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Read = TypeVar("Read")

PAUSES = (0.1, 0.5)
"""Seconds before the second and the third try."""


def read_again(
    read: Callable[[], Read], is_lost: Callable[[Exception], bool], renew: Callable[[Exception], object]
) -> Read:
    """Read; where an error says that the connection is lost, renew it and read again, three times in all."""
    for pause in PAUSES:
        try:
            return read()
        except Exception as error:
            if not is_lost(error):
                raise
            renew(error)
            time.sleep(pause)
    return read()
