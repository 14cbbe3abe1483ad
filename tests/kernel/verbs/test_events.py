"""Events reach their handlers after the commit, once; what fails is tried again, but not for ever."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import Any

import pytest
from django.utils import timezone

from cast import OPERATES, Cast
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs import events
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.events import GIVE_UP, LEASE, deliver_pending, on_event, write_events
from keqiao.kernel.verbs.models import Event
from kernel.verbs import trial
from threads import at_once

real_transactions = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_other_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handlers of a test are gone after it."""
    monkeypatch.setattr(events, "_handlers", defaultdict(list))


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    """What a handler of ``trial.founded`` was told."""
    told: list[dict[str, Any]] = []
    on_event("trial.founded")(told.append)
    return told


def waiting(number: int = 1, name: str = "trial.founded") -> list[int]:
    """Events in the outbox that nobody delivered yet."""
    return write_events(ledger.Ledger(events=[(name, {"code": f"c{n}"}) for n in range(number)]))


def failing_handler(name: str = "trial.founded") -> list[dict[str, Any]]:
    """A handler that is called and fails; what it was told."""
    told: list[dict[str, Any]] = []

    def fail(payload: dict[str, Any]) -> None:
        told.append(payload)
        raise OSError("no line")

    on_event(name)(fail)
    return told


# After the commit


@real_transactions
def test_an_event_is_delivered_after_the_commit_and_once(cast: Cast, heard: list[dict[str, Any]]) -> None:
    trial.found(OPERATES, cast.liuzhou, {"name": "新学会"})
    assert heard == [{"code": "新学会"}]
    assert deliver_pending() == 0
    assert heard == [{"code": "新学会"}]
    assert Event.objects.get().delivered is not None


@real_transactions
def test_a_handler_sees_what_the_verb_wrote(cast: Cast) -> None:
    seen = []
    on_event("trial.founded")(lambda payload: seen.append(Organisation.objects.get(code=payload["code"]).name))
    trial.found(OPERATES, cast.liuzhou, {"name": "新学会"})
    assert seen == ["新学会"]


@real_transactions
def test_nothing_is_delivered_of_what_was_rolled_back(cast: Cast) -> None:
    told: list[dict[str, Any]] = []
    on_event("trial.failed")(told.append)
    with pytest.raises(VerbError):
        trial.fail(OPERATES, cast.liuzhou, {"name": "新名"})
    assert deliver_pending() == 0
    assert told == []
    assert not Event.objects.exists()


@real_transactions
def test_an_event_nobody_listens_to_counts_as_delivered(cast: Cast) -> None:
    trial.found(OPERATES, cast.liuzhou, {"name": "新学会"})
    assert Event.objects.get().delivered is not None


# Order and several handlers


def test_events_come_oldest_first(db: None, heard: list[dict[str, Any]]) -> None:
    waiting(3)
    assert deliver_pending() == 3
    assert heard == [{"code": "c0"}, {"code": "c1"}, {"code": "c2"}]


def test_every_handler_of_a_name_is_told_and_no_other(db: None, heard: list[dict[str, Any]]) -> None:
    others: list[dict[str, Any]] = []
    on_event("trial.founded")(others.append)
    on_event("trial.else")(lambda payload: others.append({"wrong": payload}))
    waiting()
    deliver_pending()
    assert heard == others == [{"code": "c0"}]


# Failures


def test_a_failing_handler_is_logged_and_tried_again(db: None, caplog: pytest.LogCaptureFixture) -> None:
    told = failing_handler()
    [number] = waiting()
    with caplog.at_level(logging.ERROR):
        assert deliver_pending() == 0
    assert f"event {number} (trial.founded) failed" in caplog.text
    event = Event.objects.get()
    assert (event.failures, event.delivered) == (1, None)
    assert deliver_pending() == 0
    assert Event.objects.get().failures == 2
    assert len(told) == 2


def test_what_failed_once_can_be_delivered_later(db: None) -> None:
    tries = []

    def at_the_second_try(payload: dict[str, Any]) -> None:
        tries.append(payload)
        if len(tries) == 1:
            raise OSError("no line")

    on_event("trial.founded")(at_the_second_try)
    waiting()
    assert [deliver_pending(), deliver_pending(), deliver_pending()] == [0, 1, 0]
    assert len(tries) == 2


def test_one_failing_event_does_not_hold_up_the_others(db: None, heard: list[dict[str, Any]]) -> None:
    failing_handler("trial.broken")
    waiting(name="trial.broken")
    waiting(2)
    assert deliver_pending() == 2
    assert len(heard) == 2


def test_after_so_many_failures_it_waits_for_a_person(db: None) -> None:
    told = failing_handler()
    waiting()
    for _time in range(GIVE_UP + 3):
        deliver_pending()
    assert len(told) == GIVE_UP
    assert Event.objects.get().failures == GIVE_UP


@real_transactions
def test_a_failing_handler_does_not_fail_the_verb(cast: Cast) -> None:
    failing_handler()
    made = trial.found(OPERATES, cast.liuzhou, {"name": "新学会"})
    assert Organisation.objects.get(pk=made.pk).name == "新学会"


# Handlers that call verbs


@real_transactions
def test_a_handler_may_call_a_verb_whose_event_follows_in_the_same_round(cast: Cast) -> None:
    order = []

    def found_a_branch(payload: dict[str, Any]) -> None:
        order.append(payload["code"])
        if payload["code"] == "新学会":
            trial.found(OPERATES, cast.liuzhou, {"name": "新分会"})
            order.append("behind the call")

    on_event("trial.founded")(found_a_branch)
    trial.found(OPERATES, cast.liuzhou, {"name": "新学会"})
    assert order == ["新学会", "behind the call", "新分会"]
    assert not Event.objects.filter(delivered=None).exists()


@real_transactions
def test_a_handler_writes_only_by_a_verb(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    on_event("trial.founded")(lambda payload: Organisation.objects.update(name="偷偷改"))
    waiting()
    assert deliver_pending() == 0
    assert "was written outside a verb" in caplog.text


# Several rounds at once


@real_transactions
def test_two_rounds_at_once_deliver_each_event_once(heard: list[dict[str, Any]]) -> None:
    waiting(20)
    counts = at_once(deliver_pending, deliver_pending)
    assert sum(counts) == 20
    assert sorted(int(told["code"][1:]) for told in heard) == list(range(20))


@real_transactions
def test_an_event_that_another_round_is_at_is_left_to_it(heard: list[dict[str, Any]]) -> None:
    waiting()
    at_work = timezone.now() - LEASE / 2
    Event.objects.update(taken=at_work)
    assert deliver_pending() == 0
    assert heard == []


@real_transactions
def test_an_event_whose_round_died_is_taken_over(heard: list[dict[str, Any]]) -> None:
    waiting()
    Event.objects.update(taken=timezone.now() - LEASE * 2)
    assert deliver_pending() == 1
    assert heard == [{"code": "c0"}]
