"""How large what is drawn may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rushlight.errors import APIError
from rushlight.tree.node import Props

if TYPE_CHECKING:
    from rushlight.config import Config

_SETTING = "server.maxMessageSize"


def check_size(props: Props, config: Config) -> None:
    """Raise APIError for properties that are larger than a message to the browser may be."""
    most = config.get(_SETTING)
    for name in props.__struct_fields__:
        value = getattr(props, name)
        if isinstance(value, (str, bytes, dict)) and _length(value) > most << 20:
            raise APIError(
                f"`{name}` of this {props.kind} is larger than a message to the browser may be ({most} MB). "
                f"Show less of it, offer it with `download_button`, or set `{_SETTING}` higher."
            )


def _length(value: str | bytes | dict[str, Any]) -> int:
    if not isinstance(value, dict):
        return len(value)
    return sum(len(cast(bytes, each)) for each in value.values() if isinstance(each, (str, bytes)))
