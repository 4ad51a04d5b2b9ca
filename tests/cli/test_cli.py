"""The command line."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import rushlight as st
from rushlight.cli import main
from rushlight.cli.settings import split
from rushlight.cli.target import find_target
from rushlight.errors import ConfigError, ScriptError


def call(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rushlight", *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_settings_and_arguments_are_parted() -> None:
    words = split(["--server.port", "9000", "app.py", "a", "--server.headless=true", "--", "--data", "x"])
    assert words.flags == {"server.port": "9000", "server.headless": "true"}
    assert words.before == ["app.py", "a"]
    assert words.after == ["--data", "x"]


def test_a_setting_that_is_a_list_is_given_several_times() -> None:
    words = split(["--server.folderWatchList", "a", "--server.folderWatchList=b"])
    assert words.flags == {"server.folderWatchList": ["a", "b"]}


@pytest.mark.parametrize("words", [["--server.port"], ["--server.port", "--", "1"]])
def test_a_setting_without_a_value_is_an_error(words: list[str]) -> None:
    with pytest.raises(ConfigError, match=r"--server\.port needs a value"):
        split(words)


def test_a_secret_may_not_stand_on_the_command_line() -> None:
    with pytest.raises(ConfigError, match="RUSHLIGHT_SERVER_COOKIE_SECRET"):
        split(["--server.cookieSecret", "x"])


def test_an_unknown_setting_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"server\.port"):
        split(["--server.prot", "1"])


@pytest.mark.parametrize("name", ["rushlight_app.py", "streamlit_app.py", "app.py"])
def test_a_folder_is_searched_for_its_app(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    assert find_target(str(tmp_path)) == tmp_path / name


@pytest.mark.parametrize("target", ["nowhere.py", "README.md", ".", "https://example.org/page"])
def test_a_bad_target_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("")
    with pytest.raises(ScriptError):
        find_target(target)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "nowhere.py"), "no file 'nowhere.py'"),
        (("run", "{script}", "--server.port", "many"), "a whole number"),
        (("run", "{script}", "--server.nothing", "1"), "There is no setting"),
        (("run", "{broken}"), "line 2"),
    ],
)
def test_an_error_of_the_user_is_one_line_without_a_traceback(
    tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    script, broken = tmp_path / "app.py", tmp_path / "broken.py"
    script.write_text("")
    broken.write_text("x = 1\ny = = 2\n")
    answer = call(*(word.format(script=script, broken=broken) for word in words))
    assert answer.returncode == 1
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr


def test_init_writes_an_app_and_never_overwrites(tmp_path: Path) -> None:
    runner = CliRunner()
    first = runner.invoke(main, ["init", str(tmp_path / "new")])
    assert first.exit_code == 0, first.output
    assert (tmp_path / "new" / "app.py").exists()
    second = runner.invoke(main, ["init", str(tmp_path / "new")])
    assert second.exit_code == 1
    assert "already" in second.output


def test_config_show_lists_settings_and_where_they_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSHLIGHT_SERVER_COOKIE_SECRET", "hidden-value")
    output = CliRunner().invoke(main, ["config", "show"]).output
    assert "[server]" in output
    assert "RUSHLIGHT_SERVER_COOKIE_SECRET" in output
    assert "hidden-value" not in output


def test_config_show_takes_settings_too() -> None:
    output = CliRunner().invoke(main, ["config", "show", "--server.port", "99"]).output
    assert "(set by command line)\nport = 99" in output
    assert "[theme.dark.sidebar]" not in output
    assert "[theme.dark.sidebar]" in CliRunner().invoke(main, ["config", "show", "--all"]).output


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any], list[str]]]:
    """What `run` would serve."""
    served: list[tuple[Path, dict[str, Any], list[str]]] = []
    monkeypatch.setattr(sys.modules["rushlight.cli.main"], "launch", lambda *given: served.append(given))
    return served


@pytest.mark.parametrize(
    ("words", "flags", "arguments"),
    [
        (["app.py"], {}, []),
        (["--server.port", "1", "app.py"], {"server.port": "1"}, []),
        (["app.py", "--server.port=1", "x", "--", "--server.port", "y"], {"server.port": "1"}, ["x", "--server.port", "y"]),
        (["app.py", "--", "--help"], {}, ["--help"]),
        (["old.py3", "--theme.base", "dark"], {"theme.base": "dark"}, []),
    ],
)  # fmt: skip
def test_run_takes_a_target_settings_and_arguments(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    launched: list[Any],
    words: list[str],
    flags: dict[str, Any],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("app.py", "old.py3"):
        (tmp_path / name).write_text("")
    answer = CliRunner().invoke(main, ["run", *words])
    assert answer.exit_code == 0, answer.output
    ((script, given, rest),) = launched
    assert script.name == next(word for word in words if word.endswith((".py", ".py3")))
    assert (given, rest) == (flags, arguments)


@pytest.mark.parametrize("variable", ["STREAMLIT_RUN_TARGET", "RUSHLIGHT_RUN_TARGET"])
def test_the_environment_may_name_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, launched: list[Any], variable: str
) -> None:
    (tmp_path / "other.py").write_text("")
    monkeypatch.setenv(variable, str(tmp_path / "other.py"))
    CliRunner().invoke(main, ["run", "--server.headless", "true"])
    assert launched[0][:2] == (tmp_path / "other.py", {"server.headless": "true"})
    (tmp_path / "app.py").write_text("")
    CliRunner().invoke(main, ["run", str(tmp_path)])
    assert launched[1][0] == tmp_path / "app.py"


def test_the_level_of_the_log_is_taken_in_its_old_place(tmp_path: Path, launched: list[Any]) -> None:
    (tmp_path / "app.py").write_text("")
    CliRunner().invoke(main, ["--log_level", "debug", "run", str(tmp_path)])
    CliRunner().invoke(main, ["hello", "--server.port", "1"])
    assert launched[0][1] == {"logger.level": "debug"}
    assert launched[1][1] == {"server.port": "1"}
    assert launched[1][0].parent.name == "gallery"


def test_a_target_is_fetched_from_its_address(tmp_path: Path, launched: list[Any]) -> None:
    source = b"import rushlight as st\n"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/folder/fetched.py" else 404)
            self.end_headers()
            self.wfile.write(source)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        answer = CliRunner().invoke(main, ["run", f"{base}/folder/fetched.py"])
        assert f"Fetched {base}/folder/fetched.py" in answer.output
        script = launched[0][0]
        assert (script.name, script.read_bytes()) == ("fetched.py", source)
        missing = CliRunner().invoke(main, ["run", f"{base}/none.py"])
        assert missing.exit_code == 1
        assert "cannot be loaded" in missing.output
    finally:
        server.shutdown()


@pytest.mark.parametrize("name", ["slider", "st.slider", "streamlit.slider", "rushlight.slider", "slider()"])
def test_a_command_is_looked_up(name: str) -> None:
    output = CliRunner().invoke(main, ["docs", name]).output
    assert output.startswith("st.slider(label, min_value=None, max_value=None")
    assert "Args:" in output
    assert "Example:" in output


def test_inner_names_and_modules_are_looked_up() -> None:
    assert (
        "st.column_config.NumberColumn(label=None"
        in CliRunner().invoke(main, ["docs", "column_config.NumberColumn"]).output
    )
    assert "  NumberColumn  Show numbers." in CliRunner().invoke(main, ["docs", "column_config"]).output
    missing = CliRunner().invoke(main, ["docs", "slidr"])
    assert missing.exit_code == 1
    assert "Did you mean 'slider'?" in missing.output


def test_all_commands_are_listed_with_what_they_are_for() -> None:
    lines = CliRunner().invoke(main, ["docs"]).output.splitlines()
    assert {line.split()[0] for line in lines} == set(vars(st)["__all__"]) - {"__version__"}
    assert any(line.startswith("slider ") and len(line) > 40 for line in lines)


def test_nothing_has_to_be_activated_and_no_skills_installed() -> None:
    assert "nothing to activate" in CliRunner().invoke(main, ["activate"]).output
    assert "nothing to activate" in CliRunner().invoke(main, ["activate", "reset"]).output
    assert "rushlight docs" in CliRunner().invoke(main, ["skills", "-g", "-y"]).output


def test_the_cache_on_disk_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "no cache" in CliRunner().invoke(main, ["cache", "clear"]).output
    (tmp_path / "kept.py").write_text(
        "import rushlight as st\n@st.cache_data(persist='disk')\ndef f(): return 1\nf()\n"
    )
    subprocess.run([sys.executable, "kept.py"], check=True, capture_output=True, timeout=60)
    assert "Deleted" in CliRunner().invoke(main, ["cache", "clear"]).output


def test_the_version_and_the_help() -> None:
    assert CliRunner().invoke(main, ["version"]).output.startswith("Rushlight ")
    assert "rushlight run app.py" in CliRunner().invoke(main, ["--help"]).output


def test_a_script_without_a_server_draws_nothing_and_says_how_to_run_it(tmp_path: Path) -> None:
    script = tmp_path / "bare.py"
    script.write_text(
        "import rushlight as st\n"
        "st.write('x'); n = st.slider('n', 0, 10, 4)\n"
        "with st.sidebar: st.text('y')\n"
        "a, b = st.columns(2); a.metric('m', 1)\n"
        "st.session_state.k = 1\n"
        "print(n, st.session_state.k, st.button('b'))\n"
    )
    answer = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)
    assert answer.stdout == "4 1 False\n"
    assert answer.stderr.count("rushlight run") == 1
    quiet = {**os.environ, "STREAMLIT_GLOBAL_SHOW_WARNING_ON_DIRECT_EXECUTION": "false"}
    command = [sys.executable, str(script)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=quiet)
    assert (answer.stdout, answer.stderr) == ("4 1 False\n", "")
