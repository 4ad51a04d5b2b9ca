"""Cached values on disk, which outlive the process.

Each file begins with a code (keyed BLAKE2b) over its name and content. A file whose code is wrong is not unpickled: who
can write to the folder must not thereby run code in the app, nor put one value in another's place.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from rushlight import log
from rushlight.keys import key_at, write_new

_logger = log.logger("cache")

_CODE_SIZE = 32
_SUFFIX = ".cache"
_KEY_FILE = "key"


def default_folder() -> Path:
    """Return the folder of persisted values of this user."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path.cwd()  # an account without a home, as in some containers
    return home / ".rushlight" / "cache"


class Disk:
    """Values by name in one folder. Errors of the disk are logged and count as values that are not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._key: bytes | None = None

    def get(self, name: str) -> bytes | None:
        """Return the value of a name, None if there is none that can be trusted."""
        try:
            content = (self._folder / f"{name}{_SUFFIX}").read_bytes()
            code, value = content[:_CODE_SIZE], content[_CODE_SIZE:]
            if hmac.compare_digest(code, self._code(name, value)):
                return value
        except FileNotFoundError:
            return None
        except OSError as error:
            _logger.warning("A cached value cannot be read: %s", error)
            return None
        _logger.warning("%s%s was not written by this app, or was damaged; it is not used.", name, _SUFFIX)
        return None

    def put(self, name: str, value: bytes) -> None:
        """Write the value of a name; other processes see either all of it or what was there before."""
        target = self._folder / f"{name}{_SUFFIX}"
        partial = target.with_suffix(f".{secrets.token_hex(8)}.part")
        try:
            code = self._code(name, value)
            write_new(partial, code, value)
            partial.replace(target)
        except OSError as error:
            _logger.warning("A cached value cannot be written: %s", error)
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove the value of a name."""
        with suppress(OSError):
            (self._folder / f"{name}{_SUFFIX}").unlink(missing_ok=True)

    def clear(self, prefix: str = "") -> None:
        """Remove all values whose names begin so."""
        for path in _values_in(self._folder):
            if path.name.startswith(prefix):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _code(self, name: str, value: bytes) -> bytes:
        code = blake2b(key=self._secret(), digest_size=_CODE_SIZE)
        code.update(len(name).to_bytes(8, "little") + name.encode())
        code.update(value)
        return code.digest()

    def _secret(self) -> bytes:
        with self._lock:
            if self._key is None:
                self._key = key_at(self._folder / _KEY_FILE)
            return self._key


def clear_disk() -> bool:
    """Delete all values in the default folder; tell whether there were any."""
    folder = default_folder()
    found = bool(_values_in(folder))
    Disk(folder).clear()
    return found


def _values_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix in (_SUFFIX, ".part")]
    except OSError:
        return []
