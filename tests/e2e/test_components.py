"""Components of our own, in a frame and in the page: every message of the protocol, both ways."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from rushlight.cli.component import write_component
from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(serve: Serve, viewer: Viewer) -> Page:
    page = viewer.open(serve("own_component/app.py").url)
    # Until they have their heights, frames push down what is to be clicked at below them.
    for key in ("box", "inside", "part", "aside"):
        expect(box(page, key).locator("#shown")).not_to_be_empty()
    return page


@pytest.fixture
def modules(serve: Serve, viewer: Viewer) -> Page:
    return viewer.open(serve("own_component/modules.py").url)


def box(page: Page, key: str = "box") -> FrameLocator:
    """Return the frame that was drawn with this key."""
    return page.locator(f".st-key-{key} iframe").content_frame


def says(page: Page, text: str) -> None:
    """Wait until the script has written a text."""
    expect(page.locator("main")).to_contain_text(text)


def message(page: Page, key: str) -> Any:
    """Return the render message that a frame was sent last; of its bytes only that they are there."""
    expect(box(page, key).locator("#shown")).not_to_be_empty()
    return box(page, key).locator("body").evaluate("() => JSON.parse(JSON.stringify(last))")


def choose_wrong(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Wrong").click()
    page.get_by_role("option", name=name).click()


# --- frames ----------------------------------------------------------------------------------------------------------


SANDBOX = "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads"


def test_20_5a_a_frame_is_known_by_its_name_and_kept_in_its_sandbox(page: Page) -> None:
    frame = page.locator(".st-key-box iframe")
    expect(frame).to_have_class("stCustomComponentV1")
    expect(frame).to_have_attribute("title", "app.box")
    expect(frame).to_have_attribute("scrolling", "no")
    assert set((frame.get_attribute("sandbox") or "").split()) == set(SANDBOX.split())
    assert set((frame.get_attribute("allow") or "").split("; ")) >= {
        "camera", "microphone", "geolocation", "clipboard-write", "fullscreen", "autoplay", "payment", "usb", "midi",
    }  # fmt: skip


def test_20_5b_its_address_names_it_and_the_app(page: Page) -> None:
    address = urlsplit(page.locator(".st-key-box iframe").get_attribute("src") or "")
    assert f"{address.scheme}://{address.netloc}/" == page.url
    assert address.path == "/component/app.box/index.html"
    assert parse_qs(address.query) == {"streamlitUrl": [page.url]}


def test_20_5c_it_is_hidden_and_as_high_as_its_argument_says_until_it_is_ready(page: Page) -> None:
    choose_wrong(page, "silent")
    silent = page.locator("iframe[title$='.silent']")
    expect(silent).to_have_attribute("height", "77")
    expect(silent).to_be_hidden()
    expect(page.locator(".st-key-inside iframe")).to_be_visible()


def test_20_6a_a_frame_of_another_version_of_the_protocol_is_an_error(page: Page) -> None:
    choose_wrong(page, "version")
    expect(page.get_by_role("alert")).to_contain_text("It speaks version 2 of the component protocol")
    expect(page.locator("iframe[title$='.version']")).to_be_hidden()
    assert page.locator("iframe[title$='.version']").content_frame.locator("body").inner_text().strip() == "silent"


def test_only_the_window_of_a_frame_speaks_for_it(page: Page) -> None:
    forged = """() => parent.postMessage(
      {isStreamlitMessage: true, type: "streamlit:setComponentValue", value: "forged", dataType: "json"}, "*")"""
    box(page).get_by_role("button", name="Send").click()
    says(page, "value={'n': 7}")
    says(page, "changes=1 ")
    page.evaluate(forged)
    page.locator("iframe:not(.stCustomComponentV1)").first.content_frame.locator("body").evaluate(forged)
    page.get_by_label("Label").fill("second")
    page.get_by_label("Label").press("Enter")
    expect(box(page).locator("#shown")).to_contain_text("second")
    says(page, "changes=1 ")
    expect(page.locator("main")).not_to_contain_text("forged")
    box(page).locator("body").evaluate(forged)
    says(page, "value=forged")


def test_20_6g_dates_and_the_like_arrive_as_json_has_them(page: Page) -> None:
    box(page).get_by_role("button", name="Odd").click()
    says(page, "value={'day': '2026-01-31T00:00:00.000Z', 'none': None, 'list': [None, 2]}")


def test_20_7a_a_frame_is_told_all_of_the_theme(page: Page) -> None:
    theme = message(page, "box")["theme"]
    assert theme.keys() >= {
        "base", "primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor", "font", "bodyFont",
        *(f"fadedText{share}" for share in ("05", "10", "20", "40", "60", "70")),
        "bgMix", *(f"darkenedBgMix{share}" for share in ("100", "40", "25", "15")), "lightenedBg05",
        "borderColor", "linkText",
    }  # fmt: skip
    assert theme["base"] == "light"
    assert theme["font"] == theme["bodyFont"] == "system-ui, sans-serif"
    for name in ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor"):
        assert re.fullmatch("#[0-9a-f]{6}", theme[name]), (name, theme[name])


def test_20_7e_in_the_sidebar_it_is_told_of_the_sidebars_theme(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("own_component/app.py", "--theme.sidebar.backgroundColor", "#112233").url)
    assert message(page, "aside")["theme"]["backgroundColor"] == "#112233"
    assert message(page, "box")["theme"]["backgroundColor"] != "#112233"


def test_20_7i_tables_are_a_list_by_their_names(page: Page) -> None:
    tables = message(page, "box")["dfs"]
    assert [table["key"] for table in tables] == ["table", "styled"]
    assert all({"data", "index", "columns"} <= table["value"]["data"].keys() for table in tables)
    assert tables[1]["value"]["data"]["styler"].keys() >= {"uuid", "styles", "displayValues"}


def test_20_6b_a_ready_frame_gets_its_arguments_and_says_its_height(page: Page) -> None:
    expect(box(page).locator("#shown")).to_have_text("first light 2 4 false")
    frame = page.locator(".st-key-box iframe")
    expect(frame).to_have_attribute("height", "120")
    expect(box(page).locator("#more")).to_contain_text("key=box")
    expect(box(page).locator("#more")).to_contain_text("row0_col0, #T_")
    box(page).get_by_role("button", name="Tall").click()
    expect(frame).to_have_attribute("height", "300")


def test_20_6c_a_frame_reports_json_tables_and_bytes_and_nothing_that_is_undefined(page: Page) -> None:
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


def test_20_7b_a_frame_is_told_of_new_arguments_themes_and_widths(page: Page) -> None:
    more = box(page).locator("#more")
    expect(more).to_contain_text("width=736")
    page.get_by_label("Label").fill("second")
    page.keyboard.press("Enter")
    expect(box(page).locator("#shown")).to_have_text("second light 2 4 false")
    page.emulate_media(color_scheme="dark")
    expect(box(page).locator("#shown")).to_have_text("second dark 2 4 false")
    page.set_viewport_size({"width": 500, "height": 900})
    expect(more).to_contain_text("width=468")


def test_20_7c_a_frame_that_loads_anew_is_told_again(page: Page) -> None:
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


def test_20_6d_a_frame_without_a_height_is_hidden_and_leaves_no_gap(page: Page) -> None:
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


def test_20_6e_a_frame_in_a_form_waits_for_the_submission(page: Page) -> None:
    expect(box(page, "inside").locator("#shown")).to_contain_text("in a form")
    box(page, "inside").get_by_role("button", name="Send").click()
    says(page, "inside=None")
    page.get_by_role("button", name="Submit").click()
    says(page, "inside={'n': 7}")


def test_20_6f_a_frame_in_a_fragment_runs_only_that(page: Page) -> None:
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


def test_20_8a_a_frame_that_is_silent_is_logged_and_after_a_minute_told_of(serve: Serve, viewer: Viewer) -> None:
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


def test_20_7d_a_frame_is_disabled_while_the_connection_is_lost(serve: Serve, viewer: Viewer) -> None:
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


def test_html_of_an_author_who_is_trusted_reaches_the_page(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("own_component/app.py", "--components.trustedHtml", "true").url)
    expect(page.frame_locator(".plain-frame").locator("#own")).to_have_text(f"scripted {page.url.rstrip('/')}")
    assert page.frames[-1].evaluate("typeof parent.document.title") == "string"


# --- modules ---------------------------------------------------------------------------------------------------------


def test_21_3a_a_module_gets_data_and_reports_states_and_triggers(modules: Page) -> None:
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


def test_what_is_typed_before_a_module_listens_is_not_lost(serve: Serve, viewer: Viewer) -> None:
    held: list[Route] = []
    viewer.page.route(re.compile("/component/|/media/"), lambda route: held.append(route))
    page = viewer.open(serve("own_component/modules.py").url)
    content = page.locator(".st-key-s .component-content")
    expect(content).to_have_js_property("inert", True)
    for route in held:
        route.continue_()
    expect(content).to_have_js_property("inert", False)
    page.locator(".st-key-s").get_by_role("button", name="Step").click()
    says(page, "n=11 twice=22")


def test_21_3b_a_module_is_called_again_for_new_data_and_cleaned_up_when_it_leaves(modules: Page) -> None:
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


def test_21_6b_a_module_follows_the_theme(modules: Page, viewer: Viewer) -> None:
    button = modules.locator(".st-key-s").get_by_role("button", name="Step")
    light = button.evaluate("button => getComputedStyle(button).color")
    assert light != "rgb(0, 0, 0)"
    modules.emulate_media(color_scheme="dark")
    expect(button).not_to_have_css("color", light)
    viewer.picture("component-modules")


def test_21_5i_a_module_in_a_form_waits_for_the_submission_and_has_no_triggers(modules: Page, viewer: Viewer) -> None:
    modules.locator(".st-key-inside").get_by_role("button", name="Step").click()
    says(modules, "inside=None")
    modules.get_by_role("button", name="Submit").click()
    says(modules, "inside=101")
    assert viewer.errors == ["stepper: triggers cannot be used in a form"]
    viewer.errors.clear()


def test_21_3c_a_module_without_isolation_is_a_part_of_the_page(modules: Page) -> None:
    part = modules.locator(".component-module", has=modules.locator("> .component-content > .mine"))
    expect(part).to_have_attribute("data-seen", "HTMLDivElement")
    expect(part.locator(".mine")).to_have_css("color", "rgb(1, 2, 3)")


TEXTS = "link-underline font heading-font code-font base-radius button-radius base-font-size base-font-weight"
TEXTS += " code-font-size code-font-weight heading-font-sizes heading-font-weights chart-categorical-colors"
TEXTS += " chart-sequential-colors chart-diverging-colors metric-value-font-size metric-value-font-weight"
COLORS = "primary-color background-color secondary-background-color text-color link-color heading-color border-color"
COLORS += " border-color-light widget-border-color dataframe-border-color dataframe-header-background-color"
COLORS += " dataframe-header-text-color code-background-color code-text-color"


def test_21_6a_the_themes_properties_are_set(modules: Page) -> None:
    names = TEXTS.split()
    names += [
        f"heading-font-{what}-{level}" for what in ("size", "sizes", "weight", "weights") for level in range(1, 7)
    ]
    colors = COLORS.split()
    for color in ("red", "orange", "yellow", "blue", "green", "violet", "gray"):
        colors += [f"{color}-color", f"{color}-background-color", f"{color}-text-color"]
    button = modules.locator(".st-key-s").get_by_role("button", name="Step")
    read = "(button, names) => names.map((name) => getComputedStyle(button).getPropertyValue(`--st-${name}`).trim())"
    texts, values = button.evaluate(read, names), button.evaluate(read, colors)
    assert [name for name, value in zip(names, texts, strict=True) if not value] == []
    shaped = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?|rgba?\(.*\)")
    assert [name for name, value in zip(colors, values, strict=True) if not shaped.fullmatch(value)] == []
    found = dict(zip(names, texts, strict=True))
    assert found["link-underline"] in ("0", "1")
    assert len(found["chart-categorical-colors"].split(",")) > 1
    assert found["heading-font-sizes"].split(",")[0] == found["heading-font-sizes-1"]


def test_21_4f_tables_are_bytes_that_can_be_read_as_tables(modules: Page) -> None:
    expect(modules.locator(".st-key-tables output")).to_have_text("Uint8Array 2 a,b 255 Uint8Array 2 x")


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


# --- a project of one's own ------------------------------------------------------------------------------------------

TOOLS = Path(__file__).parents[2] / "frontend" / "node_modules"


def npm(project: Path, *words: str) -> list[str]:
    return ["npm", "--prefix", str(project / "frontend"), *words]


def test_a_new_project_works_and_what_is_saved_is_on_the_page_at_once(
    serve: Serve, viewer: Viewer, tmp_path: Path
) -> None:
    project = tmp_path / "star-rating"
    write_component("star-rating", project)
    (project / "frontend" / "node_modules").symlink_to(TOOLS)
    subprocess.run(npm(project, "run", "build"), check=True, capture_output=True)
    page = viewer.open(serve(project / "example.py").url)
    page.get_by_role("radio", name="4 stars").check(force=True)
    says(page, "Rated 4 of 5")
    page.keyboard.press("ArrowRight")
    says(page, "Rated 5 of 5")
    assert viewer.axe() == []
    viewer.picture("component-project")
    page.emulate_media(color_scheme="dark")
    assert viewer.axe() == []
    viewer.picture("component-project-dark")
    # axe reads style sheets of shadow roots by putting them into the page, which the page's policy forbids.
    viewer.errors[:] = [error for error in viewer.errors if "Applying inline style" not in error]
    page.evaluate("window.same = true")
    # npm does not end what it runs: its whole group is told to.
    building = subprocess.Popen(npm(project, "run", "dev"), stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert building.stdout is not None
        next(line for line in building.stdout if "built in" in line)
        source = project / "frontend" / "src" / "index.ts"
        source.write_text(
            source.read_text().replace("legend.textContent = data.label", "legend.textContent = `${data.label} (new)`")
        )
        expect(page.get_by_text("How was it? (new)")).to_be_visible(timeout=20_000)
        assert page.evaluate("window.same")
        says(page, "Rated 5 of 5")
    finally:
        os.killpg(building.pid, signal.SIGTERM)
        building.wait(20)
