"""Every member of `session_state`, `query_params`, `context`, `user`, `secrets`, pages and cached functions does what it should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import rushlight as st
from rushlight.testing import AppTest
from tests.surface.table import Proofs, failure, members_of, prepared, shown

CACHES = ("cache_data", "cache_resource")
CLASSES = ("session_state", "query_params", "context", "user", "secrets", "Page", *CACHES)
PROOFS = Proofs(
    "session_state",
    "query_params",
    "context",
    "user",
    "secrets",
    *members_of(*CLASSES, *(f"{name} function" for name in CACHES)),
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def result(source: str, **facts: Any) -> Any:
    """Return what a script leaves in `session_state.r`; `facts` are attributes that its AppTest is given."""
    app = prepared(source)
    for name, value in facts.items():
        setattr(app, name, value)
    app.run()
    assert not app.exception, app.exception[0].value
    return app.session_state.r


def error_of(source: str) -> str:
    return failure(source).proto.name


# --- session_state ----------------------------------------------------------------------------------------------------


def state(source: str) -> Any:
    """Return what an expression about `s`, the session state with a and b, is."""
    return result(f"s = st.session_state\ns.a, s['b'] = 1, 2\ns.r = {source}")


def state_after(source: str) -> dict[str, Any]:
    """Return the session state with a and b after a statement about `s`."""
    app = shown(f"s = st.session_state\ns.a, s['b'] = 1, 2\n{source}\nst.session_state.after = dict(s)")
    return app.session_state.after


@PROOFS.of("session_state")
def state_lasts_from_run_to_run_and_is_one_s_own() -> None:
    app = shown("st.session_state.setdefault('n', 0)\nst.session_state.n += 1")
    assert app.run().session_state.n == 2
    assert shown("st.session_state.r = len(st.session_state)").session_state.r == 0
    assert state("s is st.session_state") is True


@PROOFS.of("session_state.__contains__", "key")
@PROOFS.of("session_state.get", "key", "default")
def state_is_asked_for_with_a_default() -> None:
    assert state("['a' in s, 'x' in s, 1 in s, s.get('a'), s.get('x'), s.get('x', 7)]") == [
        True, False, False, 1, None, 7,
    ]  # fmt: skip


@PROOFS.of("session_state.__getattr__", "key")
@PROOFS.of("session_state.__getitem__", "key")
def state_is_read_by_key_and_attribute() -> None:
    assert state("[s['a'], s.b]") == [1, 2]
    assert result("s = st.session_state\ns[3] = 'x'\ns.r = [s[3], s['3']]") == ["x", "x"]
    assert error_of("st.session_state.x") == "AttributeError"
    assert error_of("st.session_state['x']") == "KeyError"


@PROOFS.of("session_state.__setattr__", "key", "value")
@PROOFS.of("session_state.__setitem__", "key", "value")
def state_is_written_by_key_and_attribute() -> None:
    assert state_after("s.a = 5\ns['c'] = 6") == {"a": 5, "b": 2, "c": 6}
    assert error_of("st.slider('n', key='k')\nst.session_state.k = 1") == "WidgetAlreadyInstantiatedError"


@PROOFS.of("session_state.__delattr__", "key")
@PROOFS.of("session_state.__delitem__", "key")
def state_is_deleted_by_key_and_attribute() -> None:
    assert state_after("del s.a") == {"b": 2}
    assert state_after("del s['b']") == {"a": 1}
    assert error_of("del st.session_state.x") == "AttributeError"
    assert error_of("del st.session_state['x']") == "KeyError"


@PROOFS.of("session_state.__iter__")
@PROOFS.of("session_state.__len__")
@PROOFS.of("session_state.keys")
@PROOFS.of("session_state.values")
@PROOFS.of("session_state.items")
@PROOFS.of("session_state.to_dict")
def state_is_gone_through() -> None:
    found = state("[sorted(s), len(s), sorted(s.keys()), sorted(s.values()), sorted(s.items()), s.to_dict()]")
    assert found == [["a", "b"], 2, ["a", "b"], [1, 2], [("a", 1), ("b", 2)], {"a": 1, "b": 2}]
    assert state_after("s.to_dict().clear()") == {"a": 1, "b": 2}


@PROOFS.of("session_state.clear")
def state_is_cleared() -> None:
    assert state_after("s.clear()") == {}


@PROOFS.of("session_state.pop", "key", "default")
@PROOFS.of("session_state.popitem")
def state_is_taken_out() -> None:
    assert state_after("s.c = [s.pop('a'), s.pop('x', 7)]") == {"b": 2, "c": [1, 7]}
    assert error_of("st.session_state.pop('x')") == "KeyError"
    taken = state_after("s.taken = s.popitem()")
    assert taken.pop("taken") not in taken.items() and len(taken) == 1
    assert error_of("st.session_state.popitem()") == "KeyError"


@PROOFS.of("session_state.setdefault", "key", "default")
@PROOFS.of("session_state.update", "other", "kwds")
def state_is_filled_in() -> None:
    assert state_after("s.c = [s.setdefault('a', 7), s.setdefault('d', 8)]") == {"a": 1, "b": 2, "c": [1, 8], "d": 8}
    assert state_after("s.update({'a': 3}, c=4)") == {"a": 3, "b": 2, "c": 4}
    assert state_after("s.update([('a', 3)])") == {"a": 3, "b": 2}


# --- query_params -----------------------------------------------------------------------------------------------------

QUERY = {"a": "1", "b": ["2", "3"]}


def query(source: str) -> Any:
    """Return what an expression about `q`, the parameters `a=1&b=2&b=3`, is."""
    return result(f"q = st.query_params\nst.session_state.r = {source}", query_params=dict(QUERY))


def query_after(source: str) -> dict[str, list[str]]:
    """Return the parameters of the address after a statement about `q`; what a test sees of it is the same."""
    app = prepared(f"q = st.query_params\n{source}\nst.session_state.r = {{k: q.get_all(k) for k in q}}")
    app.query_params = dict(QUERY)
    app.run()
    assert not app.exception, app.exception[0].value
    assert app.run_context.query == app.session_state.r
    return app.session_state.r


def query_error(source: str) -> str:
    app = prepared(f"q = st.query_params\n{source}")
    app.query_params = dict(QUERY)
    return app.run().exception[0].proto.name


@PROOFS.of("query_params")
def parameters_are_those_of_the_address() -> None:
    assert query("repr(q)") == "{'a': '1', 'b': '3'}"
    root = shown("st.query_params.a = 1").run_context
    assert root.query == {"a": ["1"]}


@PROOFS.of("query_params.__contains__", "key")
@PROOFS.of("query_params.get", "key", "default")
@PROOFS.of("query_params.get_all", "key")
def parameters_are_asked_for_with_a_default() -> None:
    assert query("['a' in q, 'x' in q, q.get('b'), q.get('x'), q.get('x', 'd')]") == [True, False, "3", None, "d"]
    assert query("[q.get_all('a'), q.get_all('b'), q.get_all('x')]") == [["1"], ["2", "3"], []]


@PROOFS.of("query_params.__getattr__", "key")
@PROOFS.of("query_params.__getitem__", "key")
@PROOFS.of("query_params.missing_attr_error_message", "key")
@PROOFS.of("query_params.missing_key_error_message", "key")
def parameters_are_read_by_key_and_attribute() -> None:
    assert query("[q['b'], q.a]") == ["3", "1"]
    for source, kind, said in (("q.x", "AttributeError", "attr"), ("q['x']", "KeyError", "key")):
        error = failure(f"q = st.query_params\n{source}")
        assert error.proto.name == kind
        message = getattr(st.query_params, f"missing_{said}_error_message")("x")
        assert message in error.value and "'x'" in message


@PROOFS.of("query_params.__setattr__", "key", "value")
@PROOFS.of("query_params.__setitem__", "key", "value")
def parameters_are_written_as_texts() -> None:
    assert query_after("q.a = 5\nq['c'] = True\nq.d = [1, 'x']") == {
        "a": ["5"],
        "b": ["2", "3"],
        "c": ["True"],
        "d": ["1", "x"],
    }
    assert query_error("q.a = {}") == "QueryParamDictValueError"
    assert query_error("q['embed'] = 'true'") == "APIError"


@PROOFS.of("query_params.__delattr__", "key")
@PROOFS.of("query_params.__delitem__", "key")
def parameters_are_deleted() -> None:
    assert query_after("del q.a") == {"b": ["2", "3"]}
    assert query_after("del q['b']") == {"a": ["1"]}
    assert query_error("del q.x") == "AttributeError"
    assert query_error("del q['x']") == "KeyError"


@PROOFS.of("query_params.__iter__")
@PROOFS.of("query_params.__len__")
@PROOFS.of("query_params.keys")
@PROOFS.of("query_params.values")
@PROOFS.of("query_params.items")
@PROOFS.of("query_params.to_dict")
def parameters_are_gone_through() -> None:
    assert query("[list(q), len(q), list(q.keys()), list(q.values()), list(q.items()), q.to_dict()]") == [
        ["a", "b"],
        2,
        ["a", "b"],
        ["1", "3"],
        [("a", "1"), ("b", "3")],
        {"a": "1", "b": "3"},
    ]


@PROOFS.of("query_params.clear")
@PROOFS.of("query_params.from_dict", "params")
def parameters_are_replaced() -> None:
    assert query_after("q.clear()") == {}
    assert query_after("q.from_dict({'c': 1, 'd': ['x', 'y']})") == {"c": ["1"], "d": ["x", "y"]}
    assert query_after("q.from_dict([('c', 1), ('c', 2)])") == {"c": ["1", "2"]}
    assert query_error("q.from_dict({'c': {}})") == "QueryParamDictValueError"


@PROOFS.of("query_params.pop", "key", "default")
@PROOFS.of("query_params.popitem")
def parameters_are_taken_out() -> None:
    assert query_after("q.c = [q.pop('b'), q.pop('x', 'none')]") == {"a": ["1"], "c": ["3", "none"]}
    assert query_error("q.pop('x')") == "KeyError"
    assert len(query_after("q.popitem()")) == 1


@PROOFS.of("query_params.setdefault", "key", "default")
@PROOFS.of("query_params.update", "params", "kwds")
def parameters_are_filled_in() -> None:
    assert query_after("q.setdefault('a', '7')\nq.setdefault('c', '8')") == {"a": ["1"], "b": ["2", "3"], "c": ["8"]}
    assert query_after("q.update({'a': 9}, c=['x', 'y'])") == {"a": ["9"], "b": ["2", "3"], "c": ["x", "y"]}


# --- context ----------------------------------------------------------------------------------------------------------


def context(source: str, **facts: Any) -> Any:
    """Return what an expression about `c`, the context of a browser with these facts, is."""
    app = prepared(f"c = st.context\nst.session_state.r = {source}")
    for name, value in facts.items():
        setattr(app.context, name, value)
    app.run()
    assert not app.exception, app.exception[0].value
    return app.session_state.r


@PROOFS.of("context")
@PROOFS.of("context.__contains__", "key")
@PROOFS.of("context.__getitem__", "key")
def facts_are_read_by_key_and_attribute() -> None:
    assert context("['locale' in c, 'x' in c, c['locale'], c.locale]", locale="nb-NO") == [
        True, False, "nb-NO", "nb-NO",
    ]  # fmt: skip
    assert error_of("st.context['x']") == "KeyError"
    assert error_of("st.context.x") == "AttributeError"


@PROOFS.of("context.headers")
@PROOFS.of("context.cookies")
def headers_and_cookies_are_those_of_the_request() -> None:
    assert context("[c.headers['X-One'], c.headers.get('x-two')]", headers={"x-one": "1"}) == ["1", None]
    assert context("c.headers.get_all('X-ONE')", headers={"x-one": "1"}) == ["1"]
    assert context("c.cookies.to_dict()", cookies={"a": "b"}) == {"a": "b"}
    assert error_of("st.context.cookies['a'] = 'b'") == error_of("st.context.headers['a'] = 'b'") == "TypeError"


@PROOFS.of("context.ip_address")
@PROOFS.of("context.is_embedded")
@PROOFS.of("context.locale")
@PROOFS.of("context.timezone")
@PROOFS.of("context.timezone_offset")
@PROOFS.of("context.url")
def facts_are_those_of_the_browser() -> None:
    facts = {
        "ip_address": "192.0.2.1",
        "is_embedded": True,
        "locale": "de-CH",
        "timezone": "Europe/Oslo",
        "timezone_offset": -60,
        "url": "https://example.org/a",
    }
    assert context(f"{{name: c[name] for name in {list(facts)}}}", **facts) == facts


@PROOFS.of("context.theme")
def the_theme_is_that_shown() -> None:
    assert context("[c.theme.type, c.theme['type'], c['theme'].type]", theme="dark") == ["dark"] * 3


# --- user -------------------------------------------------------------------------------------------------------------

ADA = {"is_logged_in": True, "name": "Ada", "tokens": {"id": "secret-token"}}


def user(source: str, **facts: Any) -> Any:
    """Return what an expression about `u`, the user with these facts, is."""
    return result(f"u = st.user\nst.session_state.r = {source}", user=facts or dict(ADA))


@PROOFS.of("user")
@PROOFS.of("user.is_logged_in")
def nobody_is_logged_in_at_first() -> None:
    assert user("[u.is_logged_in, u['is_logged_in'], u.to_dict()]", is_logged_in=False) == [
        False, False, {"is_logged_in": False},
    ]  # fmt: skip
    assert user("u.is_logged_in") is True


@PROOFS.of("user.__contains__", "key")
@PROOFS.of("user.get", "key", "default")
@PROOFS.of("user.__getattr__", "key")
@PROOFS.of("user.__getitem__", "key")
def claims_are_read_by_key_and_attribute() -> None:
    assert user("['name' in u, 'x' in u, u.get('name'), u.get('x', 1), u.name, u['name']]") == [
        True, False, "Ada", 1, "Ada", "Ada",
    ]  # fmt: skip
    assert error_of("st.user.x") == "AttributeError"
    assert error_of("st.user['x']") == "KeyError"


@PROOFS.of("user.__iter__")
@PROOFS.of("user.__len__")
@PROOFS.of("user.items")
@PROOFS.of("user.keys")
@PROOFS.of("user.values")
@PROOFS.of("user.to_dict")
def claims_are_gone_through() -> None:
    facts = {"is_logged_in": True, "name": "Ada"}
    found = user(
        "[sorted(u), len(u), sorted(u.keys()), sorted(map(str, u.values())), dict(u.items()), u.to_dict()]", **facts
    )
    assert found == [sorted(facts), 2, sorted(facts), ["Ada", "True"], facts, facts]


@PROOFS.of("user.__setattr__", "name", "value")
@PROOFS.of("user.__setitem__", "name", "value")
def nobody_can_be_made_another() -> None:
    assert error_of("st.user.name = 'Bob'") == "AttributeError"
    assert error_of("st.user['name'] = 'Bob'") == "TypeError"


@PROOFS.of("user.tokens")
def tokens_are_handed_out_and_not_shown() -> None:
    assert user("[u.tokens.id, u.tokens['id'], 'secret-token' in repr(u.tokens)]") == ["secret-token"] * 2 + [False]
    app = prepared("st.user.tokens.access")
    app.user = dict(ADA)
    assert app.run().exception[0].proto.name == "AttributeError"


# --- secrets ----------------------------------------------------------------------------------------------------------

SECRETS = {"a": "one", "db": {"user": "ada", "ports": [1, 2]}}


def secret(source: str) -> Any:
    """Return what an expression about `s`, the secrets above, is."""
    return result(f"s = st.secrets\nst.session_state.r = {source}", secrets=dict(SECRETS))


def secret_error(source: str) -> str:
    app = prepared(f"s = st.secrets\n{source}")
    app.secrets = dict(SECRETS)
    return app.run().exception[0].proto.name


@PROOFS.of("secrets")
@PROOFS.of("secrets.__getattr__", "key")
@PROOFS.of("secrets.__getitem__", "key")
def secrets_are_read_by_key_and_attribute() -> None:
    assert secret("[s['a'], s.a, s.db.user, s['db']['ports'], s.db.to_dict()]") == [
        "one", "one", "ada", [1, 2], {"user": "ada", "ports": [1, 2]},
    ]  # fmt: skip
    assert secret("'one' in repr(s) or 'ada' in repr(s.db)") is False
    assert secret_error("s.x") == "AttributeError"
    assert secret_error("s['x']") == "KeyError"


@PROOFS.of("secrets.__contains__", "key")
@PROOFS.of("secrets.get", "key", "default")
@PROOFS.of("secrets.has_key", "k")
def secrets_are_asked_for() -> None:
    assert secret("['a' in s, 'x' in s, s.get('x'), s.get('x', 2), s.has_key('a'), s.has_key('x')]") == [
        True, False, None, 2, True, False,
    ]  # fmt: skip


@PROOFS.of("secrets.__iter__")
@PROOFS.of("secrets.__len__")
@PROOFS.of("secrets.items")
@PROOFS.of("secrets.keys")
@PROOFS.of("secrets.values")
@PROOFS.of("secrets.to_dict")
def secrets_are_gone_through() -> None:
    assert secret("[list(s), len(s), list(s.keys()), s.to_dict()]") == [["a", "db"], 2, ["a", "db"], SECRETS]
    assert secret("[list(s.values())[0], dict(s.items())['a']]") == ["one", "one"]


@PROOFS.of("secrets.__setattr__", "key", "value")
@PROOFS.of("secrets.__setitem__", "key", "value")
@PROOFS.of("secrets.__delitem__", "key")
def secrets_are_not_changed_by_scripts() -> None:
    for source in ("s.a = 1", "s['a'] = 1", "del s['a']"):
        assert secret_error(source) == "TypeError"


@PROOFS.of("secrets.load_if_toml_exists")
def it_is_told_whether_there_are_secrets() -> None:
    assert secret("s.load_if_toml_exists()") is True
    assert result("st.session_state.r = st.secrets.load_if_toml_exists()") is False


@PROOFS.of("secrets.merge_programmatic_secrets", "programmatic_secrets")
def programs_add_secrets() -> None:
    source = "s.merge_programmatic_secrets({'a': 'two', 'b': 3})"
    assert secret(f"[{source}, s.a, s.b, s.db.user]")[1:] == ["two", 3, "ada"]
    assert secret("[s.merge_programmatic_secrets(None), s.a]")[1] == "one"


# --- pages ------------------------------------------------------------------------------------------------------------


def page(arguments: str, member: str) -> Any:
    """Return a member of a page that is declared."""
    return result(f"def home_page(): pass\nst.session_state.r = st.Page({arguments}).{member}")


@PROOFS.of("Page.title")
@PROOFS.of("Page.icon")
@PROOFS.of("Page.help")
@PROOFS.of("Page.url_path")
@PROOFS.of("Page.visibility")
def a_page_tells_what_it_was_made_of() -> None:
    assert page("home_page", "title") == "home page"
    assert page("home_page, title='Home'", "title") == "Home"
    assert [page("home_page", "icon"), page("home_page, icon='🎈'", "icon")] == ["", "🎈"]
    assert page("home_page, help='A tip'", "help") == "A tip"
    assert [page("home_page", "url_path"), page("home_page, url_path='x'", "url_path")] == ["home_page", "x"]
    assert page("home_page, default=True", "url_path") == ""
    assert page("home_page, visibility='hidden'", "visibility") == "hidden"
    assert page("home_page", "visibility") == "visible"


@PROOFS.of("Page.is_external")
@PROOFS.of("Page.external_url")
def a_page_elsewhere_is_known() -> None:
    elsewhere = "'https://example.org/a', title='A'"
    assert [page(elsewhere, "is_external"), page("home_page", "is_external")] == [True, False]
    assert [page(elsewhere, "external_url"), page("home_page", "external_url")] == ["https://example.org/a", None]


@PROOFS.of("Page.run")
def a_page_is_run_by_the_app() -> None:
    app = shown("def a(): st.text('on the page')\npage = st.navigation([st.Page(a)])\nst.text('around')\npage.run()")
    assert [each.value for each in app.text] == ["around", "on the page"]
    error = failure("def a(): pass\nst.Page(a).run()")
    assert "navigation" in error.value


# --- cached functions -------------------------------------------------------------------------------------------------


@PROOFS.each("args", "kwargs", commands=[f"{name} function.__call__" for name in CACHES])
def a_result_is_known_by_its_arguments(function: str) -> None:
    calls: list[Any] = []

    @getattr(st, function.split()[0])
    def work(*args: Any, **kwargs: Any) -> Any:
        calls.append((args, kwargs))
        return [args, kwargs]

    for _ in range(2):
        assert work(1, b=2) == [(1,), {"b": 2}]
    assert work(1, b=3) == [(1,), {"b": 3}] and work(2, b=2) == [(2,), {"b": 2}]
    assert calls == [((1,), {"b": 2}), ((1,), {"b": 3}), ((2,), {"b": 2})]


@PROOFS.each("args", "kwargs", commands=[f"{name} function.clear" for name in CACHES])
def one_result_or_all_of_them_are_forgotten(function: str) -> None:
    calls: list[Any] = []

    @getattr(st, function.split()[0])
    def work(a: int, b: int = 0) -> int:
        calls.append((a, b))
        return a

    def again() -> list[Any]:
        calls.clear()
        work(1)
        work(1, b=2)
        return list(calls)

    again()
    assert again() == []
    work.clear(1, b=2)
    assert again() == [(1, 2)]
    work.clear(1)
    assert again() == [(1, 0)]
    work.clear()
    assert again() == [(1, 0), (1, 2)]


@PROOFS.of("cache_data.clear")
@PROOFS.of("cache_resource.clear")
def everything_is_forgotten() -> None:
    for name in CACHES:
        calls: list[int] = []
        decorator = getattr(st, name)

        def work(x: int, _made: list[int] = calls) -> int:
            _made.append(x)
            return x

        cached = decorator(work)
        cached(1)
        other = st.cache_resource if name == "cache_data" else st.cache_data
        other.clear()
        cached(1)
        assert calls == [1]
        decorator.clear()
        cached(1)
        assert calls == [1, 1]


def test_a_session_has_state_of_its_own() -> None:
    first, second = (AppTest.from_string("import rushlight as st\nst.text(st.session_state.get('n'))") for _ in "ab")
    first.session_state.n = 1
    assert [first.run().text[0].value, second.run().text[0].value] == ["1", "None"]


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
