"""Events that wait for a run."""

from __future__ import annotations

from rushlight.session.inbox import Inbox
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


def test_what_was_done_before_the_user_went_to_another_page_is_answered_on_its_page() -> None:
    inbox = Inbox()
    inbox.add(Change(1, {"a": 1}, {"button": True}))
    inbox.add(Navigate(2, "other"))
    inbox.add(Navigate(3, "third"))
    inbox.add(Change(4, {"b": 1}))
    batches = [inbox.take(), inbox.take()]
    assert [batch and (batch.page, batch.values) for batch in batches] == [(None, {"a": 1}), ("third", {"b": 1})]
    inbox.add(Navigate(5, "fourth"))
    inbox.carry({"button": True}, 4)
    first = inbox.take()
    assert first is not None
    assert (first.page, first.carried) == (None, {"button": True})
