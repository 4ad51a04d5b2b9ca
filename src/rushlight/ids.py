"""Names that cannot be guessed, and names of content."""

from __future__ import annotations

import hmac
import secrets
from hashlib import blake2b


def random_id() -> str:
    """Return a new id of 256 random bits, safe in addresses."""
    return secrets.token_urlsafe(32)


def content_id(*parts: bytes) -> str:
    """Return an id that is the same for the same bytes (BLAKE2b, RFC 7693)."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def same(a: str, b: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(a.encode(), b.encode())
