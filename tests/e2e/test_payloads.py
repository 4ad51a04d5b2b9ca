"""Texts that are scripts stay texts: every payload of the corpus, at every place that takes a text, in a real browser.

The browser is told to ignore the page's policy, so that nothing but the handling of the texts themselves holds them back;
that the policy would is tested in test_policy.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server

pytestmark = pytest.mark.e2e

CORPUS = Path(__file__).parents[1] / "security" / "scripts.txt"
PAYLOADS = [line for line in CORPUS.read_text("utf-8").split("\n") if line]
AT_ONCE = 15

WATCH = """
window.hits = []
for (const name of ["ran", "alert", "confirm", "prompt", "print"]) window[name] = (x) => window.hits.push(`${name}(${x})`)
Object.freeze(window.ran)
"""
INSPECT = """() => {
  const found = [...window.hits]
  const roots = [document]
  const runs = (url) => /^[\\u0000-\\u0020]*(j\\s*a\\s*v\\s*a|v\\s*b|l\\s*i\\s*v\\s*e)\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*:/i.test(url) || /^\\s*data:(?!image\\/|font\\/|audio\\/|video\\/)/i.test(url)
  for (const root of roots) for (const each of root.querySelectorAll("*")) {
    if (each.shadowRoot) roots.push(each.shadowRoot)
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on")) found.push(`${each.localName} ${name}=${value}`)
      const leads = ["href", "xlink:href", "src", "action", "formaction", "data", "poster", "ping"].includes(name)
      // An address that is shown as a picture or a film is only ever read as one.
      if (leads && !(/^(img|image|video|audio|source)$/.test(each.localName) && /^\\s*data:/i.test(value)) && runs(value)) found.push(`${each.localName} ${name}=${value}`)
      if (name === "srcdoc" && !each.sandbox.length) found.push(`iframe srcdoc=${value}`)
    }
    if (each.localName === "script" && each.src === "" && each.type !== "application/json") found.push(`script ${each.text}`)
    if (each.closest("body") && ["base", "object", "embed", "applet"].includes(each.localName)) found.push(each.outerHTML)
    if (each.localName === "meta" && /refresh|security/i.test(each.httpEquiv)) found.push(each.outerHTML)
  }
  return found
}"""


@pytest.fixture(scope="module")
def app() -> Iterator[Server]:
    from tests.e2e.conftest import APPS

    server = Server(APPS / "payloads.py", "--logger.level", "error")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1200, "height": 900})
    context.add_init_script(WATCH)
    # Pictures and players of the payloads' addresses lead nowhere; the browser need not wait for them.
    context.route(lambda url: "127.0.0.1" not in url and url.startswith("http"), lambda route: route.abort())
    found = context.new_page()
    found.on("dialog", lambda dialog: dialog.dismiss())
    yield found
    context.close()


def shown(app: Server, page: Page, query: str) -> Page:
    page.goto(f"{app.url}?{query}")
    page.get_by_text("the end", exact=True).wait_for(timeout=60_000)
    expect(page.locator(".running, .placeholder")).to_have_count(0, timeout=60_000)
    assert page.url.startswith(app.url), "nothing has led the page elsewhere"
    return page


def found(page: Page) -> list[str]:
    return page.evaluate(INSPECT)


def test_the_corpus_has_300_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 300


def test_what_is_looked_for_is_found(app: Server, page: Page) -> None:
    shown(app, page, "part=texts&from=0&to=0")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran(1)><a href=\" java\\tscript:ran(1)\">x</a>')"
    )
    page.wait_for_function("window.hits.length > 0")
    assert len(found(page)) == 3


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), AT_ONCE))
def test_no_text_runs(app: Server, page: Page, first: int) -> None:
    shown(app, page, f"part=texts&from={first}&to={first + AT_ONCE}")
    assert page.locator("main .node").count() > 50 * min(AT_ONCE, len(PAYLOADS) - first)
    assert found(page) == []


def test_no_help_runs(app: Server, page: Page) -> None:
    shown(app, page, "part=helps")
    for button in page.get_by_role("button", name="button ").all():
        button.hover()
        assert found(page) == []


def test_no_option_cell_or_file_name_runs(app: Server, page: Page) -> None:
    shown(app, page, "part=lists")
    names = [text.replace("/", "∕") for text in PAYLOADS if len(text) < 100][:60]
    page.locator("input[type=file]").first.set_input_files(
        [
            {"name": name, "mimeType": "text/html", "buffer": text.encode()}
            for name, text in zip(names, PAYLOADS, strict=False)
        ]
    )
    page.wait_for_timeout(1000)
    for box in page.get_by_role("combobox").all():
        box.click()
        page.wait_for_timeout(200)
        assert found(page) == []
        page.keyboard.press("Escape")
    assert found(page) == []


def test_no_label_of_a_chart_runs(app: Server, page: Page) -> None:
    shown(app, page, "part=charts")
    for picture in page.locator("main canvas, main svg.main-svg").all()[:8]:
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        for share in (0.3, 0.5, 0.7):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.8)
            page.wait_for_timeout(60)
        assert found(page) == []


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 120))
def test_no_title_of_a_page_or_dialog_runs(app: Server, page: Page, first: int) -> None:
    shown(app, page, f"part=pages&from={first}")
    page.get_by_role("dialog").wait_for()
    assert found(page) == []


def test_no_address_is_written_into_the_page(app: Server) -> None:
    for text in PAYLOADS:
        for address in (
            f"{app.url}{quote(text, safe='')}",
            f"{app.url}?x={quote(text)}",
            f"{app.url}_rushlight/media/{quote(text, safe='')}",
        ):
            try:
                body = urlopen(Request(address)).read().decode()
            except HTTPError as error:
                body = error.read().decode()
            assert text not in body or "<" not in text, address
