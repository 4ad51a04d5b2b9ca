"""Every parameter of the commands that steer runs, keep state, set the page up, cache and connect does what it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rushlight as st
from rushlight.caching import CacheData, CacheResource
from rushlight.caching.registry import Registry
from rushlight.connections import BaseConnection
from rushlight.testing import AppTest
from tests.caching.test_store import Clock
from tests.session.harness import Browser, Host, play
from tests.surface.client import FRONTEND, reads, source_of, styled
from tests.surface.table import Proofs, commands_of, drawn, failure, shown

PROOFS = Proofs(*commands_of("control flow", "config", "cache", "connection"))


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def error_of(script: str) -> str:
    return failure(script).proto.name


def root_of(script: str) -> Any:
    """Return the properties of the page itself."""
    return shown(script).run_context.tree.root.props


def read_by_shell(*parts: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FRONTEND / "shell").glob("*.ts*")))
    missing = [part for part in parts if part not in source]
    assert not missing, f"the shell does not read {', '.join(missing)}"


# --- rerun, stop ------------------------------------------------------------------------------------------------------


@PROOFS.of("rerun", "scope")
def the_script_or_a_fragment_runs_again() -> None:
    app = shown(
        """
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        if st.session_state.runs < 3:
            st.rerun()
        """
    )
    assert app.session_state.runs == 3
    assert error_of("st.rerun(scope='fragment')") == error_of("st.rerun(scope='mine')") == "InvalidLayoutContextError"
    wrong = shown("st.button('go', on_click=lambda: st.rerun(scope='nobody'))")
    assert "nobody" in wrong.button[0].click().run().exception[0].value

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["page 1", "part 1"]
        browser.click("inside")
        await browser.settle()
        assert browser.texts() == ["page 1", "part 3"]
        browser.click("outside")
        await browser.settle()
        assert browser.texts() == ["page 1", "part 4"]

    play(Path.cwd(), PARTS, journey)


PARTS = """
import rushlight as st
runs = st.session_state.setdefault("runs", {"page": 0, "part": 0})
runs["page"] += 1
st.text(f"page {runs['page']}")

@st.fragment(key="mine")
def part():
    runs = st.session_state.runs
    runs["part"] += 1
    if st.button("inside"):
        st.rerun(scope="fragment")
    st.text(f"part {runs['part']}")

