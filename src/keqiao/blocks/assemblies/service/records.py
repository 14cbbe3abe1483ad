"""How records behind the room's figures are named, and what is told to a person about theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from keqiao.kernel.standards.names import pad_name
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import body_word, day_word, joined, word

from .facts import MAJOR, OUTCOMES, RESULTS
from .models import AbsenceRun, Assessed, MajorDecision, Opinion, ResidenceDay, YearReport

Lines = Mapping[int, RecordLine]


def describe_rota(ids: Sequence[int]) -> Lines:
    """Person, day and work, by body."""
    found = ResidenceDay.objects.filter(pk__in=ids).select_related("person", "slot__body")
    return {
        one.pk: RecordLine(pad_name(one.person.name), joined(day_word(one.date), one.work), body_word(one.slot.body))
        for one in found
    }


def describe_opinions(ids: Sequence[int]) -> Lines:
    """The opinion, when it came and when it was answered, by studio."""
    found = Opinion.objects.filter(pk__in=ids).select_related("studio__body")
    return {
        one.pk: RecordLine(
            one.text[:60],
            joined(day_word(one.date), _("%(day)s答复") % {"day": day_word(one.answered)} if one.answered else ""),
            one.studio.body.name,
        )
        for one in found
    }


def describe_reports(ids: Sequence[int]) -> Lines:
    """Title and date, by committee."""
    found = YearReport.objects.filter(pk__in=ids).select_related("body")
    return {one.pk: RecordLine(one.title, day_word(one.date), one.body.name) for one in found}


def describe_assessments(ids: Sequence[int]) -> Lines:
    """Person and meeting, by result."""
    found = Assessed.objects.filter(pk__in=ids).select_related("person", "meeting")
    return {
        one.pk: RecordLine(pad_name(one.person.name), one.meeting.title, word(RESULTS, one.result)) for one in found
    }


def describe_absences(ids: Sequence[int]) -> Lines:
    """Person and case, by outcome."""
    found = AbsenceRun.objects.filter(pk__in=ids).select_related("person", "case")
    return {
        one.pk: RecordLine(
            pad_name(one.person.name),
            joined(day_word(one.date), one.case.title),
            word(OUTCOMES, one.outcome or "open"),
        )
        for one in found
    }


def describe_decisions(ids: Sequence[int]) -> Lines:
    """What was decided and when, by kind."""
    found = MajorDecision.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(one.title, joined(day_word(one.date), one.get_party_display()), word(MAJOR, one.kind))
        for one in found
    }


describes("rota", describe_rota, names_persons=True)
describes("opinions", describe_opinions)
describes("committee_reports", describe_reports)
describes("assessments", describe_assessments, names_persons=True)
describes("absence_cases", describe_absences, names_persons=True)
describes("major_decisions", describe_decisions)

held("service.DutyReport", gettext_lazy("述职报告"), along=("body",), order=47)
held("service.Assessed", gettext_lazy("履职评估"), along=("body", "meeting"), order=47)
held("service.Reminder", gettext_lazy("履职提醒"), along=("body",), order=48)
held(
    "service.AbsenceRun",
    gettext_lazy("连续缺席事项"),
    along=("body", "case"),
    stays=gettext_lazy("事项和决定按年统计，只保留日期和结果，不再指向您"),
    order=48,
)
held(
    "service.RotaSlot",
    gettext_lazy("驻会轮值"),
    along=("body",),
    stays=gettext_lazy("轮值时间要按年统计，只保留日期"),
    order=48,
)
held(
    "service.ResidenceDay",
    gettext_lazy("驻会工作"),
    along=("slot",),
    stays=gettext_lazy("驻会天数要按年统计，只保留日期，工作内容删除"),
    order=48,
)
held(
    "service.Posting",
    gettext_lazy("挂职岗位"),
    along=("secondment",),
    stays=gettext_lazy("挂职时间要按年统计，岗位和原因删除"),
    order=49,
)

# Names of fields that are shown nowhere but where a person reads what is held.
LABELS = (
    gettext_noop("回执日期"),
    gettext_noop("说明日期"),
    gettext_noop("连续缺席次数"),
    gettext_noop("首次缺席日期"),
)
