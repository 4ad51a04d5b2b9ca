"""Take the pictures of the READMEs from running apps: `python tools/pictures.py`, or with `gallery`, `energy` or `market` only those."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SOURCES = ROOT / "src"
ENERGY = ROOT / "examples" / "energy"
MARKET = ROOT / "examples" / "market"
SHOTS = {
    "gallery": [("sellers", "light", 1200)],
    "gallery-apps": [
        ("explorer", "light", 1200),
        ("stations", "light", 1200),
        ("penguins", "dark", 1200),
        ("budget", "dark", 1200),
    ],
    "gallery-phone": [
        ("sensors", "light", 400),
        ("picture", "dark", 400),
        ("sentiment", "light", 400),
        ("notebook", "dark", 400),
    ],
}
"""File -> (app, colours, width) of each picture in it."""
HEIGHT = 800
GAP = 16


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urlopen(url, timeout=5)
            return
        except URLError:
            time.sleep(0.2)
    raise SystemExit(f"{url} does not answer.")


def shot(browser: Browser, url: str, colours: str, width: int) -> Image.Image:
    """Return the picture of a page once it is drawn."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if colours == "dark" else "light",
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(url)
    return drawn(context, page)


def drawn(context: BrowserContext, page: Page) -> Image.Image:
    """Return the picture of a page when nothing moves in it any more."""
    page.wait_for_selector("main .node")
    page.wait_for_timeout(1500)
    while page.locator(".running, .placeholder, .busy").count():
        page.wait_for_timeout(200)
    page.wait_for_timeout(1500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def beside(pictures: list[Image.Image], per_row: int) -> Image.Image:
    """Return pictures of one size in rows."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // per_row)
    sheet = Image.new("RGB", (per_row * (width + GAP) - GAP, rows * (height + GAP) - GAP), "#8884")
    for n, picture in enumerate(pictures):
        sheet.paste(picture, ((n % per_row) * (width + GAP), (n // per_row) * (height + GAP)))
    return sheet


def gallery(browser: Browser) -> None:
    port = free_port()
    flags = ["--server.port", str(port), "--server.headless", "true"]
    with serving(f"http://127.0.0.1:{port}/_rushlight/health", ["-m", "rushlight", "hello", *flags]):
        for name, wanted in SHOTS.items():
            pictures = [shot(browser, f"http://127.0.0.1:{port}/{app}", *how) for app, *how in wanted]
            save(beside(pictures, 1 if len(pictures) == 1 else 4 if wanted[0][2] < 600 else 2), IMAGES / f"{name}.png")


def energy(browser: Browser) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as folder:
        where = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": os.pathsep.join([str(ENERGY), str(SOURCES)])}}
        subprocess.run([sys.executable, "-m", "energy.pipeline"], check=True, **where)
        with serving(f"{url}/api/v1/health", ["-m", "energy.whole", "--port", str(port)], **where):
            pages = ("predictions/?area=1&consumer_type=119", "monitoring/?area=2&consumer_type=215")
            pictures = [shot(browser, f"{url}/{page}", "light", 1000) for page in pages]
    save(beside(pictures, 2), ENERGY / "energy.png")


def market(browser: Browser) -> None:
    app, gateway, password = free_port(), free_port(), "only for the picture"
    words = ["-m", "market", "--app", str(app), "--gateway", str(gateway)]
    path = os.pathsep.join([str(MARKET), str(SOURCES)])
    environment = {**os.environ, "PYTHONPATH": path, "MARKET_ADMIN_PASSWORD": password}
    with (
        TemporaryDirectory() as folder,
        serving(f"http://127.0.0.1:{gateway}/api/v1/health", words, cwd=folder, env=environment),
    ):
        wait_for(f"http://127.0.0.1:{app}/_rushlight/health")
        pages = (("predictions", "light"), ("administration", "dark"))
        pictures = [logged_in(browser, f"http://127.0.0.1:{app}/", page, password, colours) for page, colours in pages]
    save(beside(pictures, 2), MARKET / "market.png")


def logged_in(browser: Browser, url: str, name: str, password: str, colours: Any) -> Image.Image:
    """Return the picture of a page of the market, when its first model is trained."""
    context = browser.new_context(
        viewport={"width": 1000, "height": HEIGHT}, color_scheme=colours, device_scale_factor=1.5
    )
    page = context.new_page()
    page.goto(f"{url}model_management")
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password", exact=True).fill(password)
    page.keyboard.press("Enter")
    page.get_by_text("First model active").wait_for(timeout=180_000)
    page.locator(f"nav a[href$='/{name}']").click()
    page.get_by_role("heading", level=1).filter(has_not_text="Models").wait_for()
    return drawn(context, page)


@contextmanager
def serving(health: str, words: list[str], **options: Any) -> Iterator[None]:
    """Serve what a command starts."""
    server = subprocess.Popen([sys.executable, *words], **options)
    try:
        wait_for(health)
        yield
    finally:
        server.terminate()
        server.wait(20)


def save(sheet: Image.Image, path: Path) -> None:
    sheet.thumbnail((1600, 1600))
    sheet.quantize(256).save(path, optimize=True)


def main() -> None:
    wanted = sys.argv[1:] or ["gallery", "energy", "market"]
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for make in (gallery, energy, market):
            if make.__name__ in wanted:
                make(browser)


if __name__ == "__main__":
    main()
