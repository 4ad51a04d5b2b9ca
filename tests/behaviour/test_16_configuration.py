"""§16: configuration, by sentence."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import websockets

from rushlight import log
from rushlight.config import OPTIONS, Config, load
from rushlight.config.config import environment_name
from rushlight.config.login import login_settings
from rushlight.config.options import THEME_SECTIONS
from rushlight.config.theme import theme_of
from rushlight.errors import ConfigError
from rushlight.server.serve import options
from rushlight.wire.messages import MAX_MESSAGE_BYTES
from tests.behaviour.tab import App, Tab
from tests.server.running import Tab as SocketTab
from tests.server.running import running

Show = Callable[..., Tab]
TESTS = Path(__file__).parents[1]
FACTS: list[dict[str, Any]] = json.loads((TESTS / "config" / "options.json").read_text(encoding="utf-8"))
ENVIRONMENT: dict[str, str] = {fact["key"]: fact["env"] for fact in FACTS}
SIZE = "server.maxUploadSize"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script of an app, with folders of their own as home and working folder."""
    for name in ("home", "work", "app"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "app" / "app.py"


def put(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "config.toml").write_text(text, encoding="utf-8")


# --- where settings come from -----------------------------------------------------------------------------------------


def test_16_1_the_later_source_wins(script: Path) -> None:
    def now(flags: dict[str, Any] | None = None, **environment: str) -> Any:
        return load(script, flags, environment).get(SIZE)

    root = script.parent.parent
    seen = [now()]
    for number, name in enumerate(("home", "work", "app"), start=1):
        put(root / name, f"[server]\nmaxUploadSize = {number}\n")
        seen.append(now())
    seen.append(now(STREAMLIT_SERVER_MAX_UPLOAD_SIZE="4"))
    seen.append(now({SIZE: "5"}, STREAMLIT_SERVER_MAX_UPLOAD_SIZE="4"))
    assert seen == [200, 1, 2, 3, 4, 5]


def test_16_1b_sources_are_merged_setting_by_setting(script: Path) -> None:
    root = script.parent.parent
    put(root / "home", "[server]\nport = 1\nmaxUploadSize = 1\n[theme]\nbase = 'dark'\n")
    put(root / "app", "[server]\nmaxUploadSize = 2\n")
    config = load(script, {}, {})
    assert [config.get(name) for name in ("server.port", SIZE, "theme.base")] == [1, 2, "dark"]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["key"])
def test_16_2_every_setting_has_its_name_in_the_environment(script: Path, fact: dict[str, Any]) -> None:
    option = OPTIONS[fact["key"]]
    text = {"bool": "true", "int": "7", "float": "2.5", "list": "a, b", "values": "5", "table": '{"a": "b"}'}
    taken = {"bool": True, "int": 7, "float": 2.5, "list": ["a", "b"], "values": "5", "table": {"a": "b"}}
    given = option.choices[-1] if option.choices else text.get(option.type, "word")
    config = load(script, {}, {fact["env"]: given})
    assert config.get(fact["key"]) == (given if option.type == "str" else taken[option.type])


def test_16_3_lists_are_separated_by_commas_in_the_environment_and_repeated_as_flags(script: Path) -> None:
    from rushlight.cli.settings import split

    config = load(script, {}, {"STREAMLIT_SERVER_FOLDER_WATCH_LIST": "/a,/b"})
    assert config.get("server.folderWatchList") == ["/a", "/b"]
    flags = split(["--server.folderWatchList", "/a", "--server.folderWatchList", "/b"]).flags
    assert load(script, flags, {}).get("server.folderWatchList") == ["/a", "/b"]


# --- scripts ----------------------------------------------------------------------------------------------------------


def test_16_4_get_option_tells_every_setting(show: Show) -> None:
    keys = [fact["key"] for fact in FACTS]
    tab = show(f"for key in {keys!r}:\n    st.session_state[key] = st.get_option(key)", **{SIZE: 3})
    assert tab.errors == []
    assert tab[SIZE] == 3
    assert [key for key in keys if tab[key] != tab.app.host.app.config.get(key)] == []


def test_16_4b_a_name_that_is_none_is_an_error(show: Show) -> None:
    assert show("st.get_option('server.prt')").errors == ["ConfigError"]


