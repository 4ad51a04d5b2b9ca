"""What lies below maps, and whom they may ask."""

from __future__ import annotations

from typing import Any

import pytest

from rushlight.config import OPTIONS, Config, maps
from rushlight.config.config import checked
from rushlight.errors import ConfigError

STYLE = "https://tiles.example.org/style.json"
TILES = "https://{s}.example.org/{z}/{x}/{y}.png"


def config(style: str | None = None, *hosts: str) -> Config:
    return Config({"map.style": style, "map.hosts": list(hosts)})


def test_by_default_nobody_is_asked() -> None:
    assert maps.hosts(Config()) == []
    assert maps.base(Config()) == maps.LAND
    assert maps.base(Config(), STYLE) == maps.LAND
    assert maps.base(None, STYLE) == maps.LAND


@pytest.mark.parametrize(
    ("style", "hosts"),
    [
        (STYLE, ["https://tiles.example.org"]),
        (TILES, ["https://*.example.org"]),
        ("http://localhost:8080/{z}/{x}/{y}.png", ["http://localhost:8080"]),
        ("https://tiles-{s}.example.org/{z}/{x}/{y}", ["https://*.example.org"]),
        ("mapbox://styles/mapbox/streets-v12", ["https://api.mapbox.com"]),
        ("app/static/style.json", []),
        ("https://a.org; script-src *", []),
    ],
)
def test_the_host_of_the_style_may_be_asked(style: str, hosts: list[str]) -> None:
    assert maps.hosts(config(style)) == hosts


def test_more_hosts_may_be_asked_once_each() -> None:
    found = maps.hosts(config(STYLE, "*.example.com", "http://localhost:9/", "tiles.example.org"))
    assert found == ["https://tiles.example.org", "https://*.example.com", "http://localhost:9"]


def test_the_style_of_the_settings_is_for_all_maps() -> None:
    assert maps.base(config(STYLE)) == STYLE
    assert maps.base(config(TILES), "https://elsewhere.org/style.json") == TILES
    assert maps.base(config("app/static/style.json")) == "app/static/style.json"


@pytest.mark.parametrize(
    ("host", "is_taken"),
    [("tiles.example.org", True), ("*.example.org", True), ("*.org", True), ("example.org", False), ("*.ample.org", False)],
)  # fmt: skip
def test_a_style_is_taken_from_hosts_that_are_named(host: str, is_taken: bool) -> None:
    assert (maps.base(config(None, host), STYLE) == STYLE) is is_taken


@pytest.mark.parametrize("style", ["satellite", "", None, 5, "//example.org/style.json", "javascript:alert(1)/x.json"])
def test_what_is_no_address_is_no_style(style: Any) -> None:
    assert maps.base(config(), style) == maps.LAND


def test_styles_of_mapbox_need_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPBOX_API_KEY", raising=False)
    style = "mapbox://styles/mapbox/light-v11"
    assert maps.base(config(style)) == maps.LAND
    address = "https://api.mapbox.com/styles/v1/mapbox/light-v11/tiles/512/{z}/{x}/{y}?access_token="
    assert maps.base(config(style), key="a&b") == f"{address}a%26b"
    monkeypatch.setenv("MAPBOX_API_KEY", "pk")
    assert maps.base(config(style)) == f"{address}pk"


def test_a_style_in_full_may_name_only_hosts_that_may_be_asked() -> None:
    style = {"version": 8, "sources": {"a": {"type": "raster", "tiles": ["https://tiles.example.org/{z}/{x}/{y}.png"]}}}
    assert maps.base(config(), style) == maps.LAND
    assert maps.base(config(None, "tiles.example.org"), style).startswith("{")
    assert maps.base(config(), {"version": 8, "sources": {}}).startswith("{")


@pytest.mark.parametrize("host", ["'self'", "a.org; script-src *", "a.org b.org", "*", "ftp://a.org", "a.org/path", ""])
def test_what_is_no_host_is_refused_when_settings_are_read(host: str) -> None:
    with pytest.raises(ConfigError, match=r"map\.hosts.*\*\.example\.org"):
        checked(OPTIONS["map.hosts"], [host], "config.toml")


def test_hosts_are_taken_as_a_list_or_a_text() -> None:
    assert checked(OPTIONS["map.hosts"], "*.a.org, b.org:80", "x") == ["*.a.org", "b.org:80"]
