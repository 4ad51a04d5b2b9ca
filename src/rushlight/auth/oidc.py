"""Login at a provider of OpenID Connect, by Authlib: authorization code with PKCE, state and nonce."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from rushlight import log
from rushlight.auth.logins import Login, begin
from rushlight.config.login import LoginSettings, Provider
from rushlight.errors import AuthError, MissingAuthlibError

_logger = log.logger("auth")

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Of signatures that only a provider can make: never "none", nor one whose key the app knows too."""
_REFRESH_BEFORE = 30.0
_LEEWAY = 60
"""Seconds by which clocks may differ."""
_TENANT = "{tenantid}"
"""In the issuer of providers that serve many organisations (Entra)."""
_KEPT_TOKENS = ("access_token", "refresh_token", "id_token", "expires_at", "token_type", "scope")
_STATE = "_state_"


class Providers:
    """The providers of an app."""

    def __init__(self, settings: LoginSettings) -> None:
        self._settings = settings
        self._clients: dict[str, Any] = {}

    async def redirect(self, request: Request, name: str, callback: str) -> Response:
        """Return the answer that sends a browser to a provider; what is to be remembered is in `request.session`.

        Raises AuthError if the provider does not answer.
        """
        provider = self._settings.providers[name]
        client = await self._client(provider)
        try:
            return await client.authorize_redirect(request, provider.redirect_uri or callback)
        except Exception as error:
            raise _failure(provider, error) from error

    async def login(self, request: Request, name: str) -> Login:
        """Return who has come back from a provider. Raises AuthError for anything that is not as it should be."""
        provider = self._settings.providers[name]
        client = await self._client(provider)
        if not any(key.startswith(_STATE) for key in request.session):
            raise AuthError("This login was not begun in this browser, or too long ago. Log in again.")
        try:
            token = await client.authorize_access_token(request, claims_options=_wanted(client), leeway=_LEEWAY)
        except Exception as error:
            raise _failure(provider, error) from error
        claims = dict(token.get("userinfo") or {})
        if not claims.get("sub"):
            raise AuthError(f"{provider.title} did not say who you are.")
        return begin(name, str(claims["sub"]), claims, self._roles(claims), tokens=_kept(token))

    async def logout_address(self, login: Login, back: str) -> str | None:
        """Return where the provider ends its own session, if it can."""
        provider = self._settings.providers.get(login.source)
        if provider is None:
            return None
        try:
            client = await self._client(provider)
            found = await client.create_logout_url(
                post_logout_redirect_uri=back, id_token_hint=login.tokens.get("id_token"), client_id=provider.client_id
            )
        except Exception:
            return None  # it has no such address, or cannot be reached: the app's own login has ended anyway
        return str(found["url"])

    def needs_refresh(self, login: Login) -> bool:
        """Tell whether a provider's word on somebody is out of date and can be renewed."""
        ends = login.tokens.get("expires_at")
        return bool(ends and login.tokens.get("refresh_token") and float(ends) - _REFRESH_BEFORE < time.time())

    async def refreshed(self, login: Login) -> Login | None:
        """Return a login with new tokens and claims; None if the provider refuses: somebody was put out."""
        provider = self._settings.providers[login.source]
        client = await self._client(provider)
        metadata = await client.load_server_metadata()
        try:
            async with client._get_oauth_client(**metadata) as session:
                token = await session.refresh_token(
                    metadata["token_endpoint"], refresh_token=login.tokens["refresh_token"]
                )
            claims = await self._claims_of(client, token) if token.get("id_token") else dict(login.claims)
        except Exception as error:
            _logger.warning("%s ends the login of %s: %s", provider.name, log.printable(login.subject), _reason(error))
            return None
        if str(claims.get("sub")) != login.subject:
            return None
        tokens = {**login.tokens, **_kept(token)}
        return Login(
            login.id, login.source, login.subject, claims, self._roles(claims), login.issued, login.mark, tokens
        )

    async def _claims_of(self, client: Any, token: Mapping[str, Any]) -> dict[str, Any]:
        # A renewed token has no nonce (OpenID Connect Core, 12.2).
        return dict(await client.parse_id_token(token, nonce=None, claims_options=_wanted(client), leeway=_LEEWAY))

    def _roles(self, claims: Mapping[str, Any]) -> tuple[str, ...]:
        found = claims.get(self._settings.roles_claim, ())
        return (found,) if isinstance(found, str) else tuple(map(str, found or ()))

    async def _client(self, provider: Provider) -> Any:
        if provider.name not in self._clients:
            self._clients[provider.name] = _registered(provider)
        client = self._clients[provider.name]
        try:
            metadata = await client.load_server_metadata()
        except Exception as error:
            raise _failure(provider, error) from error
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [each for each in offered if each in ALGORITHMS]
        return client


def _registered(provider: Provider) -> Any:
    try:
        from authlib.integrations.starlette_client import OAuth  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        raise MissingAuthlibError("Login at a provider needs more packages: pip install 'rushlight[auth]'.") from None
    given = dict(provider.parameters)
    kwargs = {"scope": "openid email profile", "code_challenge_method": "S256", **given.pop("client_kwargs", {})}
    if "scope" in given:
        kwargs["scope"] = given.pop("scope")
    return OAuth().register(
        provider.name,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata,
        client_kwargs=kwargs,
        authorize_params=given or None,
    )


def _wanted(client: Any) -> dict[str, Any]:
    """Return what an identity token must say."""
    issuer = str(client.server_metadata.get("issuer", ""))

    def is_issuer(claims: Mapping[str, Any], given: Any) -> bool:
        return given == issuer.replace(_TENANT, str(claims.get("tid", "")))

    return {
        "iss": {"essential": True, "validate": is_issuer},
        "aud": {"essential": True, "value": client.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }


def _kept(token: Mapping[str, Any]) -> dict[str, Any]:
    return {name: token[name] for name in _KEPT_TOKENS if token.get(name) is not None}


def _failure(provider: Provider, error: Exception) -> AuthError:
    if isinstance(error, AuthError):
        return error
    _logger.warning("Login by %s failed: %s", provider.name, _reason(error))
    return AuthError(f"The login by {provider.title} did not succeed. Try again, or ask whoever runs this app.")


def _reason(error: Exception) -> str:
    """Return what may stand in a log of an error: neither codes nor tokens."""
    text = getattr(error, "error", None) or getattr(error, "description", None) or ""
    return log.printable(f"{type(error).__name__} {text}"[:200])