SCRIPTABLE = {
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.showSidebarNavigation": False,
}


@pytest.mark.parametrize("key", SCRIPTABLE)
def test_16_5_set_option_changes_the_few_that_a_script_may(show: Show, key: str) -> None:
    value = SCRIPTABLE[key]
    tab = show(f"st.set_option({key!r}, {value!r})\nst.session_state.got = st.get_option({key!r})")
    assert tab["got"] == value


def test_16_5b_all_others_raise(show: Show) -> None:
    allowed = {fact["key"] for fact in FACTS if fact.get("scriptable")}
    assert allowed >= SCRIPTABLE.keys()
    others = [option.name for option in OPTIONS.values() if option.name not in allowed]
    tab = show(f"""
    refused = []
    for key in {others!r}:
        try:
            st.set_option(key, st.get_option(key))
        except st.errors.APIError:
            refused.append(key)
    st.session_state.refused = refused
    """)
    assert tab["refused"] == others


# --- the theme --------------------------------------------------------------------------------------------------------

THEME = {
    "bool": True, "int": 300, "base": "dark", "font": "serif", "headingFont": "serif", "codeFont": "monospace",
    "baseRadius": "full", "buttonRadius": "2px", "fontFaces": [{"family": "A", "url": "a.woff2"}],
    "headingFontSizes": ["3rem", "2rem"], "headingFontWeights": 700, "metricValueFontSize": "2rem",
    "codeFontSize": "14px", "paddingTop": "1rem", "paddingBottom": "0px", "chartCategoricalColors": ["red", "#00f"],
    "chartSequentialColors": ["red"] * 10, "chartDivergingColors": ["blue"] * 10,
}  # fmt: skip
"""What keys of a theme may be; colours are `teal`."""


@pytest.mark.parametrize("section", THEME_SECTIONS)
def test_16_6_each_section_of_the_theme_has_its_keys(script: Path, section: str) -> None:
    facts = [fact["key"] for fact in FACTS if fact["key"].rpartition(".")[0] == section]
    assert facts
    for key in facts:
        option, name = OPTIONS[key], key.rpartition(".")[2]
        value = THEME.get(name, THEME.get(option.type, "teal"))
        told = theme_of(load(script, {key: value}, {})).sections
        assert told == {section: {name: value}}, key


def test_16_6b_a_file_has_the_sections_as_tables(script: Path) -> None:
    lines = [
        f"[{section}]\nprimaryColor = '#{number}{number}{number}'" for number, section in enumerate(THEME_SECTIONS)
    ]
    put(script.parent, "\n".join(lines))
    told = theme_of(load(script, {}, {})).sections
    assert [told[section]["primaryColor"] for section in THEME_SECTIONS] == [f"#{n}{n}{n}" for n in range(6)]


def test_16_6c_the_browser_uses_every_key() -> None:
    frontend = TESTS.parent / "frontend" / "src"
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in frontend.rglob("*.ts*") if ".test." not in path.name
    )
    keys = {fact["key"].rpartition(".")[2] for fact in FACTS if fact["key"].startswith("theme.")}
    colours = {f"{name}{part}" for name in NAMED for part in ("Color", "BackgroundColor", "TextColor")}
    assert colours <= keys
    assert [key for key in sorted(keys - colours) if key not in source] == []
    assert all(f"${{name}}{part}" in source for part in ("Color", "BackgroundColor", "TextColor"))


NAMED = ("red", "orange", "yellow", "blue", "green", "violet", "gray")


def test_16_7_the_base_may_be_a_file_and_the_settings_go_over_it(script: Path) -> None:
    (script.parent / "brand.toml").write_text("[theme]\nbase = 'dark'\nprimaryColor = 'teal'\ntextColor = 'gray'\n")
    put(script.parent, "[theme]\nbase = 'brand.toml'\ntextColor = 'white'\n")
    told = theme_of(load(script, {}, {})).sections["theme"]
    assert told == {"base": "dark", "primaryColor": "teal", "textColor": "white"}


# --- all of them ------------------------------------------------------------------------------------------------------


def test_16_8_there_are_all_settings() -> None:
    assert len({fact["key"] for fact in FACTS} & OPTIONS.keys()) == 367


