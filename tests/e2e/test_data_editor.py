"""Editing tables in the browser: by keyboard alone, by pointer, from the clipboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]
pytestmark = pytest.mark.e2e


class Table:
    """A table on the page, and the lines below it that say what the script has got."""

    def __init__(self, page: Page, label: str) -> None:
        self.page = page
        self.grid = page.get_by_role("grid", name=label)
        expect(self.grid.locator(".slick-row").first).to_be_visible()

    def cell(self, row: int, column: int) -> Locator:
        """Return a cell by its row and column in the view; boxes by which rows are picked are in column 0."""
        return self.grid.locator(f".slick-row[data-row='{row}'] > .l{column}")

    def shows(self, line: str) -> None:
        expect(self.page.locator("main .node-text", has_text=re.compile("^" + re.escape(line)))).to_be_visible()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str, *keys: str) -> None:
        self.page.keyboard.type(text)
        self.press(*keys)

    def paste(self, text: str) -> None:
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def copied(self) -> str:
        self.press("Control+c")
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent"))


@pytest.fixture
def open_table(serve: Serve, viewer: Viewer) -> Callable[..., Table]:
    viewer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def opened(part: str, label: str) -> Table:
        return Table(viewer.open(f"{serve('editor.py').url}?part={part}"), label)

    return opened


def test_a_table_is_edited_by_keyboard_alone(open_table: Callable[..., Table], viewer: Viewer) -> None:
    table = open_table("orders", "Orders")
    table.page.locator("body").click(position={"x": 2, "y": 300})
    for _ in range(20):
        table.press("Tab")
        if table.page.evaluate("document.activeElement.classList.contains('slick-cell')"):
            break
    table.press("Home")
    assert table.focused == "Ada"
    table.type("Linus", "Enter")
    table.shows("edits={'edited_rows': {0: {'name': 'Linus'}}")
    assert table.focused == "Grace"
    table.press("F2")
    table.type("!", "Tab")
    table.type("15.5", "ArrowDown")
    table.type("1", "Tab", "Tab", "Space")
    table.shows(
        "edits={'edited_rows': {0: {'name': 'Linus'}, 1: {'name': 'Grace!', 'price': 15.5}, 2: {'price': 1, 'paid': True}}"
    )
    table.press("Control+z", "Control+z")
    table.shows("edits={'edited_rows': {0: {'name': 'Linus'}, 1: {'name': 'Grace!', 'price': 15.5}}")
    table.press("Control+y")
    table.shows("edits={'edited_rows': {0: {'name': 'Linus'}, 1: {'name': 'Grace!', 'price': 15.5}, 2: {'price': 1}}")
    table.press("Delete")
    table.shows("edits={'edited_rows': {0: {'name': 'Linus'}, 1: {'name': 'Grace!', 'price': 15.5}}")
    table.press("Escape", "Tab")
    assert not table.page.evaluate("document.activeElement.closest('.grid') !== null")
    assert viewer.axe() == []


def test_what_is_wrong_is_said_and_not_sent(open_table: Callable[..., Table], viewer: Viewer) -> None:
    table = open_table("orders", "Orders")
    table.cell(0, 1).click()
    message = table.page.get_by_role("alert")
    table.type("lower", "Enter")
    expect(message).to_have_text("This must match ^[A-Z]")
    field = table.page.get_by_role("textbox", name="Name, row 1")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert viewer.axe() == []
    viewer.picture("editor-message")
    table.press("Control+a")
    table.type("Christopher", "Enter")
    expect(message).to_have_text("At most 10 characters; these are 11")
    table.press("Backspace", "Enter")
    table.shows("edits={'edited_rows': {0: {'name': 'Christophe'}}")
    table.cell(1, 2).click()
    table.type("500", "Enter")
    expect(message).to_contain_text("Enter $0.00 to $100.00")
    table.press("Escape")
    expect(message).to_be_hidden()
    table.cell(1, 1).click()
    table.press("Delete")
    expect(table.page.locator(".grid-note")).to_contain_text("This cell cannot be empty")
    table.shows("edits={'edited_rows': {0: {'name': 'Christophe'}}, 'added_rows': []")


def test_rows_are_added_and_deleted(open_table: Callable[..., Table], viewer: Viewer) -> None:
    table = open_table("orders", "Orders")
    table.cell(3, 3).click()
    table.type("7", "Enter")
    expect(table.cell(3, 1)).to_have_attribute("aria-invalid", "true")
    expect(table.grid).to_have_attribute("aria-rowcount", "6")
    table.shows("edits={'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}")
    table.cell(3, 1).click()
    expect(table.page.get_by_role("alert")).to_contain_text("cannot be empty")
    table.type("Barbara", "Enter")
    table.shows("edits={'edited_rows': {}, 'added_rows': [{'paid': False, 'count': 7, 'name': 'Barbara'}]")
    table.shows("names=['Ada', 'Grace', 'Alan', 'Barbara']")
    table.cell(0, 0).get_by_role("checkbox").click()
    table.cell(3, 0).get_by_role("checkbox").click()
    table.page.get_by_role("button", name="Delete the selected rows").click()
    table.shows("names=['Grace', 'Alan']")
    table.press("Control+z")
    table.shows("names=['Ada', 'Grace', 'Alan', 'Barbara']")
    table.cell(1, 1).click()
    table.press("Shift+Space", "Delete")
    table.shows("names=['Ada', 'Alan', 'Barbara']")
    table.page.get_by_role("button", name="Add a row").click()
    table.type("Donald", "Enter")
    table.shows("names=['Ada', 'Alan', 'Barbara', 'Donald']")
    assert viewer.axe() == []


def test_blocks_are_copied_and_pasted(open_table: Callable[..., Table]) -> None:
    table = open_table("orders", "Orders")
    table.cell(0, 1).click()
    table.press("Shift+ArrowDown", "Shift+ArrowRight")
    assert table.copied() == "Ada\t10.5\nGrace\t20"
    table.cell(2, 1).click()
    table.paste('Xeno\t1\t2\tyes\tM\t2027-01-02\r\nyoke\t"3"\tx\tno\tXL\tsoon\r\n"Zed"\t5\t6\t1\tS\t2027-03-04\r\n')
    table.shows(
        "edits={'edited_rows': {2: {'name': 'Xeno', 'price': 1, 'count': 2, 'paid': True, 'size': 'M', 'day': '2027-01-02'}},"
        " 'added_rows': [{'paid': True, 'name': 'Zed', 'price': 5, 'count': 6, 'size': 'S', 'day': '2027-03-04'}]"
    )
    table.shows("types=['str', 'float64', 'int64', 'bool', 'category', 'object']")
    expect(table.page.locator(".grid-note")).to_contain_text("4 cells left as before")
    table.press("Control+z")
    table.shows("edits={'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}")
    table.cell(0, 2).click()
    table.press("Shift+ArrowDown", "Shift+ArrowDown")
    table.paste("9")
    table.shows("edits={'edited_rows': {0: {'price': 9}, 1: {'price': 9}, 2: {'price': 9}}")
    table.press("Control+x")
    table.shows("edits={'edited_rows': {0: {'price': None}, 1: {'price': None}}")
    assert table.page.evaluate("navigator.clipboard.readText()") == "9\n9\n9"


def test_cells_are_filled(open_table: Callable[..., Table]) -> None:
    table = open_table("orders", "Orders")
    table.cell(0, 2).click()
    table.press("Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    table.shows("edits={'edited_rows': {1: {'price': 10.5}, 2: {'price': 10.5}}")
    table.press("Control+z")
    table.cell(0, 6).click()
    table.type("2026-05-05", "Enter")
    table.cell(0, 6).click()
    table.press("Shift+ArrowDown")
    handle = table.grid.locator(".fill-handle").bounding_box()
    target = table.cell(2, 6).bounding_box()
    assert handle is not None
    assert target is not None
    table.page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    table.page.mouse.down()
    table.page.mouse.move(target["x"] + 20, target["y"] + 15, steps=5)
    table.page.mouse.up()
    table.shows("edits={'edited_rows': {0: {'day': '2026-05-05'}, 2: {'day': '2026-02-28'}}")


def test_cells_are_selected_by_the_pointer(open_table: Callable[..., Table]) -> None:
    table = open_table("orders", "Orders")
    table.cell(0, 1).hover()
    table.page.mouse.down()
    table.cell(1, 2).hover()
    table.page.mouse.up()
    assert table.copied() == "Ada\t10.5\nGrace\t20"
    table.cell(2, 3).click(modifiers=["Shift"])
    assert table.copied() == "Ada\t10.5\t1\nGrace\t20\t2\nAlan\t\t3"
    table.cell(1, 1).dblclick()
    expect(table.page.get_by_role("textbox", name="Name, row 2")).to_have_value("Grace")


def test_every_type_has_its_editor(open_table: Callable[..., Table], viewer: Viewer) -> None:
    viewer.page.set_viewport_size({"width": 1800, "height": 900})
    table = open_table("types", "Types")
    viewer.picture("editor-types")
    table.cell(0, 0).click()
    table.press("Enter", "Shift+Enter")
    table.type("three", "Tab")
    table.type("7.25", "Tab", "Space", "Tab")
    table.shows("edits={0: {'text': 'one\\ntwo\\nthree', 'number': 7.25, 'box': False}}")
    table.press("Enter")
    table.type("letter c")
    expect(table.page.get_by_role("option", name="Letter c")).to_be_visible()
    assert viewer.axe() == []
    table.press("Tab", "Enter")
    table.type("b", "Enter")
    viewer.picture("editor-several")
    table.press("Tab", "Enter")
    table.type("y", "Enter")
    table.type("z", "Tab")
    table.type("2026-05-06 07:08", "Tab")
    table.press("F2", "ArrowUp", "Tab")
    table.type("2026-12-24", "Tab")
    table.type("18:45", "Tab")
    table.type("2:30:00", "Tab")
    table.shows(
        "edits={0: {'text': 'one\\ntwo\\nthree', 'number': 7.25, 'box': False, 'choice': 'c', 'several': ['a', 'b'], "
        "'free': ['x', 'y', 'z'], 'moment': '2026-05-06T07:08:00', 'zoned': '2026-07-06T08:00:00Z', "
        "'day': '2026-12-24', 'clock': '18:45:00', 'took': 9000}}"
    )
    table.shows(
        "first=[Timestamp('2026-05-06 07:08:00'), Timestamp('2026-07-06 10:00:00+0200', tz='Europe/Berlin'), "
        "datetime.date(2026, 12, 24), datetime.time(18, 45), Timedelta('0 days 02:30:00')]"
    )
    table.type("https://example.com/item/9", "Tab")
    expect(table.cell(0, 11)).to_have_text("9")
    table.type("*new*", "Tab")
    expect(table.cell(0, 12).locator("em")).to_have_text("new")


def test_what_only_shows_can_be_seen_whole(open_table: Callable[..., Table], viewer: Viewer) -> None:
    viewer.page.set_viewport_size({"width": 1800, "height": 900})
    table = open_table("types", "Types")
    table.cell(0, 13).click()
    assert table.cell(0, 13).get_attribute("aria-readonly") == "true"
    table.press("Enter")
    dialog = table.page.get_by_role("dialog", name="json")
    expect(dialog).to_contain_text("a")
    assert viewer.axe() == []
    table.press("Escape")
    expect(dialog).to_be_hidden()
    assert table.focused == '{"a": [1, 2]}'
    table.cell(0, 16).click()
    table.press("Enter")
    expect(table.page.get_by_role("dialog", name="picture").locator("img")).to_be_visible()
    table.press("Escape")
    table.cell(1, 18).get_by_role("button").click()
    table.shows("click={'row': 1, 'column': 'go', 'label': 'Close', 'value': 'Close'}")
    table.press("ArrowUp", "Enter")
    table.shows("click={'row': 0, 'column': 'go', 'label': 'Open', 'value': 'Open'}")


def test_a_million_rows_are_edited_sorted_searched_and_deleted(open_table: Callable[..., Table]) -> None:
    table = open_table("many", "Many")
    table.cell(0, 1).click()
    table.press("Control+End", "ArrowUp", "Home")
    table.type("-7", "Enter")
    table.shows("rows=1000000 edited={999999: {'n': -7}}")
    heads = table.grid.get_by_role("columnheader")
    heads.nth(1).click()
    expect(table.cell(0, 1)).to_have_text("-7")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "ascending")
    table.cell(1, 1).click()
    table.type("-9", "Enter")
    table.shows("rows=1000000 edited={0: {'n': -9}, 999999: {'n': -7}}")
    table.press("Control+f")
    table.type("w99")
    expect(table.grid).to_have_attribute("aria-rowcount", "11002")
    table.grid.get_by_role("checkbox", name="Select all rows").check()
    expect(table.page.get_by_text("11,000 selected")).to_be_visible()
    table.page.get_by_role("button", name="Delete the selected rows").click()
    table.shows("rows=989000 edited={0: {'n': -9}, 999999: {'n': -7}} deleted=11000")
    table.page.get_by_role("button", name="Undo").click()
    table.shows("rows=1000000 edited={0: {'n': -9}, 999999: {'n': -7}} deleted=0")


@pytest.fixture
def hold(viewer: Viewer) -> Callable[[], Callable[[], None]]:
    """Hold back what the server says from now on; what is returned lets it through."""
    waits, kept = False, list[Callable[[], None]]()

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def heard(message: str | bytes) -> None:
            if waits:
                kept.append(lambda: socket.send(message))
            else:
                socket.send(message)

        server.on_message(heard)

    def release() -> None:
        nonlocal waits
        waits = False
        for each in kept:
            each()

    def begin() -> Callable[[], None]:
        nonlocal waits
        waits = True
        return release

    viewer.page.route_web_socket(re.compile("_rushlight/socket"), between)
    return begin


def test_what_is_typed_where_a_row_has_not_arrived_counts_once_it_has(
    hold: Callable[[], Callable[[], None]], open_table: Callable[..., Table]
) -> None:
    table = open_table("many", "Many")
    table.cell(0, 1).click()
    release = hold()
    table.press("Control+End", "ArrowUp", "ArrowUp", "Home")
    table.type("-78", "Backspace", "Enter")
    table.type("-8", "Enter")
    expect(table.cell(999_998, 1)).to_have_text("")
    release()
    table.shows("rows=1000000 edited={999998: {'n': -7}, 999999: {'n': -8}}")


def test_what_is_typed_where_a_row_has_not_arrived_is_not_entered_into_another(
    hold: Callable[[], Callable[[], None]], open_table: Callable[..., Table]
) -> None:
    table = open_table("many", "Many")
    table.cell(0, 1).click()
    release = hold()
    table.press("Control+End", "ArrowUp", "Home")
    table.type("-7", "Enter")
    table.grid.get_by_role("columnheader").nth(1).click()
    release()
    expect(table.page.get_by_text("What was typed has not been entered")).to_be_attached()
    table.shows("rows=1000000 edited={}")


def test_in_a_form_edits_wait_for_the_submission(open_table: Callable[..., Table]) -> None:
    table = open_table("form", "Inside")
    table.cell(0, 1).click()
    table.type("5", "Enter")
    table.cell(2, 1).click()
    table.type("6", "Enter")
    table.shows("a=[1, 2]")
    table.page.get_by_role("button", name="Send").click()
    table.shows("a=[5, 2, 6]")
    expect(table.cell(0, 1)).to_have_text("1")
    expect(table.grid).to_have_attribute("aria-rowcount", "4")


def test_an_editor_that_is_fed_with_what_it_returned_loses_no_edit(open_table: Callable[..., Table]) -> None:
    table = open_table("fed", "Fed")
    table.cell(0, 1).click()
    table.type("5", "Enter")
    table.type("6", "Enter")
    table.type("7", "Enter")
    table.type("8", "Enter")
    table.shows("a=[5, 6, 7, 8]")
    table.cell(1, 0).get_by_role("checkbox").click()
    table.press("Delete")
    table.shows("a=[5, 7, 8]")
    table.press("Control+z", "Control+z")
    table.shows("a=[5, 6, 7]")


def test_edits_outlive_a_reload_of_the_page(open_table: Callable[..., Table], viewer: Viewer) -> None:
    table = open_table("orders", "Orders")
    table.cell(0, 1).click()
    table.type("Kept", "Enter")
    table.shows("names=['Kept', 'Grace', 'Alan']")
    table.page.reload()
    table = Table(table.page, "Orders")
    table.shows("names=['Kept', 'Grace', 'Alan']")
    expect(table.cell(0, 1)).to_have_text("Kept")


def test_full_screen_dark_and_400_pixels(open_table: Callable[..., Table], viewer: Viewer) -> None:
    viewer.page.set_viewport_size({"width": 400, "height": 800})
    table = open_table("orders", "Orders")
    table.page.emulate_media(color_scheme="dark")
    table.cell(1, 1).click()
    table.press("Enter")
    assert viewer.fits()
    assert viewer.axe() == []
    viewer.picture("editor-400-dark")
    table.press("Escape")
    table.page.get_by_role("button", name="Full screen").click()
    box = table.page.locator(".dataframe").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (400, 800)
    assert viewer.axe() == []
    table.page.get_by_role("button", name="Leave full screen").click()
    expect(table.page.locator(".dataframe.full")).to_have_count(0)


def heads(table: Table) -> list[str]:
    return [text.split("\n")[0].rstrip(" *") for text in table.grid.locator(".slick-header-column").all_inner_texts()]


def test_columns_are_hidden_moved_and_kept_in_view(open_table: Callable[..., Table], viewer: Viewer) -> None:
    table = open_table("orders", "Orders")
    page = table.page
    assert heads(table) == ["", "Name", "Price", "count", "Paid", "size", "day"]
    table.cell(0, 1).click()
    page.get_by_role("button", name="Columns", exact=True).click()
    panel = page.get_by_role("dialog", name="Columns")
    expect(panel.get_by_role("checkbox", name="Name")).to_be_focused()
    assert viewer.axe() == []
    viewer.picture("editor-columns")
    table.press("Space")
    assert heads(table) == ["", "Price", "count", "Paid", "size", "day"]
    panel.get_by_role("button", name="Move Price to the right").press("Enter")
    assert heads(table) == ["", "count", "Price", "Paid", "size", "day"]
    expect(panel.get_by_role("button", name="Move Price to the right")).to_be_focused()
    panel.get_by_role("button", name="Keep day in view").click()
    assert heads(table) == ["", "day", "count", "Price", "Paid", "size"]
    expect(panel.get_by_role("button", name="Move day to the right")).to_be_disabled()
    table.press("Escape")
    expect(panel).to_be_hidden()
    table.cell(0, 2).click()
    table.type("9", "Enter")
    table.shows("edits={'edited_rows': {0: {'count': 9}}")
    page.get_by_role("button", name="Columns", exact=True).click()
    panel.get_by_role("button", name="As it was").click()
    assert heads(table) == ["", "Name", "Price", "count", "Paid", "size", "day"]


def test_what_is_long_is_entered_above_the_edges_of_the_table(open_table: Callable[..., Table]) -> None:
    table = open_table("types", "Types")
    table.cell(1, 0).click()
    table.press("Enter")
    table.type(" and long enough to be wider than its column", "Shift+Enter")
    table.type("on two lines")
    field = table.page.get_by_role("textbox", name="text, row 2")
    box, frame = field.bounding_box(), table.grid.bounding_box()
    assert box is not None
    assert frame is not None
    assert box["y"] + box["height"] > frame["y"] + frame["height"]
    at_end = [box["x"] + box["width"] - 5, box["y"] + box["height"] - 5]
    assert table.page.evaluate("([x, y]) => document.elementFromPoint(x, y).tagName", at_end) == "TEXTAREA"
    table.press("Tab")
    table.shows("edits={1: {'text': 'plain and long enough to be wider than its column\\non two lines'}}")


def test_what_cannot_be_edited_says_so(open_table: Callable[..., Table]) -> None:
    table = open_table("many", "Many")
    table.cell(0, 3).click()
    table.type("x")
    expect(table.page.locator(".grid-note")).to_have_text("word cannot be edited.")
    table.shows("rows=1000000 edited={} deleted=0 added=[]")


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("multi-row", "selection={'rows': [1, 2, 3], 'columns': [], 'cells': []}"),
        ("single-cell", "selection={'rows': [], 'columns': [], 'cells': [[3, 'a']]}"),
        ("multi-cell", "selection={'rows': [], 'columns': [], 'cells': [[1, 'a'], [2, 'a'], [3, 'a']]}"),
        ("multi-column", "selection={'rows': [], 'columns': ['a', 'b'], 'cells': []}"),
    ],
)
def test_what_is_selected_in_a_table_is_told(
    open_table: Callable[..., Table], viewer: Viewer, mode: str, said: str
) -> None:
    table = open_table("selected", "Selected")
    table.page.get_by_role("radio", name=mode).check()
    viewer.settle()
    table = Table(table.page, "Selected")
    first = 1 if mode == "multi-row" else 0
    if mode == "multi-column":
        for name in ("a", "b"):
            table.grid.get_by_role("checkbox", name=f"Select the column {name}").click()
    elif mode == "multi-row":
        table.cell(1, 0).get_by_role("checkbox").click()
        table.cell(3, 0).get_by_role("checkbox").click(modifiers=["Shift"])
    else:
        table.cell(1, first).click()
        table.cell(3, first).click(modifiers=["Shift"] if mode == "multi-cell" else [])
    table.shows(said)
    assert viewer.axe() == []
