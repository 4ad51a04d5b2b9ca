"""Tokens: short-lived access tokens that say who somebody is, and refresh tokens that each get one other pair.

An access token is a JWT, signed with the gateway's secret. A refresh token is the id of its login and a random text, of
which the database has a hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
import uuid
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from market.gateway.database import Login, User
from market.gateway.settings import Settings

ISSUER = "market-gateway"
AUDIENCE = "market-api"
ALGORITHM = "HS256"
"""The only one that is accepted, whatever a token says of itself."""


class InvalidTokenError(Exception):
    """A token is not one of this gateway, or has ended."""


@dataclass(frozen=True)
class Pair:
    """Two tokens of one login."""

    access: str
    refresh: str
    seconds: int
    """How long the access token holds."""


class Tokens:
    """Makes tokens and checks them."""

    def __init__(self, settings: Settings) -> None:
        self._key = OctKey.import_key(settings.key())
        self._settings = settings
        self._claims = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            sid={"essential": True},
            jti={"essential": True},
        )

    def begin(self, session: Session, user: User) -> Pair:
        """Begin a login."""
        now = time.time()
        login = Login(id=uuid.uuid4().hex, name=user.name, refresh="", began=now, used=now, user=user)
        pair, login.refresh = self._pair(login.id, user.name)
        user.last_login = now
        self._forget_ended(session, now)
        session.add(login)
        return pair

    def refresh(self, session: Session, token: str) -> tuple[Pair, User]:
        """Return the next pair of a login. A refresh token that was used before ends it: two people have it.

        Raises InvalidTokenError. The caller commits in either case.
        """
        id, _, text = token.partition(".")
        login = session.get(Login, id)
        if login is None or self.has_ended(login):
            raise InvalidTokenError("The login has ended.")
        pair, kept = self._pair(login.id, login.name)
        # Whoever comes second finds another hash there, in whichever process that is.
        now = time.time()
        own = (Login.id == id, Login.refresh == _digest(text))
        done = session.execute(update(Login).where(*own).values(refresh=kept, used=now))
        if done.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
            session.execute(delete(Login).where(Login.id == id))
            raise InvalidTokenError("The login has ended: its refresh token was used twice.")
        return pair, login.user

    def check(self, session: Session, token: str) -> Login:
        """Return the login of an access token. Raises InvalidTokenError."""
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
            self._claims.validate(claims)
        except (JoseError, ValueError, TypeError, UnicodeError) as error:
            raise InvalidTokenError(f"The access token does not hold ({type(error).__name__}).") from error
        login = session.get(Login, str(claims["sid"]))
        if login is None or login.name != claims["sub"] or self.has_ended(login):
            raise InvalidTokenError("The login has ended.")
        return login

    def has_ended(self, login: Login) -> bool:
        """Tell whether a login is over: by time, or as its user may not log in any more."""
        now = time.time()
        idle = now - login.used > self._settings.refresh_seconds
        return idle or now - login.began > self._settings.login_seconds or login.user.disabled

    def _pair(self, id: str, name: str) -> tuple[Pair, str]:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": name,
            "sid": id,
            "jti": uuid.uuid4().hex,
            "iat": now,
            "exp": now + self._settings.access_seconds,
        }
        text = secrets.token_urlsafe(32)
        access = jwt.encode({"alg": ALGORITHM, "typ": "JWT"}, claims, self._key)
        return Pair(access, f"{id}.{text}", self._settings.access_seconds), _digest(text)

    def _forget_ended(self, session: Session, now: float) -> None:
        idle = Login.used < now - self._settings.refresh_seconds
        session.execute(delete(Login).where(idle | (Login.began < now - self._settings.login_seconds)))


def end_logins(session: Session, name: str, spared: str = "") -> None:
    """End all logins of somebody, but for one."""
    session.execute(delete(Login).where(Login.name == name, Login.id != spared))


def sealed(content: bytes, secret: bytes) -> bytes:
    """Return bytes with a signature before them."""
    return _signature(content, secret) + content


def unsealed(content: bytes, secret: bytes) -> bytes:
    """Return bytes that this gateway has signed. Raises ValueError for others: pickles can do anything."""
    if not hmac.compare_digest(content[:32], _signature(content[32:], secret)):
        raise ValueError("The model was not signed by this gateway.")
    return content[32:]


def _signature(content: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"model" + content, "sha256")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
