"""Who uses the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Never

from rushlight.commands.control import stop
from rushlight.elements.status.alert import error
from rushlight.errors import AuthError
from rushlight.run.context import current
from rushlight.wire.messages import Leave

_NOBODY: Mapping[str, Any] = {"is_logged_in": False}


class UserProxy(Mapping[str, Any]):
    """Facts of the person who is logged in, by key or attribute; it cannot be changed.

    `is_logged_in` is always there, `roles` (a list) for whoever is logged in; the rest are the claims of the login:
    `name`, `email`, `sub` and so on, and `tokens` where `expose_tokens` names some.

    Raises:
        KeyError: for a fact that is not known (AttributeError for an attribute).

    Example:
        >>> if st.user.is_logged_in:
        ...     st.write("Hello,", st.user.name)
    """

    def __getitem__(self, key: str) -> Any:
        return _given(key, _facts()[key])

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            known = ", ".join(sorted(_facts()))
            raise AttributeError(f"st.user has no {key!r}; known are: {known}.") from None

    @property
    def tokens(self) -> Tokens:
        """The tokens of the provider that `expose_tokens` names."""
        return Tokens(_facts().get("tokens", {}))

    def __setattr__(self, key: str, value: Any) -> Never:
        raise AttributeError("st.user cannot be changed.")

    def __setitem__(self, key: str, value: Any) -> Never:
        raise TypeError("st.user cannot be changed.")

    def __iter__(self) -> Iterator[str]:
        return iter(_facts())

    def __len__(self) -> int:
        return len(_facts())

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as a plain dict."""
        return dict(_facts())

    def __repr__(self) -> str:
        return f"<user {'logged in' if _facts()['is_logged_in'] else 'not logged in'}>"


class Tokens(Mapping[str, str]):
    """Tokens of the provider, `id` and `access`, by key or attribute; never shown."""

    def __init__(self, tokens: Mapping[str, str | None]) -> None:
        self.__dict__["_tokens"] = {name: token for name, token in tokens.items() if token}

    def __getitem__(self, key: str) -> str:
        return self.__dict__["_tokens"][key]

    def __getattr__(self, key: str) -> str:
        try:
            return self.__dict__["_tokens"][key]
        except KeyError:
            raise AttributeError(f"There is no token {key!r}; `expose_tokens` in [auth] names those to have.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__["_tokens"])

    def __len__(self) -> int:
        return len(self.__dict__["_tokens"])

    def __repr__(self) -> str:
        return f"<tokens: {', '.join(self)}>"


def login(provider: str | None = None) -> None:
    """Send the browser to log in: at a provider, or on the page with a form for name and password.

    The run goes on; the page is left when it ends, and begun anew when somebody comes back, with `st.user` set.

    Args:
        provider: name of a provider, as in `[auth.name]` of secrets.toml. With None it is that of `[auth]`, the only one,
            or the login page, where one can choose.

    Raises:
        AuthError: where no login is set up, or none of that name.

    Example:
        >>> if not st.user.is_logged_in:
        ...     st.button("Log in", on_click=st.login)
        ...     st.stop()
    """
    context = current()
    if context is None:
        return
    settings = context.app.login
    if not settings.is_set_up:
        raise AuthError(
            "There is no login. Add users with `rushlight user add NAME`, or a provider in [auth] of secrets.toml with "
            "client_id, client_secret and server_metadata_url."
        )
    if provider is not None and provider not in settings.providers:
        known = ", ".join(settings.providers) or "none"
        raise AuthError(f"There is no provider {provider!r} in [auth] of secrets.toml; known are: {known}.")
    wanted = provider or ("default" if "default" in settings.providers else None)
    context.leave = Leave("login", wanted)


def logout() -> None:
    """Log out: this login ends at once, in every tab, and at the provider too if it can be asked to.

    Example:
        >>> st.button("Log out", on_click=st.logout)
    """
    context = current()
    if context is not None:
        context.leave = Leave("logout")


def require_role(*roles: str) -> None:
    """Let nobody see what follows who has none of these roles: the run stops here with a message.

    Roles come from `rushlight user`, from the provider's or proxy's claims, or from `[login.roles]` of config.toml. To
    close a whole page, so that it is not there for others, name roles where it is declared: `st.Page(..., roles=[...])`.

    Args:
        roles: names of roles, of which one is enough.

    Raises:
        TypeError: for no role.

    Example:
        >>> st.require_role("admin")
        >>> st.write("Only admins read this.")
    """
    if not roles:
        raise TypeError("require_role() needs the name of at least one role")
    context = current()
    if context is None or not set(roles).isdisjoint(context.client.roles):
        return
    error("This is not open to you. Ask whoever runs this app.", icon=":material/lock:")
    stop()


def _given(key: str, value: Any) -> Any:
    return Tokens(value) if key == "tokens" and isinstance(value, Mapping) else value  # pyright: ignore


def _facts() -> Mapping[str, Any]:
    context = current()
    user = context.client.user if context is not None else None
    return _NOBODY if user is None else {"is_logged_in": True, **user}


user = UserProxy()
