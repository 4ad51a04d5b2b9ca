"""Several apps on one socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.config.site import find_site
from rushlight.server.site import SiteServer
from tests.server.running import Tab
from tests.server.serving import Address, served
from tests.server.test_login import log_in
from tests.server.visit import settings_in

LIST = """
title = "Ours"
[apps.one]
path = "one/app.py"
[apps.two]
path = "two/app.py"
[apps.two.config]
client.toolbarMode = "minimal"
[apps.third]
module = "team.third"
[apps.failing]
path = "failing.py"
[apps.bad]
path = "one/app.py"
[apps.bad.config]
"server.maxUploadSize" = "many"
"""
PASSWORD = "a long password"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        home = tmp_path / name
        (home / ".streamlit").mkdir(parents=True)
        (home / ".streamlit" / "secrets.toml").write_text(f'word = "secret of {name}"')
        (home / "utils.py").write_text(f"who = {name!r}")
        (home / "app.py").write_text(
            "import streamlit as st\nimport utils\nst.text(f'{utils.who} {st.secrets.word} {st.slider(\"n\", 0, 9)}')\n"
        )
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "third.py").write_text("import streamlit as st\ndef run():\n    st.text('third')\n")
    (tmp_path / "failing.py").write_text("import nothing_there\n")
    (tmp_path / "apps.toml").write_text(LIST)
    return tmp_path


def site_of(folder: Path, **flags: Any) -> SiteServer:
    site = find_site(folder)
    assert site is not None
    return SiteServer(
        site, {"server.fileWatcherType": "none", **{name.replace("__", "."): value for name, value in flags.items()}}
    )


@pytest.fixture
def address(folder: Path) -> Iterator[Address]:
    with served(site_of(folder)) as found:
        yield found


def socket_of(address: Address, place: str) -> str:
    return f"ws://127.0.0.1:{address.port}{place}_rushlight/socket"


async def texts(address: Address, place: str, wanted: str) -> list[str]:
    tab = await Tab.open(socket_of(address, place))
    await tab.until_text(wanted)
    return tab.texts()


def test_each_app_has_modules_secrets_and_sessions_of_its_own(address: Address) -> None:
    async def both() -> None:
        for name in ("one", "two"):
            tab = await Tab.open(socket_of(address, f"/{name}/"))
            await tab.until_text(f"{name} secret of {name} 0")
            await tab.change("slider", 4)
            await tab.until_text(f"{name} secret of {name} 4")

    asyncio.run(both())


def test_a_module_that_has_run_is_an_app(address: Address) -> None:
    assert "third" in asyncio.run(texts(address, "/third/", "third"))


def test_each_app_has_settings_and_a_title_of_its_own(address: Address) -> None:
    one, two = (httpx2.get(f"{address.http}/{name}/").text for name in ("one", "two"))
    assert "<title>One</title>" in one and "<title>Two</title>" in two
    assert settings_in(one)["base"] == "/one/" and settings_in(two)["base"] == "/two/"
    assert settings_in(one)["toolbar"] != settings_in(two)["toolbar"]


def test_a_component_in_the_page_of_one_app_loosens_the_policy_of_no_other(folder: Path) -> None:
    (folder / "one" / "app.py").write_text("""
