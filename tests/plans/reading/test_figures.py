"""How official Chinese puts demands, one way of writing at a time. All sentences are invented."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.reading.figures import Figure, figures
from keqiao.plans.reading.view import paragraphs

DUE = "2020-12-31"


def read(text: str, written: int = 0) -> list[Figure]:
    """The figures of one sentence."""
    [paragraph] = paragraphs(text)
    return figures(paragraph.text, written)


def targets(text: str, written: int = 0) -> list[Figure]:
    """Only what is asked for."""
    return [one for one in read(text, written) if one.kind == "target"]


def kinds(text: str, written: int = 0) -> list[str]:
    """What each figure is."""
    return [one.kind for one in read(text, written)]


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("女性代表的比例不低于三分之一。", ">=", Fraction(1, 3), "fraction"),
        ("理事中企业人员占 3/5 以上。", ">=", Fraction(3, 5), "fraction"),
        ("半数以上的乡镇建立科普站。", ">=", Fraction(1, 2), "fraction"),
        ("会员注册率达到70％以上。", ">=", 70, "percent"),
        ("百分之八十以上的村有科普员。", ">=", 80, "percent"),
        ("青年委员不少于四成。", ">=", 40, "percent"),
        ("机关工作人员挂职比例为30%左右。", "~", 30, "percent"),
        ("党组织覆盖率达到100%。", "=", 100, "percent"),
        ("实现县级科协全覆盖。", "=", 100, "percent"),
        ("专家库中青年专家超过15%。", ">", 15, "percent"),
        ("会员增幅为5%—10%以上。", "range", (5, 10), "percent"),
        ("机关留出10－15%的岗位。", "range", (10, 15), "percent"),
        ("每个县配备不少于30人的志愿队伍。", ">=", 30, "persons"),
        ("引进专家5名以上。", ">=", 5, "persons"),
        ("编制精简工勤人员１名。", "=", 1, "persons"),
        ("明确一名副主席分管学会工作。", "=", 1, "persons"),
        ("人均科普经费3元以上。", ">=", 3, "yuan"),
        ("展厅面积30000平方米。", "=", 30000, "sqm"),
        ("总投资约3亿元。", "~", 300_000_000, "yuan"),
        ("直属单位压缩至13个。", "<=", 13, "items"),
        ("任期一般不少于两年。", ">=", 2, "years"),
        ("任期一般不超过两届。", "<=", 2, "terms"),
        ("资助35岁以下青年学者。", "<=", 35, "years"),
        ("吸纳3A级及以上学会。", ">=", 3, "grade"),
        ("每两年召开一次学术年会。", "=", 2, "years"),
        ("每半年向市委报告一次。", "=", 2, "per_year"),
        ("每季度至少召开一次会议。", ">=", 4, "per_year"),
        ("每年开展1—2次下乡活动。", "range", (1, 2), "per_year"),
        ("每年遴选不少于20人。", ">=", 20, "persons_per_year"),
        ("委员每年须提交履职报告。", ">=", 1, "per_year"),
        ("连续两次无故缺席的，劝其辞去职务。", ">=", 2, "times"),
        ("用3—5年时间形成体系。", "range", (3, 5), "years"),
        ("投诉办结率100%。", "=", 100, "percent"),
        ("每届任期5年。", "=", 5, "years"),
        ("每年培训骨干2万人次以上。", ">=", 20_000, "visits_per_year"),
        ("力争使会员满意度逐年提高。", "rising", None, ""),
    ],
)
def test_a_demand_is_read(text: str, comparator: str, value: Any, unit: str) -> None:
    [one] = targets(text)
    assert (one.comparator, one.value, one.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("到2020年，建成科技馆10座。", DUE),
        ("2020年年底前，建成科技馆10座。", DUE),
        ("确保2020年建成科技馆10座。", DUE),
        ("建成科技馆10座，完成时间：2020年6月。", "2020-06-30"),
        ("2020年6月底前，建成科技馆10座。", "2020-06-30"),
        ("2020年2月底前，建成科技馆10座。", "2020-02-29"),
        ("2020年6月5日前，建成科技馆10座。", "2020-06-05"),
        ("二〇二〇年底前，建成科技馆10座。", DUE),
        ("“十三五”期间，建成科技馆10座。", DUE),
        ("“十四五”末，建成科技馆10座。", "2025-12-31"),
        ("用5年时间建成科技馆10座。", {"years": 5}),
        ("五年内，建成科技馆10座。", {"years": 5}),
        ("建成科技馆10座。", None),
        ("建成科技馆10座。到2020年，覆盖城乡。", None),
    ],
)
def test_it_is_due_when_its_sentence_says(text: str, deadline: Any) -> None:
    [one] = targets(text)
    assert (one.value, one.deadline) == (10, deadline)


def test_a_share_to_be_raised_has_a_baseline() -> None:
    found = read("代表中一线人员由目前的58%提高至65%左右，青年委员由20%增加到30%。")
    assert [(one.kind, one.value) for one in found] == [
        ("baseline", 58),
        ("target", 65),
        ("baseline", 20),
        ("target", 30),
    ]
    assert [(one.baseline, one.comparator) for one in found if one.kind == "target"] == [(58, "~"), (20, ">=")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贯彻“四个全面”战略布局。", ["name"]),
        ("落实两学一做要求。", []),
        ("学习党的十八届三中全会精神。", ["name"]),
        ("根据厅字〔2016〕11号文件制定本方案。", ["reference"]),
        ("按照章程第十二条办理。", ["reference"]),
        ("大力实施“123”工程。", []),
        ("第三季度完成初稿。", []),
        ("目前全市共有学会45个。", ["achieved"]),
        ("已建成科技馆23座，覆盖率达到60%。", ["achieved", "achieved"]),
        ("参观人数增加了20%。", ["achieved"]),
        ("经费同比增长5%，位居全省第3位。", ["achieved", "name"]),
        ("实施《科学素质行动计划（2016—2020年）》。", ["date"]),
    ],
)
def test_what_asks_for_nothing_is_no_target(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_what_a_past_year_brought_is_no_target() -> None:
    text = "2020年具备科学素质的比例达到10.56%。"
    assert kinds(text, written=2021) == ["date", "achieved"]
    assert kinds(text, written=2016) == ["date", "target"]
    assert kinds("比例从2015年的6%提高到2020年的10%。", written=2021) == ["date", "achieved", "date", "achieved"]


def test_each_of_two_in_a_row_has_its_own_subject_and_the_force_of_both() -> None:
    first, second = targets("力争三年内规模以上企业组建率达到50%、高新技术企业达到60%。")
    assert (first.value, second.value) == (50, 60)
    assert (first.hedge, second.hedge) == ("力争", "力争")
    assert second.subject == "高新技术企业"
    assert first.deadline == second.deadline == {"years": 3}


@given(st.text(alphabet="0123456789一二三十百%％年个人每到至由以上不少于。，—/分之万亿“”《》", max_size=60))
def test_any_text_is_read_and_every_figure_stands_where_it_says(text: str) -> None:
    for paragraph in paragraphs(text):
        for one in figures(paragraph.text):
            assert paragraph.text[one.start : one.end] == one.text
            assert one.kind != "target" or one.comparator
