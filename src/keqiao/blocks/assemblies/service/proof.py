"""What the records already say of somebody's year in a body, so that a duty report needn't say it from memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.blocks.assemblies.models import Attendance, AttendanceState, DutyAct, DutyKind
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.look.formats import long_date
from keqiao.registry.wording import body_word

from .models import ResidenceDay


@dataclass(frozen=True)
class Proof:
    """A line of what is recorded: what it is about, and what the records say."""

    label: str
    said: str


def proofs(body: Body, person: Person, year: int) -> list[Proof]:
    """What is recorded of a person's year, in three queries: meetings of all bodies there, acts, residence."""
    return [*_attended(body, person, year), *_acts(body, person, year), *_resided(body, person, year)]


def first_text(body: Body, person: Person, year: int) -> str:
    """What a report begins with: the records' own lines, and headings for what only the person knows."""
    known = [f"{one.label}：{one.said}" for one in proofs(body, person, year)]
    return "\n".join(
        [
            _("一、参加会议和活动"),
            *(known or [_("（没有记录）")]),
            "",
            _("二、调研、建议和联系服务科技工作者"),
            "",
            _("三、存在的不足和下一年打算"),
            "",
        ]
    )


def _attended(body: Body, person: Person, year: int) -> list[Proof]:
    found = Attendance.objects.filter(
        person=person, meeting__body__organisation=body.organisation_id, meeting__year=year
    ).select_related("meeting__body")
    by_body: dict[int, Counter[str]] = {}
    names = {}
    for one in found.order_by("meeting__date"):
        names[one.meeting.body_id] = body_word(one.meeting.body)
        by_body.setdefault(one.meeting.body_id, Counter())[one.status] += 1
    return [Proof(names[one], _meetings_said(states)) for one, states in by_body.items()]


def _meetings_said(states: Counter[str]) -> str:
    told = {
        "all": states.total(),
        "present": states[AttendanceState.PRESENT],
        "excused": states[AttendanceState.EXCUSED],
        "absent": states[AttendanceState.ABSENT],
    }
    return _("应到%(all)s次，到会%(present)s次，请假%(excused)s次，无故缺席%(absent)s次") % told


def _acts(body: Body, person: Person, year: int) -> list[Proof]:
    done = DutyAct.objects.filter(person=person, body__organisation=body.organisation_id, year=year)
    return [
        Proof(_(one.get_kind_display()), _("《%(title)s》（%(day)s）") % {"title": one.title, "day": _day(one)})
        for one in done.exclude(kind=DutyKind.DUTY_REPORT).order_by("date")
    ]


def _day(one: DutyAct) -> str:
    return long_date(one.date) if one.date is not None else ""


def _resided(body: Body, person: Person, year: int) -> list[Proof]:
    days = ResidenceDay.objects.filter(person=person, slot__body__organisation=body.organisation_id, year=year).count()
    if not days:
        return []
    return [Proof(_("驻会"), ngettext("%(days)s天", "%(days)s天", days) % {"days": days})]
