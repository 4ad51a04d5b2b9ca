"""A message in a conversation."""

from __future__ import annotations

from typing import Any

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.media.image import address_of
from rushlight.elements.sizes import Size
from rushlight.errors import MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.tree.node import Block

ICONS = {
    "user": ":material/person:",
    "human": ":material/person:",
    "assistant": ":material/smart_toy:",
    "ai": ":material/smart_toy:",
}


class ChatMessage(Block, frozen=True, kw_only=True):
    name: str
    role: str = "other"
    """user, assistant or other."""
    icon: markup.Icon | None = None
    picture: str | None = None
    letter: str = ""
    width: Size = "stretch"


@element
def chat_message(container: Container, name: str, *, avatar: Any = None, width: Size = "stretch") -> Container:
    """Make a container that looks like a message in a conversation.

    Args:
        name: who says it: "user" (or "human"), "assistant" (or "ai"), or any name, whose first letter is shown.
        avatar: "user", "assistant", an emoji, `:material/name:`, or a picture as `image` takes it.
        width: "stretch", "content", or a number of pixels.

    Returns:
        The container.

    Raises:
        MissingRequiredParameterError: without a name.
        APIError: for a picture that cannot be read.

    Example:
        >>> with st.chat_message("assistant"):
        ...     st.write("How can I help?")
    """
    if name is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise MissingRequiredParameterError("`chat_message` needs the name of who says it; given: None.")
    text = str(name)
    role = {"human": "user", "ai": "assistant"}.get(text.lower(), text.lower())
    icon, picture = _avatar(container, avatar if avatar is not None else ICONS.get(text.lower()))
    return container.block(
        ChatMessage(
            name=text,
            role=role if role in ("user", "assistant") else "other",
            icon=icon,
            picture=picture,
            letter="" if icon or picture else text.strip()[:1].upper(),
            width=sizes.width(width),
        )
    )


def _avatar(container: Container, given: Any) -> tuple[markup.Icon | None, str | None]:
    if given is None:
        return None, None
    if isinstance(given, str):
        text = ICONS.get(given, given)
        if text.startswith(":material/") or markup.is_emoji(markup.with_emoji(text)):
            return markup.icon(text), None
    return None, address_of(container, given)
