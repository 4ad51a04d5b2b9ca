"""Maps in the browser."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]

pytestmark = pytest.mark.e2e
SLOWEST = 30_000
"""Milliseconds until a map is there on a machine that has no graphics card and much else to do."""


def colors(view: Locator) -> int:
    """Return how many colours a map shows."""
    return int(
        view.locator("canvas").evaluate(
            """(canvas) => new Promise((found) => requestAnimationFrame(() => {
                const small = new OffscreenCanvas(200, 100);
                const context = small.getContext("2d");
                context.drawImage(canvas, 0, 0, 200, 100);
                const seen = new Set(new Uint32Array(context.getImageData(0, 0, 200, 100).data.buffer));
                found(seen.size);
            }))"""
        )
    )


def until(check: Callable[[], bool], page: Page) -> None:
    """Wait for what no element tells."""
    for _ in range(SLOWEST // 100):
        if check():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not come")


def view_of(page: Page, name: str) -> Locator:
    """Return the part of a map that takes the keyboard, once something is drawn there."""
    view = page.get_by_role("application", name=re.compile(f"^{name}"))
    until(lambda: view.locator("canvas").count() == 1 and colors(view) > 2, page)
    return view


def test_points_and_land_are_drawn_without_asking_another_host(serve: Serve, viewer: Viewer) -> None:
    server = serve("maps.py")
    asked: list[str] = []
    viewer.page.on("request", lambda request: asked.append(request.url))
    page = viewer.open(server.url)
    view_of(page, "Harbours")
    expect(page.get_by_text("3 points from latitude 59.33 to 60.39")).to_be_attached()
    expect(page.locator(".map-scale").first).to_have_text(re.compile(r"^\d+ km$"))
    until(lambda: any("countries-10m" in url for url in asked), page)
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    viewer.picture("maps")


def test_a_map_is_moved_by_buttons_and_keys(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    view = view_of(page, "Fields")
    scale = page.locator(".node-pydeck_chart").nth(1).locator(".map-scale")
    before = scale.text_content()
    page.get_by_role("button", name="Zoom in").nth(1).click()
    expect(scale).not_to_have_text(before or "")
    view.press("Home")
    expect(scale).to_have_text(before or "")
    view.press("-")
    expect(scale).not_to_have_text(before or "")


def test_a_click_selects_and_the_script_knows(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    main = page.locator("main")
    view = view_of(page, "Fields")
    view.hover()
    expect(page.locator(".map-tip b")).to_have_text("Field 1")
    view.click()
    expect(main).to_contain_text("indices={'fields': [1]} objects=['Field 1']")
    view.click()
    expect(main).to_contain_text("indices={} objects=[]")
    view.click()
    view.click(position={"x": 30, "y": 200})
    expect(main).to_contain_text("indices={} objects=[]")


def test_several_objects_are_selected_by_keyboard_alone(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    main = page.locator("main")
    page.get_by_role("switch", name="Several").press(" ")
    view = view_of(page, "Fields")
    said = view.locator("xpath=..").get_by_role("status")
    page.get_by_role("switch", name="Far").focus()
    page.keyboard.press("Shift+Tab")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        if view.evaluate("(view) => view === document.activeElement"):
            break
    expect(said).to_contain_text("name: Field 1")
    page.keyboard.press("Enter")
    expect(main).to_contain_text("objects=['Field 1']")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("name: Field 0")
    page.keyboard.press("Enter")
    expect(main).to_contain_text("objects=['Field 1', 'Field 0']")
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("Nothing here")
    page.keyboard.press("Escape")
    expect(main).to_contain_text("objects=[]")


def test_a_map_in_dark_at_400_pixels_and_for_screen_readers(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    page.set_viewport_size({"width": 400, "height": 900})
    view_of(page, "Harbours")
    assert viewer.fits()
    assert viewer.axe() == []
    page.emulate_media(color_scheme="dark")
    sea = "getComputedStyle(document.querySelector('.pydeck-chart')).backgroundColor"
    until(lambda: page.evaluate(sea) == "rgb(17, 15, 14)", page)
    assert viewer.axe() == []
    viewer.picture("maps-dark")


def test_what_cannot_be_loaded_or_drawn_is_said_in_its_place(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    page.get_by_role("switch", name="Far").click()
    note = page.get_by_role("alert").filter(has_text="map.hosts")
    expect(note).to_contain_text("data.example.org could not be asked", timeout=SLOWEST)
    note.get_by_role("button", name="Close").click()
    expect(note).to_be_hidden()
    page.get_by_role("switch", name="Unknown").click()
    expect(page.get_by_role("alert")).to_contain_text('deck.gl has no "NoSuchLayer"')
    assert all("data.example.org" in error for error in viewer.errors), viewer.errors
    viewer.errors.clear()


def test_a_browser_without_webgl_is_told_so(serve: Serve, viewer: Viewer) -> None:
    viewer.page.add_init_script(
        "const own = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind === 'webgl2' ? null : own.call(this, kind, ...rest); };"
    )
    page = viewer.open(serve("maps.py").url)
    told = page.get_by_role("status").filter(has_text="WebGL 2")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("Harbours")
    assert viewer.axe() == []


def test_a_map_that_lost_its_memory_is_drawn_again(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("maps.py").url)
    view = view_of(page, "Harbours")
    view.locator("canvas").evaluate(
        "(canvas) => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    again = page.get_by_role("button", name="Draw it again")
    expect(again).to_be_visible()
    again.click()
    expect(again).to_be_hidden()
    view_of(page, "Harbours")


@pytest.fixture
def tiles() -> Iterator[tuple[str, list[str]]]:
    """Another host, that has a style and pictures; and the paths that it was asked for."""
    asked: list[str] = []
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef"
        "0000000049454e44ae426082"
    )

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            url = f"http://{self.headers['host']}/{{z}}/{{x}}/{{y}}.png"
            source = {"type": "raster", "tiles": [url], "tileSize": 256, "attribution": "© <b>Testers</b>"}
            layer = {"id": "all", "type": "raster", "source": "all"}
            style = json.dumps({"version": 8, "sources": {"all": source}, "layers": [layer]}).encode()
            is_picture = self.path.endswith(".png")
            self.send_response(200)
            self.send_header("content-type", "image/png" if is_picture else "application/json")
            self.send_header("access-control-allow-origin", "*")
            self.end_headers()
            self.wfile.write(picture if is_picture else style)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.mark.parametrize("path", ["style.json", "{z}/{x}/{y}.png"])
def test_a_style_and_pictures_of_a_host_that_the_settings_name(
    tiles: tuple[str, list[str]], serve: Serve, viewer: Viewer, path: str
) -> None:
    host, asked = tiles
    page = viewer.open(serve("maps.py", "--map.style", f"{host}/{path}").url)
    until(lambda: any(each.endswith(".png") for each in asked), page)
    if path == "style.json":
        expect(page.locator(".map-credit").first).to_have_text("© Testers")
    assert not any("countries" in each for each in asked)
