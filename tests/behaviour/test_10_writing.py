"""§10: writing values of any kind, text, magic."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

IMPORTS = """
import array, collections, dataclasses, datetime, enum, io, types
import numpy as np, pandas as pd
"""

DISPATCH = [
    ("'text'", "markdown"),
    ("ValueError('x')", "exception"),
    ("st.container()", "help"),
    ("pd.DataFrame({'a': [1]})", "dataframe"),
    ("pd.Series([1])", "dataframe"),
    ("pd.Index([1])", "dataframe"),
    ("pd.DataFrame({'a': [1]}).style", "dataframe"),
    ("np.array([[1, 2]])", "dataframe"),
    ("__import__('polars').DataFrame({'a': [1]})", "dataframe"),
    ("__import__('pyarrow').table({'a': [1]})", "dataframe"),
    ("__import__('altair').Chart(pd.DataFrame({'a': [1]})).mark_bar().encode(x='a')", "vega_lite_chart"),
    ("drawn(__import__('matplotlib.figure').figure.Figure())", "image"),
    ("__import__('plotly.graph_objects').graph_objects.Figure()", "plotly_chart"),
    ("__import__('graphviz').Digraph()", "graphviz_chart"),
    ("__import__('sympy').Symbol('x')", "markdown"),
    ("__import__('PIL.Image').Image.new('RGB', (2, 2))", "image"),
    ("{'a': 1}", "json"),
    ("[1, 2]", "json"),
    ("map(str, [1])", "json"),
    ("enumerate('ab')", "json"),
    ("{'a': 1}.keys()", "json"),
    ("{'a': 1}.items()", "json"),
    ("collections.UserDict(a=1)", "json"),
    ("collections.ChainMap({'a': 1})", "json"),
    ("collections.UserList([1])", "json"),
    ("collections.namedtuple('P', 'x')(1)", "json"),
    ("types.MappingProxyType({'a': 1})", "json"),
    ("__import__('pydantic').create_model('M', a=(int, 1))()", "json"),
    ("st.session_state", "json"),
    ("st.query_params", "json"),
    ("io.StringIO('text')", "markdown"),
    ("(x for x in 'ab')", "markdown"),
    ("gen", "markdown"),
    ("agen()", "markdown"),
    ("print", "help"),
    ("'x'.upper", "help"),
    ("io", "help"),
    ("Data(1)", "help"),
    ("Plain", "help"),
    ("Arrow()", "dataframe"),
    ("Color.RED", "markdown"),
    ("1", "markdown"),
    ("None", "markdown"),
    ("datetime.date(2024, 1, 1)", "markdown"),
    ("object()", "help"),
    ("Lines()", "markdown"),
]

CLASSES = """
class Plain:
    pass
@dataclasses.dataclass
class Data:
    x: int
class Color(enum.Enum):
    RED = 1
class Lines:
    def __str__(self):
        return "one\\ntwo"
class Arrow:
    def to_pandas(self):
        return pd.DataFrame({"a": [1]})
class Html:
    def _repr_html_(self):
        return "<b>bold</b>"
def drawn(figure):
    figure.subplots().plot([1, 2])
    return figure
def gen():
    yield "a"
    yield "b"
async def agen():
    yield "a"
