"""§6: functions whose part of the page runs on its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rushlight.wire.messages import Refresh
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

RUNS = """
runs = st.session_state.setdefault("runs", {})
def count(name):
    runs = st.session_state.runs
    runs[name] = runs.get(name, 0) + 1
count("page")
"""


def fragments(source: str) -> str:
    import textwrap

    return RUNS + textwrap.dedent(source)


def test_6_1a_in_a_run_of_the_script_it_runs_inline_and_its_value_is_returned(show: Show) -> None:
    source = """
    st.text("above")
    @st.fragment
    def part(a, b=2):
        count("part")
        st.text(f"inside {a} {b}")
        return a + b
    st.text(f"returned {part(1, b=5)}")
    """
    tab = show(fragments(source))
    assert tab.texts == ["above", "inside 1 5", "returned 6"]
    (container,) = tab.nodes("fragment")
    assert [node.kind for node in container.children or []] == ["text"]


def test_6_1b_a_change_inside_runs_only_the_function_with_the_same_arguments(show: Show) -> None:
    source = """
    import random
    value = random.random()
    st.text(f"page {value}")
    @st.fragment
    def part(given, name):
        count(name)
        st.slider("n", 0, 9, key=name)
        st.text(f"{name} {given}")
    part(value, "a")
    part(value, name="b")
    """
    tab = show(fragments(source))
    before = tab.texts
    tab.set(a=3)
    assert tab["runs"] == {"page": 1, "a": 2, "b": 1}
    assert tab.texts == before
    tab.rerun()
    assert tab["runs"] == {"page": 2, "a": 3, "b": 2}


def test_6_1c_arguments_of_the_decorator(show: Show) -> None:
    source = """
    from datetime import timedelta
    for number, every in enumerate([2, 0.5, timedelta(seconds=3), "1m30s", "2s", None]):
        def part(number=number):
            st.text(str(number))
        st.fragment(part, run_every=every)()
    """
    tab = show(source)
    assert [node.props.get("every") for node in tab.nodes("fragment")] == [2, 0.5, 3, 90, 2, None]


def test_6_2a_only_its_container_is_drawn_anew_and_its_value_is_lost(show: Show) -> None:
    source = """
    @st.fragment
    def part():
        if st.checkbox("more"):
            st.text("more")
        return "returned"
    st.text(f"{part()}")
    st.text("below")
    """
    tab = show(source)
    below = [node.id for node in tab.nodes("text")]
    tab.set(more=True)
    assert tab.texts == ["more", "returned", "below"]
    assert [node.id for node in tab.nodes("text")][1:] == below


def test_6_2b_what_it_writes_to_another_container_is_replaced_by_its_next_run(show: Show) -> None:
    source = """
    outside = st.container()
    @st.fragment
    def part():
        count("part")
        outside.text(f"run {st.session_state.runs['part']}")
        outside.checkbox("there", key="there")
        st.button("go")
    outside.text("before")
    part()
    outside.text("after")
    """
    tab = show(fragments(source))
    assert tab.texts == ["before", "run 1", "after"]
    tab.click("go")
    tab.click("go")
    assert tab.texts == ["before", "run 3", "after"]
    tab.set(there=True)
    assert tab.texts == ["before", "run 4", "after"]
    assert tab["runs"]["page"] == 1


def test_6_2c_writing_there_first_in_a_run_of_its_own_is_an_error(show: Show) -> None:
    source = """
    outside = st.container()
    @st.fragment
    def part():
        if st.checkbox("write"):
            outside.text("new")
    part()
    """
    tab = show(source)
    tab.set(write=True)
    assert tab.errors == ["InvalidLayoutContextError"]


def test_6_3_run_every_ends_when_the_fragment_is_not_drawn(show: Show) -> None:
    source = """
    @st.fragment(run_every=1)
    def clock():
        count("clock")
    if not st.checkbox("off"):
        clock()
    """
    tab = show(fragments(source))
    (clock,) = tab.nodes("fragment")
    tab.send(Refresh(0, [clock.id]))
    assert tab["runs"] == {"page": 1, "clock": 2}
    tab.set(off=True)
    tab.send(Refresh(0, [clock.id]))
    assert tab["runs"] == {"page": 2, "clock": 2}
    assert tab.nodes("fragment") == []


SCOPES = """
@st.fragment(key="one")
def one():
    count("one")
    if st.button("self"):
        st.rerun(scope="fragment")
    if st.button("app"):
        st.rerun(scope="app")
    if st.button("key"):
        st.rerun(scope="one")
