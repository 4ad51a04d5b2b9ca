"""Where settings come from, and what they may be."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import OPTIONS, Config, load
from rushlight.config.config import checked
from rushlight.errors import APIError, ConfigError


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folders of their own as home, working folder and folder of the script."""
    for name in ("home", "work", "app"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)
    yield tmp_path


def write(folder: Path, text: str, kind: str = ".streamlit") -> None:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / "config.toml").write_text(text)


def test_the_later_source_wins(homes: Path) -> None:
    script = homes / "app" / "app.py"
    seen = [load(script, environment={}).get("server.maxUploadSize")]
    for number, folder in enumerate(("home", "work", "app"), start=1):
        write(homes / folder, f"[server]\nmaxUploadSize = {number}\n")
        seen.append(load(script, environment={}).get("server.maxUploadSize"))
    write(homes / "app", "server.maxUploadSize = 4\n", ".rushlight")
    environment = {"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "5"}
    seen.append(load(script, environment={}).get("server.maxUploadSize"))
    seen.append(load(script, environment=environment).get("server.maxUploadSize"))
    environment["RUSHLIGHT_SERVER_MAX_UPLOAD_SIZE"] = "6"
    seen.append(load(script, environment=environment).get("server.maxUploadSize"))
    config = load(script, {"server.maxUploadSize": "7"}, environment)
    seen.append(config.get("server.maxUploadSize"))
    assert seen == [200, 1, 2, 3, 4, 5, 6, 7]
    assert config.source("server.maxUploadSize") == "command line"
    assert load(script, environment=environment).source("server.maxUploadSize").endswith("SIZE")


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("server.port", "8600", 8600),
        ("server.port", 8600.0, 8600),
        ("runner.fastReruns", "no", False),
        ("runner.connectionDefaultTTL", "1.5", 1.5),
        ("server.folderWatchList", "a, b", ["a", "b"]),
        ("server.folderWatchList", '["a", "b"]', ["a", "b"]),
        ("server.folderWatchList", ("a",), ["a"]),
        ("theme.chartCategoricalColors", "red, rgb(0, 90, 160)", ["red", "rgb(0, 90, 160)"]),
        ("theme.fontFaces", '[{"family": "A", "url": "a.woff2"}]', [{"family": "A", "url": "a.woff2"}]),
        ("theme.headingFontSizes", "2rem", "2rem"),
        ("theme.headingFontSizes", "3rem, 2rem", ["3rem", "2rem"]),
        ("theme.headingFontWeights", 600, 600),
        ("server.trustedUserHeaders", '{"X-User": "name"}', {"X-User": "name"}),
        ("server.maxCacheDataSize", 0, "0"),
        ("client.showErrorDetails", True, "true"),
        ("runner.enumCoercion", "NAMEONLY", "nameOnly"),
        ("theme.primaryColor", None, None),
    ],
)
def test_values_are_taken_as_their_type(name: str, given: Any, taken: Any) -> None:
    found = checked(OPTIONS[name], given, "a test")
    assert found == taken
    assert type(found) is type(taken)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("server.port", "many", "a whole number"),
        ("server.port", 1.5, "a whole number"),
        ("server.port", True, "a whole number"),
        ("runner.connectionDefaultTTL", "soon", "a number"),
        ("runner.fastReruns", "maybe", "true or false"),
        ("server.folderWatchList", 3, "a list"),
        ("server.trustedUserHeaders", "X-User", "a table"),
        ("theme.headingFontSizes", {"h1": "2rem"}, "a text, a number, or a list of them"),
        ("theme.primaryColor", ["red"], "a text"),
        ("client.toolbarMode", "loud", "auto, developer, viewer, minimal"),
    ],
)
def test_a_wrong_value_says_where_it_stands_and_what_is_allowed(name: str, given: Any, says: str) -> None:
    with pytest.raises(ConfigError) as error:
        checked(OPTIONS[name], given, "config.toml")
    text = str(error.value)
    assert text.startswith(f"config.toml: {name} must be ")
    assert says in text
    assert repr(given) in text


def test_a_file_that_is_no_toml_says_where(homes: Path) -> None:
    write(homes / "work", "[server\n")
    with pytest.raises(ConfigError, match=r"config\.toml cannot be read: .*line 1"):
        load()