def test_16_8b_every_setting_that_does_something_has_a_test_that_names_it() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    named = {name.replace("__", ".") for name in re.findall(r"\b[a-z]+(?:\.|__)\w+", tests)}
    idle = {option.name for option in OPTIONS.values() if option.help.startswith("Accepted and without effect")}
    shown = {option.name for option in OPTIONS.values() if not option.hidden and not option.section.startswith("theme")}
    assert sorted(shown - idle - named) == []


def test_16_8c_what_has_no_effect_says_so() -> None:
    """Each of these only concerns how Streamlit works inside, or sends figures that are never sent here."""
    idle = [option.name for option in OPTIONS.values() if option.help.startswith("Accepted and without effect")]
    assert sorted(idle) == [
        "browser.gatherUsageStats",
        "global.maxCachedMessageAge",
        "global.minCachedMessageSize",
        "logger.enableRich",
        "runner.postScriptGC",
        "server.showEmailPrompt",
    ]


def test_16_8d_defaults_are_those_of_the_facts_but_for_the_few_that_differ_on_purpose() -> None:
    different = {
        fact["key"] for fact in FACTS if OPTIONS[fact["key"]].default != ast.literal_eval(fact["default"])
    }  # fmt: skip
    assert different == {"logger.level", "client.allowedOrigins", "server.runOnSave", "browser.gatherUsageStats"}


