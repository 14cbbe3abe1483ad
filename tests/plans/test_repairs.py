"""What would have to change, in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from keqiao.kernel.facts import schema
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.compile import Setting, compile_commitment
from keqiao.plans.engine.counts import Counts
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.results import Result, measure
from keqiao.plans.engine.status import Status
from keqiao.plans.engine.tree import Node
from keqiao.plans.repairs import advice, repair_words
from plans.municipal import Municipal
from plans.written import written

DAY = 20240715
CITY = Node(id=1, code="450200", name="柳州市科协", kind="association", level="municipal", leading=None, division="")

OF_LIUZHOU = [
    ("congress-delegates-young", "已符合要求，无需调整。"),
    ("full-committee-front-line", "有1人尚待核实，核实后才能判断是否符合要求。"),
    ("standing-committee-front-line", "在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。"),
    ("secondments-two-years", "再有1人做到，即符合要求。"),
    ("society-standing-council-front-line", "再有1个单位达到，即全部符合要求。"),
    ("e-stations-in-every-county", "再有1个地区做到，即符合要求。"),
    ("training-in-poor-villages", "再有1个单位做到，即符合要求。"),
    ("periodicals-kept-running", "还差1种，即符合要求。"),
    ("co-built-venues", "还差2个，即符合要求。"),
    ("headquarters-support-posts-cut", "还没有经审核的上报数据。请先上报，再由另一人审核。"),
]


@pytest.mark.parametrize(("name", "words"), OF_LIUZHOU)
def test_each_figure_of_liuzhou_says_the_smallest_change(municipal: Municipal, name: str, words: str) -> None:
    figure = municipal.figure(name)
    assert repair_words(figure) == words


def commitment(kind: str, **changes: Any) -> Commitment:
    made, faults = compile_commitment(written(kind, **changes), Setting("plan", schema.all_facts(), {}))
    assert made is not None, faults
    return made


def words(made: Commitment, result: Result) -> str:
    return repair_words(Figure(made, CITY, DAY, DAY, None, result, Status.MISSED))


def counted(made: Commitment, *counts: int) -> Result:
    return measure(made, {"main": {(1, 0): Counts(*counts)}}, [1], DAY, ())


AMOUNTS = [
    ({"at_least": "100 m2"}, 60, "还差40平方米，即符合要求。"),
    ({"more_than": "100 m2"}, 60, "还差40平方米以上，即符合要求。"),
    ({"more_than": "100 m2"}, 100, "数值正好在界限上：要求超过100平方米。"),
    ({"at_most": "100 m2"}, 130, "超出30平方米，减少后即符合要求。"),
    ({"less_than": "100 m2"}, 130, "超出30平方米以上，减少后即符合要求。"),
]


@pytest.mark.parametrize(("target", "amount", "said"), AMOUNTS)
def test_an_amount_is_short_of_its_end_or_beyond_it(target: dict[str, Any], amount: int, said: str) -> None:
    made = commitment("sum", target=target)
    assert words(made, counted(made, 1, 0, 0, amount)) == said


def test_a_share_above_its_end_has_to_lose_some() -> None:
    made = commitment("share", target={"at_most": "30%"})
    assert words(made, counted(made, 5, 5)) == "再减少2人，即符合要求。"


def test_a_reported_share_moves_by_points() -> None:
    made = commitment("returned")
    result = replace(counted(made), value=Fraction(12, 100), holds=False)
    assert words(made, result) == "再提高3.0个百分点，即符合要求。"


def test_too_long_a_gap_ends_with_the_next_meeting() -> None:
    made = commitment("gap")
    assert words(made, counted(made, 20140715)) == "已超出60个月，再开展一次即符合要求。"


def test_a_rhythm_that_broke_can_not_be_made_up_for(municipal: Municipal) -> None:
    figure = municipal.figure("theory-results-published", as_of=20231231)
    assert repair_words(figure) == "上一个完整周期少1次，已经过去的不能补；从本周期起按要求开展即可恢复。"


def test_what_waits_for_a_second_person_is_not_asked_for_again() -> None:
    attested, returned = commitment("attested"), commitment("returned")
    waiting = Result(waits_for_person=True)
    assert words(attested, waiting) == "材料已经提交，等待另一人认定。"
    assert words(returned, waiting) == "数据已经上报，等待另一人审核。"
    assert words(attested, Result()) == "还没有经认定的材料。请先提交材料，再由另一人认定。"


def test_without_a_baseline_a_direction_can_not_be_judged() -> None:
    made = commitment("share", target={"rising": True}, baseline={"year": -1})
    assert words(made, counted(made, 1, 1)) == "缺少用来比较的原值，暂时不能判断。"
    assert words(made, Result()) == "还没有可以统计的记录。请先登记相关记录。"


def test_english_counts_without_chinese_measure_words() -> None:
    made = commitment("count", target={"at_least": 5})
    with translation.override("en"):
        assert "3" in words(made, counted(made, 2))
        assert "个" not in words(made, counted(made, 2)).replace("个百分点", "")


def test_out_of_reach_is_said_with_the_number_of_people() -> None:
    made = commitment("share", target={"between": ["66%", "74%"]})
    said = "总数为4人时，任何调整都不能符合要求；请先核对总数或要求。"
    assert words(made, counted(made, 3, 1)) == said
    assert advice(Figure(made, CITY, DAY, DAY, None, counted(made, 3, 1), Status.MISSED)) == said


def test_what_is_only_to_be_clarified_or_is_no_part_of_a_whole_has_no_line() -> None:
    share, count = commitment("share"), commitment("count", target={"at_least": 5})
    unknown = Figure(share, CITY, DAY, DAY, None, counted(share, 1, 0, 9), Status.NO_DATA)
    assert advice(unknown) == ""
    assert advice(Figure(count, CITY, DAY, DAY, None, counted(count, 2), Status.MISSED)) == ""
