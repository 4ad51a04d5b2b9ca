"""Who may do what: every route, with every kind of token."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import update

from tests.examples.market.conftest import ADMIN_PASSWORD, SECRET, USER_PASSWORD, Gateway, People

OPEN = {("GET", "health"), ("POST", "auth/login"), ("POST", "auth/refresh")}
EVERYBODYS = {
    ("POST", "auth/logout"),
    ("GET", "me"),
    ("PUT", "me/password"),
    ("GET", "products"),
    ("GET", "prices"),
    ("GET", "models"),
    ("DELETE", "models/{id}"),
    ("GET", "training"),
    ("POST", "training"),
    ("GET", "training/{id}"),
    ("POST", "training/{id}/cancel"),
    ("GET", "predictions/{product}"),
}
ADMINS = {
    ("GET", "users"),
    ("POST", "users"),
    ("PATCH", "users/{name}"),
    ("PUT", "users/{name}/password"),
    ("DELETE", "users/{name}"),
    ("POST", "models/{id}/activate"),
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "users"): {"name": "eve", "password": "a word of a stranger"},
    ("PATCH", "users/{name}"): {"role": "admin"},
    ("PUT", "users/{name}/password"): {"new": "a word of a stranger"},
    ("PUT", "me/password"): {"current": "wrong", "new": "a word of a stranger"},
    ("POST", "training"): {"title": "x"},
}


def routes(people: People) -> set[tuple[str, str]]:
    paths = people.client.get("/api/v1/openapi.json").json()["paths"]
    return {(method.upper(), path.removeprefix("/api/v1/")) for path, methods in paths.items() for method in methods}


def called(people: People, route: tuple[str, str], token: str | None) -> int:
    path = route[1].replace("{id}", "1").replace("{name}", "ada").replace("{product}", "wheat")
    path += "?product=wheat" if path == "prices" else ""
    return people.ask(None, route[0], path, token=token, json=BODIES.get(route)).status_code


def claims(people: People, **changed: Any) -> dict[str, Any]:
    """Return those of the admin's token, some of them changed; None leaves one out."""
    found = jwt.decode(people.pairs["admin"]["access_token"], OctKey.import_key(SECRET)).claims
    return {name: value for name, value in {**found, **changed}.items() if value is not None}


def signed(claims: dict[str, Any], algorithm: str = "HS256", secret: str = SECRET) -> str:
    return jwt.encode({"alg": algorithm}, claims, OctKey.import_key(secret), algorithms=[algorithm])


def test_every_route_is_for_whom_this_table_says(people: People) -> None:
    assert routes(people) == OPEN | EVERYBODYS | ADMINS
    user, admin = (people.pairs[name]["access_token"] for name in ("ada", "admin"))
    for route in EVERYBODYS | ADMINS:
        assert called(people, route, None) == 401, route
        assert called(people, route, "no token at all") == 401, route
    for route in ADMINS:
        assert called(people, route, user) == 403, route
    assert {each["name"] for each in people.did("admin", "GET", "users")} == {"ada", "admin"}
    assert people.did("ada", "GET", "me")["role"] == "user"
    for route in EVERYBODYS - {("POST", "auth/logout")}:
        assert called(people, route, user) not in (401, 500), route
    for route in sorted(ADMINS - {("POST", "users")}):
        assert called(people, route, admin) in (200, 204, 404), route


def test_a_token_that_was_not_made_here_opens_nothing(people: People) -> None:
    now = int(time.time())
    plain = "eyJhbGciOiJub25lIn0"
    body = signed(claims(people)).split(".")[1]
    header, _, signature = people.pairs["ada"]["access_token"].split(".")
    tokens = {
        "as it should be": signed(claims(people)),
        "no algorithm": f"{plain}.{body}.",
        "no algorithm, with a signature": f"{plain}.{body}.{signature}",
        "another algorithm of the same key": signed(claims(people), "HS512"),
        "another key": signed(claims(people), secret="f" * 32),
        "the body of another token": f"{header}.{body}.{signature}",
        "another audience": signed(claims(people, aud="other-api")),
        "another issuer": signed(claims(people, iss="somebody")),
        "no audience": signed(claims(people, aud=None)),
        "no end": signed(claims(people, exp=None)),
        "no id": signed(claims(people, jti=None)),
        "past its end": signed(claims(people, exp=now - 1)),
        "somebody else's login": signed(claims(people, sub="ada")),
        "a login that there is not": signed(claims(people, sid="0" * 32)),
        "the refresh token": people.pairs["admin"]["refresh_token"],
        "a body that is no JSON": f"{header}.{urlsafe_b64encode(b'hello').decode()}.{signature}",
        "a body that is a list": signed(claims(people)).replace(body, urlsafe_b64encode(b"[]").decode().rstrip("=")),
    }
    found = {what: people.ask(None, "GET", "users", token=token).status_code for what, token in tokens.items()}
    assert found == dict.fromkeys(tokens, 401) | {"as it should be": 200}


