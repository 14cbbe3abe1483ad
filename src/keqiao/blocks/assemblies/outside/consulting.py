"""Verbs on consultation, and on opinions that are asked for before members of the conference are recommended."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import workdays_between
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past

from .models import Chamber, Consultation, ConsultationKind
from .verbs import MANAGE, Long

KINDS = tuple((kind.value, gettext_lazy(str(kind.label))) for kind in ConsultationKind)


class RecordConsultation(VerbData):
    """What was consulted about, with whom and how."""

    kind: Annotated[Literal["consultation", "supervision", "deliberation"], Asked(gettext_lazy("类别"), words=KINDS)]
    chamber: Annotated[Chamber, Asked(gettext_lazy("协商对象"))]
    topic: Annotated[str, Field(min_length=4, max_length=200), Asked(gettext_lazy("题目"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    procedure: Annotated[str, Field(max_length=200), Asked(gettext_lazy("程序"))] = ""
    form: Annotated[
        str, Field(max_length=120), Asked(gettext_lazy("形式"), gettext_lazy("例如专题座谈、书面征求意见、联合调研。"))
    ] = ""
    unit: Annotated[str, Field(max_length=120), Asked(gettext_lazy("组织单位"))] = ""
    result: Long = ""


class AskOpinion(VerbData):
    """Who asks for an opinion on how many recommended members, and by when."""

    topic: Annotated[str, Field(min_length=4, max_length=200), Asked(gettext_lazy("事由"))]
    unit: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("征求意见的单位"))]
    date: Annotated[dt.date, Asked(gettext_lazy("收到日期"))]
    due: Annotated[dt.date, Asked(gettext_lazy("答复时限"))]
    candidates: Annotated[
        int, Field(ge=1, le=500), Asked(gettext_lazy("推荐人数"), gettext_lazy("只记人数，不记姓名。"))
    ]


class AnswerOpinion(VerbData):
    """What was answered, and on which day."""

    answered: Annotated[dt.date | None, Asked(gettext_lazy("答复日期"), gettext_lazy("不填为今天。"))] = None
    result: Annotated[str, Field(min_length=2, max_length=2000), Asked(gettext_lazy("意见"), kind="long")]


@verb("outside.record_consultation", does=gettext_lazy("登记了协商"), needs=MANAGE, on=lambda target, data: [target])
def record_consultation(act: Act, target: Organisation, data: RecordConsultation) -> Consultation:
    """Note a consultation that the association took part in."""
    check_past(data.date, _("日期"))
    _check_new(target, data.date, data.topic)
    made = Consultation(organisation=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb("outside.ask_opinion", does=gettext_lazy("登记了征求意见"), needs=MANAGE, on=lambda target, data: [target])
def ask_opinion(act: Act, target: Organisation, data: AskOpinion) -> Consultation:
    """Note that an opinion is asked for on recommended members of the conference, by a day."""
    check_past(data.date, _("收到日期"))
    if data.due < data.date:
        raise VerbError(_("答复时限不能早于收到日期，请核对。"))
    _check_new(target, data.date, data.topic)
    fixed = {"kind": ConsultationKind.RECOMMENDATION, "chamber": Chamber.CPPCC}
    made = Consultation(organisation=target, **data.model_dump(exclude={"seen_version", "key"}), **fixed)
    made.save()
    return made


@verb(
    "outside.answer_opinion",
    does=gettext_lazy("答复了征求意见"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def answer_opinion(act: Act, target: Consultation, data: AnswerOpinion) -> Consultation:
    """Answer it; in how many working days is worked out."""
    if target.kind != ConsultationKind.RECOMMENDATION or target.answered is not None:
        raise VerbError(_("这一项不需要答复，或已经答复。"))
    day = data.answered or timezone.localdate()
    check_past(day, _("答复日期"))
    assert target.date is not None  # its column holds no NULL
    if day < target.date:
        raise VerbError(_("答复日期不能早于收到日期%(day)s，请核对。") % {"day": target.date})
    target.answered, target.result = day, data.result
    target.workdays = workdays_between(target.date, day)
    target.save()
    return target


@verb(
    "outside.withdraw_consultation",
    does=gettext_lazy("撤回了登记"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_consultation(act: Act, target: Consultation, data: VerbData) -> None:
    """Delete what was noted wrongly."""
    target.delete()


def _check_new(organisation: Organisation, day: dt.date, topic: str) -> None:
    if organisation.consultations.filter(date=to_int(day), topic=topic).exists():
        raise VerbError(_("%(day)s的“%(topic)s”已经登记，没有重复登记。") % {"day": day, "topic": topic})
