"""Passwords: Argon2id hashes, and how long somebody has to wait after wrong ones."""

from __future__ import annotations

import secrets
import threading
import time

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete
from sqlalchemy.orm import Session

from market.gateway.database import Failure

SHORTEST = 10
FREE_TRIES = 5
LONGEST_WAIT = 60.0
"""Long enough that guessing is hopeless, short enough that nobody can lock others out for good."""
_FORGET_AFTER = 3600.0

_hasher = PasswordHasher()
# A hash takes 64 MiB: more at a time would let strangers fill the memory.
_slots = threading.Semaphore(2)


def hashed(password: str) -> str:
    """Return the Argon2id hash of a password."""
    with _slots:
        return _hasher.hash(password)


_NOBODYS = hashed(secrets.token_hex(16))


def fits(password: str, hash: str | None) -> bool:
    """Tell whether a password is that of a hash; without a hash it is not, but that takes as long."""
    try:
        with _slots:
            return _hasher.verify(hash or _NOBODYS, password) and hash is not None
    except (VerificationError, InvalidHashError):
        return False


def objection(password: str, name: str) -> str | None:
    """Return why a password is not good enough, or None."""
    if len(password) < SHORTEST:
        return f"A password has {SHORTEST} characters or more; this one has {len(password)}."
    if name in password.lower():
        return "A password must not contain the name."
    if len(set(password)) < 5:
        return "A password has five different characters or more."
    return None


def made_up() -> str:
    """Return a password for somebody who is told it once."""
    return secrets.token_urlsafe(12)


def wait(session: Session, name: str) -> float:
    """Return the seconds until a password may be tried for a name: none at first, then doubling."""
    known = session.get(Failure, name)
    if known is None or known.count < FREE_TRIES or time.time() - known.last > _FORGET_AFTER:
        return 0.0
    return max(0.0, known.last + min(LONGEST_WAIT, 2.0 ** min(known.count - FREE_TRIES, 10)) - time.time())


def failed(session: Session, name: str) -> None:
    """Count a wrong password."""
    known = session.get(Failure, name, with_for_update=True)
    now = time.time()
    if known is None:
        known = Failure(name=name, count=0, last=now)
        session.add(known)
    known.count = 1 if now - known.last > _FORGET_AFTER else known.count + 1
    known.last = now


def succeeded(session: Session, name: str) -> None:
    """Forget the wrong ones."""
    session.execute(delete(Failure).where(Failure.name == name))
