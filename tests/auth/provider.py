"""A provider of OpenID Connect that can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route


class Provider:
    """Lets everybody in as `claims` says; what is in `lies` replaces claims of the identity token."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.claims: dict[str, Any] = {"sub": "ada-1", "name": "Ada", "email": "ada@example.org", "groups": ["staff"]}
        self.lies: dict[str, Any] = {}
        self.algorithm = "RS256"
        self.lifetime = 3600
        self.refuses_refresh = False
        self.without_identity = False
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
                Route("/leave", self._leave),
            ]
        )

    def _discovery(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/leave",
                # A provider that was taken over would say that it signs in any way.
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append(asked)
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    def _leave(self, request: Request) -> Response:
        return JSONResponse(dict(request.query_params))

    async def _token(self, request: Request) -> Response:
        given = dict(await request.form())
        if given["grant_type"] == "refresh_token":
            if self.refuses_refresh:
                return JSONResponse({"error": "invalid_grant"}, 400)
            return JSONResponse(self._tokens(None))
        asked = self.codes.pop(str(given["code"]), None)
        if asked is None or not _proves(str(given.get("code_verifier")), asked.get("code_challenge", "")):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(self._tokens(asked.get("nonce")))

    def _tokens(self, nonce: str | None) -> dict[str, Any]:
        tokens: dict[str, Any] = {
            "access_token": "access",
            "refresh_token": "refresh",
            "token_type": "Bearer",
            "expires_in": self.lifetime,
        }
        if not self.without_identity:
            tokens["id_token"] = self._identity(nonce)
        return tokens

    def _identity(self, nonce: str | None) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "client", "exp": now + 300, "iat": now, **self.claims}
        if nonce is not None:
            claims["nonce"] = nonce
        claims.update(self.lies)
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "none":
            head, body = ({"alg": "none", "typ": "JWT"}, claims)
            return ".".join(_text(part) for part in (head, body)) + "."
        if self.algorithm == "HS256":  # signed with what everybody knows: the public key
            public = OctKey.import_key(self.key.as_pem(private=False))
            return jwt.encode({"alg": "HS256"}, claims, public, algorithms=["HS256"])
        if self.algorithm == "HS256 by the secret":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("secret" * 8), algorithms=["HS256"])
        key = RSAKey.generate_key(2048, parameters={"kid": "one"}) if self.algorithm == "another key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def _text(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def _proves(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
