"""Hashed passwords of every kind that is accepted, and how they are checked."""

from __future__ import annotations

import hmac
from functools import cache
from typing import Any

from rushlight.errors import ConfigError

_APACHE = {"$2y$": "bcrypt", "$2b$": "bcrypt", "$2a$": "bcrypt", "$apr1$": "apr_md5_crypt", "{SHA}": "ldap_sha1"}
_ARGON2 = "$argon2"
PLAIN = "plain:"
"""Marks a password that is not hashed, of a table of secrets."""


def hashed(password: str) -> str:
    """Return the Argon2id hash of a password, with the parameters of RFC 9106 for 64 MiB."""
    return str(_argon2().hash(password))


def fits(password: str, hash: str) -> bool:
    """Tell whether a password is that of a hash. Raises ConfigError for a kind of hash that is not accepted."""
    if hash.startswith(PLAIN):
        return hmac.compare_digest(password.encode(), hash[len(PLAIN) :].encode())
    if hash.startswith(_ARGON2):
        return _fits_argon2(password, hash)
    scheme = apache_scheme(hash)
    if scheme is None:
        raise ConfigError("a password is kept in a way that is not accepted")
    if scheme == "bcrypt":
        import bcrypt

        # bcrypt reads no more than 72 bytes, and its library refuses more.
        return bcrypt.checkpw(password.encode()[:72], hash.replace("$2y$", "$2b$", 1).encode())
    return bool(_handler(scheme).verify(password, hash))


def apache_scheme(hash: str) -> str | None:
    """Return the kind of a hash made by htpasswd, or None for one that is not accepted."""
    return next((scheme for start, scheme in _APACHE.items() if hash.startswith(start)), None)


def _fits_argon2(password: str, hash: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_argon2().verify(hash, password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _argon2() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _handler(scheme: str) -> Any:
    try:
        import passlib.hash
    except ImportError:
        raise ConfigError("Passwords of htpasswd need more packages: pip install 'rushlight[auth]'.") from None
    return getattr(passlib.hash, scheme)
