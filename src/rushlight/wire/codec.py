"""Messages to and from bytes. Pure."""

from __future__ import annotations

import msgspec

from rushlight.errors import WireError
from rushlight.wire.messages import ClientMessages, ServerMessage, ServerMessages

_encoder = msgspec.msgpack.Encoder()
_client_decoder = msgspec.msgpack.Decoder(ClientMessages)
_server_decoder = msgspec.msgpack.Decoder(ServerMessages)

encode = _encoder.encode
"""Return a message as MessagePack."""


def decode_client(data: bytes) -> ClientMessages:
    """Return the message of a browser. Raises WireError for anything that is not exactly one known message."""
    try:
        return _client_decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, OverflowError, ValueError) as error:
        raise WireError(f"the message is malformed: {error}") from None


def decode_server(data: bytes) -> ServerMessage:
    """Return the message of a server, as browsers and tests read it."""
    return _server_decoder.decode(data)
