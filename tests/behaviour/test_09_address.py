"""§9: the address, the browser's context, the user, secrets."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rushlight.config import Config
from rushlight.config.secrets import Secrets
from rushlight.run.context import Client
from rushlight.testing import AppTest
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


def test_9_1a_query_params_are_a_mapping_of_texts(start: Start) -> None:
    source = """
    q = st.query_params
    assert q["a"] == "2" and q.a == "2" and q.get("z", "d") == "d"
    assert q.get_all("a") == ["1", "2"] and q.get_all("z") == []
    assert sorted(q) == ["a", "b"] and len(q) == 2 and "a" in q
    assert q.to_dict() == {"a": "2", "b": ""}
    q["c"] = 3
    q.d = True
    q["e"] = ["x", 1.5]
    assert q.to_dict() == {"a": "2", "b": "", "c": "3", "d": "True", "e": "1.5"}
    assert q.get_all("e") == ["x", "1.5"]
    q.update({"a": "9"}, f="z")
    del q["b"]
    del q.d
    assert sorted(q) == ["a", "c", "e", "f"]
    q.from_dict({"g": [1, 2], "h": "x"})
    assert q.get_all("g") == ["1", "2"] and sorted(q) == ["g", "h"]
    """
    tab = start(source).open(query="a=1&a=2&b=")
    assert tab.errors == []
    assert tab.root.props["query"] == "g=1&g=2&h=x"


def test_9_1b_clearing(start: Start) -> None:
    tab = start("st.query_params.clear()\nst.text(str(st.query_params.to_dict()))").open(query="a=1")
    assert tab.texts == ["{}"]
    assert "query" not in tab.root.props


def test_9_1c_what_steers_embedding_is_hidden_and_cannot_be_set(start: Start) -> None:
    app = start("st.text(str(st.query_params.to_dict()))\nst.query_params['embed'] = 'x'")
    tab = app.open(query="embed=true&embed_options=dark_theme&a=1")
    assert tab.texts == ["{'a': '1'}"]
    assert len(tab.errors) == 1
    app.write("app.py", "st.query_params.embed_options = 'x'")
    tab.rerun()
    assert len(tab.errors) == 1


@pytest.mark.parametrize("call", ["st.query_params['z']", "st.query_params.z"])
def test_9_1d_a_missing_parameter(show: Show, call: str) -> None:
    assert show(call + " + ''").errors == ["KeyError" if "[" in call else "AttributeError"]


def test_9_1e_a_write_changes_the_address_at_once_without_a_run(show: Show) -> None:
    source = """
    import time
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    if st.checkbox("go"):
        st.query_params["a"] = "1"
        time.sleep(0.2)
        st.text("end")
    """
    tab = show(source)
    tab.set(go=True, settle=False)
    tab.wait(lambda: tab.root.props.get("query") == "a=1")
    assert "end" not in tab.texts
    tab.settle()
    assert tab["runs"] == 2


def test_9_1f_back_and_forward_restore_and_rerun(show: Show) -> None:
    tab = show("st.text(st.query_params.get('a', 'none'))\nif st.button('go'): st.query_params.update(a='1')")
    tab.click("go")
    assert tab.root.props["query"] == "a=1"
    tab.go("", "")
    assert tab.texts == ["none"]
    tab.go("", "a=1")
    assert tab.texts == ["1"]


def test_9_2_embedding_is_told_to_the_script(start: Start) -> None:
    # What it hides is for the browser to do: see tests/e2e.
    app = start("st.text(str(st.context.is_embedded))")
    assert app.open(query="embed=true", embedded=True).texts == ["True"]
    assert app.open().texts == ["False"]


def test_9_3a_facts_of_the_browser(start: Start) -> None:
    source = """
    c = st.context
    st.text(f"{c.locale} {c.timezone} {c.timezone_offset} {c.url} {c.is_embedded} {c.theme.type}")
    """
    facts = {"locale": "nb-NO", "timezone": "Europe/Oslo", "timezone_offset": -60, "url": "http://x/", "theme": "dark"}
    tab = start(source).open(client=Client(**facts))
    assert tab.texts == ["nb-NO Europe/Oslo -60 http://x/ False dark"]


def test_9_3b_headers_and_cookies(start: Start) -> None:
    source = """
    c = st.context
    st.text(f"{c.headers['ACCEPT-language']} {c.headers.get('none')} {c.headers.get_all('x-many')}")
    st.text(str(sorted(c.headers)))
    st.text(str(dict(c.cookies)))
    st.text(str(c.ip_address))
    """
    headers = ((b"accept-language", b"nb"), (b"x-many", b"1"), (b"x-many", b"2"), (b"cookie", b"a=1; b=2"))
    tab = start(source).open(client=Client(headers=headers, ip_address="192.0.2.7"))
    assert tab.texts == [
        "nb None ['1', '2']",
        "['Accept-Language', 'Cookie', 'X-Many']",
        "{'a': '1', 'b': '2'}",
        "192.0.2.7",
    ]


def test_9_3c_facts_cannot_be_changed(show: Show) -> None:
    assert show("st.context.headers['a'] = 'b'").errors == ["TypeError"]
    assert show("st.context.cookies['a'] = 'b'").errors == ["TypeError"]


def test_9_4_the_user_is_a_mapping_that_cannot_be_changed(start: Start) -> None:
    # Logging in and out: see tests/server/test_login.py and test_oidc.py.
    source = """
    st.text(f"{st.user.is_logged_in} {st.user.get('name')} {dict(st.user)}")
    try:
        st.user.name = "x"
    except Exception as error:
        st.text(type(error).__name__)
    """
    app = start(source)
    assert app.open().texts == ["False None {'is_logged_in': False}", "AttributeError"]
    tab = app.open(client=Client(user={"name": "Ada", "sub": "1"}))
    assert tab.texts == ["True Ada {'is_logged_in': True, 'name': 'Ada', 'sub': '1'}", "AttributeError"]


TOML = """
top = "t"
number = 7
pi = 3.5
[db]
user = "u"
[db.more]
deep = "d"
"""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """The three places of secrets: home, working directory, the script's folder."""
    found = {name: tmp_path / name for name in ("home", "cwd", "script")}
    for folder in found.values():
        (folder / ".streamlit").mkdir(parents=True)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setenv("HOME", str(found["home"]))
    monkeypatch.chdir(found["cwd"])
    return found


