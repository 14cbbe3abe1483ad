"""Verbs on incidents: reported with deadlines, worked off step by step, closed when all is done."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.privacy.models import Incident, IncidentStep, Level, StepKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import check_past, check_text

LONGEST = 4000
# The law says “at once”; these hours are how this house understands it.
HOURS = {
    StepKind.STOP: 2,
    StepKind.ASSESS: 12,
    StepKind.REGULATOR: 24,
    StepKind.PEOPLE: 72,
    StepKind.REVIEW: 30 * 24,
}


class ReportIncident(VerbData):
    """What is known; it is corrected as more becomes known."""

    title: Annotated[str, Asked(gettext_lazy("事件"), gettext_lazy("一句话，不写个人姓名"))]
    day: Annotated[dt.date, Asked(gettext_lazy("发现日期"))]
    level: Annotated[Level, Asked(gettext_lazy("危害程度"))]
    data: Annotated[str, Asked(gettext_lazy("涉及的个人信息种类"))]
    people: Annotated[int | None, Asked(gettext_lazy("涉及人数"), gettext_lazy("还不清楚可以先不填"))] = None
    cause: Annotated[str, Asked(gettext_lazy("原因"), kind="long")]
    harm: Annotated[str, Asked(gettext_lazy("可能造成的危害"), kind="long")]
    measures: Annotated[str, Asked(gettext_lazy("已采取的措施"), kind="long")]
    advice: Annotated[str, Asked(gettext_lazy("个人可以采取的减轻危害的措施"), kind="long")]
    contact: Annotated[str, Asked(gettext_lazy("联系方式"), gettext_lazy("个人信息保护负责人的电话"))]


class CorrectIncident(ReportIncident):
    """The same, as far as it is known now."""


class FinishStep(VerbData):
    """Which step was done, and how."""

    kind: Annotated[StepKind, Asked(gettext_lazy("步骤"))]
    note: Annotated[str, Asked(gettext_lazy("办理情况"), gettext_lazy("报告给谁、怎样通知、有何结果"), kind="long")]


class CloseIncident(VerbData):
    """Nothing to say."""


@verb(
    "incidents.report",
    does=gettext_lazy("登记了个人信息安全事件"),
    needs="privacy.manage",
    on=lambda target, data: [target],
)
def report_incident(act: Act, target: Organisation, data: ReportIncident) -> Incident:
    """Report an incident; its steps get their deadlines from now on."""
    now = timezone.now()
    made = Incident(organisation=target, found=now)
    _fill(made, data)
    made.save()
    for kind, hours in HOURS.items():
        IncidentStep(incident=made, kind=kind, due=now + dt.timedelta(hours=hours)).save()
    return made


@verb(
    "incidents.correct",
    does=gettext_lazy("更正了个人信息安全事件"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def correct_incident(act: Act, target: Incident, data: CorrectIncident) -> Incident:
    """Put down what has become known."""
    _refuse_closed(target)
    _fill(target, data)
    target.save()
    return target


@verb(
    "incidents.finish_step",
    does=gettext_lazy("办结了安全事件的一个步骤"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def finish_step(act: Act, target: Incident, data: FinishStep) -> IncidentStep:
    """Put down that a step was done; late is better than not at all."""
    _refuse_closed(target)
    check_text(data.note, _("办理情况"), LONGEST)
    step = target.steps.get(kind=data.kind)
    if step.done is not None:
        raise VerbError(_("“%(step)s”已经办结，不能再次办理。") % {"step": step})
    step.done, step.note = timezone.now(), data.note
    step.save()
    return step


@verb(
    "incidents.close",
    does=gettext_lazy("了结了个人信息安全事件"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def close_incident(act: Act, target: Incident, data: CloseIncident) -> Incident:
    """Close an incident all of whose steps are done."""
    _refuse_closed(target)
    left = [str(step) for step in target.steps.filter(done=None)]
    if left:
        said = _("还有步骤没有办结：%(left)s。请先办结，再结案。")
        raise VerbError(said % {"left": enumerated(left)})
    target.closed = timezone.now()
    target.save()
    return target


def _fill(incident: Incident, data: ReportIncident) -> None:
    check_past(data.day, _("发现日期"))
    texts: dict[str, tuple[str, Any, int]] = {
        "title": (data.title, _("事件"), 120),
        "data": (data.data, _("涉及的个人信息种类"), 300),
        "cause": (data.cause, _("原因"), LONGEST),
        "harm": (data.harm, _("可能造成的危害"), LONGEST),
        "measures": (data.measures, _("已采取的措施"), LONGEST),
        "advice": (data.advice, _("个人可以采取的减轻危害的措施"), LONGEST),
        "contact": (data.contact, _("联系方式"), 200),
    }
    for name, (text, what, limit) in texts.items():
        check_text(text, what, limit)
        setattr(incident, name, text)
    if data.people is not None and not 0 <= data.people <= 2_000_000_000:
        raise VerbError(_("涉及人数填写有误。请填写实际人数，还不清楚可以先不填。"))
    found = dt.datetime.combine(data.day, timezone.localtime(incident.found).time())
    incident.found = min(timezone.make_aware(found), timezone.now())
    incident.people, incident.level = data.people, data.level


def _refuse_closed(incident: Incident) -> None:
    if incident.closed is not None:
        raise VerbError(_("这起事件已经结案。如有新情况，请另行登记。"))