def test_an_access_token_ends_and_the_refresh_token_brings_another(gateway: Gateway) -> None:
    with gateway(access_seconds=1) as people:
        first = people.logged_in("ada", USER_PASSWORD)
        late = claims(people, sub="ada", sid=first["refresh_token"].split(".")[0], exp=int(time.time()) - 1)
        assert "ExpiredTokenError" in people.refused(None, "GET", "me", 401, token=signed(late))
        second = people.did("ada", "POST", "auth/refresh", json={"refresh_token": first["refresh_token"]})
        assert second["refresh_token"] != first["refresh_token"]
        assert people.ask(None, "GET", "me", token=second["access_token"]).status_code == 200


def test_a_refresh_token_that_is_used_twice_ends_the_login_for_both(people: People) -> None:
    stolen = people.pairs["ada"]["refresh_token"]
    thief = people.did("ada", "POST", "auth/refresh", json={"refresh_token": stolen})
    assert "used twice" in people.refused("ada", "POST", "auth/refresh", 401, json={"refresh_token": stolen})
    for pair in (thief, people.pairs["ada"]):
        assert people.ask(None, "GET", "me", token=pair["access_token"]).status_code == 401
        answer = people.ask(None, "POST", "auth/refresh", json={"refresh_token": pair["refresh_token"]})
        assert answer.status_code == 401
    assert people.ask("admin", "GET", "me").status_code == 200


def test_a_login_ends_by_time(people: People) -> None:
    from market.gateway.database import Login

    sessions, pair = people.client.app.state.sessions, people.pairs["ada"]  # type: ignore[attr-defined]
    for column, seconds in (("used", 13 * 3600), ("began", 8 * 24 * 3600)):
        pair = people.logged_in("ada", USER_PASSWORD)
        with sessions() as session:
            session.execute(update(Login).where(Login.name == "ada").values({column: time.time() - seconds}))
            session.commit()
        assert people.ask(None, "GET", "me", token=pair["access_token"]).status_code == 401
        answer = people.ask(None, "POST", "auth/refresh", json={"refresh_token": pair["refresh_token"]})
        assert answer.status_code == 401


def test_a_log_out_ends_one_login(people: People) -> None:
    other = people.logged_in("ada", USER_PASSWORD)
    people.did("ada", "POST", "auth/logout", 204)
    assert people.refused("ada", "GET", "me", 401) == "The login has ended."
    people.refused(None, "POST", "auth/refresh", 401, json={"refresh_token": people.pairs["ada"]["refresh_token"]})
    assert people.ask(None, "GET", "me", token=other["access_token"]).status_code == 200


def test_unknown_names_and_wrong_passwords_are_answered_alike_and_soon_have_to_wait(people: People) -> None:
    def tried(name: str, password: str) -> tuple[int, str]:
        answer = people.client.post("/api/v1/auth/login", json={"name": name, "password": password})
        return answer.status_code, answer.json()["detail"]

    for name in ("ada", "nobody"):
        assert {tried(name, "wrong") for _ in range(5)} == {(401, "The name or the password is not right.")}
        status, detail = tried(name, USER_PASSWORD)
        assert status == 429 and "Try again in 1 s" in detail
    assert people.logged_in(" Admin ", ADMIN_PASSWORD)["user"]["name"] == "admin"


def test_tries_at_once_are_all_counted(people: People) -> None:
    from market.gateway.database import Failure

    def tried(_: int) -> int:
        return people.client.post("/api/v1/auth/login", json={"name": "ada", "password": "wrong"}).status_code

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(tried, range(12)))
    assert set(found) == {401, 429}
    with people.client.app.state.sessions() as session:  # type: ignore[attr-defined]
        assert session.get(Failure, "ada").count == found.count(401)


def test_an_admin_makes_a_user_who_logs_in(people: People) -> None:
    given = {"name": "Grace", "role": "admin", "password": "a word of grace-"}
    assert "must not contain the name" in people.refused("admin", "POST", "users", 422, json=given)
    given["password"] = "a word of hers"
    made = people.did("admin", "POST", "users", 201, json=given)
    assert (made["name"], made["role"], made["disabled"]) == ("grace", "admin", False)
    assert "password" not in made
    assert "already" in people.refused("admin", "POST", "users", 409, json=given)
    assert "ten" not in people.refused("admin", "POST", "users", 422, json={"name": "bob", "password": "short"})
    assert people.ask("admin", "POST", "users", json={"name": "../x", "password": "a word of his"}).status_code == 422
    people.pairs["grace"] = people.logged_in("grace", "a word of hers")
    assert [each["name"] for each in people.did("grace", "GET", "users")] == ["ada", "admin", "grace"]


