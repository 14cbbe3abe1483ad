"""The rules of one election as data: quorum, majority, what a ballot may hold, ties. Plain values, no database."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict

from keqiao.kernel.verbs.asked import Asked

Operator = Literal["at_least", "more_than"]
FRACTION = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")

OPERATORS = (("at_least", gettext_lazy("达到即可（含本数）")), ("more_than", gettext_lazy("须超过（不含本数）")))


class RuleFields(BaseModel):
    """What a charter or the rules of an election settle. Fractions are written as printed: 2/3."""

    quorum: Annotated[str, Asked(gettext_lazy("法定人数"), gettext_lazy("写成分数，例如2/3。"))] = "2/3"
    quorum_operator: Annotated[Operator, Asked(gettext_lazy("法定人数怎样才算达到"), words=OPERATORS)] = "at_least"
    quorum_base: Annotated[
        Literal["due", "present"],
        Asked(
            gettext_lazy("法定人数的算法"),
            words=(
                ("due", gettext_lazy("到会人数比应到人数")),
                ("present", gettext_lazy("收回选票数比到会人数")),
            ),
        ),
    ] = "due"
    majority: Annotated[str, Asked(gettext_lazy("当选（通过）所需赞成票"), gettext_lazy("写成分数，例如1/2。"))] = "1/2"
    majority_operator: Annotated[Operator, Asked(gettext_lazy("赞成票怎样才算够"), words=OPERATORS)] = "more_than"
    majority_base: Annotated[
        Literal["present", "due", "valid"],
        Asked(
            gettext_lazy("赞成票的比较基数"),
            words=(
                ("present", gettext_lazy("到会人数")),
                ("due", gettext_lazy("应到人数")),
                ("valid", gettext_lazy("有效票数")),
            ),
        ),
    ] = "present"
    surplus: Annotated[
        str,
        Asked(gettext_lazy("差额比例下限"), gettext_lazy("例如1/10；填0表示等额选举。差额人数不足一人的按一人计。")),
    ] = "0"
    write_in: Annotated[
        bool, Asked(gettext_lazy("可以另选他人"), gettext_lazy("只有投反对票的才可以另选他人，弃权的不可以。"))
    ] = True
    max_choices: Annotated[
        int, Asked(gettext_lazy("每张选票最多赞成几人"), gettext_lazy("填0表示与应选名额相同。"))
    ] = 0
    over: Annotated[
        Literal["ballot", "meeting"],
        Asked(
            gettext_lazy("纸质选票所选人数超过规定的"),
            words=(("ballot", gettext_lazy("整张作废")), ("meeting", gettext_lazy("由监票人请会议决定"))),
        ),
    ] = "ballot"
    unreadable: Annotated[
        Literal["part", "ballot"],
        Asked(
            gettext_lazy("纸质选票有无法辨认的"),
            words=(("part", gettext_lazy("无法辨认的部分无效")), ("ballot", gettext_lazy("整张作废"))),
        ),
    ] = "part"
    tie: Annotated[
        Literal["open", "runoff"],
        Asked(
            gettext_lazy("最后名额得票相等的"),
            words=(("open", gettext_lazy("都不当选，名额空缺")), ("runoff", gettext_lazy("对得票相等的人再次投票"))),
        ),
    ] = "open"
    proxies: Annotated[
        Literal["forbidden", "leave"],
        Asked(
            gettext_lazy("委托投票"),
            words=(("forbidden", gettext_lazy("不得委托")), ("leave", gettext_lazy("经主席团（主持人）同意可以委托"))),
        ),
    ] = "forbidden"
    proxies_each: Annotated[int, Asked(gettext_lazy("每人最多接受几人委托"))] = 1
    symbols: Annotated[
        Literal["circle_cross", "tick_circle"],
        Asked(
            gettext_lazy("纸质选票的符号"),
            words=(
                ("circle_cross", gettext_lazy("赞成○，反对×，弃权不画")),
                ("tick_circle", gettext_lazy("赞成√，反对×，弃权○")),
            ),
        ),
    ] = "circle_cross"
    lists: Annotated[
        Literal["whole", "apart"],
        Asked(
            gettext_lazy("公布的计票文件"),
            gettext_lazy("按候选人分列时，别人无法用特定的组合认出某一张选票。"),
            words=(("apart", gettext_lazy("按候选人分列")), ("whole", gettext_lazy("逐张选票"))),
        ),
    ] = "whole"


class Rules(RuleFields):
    """The rules of one election, as they were approved."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def part(text: str) -> Fraction | None:
    """The fraction that is written, between nothing and one; None when it is no such fraction."""
    if text == "0":
        return Fraction(0)
    found = FRACTION.fullmatch(text)
    value = Fraction(int(found[1]), int(found[2])) if found else None
    return value if value is not None and value <= 1 else None


def read_rules(text: str) -> Rules:
    """The rules as an election keeps them."""
    return Rules.model_validate_json(text or "{}")


def reaches(number: int, fraction: str, operator: str, base: int) -> bool:
    """Whether so many are (more than) that part of a base. Nobody is a part of nothing."""
    asked = (part(fraction) or Fraction(0)) * base
    return base > 0 and (number >= asked if operator == "at_least" else number > asked)


def most_choices(rules: Rules, seats: int) -> int:
    """How many a ballot may be for."""
    return rules.max_choices or seats


def least_candidates(rules: Rules, seats: int) -> int:
    """How many candidates so many seats ask for: a surplus of less than one person is one person."""
    surplus = (part(rules.surplus) or Fraction(0)) * seats
    return seats + -(-surplus.numerator // surplus.denominator)
