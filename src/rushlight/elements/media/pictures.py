"""Pictures as bytes."""

from __future__ import annotations

import io
from typing import Any

from rushlight.errors import APIError


def png_of(picture: Any, *, clamp: bool = False, channels: str = "RGB", format: str = "PNG") -> bytes:
    """Return a picture (of Pillow, or an array of height x width, with 1, 3 or 4 channels) as an encoded file.

    Arrays of floats are from 0.0 to 1.0, others from 0 to 255. Raises APIError for values out of range without `clamp`.
    """
    image = picture if hasattr(picture, "save") and hasattr(picture, "mode") else _of_array(picture, clamp, channels)
    if format == "JPEG" and image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    if format == "PNG" and image.mode not in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"):
        image = image.convert("RGB")
    file = io.BytesIO()
    image.save(file, format)
    return file.getvalue()


def _of_array(given: Any, clamp: bool, channels: str) -> Any:
    import numpy as np
    from PIL import Image

    array = np.asarray(given)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (3, 4)):
        raise APIError(f"`image` takes arrays of (height, width) or (height, width, 1, 3 or 4); given: {array.shape}.")
    if array.dtype == bool:
        array = array.astype("uint8") * 255
    if array.dtype.kind == "f":
        array = _in_range(array, 0.0, 1.0, clamp) * 255
    array = _in_range(array, 0, 255, clamp).astype("uint8")
    if channels == "BGR" and array.ndim == 3:
        array = array[:, :, [2, 1, 0, *range(3, array.shape[2])]]
    return Image.fromarray(array)


def _in_range(array: Any, low: float, high: float, clamp: bool) -> Any:
    import numpy as np

    if clamp:
        return np.clip(array, low, high)
    if array.size and (array.min() < low or array.max() > high):
        raise APIError(
            f"The picture's values must be within {low} and {high}; given: {array.min()} to {array.max()}. "
            "Use clamp=True to cut what is outside."
        )
    return array