part()
st.button("outside", on_click=lambda: st.rerun(scope=["mine"]))
"""


@PROOFS.of("stop")
def nothing_after_stop_is_drawn() -> None:
    app = shown("st.text('a')\nst.stop()\nst.text('b')")
    assert [each.value for each in app.text] == ["a"]
    assert [each.value for each in shown("try:\n    st.stop()\nexcept Exception:\n    st.text('no')").text] == []


# --- fragments and dialogs --------------------------------------------------------------------------------------------


@PROOFS.of("fragment", "func")
def a_function_becomes_a_fragment_with_and_without_brackets() -> None:
    for decorator in ("@st.fragment", "@st.fragment()"):
        app = shown(f"{decorator}\ndef part(x):\n    st.text('in')\n    return x * 2\nst.session_state.r = part(3)")
        assert app.session_state.r == 6
        assert any(node.props.kind == "fragment" for node in app.run_context.tree.nodes.values())


@PROOFS.of("fragment", "run_every")
def a_fragment_runs_at_intervals() -> None:
    def every(given: str) -> float | None:
        app = shown(f"import datetime\n@st.fragment(run_every={given})\ndef part(): pass\npart()")
        (node,) = [node for node in app.run_context.tree.nodes.values() if node.props.kind == "fragment"]
        return node.props.every  # pyright: ignore

    assert every("None") is None
    assert every("2") == every("'2s'") == every("datetime.timedelta(seconds=2)") == 2
    assert error_of("@st.fragment(run_every='often')\ndef part(): pass") == "BadTimeStringError"
    reads("fragment", "every")


@PROOFS.of("fragment", "parallel")
def a_fragment_runs_beside_the_script() -> None:
    app = shown(
        """
        import threading
        @st.fragment(parallel=True)
        def part():
            st.session_state.thread = threading.get_ident()
            st.text("drawn")
            return 3
        st.session_state.result = part()
        st.session_state.own = threading.get_ident()
        """
    )
    assert app.session_state.result is None and app.session_state.thread != app.session_state.own
    assert [each.value for each in app.text] == ["drawn"]


@PROOFS.of("fragment", "key")
def a_fragment_has_a_key() -> None:
    for key in ("app", "fragment", ""):
        assert error_of(f"@st.fragment(key={key!r})\ndef part(): pass") == "APIError"
    two = "@st.fragment(key='k')\ndef a(): pass\n@st.fragment(key='k')\ndef b(): pass\na()\nb()"
    assert error_of(two) == "DuplicateElementKeyError"


def dialog(arguments: str = "", title: str = "'Title'") -> Any:
    return drawn(f"@st.dialog({title}, {arguments})\ndef ask():\n    pass\nask()", "dialog")


@PROOFS.of("dialog", "title", "icon")
def a_dialog_has_a_title() -> None:
    assert dialog("", "':tada: **T**'").title == "🎉 **T**"
    assert dialog().icon is None
    assert dialog("icon='🎈'").icon.emoji == "🎈"
    assert error_of("@st.dialog('')\ndef ask(): pass") == "APIError"
    reads("dialog", "title", "icon")


@PROOFS.of("dialog", "width")
def a_dialog_has_a_width() -> None:
    assert dialog().size == "small"
    for width in ("small", "medium", "large", 700):
        assert dialog(f"width={width!r}").size == width
    for wrong in ("'huge'", "0", "True"):
        assert error_of(f"@st.dialog('T', width={wrong})\ndef ask(): pass") == "InvalidValueError"
    reads("dialog", "size")
    styled('dialog.window[data-size="medium"]', 'dialog.window[data-size="large"]')


@PROOFS.of("dialog", "position")
def a_dialog_has_a_place() -> None:
    assert dialog().position == "center"
    for position in ("left", "center", "right"):
        assert dialog(f"position={position!r}").position == position
    assert error_of("@st.dialog('T', position='top')\ndef ask(): pass") == "InvalidValueError"
    reads("dialog", "position")
    styled("dialog.window.at-left", "dialog.window.at-right")


@PROOFS.of("dialog", "dismissible")
def a_dialog_may_be_closed() -> None:
    assert dialog().dismissible is True
    assert dialog("dismissible=False").dismissible is False
    reads("dialog", "dismissible")


@PROOFS.of("dialog", "on_dismiss")
def closing_a_dialog_may_be_told() -> None:
    assert dialog().reports is False
    assert dialog("on_dismiss='rerun'").reports is True
    assert error_of("@st.dialog('T', on_dismiss='sometimes')\ndef ask(): pass") == "InvalidValueError"
    app = shown(
        """
        def closed():
            st.session_state.closed = True
        @st.dialog("T", on_dismiss=closed)
        def ask():
            pass
        if "closed" not in st.session_state:
            ask()
        """
    )
    (node,) = [node for node in app.run_context.tree.nodes.values() if node.props.kind == "dialog"]
    assert node.identity is not None
    app.click(node.identity)
    assert app.run().session_state.closed is True
    assert not app.get("dialog")
    reads("dialog", "reports")


# --- pages ------------------------------------------------------------------------------------------------------------


def pages(tmp: Path, frame: str, **files: str) -> AppTest:
    """Return an app of a frame script with page files beside it."""
    for name, source in files.items():
        (tmp / f"{name}.py").write_text(f"import rushlight as st\n{source}", encoding="utf-8")
    (tmp / "frame.py").write_text(f"import rushlight as st\n{frame}", encoding="utf-8")
    return AppTest.from_file(tmp / "frame.py").run()


def page(arguments: str, given: str = "lambda: None") -> Any:
    app = shown(f"st.session_state.p = st.Page({given}, {arguments})")
    return app.session_state.p


@PROOFS.of("Page", "page")
def a_page_is_a_file_a_function_or_an_address() -> None:
    folder = Path.cwd()
    app = pages(folder, "st.navigation([st.Page('sales.py'), 'about.py', home]).run()\n", sales="", about="")
    assert app.exception  # `home` is not there
    frame = "def home(): st.text('home')\nst.navigation([st.Page(home), st.Page('sales.py')]).run()"
    app = pages(folder, frame, sales="st.text('sales')")
    assert app.text[0].value == "home"
    assert app.switch_page("sales.py").run().text[0].value == "sales"
    outside = page("title='Docs'", "'https://example.org'")
    assert (outside.is_external, outside.external_url) == (True, "https://example.org")
    assert error_of("st.Page('nothing.py')") == "PageNotFoundError"


@PROOFS.of("Page", "title", "icon", "help")
def a_page_is_named_in_the_navigation() -> None:
    assert page("title='Sales'").title == "Sales"
    assert page("", "__import__('textwrap').dedent").title == "dedent"
    root = root_of(
        "st.navigation([st.Page(lambda: None, title='**S**', icon='🎈', help='*tip*'), st.Page(lambda: None, title='B')])"
    )
    item = root.navigation[0].items[0]
    assert (item.title, item.icon.emoji, item.help) == ("**S**", "🎈", "*tip*")
    assert root.page_title == "**S**" and root.page_icon == {"emoji": "🎈"}
    assert (page("title=''", "min").title, page("", "min").icon, page("", "min").help) == ("min", "", "")
    assert error_of("st.Page(min, title=' _')") == "MissingRequiredParameterError"
    assert error_of("st.Page(__import__('functools').partial(min))") == "MissingRequiredParameterError"
    assert error_of("st.Page('https://example.org')") == "MissingRequiredParameterError"
    assert error_of("st.Page(min, icon='word')") == "APIError"
    read_by_shell("item.title", "item.icon", "item.help")


@PROOFS.of("Page", "url_path")
def a_page_has_a_part_of_the_address() -> None:
    assert page("title='Two Words'").url_path == "Two_Words"
    assert page("title='T', url_path='mine'").url_path == "mine"
    assert page("title='T', url_path='mine', default=True").url_path == ""
    assert error_of("st.Page(min, url_path='a/b')") == "APIError"
    assert error_of("st.Page(min, url_path='')") == "MissingRequiredParameterError"
    assert error_of("st.navigation([st.Page(min), st.Page(min)])") == "APIError"
    same = "st.navigation([st.Page(lambda: None, title='A', url_path='x'), st.Page(print, url_path='x')])"
    assert error_of(same.replace("[st", "[st.Page(lambda: None, title='D'), st", 1)) == "APIError"


@PROOFS.of("Page", "default")
def a_page_is_shown_first() -> None:
    two = "def a(): st.text('a')\ndef b(): st.text('b')\nst.navigation([st.Page(a), st.Page(b{})]).run()"
    assert shown(two.format("")).text[0].value == "a"
    assert shown(two.format(", default=True")).text[0].value == "b"
    assert error_of("st.navigation([st.Page(min, default=True), st.Page(max, default=True)])") == "APIError"
    assert error_of("st.Page('https://example.org', title='T', default=True)") == "IncompatibleParametersError"


@PROOFS.of("Page", "visibility")
def a_page_may_be_left_out_of_the_navigation() -> None:
    script = "st.navigation([st.Page(min), st.Page(max), st.Page(sum, visibility={!r})])"
    assert [item.title for item in root_of(script.format("visible")).navigation[0].items] == ["min", "max", "sum"]
    assert [item.title for item in root_of(script.format("hidden")).navigation[0].items] == ["min", "max"]
    assert error_of(script.format("secret")) == "InvalidValueError"


@PROOFS.of("navigation", "pages")
def pages_are_listed_or_in_sections() -> None:
    root = root_of("st.navigation({'Work': [st.Page(min)], '': [st.Page(max)]})")
    assert [(section.title, [item.title for item in section.items]) for section in root.navigation] == [
        ("Work", ["min"]),
        ("", ["max"]),
    ]
    assert error_of("st.navigation([])") == "MissingRequiredParameterError"
    assert error_of("st.navigation([st.Page('https://example.org', title='T')])") == "APIError"
    read_by_shell("navigation")


@PROOFS.of("navigation", "position")
def the_navigation_has_a_place() -> None:
    script = "st.navigation([st.Page(min), st.Page(max)], position={!r})"
    for position in ("sidebar", "top", "hidden"):
        assert root_of(script.format(position)).navigation_position == position
    assert error_of(script.format("left")) == "InvalidValueError"
    read_by_shell("navigation_position")


@PROOFS.of("navigation", "expanded")
def all_pages_are_listed_or_some() -> None:
    script = "st.navigation([st.Page(min), st.Page(max)], expanded={})"
    assert [root_of(script.format(each)).navigation_expanded for each in ("False", "True", "5")] == [0, -1, 5]
    assert error_of(script.format(-1)) == "InvalidValueError"
    assert error_of(script.format("'all'")) == "InvalidParameterTypeError"
    read_by_shell("navigation_expanded")


@PROOFS.of("switch_page", "page")
def a_script_goes_to_another_page() -> None:
    two = """
    def a():
        st.switch_page({})
    def b():
        st.text("b")
    second = st.Page(b)
    st.navigation([st.Page(a), second]).run()
    """
    assert shown(two.replace("{}", "second")).text[0].value == "b"
    folder = Path.cwd()
    app = pages(
        folder,
        "def a(): st.switch_page('pages_b.py')\nst.navigation([st.Page(a), st.Page('pages_b.py')]).run()",
        pages_b="st.text('file')",
    )
    assert app.text[0].value == "file"
    assert error_of(two.replace("{}", "'nothing.py'")) == "PageNotFoundError"


@PROOFS.of("switch_page", "query_params")
def going_to_a_page_sets_the_parameters() -> None:
    two = """
    def a():
        st.query_params["old"] = "1"
        st.switch_page(second{})
    def b():
        st.session_state.seen = {{key: st.query_params.get_all(key) for key in st.query_params}}
    second = st.Page(b)
    st.navigation([st.Page(a), second]).run()
    """
    assert shown(two.format("")).session_state.seen == {}
    given = ", query_params={'n': 1, 'm': ['x', 'y']}"
    assert shown(two.format(given)).session_state.seen == {"n": ["1"], "m": ["x", "y"]}


# --- the page's own settings ------------------------------------------------------------------------------------------


@PROOFS.of("set_page_config", "page_title")
def the_tab_has_a_title() -> None:
    assert root_of("st.set_page_config('Sales')").title == "Sales"
    assert root_of("st.set_page_config('Sales')\nst.set_page_config(layout='wide')").title == "Sales"
    read_by_shell(".title")


@PROOFS.of("set_page_config", "page_icon")
def the_tab_has_an_icon() -> None:
    def icon(given: str) -> Any:
        return root_of(f"st.set_page_config(page_icon={given})").icon

    assert icon("'🎈'") == icon("':balloon:'") == {"emoji": "🎈"}
    assert set(icon("'random'")) == {"emoji"}
    assert icon("':material/home:'")["path"]
    assert icon("'https://example.org/i.png'") == "https://example.org/i.png"
    assert icon("__import__('numpy').zeros((2, 2))").startswith("_rushlight/media/")
    read_by_shell(".icon")


@PROOFS.of("set_page_config", "layout")
def the_page_is_narrow_or_wide() -> None:
    assert root_of("st.text('x')").layout == "centered"
    assert root_of("st.set_page_config(layout='wide')").layout == "wide"
    assert error_of("st.set_page_config(layout='tall')") == "InvalidValueError"
    read_by_shell("layout")


@PROOFS.of("set_page_config", "initial_sidebar_state")
def the_sidebar_is_open_or_closed_at_first() -> None:
    for word in ("auto", "expanded", "collapsed", "locked"):
        assert root_of(f"st.set_page_config(initial_sidebar_state={word!r})").sidebar == word
    assert root_of("st.set_page_config(initial_sidebar_state=300)").sidebar_width == 300
    assert error_of("st.set_page_config(initial_sidebar_state='half')") == "InvalidValueError"
    read_by_shell("sidebar_width", '"locked"', '"collapsed"', '"expanded"')


@PROOFS.of("set_page_config", "menu_items")
def the_menu_has_entries() -> None:
    script = (
        "st.set_page_config(menu_items={{'Get help': 'https://example.org', 'Report a bug': {}, 'About': '**x**'}})"
    )
    found = root_of(script.format(None)).menu
    assert found == {"get_help": "https://example.org", "report_a_bug": None, "about": "**x**"}
    assert root_of(script.format("'mailto:a@example.org'")).menu["report_a_bug"] == "mailto:a@example.org"
    assert error_of(script.format("'example.org'")) == "InvalidURLError"
    assert error_of("st.set_page_config(menu_items={'Other': 'x'})") == "InvalidValueError"
    read_by_shell("get_help", "report_a_bug", "about")


@PROOFS.of("get_option", "key")
def settings_can_be_read() -> None:
    app = shown("st.session_state.o = st.get_option('server.maxUploadSize')")
    assert app.session_state.o == 200
    assert error_of("st.get_option('server.nothing')") == "ConfigError"


@PROOFS.of("set_option", "key", "value")
def some_settings_can_be_set() -> None:
    script = "before = st.get_option('{0}')\nst.set_option('{0}', {1})\nst.session_state.o = st.get_option('{0}')"
    for key, value in (
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "minimal"),
        ("client.disableDataExport", True),
        ("client.showSidebarNavigation", False),
    ):
        assert shown(script.format(key, repr(value))).session_state.o == value
    assert error_of("st.set_option('server.port', 1)") == "ConfigError"
    assert error_of("st.set_option('client.toolbarMode', 'huge')") == "ConfigError"
    assert drawn("st.set_option('client.disableDataExport', True)\nst.dataframe([1])").can_export is False


# --- caching ----------------------------------------------------------------------------------------------------------

MAKERS = {"cache_data": CacheData, "cache_resource": CacheResource}


def counted(command: str, clock: Clock | None = None, **settings: Any) -> tuple[Any, list[Any]]:
    """Return a cached function of one argument, and what it was called with."""
    calls: list[Any] = []

    def work(x: Any = 0) -> list[Any]:
        calls.append(x)
        return [x]

    registry = Registry(clock) if clock is not None else Registry()
    return MAKERS[command](registry)(**settings)(work), calls


@PROOFS.each("func", commands=MAKERS)
def a_function_is_called_once_for_each_argument(command: str) -> None:
    calls: list[int] = []

    @getattr(st, command)
    def work(x: int) -> list[int]:
        calls.append(x)
        return [x]

    assert work(1) == work(x=1) == [1] and work(2) == [2] and calls == [1, 2]
    assert (work(1) is work(1)) is (command == "cache_resource")
    work.clear(1)
    work(1)
    work(2)
    assert calls == [1, 2, 1]
    work.clear()
    work(2)
    assert calls == [1, 2, 1, 2]
    getattr(st, command).clear()
    work(2)
    assert calls == [1, 2, 1, 2, 2]


@PROOFS.each("ttl", commands=MAKERS)
def results_are_kept_for_a_time(command: str) -> None:
    clock = Clock()
    work, calls = counted(command, clock, ttl="1m")
    for clock.now in (0, 59, 61):
        work()
    assert len(calls) == 2
    with pytest.raises(st.errors.BadTimeStringError):
        counted(command, ttl="soon")


@PROOFS.each("max_entries", commands=MAKERS)
def some_results_are_kept(command: str) -> None:
    work, calls = counted(command, max_entries=2)
    for x in (1, 2, 3, 3, 2, 1):
        work(x)
    assert calls == [1, 2, 3, 1]


@PROOFS.of("cache_data", "max_size")
def results_take_some_bytes() -> None:
    work, calls = counted("cache_data", max_size="1MB")
    large = "x" * 600_000
    for x in (large, large + "y", large):
        work(x)
    assert len(calls) == 3
    small, calls = counted("cache_data", max_size=10_000_000)
    for x in (large, large + "y", large):
        small(x)
    assert len(calls) == 2


def spinner_of(command: str, arguments: str) -> Any:
    """Return the properties of the spinner while a cached function runs, or None."""
    app = shown(
        f"""
        from rushlight.run.context import current
        @st.{command}({arguments})
        def work():
            nodes = current().tree.nodes.values()
            return [node.props for node in nodes if node.props.kind == "spinner"]
        st.{command}.clear()
        st.session_state.found = work()
        """
    )
    found = app.session_state.found
    return found[0] if found else None


@PROOFS.each("show_spinner", commands=MAKERS)
def it_is_shown_that_the_function_runs(command: str) -> None:
    assert "work" in spinner_of(command, "").text
    assert spinner_of(command, "show_spinner='Loading'").text == "Loading"
    assert spinner_of(command, "show_spinner=False") is None


@PROOFS.each("show_time", commands=MAKERS)
def it_is_shown_how_long_the_function_runs(command: str) -> None:
    assert spinner_of(command, "").show_time is False
    assert spinner_of(command, "show_time=True").show_time is True


@PROOFS.each("hash_funcs", commands=MAKERS)
def arguments_of_any_type_can_be_told_apart(command: str) -> None:
    class Odd:
        def __init__(self, name: str) -> None:
            self.name = name

        def __reduce__(self) -> Any:
            raise TypeError("no")

    plain, _ = counted(command)
    with pytest.raises(Exception, match="Odd"):
        plain(Odd("a"))
    work, calls = counted(command, hash_funcs={Odd: lambda odd: odd.name})
    for name in ("a", "a", "b"):
        try:
            work(Odd(name))
        except st.errors.CacheError:  # such an object cannot be the result of cache_data
            assert command == "cache_data"
    named, _ = counted(command, hash_funcs={f"{Odd.__module__}.{Odd.__qualname__}": lambda odd: odd.name})
    assert callable(named)
    if command == "cache_resource":
        assert [each.name for each in calls] == ["a", "b"]


SCOPES = """
import rushlight as st

