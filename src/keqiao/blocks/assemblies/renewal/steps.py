"""Verbs on the way: stages that are met, postponements that a second person decides, reminders, the result."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseStatus
from keqiao.registry.refusals import check_past

from .models import Decision, Explanation, Postponement, Reminder, Renewal, Stage, StageKind, Way
from .opening import MANAGE, check_running, move_deadlines
from .progress import progress_of
from .timeline import latest_delay, schedule_for

APPROVE = "slates.approve"


class MeetStage(VerbData):
    """On which day a stage was met, and what shows it."""

    met: Annotated[dt.date, Asked(gettext_lazy("完成日期"))]
    document: Annotated[
        str, Field(max_length=160), Asked(gettext_lazy("文号或说明"), gettext_lazy("例如请示的文号、备案回执的编号。"))
    ] = ""


class AskPostponement(VerbData):
    """To which day a change of term is to be put off, and why."""

    until: Annotated[dt.date, Asked(gettext_lazy("延期至"))]
    reason: Annotated[str, Field(min_length=2, max_length=2000), Asked(gettext_lazy("延期理由"), kind="long")]
    document: Annotated[
        str,
        Field(max_length=160),
        Asked(gettext_lazy("批准文件"), gettext_lazy("业务主管单位或登记机关已经批复的，填写文号。")),
    ] = ""


class Answer(VerbData):
    """What the second person adds."""

    answer: Annotated[str, Field(max_length=200), Asked(gettext_lazy("意见"))] = ""


class Refusal(VerbData):
    """Why it isn't approved."""

    answer: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("不批准的原因"))]


class RecordReminder(VerbData):
    """That somebody was reminded: when, how, and what was said."""

    day: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    way: Annotated[Way, Asked(gettext_lazy("方式"))] = Way.PHONE
    text: Annotated[str, Field(max_length=1000), Asked(gettext_lazy("内容和答复"), kind="long")] = ""


class RecordResult(VerbData):
    """When the unit's congress was held and which term it elected, as it told."""

    held: Annotated[dt.date, Asked(gettext_lazy("召开日期"))]
    number: Annotated[int | None, Field(ge=1, le=200), Asked(gettext_lazy("新一届届次"))] = None
    outcome: Annotated[str, Field(max_length=2000), Asked(gettext_lazy("换届结果"), kind="long")] = ""


class Why(VerbData):
    """For what reason."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("原因"))]


@verb(
    "renewal.meet_stage",
    does=gettext_lazy("完成了换届环节"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def meet_stage(act: Act, target: Stage, data: MeetStage) -> Stage:
    """Say that a stage was met. The filing settles the case; the congress is proved by the new term alone."""
    check_running(target.renewal)
    check_past(data.met, _("完成日期"))
    if target.kind == StageKind.CONGRESS:
        raise VerbError(_("召开大会由新一届的届次登记证明，不用另填。请登记新一届的开始日期。"))
    if target.deadline.met is not None:
        raise VerbError(_("“%(stage)s”已经登记完成，没有重复登记。") % {"stage": target})
    progress = progress_of(target.renewal)
    if target.kind == StageKind.FILING and progress.held is None:
        raise VerbError(_("新一届还没有登记，不能报送备案。请先登记新一届的届次和任职。"))
    if target.kind == StageKind.FILING and progress.held is not None and data.met < progress.held:
        said = _("备案日期（%(met)s）不能早于大会召开日期（%(held)s）。请核对。")
        raise VerbError(said % {"met": data.met, "held": progress.held})
    _meet(target, data.met, data.document)
    settle(target.renewal)
    return target


@verb(
    "renewal.reopen_stage",
    does=gettext_lazy("撤回了换届环节的完成登记"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def reopen_stage(act: Act, target: Stage, data: VerbData) -> Stage:
    """Take back that a stage was met, where that was recorded wrongly."""
    check_running(target.renewal)
    if target.deadline.met is None:
        raise VerbError(_("“%(stage)s”还没有登记完成，不用撤回。") % {"stage": target})
    target.deadline.met = None
    target.deadline.save()
    target.document = ""
    target.save()
    return target


@verb(
    "renewal.ask_postponement",
    does=gettext_lazy("申请了延期换届"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def ask_postponement(act: Act, target: Renewal, data: AskPostponement) -> Postponement:
    """Ask that a term be changed later, with the reason; a second person decides."""
    check_running(target)
    progress = progress_of(target)
    if progress.held is not None:
        raise VerbError(_("新一届已于%(day)s开始，不用延期。") % {"day": progress.held})
    if progress.waiting:
        raise VerbError(_("已有一项延期申请等待批准。请等批准之后再申请。"))
    if data.until <= progress.due:
        raise VerbError(_("延期的日期应晚于%(day)s。请核对。") % {"day": progress.due})
    if data.until < timezone.localdate() and not data.document:
        said = _("延期的日期（%(day)s）已经过去。请改为今天之后的日期；补登已经批复的延期，请填写批准文件。")
        raise VerbError(said % {"day": data.until})
    schedule = schedule_for(target.unit)
    assert target.term_ends is not None  # its column holds no NULL
    latest = latest_delay(target.term_ends, schedule)
    if data.until > latest:
        said = _("最长可以延期%(months)s个月，到%(day)s为止。请改为更早的日期。")
        raise VerbError(said % {"months": schedule.delay_months, "day": latest})
    made = Postponement(
        renewal=target,
        until=data.until,
        reason=data.reason,
        document=data.document,
        asked=timezone.localdate(),
        asked_by=act.actor.user,
    )
    made.save()
    return made


@verb(
    "renewal.approve_postponement",
    does=gettext_lazy("批准了延期换届"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def approve_postponement(act: Act, target: Postponement, data: Answer) -> Postponement:
    """Approve what somebody else asked for; the days that hang on the term's end move along."""
    check_running(target.renewal)
    decide(act, target, Decision.APPROVED, data.answer, target.asked_by_id)
    renewal = target.renewal
    renewal.postponed_to = target.until
    renewal.save()
    move_deadlines(renewal)
    return target