"""


@pytest.mark.parametrize(("value", "kind"), DISPATCH)
def test_10_1a_each_value_is_written_in_the_way_that_suits_it(show: Show, value: str, kind: str) -> None:
    source = textwrap.dedent(IMPORTS) + CLASSES + f"st.write({value})"
    tab = show(source)
    shown = [node.kind for node in tab.region("main").children or []]
    assert shown in ([kind], ["container", kind])


@pytest.mark.parametrize(
    ("value", "body"),
    [("1", "`1`"), ("1.5", "`1.5`"), ("None", "`None`"), ("True", "`True`"), ("Color.RED", "`Color.RED`"),
     ("Lines()", "```\none\ntwo\n```"), ("io.StringIO('*x*')", "*x*"), ("gen", "ab"), ("agen()", "a")],
)  # fmt: skip
def test_10_1b_what_has_no_better_way_is_its_text_as_code(show: Show, value: str, body: str) -> None:
    tab = show(textwrap.dedent(IMPORTS) + CLASSES + f"st.write({value})")
    assert tab.texts == [body]


def test_10_1c_texts_in_a_row_are_joined(show: Show) -> None:
    tab = show("st.write('a', 1, 'b', {'x': 1}, 'c', None)")
    assert [node.kind for node in tab.region("main").children or []] == ["markdown", "json", "markdown"]
    assert [node.props["body"] for node in tab.nodes("markdown")] == ["a `1` b", "c `None`"]


def test_10_1d_the_result_of_a_stream_is_written_piece_by_piece(show: Show) -> None:
    tab = show("result = st.write_stream(['a', {'x': 1}, 'b'])\nst.write(result)")
    assert [node.kind for node in tab.region("main").children or []][-3:] == ["markdown", "json", "markdown"]


def test_10_1e_html_of_objects_is_written_where_that_is_allowed(show: Show) -> None:
    source = textwrap.dedent(IMPORTS) + CLASSES
    assert [node.kind for node in show(source + "st.write(Html(), unsafe_allow_html=True)").nodes("html")] == ["html"]
    assert show(source + "st.write(Html())").nodes("html") == []


def test_10_2_a_slot_takes_one_value(show: Show) -> None:
    tab = show("place = st.empty()\nplace.write('a')\nplace.write('a', 'b')")
    assert tab.texts == ["a"]
    assert tab.errors == ["APIError"]


@pytest.mark.parametrize(
    ("stream", "result", "kinds"),
    [
        ("iter(['a', 'b'])", "'ab'", ["markdown"]),
        ("['a', 'b']", "'ab'", ["markdown"]),
        ("gen", "'ab'", ["markdown"]),
        ("agen", "'ab'", ["markdown"]),
        ("agen()", "'ab'", ["markdown"]),
        ("iter(['a', [1], 'b'])", "['a', [1], 'b']", ["markdown", "json", "markdown"]),
        ("iter([lambda: 'called', 'b'])", "'calledb'", ["markdown"]),
        ("iter([Chunk('a'), Chunk('b')])", "'ab'", ["markdown"]),
        ("iter([])", "''", []),
    ],
)
def test_10_3a_streams(show: Show, stream: str, result: str, kinds: list[str]) -> None:
    source = f"""
    def gen():
        yield "a"
        yield "b"
    async def agen():
        yield "a"
        yield "b"
    class Chunk:
        def __init__(self, text):
            self.content, self.type = text, "AIMessageChunk"
    Chunk.__module__, Chunk.__qualname__ = "langchain_core.messages.ai", "AIMessageChunk"
    Chunk.__name__ = "AIMessageChunk"
    st.session_state.result = st.write_stream({stream})
    """
    tab = show(source)
    assert tab.errors == []
    assert repr(tab["result"]) == result
    assert [
        node.kind for node in tab.region("main").children or [] if node.kind != "slot" or node.children
    ] == kinds or [
        child.kind for node in tab.region("main").children or [] for child in node.children or [node]
    ] == kinds


@pytest.mark.parametrize("stream", ["'text'", "__import__('pandas').DataFrame({'a': [1]})"])
def test_10_3b_what_is_no_stream(show: Show, stream: str) -> None:
    assert len(show(f"st.write_stream({stream})").errors) == 1


def test_10_3c_text_grows_in_one_element_with_a_cursor(show: Show) -> None:
    source = """
    import time
    def gen():
        for word in ("a ", "b ", "c "):
            yield word
            time.sleep(0.05)
    st.write_stream(gen, cursor="▌")
    """
    tab = show("if st.checkbox('go'):\n" + textwrap.indent(textwrap.dedent(source), "    "))
    tab.set(go=True, settle=False)
    tab.wait(lambda: tab.texts[:1] == ["a b ▌"])
    tab.settle()
    assert [text.strip() for text in tab.texts] == ["a b c"]


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("st.markdown('''\n        # Title\n          indented\n    ''')", "# Title\n  indented"),
        ("st.text('''\n        a\n          b\n    ''')", "a\n  b"),
        ("st.markdown('  x  ')", "x"),
        ("st.code('''\n        a = 1\n    ''')", "a = 1"),
        ("st.info('''\n        note\n    ''')", "note"),
    ],
)
def test_10_4a_texts_are_dedented_and_stripped(show: Show, call: str, body: str) -> None:
    (node,) = show(call).region("main").children or []
    assert body in node.props.values()


def test_10_4b_html_goes_through_only_where_it_is_allowed(show: Show) -> None:
    # What markdown becomes in the browser: see frontend/src/view/markup.test.ts and tests/e2e.
    tab = show("st.markdown('<b>x</b>')\nst.markdown('<b>x</b>', unsafe_allow_html=True)")
    first, second = tab.nodes("markdown")
    assert [node.props.get("allow_html", False) for node in (first, second)] == [False, True]


MAGIC = '''
"""Docstring of the script."""
"lone text"
x = 5
x
x, "tuple"
None
len("plain call")
[1]
def f():
    "docstring"
    "in a function"
    yield_value = 1
f()
with st.container():
    "in with"
if x:
    "in if"
else:
    "not"
for n in range(2):
    n
while x == 5:
    "in while"
    x = 6
try:
    "in try"
    raise ValueError
except ValueError:
    "in except"
finally:
    "in finally"
match x:
    case 6:
        "in match"
class C:
    "docstring of a class"
st.text("explicit")
'''


def test_10_5a_lone_expressions_are_written(show: Show) -> None:
    tab = show(MAGIC.removeprefix("\n"))
    assert tab.errors == []
    assert [node.props["body"] for node in tab.nodes("markdown", "text")] == [
        "Docstring of the script.", "lone text", "`5`", "`5`", "tuple", "`None`", "in a function", "in with", "in if", "`0`",
        "`1`", "in while", "in try", "in except", "in finally", "in match", "explicit",
    ]  # fmt: skip
    assert len(tab.nodes("json")) == 1


def test_10_5b_a_docstring_at_the_top_is_not(start: Start) -> None:
    app = start("")
    (app.folder / "app.py").write_text('"""Docstring."""\nimport rushlight as st\nst.text("x")', encoding="utf-8")
    assert app.open().texts == ["x"]


def test_10_5c_it_can_be_switched_off(show: Show) -> None:
    source = "'lone'\nst.text('x')"
    assert show(source, **{"runner.magicEnabled": True}).texts == ["lone", "x"]
    assert show(source, **{"runner.magicEnabled": False}).texts == ["x"]


def test_10_5d_only_in_the_script_and_its_pages(show: Show) -> None:
    files = {"helper_10_5.py": "def f():\n    'not written'\n", "page.py": "'on a page'"}
    tab = show("import helper_10_5\nhelper_10_5.f()\nst.navigation([st.Page('page.py')]).run()", files)
    assert tab.texts == ["on a page"]


@pytest.mark.parametrize(("location", "order"), [("above", ["code", "text"]), ("below", ["text", "code"])])
def test_10_6a_echo_shows_its_block(show: Show, location: str, order: list[str]) -> None:
    tab = show(f"with st.echo({location!r}):\n    a = 1\n    st.text('out')\nst.text('end')")
    shown = tab.nodes("code", "text")
    assert [node.kind for node in shown[:2]] == order
    code = next(node for node in shown if node.kind == "code")
    assert "a = 1\nst.text('out')" in code.props.values()


def test_10_6b_help_shows_a_table_of_members(show: Show) -> None:
    source = '''
    class Thing:
        """What it is."""
        def act(self, n: int) -> str:
            """Act at once."""
    st.help(Thing)
    '''
    props = show(source).one("help").props
    assert "Thing" in str(props)
    assert "What it is." in str(props)
    assert "act" in str(props)
    assert "Act at once." in str(props)


def test_10_1f_mathematics_is_written_as_formulas(show: Show) -> None:
    node = show("import sympy\nst.write(sympy.sqrt(sympy.Symbol('x')))").one("markdown")
    assert node.props["body"] == r"\sqrt{x}"
    assert "latex" in node.props.values()
