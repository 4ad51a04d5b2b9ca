"""A secret key in a file of its own, the same for all processes that share the folder."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

KEY_SIZE = 64


def key_at(path: Path) -> bytes:
    """Return the key of a file, which is made at the first use. Raises OSError, also for one that others may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
        write_new(partial, secrets.token_bytes(KEY_SIZE))
        _name(partial, path)
    key = path.read_bytes()
    if len(key) != KEY_SIZE or (os.name == "posix" and path.stat().st_mode & 0o077):
        raise PermissionError(
            f"{path} must hold {KEY_SIZE} bytes and be readable by its owner only. Remove it to have a new one."
        )
    return key


def derived_key(secret: bytes, purpose: bytes) -> bytes:
    """Return the key for one purpose, of which others of the same secret tell nothing (keyed BLAKE2b, RFC 7693)."""
    return blake2b(purpose, key=blake2b(secret).digest()).digest()


def write_new(path: Path, *parts: bytes) -> None:
    """Write a file that is not there yet and that only its owner may read."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(parts)


def _name(partial: Path, path: Path) -> None:
    """Give a key its name, unless another process has just done so."""
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    except OSError:
        partial.replace(path)  # no hard links here
    with suppress(FileNotFoundError):
        partial.unlink()
