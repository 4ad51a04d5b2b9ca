"""Logging in and out in a real browser: with a password, and at two providers that are processes of their own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Route, expect

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e

PAGES = """
import rushlight as st
def home():
    st.write("Hello", st.user.name)
    st.button("Leave", on_click=st.logout)
def admin():
    st.write("Only admins read this")
st.navigation([st.Page(home, title="Home"), st.Page(admin, title="Admin", roles=["admin"])]).run()
"""
OPEN = """
import rushlight as st
if st.user.is_logged_in:
    st.write("Hello", st.user.name, "of", st.user.roles)
    st.button("Leave", on_click=st.logout)
else:
    st.write("Nobody is here")
    st.button("Log in at corp", on_click=st.login, args=["corp"])
    st.button("Choose", on_click=st.login)
"""
PASSWORD = "a long password"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    people = {"ada": User(hashed(PASSWORD), ("admin",), full_name="Ada"), "bob": User(hashed(PASSWORD))}
    write_users(tmp_path / ".rushlight" / "users.json", Users(users=people))
    (tmp_path / "pages_of_roles.py").write_text(PAGES)
    return tmp_path / "pages_of_roles.py"


def enter(viewer: Viewer, name: str, password: str = PASSWORD) -> None:
    """Log in with the keyboard alone."""
    page = viewer.page
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_people_log_in_with_the_keyboard(serve: Callable[..., Server], viewer: Viewer, pages: Path, theme: str) -> None:
    server = serve(pages)
    page = viewer.page
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 400, "height": 700})
    page.goto(f"{server.url}admin")
    viewer.picture(f"login-{theme}")
    assert (page.locator("link[rel=icon]").get_attribute("href") or "").startswith("data:image/svg+xml,")
    assert viewer.axe() == []
    assert viewer.fits()
    enter(viewer, "ada", "wrong")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is not right.")
    expect(page.get_by_label("Password")).to_be_focused()
    assert viewer.axe() == []
    # The browser reports the answer 401 to a form as an error of loading.
    viewer.errors.clear()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Only admins read this")).to_be_visible()
    assert page.url == f"{server.url}admin"


def test_a_log_out_in_one_tab_ends_the_other(serve: Callable[..., Server], viewer: Viewer, pages: Path) -> None:
    server = serve(pages)
    page = viewer.page
    page.goto(server.url)
    enter(viewer, "ada")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    other = page.context.new_page()
    other.goto(server.url)
    other.get_by_role("button", name="Menu").click()
    expect(other.get_by_text("Ada", exact=True)).to_be_visible()
    other.get_by_role("menuitem", name="Log out").click()
    other.wait_for_url("**/auth/login**")
    expect(other.get_by_role("status")).to_have_text("You are logged out.")
    page.wait_for_url("**/auth/login**")


def test_nothing_overtakes_the_way_out(serve: Callable[..., Server], viewer: Viewer, pages: Path) -> None:
    """The server tells every tab at once that the login has ended, also the one that waits for its answer."""
    server = serve(pages)
    page = viewer.page
    page.goto(server.url)
    enter(viewer, "ada")
    expect(page.get_by_text("Hello Ada")).to_be_visible()

    def slowly(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        page.wait_for_timeout(2000)
        route.fulfill(response=answer)

    page.route("**/auth/logout**", slowly)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("menuitem", name="Log out").click()
    page.wait_for_url("**/auth/login**")
    expect(page.get_by_role("status")).to_have_text("You are logged out.")


def test_a_page_of_another_role_is_not_there(serve: Callable[..., Server], viewer: Viewer, pages: Path) -> None:
    server = serve(pages)
    page = viewer.page
    page.goto(f"{server.url}admin")
    enter(viewer, "bob")
    expect(page.get_by_text("Hello bob")).to_be_visible()
    expect(page.get_by_text("The page admin was not found")).to_be_visible()
    assert page.get_by_text("Admin", exact=True).count() == 0
    assert page.get_by_text("Only admins").count() == 0
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/auth/login**")
    expect(page.get_by_role("status")).to_have_text("You are logged out.")


class Provider(NamedTuple):
    """A provider that runs in a process of its own."""

    issuer: str
    process: subprocess.Popen[bytes]


def provider(person: dict[str, object]) -> Provider:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    command += ["--require-nonce", "true", "--user-claims", json.dumps(person)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            urlopen(f"{issuer}/.well-known/openid-configuration").close()
            return Provider(issuer, process)
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError("the provider does not answer")


@pytest.fixture
def providers() -> Iterator[dict[str, Provider]]:
    started = {
        "corp": provider({"sub": "1", "name": "Ada", "email": "ada@corp.example", "groups": ["staff"]}),
        "club": provider({"sub": "2", "name": "Bob", "email": "bob@club.example", "groups": ["guests"]}),
    }
    yield started
    for each in started.values():
        each.process.kill()
        each.process.wait()


def test_people_log_in_at_two_providers(
    serve: Callable[..., Server], viewer: Viewer, providers: dict[str, Provider], tmp_path: Path
) -> None:
    tables = [
        f'[auth.{name}]\nclient_id = "app-{name}"\nclient_secret = "s"\n'
        f'server_metadata_url = "{each.issuer}/.well-known/openid-configuration"\n'
        for name, each in providers.items()
    ]
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "secrets.toml").write_text('[auth]\ncookie_secret = "' + "x" * 40 + '"\n' + "".join(tables))
    (folder / "config.toml").write_text('[login]\nrolesClaim = "groups"\n')
    script = tmp_path / "app.py"
    script.write_text(OPEN)
    server = serve(script)
    page = viewer.open(server.url)
    expect(page.get_by_text("Nobody is here")).to_be_visible()
    page.get_by_role("button", name="Log in at corp").click()
    page.wait_for_url(f"{providers['corp'].issuer}/**")
    page.get_by_role("button", name="1").first.click()
    expect(page.get_by_text("Hello Ada of")).to_be_visible()
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(f"{providers['corp'].issuer}/**")
    page.goto(server.url)
    expect(page.get_by_text("Nobody is here")).to_be_visible()
    page.get_by_role("button", name="Choose").click()
    expect(page.get_by_role("link", name="Continue with Club")).to_be_visible()
    viewer.picture("login-providers")
    assert viewer.axe() == []
    page.get_by_role("link", name="Continue with Club").click()
    page.wait_for_url(f"{providers['club'].issuer}/**")
    page.get_by_role("button", name="2").first.click()
    expect(page.get_by_text("Hello Bob of")).to_be_visible()
    viewer.errors.clear()  # what the providers' own pages lack