def test_what_is_unknown_is_warned_of_with_the_nearest(homes: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(homes / "work", "[server]\nprot = 1\n[theme.dark]\nprimaryColour = 'red'\n")
    load(environment={"STREAMLIT_SERVER_HEADLES": "true", "STREAMLIT_RUN_TARGET": "a.py", "SERVER_PROT": "1"})
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 3
    assert "'server.prot'" in said[0]
    assert "Did you mean 'server.port'?" in said[0]
    assert "'theme.dark.primaryColor'" in said[1]
    assert "STREAMLIT_SERVER_HEADLES is no setting. Did you mean STREAMLIT_SERVER_HEADLESS?" in said[2]


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(RuntimeError, match=r"Did you mean 'server\.port'\?"):
        Config().get("server.prot")
    with pytest.raises(APIError, match="There is no setting"):
        Config().set("server.prot", 1)


def test_a_script_sets_only_what_it_may() -> None:
    config = Config()
    for name, value in (
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "viewer"),
        ("client.disableDataExport", True),
        ("client.showSidebarNavigation", False),
    ):
        config.set(name, value)
        assert config.get(name) == value
        assert config.source(name) == "the script"
    with pytest.raises(APIError, match=r"server\.port cannot be set by a script.*client\.toolbarMode"):
        config.set("server.port", 1)
    with pytest.raises(ConfigError, match="true or false"):
        config.set("client.disableDataExport", "perhaps")


@pytest.mark.parametrize(("variable", "headless"), [("DISPLAY", False), ("WAYLAND_DISPLAY", False), ("OTHER", True)])
def test_a_machine_without_display_is_headless(monkeypatch: pytest.MonkeyPatch, variable: str, headless: bool) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":0")
    assert Config().get("server.headless") is headless
    assert Config({"server.headless": not headless}).get("server.headless") is not headless


def test_the_port_that_is_shown_is_the_one_that_is_served() -> None:
    assert Config({"server.port": 9000}).get("browser.serverPort") == 9000
    assert Config({"server.port": 9000, "browser.serverPort": 80}).get("browser.serverPort") == 80


def test_changed_files_are_read_anew_and_listeners_told(homes: Path) -> None:
    write(homes / "work", "[theme]\nprimaryColor = 'red'\n[client]\ntoolbarMode = 'viewer'\n")
    config = load(None, {"server.port": "9000"}, {})
    told: list[set[str]] = []
    config.listen(told.append)
    assert config.reload() == set()
    write(homes / "work", "[theme]\nprimaryColor = 'blue'\n[server]\nport = 1\n")
    assert config.reload() == {"theme.primaryColor", "client.toolbarMode"}
    assert told == [{"theme.primaryColor", "client.toolbarMode"}]
    assert config.version == 1
    assert config.get("theme.primaryColor") == "blue"
    assert config.get("client.toolbarMode") == "auto"
    assert config.get("server.port") == 9000


def test_files_that_cannot_be_read_change_nothing(homes: Path) -> None:
    write(homes / "work", "[theme]\nprimaryColor = 'red'\n")
    config = load(environment={})
    write(homes / "work", "[theme]\nprimaryColor = \n")
    with pytest.raises(ConfigError):
        config.reload()
    assert config.get("theme.primaryColor") == "red"
    assert config.version == 0


def test_what_a_script_has_set_outlives_a_change_of_the_files(homes: Path) -> None:
    config = load(environment={})
    told: list[set[str]] = []
    config.listen(told.append)
    config.set("client.toolbarMode", "minimal")
    config.set("client.toolbarMode", "minimal")
    write(homes / "work", "[client]\ntoolbarMode = 'viewer'\n")
    config.reload()
    assert config.get("client.toolbarMode") == "minimal"
    assert told == [{"client.toolbarMode"}, {"client.toolbarMode"}]


def test_a_sensitive_value_is_not_in_the_message_of_its_error() -> None:
    with pytest.raises(ConfigError, match=r"server\.cookieSecret") as error:
        checked(OPTIONS["server.cookieSecret"], ["canary"], "config.toml")
    assert "canary" not in str(error.value)
