"""Cited numbers: with their source, and counted only once a second person has looked them up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import OPERATES, Cast, acts, user_with
from keqiao.kernel.access.models import Grant
from keqiao.kernel.nouns import ledger
from keqiao.kernel.units.models import CitedNumber, Stage
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.facts.cited_numbers import CITED_NUMBERS
from keqiao.registry.verbs.cited_numbers import approve_number, cite, return_number
from registry.facts.reading import rows

SAID: dict[str, Any] = {
    "kind": "high_tech_enterprise",
    "number": 240,
    "measure": "家",
    "source": "柳州市统计局《2020年统计公报》",
    "page": "12",
    "date": dt.date(2020, 12, 31),
}


def cited(cast: Cast, **changed: Any) -> CitedNumber:
    return cite(acts(cast.clerk), cast.liuzhou, {**SAID, **changed})


def states() -> list[tuple[str, int]]:
    return [(one["state"], one["number"]) for one in rows(CITED_NUMBERS, 99991231)]


def test_a_number_counts_once_a_second_person_has_looked_it_up(cast: Cast) -> None:
    made = cited(cast)
    assert states() == [("submitted", 240)]
    approve_number(acts(cast.leader), made)
    assert states() == [("approved", 240)]
    assert (str(made), made.decided_by) == ("高新技术企业240家", cast.leader)


def test_whoever_cited_it_does_not_approve_it(cast: Cast) -> None:
    both = user_with("both", "clerk", cast.liuzhou)
    with ledger.exempt("test"):
        Grant(user=both, role="leader", organisation=cast.liuzhou).save()
    made = cite(acts(both), cast.liuzhou, SAID)
    with pytest.raises(Refused, match=r"“高新技术企业240家”是您自己填报的，不能由您核对。请由另一位"):
        approve_number(acts(both), made)
    by_operator = cite(OPERATES, cast.luzhai, SAID)
    with pytest.raises(Refused, match=r"不能由您核对"):
        approve_number(OPERATES, by_operator)
    assert {one.stage for one in CitedNumber.objects.all()} == {Stage.SUBMITTED}


def test_it_is_sent_back_with_the_reason_even_after_it_was_approved(cast: Cast) -> None:
    made = cited(cast)
    with pytest.raises(VerbError, match=r"没有填写退回原因"):
        return_number(acts(cast.leader), made, {"reason": ""})
    approve_number(acts(cast.leader), made)
    with pytest.raises(VerbError, match=r"“高新技术企业240家”已核对（.+），不能再次办理"):
        approve_number(acts(cast.leader), made)
    return_number(acts(cast.leader), made, {"reason": "页码不符"})
    assert states() == []
    with pytest.raises(VerbError, match=r"已退回"):
        return_number(acts(cast.leader), made, {"reason": "页码不符"})


def test_one_waits_at_a_time_and_the_latest_counts(cast: Cast) -> None:
    approve_number(acts(cast.leader), cited(cast))
    waiting = cited(cast, number=260, date=dt.date(2021, 12, 31))
    with pytest.raises(VerbError, match=r"“高新技术企业260家”已于.+填报，正在等待核对"):
        cited(cast, number=270)
    cited(cast, number=30, division="450223")
    approve_number(acts(cast.leader), waiting)
    assert sorted(states()) == [("approved", 260), ("submitted", 30)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": 0}, r"数量不能是0"),
        ({"source": ""}, r"没有填写来源文件"),
        ({"page": ""}, r"没有填写页码"),
        ({"measure": ""}, r"没有填写计量单位"),
        ({"date": dt.date(2999, 1, 1)}, r"这一天还没有到"),
        ({"division": "999999"}, r"在该日期不存在"),
    ],
)
def test_a_number_says_where_it_stands_written(cast: Cast, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        cited(cast, **changed)


def test_others_neither_cite_nor_approve(cast: Cast) -> None:
    with pytest.raises(Refused):
        cite(acts(cast.outsider), cast.liuzhou, SAID)
    with pytest.raises(Refused):
        approve_number(acts(cast.outsider), cited(cast))