@verb(
    "renewal.refuse_postponement",
    does=gettext_lazy("没有批准延期换届"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def refuse_postponement(act: Act, target: Postponement, data: Refusal) -> Postponement:
    """Don't approve what somebody else asked for, with the reason."""
    decide(act, target, Decision.REFUSED, data.answer, target.asked_by_id)
    return target


@verb(
    "renewal.record_reminder",
    does=gettext_lazy("登记了换届督促"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def record_reminder(act: Act, target: Renewal, data: RecordReminder) -> Reminder:
    """Write down that the unit was reminded."""
    check_running(target)
    check_past(data.day, _("督促日期"))
    made = Reminder(renewal=target, day=data.day, way=data.way, text=data.text)
    made.save()
    return made


@verb(
    "renewal.record_result",
    does=gettext_lazy("登记了换届结果"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def record_result(act: Act, target: Renewal, data: RecordResult) -> Renewal:
    """Write down the result that a unit below told; that settles the case."""
    check_running(target)
    if not target.outside:
        raise VerbError(_("本单位的换届结果由新一届的届次和任职登记，不在这里另填。"))
    check_past(data.held, _("召开日期"))
    target.held, target.number = data.held, data.number
    target.save()
    stage = target.stages.select_related("deadline").get(kind=StageKind.CONGRESS)
    _meet(stage, data.held, "")
    target.case.outcome = data.outcome
    settle(target)
    return target


@verb(
    "renewal.drop",
    does=gettext_lazy("撤销了换届事项"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_renewal(act: Act, target: Renewal, data: Why) -> Renewal:
    """Take a change of term off the books without having done it; the term may be begun anew later."""
    check_running(target)
    case = target.case
    case.status, case.outcome, case.closed = CaseStatus.DROPPED, data.reason, timezone.localdate()
    case.save()
    target.term = None
    target.save()
    return target


def decide(act: Act, one: Postponement | Explanation, status: Decision, answer: str, asked_by: int | None) -> None:
    """Write down what a second person decided. Raises Refused for whoever asked for it."""
    if one.status != Decision.WAITING:
        raise VerbError(_("这项申请已经处理过，没有重复办理。"))
    if asked_by == (act.actor.user.pk if act.actor.user is not None else None):
        raise Refused(_("申请应由另一人批准。请由本单位有权限的另一位负责人办理。"))
    one.status, one.answer = status, answer
    one.decided, one.decided_by = timezone.localdate(), act.actor.user
    one.save()


def settle(renewal: Renewal) -> None:
    """Close the case once nothing is left to be done, and keep what the records say of the congress."""
    progress = progress_of(Renewal.objects.get(pk=renewal.pk))
    for line in progress.lines:
        if line.met is not None and line.stage.deadline.met is None:
            _meet(line.stage, line.met, line.stage.document)
    filed = all(line.met is not None for line in progress.lines if line.kind is StageKind.FILING)
    if progress.held is not None and filed:
        case = renewal.case
        case.status, case.closed = CaseStatus.DONE, timezone.localdate()
        case.save()
    elif progress.held is not None:
        move_deadlines(renewal, progress.held)


def _meet(stage: Stage, day: dt.date, document: str) -> None:
    stage.deadline.met = day
    stage.deadline.save()
    stage.document = document
    stage.save()
