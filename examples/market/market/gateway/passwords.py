"""Passwords: Argon2id hashes, and how long somebody has to wait after wrong ones."""

from __future__ import annotations

import secrets
import threading
import time
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
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


def admit(session: Session, name: str) -> float:
    """Return 0 if a password may be tried for a name, or the seconds until then: none at first, then doubling.

    Whoever is admitted is counted as wrong until `succeeded`: many tries at once are not one.
    """
    while True:
        known = session.execute(select(Failure.count, Failure.last).where(Failure.name == name)).first()
        now = time.time()
        if known is not None and (seconds := _ready_at(*known) - now) > 0:
            return seconds
        if _counted(session, name, known, now):
            return 0.0


def _ready_at(count: int, last: float) -> float:
    return last + min(LONGEST_WAIT, 2.0 ** min(count - FREE_TRIES, 10)) if count >= FREE_TRIES else last


def _counted(session: Session, name: str, known: Any, now: float) -> bool:
    """Count a try, unless somebody else has counted one meanwhile."""
    try:
        if known is None:
            session.execute(insert(Failure).values(name=name, count=1, last=now))
            session.commit()
            return True
        count = 1 if now - known.last > _FORGET_AFTER else known.count + 1
        same = (Failure.name == name, Failure.count == known.count, Failure.last == known.last)
        changed = session.execute(update(Failure).where(*same).values(count=count, last=now))
        session.commit()
        return changed.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]
    except IntegrityError:
        session.rollback()
        return False


def succeeded(session: Session, name: str) -> None:
    """Forget the wrong ones."""
    session.execute(delete(Failure).where(Failure.name == name))
