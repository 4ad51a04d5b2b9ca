"""Login at a provider of OpenID Connect, and at one that lies."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.auth.provider import Provider
from tests.server.serving import Address, served, server_of
from tests.server.test_login import opened, texts
from tests.server.visit import settings_in

SCRIPT = """
import rushlight as st
st.text(f"{st.user.name} {st.user.email} {st.user.roles} {dict(st.user.tokens)}")
"""


class Place(NamedTuple):
    """An app and the provider at which people log in."""

    app: Address
    provider: Provider

    def browser(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.app.http)


def secrets_for(issuer: str) -> dict[str, Any]:
    metadata = f"{issuer}/.well-known/openid-configuration"
    return {
        "auth": {
            "cookie_secret": "x" * 40,
            "expose_tokens": ["access"],
            "corp": {"client_id": "client", "client_secret": "secret" * 8, "server_metadata_url": metadata},
        }
    }


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    provider = Provider()
    settings = {
        "login.required": True,
        "login.rolesClaim": "groups",
        "login.roles": {"admin": ["email:ada@example.org"]},
        "login.stateFile": "memory",
    }
    with served(provider.app) as at:
        provider.issuer = at.http
        with served(server_of(tmp_path, SCRIPT, settings, secrets=secrets_for(at.http))) as app:
            yield Place(app, provider)


def go(client: httpx2.Client, back: str = "/") -> str:
    """Begin a login and go through the provider; return the address that the provider sends back to."""
    away = client.get("/auth/login", params={"provider": "corp", "next": back})
    assert away.status_code == 302, away.text
    answer = httpx2.get(away.headers["location"])
    assert answer.status_code == 302
    return str(answer.headers["location"])


def refused(client: httpx2.Client, callback: str) -> bool:
    answer = client.get(callback)
    return answer.status_code in (400, 403) and client.get("/").status_code == 303


def test_somebody_logs_in_at_the_provider_and_comes_back_to_the_page(place: Place) -> None:
    client = place.browser()
    assert client.get("/page").headers["location"].startswith("/auth/login?next=")
    answer = client.get(go(client, "/page?a=1"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/page?a=1")
    asked = place.provider.asked[0]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{place.app.http}/oauth2callback"
    assert {"openid", "email", "profile"} == set(asked["scope"].split())
    assert asked["state"] and asked["nonce"]

    async def seen() -> list[str]:
        return await texts(await opened(client, place.app))

    assert asyncio.run(seen()) == ["Ada ada@example.org ['admin', 'staff'] {'access': 'access'}"]


def test_the_only_provider_is_gone_to_at_once(place: Place) -> None:
    client = place.browser()
    answer = client.get("/auth/login")
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(place.provider.issuer)
    assert client.get("/auth/login?provider=other").status_code == 404


@pytest.mark.parametrize(
    ("lies", "algorithm"),
    [
        ({}, "none"),
        ({}, "HS256"),
        ({}, "HS256 by the secret"),
        ({}, "another key"),
        ({"nonce": "guessed"}, "RS256"),
        ({"nonce": None}, "RS256"),
        ({"iss": "https://evil.example"}, "RS256"),
        ({"iss": None}, "RS256"),
        ({"aud": "another"}, "RS256"),
        ({"aud": "another", "azp": "client"}, "RS256"),
        ({"aud": ["another"]}, "RS256"),
        ({"aud": None}, "RS256"),
        ({"exp": 1_700_000_000}, "RS256"),
        ({"exp": None}, "RS256"),
        ({"sub": None}, "RS256"),
    ],
)
def test_a_forged_identity_is_refused(place: Place, lies: dict[str, Any], algorithm: str) -> None:
    place.provider.lies, place.provider.algorithm = lies, algorithm
    client = place.browser()
    assert refused(client, go(client))


def test_an_answer_without_an_identity_is_refused(place: Place) -> None:
    place.provider.without_identity = True
    client = place.browser()
    assert refused(client, go(client))


@pytest.mark.parametrize("state", ["guessed", ""])
def test_a_guessed_state_is_refused(place: Place, state: str) -> None:
    client = place.browser()
    query = parse_qs(urlsplit(go(client)).query)
    assert refused(client, f"/oauth2callback?code={query['code'][0]}&state={state}")


def test_a_login_begun_in_another_browser_is_refused(place: Place) -> None:
    callback = go(place.browser())
    victim = place.browser()
    assert refused(victim, callback)
    go(victim)
    assert refused(victim, callback)


def test_a_code_works_once(place: Place) -> None:
    client = place.browser()
    callback = go(client)
    client.get(callback)
    assert client.get("/").status_code == 200
    logout = settings_in(client.get("/").text)["user"]["logout"]
    client.get(f"/{logout}")
    assert refused(client, callback)


def test_an_error_of_the_provider_is_said_without_its_words(place: Place) -> None:
    client = place.browser()
    state = parse_qs(urlsplit(go(client)).query)["state"][0]
    words = "<script>alert(1)</script>"
    answer = client.get("/oauth2callback", params={"error": words, "error_description": words, "state": state})
    assert answer.status_code == 403
    assert "alert(1)" not in answer.text
    assert "did not succeed" in answer.text


def test_nobody_is_sent_elsewhere_after_a_login(place: Place) -> None:
    client = place.browser()
    assert client.get(go(client, "//evil.example/")).headers["location"] == "/"


def test_a_provider_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    secrets = secrets_for("http://127.0.0.1:9")
    with served(server_of(tmp_path, SCRIPT, {"login.stateFile": "memory"}, secrets=secrets)) as app:
        answer = httpx2.get(f"{app.http}/auth/login?provider=corp")
    assert answer.status_code == 502
    assert "did not succeed" in answer.text


def test_what_the_provider_says_anew_counts_with_the_next_renewal(place: Place) -> None:
    place.provider.lifetime = 5
    client = place.browser()
    client.get(go(client))
    place.provider.claims = {**place.provider.claims, "groups": ["owners"], "email": "ada@elsewhere.org"}

    async def seen() -> list[str]:
        return await texts(await opened(client, place.app))

    assert asyncio.run(seen()) == ["Ada ada@elsewhere.org ['owners'] {'access': 'access'}"]
    place.provider.refuses_refresh = True
    assert client.get("/").status_code == 303


def test_a_log_out_goes_by_the_provider(place: Place) -> None:
    client = place.browser()
    client.get(go(client))
    answer = client.get("/" + settings_in(client.get("/").text)["user"]["logout"])
    there = urlsplit(answer.headers["location"])
    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{place.provider.issuer}/leave"
    query = parse_qs(there.query)
    assert query["post_logout_redirect_uri"] == [f"{place.app.http}/auth/login"]
    assert query["id_token_hint"]
    assert client.get("/").status_code == 303