import rushlight as st
from rushlight import components
getattr(components, "v2").component("part", html="<b>part</b>")()
st.text("drawn")
""")

    def policy(address: Address, name: str) -> str:
        return httpx2.get(f"{address.http}/{name}/").headers["content-security-policy"]

    with served(site_of(folder)) as address:
        assert "unsafe-eval" not in policy(address, "one")
        assert asyncio.run(texts(address, "/one/", "drawn"))
        assert "unsafe-eval" in policy(address, "one")
        assert (
            "unsafe-eval"
            not in policy(address, "two") + httpx2.get(f"{address.http}/").headers["content-security-policy"]
        )


def test_a_broken_app_is_broken_in_its_own_place(address: Address) -> None:
    answer = httpx2.get(f"{address.http}/bad/")
    assert answer.status_code == 500
    assert "server.maxUploadSize must be a whole number" in answer.text
    assert httpx2.get(f"{address.http}/failing/").status_code == 200
    assert "one secret of one 0" in asyncio.run(texts(address, "/one/", "one secret of one 0"))


def test_the_index_names_every_app_and_what_is_wrong(address: Address) -> None:
    async def index() -> str:
        tab = await Tab.open(socket_of(address, "/"))
        await tab.until_kind("badge")
        assert tab.page is not None
        return "\n".join(str(node.props) for node in tab.page.root.walk())

    said = asyncio.run(index())
    assert all(f'href="{name}/"' in said for name in ("one", "two", "third", "failing", "bad"))
    assert said.count("cannot be shown") == 1


@pytest.mark.parametrize("base", ["", "/below/here"])
def test_addresses(folder: Path, base: str) -> None:
    with served(site_of(folder, server__baseUrlPath=base)) as address:
        with httpx2.Client(base_url=address.http) as client:
            moved = client.get(f"{base}/one?a=1")
            assert (moved.status_code, moved.headers["location"]) == (307, f"{base}/one/?a=1")
            assert client.get(f"{base}/one/_rushlight/health").text == "ok"
            assert client.get(f"{base}/_rushlight/health").text == "ok"
            assert "<title>Ours</title>" in client.get(f"{base}/").text
            assert settings_in(client.get(f"{base}/two/some/page").text)["base"] == f"{base}/two/"
        assert asyncio.run(texts(address, f"{base}/third/", "third"))


@pytest.fixture
def guarded(folder: Path) -> Iterator[Address]:
    (folder / ".rushlight").mkdir()
    people = {"ada": User(hashed(PASSWORD), ("sellers",)), "bob": User(hashed(PASSWORD))}
    write_users(folder / ".rushlight" / "users.json", Users(users=people))
    (folder / "apps.toml").write_text(LIST.replace("[apps.two]\n", '[apps.two]\nroles = ["sellers"]\n'))
    with served(site_of(folder)) as found:
        yield found


def test_people_log_in_once_for_all_apps(guarded: Address) -> None:
    with httpx2.Client(base_url=guarded.http) as ada:
        away = ada.get("/two/page?x=1")
        assert away.status_code == 303
        there = ada.get(away.headers["location"])
        assert (there.status_code, there.headers["location"]) == (307, "/auth/login?next=%2Ftwo%2Fpage%3Fx%3D1")
        back = log_in(ada, "ada", next="/two/page?x=1")
        assert back.headers["location"] == "/two/page?x=1"
        assert [ada.get(f"/{name}/").status_code for name in ("", "one", "two", "third")] == [200] * 4
        logout = settings_in(ada.get("/two/").text)["user"]["logout"]
        out = ada.get(ada.get(f"/two/{logout}").headers["location"])
        assert out.status_code == 303
        assert [ada.get(f"/{name}/").status_code for name in ("one", "two")] == [303, 303]


def test_an_app_for_a_role_is_closed_to_others_and_not_in_their_index(guarded: Address) -> None:
    async def index(client: httpx2.Client) -> str:
        tab = await Tab.open(
            f"ws://127.0.0.1:{guarded.port}/_rushlight/socket", browser=httpx2.Client(cookies=client.cookies)
        )
        await tab.until_kind("badge")
        assert tab.page is not None
        return "\n".join(str(node.props) for node in tab.page.root.walk())

    for name, status in (("ada", 200), ("bob", 403)):
        client = httpx2.Client(base_url=guarded.http)
        log_in(client, name)
        assert client.get("/two/").status_code == status
        assert client.get("/one/").status_code == 200
        said = asyncio.run(index(client))
        assert ('href="two/"' in said) is (name == "ada")
        assert 'href="one/"' in said


def test_roles_without_a_way_to_log_in_close_the_app(folder: Path) -> None:
    (folder / "apps.toml").write_text(LIST.replace("[apps.two]\n", '[apps.two]\nroles = ["sellers"]\n'))
    with served(site_of(folder)) as address:
        answer = httpx2.get(f"{address.http}/two/")
    assert answer.status_code == 500
    assert "no way to log in" in answer.text
