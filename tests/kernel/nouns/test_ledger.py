"""The ledger: who may write when, and one change for each record."""

from __future__ import annotations

import threading

import pytest

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.ledger import Change, merged

RECORD = Division(pk=7)


def test_writing_is_allowed_within_a_verb_and_an_exemption_only() -> None:
    assert not ledger.may_write()
    with ledger.opened():
        assert ledger.may_write()
    with ledger.exempt("migration"):
        assert ledger.may_write()
        assert ledger.current() is None
    assert not ledger.may_write()


def test_a_failed_verb_leaves_nothing_open() -> None:
    with pytest.raises(ZeroDivisionError), ledger.opened():
        raise ZeroDivisionError
    assert ledger.current() is None


def test_verbs_within_verbs_have_their_own_ledger() -> None:
    with ledger.opened() as outer:
        with ledger.opened() as inner:
            assert ledger.current() is inner
        assert ledger.current() is outer


def test_another_thread_is_outside() -> None:
    seen: list[bool] = []
    with ledger.exempt("here"):
        thread = threading.Thread(target=lambda: seen.append(ledger.may_write()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_fields_are_those_that_differ() -> None:
    assert Change(RECORD, {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}).fields() == {"b": (2, 3), "c": (None, 4)}


def test_a_deleted_record_keeps_its_place() -> None:
    gone = Division()
    change = Change(gone, {"id": 7, "code": "450200"}, None)
    assert change.place() == "divisions.Division:7"
    assert (change.value("pk"), change.value("code"), change.value("name")) == (7, "450200", None)


def test_several_changes_of_one_record_become_one() -> None:
    other = Division(pk=8)
    first = Change(RECORD, {"id": 7, "a": 1}, {"id": 7, "a": 2})
    beside = Change(other, None, {"id": 8})
    second = Change(RECORD, {"id": 7, "a": 2}, {"id": 7, "a": 3})
    assert merged([first, beside, second]) == [Change(RECORD, {"id": 7, "a": 1}, {"id": 7, "a": 3}), beside]
    assert merged([first, second, Change(RECORD, {"id": 7, "a": 3}, None)]) == [Change(RECORD, {"id": 7, "a": 1}, None)]
