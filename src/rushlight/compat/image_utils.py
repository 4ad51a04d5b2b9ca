"""What packages ask of pictures."""

from __future__ import annotations

from typing import Any, TypeAlias

from rushlight.elements.media.image import address_of
from rushlight.run.container import active

AtomicImage: TypeAlias = Any
"""A picture: a path, an address, bytes, a PIL image or an array."""


def image_to_url(
    image: Any,
    layout_config: Any = None,
    clamp: bool = False,
    channels: str = "RGB",
    output_format: str = "auto",
    image_id: str = "",
) -> str:
    """Return the address at which the page serves a picture."""
    return address_of(active(), image, clamp, channels, output_format)