def write(folder: Path, content: str) -> None:
    (folder / ".streamlit" / "secrets.toml").write_text(content, encoding="utf-8")


def shown(folder: Path, source: str) -> AppTest:
    script = folder / "app.py"
    script.write_text(f"import rushlight as st\n{source}", encoding="utf-8")
    return AppTest.from_file(script).run()


def test_9_5a_secrets_are_read_by_key_and_attribute(places: dict[str, Path]) -> None:
    write(places["script"], TOML)
    source = """
s = st.secrets
st.text(f"{s['top']} {s.top} {s.db.user} {s['db']['more'].deep} {'db' in s} {'x' in s} {s.get('x', 1)}")
st.text(str(s.to_dict() == {'top': 't', 'number': 7, 'pi': 3.5, 'db': {'user': 'u', 'more': {'deep': 'd'}}}))
st.text(str(s.db.to_dict()))
"""
    at = shown(places["script"], source)
    assert not at.exception
    assert [each.value for each in at.text] == ["t t u d True False 1", "True", "{'user': 'u', 'more': {'deep': 'd'}}"]


@pytest.mark.parametrize(
    "call", ["st.secrets['x'] = 1", "st.secrets.x = 1", "st.secrets.db['user'] = 1", "del st.secrets['top']"]
)
def test_9_5b_they_cannot_be_changed(places: dict[str, Path], call: str) -> None:
    write(places["script"], TOML)
    at = shown(places["script"], call)
    assert at.exception[0].proto.name in ("TypeError", "AttributeError")


def test_9_5c_later_files_win_for_each_top_level_key(places: dict[str, Path]) -> None:
    write(places["home"], 'a = "home"\nb = "home"\nc = "home"\n[t]\nx = "home"\ny = "home"')
    write(places["cwd"], 'b = "cwd"\nc = "cwd"')
    write(places["script"], 'c = "script"\n[t]\nx = "script"')
    at = shown(places["script"], "st.text(str(st.secrets.to_dict()))")
    assert at.text[0].value == "{'a': 'home', 'b': 'cwd', 'c': 'script', 't': {'x': 'script'}}"


def test_9_5d_the_files_can_be_named_in_the_settings(places: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('a = 1\nb = "one"', encoding="utf-8")
    (tmp_path / "folder" / "db").mkdir(parents=True)
    (tmp_path / "folder" / "db" / "password").write_text("pw", encoding="utf-8")
    (tmp_path / "folder" / "db" / "user").write_text("me", encoding="utf-8")
    (tmp_path / "folder" / "token").mkdir()
    (tmp_path / "folder" / "token" / "value").write_text("tk", encoding="utf-8")
    config = Config({"secrets.files": [str(tmp_path / "one.toml"), str(tmp_path / "folder")]})
    secrets = Secrets(config, places["script"] / "app.py")
    assert secrets["a"] == 1
    assert secrets["db"]["password"] == "pw"
    assert secrets["token"] == "tk"


def test_9_5e_plain_values_are_environment_variables_too(places: dict[str, Path]) -> None:
    write(places["script"], TOML)
    shown(places["script"], "st.secrets.top")
    assert [os.environ[name] for name in ("top", "number", "pi")] == ["t", "7", "3.5"]
    assert "db" not in os.environ


def test_9_5f_a_changed_file_is_read_anew(places: dict[str, Path]) -> None:
    write(places["script"], 'a = "old"')
    secrets = Secrets(Config(), places["script"] / "app.py")
    assert secrets["a"] == "old"
    write(places["script"], 'a = "new"')
    secrets.reload()
    assert secrets["a"] == "new"


def test_9_5g_without_a_file_an_access_is_an_error(places: dict[str, Path]) -> None:
    at = shown(places["script"], "st.text(str('a' in {}))\nst.secrets['a']")
    assert at.exception[0].proto.name == "SecretNotFoundError"
    at = shown(places["script"], "try:\n    st.secrets.a\nexcept FileNotFoundError:\n    st.text('no file')")
    assert at.text[0].value == "no file"
