"""How a line is counted and why it isn't, in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import translation

from blocks.returns.sheets import activity, form
from cast import Cast
from keqiao.blocks.returns.forms.answers import Answer, Lack, State, answers
from keqiao.blocks.returns.forms.counting import Year
from keqiao.blocks.returns.forms.library import forms
from keqiao.blocks.returns.forms.words import how_counted, where_entered, why

YEAR = Year(2024)


def test_every_line_of_every_form_says_how_it_is_counted() -> None:
    for made in forms().forms.values():
        for line in made.lines():
            assert how_counted(made, line, YEAR).endswith("。")
            with translation.override("en"):
                assert how_counted(made, line, YEAR)


def test_the_rule_is_a_sentence(tmp_path: Path) -> None:
    made = form(tmp_path)
    said = {line.id: how_counted(made, line, YEAR) for line in made.lines()}
    assert said["lectures"] == "2024年内，本单位类型为讲座的活动数。"
    assert said["money"] == "2024年内，本单位经费的金额合计。"
    assert said["both"] == "第6、7行合计。"
    statistics = forms().forms["association-statistics"]
    told = {line.id: how_counted(statistics, line, YEAR) for line in statistics.lines()}
    assert told["grassroots-new"].startswith("截至2024年12月31日，本单位及所属单位（不含下级科协）类型为")
    assert told["grassroots-new"].endswith("中，成立日期在2024年内的单位数。")
    assert told["committee"].endswith("涉及的不同人员数。")


def test_every_reason_is_said_and_leads_on(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    activity(cast, dt.date(2024, 5, 1))
    found = answers(made, cast.liuzhou, 2024)
    said = {line.id: why(found.by_line[line.id], made, YEAR) for line in made.lines()}
    assert said["name"] == ""
    assert said["uscc"] == "单位没有登记统一社会信用代码。"
    assert said["youth"] == "另有1条记录缺少对象，未计入。"
    assert said["money"] == "2024年内没有登记过经费。"
    assert said["both"] == "第7行有资料不全的记录，合计可能偏少。"
    enter = {line.id: where_entered(found.by_line[line.id], cast.liuzhou) for line in made.lines()}
    assert enter["money"] == "/desk/imports/new/funding/?unit=450200"
    assert enter["chair"] == "/desk/imports/new/posts/?unit=450200"
    assert enter["uscc"] == "/organisations/450200/"
    assert (enter["name"], enter["remark"], enter["spent"]) == ("", "", "")


def test_no_reason_is_without_words(tmp_path: Path) -> None:
    made = form(tmp_path)
    fitting = {
        Lack.NO_FIELD: "uscc",
        Lack.NO_HOLDER: "chair",
        Lack.NAMES: "chair",
        Lack.NO_STAFFING: "staff",
        Lack.NO_RETURN: "spent",
        Lack.UNAPPROVED: "spent",
        Lack.UNWRITTEN: "remark",
        Lack.PARTS: "both",
    }
    for lack in Lack:
        line = made.line(fitting.get(lack, "lectures"))
        assert line is not None
        said = why(Answer(line, State.MISSING, lack=lack, rows=1, unclear=1), made, YEAR)
        assert bool(said) is (lack is not Lack.NONE)
