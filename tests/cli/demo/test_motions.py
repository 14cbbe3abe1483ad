"""The demo shows a motion at every stage, and dealings of every kind."""

from __future__ import annotations

from keqiao.blocks.assemblies.models import DutyAct
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.blocks.assemblies.motions.pages.mine import answered
from keqiao.blocks.assemblies.outside.models import Consultation, Hearing, Leader, Seat
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.work.models import Step


def test_a_motion_stands_at_every_stage(demo: Stage) -> None:
    found = set(Motion.objects.filter(body__organisation=demo.city).values_list("status", flat=True))
    assert found == {"gathering", "filed", "accepted", "answered", "closed"}
    assert Step.objects.filter(case__motion__isnull=False, kind="reply", status="waiting").count() == 1


def test_an_answer_waits_for_what_the_delegate_thinks_of_it(demo: Stage) -> None:
    mine = Signature.objects.filter(person=demo.users["delegate"].person)
    assert sum(answered(one) for one in mine) == 1


def test_each_signature_left_one_duty_act(demo: Stage) -> None:
    signed = Signature.objects.filter(status="signed", motion__number__isnull=False)
    assert signed.count() == DutyAct.objects.filter(signature__isnull=False).count() > 8


def test_dealings_of_every_kind_are_noted(demo: Stage) -> None:
    assert set(Leader.objects.values_list("side", flat=True)) == {"party", "government"}
    assert set(Hearing.objects.values_list("kind", flat=True)) == {"hearing", "sitting_in"}
    assert Seat.objects.count() == 1
    kinds = set(Consultation.objects.values_list("kind", flat=True))
    assert kinds == {"consultation", "supervision", "recommendation"}
