"""How records behind figures are named, what is held about a person, and what a deletion leaves of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import day_word, joined

from .models import Decision, Rules

Lines = Mapping[int, RecordLine]


def describe_rules(ids: Sequence[int]) -> Lines:
    """Title and first day, by body."""
    found = Rules.objects.filter(pk__in=ids).select_related("body")
    return {one.pk: RecordLine(one.title, day_word(one.starts), one.body.name) for one in found}


def describe_decisions(ids: Sequence[int]) -> Lines:
    """Title, day and meeting, by body."""
    found = Decision.objects.filter(pk__in=ids).select_related("meeting__body")
    return {
        one.pk: RecordLine(one.title, joined(day_word(one.meeting.date), one.meeting.title), one.meeting.body.name)
        for one in found
    }


describes("procedure_rules", describe_rules)
describes("meeting_decisions", describe_decisions)

held(
    "meetings.Invitation",
    gettext_lazy("会议通知"),
    along=("meeting",),
    hides=("code",),
    stays=gettext_lazy("应到人数要按会议统计，只保留收到通知和到会的情况"),
    order=47,
)
held(
    "meetings.Leave",
    gettext_lazy("会议请假"),
    along=("meeting",),
    hides=("decided_by",),
    stays=gettext_lazy("请假人数要按会议统计，只保留请假和批准的情况，答复删除"),
    order=48,
)
CALLED = gettext_lazy("会议由谁召集属于会议记录，只保留召集的职务，不再指向您")
held("assemblies.Meeting", gettext_lazy("召集的会议"), along=("body",), hides=("code",), stays=CALLED, order=46)
held("meetings.Convening", gettext_lazy("委托召集的会议"), along=("meeting",), hides=("by",), stays=CALLED, order=46)
held("meetings.CalendarLink", gettext_lazy("日历订阅链接"), hides=("token",), order=49)

# Names of fields that are shown nowhere but where a person reads what is held.
LABELS = (
    _("身份"),
    _("单位及职务"),
    _("通知时间"),
    _("短信或邮件送达"),
    _("收到时间"),
    _("会前提醒时间"),
    _("临会提醒时间"),
    _("告知取消的时间"),
    _("告知不能参加的时间"),
    _("请假时间"),
    _("批准时间"),
    _("答复"),
    _("建立时间"),
    _("临时召集原因"),
    _("受委托召集"),
    _("召集日期"),
)
