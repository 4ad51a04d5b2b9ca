"""§17: the command line, by sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import rushlight as st
from rushlight.cli import main
from rushlight.config import OPTIONS, Config
from rushlight.errors import ConfigError
from rushlight.server.listen import announce, bind
from tests.server.running import Process, process

SCRIPT = "import sys\nimport rushlight as st\nst.text(' '.join([__name__, *sys.argv[1:]]))\n"


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any], list[str]]]:
    """What `run` would serve."""
    served: list[tuple[Path, dict[str, Any], list[str]]] = []
    monkeypatch.setattr(sys.modules["rushlight.cli.main"], "launch", lambda *given: served.append(given))
    return served


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(main, words)


# --- what is run ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["."], ["streamlit_app.py"]])
def test_17_1_the_target_is_a_script_or_the_folder_of_one(folder: Path, launched: list[Any], words: list[str]) -> None:
    (folder / "streamlit_app.py").write_text("")
    assert call("run", *words).exit_code == 0
    assert launched[0][0] == folder / "streamlit_app.py"


@pytest.mark.parametrize("name", ["app.txt", "app", "none.py"])
def test_17_1b_what_is_no_script_is_one_line_of_error(folder: Path, launched: list[Any], name: str) -> None:
    (folder / "app.txt").write_text("")
    answer = call("run", name)
    assert (answer.exit_code, launched) == (1, [])
    assert answer.output.startswith("Error: ")
    assert len(answer.output.splitlines()) == 1


@pytest.mark.parametrize("ending", [".py", ".py3"])
def test_17_1c_its_name_ends_in_py_or_py3(folder: Path, launched: list[Any], ending: str) -> None:
    (folder / f"one{ending}").write_text("")
    assert call("run", f"one{ending}").exit_code == 0
    assert launched[0][0].name == f"one{ending}"


def test_17_1d_the_environment_may_name_it(folder: Path, launched: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "one.py").write_text("")
    monkeypatch.setenv("STREAMLIT_RUN_TARGET", "one.py")
    call("run")
    assert launched[0][0].name == "one.py"


def test_17_2_settings_stand_anywhere_and_arguments_after_two_dashes(folder: Path, launched: list[Any]) -> None:
    (folder / "a.py").write_text("")
    call("run", "--server.port", "1", "a.py", "--theme.base=dark", "--", "--server.port", "x")
    assert launched[0][1:] == ({"server.port": "1", "theme.base": "dark"}, ["--server.port", "x"])


@pytest.mark.parametrize(
    "option", [each for each in OPTIONS.values() if not each.sensitive], ids=lambda each: each.name
)
def test_17_2b_every_setting_is_a_flag(folder: Path, launched: list[Any], option: Any) -> None:
    (folder / "a.py").write_text("")
    assert call("run", "a.py", f"--{option.name}", "5").exit_code == 0
    assert launched[0][1] == {option.name: ["5"] if option.type == "list" else "5"}


@pytest.mark.parametrize("option", [each for each in OPTIONS.values() if each.sensitive], ids=lambda each: each.name)
def test_17_2c_but_for_secrets(folder: Path, launched: list[Any], option: Any) -> None:
    (folder / "a.py").write_text("")
    answer = call("run", "a.py", f"--{option.name}", "hush")
    assert (answer.exit_code, launched) == (1, [])
    assert "hush" not in answer.output


def test_17_3_a_script_that_makes_an_app_is_served_as_that(folder: Path) -> None:
    (folder / "page.py").write_text(SCRIPT)
    (folder / "run_me.py").write_text(
        "import rushlight as st\n"
        "from starlette.responses import PlainTextResponse\n"
        "from starlette.routing import Route\n"
        "other = st.App('page.py')\n"
        "app = st.App('page.py', routes=[Route('/mine', lambda request: PlainTextResponse('my own route'))])\n"
    )
    with process(folder / "run_me.py") as server:
        assert server.get("/mine").body == b"my own route"
        assert server.get("/_stcore/health").body == b"ok"


def test_17_4_a_script_sees_its_arguments_and_is_the_main_module(folder: Path) -> None:
    from rushlight.testing import AppTest

    (folder / "app.py").write_text(SCRIPT)
    with process(folder / "app.py", "--", "--data", "x y") as server:
        assert shown(server) == ["__main__ --data x y"]
    assert AppTest.from_file("app.py").run().text[0].value == "__main__"


def shown(server: Process) -> list[str]:
    import asyncio

    from tests.server.running import Tab

    async def look() -> list[str]:
        tab = await Tab.open(server.socket)
        await tab.until_kind("text")
        await tab.socket.close()
        return tab.texts()

    return asyncio.run(look())


# --- the other commands -----------------------------------------------------------------------------------------------


def test_17_5_there_are_all_commands() -> None:
    names = {"run", "hello", "docs", "version", "help", "init", "cache", "config", "activate", "skills"}
    assert names <= set(main.commands)
    for name in names:
        assert call(name, "--help").exit_code == 0


def test_17_5b_hello_serves_the_gallery(launched: list[Any]) -> None:
    assert call("hello").exit_code == 0
    compile(launched[0][0].read_text(encoding="utf-8"), "app.py", "exec")


def test_17_5c_docs_tell_of_a_command() -> None:
    assert "st.slider(label" in call("docs", "slider").output
    assert "slider" in call("docs").output


def test_17_5d_version_and_help() -> None:
    assert call("version").output == f"Rushlight {st.__version__}\n"
    assert call("help").output == call("--help").output
    assert all(name in call("help").output for name in main.commands)


def test_17_5e_init_writes_an_app_that_runs(folder: Path) -> None:
    from rushlight.testing import AppTest

    assert call("init", "new").exit_code == 0
    at = AppTest.from_file(folder / "new" / "app.py", default_timeout=20).run()
    assert not at.exception
    assert call("init", "new").exit_code == 1, "what is there already is not overwritten"


def test_17_5f_cache_clear_deletes_what_is_on_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "keep.py").write_text(
        "import rushlight as st\n@st.cache_data(persist='disk')\ndef f():\n    print('called')\n    return 1\nf()\n"
    )

    def calls() -> int:
        answer = subprocess.run([sys.executable, "keep.py"], capture_output=True, text=True, timeout=60, check=True)
        return answer.stdout.count("called")

    assert [calls(), calls()] == [1, 0]
    assert call("cache", "clear").exit_code == 0
    assert calls() == 1


def test_17_5g_config_show_lists_what_is_set_and_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "hush-hush")
    output = call("config", "show", "--server.port", "77").output
    assert "(set by command line)\nport = 77" in output
    assert "hush-hush" not in output
    visible = [each for each in OPTIONS.values() if not each.hidden and not each.section.startswith("theme.")]
    assert all(f"{option.name.rpartition('.')[2]} =" in output for option in visible)


@pytest.mark.parametrize("words", [["activate"], ["activate", "reset"], ["skills", "-g", "-y"]])
def test_17_5h_what_has_nothing_to_do_says_so(words: list[str]) -> None:
    answer = call(*words)
    assert answer.exit_code == 0
    assert "nothing to activate" in answer.output or "no skills to install" in answer.output


def test_17_6_the_package_is_a_command_too() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "rushlight", "version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout == call("version").output


# --- ports ------------------------------------------------------------------------------------------------------------


def taken() -> socket.socket:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(1)
    return sock


def test_17_7_the_next_free_port_is_taken_unless_one_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with taken() as first:
        port = first.getsockname()[1]
        asked = Config({"server.address": "127.0.0.1", "server.port": port})
        with pytest.raises(ConfigError, match=f"Port {port} of 127.0.0.1 cannot be used"):
            bind(asked)
        config = Config({"server.address": "127.0.0.1"})
        monkeypatch.setattr(Config, "get", lambda self, name: {"server.port": port}.get(name, self._values.get(name)))
        with bind(config) as second:
            assert second.getsockname()[1] > port


@pytest.mark.parametrize(("headless", "opened"), [(True, 0), (False, 1)])
def test_17_7b_a_browser_is_opened_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], headless: bool, opened: int
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    with taken() as sock:
        announce("http://localhost:1", sock, Config({"server.headless": headless}))
        announce("http://localhost:1", sock, Config({"server.headless": True, "logger.hideWelcomeMessage": True}))
    assert shown == ["http://localhost:1"] * opened
    assert capsys.readouterr().out.count("http://localhost:1") == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
@pytest.mark.parametrize(
    ("variables", "headless"), [({}, True), ({"DISPLAY": ":0"}, False), ({"WAYLAND_DISPLAY": "wayland-0"}, False)]
)
def test_17_8_variables_that_tell_of_a_display(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], headless: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Config().get("server.headless") is headless


# --- without a server -------------------------------------------------------------------------------------------------

BARE = """
import rushlight as st
st.title("not seen")
with st.sidebar, st.form("f"):
    name = st.text_input("name", "Ada")
    sent = st.form_submit_button()
