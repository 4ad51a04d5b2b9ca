"""Who can log in, and who may see what: the settings [login] and [access], and the table [auth] of the secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from rushlight.config.config import FOLDERS, Config
from rushlight.errors import ConfigError, SecretNotFoundError

USERS_FILE = "users.json"
_DEFAULT = "default"
_TOKENS = ("id", "access")
_OWN = ("redirect_uri", "cookie_secret", "expose_tokens")
"""Of the table [auth], what belongs to all providers."""


class Provider(msgspec.Struct, frozen=True):
    """A provider of OpenID Connect."""

    name: str
    """"default", or that of its table [auth.name]."""
    client_id: str
    client_secret: str
    metadata: str
    """Address of its discovery document."""
    redirect_uri: str | None
    """Address that it sends people back to; made of the app's own address when None."""
    parameters: Mapping[str, Any] = {}
    """More of its table: `scope`, and parameters of the authorization request."""
    label: str = ""

    @property
    def title(self) -> str:
        """What its button says."""
        return self.label or ("your account" if self.name == _DEFAULT else self.name.replace("_", " ").title())


class LoginSettings(msgspec.Struct, frozen=True):
    """How people log in, and which roles may see what."""

    required: bool = False
    """Nobody sees the app before logging in."""
    users: Path | None = None
    """File of users that `rushlight user` keeps."""
    htpasswd: Path | None = None
    plain: Mapping[str, str] = {}
    """Plain passwords of the secrets, by name."""
    providers: Mapping[str, Provider] = {}
    headers: Mapping[str, str] = {}
    """Claim -> header of a trusted proxy that has it; "user" is the name that identifies."""
    ended: Path | None = None
    """Folder in which the proxy leaves a file for each login that has ended."""
    roles_claim: str = "roles"
    roles: Mapping[str, tuple[str, ...]] = {}
    """Role -> patterns of who has it."""
    access: frozenset[str] = frozenset()
    """Roles of which one is needed to see the app; anybody who is logged in when empty."""
    pages: Mapping[str, frozenset[str]] = {}
    """Address of a page -> roles of which one is needed to see it."""
    exposed_tokens: tuple[str, ...] = ()
    idle_seconds: float = 12 * 3600
    most_seconds: float = 7 * 86400
    state: Path | None = None
    """File that keeps the logins; in memory when None."""

    @property
    def has_passwords(self) -> bool:
        """Whether people can log in with a password."""
        return bool(self.users or self.htpasswd or self.plain)

    @property
    def is_set_up(self) -> bool:
        """Whether there is any way to log in."""
        return bool(self.has_passwords or self.providers or self.headers)

    def may_see_app(self, roles: Iterable[str]) -> bool:
        """Tell whether somebody with these roles may see the app."""
        return not self.access or not self.access.isdisjoint(roles)

    def may_see_page(self, url_path: str, roles: Iterable[str]) -> bool:
        """Tell whether somebody with these roles may see the page of an address."""
        needed = self.pages.get(url_path.strip("/"))
        return not needed or not needed.isdisjoint(roles)


def login_settings(config: Config, secrets: Mapping[str, Any] | None, folder: Path) -> LoginSettings:
    """Return the settings of an app in a folder. Raises ConfigError for what cannot be."""
    auth = _table(secrets, "auth")
    settings = LoginSettings(
        users=_users_file(config, folder),
        htpasswd=_file(config, "login.htpasswd", folder),
        plain=_plain(config, secrets),
        providers=_providers(auth),
        headers=_headers(config),
        ended=_place(config, "login.endedFolder", folder),
        roles_claim=str(config.get("login.rolesClaim")),
        roles={str(role): _names("login.roles", given) for role, given in config.get("login.roles").items()},
        access=frozenset(_names("access.roles", config.get("access.roles"))),
        pages=_pages(config),
        exposed_tokens=_exposed(auth),
        idle_seconds=float(config.get("login.idleHours")) * 3600,
        most_seconds=float(config.get("login.maxDays")) * 86400,
        state=_state_file(config, folder),
    )
    return msgspec.structs.replace(settings, required=_is_required(config, settings))


def within(site: LoginSettings, config: Config, roles: Iterable[str]) -> LoginSettings:
    """Return the settings of one app among several where people log in once for all: those, with its own rules of access."""
    own = frozenset(_names("access.roles", config.get("access.roles")))
    access = frozenset(roles) or own or site.access
    return msgspec.structs.replace(site, access=access, pages=_pages(config), required=site.required or bool(access))


def _pages(config: Config) -> dict[str, frozenset[str]]:
    return {
        str(page).strip("/"): frozenset(_names("access.pages", given))
        for page, given in config.get("access.pages").items()
    }


def _is_required(config: Config, settings: LoginSettings) -> bool:
    """Rules of access need to know who is there; providers alone are for scripts that call `st.login`."""
    given = config.get("login.required")
    ruled = bool(settings.access or settings.pages)
    required = bool(given) if given is not None else bool(settings.has_passwords or settings.headers or settings.access)
    if (required or ruled) and not settings.is_set_up:
        raise ConfigError(
            "[login] or [access] asks for people to log in, but there is no way to do so. Add users with "
            "`rushlight user add NAME`, or set login.htpasswd, login.headers or a provider in [auth] of secrets.toml."
        )
    return required