one()
"""


def test_6_4a_a_fragment_may_rerun_itself_or_the_app(show: Show) -> None:
    tab = show(fragments(SCOPES))
    tab.click("self")
    assert tab["runs"] == {"page": 1, "one": 3}
    tab.click("app")
    assert tab["runs"] == {"page": 2, "one": 5}


def test_6_4b_itself_only_while_it_runs_on_its_own(show: Show) -> None:
    source = """
    @st.fragment
    def part():
        st.rerun(scope="fragment")
    part()
    """
    assert show(source).errors == ["InvalidLayoutContextError"]
    assert show("st.rerun(scope='fragment')").errors == ["InvalidLayoutContextError"]


def test_6_4c_others_only_in_callbacks(show: Show) -> None:
    tab = show(fragments(SCOPES))
    tab.click("key")
    assert tab.errors == ["InvalidLayoutContextError"]


@pytest.mark.parametrize("key", ["app", "fragment", ""])
def test_6_4d_reserved_keys(show: Show, key: str) -> None:
    assert show(f"st.fragment(lambda: 1, key={key!r})").errors != []


def test_6_4e_one_key_may_not_name_two_functions(show: Show) -> None:
    source = """
    @st.fragment(key="k")
    def one():
        pass
    @st.fragment(key="k")
    def two():
        pass
    one()
    one()
    two()
    """
    assert show(source).errors == ["DuplicateElementKeyError"]


def test_6_4f_an_unknown_key_is_an_error(show: Show) -> None:
    tab = show("st.button('go', on_click=lambda: st.rerun(scope='nowhere'))")
    tab.click("go")
    assert len(tab.errors) == 1


NESTED = """
@st.fragment
def inner():
    count("inner")
    st.button("inner")
@st.fragment
def outer():
    count("outer")
    st.button("outer")
    if not st.checkbox("hide"):
        inner()
outer()
"""


def test_6_5a_a_run_of_an_outer_fragment_makes_one_of_an_inner_unnecessary(show: Show) -> None:
    tab = show(fragments(NESTED), **{"runner.fastReruns": False})
    tab.click("inner")
    assert tab["runs"] == {"page": 1, "outer": 1, "inner": 2}
    nodes = tab.nodes("fragment")
    tab.send(Refresh(0, [nodes[1].id, nodes[0].id]))
    assert tab["runs"] == {"page": 1, "outer": 2, "inner": 3}


def test_6_5b_inner_fragments_that_are_not_drawn_again_are_forgotten(show: Show) -> None:
    tab = show(fragments(NESTED))
    inner = tab.nodes("fragment")[1]
    tab.set(hide=True)
    assert len(tab.nodes("fragment")) == 1
    tab.send(Refresh(0, [inner.id]))
    assert tab["runs"] == {"page": 1, "outer": 2, "inner": 1}


PARALLEL = """
import threading
both = threading.Barrier(2, timeout=20)
@st.fragment(parallel=True)
def part(name):
    both.wait()
    st.text(name)
    st.slider(name, 0, 9, key=name)
    return name
st.text(f"returned {part('a')}")
st.text("between")
part("b")
"""


def test_6_6a_parallel_bodies_run_at_the_same_time_in_their_places(show: Show) -> None:
    tab = show(PARALLEL)
    assert tab.texts == ["a", "returned None", "between", "b"]


def test_6_6b_reruns_of_a_parallel_fragment_are_of_it_alone(show: Show) -> None:
    source = """
    @st.fragment(parallel=True)
    def part(name):
        count(name)
        st.slider(name, 0, 9, key=name)
    part("a")
    part("b")
    """
    tab = show(fragments(source))
    tab.set(a=3)
    assert tab["runs"] == {"page": 1, "a": 2, "b": 1}


def test_6_6c_the_number_of_workers_is_a_setting(show: Show) -> None:
    source = """
    import threading, time
    now, most = [], []
    lock = threading.Lock()
    @st.fragment(parallel=True)
    def part(n):
        with lock:
            now.append(n)
            most.append(len(now))
        time.sleep(0.02)
        with lock:
            now.remove(n)
    for n in range(6):
        part(n)
    st.session_state.most = most
    """
    tab = show(source, **{"runner.parallelMaxWorkers": 2})
    assert max(tab["most"]) == 2


@pytest.mark.parametrize(
    "call",
    ["st.switch_page('app.py')", "st.dialog('d')(lambda: None)()", "outside.text('x')", "st.sidebar.text('x')",
     "st.bottom.text('x')"],
)  # fmt: skip
def test_6_6d_what_a_parallel_body_cannot_do(show: Show, call: str) -> None:
    tab = show(f"outside = st.container()\n@st.fragment(parallel=True)\ndef part():\n    {call}\npart()")
    assert tab.errors == ["InvalidLayoutContextError"]


@pytest.mark.parametrize(("call", "runs"), [("st.stop()", 1), ("st.rerun()", 2)])
def test_6_6e_a_stop_or_a_rerun_in_one_stops_all(show: Show, call: str, runs: int) -> None:
    source = f"""
    import time
    begun = __import__("threading").Event()
    @st.fragment(parallel=True)
    def endless():
        begun.set()
        while True:
            time.sleep(0.001)
            st.text("on")
    @st.fragment(parallel=True)
    def ends():
        begun.wait()
        {call}
    if st.session_state.runs["page"] == 1:
        endless()
        ends()
    """
    tab = show(fragments(source))
    assert tab.errors == []
    assert tab["runs"]["page"] == runs


def test_6_7_an_error_is_shown_in_its_fragment_and_others_go_on(show: Show) -> None:
    source = """
    @st.fragment
    def bad():
        if st.checkbox("fail"):
            raise ValueError("broken")
        st.text("fine")
    @st.fragment
    def good():
        st.button("good")
        st.text("good")
    bad()
    good()
    """
    tab = show(source)
    tab.set(fail=True)
    assert tab.texts == ["good"]
    (first, second) = tab.nodes("fragment")
    assert [node.kind for node in first.children or []] == ["checkbox", "exception"]
    tab.click("good")
    assert tab.texts == ["good"]
    tab.set(fail=False)
    assert tab.errors == []
    assert tab.texts == ["fine", "good"]
