"""Verbs on a merged list: consulted on, objected to, examined, explained."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.composition import Requirement
from keqiao.registry.refusals import check_past

from .checks import MANAGE, UNDER_REVIEW, check_status
from .counting import seated, standing
from .credentials import counted
from .figures import composed_now, told
from .models import (
    Consultation,
    Credentials,
    Explanation,
    Finding,
    Making,
    MakingStatus,
    Objection,
    Publicity,
    Result,
)

Name = Annotated[str, Field(min_length=2, max_length=120)]
EXPLAINED = (MakingStatus.NOMINATING, MakingStatus.REVIEWING, MakingStatus.SUBMITTED, MakingStatus.APPROVED)


class Consult(VerbData):
    """Who was asked, when, and with what result."""

    asked: Annotated[Name, Asked(gettext_lazy("征求意见的机构"))]
    day: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    result: Annotated[Result, Asked(gettext_lazy("结果"))]


class Object(VerbData):
    """The day on which an objection came in (default today)."""

    received: Annotated[dt.date | None, Asked(gettext_lazy("收到日期"))] = None


class Settle(VerbData):
    """What came of an objection."""

    finding: Annotated[Finding, Asked(gettext_lazy("核实结果"))]


class Examine(VerbData):
    """Who examined the credentials, and when (default today)."""

    by: Annotated[Name, Asked(gettext_lazy("审查机构"))]
    day: Annotated[dt.date | None, Asked(gettext_lazy("审查日期"))] = None


class Explain(VerbData):
    """Why a demand (its code) isn't met."""

    demand: Annotated[str, Field(max_length=160), Asked("", hidden=True)]
    text: Annotated[str, Field(min_length=2, max_length=1000), Asked(gettext_lazy("说明"), kind="long")]


@verb(
    "composing.consult",
    does=gettext_lazy("登记了征求意见的结果"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def consult(act: Act, target: Making, data: Consult) -> Consultation:
    """Record that a body was consulted: which, when, with what result; never what was said."""
    check_status(target, *UNDER_REVIEW)
    check_past(data.day, _("征求意见的日期"))
    if target.consultations.filter(asked=data.asked, day=data.day).exists():
        said = _("%(day)s征求“%(asked)s”意见已经登记，没有重复登记。")
        raise VerbError(said % {"day": data.day, "asked": data.asked})
    made = Consultation(making=target, asked=data.asked, day=data.day, result=data.result)
    made.save()
    return made


@verb(
    "composing.object", does=gettext_lazy("登记了异议"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def object_(act: Act, target: Publicity, data: Object) -> Objection:
    """Note that an objection came in; what it says stays with those who look into it."""
    received = data.received or timezone.localdate()
    check_past(received, _("收到异议的日期"))
    if received < target.starts:
        raise VerbError(_("公示从%(day)s开始，收到日期不能早于这一天。") % {"day": target.starts})
    made = Objection(publicity=target, received=received)
    made.save()
    return made


@verb(
    "composing.settle", does=gettext_lazy("办结了异议"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def settle(act: Act, target: Objection, data: Settle) -> Objection:
    """Say what came of an objection."""
    if target.finding != Finding.OPEN:
        raise VerbError(_("这件异议已经办结，没有重复办理。"))
    if data.finding == Finding.OPEN:
        raise VerbError(_("请选择核实的结果。"))
    target.finding, target.settled = data.finding, timezone.localdate()
    target.save()
    return target


@verb(
    "composing.examine",
    does=gettext_lazy("登记了资格审查"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def examine(act: Act, target: Making, data: Examine) -> Credentials:
    """Record that the credentials were examined; the numbers are counted from the lists and kept."""
    check_status(target, *UNDER_REVIEW, MakingStatus.APPROVED)
    day = data.day or timezone.localdate()
    check_past(day, _("审查日期"))
    people = seated(standing(target))
    if not people:
        raise VerbError(_("名单上还没有人，不能登记资格审查。"))
    made = Credentials(making=target, day=day, by=data.by)
    made.counts = json.dumps(counted(target, people), ensure_ascii=False)
    made.save()
    return made


@verb(
    "composing.explain",
    does=gettext_lazy("说明了未达到的要求"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def explain(act: Act, target: Making, data: Explain) -> Explanation:
    """Say why the list doesn't meet a demand; whoever approves the list accepts the explanation with it."""
    check_status(target, *EXPLAINED)
    found = target.explanations.filter(demand=data.demand).first()
    if found is None:
        found = explanation_of(target, _unmet(target, data.demand))
    elif found.accepted is not None:
        said = _("%(what)s已经认可，不能再改。")
        raise VerbError(said % {"what": found})
    found.text, found.written_by = data.text, act.actor.user
    found.save()
    return found


def explanation_of(making: Making, demand: Requirement) -> Explanation:
    """A place for the explanation of a demand, with how it stands today; not yet stored."""
    title = demand.shown.title[:200]
    return Explanation(making=making, demand=demand.code, title=title, figure=told(demand)[:120])


def _unmet(making: Making, code: str) -> Requirement:
    found = next((one for one in composed_now(making).unmet if one.code == code), None)
    if found is None:
        raise VerbError(_("这项要求已经达到，或不适用于这份名单，不需要说明。请刷新页面后查看。"))
    return found
