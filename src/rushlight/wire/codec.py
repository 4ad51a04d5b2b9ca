"""Messages to and from bytes. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from rushlight.errors import WireError
from rushlight.wire.messages import ClientMessages, ServerMessage, ServerMessages

_encoder = msgspec.msgpack.Encoder()
_client_decoder = msgspec.msgpack.Decoder(ClientMessages)
_server_decoder = msgspec.msgpack.Decoder(ServerMessages)

_PROTOTYPE = "__proto__"
"""As a key it could make objects in a browser others, so that browsers refuse a whole message for it."""
_ENCODED = _encoder.encode(_PROTOTYPE)


def encode(message: ClientMessages | ServerMessage) -> bytes:
    """Return a message as MessagePack, without keys named `__proto__`: they come of data that somebody else has written."""
    data = _encoder.encode(message)
    return data if _ENCODED not in data else _encoder.encode(_without_prototypes(msgspec.msgpack.decode(data)))


def decode_client(data: bytes) -> ClientMessages:
    """Return the message of a browser. Raises WireError for anything that is not exactly one known message."""
    try:
        return _client_decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, OverflowError, ValueError) as error:
        raise WireError(f"the message is malformed: {error}") from None


def decode_server(data: bytes) -> ServerMessage:
    """Return the message of a server, as browsers and tests read it."""
    return _server_decoder.decode(data)


def _without_prototypes(value: Any) -> Any:
    """Return a value without keys that a browser refuses."""
    if isinstance(value, dict):
        found: dict[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
        return {key: _without_prototypes(inner) for key, inner in found.items() if key != _PROTOTYPE}
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return [_without_prototypes(inner) for inner in items]
    return value
