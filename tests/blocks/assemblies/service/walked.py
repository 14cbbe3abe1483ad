"""For the walk over all addresses: records of Liuzhou's with the engineer, made once."""

from __future__ import annotations

import datetime as dt
import uuid

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.service.models import AbsenceRun, DutyReport, RotaSlot, Studio, YearPlan
from keqiao.blocks.assemblies.service.papers import attach_plan
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.kernel.work.models import Case

DAY = dt.date(2026, 3, 1)


def duty_report(cast: Cast) -> DutyReport:
    """A report that was handed in."""
    with ledger.exempt("walk"):
        there = DutyReport.objects.filter(person=cast.engineer).first()
        made = there or DutyReport(body=cast.congress, person=cast.engineer, year=2025, text="述职")
        made.status, made.handed_in = "handed_in", DAY
        made.save()
    return made


def absence_run(cast: Cast) -> AbsenceRun:
    """A case on absences."""
    found = AbsenceRun.objects.first()
    if found is None:
        with ledger.exempt("walk"):
            case = Case(organisation=cast.liuzhou, kind="absence", title="代表大会连续2次无故缺席", opened=DAY)
            case.save()
            found = AbsenceRun(case=case, body=cast.congress, person=cast.engineer, since=DAY, date=DAY, length=2)
            found.save()
    return found


def rota_slot(cast: Cast) -> RotaSlot:
    """A time in residence."""
    found = RotaSlot.objects.first()
    if found is None:
        with ledger.exempt("walk"):
            ends = DAY + dt.timedelta(days=30)
            found = RotaSlot(body=cast.congress, person=cast.engineer, starts=DAY, ends=ends)
            found.save()
    return found


def studio(cast: Cast) -> Studio:
    """A studio."""
    found = Studio.objects.first()
    if found is None:
        with ledger.exempt("walk"):
            body = Body(organisation=cast.liuzhou, kind="studio", name="鹿寨县代表工作室")
            body.save()
            found = Studio(body=body, division=Division.objects.get(code="450223"))
            found.save()
    return found


def committee(cast: Cast) -> Body:
    """A special committee."""
    found = Body.objects.filter(kind="special_committee").first()
    if found is None:
        with ledger.exempt("walk"):
            found = Body(organisation=cast.liuzhou, kind="special_committee", name="企业委员会")
            found.save()
    return found


def paper(cast: Cast) -> tuple[uuid.UUID, uuid.UUID]:
    """The committee and the paper in which its plan was issued."""
    body = committee(cast)
    found = YearPlan.objects.filter(body=body).select_related("attachment").first()
    if found is None:
        data = {"name": "计划.pdf", "content": b"%PDF-1.4", "year": 2026}
        found = attach_plan(OPERATES, body, data)
    return body.public_id, found.attachment.public_id
