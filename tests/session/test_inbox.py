"""Events that wait for a run."""

from __future__ import annotations

from rushlight.session.inbox import Batch, Inbox
from rushlight.wire.messages import Change, Navigate, Rerun


def test_the_newest_values_win_and_share_a_run() -> None:
    inbox = Inbox()
    inbox.add(Change(1, {"a": 1, "b": 1}))
    inbox.add(Change(2, {"a": 2}))
    batch = inbox.take()
    assert batch is not None
    assert (batch.seq, batch.values) == (2, {"a": 2, "b": 1})
    assert inbox.take() is None


def test_a_second_click_of_a_button_gets_a_run_of_its_own() -> None:
    inbox = Inbox()
    for seq in (1, 2):
        inbox.add(Change(seq, {}, {"button": True}))
    inbox.add(Change(3, {}, {"other": True}))
    batches = [inbox.take(), inbox.take()]
    assert [batch and dict(batch.triggers) for batch in batches] == [{"button": True}, {"button": True, "other": True}]


def test_an_unanswered_click_is_not_merged_with_a_newer_one_of_the_same_button() -> None:
    inbox = Inbox()
    inbox.add(Change(1, {}, {"button": True}))
    inbox.take()
    inbox.add(Change(2, {}, {"button": True}))
    inbox.carry({"button": True}, 1)
    first, second = inbox.take(), inbox.take()
    assert first is not None
    assert second is not None
    assert (first.seq, first.carried, first.triggers) == (1, {"button": True}, {})
    assert (second.seq, second.carried, second.triggers) == (2, {}, {"button": True})


def test_an_unanswered_click_shares_the_run_of_other_events() -> None:
    inbox = Inbox()
    inbox.add(Change(2, {"a": 1}))
    inbox.carry({"button": True}, 1)
    batch = inbox.take()
    assert batch is not None
    assert (batch.seq, batch.values, batch.carried) == (2, {"a": 1}, {"button": True})
    inbox.carry({}, 2)
    assert inbox.take() is None
    inbox.carry({"button": True}, 2)
    assert inbox.wants_run()


def test_a_quiet_value_waits() -> None:
    inbox = Inbox()
    inbox.add(Change(1, {"a": 1}, quiet=True))
    assert inbox.take() is None
    inbox.add(Rerun(2, clear_cache=True))
    batch = inbox.take()
    assert batch is not None
    assert batch.clear_cache
    assert batch.values == {"a": 1}


def test_a_redirect_does_not_override_where_the_user_went_meanwhile() -> None:
    inbox = Inbox()
    inbox.add(Navigate(1, "there", "x=1"))
    inbox.again(page="here")
    batch = inbox.take()
    assert batch is not None
    assert (batch.page, batch.query) == ("there", "x=1")
    inbox.again(page="here", query="y=2")
    batch = inbox.take()
    assert batch is not None
    assert (batch.page, batch.query) == ("here", "y=2")


def test_a_page_that_is_drawn_for_the_first_time_is_drawn_before_anything_is_asked_of_it() -> None:
    inbox = Inbox()
    inbox.start(Batch(wants_run=True, whole=True, first=True))
    inbox.add(Change(1, {}, {"a": True}))
    inbox.add(Change(2, {"b": 1}))
    first, second = inbox.take(), inbox.take()
    assert first is not None and (first.first, first.triggers) == (True, {})
    assert second is not None and (second.triggers, second.values) == ({"a": True}, {"b": 1})


def test_a_first_run_that_asks_for_another_has_it_before_anything_is_asked_of_the_page() -> None:
    inbox = Inbox()
    inbox.add(Change(1, {}, {"a": True}))
    inbox.again(page="other", first=True)
    first, second = inbox.take(), inbox.take()
    assert first is not None and (first.page, first.triggers, first.whole) == ("other", {}, True)
    assert second is not None and second.triggers == {"a": True}
