"""Apps of several pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rushlight.run.pages import in_folder, read_name
from rushlight.testing import AppTest
from rushlight.wire.messages import Navigate
from tests.session.harness import Browser, Host, play

NAVIGATION = """
import rushlight as st

def home():
    st.text("home")
    st.text_input("name", key="name")
    if st.button("go"):
        st.switch_page("other.py", query_params={"a": [1, 2]})
    if st.button("lost"):
        st.switch_page("nowhere.py")

async def late():
    st.text("late")

page = st.navigation({
    "": [st.Page(home, default=True, title="Home", icon=":material/home:")],
    "More": [
        st.Page("other.py"),
        st.Page(late, url_path="later"),
        st.Page(home, title="Hidden", url_path="hidden", visibility="hidden"),
        st.Page("https://example.org", title="Elsewhere"),
    ],
}, position="top", expanded=3)
st.slider("frame", 0, 9, key="frame")
page.run()
"""
OTHER = "import rushlight as st\nst.text('other')\nst.text(st.session_state.get('name', 'gone'))\n'magic'\n"


def app(folder: Path) -> None:
    (folder / "other.py").write_text(OTHER)


def shown(browser: Browser) -> Any:
    assert browser.page is not None
    return browser.page.root.props


def test_the_address_names_the_page_that_runs(tmp_path: Path) -> None:
    app(tmp_path)

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["home"]
        assert shown(browser)["navigation_position"] == "top"
        assert shown(browser)["navigation_expanded"] == 3
        assert [[item["title"] for item in section["items"]] for section in shown(browser)["navigation"]] == [
            ["Home"],
            ["other", "late", "Elsewhere"],
        ]
        browser.change(name="Ann", frame=4)
        await browser.settle()
        browser.send(Navigate(0, "other", ""))
        await browser.settle()
        browser.rerun()
        await browser.settle()
        assert browser.texts() == ["other", "gone", "magic"]
        assert shown(browser)["page"] == "other"
        assert shown(browser)["page_title"] == "other"
        assert browser.widget("frame").value == 4
        browser.send(Navigate(0, "later", ""))
        await browser.settle()
        assert browser.texts() == ["late"]
        browser.send(Navigate(0, "", ""))
        await browser.settle()
        assert browser.widget("name").value == ""

    play(tmp_path, NAVIGATION, journey)


def test_a_script_can_go_to_another_page(tmp_path: Path) -> None:
    app(tmp_path)

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect(query="x=1")).settle()
        browser.click("go")
        await browser.settle()
        assert browser.texts()[0] == "other"
        assert (shown(browser)["page"], shown(browser)["query"]) == ("other", "a=1&a=2")

    play(tmp_path, NAVIGATION, journey)


def test_going_to_no_page_is_an_error(tmp_path: Path) -> None:
    app(tmp_path)

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("lost")
        await browser.settle()
        (error,) = [node for node in browser.nodes() if node.kind == "exception"]
        assert error.props["name"] == "PageNotFoundError"
        assert "other.py" in error.props["message"]

    play(tmp_path, NAVIGATION, journey)


def test_an_address_of_no_page_shows_the_first_with_a_notice(tmp_path: Path) -> None:
    app(tmp_path)

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect(page="nowhere")).settle()
        assert "home" in browser.texts()
        assert shown(browser)["page"] == ""
        assert [node.kind for node in browser.nodes()].count("toast") == 1

    play(tmp_path, NAVIGATION, journey)


LOGIN = """
import rushlight as st

if st.button("Log out"):
    st.session_state.out = True
if "out" in st.session_state:
    st.text("Log in")
    st.stop()
st.navigation([st.Page(lambda: st.text("one"), title="One"), st.Page(lambda: st.text("two"), title="Two")]).run()
"""


def test_a_run_that_stops_before_it_declares_pages_has_no_navigation(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert len(shown(browser)["navigation"]) == 1
        browser.click("Log out")
        await browser.settle()
        assert browser.texts() == ["Log in"]
        assert not shown(browser).get("navigation")

    play(tmp_path, LOGIN, journey)


def test_a_page_loaded_anew_by_another_address_is_gone_to(tmp_path: Path) -> None:
    app(tmp_path)

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.lose()
        browser.page, browser.frame = None, 0
        await (await browser.connect(page="other")).settle()
        assert browser.texts()[0] == "other"

    play(tmp_path, NAVIGATION, journey)


def folder(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "2_📈_Sales_by_region.py").write_text(
        "import rushlight as st\nst.set_page_config(layout='wide')\nst.text('sales')\n"
    )
    (pages / "1_first.py").write_text("import rushlight as st\nst.text('first')\nst.text_input('t', key='t')\n")
    (pages / "__init__.py").write_text("")
    (pages / ".hidden.py").write_text("")


def test_the_files_of_a_folder_are_pages(tmp_path: Path) -> None:
    folder(tmp_path)
    source = """
    import rushlight as st
    st.text("app")
    st.page_link("pages/1_first.py")
    if st.button("go"):
        st.switch_page("pages/1_first.py")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert [item["path"] for item in shown(browser)["navigation"][0]["items"]] == ["", "first", "Sales_by_region"]
        (link,) = [node for node in browser.nodes() if node.kind == "page_link"]
        assert (link.props["label"], link.props["path"]) == ("first", "first")
        browser.click("go")
        await browser.settle()
        assert browser.texts() == ["first"]
        browser.send(Navigate(0, "Sales_by_region", ""))
        await browser.settle()
        assert browser.texts() == ["sales"]
        assert shown(browser)["layout"] == "wide"
        browser.send(Navigate(0, "", ""))
        await browser.settle()
        assert "layout" not in shown(browser)

    play(tmp_path, source, journey)


