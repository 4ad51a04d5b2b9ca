"""Components of our own, in a frame and in the page: every message of the protocol, both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(serve: Serve, viewer: Viewer) -> Page:
    return viewer.open(serve("own_component/app.py").url)


@pytest.fixture
def modules(serve: Serve, viewer: Viewer) -> Page:
    return viewer.open(serve("own_component/modules.py").url)


def box(page: Page, key: str = "box") -> FrameLocator:
    """Return the frame that was drawn with this key."""
    return page.locator(f".st-key-{key} iframe").content_frame


def says(page: Page, text: str) -> None:
    """Wait until the script has written a text."""
    expect(page.locator("main")).to_contain_text(text)


def choose_wrong(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Wrong").click()
    page.get_by_role("option", name=name).click()


# --- frames ----------------------------------------------------------------------------------------------------------


def test_a_frame_gets_its_arguments_and_says_its_height(page: Page) -> None:
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    frame = page.locator(".st-key-box iframe")
    expect(frame).to_have_attribute("height", "120")
    expect(box(page).locator("#more")).to_contain_text("key=box")
    expect(box(page).locator("#more")).to_contain_text("row0_col0, #T_")
    box(page).get_by_role("button", name="Tall").click()
    expect(frame).to_have_attribute("height", "300")


def test_a_frame_reports_json_tables_and_bytes(page: Page) -> None:
    says(page, "value=nothing")
    says(page, "changes=0 kept=None")
    box(page).get_by_role("button", name="Send").click()
    says(page, "value={'n': 7}")
    says(page, "changes=1 kept={'n': 7}")
    box(page).get_by_role("button", name="Table").click()
    says(page, "value=row {'row': ['i', 'j'], 'a': [1, 2], 'b': ['x', nan]}")
    box(page).get_by_role("button", name="Bytes").click()
    says(page, "value=b'four\\x01'")
    box(page).get_by_role("button", name="Undefined").click()
    says(page, "changes=3")
    box(page).get_by_role("button", name="Null").click()
    says(page, "value=nothing")
    says(page, "changes=4 kept=None")


def test_a_frame_is_told_of_new_arguments_themes_and_widths(page: Page) -> None:
    more = box(page).locator("#more")
    expect(more).to_contain_text("width=736")
    page.get_by_label("Label").fill("second")
    page.keyboard.press("Enter")
    expect(box(page).locator("#shown")).to_have_text("second light 2 4 false")
    page.emulate_media(color_scheme="dark")
    expect(box(page).locator("#shown")).to_have_text("second dark 2 4 false")
    page.set_viewport_size({"width": 500, "height": 900})
    expect(more).to_contain_text("width=468")


def test_a_frame_that_loads_anew_is_told_again(page: Page) -> None:
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    box(page).get_by_role("button", name="Reload").click()
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    box(page).get_by_role("button", name="Send").click()
    says(page, "value={'n': 7}")


def test_a_frame_that_is_drawn_again_starts_from_the_beginning(page: Page) -> None:
    box(page).get_by_role("button", name="Send").click()
    says(page, "value={'n': 7}")
    page.get_by_role("checkbox", name="Without the frame").check()
    expect(page.locator(".st-key-box iframe")).to_have_count(0)
    page.get_by_role("checkbox", name="Without the frame").uncheck()
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    says(page, "value=nothing")


def test_a_frame_without_a_height_leaves_no_gap(page: Page) -> None:
    field = page.get_by_role("checkbox", name="Without the frame")
    after = page.get_by_text("value=nothing")

    def distance() -> float:
        above, below = field.bounding_box(), after.bounding_box()
        assert above is not None
        assert below is not None
        return below["y"] - above["y"] - above["height"]

    expect(page.locator(".st-key-box iframe")).to_have_attribute("height", "120")
    before = distance()
    box(page).get_by_role("button", name="None").click()
    expect(page.locator(".st-key-box iframe")).to_have_attribute("height", "0")
    assert before - distance() >= 120 + 16


def test_a_frame_in_a_form_waits_for_the_submission(page: Page) -> None:
    expect(box(page, "inside").locator("#shown")).to_contain_text("in a form")
    box(page, "inside").get_by_role("button", name="Send").click()
    says(page, "inside=None")
    page.get_by_role("button", name="Submit").click()
    says(page, "inside={'n': 7}")


def test_a_frame_in_a_fragment_runs_only_that(page: Page) -> None:
    says(page, "part=None runs=1")
    box(page, "part").get_by_role("button", name="Send").click()
    says(page, "part={'n': 7} runs=2")
    says(page, "changes=0")


def test_a_frame_says_what_it_throws_only_where_it_shows_nothing(page: Page, viewer: Viewer) -> None:
    box(page).get_by_role("button", name="Throw").click()
    box(page).get_by_role("button", name="Send").click()
    says(page, "value={'n': 7}")
    expect(page.get_by_role("alert")).to_have_count(0)
    box(page).get_by_role("button", name="Clear").click()
    expect(page.locator(".st-key-box").get_by_role("alert")).to_contain_text("all is lost")
    assert viewer.axe() == []
    viewer.errors.clear()


@pytest.mark.parametrize(
    ("name", "said"), [("broken", "not is not defined"), ("missing", "Its page was not found. Is it built?")]
)
def test_a_frame_that_cannot_start_says_why_at_once(page: Page, viewer: Viewer, name: str, said: str) -> None:
    choose_wrong(page, name)
    expect(page.get_by_role("alert")).to_contain_text(said)
    viewer.errors.clear()


def test_a_frame_that_is_silent_is_told_of_after_a_minute(serve: Serve, viewer: Viewer) -> None:
    viewer.page.clock.install()
    page = viewer.open(serve("own_component/app.py").url)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    choose_wrong(page, "silent")
    expect(page.locator("iframe[title$='.silent']")).to_be_attached()
    page.clock.fast_forward(15_500)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.wait_for_timeout(100)
    assert any("not ready after 15 seconds" in text for text in heard)
    page.clock.fast_forward(45_000)
    expect(page.get_by_role("alert")).to_contain_text("It does not answer.")


def test_a_frame_is_disabled_while_the_connection_is_lost(serve: Serve, viewer: Viewer) -> None:
    server = serve("own_component/app.py")
    page = viewer.open(server.url)
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    server.stop()
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 true")
    viewer.errors.clear()


def test_frames_may_keep_things_unless_they_are_isolated(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("own_component/app.py").url)
    expect(box(page).locator("#more")).to_contain_text("storage=kept")
    isolated = serve("own_component/app.py", "--components.isolated", "app.box")
    page = viewer.open(isolated.url)
    expect(box(page).locator("#more")).to_contain_text("storage=SecurityError")
    assert page.evaluate("localStorage.getItem('box')") is None
    box(page).get_by_role("button", name="Table").click()
    says(page, "value=row {'row': ['i', 'j'], 'a': [1, 2], 'b': ['x', nan]}")


def test_html_of_the_author_runs_its_scripts_in_an_origin_of_its_own(page: Page) -> None:
    expect(page.frame_locator(".plain-frame").locator("#own")).to_have_text("scripted null")


# --- modules ---------------------------------------------------------------------------------------------------------


def test_a_module_gets_data_tables_and_bytes_and_reports_states_and_triggers(modules: Page) -> None:
    module = modules.locator(".st-key-s")
    expect(module.locator("output")).to_have_text("stepper from 10 with 3 and 1x,2y of 2")
    expect(module.locator("p")).to_have_text("string ShadowRoot")
    says(modules, "n=0 twice=None stepped=None raw=None")
    module.get_by_role("button", name="Step").click()
    says(modules, "n=11 twice=22 stepped=11 raw=None")
    says(modules, "kept={'stepped': 11, 'n': 11, 'twice': 22}")
    says(modules, "log=['n', 'twice', 'stepped']")
    module.get_by_role("button", name="Bytes").click()
    says(modules, "n=11 twice=22 stepped=None raw=b'xyz\\x07'")
    says(modules, "kept={'n': 11, 'twice': 22, 'raw': b'xyz\\x07'}")
    expect(module.locator("output")).to_have_text("stepper from 10 with 3 and 1x,2y of 2")


def test_a_module_is_called_again_for_new_data_and_cleaned_up_when_it_leaves(modules: Page) -> None:
    output = modules.locator(".st-key-s output")
    expect(output).to_contain_text("from 10")
    before = modules.evaluate("window.calls")
    modules.get_by_label("Start").fill("20")
    modules.keyboard.press("Enter")
    expect(output).to_contain_text("from 20")
    assert modules.evaluate("window.calls") == before + 1
    assert modules.evaluate("window.cleaned") is None
    modules.get_by_role("checkbox", name="Without the module").check()
    expect(output).to_have_count(0)
    assert modules.evaluate("window.cleaned") == 1
    modules.get_by_role("checkbox", name="Without the module").uncheck()
    expect(output).to_contain_text("from 20")
    says(modules, "n=0 twice=None stepped=None raw=None")


def test_a_module_follows_the_theme(modules: Page, viewer: Viewer) -> None:
    button = modules.locator(".st-key-s").get_by_role("button", name="Step")
    light = button.evaluate("button => getComputedStyle(button).color")
    assert light != "rgb(0, 0, 0)"
    modules.emulate_media(color_scheme="dark")
    expect(button).not_to_have_css("color", light)
    viewer.picture("component-modules")


def test_a_module_in_a_form_waits_for_the_submission_and_has_no_triggers(modules: Page, viewer: Viewer) -> None:
    modules.locator(".st-key-inside").get_by_role("button", name="Step").click()
    says(modules, "inside=None")
    modules.get_by_role("button", name="Submit").click()
    says(modules, "inside=101")
    assert viewer.errors == ["stepper: triggers cannot be used in a form"]
    viewer.errors.clear()


def test_a_module_without_isolation_is_a_part_of_the_page(modules: Page) -> None:
    part = modules.locator(".component-module", has=modules.locator("> .component-content > .mine"))
    expect(part).to_have_attribute("data-seen", "HTMLDivElement")
    expect(part.locator(".mine")).to_have_css("color", "rgb(1, 2, 3)")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("throws", "out of order"),
        ("rejects", "out of luck"),
        ("nothing", "no default export"),
        ("foreign", 'Add "https://example.org" to components.allowedHosts'),
        ("asks", 'Add "https://example.org" to components.allowedHosts'),
    ],
)
def test_a_module_that_fails_says_so_in_its_place(modules: Page, viewer: Viewer, name: str, said: str) -> None:
    choose_wrong(modules, name)
    expect(modules.get_by_role("alert")).to_contain_text(said)
    expect(modules.locator(".st-key-s output")).to_be_visible()
    assert viewer.axe() == []
    viewer.errors.clear()
