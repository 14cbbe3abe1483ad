"""Whoever answers for a change of term is told once before a stage's day and once after it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal import reminders
from keqiao.blocks.assemblies.renewal.models import Stage
from keqiao.blocks.assemblies.renewal.opening import plan_congress, watch_unit
from keqiao.blocks.assemblies.renewal.reminders import remind, remind_all
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.kernel.work.models import Deadline
from keqiao.plans.supervision.reminders import _to_tell


def test_the_next_stage_is_told_of_once_before_and_once_after(scene: Scene) -> None:
    scene.opened(responsible=scene.somebody().pk)  # its plan was due two months ago
    assert remind_all() == 1
    assert remind_all() == 0
    plan = Stage.objects.get(kind="plan").deadline
    assert plan.reminded == scene.today
    assert Stage.objects.get(kind="request").deadline.reminded is None
    with ledger.exempt("given"):
        Deadline.objects.filter(pk=plan.pk).update(reminded=plan.due - dt.timedelta(days=1))
    remind_all()
    plan.refresh_from_db()
    assert plan.reminded == scene.today


def test_while_nobody_is_in_charge_nothing_is_noted_as_told(scene: Scene) -> None:
    made = scene.opened()
    assert remind_all() == 0
    plan_congress(scene.clerk, made, {"responsible": scene.somebody().pk})
    assert remind_all() == 1


def test_the_message_goes_once_even_if_a_round_is_broken_off(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    person = scene.somebody()
    with ledger.exempt("given"):
        identity = Identity(person=person, kind="mobile", verified=timezone.now())
        identity.set_value("13800000021")
        identity.save()
    scene.opened(responsible=person.pk)
    sent: list[Message] = []
    ways = [Failing(), Kept(sent)]
    monkeypatch.setattr(reminders, "channel_for", lambda kind: ways[0])
    remind_all()
    deliver_pending()
    assert sent == []
    del ways[0]
    for _round in range(2):
        remind_all()
        deliver_pending()
    assert [message.to for message in sent] == ["13800000021"]
    assert "理事会换届" in sent[0].text


class Failing:
    """A way out that takes nothing."""

    def send(self, message: Message) -> None:
        raise ChannelError("closed")


class Kept:
    """A way out that keeps what it takes."""

    def __init__(self, sent: list[Message]) -> None:
        self.sent = sent

    def send(self, message: Message) -> None:
        self.sent.append(message)


def test_what_is_far_isnt_told_of(scene: Scene) -> None:
    given: dict[str, object] = {"unit": scene.cast.luzhai.code, "term_ends": scene.today + dt.timedelta(days=16)}
    given["responsible"] = scene.somebody().pk
    watch_unit(scene.clerk, scene.cast.liuzhou, given)
    remind_all()
    assert Stage.objects.get().deadline.reminded is None


def test_what_records_prove_isnt_told_of(scene: Scene) -> None:
    made = scene.opened(responsible=scene.somebody().pk)
    scene.renewed()
    for kind in ("plan", "request"):
        remind(scene.clerk, Stage.objects.get(renewal=made, kind=kind))
    remind_all()
    assert Stage.objects.get(kind="congress").deadline.reminded is None


def test_supervision_leaves_changes_of_term_to_their_own_reminders(scene: Scene) -> None:
    scene.opened()
    assert list(_to_tell()) == []
