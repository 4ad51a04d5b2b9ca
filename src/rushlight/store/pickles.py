"""Signed pickles: none is read whose signature does not prove that this app wrote it, for this place."""

from __future__ import annotations

import hmac
import io
import pickle
import sys
import types
from collections.abc import Callable
from typing import Any

from rushlight.errors import UnreadableError
from rushlight.keys import derived_key

_SIZE = 32
_PURPOSE = b"pickles of session state"


class SignedPickles:
    """Pickles of one place (a session and a key of its state), which no other place can be given."""

    def __init__(self, secret: Callable[[], bytes], place: str) -> None:
        self._secret = secret
        self._place = place.encode(errors="surrogatepass")

    def dump(self, value: Any) -> bytes:
        """Return a value as a signed pickle."""
        file = io.BytesIO()
        _Pickler(file, protocol=5).dump(value)
        content = file.getvalue()
        return self._signature(content) + content

    def load(self, data: bytes) -> Any:
        """Return the value of a pickle. Raises UnreadableError for one that was not signed by us."""
        signature, content = data[:_SIZE], data[_SIZE:]
        if not hmac.compare_digest(signature, self._signature(content)):
            raise UnreadableError("it is a pickle that this app has not signed")
        return pickle.loads(content)

    def _signature(self, content: bytes) -> bytes:
        return hmac.digest(
            derived_key(self._secret(), _PURPOSE),
            len(self._place).to_bytes(8, "little") + self._place + content,
            "sha256",
        )


class _Pickler(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        # Each run of a script makes its classes anew, in a namespace that is no module.
        is_named = isinstance(obj, type | types.FunctionType)
        if not is_named or obj.__module__ != "__main__" or "<" in obj.__qualname__:
            return NotImplemented
        return _of_script, (obj.__qualname__,)


def _of_script(name: str) -> Any:
    """Return what the running script has given a name."""
    found: Any = sys.modules["__main__"]
    for part in name.split("."):
        found = getattr(found, part)
    return found
