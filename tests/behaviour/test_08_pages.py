"""§8: the pages of an app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


def navigation(tab: Tab) -> list[tuple[str, str]]:
    return [(item["title"], item["path"]) for section in tab.root.props["navigation"] for item in section["items"]]


def text(word: str) -> str:
    return f"st.text({word!r})"


def test_8_1a_the_files_of_a_folder_are_pages_in_the_order_of_their_numbers_and_names(show: Show) -> None:
    files = {
        "pages/10_last.py": "",
        "pages/2_Second_page.py": "",
        "pages/1_first.py": "",
        "pages/without.py": "",
        "pages/3-with-dash.py": "",
        "pages/4 with space.py": "",
        "pages/.hidden.py": "",
        "pages/__init__.py": "",
        "pages/no_page.txt": "x",
    }
    tab = show("st.text('home')", files)
    assert navigation(tab) == [
        ("app", ""),
        ("first", "first"),
        ("Second page", "Second_page"),
        ("with-dash", "with-dash"),
        ("with space", "with_space"),
        ("last", "last"),
        ("without", "without"),
    ]


def test_8_1b_a_leading_emoji_is_the_icon(show: Show) -> None:
    tab = show("st.text('home')", {"pages/1_📈_Sales.py": "st.text('sales')"})
    (section,) = tab.root.props["navigation"]
    assert section["items"][1]["title"] == "Sales"
    assert section["items"][1]["path"] == "Sales"
    assert section["items"][1]["icon"]["emoji"] == "📈"


def test_8_1c_each_is_a_script_of_its_own(show: Show) -> None:
    tab = show("st.text('home')", {"pages/other.py": "st.text(f'other {__name__}')\nst.text(__file__)"})
    tab.go("other")
    assert tab.texts == ["other __main__", str(tab.app.folder / "pages" / "other.py")]
    tab.go("")
    assert tab.texts == ["home"]


def test_8_1d_two_files_of_one_address_are_an_error(show: Show) -> None:
    tab = show("st.text('home')", {"pages/1_same.py": "", "pages/2_same.py": ""})
    assert tab.errors == ["APIError"]
    assert "same" in tab.one("exception").props["message"]


@pytest.mark.parametrize(
    "source",
    ["st.navigation([st.Page(lambda: st.text('mine'), title='Mine')]).run()",
     "from declares_8_1 import pages\npages()"],
)  # fmt: skip
def test_8_1e_declared_pages_switch_the_folder_off(show: Show, source: str) -> None:
    files = {"pages/other.py": text("other"), "declares_8_1.py": "def pages():\n    st.navigation([st.Page('mine.py')]).run()",
             "mine.py": text("mine")}  # fmt: skip
    tab = show(source, files)
    assert tab.texts == ["mine"]
    tab.rerun()
    assert tab.texts == ["mine"]
    assert tab.root.props.get("navigation", []) == []
    tab.go("other")
    assert "mine" in tab.texts
    assert "other" not in tab.texts


PAGES = """
def settings():
    st.text("settings")
def report():
    st.text("report")