def test_names_of_files_give_order_title_icon_and_address(tmp_path: Path) -> None:
    name = read_name(Path("12_📈_Sales_by_region.py"))
    assert (name.order[0], name.title, name.url_path, name.icon) == (12, "Sales by region", "Sales_by_region", "📈")
    assert read_name(Path("plain.py")).title == "plain"
    assert read_name(Path("2024.py")).title == "2024"
    (tmp_path / "pages").mkdir()
    for file in ("1_same.py", "2_same.py"):
        (tmp_path / "pages" / file).write_text("")
    with pytest.raises(Exception, match="same"):
        in_folder(tmp_path / "app.py")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("[]", "at least one page"),
        ("[st.Page('https://a.org', title='A')]", "at least one page"),
        ("[st.Page(f, default=True), st.Page(g, default=True)]", "Only one page"),
        ("[st.Page(f), st.Page(g), st.Page(g)]", "Two pages"),
        ("[st.Page('missing.py')]", "no page 'missing.py'"),
        ("[st.Page(f, url_path='a/b')]", "slash"),
        ("[st.Page(f, title=' ')]", "title"),
        ("[st.Page('https://a.org')]", "title"),
        ("[st.Page('https://a.org', title='A', default=True), f]", "cannot be the default"),
        ("[f], position='left'", "position"),
    ],
)
def test_navigation_refuses_what_it_cannot_show(pages: str, said: str) -> None:
    source = f"import rushlight as st\ndef f(): pass\ndef g(): pass\nst.navigation({pages}).run()"
    assert said in AppTest.from_string(source).run().exception[0].message


def test_a_page_runs_once_and_only_if_it_is_the_one(tmp_path: Path) -> None:
    source = """
import rushlight as st
def f(): st.text("f")
def g(): st.text("g")
other = st.Page(g)
page = st.navigation([st.Page(f), other])
page.run()
for each in (page, other):
    try:
        each.run()
    except Exception as error:
        st.text(type(error).__name__)
"""
    at = AppTest.from_string(source).run()
    assert [text.value for text in at.text] == ["f", "APIError", "APIError"]


def test_apptest_switches_pages(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "app.py").write_text("import rushlight as st\nst.text('app')")
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert at.text[0].value == "app"
    assert at.switch_page("pages/1_first.py").run().text[0].value == "first"


def test_a_value_kept_for_the_page_is_dropped_when_it_is_left_and_one_for_the_session_is_not(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    def home():
        if st.checkbox("show", True):
            st.slider("p", 0, 9, key="p", persist_state="page")
            st.slider("s", 0, 9, key="s", persist_state="session")
    def other():
        st.text("other")
    st.navigation([st.Page(home), st.Page(other)]).run()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(p=3, s=4)
        await browser.settle()
        browser.change(show=False)
        await browser.settle()
        browser.change(show=True)
        await browser.settle()
        assert (browser.widget("p").value, browser.widget("s").value) == (3, 4)
        for page in ("other", ""):
            browser.send(Navigate(0, page, ""))
            await browser.settle()
        assert (browser.widget("p").value, browser.widget("s").value) == (0, 4)

    play(tmp_path, source, journey)


SLOW = """
import time
from pathlib import Path
import rushlight as st

def one():
    for n in range(4):
        st.text(f"one {n}")
    st.slider("kept", 0, 9, key="kept")

def two():
    st.text("two")
    while not Path(__file__).with_name("go").exists():
        time.sleep(0.02)
    st.text("end of two")

page = st.navigation([st.Page(one, default=True), st.Page(two)])
st.title("frame")
page.run()
"""


def test_a_page_that_takes_long_does_not_stand_among_what_is_left_of_another(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts()[1:] == ["one 0", "one 1", "one 2", "one 3"]
        browser.send(Navigate(0, "two", ""))
        await browser.until(lambda: browser.texts()[1:] == ["two"])
        (tmp_path / "go").write_text("")
        await browser.settle()
        assert browser.texts()[1:] == ["two", "end of two"]

    play(tmp_path, SLOW, journey)


def test_a_page_whose_query_changes_keeps_what_is_left_while_it_takes_long(tmp_path: Path) -> None:
    source = """
import time
from pathlib import Path
import rushlight as st
st.text("first")
if st.query_params.get("a"):
    while not Path(__file__).with_name("go").exists():
        time.sleep(0.02)
st.text("last")
"""

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.send(Navigate(0, "", "a=1"))
        # The first text is of this run, the other one faded: the time to let go of another page's has passed.
        await browser.until(lambda: browser.page is not None and browser.page.nodes[1].fresh == 1)
        assert browser.texts() == ["first", "last"]
        (tmp_path / "go").write_text("")
        await browser.settle()
        assert browser.texts() == ["first", "last"]

    play(tmp_path, source, journey)
