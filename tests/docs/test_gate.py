"""The password gate that docs/login.md begins with: it runs as it stands there, and so does the command that replaces it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner

from rushlight.cli.main import main
from rushlight.testing import AppTest
from tests.server.running import Tab, process

GUIDE = (Path(__file__).parents[2] / "docs" / "login.md").read_text(encoding="utf-8")
_SECTION = GUIDE.partition("## One command in place of a password gate")[2].partition("\n## ")[0]
GATE = re.findall(r"```python\n(.*?)```", _SECTION, re.DOTALL)[0]
COMMAND = re.findall(r"```sh\n(.*?)```", _SECTION, re.DOTALL)[0].strip()
INSIDE = 'st.write("Welcome inside")\nst.slider("n", 0, 10, 5)\n'
SECRET = "open sesame"


def test_the_gate_opens_for_the_password_of_the_secrets_only() -> None:
    app = AppTest.from_string(GATE + INSIDE)
    app.secrets["password"] = SECRET
    assert not app.run().exception
    assert not app.markdown
    app.text_input[0].input("wrong").run()
    assert not app.exception and not app.markdown
    app.text_input[0].input(SECRET).run()
    assert not app.exception and app.markdown[0].value == "Welcome inside"
    assert app.session_state.ok and "password" not in app.session_state
    app.slider[0].set_value(7).run()
    assert app.markdown[0].value == "Welcome inside" and not app.text_input


@pytest.mark.parametrize("folder", [".streamlit", ".rushlight"])
def test_the_gate_works_in_a_browser_with_the_secrets_of_a_file(tmp_path: Path, folder: str) -> None:
    async def journey(url: str) -> None:
        tab = await Tab.open(url)
        await tab.until_kind("text_input")
        await tab.change("text_input", "wrong")
        while tab.acked < tab.seq:
            await tab.receive()
        assert "Welcome inside" not in tab.texts()
        await tab.change("text_input", SECRET)
        await tab.until_text("Welcome inside")
        await tab.until_kind("slider")
        await tab.change("slider", 7)
        while tab.acked < tab.seq:
            await tab.receive()
        assert "Welcome inside" in tab.texts()
        # Another browser has not entered it.
        other = await Tab.open(url)
        await other.until_kind("text_input")
        assert "Welcome inside" not in other.texts()

    (tmp_path / folder).mkdir()
    (tmp_path / folder / "secrets.toml").write_text(f'password = "{SECRET}"\n')
    script = tmp_path / "app.py"
    script.write_text(GATE + INSIDE)
    with process(script) as server:
        asyncio.run(asyncio.wait_for(journey(server.socket), 60))


def test_the_one_command_does_it_without_a_line_in_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "app.py"
    script.write_text("import streamlit as st\n" + INSIDE)
    monkeypatch.chdir(tmp_path)
    program, *words = COMMAND.split()
    assert program == "rushlight"
    done = CliRunner().invoke(main, words, input="a long password\n")
    assert done.exit_code == 0, done.output
    with process(script) as server, httpx2.Client(base_url=f"http://127.0.0.1:{server.port}") as browser:
        refused = browser.get("/")
        assert (refused.status_code, refused.headers["location"].partition("?")[0]) == (303, "/auth/login")
        token = re.search(r'name="token" value="([^"]+)"', browser.get("/auth/login").text)
        assert token is not None
        fields = {"token": token[1], "name": "ada", "password": "a long password", "next": ""}
        origin = {"origin": str(browser.base_url)}
        assert browser.post("/auth/login", data={**fields, "password": "wrong"}, headers=origin).status_code == 401
        assert browser.post("/auth/login", data=fields, headers=origin).status_code == 303
        assert browser.get("/").status_code == 200