@st.{}(scope={!r})
def work(_seen):
    return max(_seen, default=0) + 1

seen = st.session_state.seen
first = work(seen)
assert work(seen) == first
seen.append(first)
"""


@PROOFS.each("scope", commands=MAKERS)
def results_are_everybody_s_or_one_s_own(command: str) -> None:
    script = Path.cwd() / "scopes.py"
    for scope, calls in (("global", [1, 1]), ("session", [1, 2])):
        script.write_text(SCOPES.format(command, scope), encoding="utf-8")
        seen: list[int] = []
        for _ in range(2):
            app = AppTest.from_file(script)
            app.session_state.seen = seen
            app.run()
        assert seen == calls
    with pytest.raises(st.errors.InvalidValueError):
        counted(command, scope="nobody")


@PROOFS.each("refresh_mode", commands=MAKERS)
def an_old_result_is_served_while_a_new_one_is_made(command: str) -> None:
    clock = Clock()
    work, calls = counted(command, clock, ttl=10, refresh_mode="background")
    work()
    clock.now = 15
    assert work() == [0]
    deadline = 200
    while len(calls) < 2 and deadline:
        import time

        time.sleep(0.01)
        deadline -= 1
    assert len(calls) == 2
    with pytest.raises(st.errors.MissingRequiredParameterError):
        counted(command, refresh_mode="background")
    with pytest.raises(st.errors.InvalidValueError):
        counted(command, refresh_mode="never", ttl=1)


@PROOFS.of("cache_data", "persist")
def results_outlive_the_server() -> None:
    def work() -> tuple[Any, list[int]]:
        calls: list[int] = []

        def f(x: int) -> int:
            calls.append(x)
            return x

        return f, calls

    for persist in ("disk", True):
        (first, first_calls), (second, second_calls) = work(), work()
        assert (
            CacheData(Registry())(persist=persist)(first)(3) == CacheData(Registry())(persist=persist)(second)(3) == 3
        )
        assert (first_calls, second_calls) in (([3], []), ([], []))
    third, calls = work()
    assert CacheData(Registry())()(third)(3) == 3 and calls == [3]
    with pytest.raises(st.errors.InvalidValueError):
        CacheData(Registry())(persist="cloud")  # type: ignore[call-overload]


@PROOFS.of("cache_resource", "validate")
def a_result_that_is_of_no_use_any_more_is_made_anew() -> None:
    good = [True]
    work, calls = counted("cache_resource", validate=lambda value: good[0])
    work()
    work()
    good[0] = False
    work()
    assert len(calls) == 2


@PROOFS.of("cache_resource", "on_release")
def what_is_no_longer_kept_is_released() -> None:
    released: list[Any] = []
    work, _ = counted("cache_resource", max_entries=1, on_release=released.append)
    work(1)
    work(2)
    work.clear()
    assert released == [[1], [2]]


# --- connections ------------------------------------------------------------------------------------------------------


class Box(BaseConnection[list[Any]]):
    """A connection that takes down that it was made."""

    made: list[Any] = []
    closed: list[Any] = []

    def _connect(self, **kwargs: Any) -> list[Any]:
        self.made.append((self._connection_name, kwargs))
        return [self._connection_name]

    def close(self) -> None:
        self.closed.append(self._connection_name)


@pytest.fixture(autouse=True)
def empty_box() -> None:
    Box.made.clear()
    Box.closed.clear()


@PROOFS.of("connection", "name", "type")
def a_connection_is_found_by_name_and_type() -> None:
    Box.made.clear()
    path = f"{__name__}.Box"
    assert type(st.connection("a", Box)) is Box
    assert type(st.connection("a", type=path)) is not None
    assert Box.made[0] == ("a", {})
    app = AppTest.from_string("import rushlight as st\nst.session_state.n = type(st.connection('mine')).__name__")
    app.secrets["connections"] = {"mine": {"type": path}}
    assert app.run().session_state.n == "Box"
    for wrong in ("oracle", "os.path"):
        with pytest.raises(st.errors.APIError, match=wrong):
            st.connection("x", type=wrong)
    with pytest.raises(st.errors.SecretNotFoundError):
        st.connection("nowhere")


@PROOFS.of("connection", "kwargs")
def a_connection_gets_its_arguments() -> None:
    Box.made.clear()
    assert st.connection("k", type=Box, a=1) is st.connection("k", type=Box, a=1)
    assert st.connection("k", type=Box, a=2) is not st.connection("k", type=Box, a=1)
    assert Box.made == [("k", {"a": 1}), ("k", {"a": 2})]


@PROOFS.of("connection", "max_entries")
def some_connections_are_kept() -> None:
    Box.closed.clear()
    for name in ("a", "b"):
        st.connection(name, type=Box, max_entries=1)
    assert Box.closed == ["a"]


@PROOFS.of("connection", "ttl")
def a_connection_is_kept_for_a_time() -> None:
    assert st.connection("t", type=Box, ttl=0) is not st.connection("t", type=Box, ttl=0)
    assert st.connection("t", type=Box, ttl="1h") is st.connection("t", type=Box, ttl="1h")
    assert st.connection("t", type=Box) is st.connection("t", type=Box)
    with pytest.raises(st.errors.BadTimeStringError):
        st.connection("t", type=Box, ttl="soon")


def test_the_component_of_a_fragment_asks_for_its_runs() -> None:
    assert "refresh(element.node)" in source_of("fragment")


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
