"""Proofs that this app has written what a store holds, where it holds it: keyed BLAKE2b (RFC 7693)."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from hashlib import blake2b

from rushlight.errors import UnreadableError
from rushlight.keys import derived_key

_PURPOSE = b"what a store holds"


class Proofs:
    """Makes and checks proofs with a secret, which is asked for at the first use. Asking for it may raise OSError."""

    def __init__(self, secret: Callable[[], bytes]) -> None:
        self._secret = secret
        self._key: bytes | None = None

    def of(self, *facts: str | int | bytes) -> bytes:
        """Return the proof of facts in their order, the place that they are for among them."""
        if self._key is None:
            self._key = derived_key(self._secret(), _PURPOSE)
        proof = blake2b(key=self._key, digest_size=16)
        for fact in facts:
            data = fact if isinstance(fact, bytes) else str(fact).encode(errors="surrogatepass")
            proof.update(b"%d " % len(data))
            proof.update(data)
        return proof.digest()

    def check(self, proof: object, facts: Iterable[object]) -> None:
        """Raise UnreadableError unless this is the proof of the facts."""
        known = [fact for fact in facts if isinstance(fact, str | int | bytes)]
        if not isinstance(proof, bytes) or not hmac.compare_digest(proof, self.of(*known)):
            raise UnreadableError("somebody else has written or changed it, or with another key (server.cookieSecret)")
