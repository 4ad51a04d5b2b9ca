"""Take the pictures of the README from the running gallery: `python tools/pictures.py`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
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


def main() -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "rushlight", "hello", "--server.port", str(port), "--server.headless", "true"]
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_rushlight/health")
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            for name, wanted in SHOTS.items():
                pictures = [shot(browser, f"http://127.0.0.1:{port}/{app}", *how) for app, *how in wanted]
                sheet = beside(pictures, 1 if len(pictures) == 1 else 4 if wanted[0][2] < 600 else 2)
                sheet.thumbnail((1600, 1600))
                sheet.quantize(256).save(IMAGES / f"{name}.png", optimize=True)
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
