"""What is asked of a society's governance: the checks, what each is held to by default, and which settings hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.posts.models import BodyKind
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.wording import choice_word

from .models import CheckCode, GovernanceRule

# How a check's figure is written: nothing, a whole number, a share, or seats by the number of members.
NOTHING, NUMBER, SHARE, BANDS = "nothing", "number", "share", "bands"
BOARDS = (BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL, BodyKind.SUPERVISORY_BOARD)


@dataclass(frozen=True)
class Check:
    """Something that is looked at. ``bodies``: on whose pages it shows; empty: on that of the society alone.

    ``value``: what it is held to where nobody set anything; ``applies``: whether it is then looked at.
    """

    code: str
    demand: str | Promise
    form: str = NOTHING
    value: str = ""
    applies: bool = True
    bodies: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return choice_word(CheckCode(self.code))


CHECKS: Mapping[str, Check] = {
    one.code: one
    for one in (
        Check(
            "organs_complete",
            gettext_lazy("理事会、常务理事会、监事会、秘书处都已组建并有人任职"),
        ),
        Check(
            "director_supervisor",
            gettext_lazy("同一人不同时担任理事和监事"),
            bodies=BOARDS,
        ),
        Check(
            "secretary_supervisor",
            gettext_lazy("秘书长、副秘书长不同时担任监事"),
            bodies=BOARDS,
        ),
        Check(
            "staff_supervisor",
            gettext_lazy("秘书处任职人员不同时担任监事"),
            bodies=(BodyKind.SUPERVISORY_BOARD, BodyKind.SECRETARIAT),
        ),
        Check(
            "chair_secretary",
            gettext_lazy("同一人不同时担任理事长和秘书长"),
            applies=False,
            bodies=(BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL),
        ),
        Check(
            "standing_share",
            gettext_lazy("常务理事不超过理事的%(value)s"),
            SHARE,
            "1/3",
            bodies=(BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL),
        ),
        Check(
            "council_share",
            gettext_lazy("理事不超过会员代表的%(value)s"),
            SHARE,
            "1/3",
            applies=False,
            bodies=(BodyKind.COUNCIL,),
        ),
        Check(
            "council_most",
            gettext_lazy("理事人数：%(value)s"),
            BANDS,
            "500:50;2000:100;*:150",
            bodies=(BodyKind.COUNCIL,),
        ),
        Check(
            "chair_terms",
            gettext_lazy("理事长连任不超过%(value)s届"),
            NUMBER,
            "2",
            bodies=(BodyKind.COUNCIL,),
        ),
        Check(
            "officer_age",
            gettext_lazy("理事长、副理事长、秘书长在本届开始时不超过%(value)s周岁"),
            NUMBER,
            "70",
            bodies=(BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL),
        ),
        Check(
            "secretary_chosen",
            gettext_lazy("秘书长由选举或公开招聘产生，专职任职"),
        ),
        Check("working_office", gettext_lazy("秘书处是有专人的办事实体")),
        Check(
            "officials_approved",
            gettext_lazy("领导干部的兼职都有批准文件"),
            bodies=(*BOARDS, BodyKind.SECRETARIAT),
        ),
        Check(
            "official_posts",
            gettext_lazy("每名领导干部在学会兼职不超过%(value)s个单位"),
            NUMBER,
            "1",
            bodies=(*BOARDS, BodyKind.SECRETARIAT),
        ),
        Check("branches_most", gettext_lazy("分支机构不超过%(value)s个"), NUMBER, "20"),
        Check(
            "branches_youth",
            gettext_lazy("青年工作委员会不超过%(value)s个"),
            NUMBER,
            "1",
        ),
        Check(
            "branches_described",
            gettext_lazy("每个分支机构都登记了类型和业务范围"),
            bodies=(BodyKind.SPECIAL_COMMITTEE,),
        ),
        Check(
            "branch_renewed",
            gettext_lazy("分支机构换届时新任委员不少于%(value)s"),
            SHARE,
            "1/3",
            bodies=(BodyKind.SPECIAL_COMMITTEE,),
        ),
        Check(
            "branch_under_50",
            gettext_lazy("分支机构50周岁以下委员不少于%(value)s"),
            SHARE,
            "1/3",
            bodies=(BodyKind.SPECIAL_COMMITTEE,),
        ),
        Check(
            "branch_age",
            gettext_lazy("分支机构委员任期届满时不超过%(value)s周岁（博士生导师另计）"),
            NUMBER,
            "60",
            bodies=(BodyKind.SPECIAL_COMMITTEE,),
        ),
        Check(
            "branch_tutor_age",
            gettext_lazy("分支机构委员中的博士生导师任期届满时不超过%(value)s周岁"),
            NUMBER,
            "65",
            bodies=(BodyKind.SPECIAL_COMMITTEE,),
        ),
    )
}


@dataclass(frozen=True)
class Rule:
    """A check with what holds for one society. ``setter``: who set it; None: nobody, it is the preset."""

    check: Check
    value: str
    applies: bool
    source: str = ""
    setter: Organisation | None = None

    @property
    def demand(self) -> str:
        """The demand in words, its figure in it."""
        return str(self.check.demand) % {"value": value_words(self.check, self.value)}

    @property
    def number(self) -> int:
        """The figure of a check that has a whole number."""
        return int(self.value)

    @property
    def share(self) -> Fraction:
        """The figure of a check that has a share, written 1/3 or 30%."""
        if self.value.endswith("%"):
            return Fraction(int(self.value[:-1]), 100)
        return Fraction(self.value)


def rules_for(organisation: Organisation, day: dt.date | None = None) -> dict[str, Rule]:
    """What holds for a society on a day, by code: what it set itself, or the nearest above; otherwise the presets."""
    day = day or timezone.localdate()
    line = ancestors(organisation.pk)
    held = GovernanceRule.objects.filter(organisation__in=line, starts__lte=day).exclude(ends__lte=day)
    nearest: dict[str, GovernanceRule] = {}
    for one in sorted(held.select_related("organisation"), key=lambda rule: -line.index(rule.organisation_id)):
        nearest[one.code] = one
    return {code: _rule(check, nearest.get(code)) for code, check in CHECKS.items()}


def _rule(check: Check, one: GovernanceRule | None) -> Rule:
    if one is None:
        return Rule(check, check.value, check.applies)
    return Rule(check, one.value or check.value, one.applies, one.source, one.organisation)


def read_value(check: Check, text: str) -> str:
    """The figure as it is stored. Raises VerbError that says how it is written."""
    text = text.strip().replace("％", "%").replace("；", ";").replace("：", ":")
    if check.form == NOTHING:
        return ""
    if not text:
        return check.value
    readers = {NUMBER: _number, SHARE: _share, BANDS: _bands}
    return readers[check.form](check, text)


def _number(check: Check, text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise VerbError(_("“%(check)s”的标准应为1至9999的整数，不能是“%(value)s”。") % _told(check, text))
    return text


def _share(check: Check, text: str) -> str:
    found = re.fullmatch(r"([0-9]{1,3})/([1-9][0-9]{0,2})|([0-9]{1,3})%", text)
    share = None
    if found is not None:
        share = Fraction(int(found[3]), 100) if found[3] else Fraction(int(found[1]), int(found[2]))
    if share is None or not 0 < share <= 1:
        raise VerbError(_("“%(check)s”的标准应写成1/3或30%%，不能是“%(value)s”。") % _told(check, text))
    return text


def _bands(check: Check, text: str) -> str:
    if not re.fullmatch(r"([1-9][0-9]{0,6}:[1-9][0-9]{0,3};)*\*:[1-9][0-9]{0,3}", text):
        said = _("“%(check)s”的标准应写成500:50;*:150（会员500人以内不超过50人，其余不超过150人），不能是“%(value)s”。")
        raise VerbError(said % _told(check, text))
    return text


def _told(check: Check, text: str) -> dict[str, str]:
    return {"check": check.title, "value": text}


def most_seats(value: str, members: int) -> int:
    """How many seats the bands allow to so many members."""
    for band in value.split(";"):
        upto, seats = band.split(":")
        if upto == "*" or members <= int(upto):
            return int(seats)
    raise ValueError(f"bands without an end: {value}")


def value_words(check: Check, value: str) -> str:
    """The figure as people say it."""
    if check.form != BANDS:
        return value
    parts = []
    for band in value.split(";"):
        upto, seats = band.split(":")
        if upto == "*":
            parts.append(_("其余不超过%(seats)s人") % {"seats": seats})
        else:
            parts.append(_("会员%(members)s人以内不超过%(seats)s人") % {"members": upto, "seats": seats})
    return _("，").join(parts)


def for_body(kind: str) -> Iterable[Check]:
    """The checks that show on the page of a body of this kind."""
    return [check for check in CHECKS.values() if kind in check.bodies]
