"""How records behind figures are named: meetings, attendance, duty acts. Each answers in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.standards.names import pad_name
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import day_word, joined, word

from .facts import DUTY_KINDS, STATES
from .models import Attendance, DutyAct, Meeting

Lines = Mapping[int, RecordLine]


def describe_meetings(ids: Sequence[int]) -> Lines:
    """Title, date and place, by body."""
    found = Meeting.objects.filter(pk__in=ids).select_related("body")
    return {one.pk: RecordLine(one.title, joined(day_word(one.date), one.place), one.body.name) for one in found}


def describe_attendance(ids: Sequence[int]) -> Lines:
    """Person, date and meeting, by whether they came."""
    found = Attendance.objects.filter(pk__in=ids).select_related("person", "meeting")
    return {
        one.pk: RecordLine(
            pad_name(one.person.name),
            joined(day_word(one.meeting.date), one.meeting.title),
            word(STATES, one.status),
        )
        for one in found
    }


def describe_duties(ids: Sequence[int]) -> Lines:
    """Person, date and title, by kind; of what came in late, when."""
    found = DutyAct.objects.filter(pk__in=ids).select_related("person")
    return {
        one.pk: RecordLine(
            pad_name(one.person.name), joined(_day_of(one), f"《{one.title}》"), word(DUTY_KINDS, one.kind)
        )
        for one in found
    }


def _day_of(one: DutyAct) -> str:
    return _("%(day)s补交") % {"day": day_word(one.came)} if one.came is not None else day_word(one.date)


describes("meetings", describe_meetings)
describes("attendance", describe_attendance, names_persons=True)
describes("duties", describe_duties, names_persons=True)

COUNTED = gettext_lazy("会议的到会人数要按会议统计，只保留到会情况本身，不再指向您")
held("assemblies.Attendance", gettext_lazy("会议到会情况"), along=("meeting",), stays=COUNTED, order=45)
held(
    "assemblies.DutyAct",
    gettext_lazy("履职记录"),
    along=("body",),
    stays=gettext_lazy("履职件数要按年统计，只保留类型和日期，题目删除"),
    order=46,
)