tab, _ = st.tabs(["a", "b"])
tab.metric("m", 1)
st.session_state.n = st.session_state.get("n", 0) + 1
@st.fragment
def part():
    return st.checkbox("c", True)
@st.cache_data
def double(x):
    return 2 * x
print(name, sent, st.slider("n", 0, 10, 4), st.session_state.n, part(), double(2), st.selectbox("s", ["a", "b"]))
print(st.button("b"), st.multiselect("m", ["x"]), st.file_uploader("u"), st.data_editor([1]), st.query_params.to_dict())
"""


def test_17_9_a_script_that_python_starts_draws_nothing_and_has_defaults(folder: Path) -> None:
    (folder / "bare.py").write_text(BARE)
    answer = subprocess.run(
        [sys.executable, "bare.py"], capture_output=True, text=True, timeout=60, check=False, env=dict(os.environ)
    )
    assert answer.stdout == "Ada False 4 1 True 4 a\nFalse [] None [1] {}\n", answer.stderr
    assert answer.stderr.count("rushlight run") == 1


def test_17_9b_errors_of_calls_are_raised_there_too(folder: Path) -> None:
    (folder / "bare.py").write_text("import rushlight as st\nst.progress(500)\n")
    answer = subprocess.run([sys.executable, "bare.py"], capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 1
    assert "500" in answer.stderr.splitlines()[-1]