pages = [
    st.Page("home.py", title="Home", icon=":material/home:", default=True),
    st.Page(settings, help="What you like"),
    st.Page(report, title="The report", url_path="figures", visibility="hidden"),
    st.Page("https://example.org/docs", title="Docs"),
]
page = st.navigation(pages)
st.text(f"frame {page.title}")
page.run()
"""


def test_8_2a_pages_are_scripts_functions_and_addresses(show: Show) -> None:
    tab = show(PAGES, {"home.py": text("home")})
    assert tab.texts == ["frame Home", "home"]
    assert navigation(tab) == [("Home", ""), ("settings", "settings"), ("Docs", "Docs")]
    tab.go("settings")
    assert tab.texts == ["frame settings", "settings"]
    tab.go("figures")
    assert tab.texts == ["frame The report", "report"]
    (section,) = tab.root.props["navigation"]
    assert section["items"][1]["help"] == "What you like"
    assert section["items"][2]["address"] == "https://example.org/docs"


def test_8_2b_members(show: Show) -> None:
    source = """
    page = st.Page("home.py", title="Home", icon="🏠", default=True)
    st.text(f"{page.title} {page.icon} {page.url_path!r} {page.visibility} {page.help} {page.is_external} {page.external_url}")
    page = st.Page("1_my_page.py", url_path="mine", visibility="hidden", help="h")
    st.text(f"{page.title} {page.icon} {page.url_path!r} {page.visibility} {page.help} {page.is_external}")
    page = st.Page("https://example.org", title="Out")
    st.text(f"{page.is_external} {page.external_url}")
    def shown(): pass
    st.text(f"{st.Page(shown).title} {st.Page(shown).url_path}")
    """
    tab = show(source, {"home.py": "", "1_my_page.py": ""})
    assert tab.errors == []
    assert tab.texts == [
        "Home 🏠 '' visible  False None",
        "my page  'mine' hidden h False",
        "True https://example.org",
        "shown shown",
    ]


@pytest.mark.parametrize(
    "call",
    [
        "st.Page('missing.py')", "st.Page(__import__('functools').partial(print))", "st.Page('https://example.org')",
        "st.Page('https://example.org', title='x', default=True)", "st.Page('app.py', url_path='a/b')",
        "st.Page('app.py', title=' ')", "st.Page('app.py', visibility='maybe')",
    ],
)  # fmt: skip
def test_8_2c_what_it_refuses(show: Show, call: str) -> None:
    assert len(show(call).errors) == 1


def test_8_3a_sections_and_positions(show: Show) -> None:
    source = """
    def a(): pass
    def b(): pass
    st.navigation({"One": [st.Page(a)], "Two": [st.Page(b)]}, position="top", expanded=3).run()
    """
    tab = show(source)
    assert [section["title"] for section in tab.root.props["navigation"]] == ["One", "Two"]
    assert tab.root.props["navigation_position"] == "top"
    assert tab.root.props["navigation_expanded"] == 3


def test_8_3b_a_hidden_navigation(show: Show) -> None:
    tab = show(
        "st.navigation([st.Page(lambda: None, title='a'), st.Page(lambda: None, title='b')], position='hidden').run()"
    )
    assert tab.root.props["navigation_position"] == "hidden"


def test_8_3c_a_page_runs_once(show: Show) -> None:
    source = "page = st.navigation([st.Page(lambda: st.text('x'), title='a')])\npage.run()\npage.run()"
    tab = show(source)
    assert tab.texts == ["x"]
    assert tab.errors == ["APIError"]


def test_8_3d_only_the_page_that_was_chosen_runs(show: Show) -> None:
    source = (
        "page = st.Page(lambda: None, title='a')\nst.navigation([st.Page(lambda: None, title='b'), page])\npage.run()"
    )
    assert show(source).errors == ["APIError"]


def test_8_3e_the_script_is_a_frame_that_runs_for_every_page(show: Show) -> None:
    tab = show(PAGES + "\nst.text('footer')", {"home.py": text("home")})
    for page, texts in (("settings", "settings"), ("", "home")):
        tab.go(page)
        assert tab.texts[1:] == [texts, "footer"]


@pytest.mark.parametrize(
    "pages",
    [
        "[]", "{}", "[st.Page('https://example.org', title='x')]", "[st.Page(a, default=True), st.Page(b, default=True)]",
        "[st.Page(a), st.Page(b, url_path='x'), st.Page(c, url_path='x')]",
    ],
)  # fmt: skip
def test_8_3f_what_it_refuses(show: Show, pages: str) -> None:
    tab = show(f"def a(): pass\ndef b(): pass\ndef c(): pass\nst.navigation({pages})")
    assert len(tab.errors) == 1


def test_8_3g_an_unknown_address_shows_the_default_page_and_a_notice(show: Show) -> None:
    tab = show(PAGES, {"home.py": text("home")})
    tab.go("nowhere")
    assert "home" in tab.texts
    assert "nowhere" in tab.one("toast").props["body"]
    assert tab.root.props["page"] == ""


def test_8_4a_switch_page_by_path_and_page_replaces_the_query(show: Show) -> None:
    source = """
    def two():
        st.text(f"two {st.query_params.to_dict()}")
        if st.button("back"):
            st.switch_page("one.py")
    second = st.Page(two)
    st.session_state.second = second
    st.navigation([st.Page("one.py"), second]).run()
    """
    one = """
    st.text(f"one {st.query_params.to_dict()}")
    if st.button("plain"):
        st.switch_page(st.session_state.second)
    if st.button("query"):
        st.switch_page(st.session_state.second, query_params={"a": 1, "b": ["x", "y"]})
    """
    tab = show(source, {"one.py": one})
    tab.go("", "old=1")
    assert tab.texts == ["one {'old': '1'}"]
    tab.click("plain")
    assert tab.texts == ["two {}"]
    assert tab.root.props["page"] == "two"
    tab.click("back")
    tab.click("query")
    assert tab.texts == ["two {'a': '1', 'b': 'y'}"]
    assert tab.root.props["query"] == "a=1&b=x&b=y"


def test_8_4b_of_pages_in_a_folder(show: Show) -> None:
    source = "import pathlib\nif st.button('go'): st.switch_page({})"
    for path in (
        "'pages/two.py'",
        "pathlib.Path('pages/two.py')",
        "pathlib.Path(__file__).parent / 'pages' / 'two.py'",
    ):
        tab = show(source.format(path), {"pages/two.py": text("two")})
        tab.click("go")
        assert tab.texts == ["two"]


def test_8_4c_an_unknown_page_is_an_error(show: Show) -> None:
    tab = show("st.switch_page('nowhere.py')")
    assert tab.errors == ["PageNotFoundError"]


def test_8_4d_page_links(show: Show) -> None:
    source = """
    st.page_link("app.py", label="Home", icon="🏠")
    st.page_link("pages/two.py", label="Two", query_params={"a": 1})
    st.page_link("https://example.org", label="Out")
    """
    tab = show(source, {"pages/two.py": ""})
    assert tab.errors == []
    links = [node.props for node in tab.nodes("page_link")]
    assert [link["label"] for link in links] == ["Home", "Two", "Out"]
    assert any("a=1" in str(value) for value in links[1].values())
    assert any("https://example.org" in str(value) for value in links[2].values())


def test_8_4e_own_values_live_on_every_page(show: Show) -> None:
    tab = show(
        "st.session_state.own = 1\nst.slider('n', 0, 9, key='n')",
        {"pages/two.py": "st.text(str(dict(st.session_state)))"},
    )
    tab.go("two")
    tab.rerun()
    assert tab.texts == ["{'own': 1}"]


CONFIG: list[tuple[str, dict[str, Any]]] = [
    ("page_title='T'", {"title": "T"}),
    ("page_icon='🔥'", {"icon": {"emoji": "🔥"}}),
    ("page_icon=':fire:'", {"icon": {"emoji": "🔥"}}),
    ("page_icon='https://example.org/x.png'", {"icon": "https://example.org/x.png"}),
    ("layout='wide'", {"layout": "wide"}),
    ("initial_sidebar_state='collapsed'", {"sidebar": "collapsed"}),
    ("initial_sidebar_state='locked'", {"sidebar": "locked"}),
    ("initial_sidebar_state=400", {"sidebar_width": 400}),
    ("menu_items={'Get help': 'https://example.org', 'Report a bug': None, 'About': '**us**'}",
     {"menu": {"get_help": "https://example.org", "report_a_bug": None, "about": "**us**"}}),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "props"), CONFIG)
def test_8_5a_the_page_is_configured(show: Show, arguments: str, props: dict[str, Any]) -> None:
    tab = show(f"st.text('first')\nst.set_page_config({arguments})")
    assert tab.errors == []
    assert {name: tab.root.props[name] for name in props} == props


def test_8_5b_each_call_sets_only_what_is_given(show: Show) -> None:
    source = """
    st.set_page_config(page_title="A", layout="wide", menu_items={"About": "x"})
    st.set_page_config(page_title="B")
    st.set_page_config(menu_items={"Get help": "https://example.org"})
    """
    props = show(source).root.props
    assert (props["title"], props["layout"]) == ("B", "wide")
    assert props["menu"] == {"about": "x", "get_help": "https://example.org"}


@pytest.mark.parametrize("icon", ["':material/home:'", "'random'", "PIL.Image.new('RGB', (4, 4))", "'picture.png'"])
def test_8_5c_icons_of_many_kinds(start: Start, icon: str) -> None:
    app = start(f"import PIL.Image\nst.set_page_config(page_icon={icon})")
    (app.folder / "picture.png").write_bytes(b"\x89PNG")
    tab = app.open()
    assert tab.errors == []
    assert tab.root.props["icon"]


@pytest.mark.parametrize("arguments", ["layout='narrow'", "initial_sidebar_state='open'", "menu_items={'Other': 'x'}",
                                       "menu_items={'Get help': 'no address'}"])  # fmt: skip
def test_8_5d_what_it_refuses(show: Show, arguments: str) -> None:
    assert len(show(f"st.set_page_config({arguments})").errors) == 1


def test_8_6_a_logo_stands_above_the_navigation(show: Show) -> None:
    source = """
    if st.checkbox("logo", True):
        st.logo("https://example.org/a.png", size="large", link="https://example.org", icon_image="https://example.org/b.png")
    """
    tab = show(source)
    assert tab.root.props["logo"] == {
        "image": "https://example.org/a.png",
        "icon": "https://example.org/b.png",
        "size": "large",
        "link": "https://example.org",
    }
    tab.set(logo=False)
    assert "logo" not in tab.root.props
