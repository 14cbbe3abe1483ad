"""Verbs on approved posts and on how many do the work, by way of working."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.offices.models import APPROVED, Staffing, StaffingKind
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_length, check_number, check_order, day_or_today

MOST = 10_000_000


class SetStaffing(VerbData):
    """A number from a day on (default today); what was before ends there. Approved posts name their document."""

    kind: Annotated[StaffingKind, Asked(gettext_lazy("事项"))]
    number: Annotated[int, Asked(gettext_lazy("数量"), gettext_lazy("没有了填0。"))]
    document: Annotated[str, Asked(gettext_lazy("批准文号"), gettext_lazy("编制和岗位数必填。"))] = ""
    duties: Annotated[str, Asked(gettext_lazy("职责或说明"), gettext_lazy("不要填写人员姓名。"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), gettext_lazy("不填为今天。"))] = None


@verb(
    "staffing.set",
    does=gettext_lazy("登记了编制和用人"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def set_staffing(act: Act, target: Organisation, data: SetStaffing) -> Staffing:
    """Record approved posts, or how many do the work in one way, from a day on."""
    check_exists(target)
    check_number(data.number, _(str(data.kind.label)), 0, MOST)
    check_length(data.document, _("批准文号"), 120)
    check_length(data.duties, _("职责或说明"), 200)
    if data.kind in APPROVED and not data.document:
        said = _("没有填写“%(kind)s”的批准文号。编制和岗位数以批准文件为准，请填写文号。")
        raise VerbError(said % {"kind": _(str(data.kind.label))})
    starts = day_or_today(data.starts)
    before = target.staffing.filter(kind=data.kind, ends=None).first()
    if before is not None:
        check_order(before.starts, starts, _("原“%(before)s”") % {"before": before})
        before.ends = starts
        before.save()
    made = Staffing(
        organisation=target,
        kind=data.kind,
        number=data.number,
        document=data.document,
        duties=data.duties,
        starts=starts,
    )
    made.save()
    return made
