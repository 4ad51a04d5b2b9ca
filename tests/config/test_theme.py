"""The theme of the settings, as the browser is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import Config, load
from rushlight.config.browser import BrowserSettings
from rushlight.config.theme import theme_of


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)


def theme(**keys: Any) -> dict[str, Any]:
    return theme_of(Config({f"theme.{name}": value for name, value in keys.items()})).sections.get("theme", {})


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("primaryColor", " #ABC ", "#ABC"),
        ("textColor", "rebeccapurple", "rebeccapurple"),
        ("linkColor", "oklch(60% 0.2 30)", "oklch(60% 0.2 30)"),
        ("base", "Dark", "dark"),
        ("baseFontSize", 18, 18),
        ("baseFontWeight", 350, 350),
        ("metricValueFontWeight", 900, 900),
        ("metricValueFontSize", "48", "48"),
        ("codeFontSize", "0.9rem", "0.9rem"),
        ("paddingTop", "0", "0"),
        ("baseRadius", "Large", "large"),
        ("buttonRadius", "10px", "10px"),
        ("headingFontSizes", "2rem", "2rem"),
        ("headingFontSizes", ["3rem", "4em", "2rem"], ["3rem", None, "2rem"]),
        ("headingFontWeights", [700, 333], [700, None]),
        ("chartCategoricalColors", ["red", "no colour!", "#00f"], ["red", "#00f"]),
        ("chartSequentialColors", ["red"] * 10, ["red"] * 10),
        ("fontFaces", [{"family": "A", "url": "app/static/a.woff2"}], [{"family": "A", "url": "app/static/a.woff2"}]),
        ("linkUnderline", False, False),
    ],
)
def test_what_can_be_used_is_told(name: str, given: Any, taken: Any) -> None:
    assert theme(**{name: given}) == {name: taken}


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("primaryColor", "#12345", "a colour such as"),
        ("backgroundColor", "red; background: url(//example.org)", "a colour such as"),
        ("baseFontSize", 0, "above zero"),
        ("baseFontWeight", 700, "from 100 to 600"),
        ("baseFontWeight", 425, "a multiple of 50"),
        ("metricValueFontSize", "10%", "px or rem"),
        ("paddingBottom", "-3px", "px or rem"),
        ("baseRadius", "round", "px or rem"),
        ("headingFontSizes", "huge", "px or rem"),
        ("chartSequentialColors", ["red"] * 9, "a list of 10 colours"),
        ("chartCategoricalColors", ["#nope"], "at least one"),
        ("fontFaces", [{"family": "A"}], "`url`"),
        ("font", "Inter; } body {", "without ; { } < >"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_word(
    name: str, given: Any, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert theme(**{name: given}) == {}
    assert f"theme.{name} must be " in caplog.text
    assert says in caplog.text


def test_each_section_has_its_keys() -> None:
    names = ("theme", "theme.sidebar", "theme.light", "theme.dark", "theme.light.sidebar", "theme.dark.sidebar")
    given = Config({f"{name}.primaryColor": "red" for name in names})
    assert theme_of(given).sections == {name: {"primaryColor": "red"} for name in names}


def test_style_sheets_of_typefaces_are_told_apart_from_their_names() -> None:
    made = theme_of(
        Config(
            {
                "theme.font": "Nunito:https://fonts.example.org/css2?family=Nunito:wght@400,700&display=swap, sans-serif",
                "theme.sidebar.font": "Nunito:https://fonts.example.org/css2?family=Nunito:wght@400,700&display=swap",
                "theme.codeFont": "'Space Mono':https://faces.example.net/mono.css",
                "theme.fontFaces": [
                    {"family": "A", "url": "https://cdn.example.com/a.woff2"},
                    {"family": "B", "url": "b.woff2"},
                ],
            }
        )
    )
    assert made.sections["theme"]["font"] == "Nunito, sans-serif"
    assert made.sections["theme.sidebar"]["font"] == "Nunito"
    assert made.sections["theme"]["codeFont"] == "'Space Mono'"
    assert made.sheets == [
        "https://fonts.example.org/css2?family=Nunito:wght@400,700&display=swap",
        "https://faces.example.net/mono.css",
    ]
    assert made.sheet_origins == ["https://fonts.example.org", "https://faces.example.net"]
    assert made.font_origins == ["https://cdn.example.com"]


FILE = """
[theme]
base = "dark"
primaryColor = "teal"
textColor = "white"
nonsense = 1
[theme.sidebar]
backgroundColor = "#123456"
baseFontSize = 12
[theme.dark.sidebar]
textColor = "yellow"
[server]
port = 1
"""


def test_a_theme_has_a_file_of_its_own(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "night.toml"
    file.write_text(FILE)
    sections = theme_of(Config({"theme.base": str(file), "theme.textColor": "silver"})).sections
    assert sections == {
        "theme": {"base": "dark", "primaryColor": "teal", "textColor": "silver"},
        "theme.sidebar": {"backgroundColor": "#123456"},
        "theme.dark.sidebar": {"textColor": "yellow"},
    }
    assert "theme.nonsense=1 is no part of a theme" in caplog.text
    assert "theme.sidebar.baseFontSize=12 is no part of a theme" in caplog.text


def test_the_file_may_stand_beside_the_folder_of_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[theme]\nbase = 'looks/night.toml'\n")
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "night.toml").write_text("[theme]\nprimaryColor = 'teal'\n")
    monkeypatch.chdir("/")
    assert theme_of(load(tmp_path / "app.py", environment={})).sections["theme"] == {"primaryColor": "teal"}


@pytest.fixture
def address() -> Iterator[str]:
    """A server of one theme."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/theme.toml" else 404)
            self.end_headers()
            self.wfile.write(FILE.encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_a_theme_is_fetched_from_its_address(address: str) -> None:
    assert theme(base=f"{address}/theme.toml")["primaryColor"] == "teal"


@pytest.mark.parametrize(
    "base", ["nowhere.toml", "{address}/nothing.toml", "{folder}/other.toml", "{folder}/broken.toml"]
)
def test_a_theme_that_cannot_be_had_is_said_and_the_rest_is_used(
    base: str, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "other.toml").write_text("[server]\nport = 1\n")
    (tmp_path / "broken.toml").write_text("[theme\n")
    assert theme(base=base.format(address=address, folder=tmp_path), primaryColor="red") == {"primaryColor": "red"}
    assert "theme.base" in caplog.text


def test_the_browser_is_told_anew_only_after_a_change() -> None:
    config = Config({"theme.primaryColor": "red"})
    browser = BrowserSettings(config)
    before = browser.digest
    assert browser.settings["theme"] == {"theme": {"primaryColor": "red"}}
    assert browser.settings is browser.settings
    config.set("client.showErrorDetails", "none")
    assert browser.digest == before
    config.set("client.toolbarMode", "minimal")
    assert browser.digest != before
    assert browser.settings["toolbar"] == "minimal"
