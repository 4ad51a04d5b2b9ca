"""The command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from rushlight.cli import main
from rushlight.cli.settings import split
from rushlight.cli.target import find_target
from rushlight.errors import ConfigError, ScriptError


def call(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rushlight", *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_settings_and_arguments_are_parted() -> None:
    flags, arguments = split(["--server.port", "9000", "--server.headless=true", "--", "--data", "x"])
    assert flags == {"server.port": "9000", "server.headless": "true"}
    assert arguments == ["--data", "x"]


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
