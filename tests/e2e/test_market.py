"""examples/market in a real browser: both roles walk through its pages, over the gateway as it is started by one command."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Viewer
from tests.examples.energy.conftest import free_port, started, wait_for
from tests.examples.market.conftest import ADMIN_PASSWORD, HOME, USER_PASSWORD

pytestmark = pytest.mark.e2e
PATIENCE = 60_000
"""Milliseconds for what trains a model."""
PASSWORDS = {"admin": ADMIN_PASSWORD, "ada": USER_PASSWORD}
PAGES = {
    "": "Hello, admin",
    "data_analysis": "Historical prices",
    "predictions": "Predictions",
    "model_management": "Models",
    "account": "Account",
    "administration": "Users",
    "create_user": "Create a user",
}


class Market:
    """The whole of it, as `python -m market` starts it."""

    def __init__(self, app: int, gateway: int, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{app}/"
        self.api = f"http://127.0.0.1:{gateway}/api/v1"
        self._folder = folder

    def ask(self, method: str, path: str, who: str = "admin", **options: Any) -> Any:
        """Ask the gateway as somebody who has logged in just now."""
        given = {"name": who, "password": PASSWORDS[who]}
        token = requests.post(f"{self.api}/auth/login", json=given, timeout=20).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = requests.request(method, f"{self.api}/{path}", headers=headers, timeout=20, **options)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def end_logins(self, name: str) -> None:
        """Have time pass for the logins of somebody: neither of their tokens holds any more."""
        with sqlite3.connect(self._folder / "data" / "market.sqlite") as database:
            database.execute("update logins set used = used - 86400 where name = ?", [name])
        database.close()

    def train(self, title: str) -> None:
        """Have a small model made."""
        given = {"title": title, "parameters": {"trees": 10, "learning_rate": 0.3, "years": 3}}
        id = self.ask("POST", "training", json=given)["id"]
        end = time.monotonic() + PATIENCE / 1000
        while self.ask("GET", f"training/{id}")["state"] != "done":
            assert time.monotonic() < end


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    folder, ports = tmp_path_factory.mktemp("market"), (free_port(), free_port())
    market = Market(*ports, folder)
    words = ("-m", "market", "--app", str(ports[0]), "--gateway", str(ports[1]))
    settings = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH")])),
        "MARKET_ADMIN_PASSWORD": ADMIN_PASSWORD,
        "MARKET_USER_PASSWORD": USER_PASSWORD,
        "MARKET_FIRST_MODEL": "false",
        # So short that all that is done here changes tokens on the way.
        "MARKET_ACCESS_SECONDS": "5",
    }
    with started(*words, url=f"{market.api}/health", folder=folder, **settings) as process:
        wait_for(f"{market.url}_rushlight/health", process, folder / "log.txt")
        yield market
    assert "Traceback" not in (folder / "log.txt").read_text()


def log_in(page: Page, name: str, password: str | None = None) -> None:
    """Log somebody in, with the keyboard alone."""
    page.get_by_role("textbox", name="Name").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password or PASSWORDS[name])
    page.keyboard.press("Enter")


def enter(viewer: Viewer, market: Market, name: str, path: str = "", password: str | None = None) -> Page:
    """Open a page as somebody."""
    page = viewer.page
    page.goto(market.url + path)
    expect(page.get_by_role("heading", name="Log in to the market")).to_be_visible()
    log_in(page, name, password)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    viewer.settle()
    return page


def go(page: Page, title: str) -> None:
    """Go to a page by the navigation."""
    page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
    expect(heading(page)).to_have_text(title)


def heading(page: Page) -> Locator:
    return page.locator("main h1")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_a_wrong_password_is_said_and_the_right_one_leads_to_the_page_that_was_asked_for(
    market: Market, viewer: Viewer
) -> None:
    page = viewer.page
    page.goto(f"{market.url}account")
    expect(page.get_by_role("heading", name="Log in to the market")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert viewer.axe() == []
    viewer.picture("market-login")
    log_in(page, "ada", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("The name or the password is not right.")
    log_in(page, "ada")
    expect(heading(page)).to_have_text("Account")
    page.reload()
    expect(heading(page)).to_have_text("Account")
    press(page, "Log out")
    expect(page.get_by_role("heading", name="Log in to the market")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_without_a_model_the_pages_say_what_is_missing(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "ada")
    expect(page.locator("main")).to_contain_text("No model is active yet")
    go(page, "Predictions")
    expect(page.locator("main")).to_contain_text("No model is active yet. Train one first.")
    page.get_by_role("main").get_by_role("link", name="Models").click()
    expect(page.locator("main")).to_contain_text("There is no model yet.")
    assert viewer.axe() == []


def test_a_user_trains_cancels_and_predicts(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "ada", "model_management")
    train(page, "Long", "End")
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(page.locator("main")).to_contain_text("Backtest 1 of 2", timeout=PATIENCE)
    viewer.picture("market-training")
    page.reload()
    expect(page.locator("main")).to_contain_text("Long by ada")
    press(page, "Cancel Long")
    expect(bar).to_have_count(0, timeout=PATIENCE)
    page.get_by_role("group").get_by_text("Trainings that made no model").click()
    expect(page.locator("main")).to_contain_text("Long by ada: cancelled")
    train(page, "Short", "Home")
    expect(page.locator("main").get_by_text("Short active")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Activate Short")).to_have_count(0)
    go(page, "Predictions")
    expect(page.locator("main .vega-chart svg").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("By the model Short")
    page.get_by_role("slider", name="Working days ahead").press("Home")
    expect(page.locator("main .metric").nth(1)).to_contain_text("Expected on 01 Jul 2026")


def train(page: Page, title: str, trees: str) -> None:
    """Fill in the form: `trees` is the key that moves their slider."""
    form = page.get_by_role("textbox", name="Name of the model")
    if not form.is_visible():
        page.get_by_text("Train a model", exact=True).click()
    form.fill(title)
    page.get_by_role("slider", name="Trees").press(trees)
    press(page, "Train")
    expect(page.locator("main")).to_contain_text(f"{title} by ada")


def test_historical_prices_between_two_days(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "ada", "data_analysis")
    expect(page.locator("main .vega-chart svg").first).to_be_visible()
    highest = page.locator("main .metric", has_text="Highest")
    expect(highest).to_contain_text("2026")
    for name, day in (("from", "2020/01/01"), ("to", "2020/12/31")):
        page.get_by_role("textbox", name=f"From and to, {name}").fill(day)
        page.keyboard.press("Enter")
    expect(highest).to_contain_text("2020")
    page.get_by_role("button", name="Index", exact=True).press("Space")
    expect(page.locator("main .vega-chart svg").first).to_contain_text("First day = 100")
    page.get_by_text("The prices as a table").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = download.value.path().read_text().splitlines()
    assert lines[0] == "date,product,price,unit,volume"
    assert lines[1].startswith("2020-01-01,Wheat,") and lines[-1].startswith("2020-12-31,Wheat,")


def test_an_own_password_is_changed(market: Market, viewer: Viewer) -> None:
    market.ask("POST", "users", json={"name": "bob", "password": "a word of his own"})
    page = enter(viewer, market, "bob", "account", "a word of his own")

    def change(current: str, new: str, again: str) -> None:
        for label, value in (("Current password", current), ("New password", new), ("New password again", again)):
            page.get_by_role("textbox", name=label, exact=True).fill(value)
        page.keyboard.press("Enter")

    change("a word of his own", "another of his own", "yet another")
    expect(page.get_by_role("alert")).to_contain_text("The new passwords are not the same.")
    change("wrong", "another of his own", "another of his own")
    expect(page.get_by_role("alert")).to_contain_text("The current password is not right.")
    change("a word of his own", "another of his own", "another of his own")
    expect(page.get_by_text("The password was changed.")).to_be_visible()
    expect(page.get_by_role("textbox", name="New password", exact=True)).to_have_value("")
    press(page, "Log out")
    log_in(page, "bob", "another of his own")
    expect(heading(page)).to_have_text("Account")


def test_an_admin_makes_a_user_and_throws_them_out(market: Market, viewer: Viewer, browser: Browser) -> None:
    page = enter(viewer, market, "admin", "create_user")
    page.get_by_role("textbox", name="Name").fill("eve")
    page.get_by_role("textbox", name="Password").fill("short")
    press(page, "Create")
    expect(page.get_by_role("alert")).to_contain_text("10 characters or more")
    page.get_by_role("textbox", name="Password").fill("a word of her own")
    press(page, "Create")
    expect(page.get_by_text("eve can log in now.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("")

    context = browser.new_context()
    hers = enter(Viewer(context.new_page(), []), market, "eve", "account", "a word of her own")
    page.get_by_role("main").get_by_role("link", name="All users").click()
    expect(heading(page)).to_have_text("Users")
    page.get_by_role("combobox", name="User").click()
    page.keyboard.type("eve")
    page.keyboard.press("Enter")
    press(page, "Disable eve")
    expect(page.locator("main")).to_contain_text("eve is a user, and disabled.")
    hers.get_by_role("navigation").get_by_role("link", name="Predictions").click()
    expect(hers.get_by_role("alert")).to_contain_text("Your login has ended.")
    log_in(hers, "eve", "a word of her own")
    expect(hers.get_by_role("alert").filter(has_text="disabled")).to_contain_text("This account is disabled.")
    context.close()

    press(page, "Delete eve")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("eve cannot log in any more")
    assert viewer.axe() == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    press(page, "Delete eve")
    dialog.get_by_role("button", name="Delete", exact=True).press("Enter")
    expect(page.get_by_text("eve was deleted.")).to_be_visible()
    assert "eve" not in {each["name"] for each in market.ask("GET", "users")}


def test_an_admin_activates_another_model_and_deletes_the_first(market: Market, viewer: Viewer) -> None:
    for title in ("First of two", "Second of two"):
        market.train(title)
    page = enter(viewer, market, "admin", "model_management")
    press(page, "Activate Second of two")
    expect(page.get_by_text("Second of two makes the predictions from now on.")).to_be_visible()
    expect(page.get_by_text("Second of two active")).to_be_visible()
    press(page, "Delete First of two")
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Delete First of two")).to_have_count(0)
    titles = {each["title"]: each["active"] for each in market.ask("GET", "models")}
    assert titles["Second of two"] and "First of two" not in titles


def test_pages_of_admins_are_not_there_for_users(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "ada", "administration")
    expect(heading(page)).to_have_text("Hello, ada")
    expect(page.get_by_text("The page administration was not found.")).to_be_visible()
    links = page.get_by_role("navigation").get_by_role("link")
    expect(links).to_have_text(["Home", "Historical prices", "Predictions", "Models", "Account"])
    # Going back and forth tells the server over the socket that is open, without asking for the page anew.
    page.evaluate("history.pushState(null, '', '/create_user'); dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_text("The page create_user was not found.")).to_be_visible()
    expect(heading(page)).to_have_text("Hello, ada")


def test_who_is_no_admin_any_more_finds_the_open_page_closed(market: Market, viewer: Viewer) -> None:
    market.ask("POST", "users", json={"name": "carl", "role": "admin", "password": "a word of his own"})
    page = enter(viewer, market, "carl", "administration", "a word of his own")
    expect(heading(page)).to_have_text("Users")
    page.get_by_role("combobox", name="User").click()
    page.keyboard.type("ada")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Disable ada")).to_be_visible()
    market.ask("PATCH", "users/carl", json={"role": "user"})
    press(page, "Disable ada")
    expect(heading(page)).to_have_text("Hello, carl")
    expect(page.get_by_role("navigation").get_by_role("link", name="Users")).to_have_count(0)
    assert not next(each for each in market.ask("GET", "users") if each["name"] == "ada")["disabled"]


def test_a_login_that_has_ended_is_renewed_and_what_was_entered_is_kept(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "ada", "model_management")
    if not page.get_by_role("textbox", name="Name of the model").is_visible():
        page.get_by_text("Train a model", exact=True).click()
    page.get_by_role("textbox", name="Name of the model").fill("Not lost")
    page.get_by_role("slider", name="Years of history").press("Home")
    market.end_logins("ada")
    press(page, "Train")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("Your login has ended. Log in again to go on where you were")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("ada")
    viewer.picture("market-ended")
    assert viewer.axe() == []
    log_in(page, "ada")
    expect(heading(page)).to_have_text("Models")
    expect(page.get_by_role("textbox", name="Name of the model")).to_have_value("Not lost")
    expect(page.get_by_role("slider", name="Years of history")).to_have_value("3")
    assert "Not lost" not in {each["title"] for each in market.ask("GET", "training")}


def test_whoever_logs_in_next_finds_nothing_of_the_one_before(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "admin", "create_user")
    page.get_by_role("textbox", name="Name").fill("secret plan")
    page.get_by_role("textbox", name="Name").press("Tab")
    market.end_logins("admin")
    press(page, "Create")
    expect(page.get_by_role("alert")).to_contain_text("Your login has ended.")
    log_in(page, "ada")
    expect(heading(page)).to_have_text("Hello, ada")
    expect(page.get_by_role("navigation").get_by_role("link", name="Users")).to_have_count(0)
    press(page, "Log out")
    log_in(page, "admin")
    go(page, "Create a user")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("")


def test_no_token_reaches_the_browser(market: Market, viewer: Viewer) -> None:
    page, heard = viewer.page, bytearray()

    def listen(payload: str | bytes) -> None:
        heard.extend(payload.encode() if isinstance(payload, str) else payload)

    page.on("websocket", lambda socket: socket.on("framereceived", listen))
    foreign: list[str] = []
    page.on("request", lambda each: foreign.append(each.url) if market.api.split("/api")[0] in each.url else None)
    enter(viewer, market, "ada", "predictions")
    expect(page.locator("main")).to_contain_text("By the model")
    assert b"By the model" in heard
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])") + str(page.context.cookies())
    for place in (heard.decode(errors="replace"), page.content(), kept):
        assert "eyJ" not in place
    assert foreign == []


def test_all_pages_can_be_read_by_all(market: Market, viewer: Viewer) -> None:
    page = enter(viewer, market, "admin")
    for path, title in PAGES.items():
        page.set_viewport_size({"width": 1200, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(market.url + path)
        expect(heading(page)).to_have_text(title)
        if path in ("data_analysis", "predictions"):
            expect(page.locator("main .vega-chart svg").first).to_be_visible()
        viewer.settle()
        assert viewer.axe() == [], path
        viewer.picture(f"market-{path or 'home'}-light")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        viewer.settle()
        assert viewer.axe() == [], path
        viewer.picture(f"market-{path or 'home'}-dark")
        page.set_viewport_size({"width": 400, "height": 800})
        viewer.settle()
        expect(heading(page)).to_be_visible()
        assert viewer.fits(), path
        viewer.picture(f"market-{path or 'home'}-400")
