"""Verbs on cited numbers: somebody cites, somebody else looks it up in the document and approves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.units.models import CitedNumber, Stage, UnitKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_number, check_past, check_text, division_by_code

MOST = 10**12


class Cite(VerbData):
    """A number as a document says it."""

    kind: Annotated[UnitKind, Asked(gettext_lazy("对象"))]
    number: Annotated[int, Asked(gettext_lazy("数量"))]
    source: Annotated[str, Asked(gettext_lazy("来源文件"), gettext_lazy("写明发文单位、文件名称和文号。"))]
    page: Annotated[str, Asked(gettext_lazy("页码"), gettext_lazy("核对人凭文件和页码查对。"))]
    date: Annotated[dt.date, Asked(gettext_lazy("数据截止日期"))]
    measure: Annotated[str, Asked(gettext_lazy("计量单位"), gettext_lazy("例如：家、个、所。"))] = "个"
    division: Annotated[
        str | None, Asked(gettext_lazy("行政区划"), gettext_lazy("不填即为本单位所在区划。"), "division")
    ] = None


class SendBack(VerbData):
    """What has to be set right."""

    reason: Annotated[str, Asked(gettext_lazy("退回原因"), kind="long")]


@verb("units.cite", does=gettext_lazy("引用了数据"), needs="units.manage", on=lambda target, data: [target])
def cite(act: Act, target: Organisation, data: Cite) -> CitedNumber:
    """Cite a number, to be looked up by a second person; nothing is counted by it before."""
    check_number(data.number, _("数量"), 1, MOST)
    check_text(data.measure, _("计量单位"), 10)
    check_text(data.source, _("来源文件"), 200)
    check_text(data.page, _("页码"), 40)
    check_past(data.date, _("数据截止日期"))
    division = division_by_code(data.division) if data.division else None
    same = target.cited_numbers.filter(kind=data.kind, division=division, stage=Stage.SUBMITTED).first()
    if same is not None:
        said = _("“%(number)s”已于%(day)s填报，正在等待核对。如需修改，请先由核对人退回，再重新填报。")
        raise VerbError(said % {"number": same, "day": same.submitted_on})
    made = CitedNumber(
        organisation=target,
        division=division,
        submitted_by=act.actor.user,
        submitted_on=timezone.localdate(),
        **data.model_dump(include={"kind", "number", "measure", "source", "page", "date"}),
    )
    made.save()
    return made


@verb(
    "units.approve_number",
    does=gettext_lazy("核对了引用数据"),
    needs="units.approve",
    on=lambda target, data: [target.organisation_id],
)
def approve_number(act: Act, target: CitedNumber, data: VerbData) -> CitedNumber:
    """Approve a number that somebody else cited, having looked it up."""
    if target.stage != Stage.SUBMITTED:
        raise _decided_already(target)
    _refuse_own(act, target)
    return _decided(act, target, Stage.APPROVED)


@verb(
    "units.return_number",
    does=gettext_lazy("退回了引用数据"),
    needs="units.approve",
    on=lambda target, data: [target.organisation_id],
)
def return_number(act: Act, target: CitedNumber, data: SendBack) -> CitedNumber:
    """Send a number back with the reason, also one that was approved and turned out wrong."""
    if target.stage == Stage.RETURNED:
        raise _decided_already(target)
    check_text(data.reason, _("退回原因"), 500)
    target.reason = data.reason
    return _decided(act, target, Stage.RETURNED)


def _refuse_own(act: Act, target: CitedNumber) -> None:
    # The operator has no account: who cited at the command line can't approve there.
    if target.submitted_by_id == (act.actor.user and act.actor.user.pk):
        said = _("“%(number)s”是您自己填报的，不能由您核对。请由另一位有核对权限的人员对照来源文件办理。")
        raise Refused(said % {"number": target})


def _decided_already(target: CitedNumber) -> VerbError:
    said = _("“%(number)s”%(stage)s（%(day)s），不能再次办理。如数据有变化，请重新填报。")
    told = {"number": target, "stage": _(target.get_stage_display()), "day": target.decided_on}
    return VerbError(said % told)


def _decided(act: Act, target: CitedNumber, stage: Stage) -> CitedNumber:
    target.stage, target.decided_by, target.decided_on = stage, act.actor.user, timezone.localdate()
    target.save()
    return target
