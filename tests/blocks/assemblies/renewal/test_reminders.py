"""Whoever answers for a change of term is told once before a stage's day and once after it."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.models import Stage
from keqiao.blocks.assemblies.renewal.opening import watch_unit
from keqiao.blocks.assemblies.renewal.reminders import remind, remind_all
from keqiao.kernel.nouns import ledger
from keqiao.kernel.work.models import Deadline
from keqiao.plans.supervision.reminders import _to_tell


def test_the_next_stage_is_told_of_once_before_and_once_after(scene: Scene) -> None:
    scene.opened()  # its plan was due two months ago
    remind_all()
    plan = Stage.objects.get(kind="plan").deadline
    assert plan.reminded == scene.today
    assert Stage.objects.get(kind="request").deadline.reminded is None
    with ledger.exempt("given"):
        Deadline.objects.filter(pk=plan.pk).update(reminded=plan.due - dt.timedelta(days=1))
    remind_all()
    plan.refresh_from_db()
    assert plan.reminded == scene.today


def test_what_is_far_isnt_told_of(scene: Scene) -> None:
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today + dt.timedelta(days=16)}
    watch_unit(scene.clerk, scene.cast.liuzhou, given)
    remind_all()
    assert Stage.objects.get().deadline.reminded is None


def test_what_records_prove_isnt_told_of(scene: Scene) -> None:
    made = scene.opened()
    scene.renewed()
    for kind in ("plan", "request"):
        remind(scene.clerk, Stage.objects.get(renewal=made, kind=kind))
    remind_all()
    assert Stage.objects.get(kind="congress").deadline.reminded is None


def test_supervision_leaves_changes_of_term_to_their_own_reminders(scene: Scene) -> None:
    scene.opened()
    assert list(_to_tell()) == []
