"""What a body asks of its members: dated rules, each set by a verb, and how the one in force is read."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_number, check_order, day_or_today

from .models import DutyRule, RuleKind

MOST = 20
YEARLY = (RuleKind.OUTPUT, RuleKind.DUTY_REPORT)
# Without a rule of its own a body of these kinds opens a case after so many absences in a row.
USUAL_ABSENCES = {BodyKind.FULL_COMMITTEE: 2, BodyKind.STANDING_COMMITTEE: 3}


class SetRule(VerbData):
    """What is asked from a day on (default today). Zero: nothing any more."""

    kind: Annotated[RuleKind, Asked(gettext_lazy("要求"))]
    number: Annotated[int, Asked(gettext_lazy("数量"), gettext_lazy("几件，或连续缺席几次。不再要求填0。"))] = 1
    month: Annotated[int, Asked(gettext_lazy("截止月份"), gettext_lazy("每年的要求在这个月的月底前完成。"))] = 12
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), gettext_lazy("不填为今天。"))] = None


@verb(
    "duties.set_rule",
    does=gettext_lazy("设定了履职要求"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def set_rule(act: Act, target: Body, data: SetRule) -> DutyRule | None:
    """Say what a body asks of its members from a day on; what was asked before ends there."""
    check_number(data.number, _("数量"), 0, MOST)
    check_number(data.month, _("截止月份"), 1, 12)
    starts = day_or_today(data.starts)
    former = target.duty_rules.filter(kind=data.kind, ends=None).first()
    if former is not None:
        if former.starts == starts:
            former.number, former.month = data.number, data.month
            former.save()
            return former
        check_order(former.starts, starts, _("原来的“%(rule)s”要求") % {"rule": _(former.get_kind_display())})
        former.ends = starts
        former.save()
    made = DutyRule(body=target, kind=data.kind, number=data.number, month=data.month, starts=starts)
    made.save()
    return made


def rules_of(body: Body, day: int | None = None) -> dict[str, DutyRule]:
    """The rules of a body that hold on a day (default today) and ask for something, by kind."""
    held = body.duty_rules.filter(holds_on(day or today()))
    return {rule.kind: rule for rule in held if rule.number}


def yearly_rules(body: Body, year: int) -> dict[str, DutyRule]:
    """What a body asks for a year: the rules that held on the last day by which anything of it could be due."""
    last = min(to_int(dt.date(year, 12, 31)), today())
    held = rules_of(body, last)
    return {kind: rule for kind, rule in held.items() if kind in YEARLY}


def yearly_rules_in(bodies: Iterable[int], year: int) -> dict[int, list[DutyRule]]:
    """The same of several bodies (their ids) in one query."""
    last = min(to_int(dt.date(year, 12, 31)), today())
    held = DutyRule.objects.filter(holds_on(last), body__in=bodies, kind__in=YEARLY, number__gt=0).order_by("pk")
    found: dict[int, list[DutyRule]] = {}
    for rule in held:
        found.setdefault(rule.body_id, []).append(rule)
    return found


def due_day(rule: DutyRule, year: int) -> dt.date:
    """The last day on which what a rule asks of a year is in time."""
    return dt.date(year, rule.month, calendar.monthrange(year, rule.month)[1])


def absences_of(body: Body) -> int:
    """After how many unexcused absences in a row people decide; zero: the body has no such rule."""
    rule = body.duty_rules.filter(holds_on(today()), kind=RuleKind.ABSENCES).first()
    return rule.number if rule is not None else USUAL_ABSENCES.get(BodyKind(body.kind), 0)
