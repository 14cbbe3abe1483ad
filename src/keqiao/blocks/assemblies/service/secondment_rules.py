"""How long secondments last at least and how many posts are kept for them: as plans say, else as is set here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.demanded import demanded
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.rules import Column, Comparison, Literal, Operator, walk
from keqiao.plans.shown import in_language
from keqiao.registry.refusals import check_order, day_or_today

from .models import SecondmentRule

LENGTH, KEPT = "secondments.length", "headquarters.posts.secondees"  # topics that plans share

Percent = Annotated[int | None, Field(ge=0, le=100)]


class SetRule(VerbData):
    """What is asked from a day on (default today). What is left empty isn't asked for."""

    months: Annotated[int | None, Field(ge=1, le=120), Asked(gettext_lazy("挂职不少于（月）"))] = None
    low: Annotated[Percent, Asked(gettext_lazy("预留岗位不低于（%）"), gettext_lazy("占局处级岗位的比例。"))] = None
    high: Annotated[Percent, Asked(gettext_lazy("预留岗位不高于（%）"))] = None
    document: Annotated[str, Field(max_length=120), Asked(gettext_lazy("依据文号"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), gettext_lazy("不填为今天。"))] = None


@verb(
    "secondments.set_rule",
    does=gettext_lazy("设定了挂职要求"),
    needs="posts.manage",
    on=lambda target, data: [target],
)
def set_rule(act: Act, target: Organisation, data: SetRule) -> SecondmentRule:
    """Say what is asked of secondments from a day on; what was asked before ends there."""
    if data.low is not None and data.high is not None and data.low > data.high:
        said = _("预留岗位的下限%(low)s%%高于上限%(high)s%%。请核对两个比例。")
        raise VerbError(said % {"low": data.low, "high": data.high})
    starts = day_or_today(data.starts)
    rule = target.secondment_rules.filter(ends=None).first()
    if rule is None or rule.starts != starts:
        if rule is not None:
            check_order(rule.starts, starts, _("原来的挂职要求"))
            rule.ends = starts
            rule.save()
        rule = SecondmentRule(organisation=target, starts=starts)
    rule.months, rule.low, rule.high, rule.document = data.months, data.low, data.high, data.document
    rule.save()
    return rule


@dataclass(frozen=True)
class Bounds:
    """What holds for an organisation. ``versions``: its own rules; what a plan says goes before them.

    ``planned``: months by plan, for secondments that began on the day of it or later. ``kept``: the share that a plan
    asks for. ``plan`` and ``kept_by``: these plans' titles.
    """

    versions: tuple[SecondmentRule, ...] = ()
    planned: tuple[dt.date, int] | None = None
    plan: str = ""
    kept: tuple[Fraction | None, Fraction | None] | None = None
    kept_by: str = ""

    def months(self, day: dt.date | None) -> int | None:
        """How long a secondment that began on a day lasts at least; None where nothing says so."""
        if day is None:
            return None
        if self.planned is not None and self.planned[0] <= day:
            return self.planned[1]
        rule = self._on(day)
        return rule.months if rule is not None else None

    def months_by(self, day: dt.date) -> str:
        """What says so: the plan, or the document."""
        if self.planned is not None and self.planned[0] <= day:
            return self.plan
        rule = self._on(day)
        return rule.document if rule is not None else ""

    def share(self, day: dt.date) -> tuple[Fraction | None, Fraction | None]:
        """Which part of the posts is kept on a day, from and to."""
        if self.kept is not None:
            return self.kept
        rule = self._on(day)
        return (_part(rule.low), _part(rule.high)) if rule is not None else (None, None)

    def share_by(self, day: dt.date) -> str:
        """What says so."""
        rule = self._on(day)
        return self.kept_by or (rule.document if rule is not None else "")

    def _on(self, day: dt.date) -> SecondmentRule | None:
        held = (one for one in self.versions if one.starts is not None and one.starts <= day)
        return next((one for one in held if one.ends is None or day < one.ends), None)


def bounds_of(organisation: Organisation) -> Bounds:
    """What plans in force and the organisation's own rules ask of its secondments."""
    planned, plan = None, ""
    for package, made in demanded(LENGTH, organisation.pk):
        months = _months(made)
        if months is not None:
            planned, plan = (from_int(package.terms.adopted), months), in_language(package.title)
    kept, kept_by = None, ""
    for package, made in demanded(KEPT, organisation.pk):
        interval = made.target.interval
        kept, kept_by = (interval.low, interval.high), in_language(package.title)
    return Bounds(tuple(organisation.secondment_rules.all()), planned, plan, kept, kept_by)


def _months(made: Commitment) -> int | None:
    """The number in a rule's ``months >= 24``."""
    for part in walk(made.that) if made.that is not None else ():
        match part:
            case Comparison(Column(name="months"), Operator.GE, Literal(value=int() as months)):
                return months
    return None


def _part(percent: int | None) -> Fraction | None:
    return Fraction(percent, 100) if percent is not None else None