# --- what they do -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shown", "times"), [("true", 1), ("false", 0)])
def test_16_9_a_script_that_python_starts_is_warned_of(tmp_path: Path, shown: str, times: int) -> None:
    (tmp_path / "bare.py").write_text("import rushlight as st\nst.text('a')\nst.text('b')\n")
    environment = {ENVIRONMENT["global.showWarningOnDirectExecution"]: shown, "PYTHONPATH": ":".join(sys.path)}
    answer = subprocess.run(
        [sys.executable, "bare.py"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer.stderr.count("rushlight run") == times


@pytest.mark.parametrize(("disabled", "times"), [(False, 1), (True, 0)])
def test_16_9b_a_widget_with_two_values_is_warned_of(
    show: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, disabled: bool, times: int
) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)
    show(
        "st.session_state.n = 2\nst.slider('n', 0, 9, 5, key='n')",
        **{"global.disableWidgetStateDuplicationWarning": disabled},
    )
    assert len([each for each in caplog.records if "'n'" in each.getMessage()]) == times


def test_16_10_the_log_has_its_level_and_format(capsys: pytest.CaptureFixture[str]) -> None:
    config = Config({"logger.level": "warning", "logger.messageFormat": "%(levelname)s-%(message)s"})
    loggers = [logging.getLogger(name) for name in ("rushlight", "uvicorn")]
    before = [(each, each.level, each.handlers[:], each.propagate) for each in loggers], logging.lastResort
    try:
        log.set_up(config.get("logger.level"), config.get("logger.messageFormat"))
        log.logger("some").info("quiet")
        log.logger("some").warning("loud")
        assert capsys.readouterr().err == "WARNING-loud\n"
    finally:
        for each, level, handlers, propagate in before[0]:
            each.setLevel(level)
            each.handlers[:] = handlers
            each.propagate = propagate
        logging.lastResort = before[1]


@pytest.mark.parametrize(
    ("details", "seen"),
    [
        ("full", ("ValueError", "secret", True)),
        ("stacktrace", ("ValueError", None, True)),
        ("type", ("ValueError", None, False)),
        ("none", (None, None, False)),
    ],
)
def test_16_10b_visitors_see_of_errors_what_the_settings_say(show: Show, details: str, seen: tuple[Any, ...]) -> None:
    tab = show("raise ValueError('sec' + 'ret')", **{"client.showErrorDetails": details})
    props = tab.one("exception").props
    name, message, has_trace = seen
    assert ("ValueError" in str(props)) is (name is not None)
    assert ("secret" in str(props)) is (message is not None)
    assert bool(props.get("stack")) is has_trace


@pytest.mark.parametrize(
    ("setting", "value", "told", "shown"),
    [
        ("client.toolbarMode", "viewer", "toolbar", "viewer"),
        ("client.showErrorLinks", "false", "error_links", "false"),
        ("server.maxUploadSize", 5, "max_upload_size", 5),
        ("server.runOnSave", False, "run_on_save", False),
        ("ui.hideTopBar", True, "top_bar", False),
    ],
)
def test_16_10c_the_browser_is_told_of_what_concerns_it(setting: str, value: Any, told: str, shown: Any) -> None:
    from rushlight.config.browser import BrowserSettings

    assert BrowserSettings(Config()).settings[told] != shown
    assert BrowserSettings(Config({setting: value})).settings[told] == shown


def test_16_10d_tables_are_not_offered_as_files_where_that_is_off(show: Show) -> None:
    assert show("st.dataframe([1])", **{"client.disableDataExport": True}).one("dataframe").props["can_export"] is False


def test_16_10e_the_folder_of_pages_is_not_listed_where_that_is_off(show: Show) -> None:
    files = {"pages/one.py": ""}
    assert show("", files).root.props.get("navigation_position", "sidebar") == "sidebar"
    assert show("", files, **{"client.showSidebarNavigation": False}).root.props["navigation_position"] == "hidden"


def test_16_11_magic_and_what_it_shows(start: Callable[..., App]) -> None:
    def shown(source: str, **settings: bool) -> list[str]:
        app = start("", **{name.replace("__", "."): value for name, value in settings.items()})
        (app.folder / "app.py").write_text(source, encoding="utf-8")
        return [node.props["body"] for node in app.open().nodes("markdown")]

    source = "'Title'\n1\nlen('abc')"
    assert shown(source) == ["`1`"]
    assert shown(source, runner__magicEnabled=False) == []
    assert shown(source, magic__displayRootDocString=True) == ["Title", "`1`"]
    assert shown(source, magic__displayLastExprIfNoSemicolon=True) == ["`1`", "`3`"]
    assert shown(f"{source};", magic__displayLastExprIfNoSemicolon=True) == ["`1`"]


def test_16_11b_the_lifetime_of_connections_that_are_given_none(show: Show) -> None:
    source = """
    from rushlight.connections import BaseConnection
    class Own(BaseConnection):
        def _connect(self, **kwargs):
            return object()
    first, again = st.connection("own", Own)._instance, st.connection("own", Own)._instance
    st.text(str(first is again))
    """
    assert show(source).texts == ["True"]
    assert show(source, **{"runner.connectionDefaultTTL": 0}).texts == ["False"]


# --- the server -------------------------------------------------------------------------------------------------------

SCRIPT = "import rushlight as st\nst.text_input('t')\nst.file_uploader('f')\nst.text('shown')"


def test_16_12_messages_of_browsers_have_a_size(tmp_path: Path) -> None:
    async def sends(url: str, size: int) -> bool:
        tab = await SocketTab.open(url)
        try:
            await tab.until_kind("text_input")
            await tab.change("text_input", "x" * size)
            while tab.acked == 0:
                await tab.receive()
        except websockets.ConnectionClosed as closed:
            assert closed.rcvd is not None
            assert closed.rcvd.code == 1009
            return False
        finally:
            await tab.socket.close()
        return True

    # The server of the tests takes the size from the settings as `rushlight run` does.
    assert options(Config({"server.maxWidgetStateSize": 1}))["ws_max_size"] == 1 << 20
    # What is longer goes by HTTP, as far as the setting allows (tests/server/test_long_messages.py).
    assert options(Config({"server.maxWidgetStateSize": 3}))["ws_max_size"] == MAX_MESSAGE_BYTES
    with running(tmp_path, SCRIPT) as server:
        assert asyncio.run(sends(server.socket, 1 << 20))
        assert not asyncio.run(sends(server.socket, 3 << 20))


def test_16_12b_sockets_are_pinged_and_compressed_as_the_settings_say() -> None:
    usual = options(Config())
    assert (usual["ws_ping_interval"], usual["ws_per_message_deflate"]) == (25, False)
    other = options(Config({"server.websocketPingInterval": 7, "server.enableWebsocketCompression": True}))
    assert (other["ws_ping_interval"], other["ws_ping_timeout"], other["ws_per_message_deflate"]) == (7, 7, True)


def test_16_12c_one_address_has_so_many_connections(tmp_path: Path) -> None:
    async def opened(url: str) -> int:
        tabs: list[SocketTab] = []
        try:
            for _ in range(3):
                tabs.append(await SocketTab.open(url, additional_headers={"x-forwarded-for": "192.0.2.7"}))
        except (websockets.ConnectionClosed, websockets.InvalidStatus):
            pass
        finally:
            for tab in tabs:
                await tab.socket.close()
        return len(tabs)

    proxies = ["127.0.0.1"]
    with running(tmp_path, SCRIPT, server__trustedProxies=proxies, server__maxConnectionsPerAddress=2) as server:
        assert asyncio.run(opened(server.socket)) == 2
    with running(tmp_path, SCRIPT, server__trustedProxies=proxies, server__maxConnectionsPerAddress=0) as server:
        assert asyncio.run(opened(server.socket)) == 3


def test_16_12d_an_app_stands_below_its_path(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__baseUrlPath="/some/path/") as server:
        assert server.get("/_stcore/health").status == 404
        assert server.get("/some/path/_stcore/health").status == 200
        assert b'<base href="/some/path/">' in server.get("/some/path/page").body


def test_16_13_the_address_that_is_shown() -> None:
    import socket

    from rushlight.server.serve import address

    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        assert address(Config(), sock) == f"http://localhost:{sock.getsockname()[1]}"
        shown = Config({"browser.serverAddress": "app.example.org", "browser.serverPort": 80})
        assert address(shown, sock) == "http://app.example.org"


def test_16_13b_secrets_are_in_the_files_that_are_named(tmp_path: Path) -> None:
    from rushlight.config.secrets import Secrets

    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(f"who = '{name}'\n{name} = 1\n")
    files = [str(tmp_path / "a.toml"), str(tmp_path / "b.toml")]
    secrets = Secrets(Config({"secrets.files": files}), tmp_path / "app.py")
    assert dict(secrets) == {"who": "b", "a": 1, "b": 1}


def test_16_13c_what_secret_managers_said_has_a_lifetime(monkeypatch: pytest.MonkeyPatch) -> None:
    from rushlight.config import secrets

    lifetimes: list[float] = []
    monkeypatch.setattr(secrets, "HeldSecrets", lambda _, lifetime: lifetimes.append(lifetime))
    secrets.Secrets(Config({"secrets.ttl": 7}), Path("app.py"))
    secrets.Secrets(Config(), Path("app.py"))
    assert lifetimes == [7, 300]


def test_16_13d_who_may_log_in_and_for_how_long(tmp_path: Path) -> None:
    (tmp_path / "people").write_text("ada:$2y$05$abc\n", encoding="utf-8")
    given = {"login.htpasswd": "people", "login.passwords": "guests", "login.idleHours": 2, "login.maxDays": 3}
    given["login.endedFolder"] = "ended"
    settings = login_settings(Config(given), {"guests": {"eve": "x"}}, tmp_path)
    assert (settings.htpasswd, settings.plain) == (tmp_path / "people", {"eve": "x"})
    assert (settings.idle_seconds, settings.most_seconds) == (2 * 3600, 3 * 86400)
    assert settings.ended == tmp_path / "ended"


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("theme.base", "purple.toml"), ("theme.primaryColor", "no colour"), ("theme.baseFontSize", 0),
        ("theme.baseFontWeight", 725), ("theme.headingFontWeights", 1000), ("theme.baseRadius", "round"),
        ("theme.paddingTop", "2 apples"), ("theme.chartSequentialColors", ["red"]), ("theme.font", "a; b {}"),
    ],
)  # fmt: skip
def test_16_14_a_theme_has_no_defaults_and_what_makes_no_sense_is_left_out(script: Path, key: str, bad: Any) -> None:
    assert all(OPTIONS[fact["key"]].default is None for fact in FACTS if fact["key"].startswith("theme."))
    assert theme_of(load(script, {key: bad}, {})).sections == {}


def test_16_15_a_value_that_a_setting_cannot_have_names_its_source(script: Path) -> None:
    put(script.parent, "[server]\nport = 'many'\n")
    with pytest.raises(ConfigError, match=r"config\.toml: server\.port must be a whole number; given: 'many'"):
        load(script, {}, {})
    assert environment_name(OPTIONS["server.sslCertFile"]) == "SERVER_SSL_CERT_FILE"