def cookie_secret(config: Config, secrets: Mapping[str, Any] | None) -> str | None:
    """Return the key that signs cookies, if one is given."""
    given = config.get("server.cookieSecret") or _table(secrets, "auth").get("cookie_secret")
    return str(given) if given else None


def matches(pattern: str, subject: str, claims: Mapping[str, Any]) -> bool:
    """Tell whether a pattern of [login.roles] means somebody: a name, or `claim:pattern` with `*` for anything."""
    claim, colon, wanted = pattern.partition(":")
    if not colon:
        return fnmatchcase(subject.casefold(), pattern.casefold())
    if claim == "email" and claims.get("email_verified") is False:
        return False
    held = claims.get(claim)
    values: list[Any] = list(held) if isinstance(held, (list, tuple)) else [held]  # pyright: ignore[reportUnknownArgumentType]
    return any(value is not None and fnmatchcase(str(value).casefold(), wanted.casefold()) for value in values)


def _table(secrets: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    try:
        found = secrets.get(name) if secrets is not None else None
    except SecretNotFoundError:
        return {}
    return found if isinstance(found, Mapping) else {}  # pyright: ignore[reportUnknownVariableType]


def _names(option: str, given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    if isinstance(given, (list, tuple)) and all(isinstance(each, str) for each in given):  # pyright: ignore
        return tuple(given)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise ConfigError(f"{option} must hold texts or lists of texts; given: {given!r}.")


def _users_file(config: Config, folder: Path) -> Path | None:
    named = _file(config, "login.users", folder)
    return named or next((path for name in FOLDERS if (path := folder / name / USERS_FILE).is_file()), None)


def _file(config: Config, option: str, folder: Path) -> Path | None:
    given = config.get(option)
    if not given:
        return None
    path = folder / Path(given).expanduser()
    if not path.is_file():
        raise ConfigError(f"{option} names {given!r}, but there is no such file at {path}.")
    return path


def _place(config: Config, option: str, folder: Path) -> Path | None:
    given = config.get(option)
    return folder / Path(given).expanduser() if given else None


def _state_file(config: Config, folder: Path) -> Path | None:
    given = config.get("login.stateFile")
    if given == "memory":
        return None
    return _place(config, "login.stateFile", folder) or folder / FOLDERS[-1] / "logins.sqlite"


def _plain(config: Config, secrets: Mapping[str, Any] | None) -> Mapping[str, str]:
    name = config.get("login.passwords")
    if not name:
        return {}
    found = _table(secrets, str(name))
    if not found:
        raise ConfigError(f"login.passwords names the table {name!r} of secrets.toml, but there is none.")
    return {str(user): str(password) for user, password in found.items()}


def _headers(config: Config) -> Mapping[str, str]:
    given = {str(claim): str(header).lower() for claim, header in config.get("login.headers").items()}
    if given and "user" not in given:
        raise ConfigError(
            "login.headers must name the header that identifies a person, such as user = 'X-Forwarded-User'; "
            f"given: {', '.join(given)}."
        )
    if given and not config.get("server.trustedProxies"):
        raise ConfigError(
            "login.headers are believed of a proxy that is trusted, and of nobody else: name its address in "
            "server.trustedProxies."
        )
    # The other way round, as Streamlit has it.
    for header, claim in config.get("server.trustedUserHeaders").items():
        given.setdefault(str(claim), str(header).lower())
    return given


def _exposed(auth: Mapping[str, Any]) -> tuple[str, ...]:
    given = _names("auth.expose_tokens", auth.get("expose_tokens", ()))
    wrong = [each for each in given if each not in _TOKENS]
    if wrong:
        raise ConfigError(f"auth.expose_tokens may name {' and '.join(_TOKENS)}; given: {', '.join(wrong)}.")
    return given


def _providers(auth: Mapping[str, Any]) -> Mapping[str, Provider]:
    shared = auth.get("redirect_uri")
    tables = {name: table for name, table in auth.items() if isinstance(table, Mapping) and name != "client_kwargs"}
    if "client_id" in auth:
        tables[_DEFAULT] = {name: value for name, value in auth.items() if name not in _OWN and name not in tables}
    return {name: _provider(name, table, shared) for name, table in tables.items()}  # pyright: ignore


def _provider(name: str, table: Mapping[str, Any], redirect_uri: Any) -> Provider:
    missing = [key for key in ("client_id", "client_secret", "server_metadata_url") if not table.get(key)]
    if missing:
        place = "[auth]" if name == _DEFAULT else f"[auth.{name}]"
        raise ConfigError(f"{place} of secrets.toml lacks {', '.join(missing)}.")
    known = ("client_id", "client_secret", "server_metadata_url", "redirect_uri", "label")
    return Provider(
        name,
        str(table["client_id"]),
        str(table["client_secret"]),
        str(table["server_metadata_url"]),
        redirect_uri=table.get("redirect_uri") or redirect_uri,
        parameters=_plainly({key: value for key, value in table.items() if key not in known}),
        label=str(table.get("label", "")),
    )


def _plainly(items: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plainly(value) if isinstance(value, Mapping) else value for key, value in items.items()}  # pyright: ignore
