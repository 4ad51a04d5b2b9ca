"""Sessions as browsers meet them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rushlight.wire.messages import Append, Change, Frame, Navigate, SetProps, SetValue
from tests.session.harness import Browser, Host, Stores, play

COUNTER = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
"""


def test_a_click_sends_one_property(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["count 0"]
        before = browser.bytes
        browser.click("add")
        await browser.settle()
        assert browser.texts() == ["count 1"]
        frame = browser.received[-1]
        assert isinstance(frame, Frame)
        assert [type(op) for op in frame.ops] == [SetProps]
        assert browser.bytes - before < 300

    play(tmp_path, COUNTER, journey)


def test_every_click_counts_even_when_they_come_faster_than_runs(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        for _ in range(200):
            browser.click("add")
        await browser.settle()
        assert browser.texts() == ["count 200"]

    play(tmp_path, COUNTER, journey)


def test_values_that_come_faster_than_runs_are_merged_and_the_last_wins(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    n = st.slider("n", 0, 1000)
    time.sleep(0.01)
    st.text(f"n {n}")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        for n in range(1, 301):
            browser.change(n=n)
        await browser.settle()
        assert browser.texts() == ["n 300"]
        assert browser.session.context.state["runs"] < 20

    play(tmp_path, source, journey)


def test_a_newer_event_stops_a_run_at_its_next_command(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    n = st.slider("n", 0, 10)
    if n == 0:
        for i in range(1000):
            st.text(f"step {i}")
            time.sleep(0.01)
    st.text("end")
    """

    async def journey(host: Host) -> None:
        browser = await Browser(host).connect()
        await browser.until(lambda: any(text.startswith("step") for text in browser.texts()))
        browser.change(n=3)
        await browser.settle()
        assert browser.texts() == ["end"]

    play(tmp_path, source, journey)


def test_a_click_that_an_interrupted_run_had_not_seen_is_answered_by_the_next(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    st.session_state.setdefault("n", 0)
    v = st.slider("v", 0, 10)
    for _ in range(50):
        st.empty()
        time.sleep(0.005)
    if st.button("add"):
        st.session_state.n += 1
    st.text(f"{st.session_state.n} {v}")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await asyncio.sleep(0.05)
        browser.change(v=4)
        await browser.settle()
        assert browser.texts() == ["1 4"]

    play(tmp_path, source, journey)


def test_what_a_long_run_draws_is_shown_while_it_runs(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    st.text("begin")
    time.sleep(0.3)
    st.text("end")
    """

    async def journey(host: Host) -> None:
        browser = await Browser(host).connect()
        await browser.until(lambda: browser.texts() == ["begin"] and browser.running)
        await browser.settle()
        assert browser.texts() == ["begin", "end"]
        assert not browser.running

    play(tmp_path, source, journey)


def test_growing_text_is_sent_as_its_growth(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    def words():
        for i in range(30):
            yield f"word{i} "
            time.sleep(0.01)
    st.write_stream(words)
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        ops = [op for message in browser.received if isinstance(message, Frame) for op in message.ops]
        grown = [op for op in ops if isinstance(op, Append)]
        assert len(grown) >= 3
        assert browser.texts() == ["".join(f"word{i} " for i in range(30))]

    play(tmp_path, source, journey)


def test_a_slow_reader_gets_few_merged_frames(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    place = st.empty()
    for i in range(300):
        place.text(f"{i}")
        time.sleep(0.001)
    """

    async def journey(host: Host) -> None:
        browser = Browser(host)
        receive = browser._receive

        async def slow(data: bytes) -> None:
            await asyncio.sleep(0.1)
            await receive(data)

        browser._receive = slow  # type: ignore[method-assign]
        await (await browser.connect()).settle()
        assert browser.texts() == ["299"]
        assert len(browser.received) < 15

    play(tmp_path, source, journey)


def test_an_error_is_shown_below_what_was_drawn_without_our_own_calls(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.text("before")
    def fail():
        return 1 / 0
    fail()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["before"]
        (error,) = [node for node in browser.nodes() if node.kind == "exception"]
        assert error.props["name"] == "ZeroDivisionError"
        assert any("in fail" in call for call in error.props["stack"])
        assert not any("rushlight/script" in call for call in error.props["stack"])

    play(tmp_path, source, journey)


@pytest.mark.parametrize(("details", "name"), [("none", ""), ("type", "ZeroDivisionError")])
def test_viewers_see_only_as_much_of_an_error_as_the_settings_allow(tmp_path: Path, details: str, name: str) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        (error,) = [node for node in browser.nodes() if node.kind == "exception"]
        assert error.props["name"] == name
        assert "secret" not in str(error.props)
        assert (f"{browser.session.id[:8]}.1" in error.props["message"]) == (details == "none")

    play(tmp_path, "secret = 1 / 0", journey, **{"client.showErrorDetails": details})


def test_top_level_await_works(tmp_path: Path) -> None:
    source = """
    import asyncio, rushlight as st
    async def load():
        await asyncio.sleep(0.01)
        return 42
    st.text(await load())
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["42"]

    play(tmp_path, source, journey)


def test_stop_and_rerun_pass_through_except_exception(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    if "again" not in st.session_state:
        st.session_state.again = True
        try:
            st.rerun()
        except Exception:
            st.text("caught")
    st.text("second")
    try:
        st.stop()
    except Exception:
        st.text("caught")
    st.text("never")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["second"]

    play(tmp_path, source, journey)


def test_the_user_can_stop_a_run(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    for i in range(2000):
        st.empty().text(f"{i}")
        time.sleep(0.005)
    """

    async def journey(host: Host) -> None:
        from rushlight.wire.messages import Stop

        browser = await Browser(host).connect()
        await browser.until(lambda: browser.running)
        browser.send(Stop())
        await browser.settle()
        assert len(browser.texts()) < 2000

    play(tmp_path, source, journey)


def test_a_run_that_the_user_stops_before_it_has_begun_does_not_go_on(tmp_path: Path) -> None:
    source = """
    import rushlight as st, time
    for i in range(2000):
        st.empty().text(f"{i}")
        time.sleep(0.005)
    """

    async def journey(host: Host) -> None:
        waiting: list[Callable[[], None]] = []
        submit, host.pool.submit = host.pool.submit, waiting.append  # type: ignore[method-assign]
        browser = await Browser(host).connect()
        browser.session.stop()
        host.pool.submit = submit  # type: ignore[method-assign]
        for work in waiting:
            submit(work)
        await browser.settle()
        assert browser.texts() == []

    play(tmp_path, source, journey)


# --- bad input --------------------------------------------------------------------------------------------------------

INPUTS = """
import rushlight as st
n = st.slider("n", 0, 10, 5)
c = st.checkbox("c")
s = st.selectbox("s", ["a", "b"])
st.text(f"{n} {c} {s}")
"""


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        ("n", 11), ("n", "x"), ("n", None), ("n", [1, 2]), ("n", True), ("n", {"a": 1}), ("n", float("nan")),
        ("c", "yes"), ("c", None), ("c", 1), ("s", "z"), ("s", 3), ("s", None), ("s", ["a"]), ("s", b"a"),
    ],
)  # fmt: skip
def test_a_value_that_a_widget_cannot_have_is_refused_and_the_widget_shown_as_it_is(
    tmp_path: Path, widget: str, value: Any
) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(**{widget: value})
        await browser.settle()
        assert len(browser.refusals()) == 1
        assert browser.texts() == ["5 False a"]
        browser.change(n=7)
        await browser.settle()
        assert browser.texts() == ["7 False a"]

    play(tmp_path, INPUTS, journey)


def test_an_unknown_widget_is_refused_and_other_sessions_go_on(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        bad, good = await Browser(host).connect(), await Browser(host).connect()
        await bad.settle()
        await good.settle()
        bad.send(Change(0, {"$$ID-nothing-None": 1}, {"$$ID-no-None": True}))
        good.change(n=2)
        await bad.settle()
        await good.settle()
        assert len(bad.refusals()) == 2
        assert good.texts() == ["2 False a"]
        assert bad.texts() == ["5 False a"]

    play(tmp_path, INPUTS, journey)


# --- lost connections --------------------------------------------------------------------------------------------------

JOURNEY = """
import rushlight as st, time
st.session_state.setdefault("n", 0)
st.session_state.setdefault("log", [])
def count():
    st.session_state.n += 1
st.button("add", on_click=count)
v = st.slider("v", 0, 100)
if st.button("note"):
    st.session_state.log.append("note")
with st.form("f", clear_on_submit=True):
    word = st.text_input("word")
    sent = st.form_submit_button("send")
if sent:
    st.session_state.log.append(word)
time.sleep(0.002)
# Clicks that a slow machine answers together are answered in the script's order.
st.session_state.log.sort()
st.text(f"{st.session_state.n} {v} {st.session_state.log}")
"""


async def scripted(browser: Browser, cut_at: int | None = None) -> int:
    """Click through the app; lose the connection at a message, and reconnect. Return the number of messages."""
    await (await browser.connect()).settle()
    start = len(browser.received)
    browser.cut_after = cut_at
    steps = [
        lambda: browser.click("add"),
        lambda: browser.change(v=10),
        lambda: browser.click("note"),
        lambda: browser.click("send", word="hello"),
        lambda: browser.click("add"),
        lambda: browser.change(v=30),
        lambda: browser.click("note"),
    ]
    for step in steps:
        step()
        await asyncio.sleep(0.004)
        if browser._link is None:
            await browser.connect()
    for _ in range(100):
        if browser._link is None:
            await browser.connect()
        await asyncio.sleep(0.005)
        if browser.acked >= browser.last:
            break
    await browser.settle()
    return len(browser.received) - start


def test_a_cut_at_any_message_loses_nothing_and_counts_nothing_twice(tmp_path: Path, stores: Stores) -> None:
    expected = ["2 30 ['hello', 'note', 'note']"]

    async def whole(host: Host) -> tuple[int, Any]:
        browser = Browser(host)
        messages = await scripted(browser)
        return messages, (browser.texts(), dict(browser.session.context.state.entries()))

    messages, (texts, state) = play(tmp_path, JOURNEY, whole, store=stores())
    assert texts == expected

    async def cut(host: Host) -> None:
        for n in range(messages + 1):
            browser = Browser(host)
            await scripted(browser, n)
            assert browser.texts() == expected, n
            assert dict(browser.session.context.state.entries()) == state, n

    play(tmp_path, JOURNEY, cut, store=stores())


def test_a_session_is_resumed_with_its_state(tmp_path: Path, stores: Stores) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await browser.settle()
        browser.lose()
        id = browser.id
        await (await browser.connect()).settle()
        assert browser.id == id
        browser.click("add")
        await browser.settle()
        assert browser.texts() == ["count 2"]

    play(tmp_path, COUNTER, journey, store=stores())


def test_clicks_made_while_offline_are_answered_after_the_reconnect(tmp_path: Path, stores: Stores) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.lose()
        browser.click("add")
        browser.click("add")
        await (await browser.connect()).settle()
        assert browser.texts() == ["count 2"]

    play(tmp_path, COUNTER, journey, store=stores())


def test_a_session_is_resumed_only_by_its_owner(tmp_path: Path, stores: Stores) -> None:
    async def journey(host: Host) -> None:
        victim = await (await Browser(host).connect()).settle()
        victim.click("add")
        await victim.settle()
        thief = Browser(host, owner="thief" * 10)
        thief.id = victim.id
        await (await thief.connect()).settle()
        assert thief.id != victim.id
        assert thief.texts() == ["count 0"]

    play(tmp_path, COUNTER, journey, store=stores())


def test_another_worker_takes_a_session_over_and_the_first_may_not_write_any_more(
    tmp_path: Path, stores: Stores
) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await browser.settle()
        first = browser.session
        browser.lose()
        browser.host = host.sibling(stores)
        await (await browser.connect()).settle()
        assert browser.texts() == ["count 1"]
        browser.click("add")
        await browser.settle()
        assert browser.texts() == ["count 2"]
        first.receive(Change(99, {}, {browser.widget("add").identity or "": True}))
        while not first.ended:
            await asyncio.sleep(0.01)
        browser.rerun()
        await browser.settle()
        assert browser.texts() == ["count 2"]
        browser.host.close()

    play(tmp_path, COUNTER, journey, store=stores())


def test_a_page_whose_session_is_gone_keeps_what_the_user_entered(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(n=9)
        await browser.settle()
        browser.lose()
        browser.host = Host(host.app.script)
        await (await browser.connect()).settle()
        assert browser.texts() == ["9 False a"]
        browser.host.close()

    play(tmp_path, INPUTS, journey)


# --- forms, state, address ---------------------------------------------------------------------------------------------


def test_a_form_that_clears_shows_defaults_at_once_and_the_run_sees_what_was_entered(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("send", word="hi")
        await browser.settle()
        assert browser.texts() == ["0 0 ['hi']"]
        assert browser.widget("word").value == ""
        browser.rerun()
        await browser.settle()
        assert browser.texts() == ["0 0 ['hi']"]

    play(tmp_path, JOURNEY, journey)


def test_a_value_set_through_session_state_is_shown(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    if st.button("reset"):
        st.session_state.n = 1
    st.slider("n", 0, 10, key="n")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(n=8)
        await browser.settle()
        browser.click("reset")
        await browser.settle()
        assert browser.widget("n").value == 1
        assert any(isinstance(op, SetValue) for op in browser.received[-1].ops)

    play(tmp_path, source, journey)


def test_query_parameters_are_read_and_written(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.text(st.query_params.get("city", "none"))
    if st.button("go"):
        st.query_params["city"] = "Bergen"
        st.query_params.page = 2
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect(query="city=Oslo&embed=true")).settle()
        assert browser.texts() == ["Oslo"]
        browser.click("go")
        await browser.settle()
        assert browser.page is not None
        assert browser.page.root.props["query"] == "city=Bergen&page=2"

    play(tmp_path, source, journey)


def test_back_and_forward_set_the_widgets_that_the_address_keeps(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await Browser(host).connect(query="n=3")
        await browser.settle()
        assert browser.widget("n").value == 3
        browser.change(n=5)
        await browser.settle()
        assert browser.page is not None
        assert browser.page.root.props["query"] == "n=5"
        browser.send(Navigate(0, "", "n=3"))
        await browser.settle()
        assert browser.widget("n").value == 3
        browser.send(Navigate(0, "", ""))
        await browser.settle()
        assert browser.widget("n").value == 1
        assert "query" not in browser.page.root.props

    play(tmp_path, "import rushlight as st\nst.slider('n', 0, 9, 1, key='n', bind='query-params')", journey)


def test_a_quiet_value_waits_for_the_next_run(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    n = st.slider("n", 0, 10, on_change="ignore")
    st.button("go")
    st.text(f"{n} {st.session_state.runs}")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(quiet=True, n=5)
        await asyncio.sleep(0.05)
        assert browser.texts() == ["0 1"]
        browser.click("go")
        await browser.settle()
        assert browser.texts() == ["5 2"]

    play(tmp_path, source, journey)


def test_rows_are_read_while_a_script_runs_only_by_their_session(tmp_path: Path) -> None:
    source = """
    import rushlight as st, pandas as pd
    st.dataframe(pd.DataFrame({"a": range(5000)}))
    """

    async def journey(host: Host) -> None:
        from rushlight.wire.messages import Rows

        browser = await (await Browser(host).connect()).settle()
        other = await (await Browser(host).connect()).settle()
        (table,) = [node for node in browser.nodes() if node.kind == "dataframe"]
        request = Rows(1, table.props["source"], 4000, 4003, sort="a", descending=True)
        reply: Any = host.app.shelf.rows(browser.session.id, request)
        assert reply["total"] == 5000
        assert reply["positions"] == [999, 998, 997]
        other.lose()
        with pytest.raises(KeyError):
            host.app.shelf.rows("someone else", request)

    play(tmp_path, source, journey)


def test_a_submit_that_a_newer_event_interrupts_keeps_what_was_entered(tmp_path: Path) -> None:
    script = """
    import rushlight as st, time
    st.button("other")
    gate = st.session_state.setdefault("gate", {"runs": 0})
    gate["runs"] += 1
    # The run of the submit is held up before it comes to the form, until the newer click is there.
    while gate["runs"] == 2:
        time.sleep(0.001)
        st.empty()
    with st.form("f", clear_on_submit=True):
        word = st.text_input("word")
        sent = st.form_submit_button("send")
    if sent:
        st.session_state.word = word
    st.text(f"{st.session_state.get('word')} {word!r}")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("send", word="hello")
        await browser.until(lambda: browser.session.context.state.entries()["gate"]["runs"] == 2)
        browser.click("other")
        await browser.settle()
        assert browser.texts() == ["hello 'hello'"]
        browser.click("other")
        await browser.settle()
        assert browser.texts() == ["hello ''"]

    play(tmp_path, script, journey)
