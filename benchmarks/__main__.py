"""Measures Rushlight and the peer (Streamlit 1.67) in one run and prints medians and ratios.

Usage: python -m benchmarks. The peer is installed into .make/peer at the first run, or RUSHLIGHT_PEER_PYTHON names a
Python that has it.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import protocol

ROOT = Path(__file__).parent.parent
COUNTER = "import streamlit as st\nst.session_state.setdefault('n', 0)\nif st.button('add'):\n    st.session_state.n += 1\nst.text(f'count {st.session_state.n}')\n"
MANY = (
    "import streamlit as st\nfor i in range(100):\n    st.text_input(f'field {i}', key=f'f{i}')\n"
    + COUNTER.partition("\n")[2]
)
RUNS = 5
CLICKS = 30


class Contender(NamedTuple):
    """One of those that are measured."""

    name: str
    python: str
    health: str


def peer_python() -> str:
    """Return a Python that has the peer."""
    given = os.environ.get("RUSHLIGHT_PEER_PYTHON")
    if given:
        return given
    folder = ROOT / ".make" / "peer"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "pip"), "install", "-q", "streamlit==1.67.0"], check=True)
    return str(folder / "bin" / "python")


def median_of(measure: Callable[[], float], runs: int = RUNS) -> float:
    """Return the median of some runs after one that does not count."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def import_seconds(who: Contender) -> float:
    """Return how long the import takes, besides Python's own start."""

    def once(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([who.python, "-c", code], check=True)
        return time.perf_counter() - begun

    return median_of(lambda: once(f"import {who.name}")) - median_of(lambda: once("pass"))


@contextmanager
def served(who: Contender, source: str, *words: str) -> Iterator[tuple[str, float]]:
    """Serve a script with more words of the command line; yield its address and the seconds until it answered."""
    folder = Path(tempfile.mkdtemp())
    script = folder / "app.py"
    script.write_text(source)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    begun = time.perf_counter()
    command = [who.python, "-m", who.name, "run", str(script), *flags, *words]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url + who.health):
            time.sleep(0.005)
        yield url, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310
            return True
    except OSError:
        return False


def ready_seconds(who: Contender) -> float:
    """Return how long a server takes from its start to its first answer."""

    def once() -> float:
        with served(who, COUNTER) as (_, seconds):
            return seconds

    return median_of(once)


def first_load(who: Contender, browser: Browser) -> tuple[float, float]:
    """Return (kilobytes on the wire, seconds to content) of a first visit to the counter."""
    sizes: list[float] = []
    seconds: list[float] = []
    with served(who, COUNTER) as (url, _):
        for _ in range(RUNS):
            page = browser.new_context().new_page()
            client = page.context.new_cdp_session(page)
            client.send("Network.enable")
            total = [0.0]
            client.on(
                "Network.loadingFinished",
                lambda event, total=total: total.__setitem__(0, total[0] + event["encodedDataLength"]),
            )
            begun = time.perf_counter()
            page.goto(url)
            page.get_by_text("count 0").wait_for()
            seconds.append(time.perf_counter() - begun)
            page.wait_for_timeout(500)
            sizes.append(total[0] / 1000)
            page.context.close()
    return statistics.median(sizes), statistics.median(seconds)


CLICK = """n => new Promise(done => {
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    if (document.body.innerText.includes(`count ${n}`)) { watch.disconnect(); done(performance.now() - begun); }
  });
  watch.observe(document.body, {subtree: true, childList: true, characterData: true});
  [...document.querySelectorAll('button')].find(b => b.innerText.trim() === 'add').click();
})"""


def click_milliseconds(who: Contender, browser: Browser, source: str) -> float:
    """Return the median milliseconds from a click to the changed text in the page."""
    with served(who, source) as (url, _):
        page: Page = browser.new_context().new_page()
        page.goto(url)
        page.get_by_text("count 0").wait_for()
        page.wait_for_timeout(1000)
        times: list[float] = []
        for n in range(1, CLICKS + 1):
            times.append(page.evaluate(CLICK, n))
            page.wait_for_timeout(100)
        page.context.close()
        return statistics.median(times[5:])


def row(what: str, ours: float, theirs: float, unit: str) -> None:
    """Print one line of the table."""
    print(f"| {what} | {ours:.3g} {unit} | {theirs:.3g} {unit} | {theirs / ours:.1f} |", flush=True)


def main() -> None:
    """Print the table."""
    us = Contender("rushlight", sys.executable, "/_rushlight/health")
    peer = Contender("streamlit", peer_python(), "/_stcore/health")
    print("| | Rushlight | Streamlit 1.67 | ratio |\n| --- | --- | --- | --- |")
    row("import", import_seconds(us) * 1000, import_seconds(peer) * 1000, "ms")
    row("server ready", ready_seconds(us) * 1000, ready_seconds(peer) * 1000, "ms")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        (our_size, our_time), (their_size, their_time) = first_load(us, browser), first_load(peer, browser)
        row("first load, bytes", our_size, their_size, "kB")
        row("first load, time to content", our_time * 1000, their_time * 1000, "ms")
        row("click to DOM, counter", *(click_milliseconds(who, browser, COUNTER) for who in (us, peer)), "ms")
        row("click to DOM, 100 widgets", *(click_milliseconds(who, browser, MANY) for who in (us, peer)), "ms")
        browser.close()
    print("\nAt protocol level, Rushlight alone:\n")
    protocol.main()


if __name__ == "__main__":
    main()