def test_who_is_disabled_is_out_at_once(people: People) -> None:
    assert people.did("admin", "PATCH", "users/ada", json={"disabled": True})["disabled"]
    people.refused("ada", "GET", "products", 401)
    people.refused(None, "POST", "auth/refresh", 401, json={"refresh_token": people.pairs["ada"]["refresh_token"]})
    told = people.refused(None, "POST", "auth/login", 403, json={"name": "ada", "password": USER_PASSWORD})
    assert told == "This account is disabled. Ask an admin."
    assert "not right" in people.refused(None, "POST", "auth/login", 401, json={"name": "ada", "password": "wrong"})
    people.did("admin", "PATCH", "users/ada", json={"disabled": False})
    people.refused("ada", "GET", "me", 401)
    people.logged_in("ada", USER_PASSWORD)


def test_a_role_counts_from_the_next_request_on(people: People) -> None:
    people.did("admin", "PATCH", "users/ada", json={"role": "admin"})
    people.did("ada", "GET", "users")
    people.did("admin", "PATCH", "users/ada", json={"role": "user"})
    people.refused("ada", "GET", "users", 403)


def test_an_admin_always_stays(people: People) -> None:
    for change in ({"disabled": True}, {"role": "user"}):
        assert "your own rights" in people.refused("admin", "PATCH", "users/admin", 409, json=change)
    people.refused("admin", "DELETE", "users/admin", 409)
    people.refused("admin", "PATCH", "users/nobody", 404, json={"role": "admin"})
    people.did("admin", "PATCH", "users/ada", json={"role": "admin"})
    with ThreadPoolExecutor(2) as pool:
        both = [("ada", "users/admin"), ("admin", "users/ada")]
        answers = list(pool.map(lambda each: people.ask(each[0], "PATCH", each[1], json={"role": "user"}), both))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([200, 403], [200, 409]), [answer.text for answer in answers]


def test_somebody_is_deleted(people: People) -> None:
    people.did("admin", "DELETE", "users/ada", 204)
    people.refused("ada", "GET", "me", 401)
    people.refused(None, "POST", "auth/login", 401, json={"name": "ada", "password": USER_PASSWORD})
    people.refused("admin", "DELETE", "users/ada", 404)


def test_a_new_password_ends_the_other_logins(people: People) -> None:
    other = people.logged_in("ada", USER_PASSWORD)
    change = {"current": "wrong", "new": "another word of hers"}
    assert "current password" in people.refused("ada", "PUT", "me/password", 403, json=change)
    change["current"] = USER_PASSWORD
    assert "10 characters" in people.refused("ada", "PUT", "me/password", 422, json={**change, "new": "short"})
    assert "different" in people.refused("ada", "PUT", "me/password", 422, json={**change, "new": "a" * 20})
    people.did("ada", "PUT", "me/password", 204, json=change)
    people.did("ada", "GET", "me")
    assert people.ask(None, "GET", "me", token=other["access_token"]).status_code == 401
    people.refused(None, "POST", "auth/login", 401, json={"name": "ada", "password": USER_PASSWORD})
    people.logged_in("ada", change["new"])


def test_an_admin_sets_a_password(people: People) -> None:
    people.did("admin", "PUT", "users/ada/password", 204, json={"new": "given to her"})
    people.refused("ada", "GET", "me", 401)
    people.logged_in("ada", "given to her")
    people.refused("admin", "PUT", "users/admin/password", 409, json={"new": "given to me"})


def test_passwords_are_kept_as_hashes_and_tokens_not_at_all(people: People) -> None:
    from market.gateway.database import Login, User

    with people.client.app.state.sessions() as session:  # type: ignore[attr-defined]
        hashes = [each.password for each in session.query(User)]
        kept = [each.refresh for each in session.query(Login)]
    assert all(each.startswith("$argon2id$") for each in hashes)
    assert not {pair["refresh_token"].split(".")[1] for pair in people.pairs.values()} & set(kept)


@pytest.mark.parametrize("length", [0, 300, 100_000])
def test_absurd_passwords_are_refused(people: People, length: int) -> None:
    answer = people.client.post("/api/v1/auth/login", json={"name": "ada", "password": "x" * length})
    assert answer.status_code == (401 if length == 0 else 422)
