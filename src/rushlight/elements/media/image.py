"""Pictures."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.media.pictures import png_of
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container
from rushlight.tree.node import Props

FORMATS = ("JPEG", "PNG", "auto")
OLDEST_WIDTHS = (True, False, "always", "never", "auto")
_SIGNS = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """One picture."""

    url: str
    caption: str | None = None
    alt: str | None = None


class Image(Props, frozen=True, kw_only=True):
    pictures: list[Picture]
    width: Size = "content"
    each: int = 0
    """Pixels that each of several pictures is wide; 0 for as wide as they are."""
    link: str | None = None


@element
def image(
    container: Container,
    image: Any,
    caption: Any = None,
    width: Size = "content",
    clamp: bool = False,
    channels: Literal["RGB", "BGR"] = "RGB",
    output_format: Literal["JPEG", "PNG", "auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> Container:
    """Show a picture, or several in a row.

    Args:
        image: a path, an address, the bytes of a file, SVG text, a picture of Pillow, an array, or a list of these.
        caption: text below the picture, or one per picture.
        width: "content" (its own width, at most that of the page), "stretch", or a number of pixels; of several pictures
            that of each.
        clamp: cut values of arrays that are out of range; otherwise they are an error.
        channels: order of the channels of arrays: "RGB" or "BGR".
        output_format: "PNG" or "JPEG" to have pictures encoded so; "auto" leaves files as they are and makes PNG of
            arrays.
        use_container_width: the older way to say width="stretch".
        link: an address that a click opens.
        use_column_width: the oldest way to say width="stretch" (True, "always") or "content" (False, "never", "auto").
        alt: what the picture shows, for those who do not see it; the caption when None.

    Raises:
        APIError: for what is no picture, or as many captions as there are not pictures.
        InvalidValueError: for other channels, formats or ways to be wide.

    Example:
        >>> st.image("sunrise.jpg", caption="Sunrise by the mountains")
    """
    choice("channels", channels, ("RGB", "BGR"))
    several = isinstance(image, (list, tuple)) or (hasattr(image, "ndim") and image.ndim == 4)
    images = list(image) if several else [image]
    captions = _per_picture(caption, len(images), "caption")
    alts = _per_picture(alt, len(images), "alt")
    if use_column_width is not None and use_container_width is None:
        use_container_width = choice("use_column_width", use_column_width, OLDEST_WIDTHS) in (True, "always")
    pictures = [
        Picture(
            address_of(container, each, clamp, channels, output_format),
            None if text is None else markup.markdown(text),
            alternative,
        )
        for each, text, alternative in zip(images, captions, alts, strict=True)
    ]
    shown = sizes.width(width, ("stretch", "content"), use_container_width=use_container_width)
    is_for_each = several and isinstance(shown, int)
    return container.draw(
        Image(
            pictures=pictures,
            width="stretch" if is_for_each else shown,
            each=shown if is_for_each else 0,  # pyright: ignore[reportArgumentType]
            link=None if link is None else markup.address("link", link),
        )
    )


def _per_picture(given: Any, count: int, parameter: str) -> list[Any]:
    if given is None:
        return [None] * count
    texts = (
        [str(each) if each is not None else None for each in given]
        if isinstance(given, (list, tuple))
        else [str(given)]
    )
    if len(texts) != count:
        raise APIError(f"`{parameter}` must be one text per picture; given: {len(texts)} for {count} pictures.")
    return texts


def address_of(
    container: Container, image: Any, clamp: bool = False, channels: str = "RGB", output: str = "auto"
) -> str:
    """Return the address of a picture, which is served with the page if it is not elsewhere."""
    if isinstance(image, str) and image.startswith(("http://", "https://", "data:")):
        return image
    content, mime = _encoded(*_content(image, clamp, channels, output), choice("output_format", output, FORMATS))
    return "" if container.context is None else container.context.publish(content, mime)


def _encoded(content: bytes, mime: str, output: str) -> tuple[bytes, str]:
    """Return a picture in the format that is wanted. What is drawn by shapes, and what is no picture, stays as it is."""
    wanted = f"image/{output.lower()}"
    if output == "auto" or mime in (wanted, "image/svg+xml"):
        return content, mime
    from PIL import Image as Pillow

    try:
        picture = Pillow.open(io.BytesIO(content))
    except Pillow.UnidentifiedImageError:
        return content, mime
    return png_of(picture, format=output), wanted


def _content(image: Any, clamp: bool, channels: str, output: str) -> tuple[bytes, str]:
    if isinstance(image, str) and image.lstrip().startswith(("<svg", "<?xml")):
        return image.encode(), "image/svg+xml"
    if isinstance(image, (str, Path)):
        return _of_file(Path(image))
    if hasattr(image, "read") or hasattr(image, "getvalue"):
        image = image.getvalue() if hasattr(image, "getvalue") else image.read()
    if isinstance(image, (bytes, bytearray)):
        return bytes(image), next((mime for sign, mime in _SIGNS if image.startswith(sign)), _svg_or_png(bytes(image)))
    if not hasattr(image, "save") and not hasattr(image, "__array__") and not hasattr(image, "__array_interface__"):
        raise APIError(
            f"`image` takes a path, an address, bytes, a picture or an array; given: {type(image).__name__}."
        )
    format = "JPEG" if output == "JPEG" else "PNG"
    return png_of(image, clamp=clamp, channels=channels, format=format), f"image/{format.lower()}"


def _of_file(path: Path) -> tuple[bytes, str]:
    try:
        return path.read_bytes(), mimetypes.guess_type(path.name)[0] or "image/png"
    except OSError as error:
        raise APIError(f"The picture {str(path)!r} cannot be read: {error.strerror}. Check the path.") from None


def _svg_or_png(content: bytes) -> str:
    return "image/svg+xml" if b"<svg" in content[:400] else "image/png"
