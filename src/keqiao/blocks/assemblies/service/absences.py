"""Runs of unexcused absences, and the cases on them: found by counting, opened once, decided by people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import STATUTORY, Attendance, AttendanceState
from keqiao.blocks.assemblies.verbs import record_attendance
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData, VerbError
from keqiao.kernel.verbs.events import on_event
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import run_effect
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus
from keqiao.registry.verbs.posts import end_post
from keqiao.registry.wording import body_word

from .models import AbsenceRun, Outcome
from .rules import absences_of
from .sitting import own_person, posts_on, sitting_on


@dataclass(frozen=True)
class Run:
    """Somebody's latest absences in a row, from meeting to meeting."""

    person: int
    since: dt.date
    length: int


class Statement(VerbData):
    """What the person says about it."""

    text: Annotated[str, Field(min_length=2, max_length=2000), Asked(gettext_lazy("情况说明"), kind="long")]


class Decide(VerbData):
    """What was decided, and why."""

    outcome: Annotated[Outcome, Asked(gettext_lazy("处理结果"))]
    reason: Annotated[
        str,
        Field(min_length=2, max_length=400),
        Asked(gettext_lazy("理由和依据"), gettext_lazy("写明由哪次会议研究。")),
    ]
    ends: Annotated[
        dt.date | None, Asked(gettext_lazy("离任日期"), gettext_lazy("只在辞去职务时填写，不填为今天。"))
    ] = None


@verb(
    "absences.find",
    does=gettext_lazy("检查了连续缺席"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def find_absences(act: Act, target: Body, data: VerbData) -> list[AbsenceRun]:
    """Open a case on each run of unexcused absences that is long enough and has none yet."""
    made = []
    for run in runs(target):
        there = target.absence_runs.filter(person=run.person)
        open_one = there.filter(case__status=CaseStatus.OPEN).first()
        if open_one is not None and open_one.length < run.length:
            open_one.length = run.length
            open_one.save()
        if open_one is None and not there.filter(since=to_int(run.since)).exists():
            made.append(_open(target, run))
    return made


@verb(
    "absences.state",
    does=gettext_lazy("说明了缺席情况"),
    needs="owner",
    on=lambda target, data: [target.organisation_id],
    owner=lambda act, target, data: own_person(act) == target.person,
)
def state_reasons(act: Act, target: AbsenceRun, data: Statement) -> AbsenceRun:
    """Say how it came about, before anything is decided; said anew, the new text stands."""
    _check_open(target)
    target.statement, target.stated = data.text, timezone.localdate()
    target.save()
    return target


@verb(
    "absences.decide",
    does=gettext_lazy("决定了缺席事项"),
    needs="duties.assess",
    on=lambda target, data: [target.organisation_id],
)
def decide(act: Act, target: AbsenceRun, data: Decide) -> AbsenceRun:
    """Record what was decided on a run of absences; resigning ends the post, a late excuse corrects the attendance."""
    _check_open(target)
    if data.ends is not None and data.outcome is not Outcome.RESIGNED:
        raise VerbError(_("只有辞去职务时才填写离任日期。请清空日期，或改选处理结果。"))
    effects = {Outcome.RESIGNED: _end_posts, Outcome.EXCUSED: _excuse}
    effect = effects.get(data.outcome)
    if effect is not None:
        run_effect(lambda: effect(act, target, data))
    target.outcome, target.reason, target.decided = data.outcome, data.reason, timezone.localdate()
    target.save()
    case = target.case
    case.status, case.closed = CaseStatus.DONE, timezone.localdate()
    case.outcome = str(data.outcome.label)
    case.save()
    return target


def runs(body: Body) -> list[Run]:
    """The latest runs of unexcused absences in a body that are as long as its rule says, of who still sits there.

    Counted as plans count a streak: leave neither counts nor breaks a run; coming breaks it. Only meetings that count
    towards a body's rhythm do here: who stays away from a consultation doesn't miss a session.
    """
    length = absences_of(body)
    if not length:
        return []
    sitting = sitting_on(body, today())
    rows = Attendance.objects.filter(meeting__body=body, meeting__kind__in=STATUTORY, person__in=sitting)
    rows = rows.exclude(status=AttendanceState.EXCUSED)
    return [run for run in _latest(rows.select_related("meeting")) if run.length >= length]


def absent_from(one: AbsenceRun) -> Sequence[Attendance]:
    """The absences that a case is about, in order."""
    rows = Attendance.objects.filter(
        meeting__body=one.body_id,
        meeting__kind__in=STATUTORY,
        meeting__date__gte=one.since,
        person=one.person_id,
        status=AttendanceState.ABSENT,
    )
    return list(rows.select_related("meeting").order_by("meeting__date", "meeting")[: one.length])


@on_event("assemblies.absent")
def look_again(payload: dict[str, Any]) -> None:
    """Somebody was recorded as absent: look whether a run has grown long enough."""
    body = Body.objects.filter(pk=payload["body"]).first()
    if body is not None and absences_of(body):
        find_absences(Act(OPERATOR, "job"), body, {})


def find_all() -> int:
    """Look through every body whose rule asks for it. Returns how many cases were opened."""
    found = Body.objects.filter(meetings__attendance__status=AttendanceState.ABSENT).distinct()
    return sum(len(find_absences(Act(OPERATOR, "job"), one, {})) for one in found if absences_of(one))


def _latest(rows: Iterable[Attendance]) -> list[Run]:
    """Each person's run up to the latest meeting that counts."""
    by_person: dict[int, list[Attendance]] = {}
    for row in sorted(rows, key=lambda one: (one.meeting.date, one.meeting_id)):
        kept = by_person.setdefault(row.person_id, [])
        if row.status == AttendanceState.PRESENT:
            kept.clear()
        else:
            kept.append(row)
    return [_run(person, kept) for person, kept in by_person.items() if kept]


def _run(person: int, kept: Sequence[Attendance]) -> Run:
    since = kept[0].meeting.date
    assert since is not None  # its column holds no NULL
    return Run(person, since, len(kept))


def _open(body: Body, run: Run) -> AbsenceRun:
    title = _("%(body)s连续%(length)s次无故缺席") % {"body": body_word(body), "length": run.length}
    case = Case(organisation_id=body.organisation_id, kind=CaseKind.ABSENCE, title=title, opened=timezone.localdate())
    case.save()
    made = AbsenceRun(case=case, body=body, person_id=run.person, since=run.since, length=run.length)
    made.date = timezone.localdate()
    made.save()
    return made


def _end_posts(act: Act, one: AbsenceRun, data: Decide) -> None:
    for post in posts_on(one.body, today()).filter(person=one.person_id, ends=None):
        end_post(act, post, {"ends": data.ends})


def _excuse(act: Act, one: AbsenceRun, data: Decide) -> None:
    excused = [{"person": one.person_id, "state": AttendanceState.EXCUSED}]
    for row in absent_from(one):
        record_attendance(act, row.meeting, {"people": excused})


def _check_open(one: AbsenceRun) -> None:
    if one.case.status != CaseStatus.OPEN:
        said = _("这一事项已于%(day)s办结，不能再办理。")
        raise VerbError(said % {"day": one.case.closed})
