"""Verbs on awards."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_code, check_past, check_text, division_by_code

from .models import Award


class GrantAward(VerbData):
    """A project or prize under a programme (its code). ``division``: the code of where it is carried out."""

    programme: Annotated[str, Asked(gettext_lazy("项目代码"), gettext_lazy("同一项目每年用同一个代码。"))]
    title: Annotated[str, Asked(gettext_lazy("项目（奖励）名称"))]
    date: Annotated[dt.date, Asked(gettext_lazy("批准日期"))]
    division: Annotated[str | None, Asked(gettext_lazy("实施地区"), kind="division")] = None


@verb(
    "calls.grant_award", does=gettext_lazy("登记了立项或获奖"), needs="calls.manage", on=lambda target, data: [target]
)
def grant_award(act: Act, target: Organisation, data: GrantAward) -> Award:
    """Record a project or prize that an organisation granted."""
    check_code(data.programme, _("项目代码"))
    check_text(data.title, _("项目（奖励）名称"), 200)
    check_past(data.date, _("批准日期"))
    if target.awards.filter(programme=data.programme, date=to_int(data.date), title=data.title).exists():
        said = _("“%(organisation)s”%(day)s的“%(title)s”已经登记，没有重复登记。")
        raise VerbError(said % {"organisation": target, "day": data.date, "title": data.title})
    made = Award(
        organisation=target,
        programme=data.programme,
        title=data.title,
        date=data.date,
        division=division_by_code(data.division, data.date) if data.division else None,
    )
    made.save()
    return made


@verb(
    "calls.withdraw_award",
    does=gettext_lazy("撤回了立项或获奖登记"),
    needs="calls.manage",
    on=lambda target, data: [target.organisation_id],
)
def withdraw_award(act: Act, target: Award, data: VerbData) -> None:
    """Delete an award that was recorded wrongly."""
    target.delete()
