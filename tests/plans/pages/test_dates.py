"""A scoreboard on two days: both values, the change in words, both tallies."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from django.test import Client

from cast import Cast
from keqiao.look.figures import Figure
from keqiao.plans.pages.dates import change_words
from plans.municipal import Municipal
from plans.pages.conftest import BOARD

TWO = "?as_of=2024-07-15&beside=2020-01-01"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def line(html: str, title: str) -> str:
    found = next(row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if f">{title}<" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found))


def test_both_values_and_the_change_stand_in_one_line(visitor: Client, municipal: Municipal) -> None:
    html = text(visitor, f"{BOARD}?as_of=2024-07-15&beside=2022-01-01")
    said = line(html, "市科协代表大会代表中基层一线科技工作者比例")
    assert said.count("/16") == 2
    assert "较2022年1月1日持平" in said
    assert "2022年1月1日与2024年7月15日对照" in html


def test_the_earlier_day_comes_first_whichever_was_asked_for_first(visitor: Client) -> None:
    for address in (TWO, "?as_of=2020-01-01&beside=2024-07-15"):
        html = text(visitor, BOARD + address)
        assert "2020年1月1日与2024年7月15日对照" in html
        assert html.index("<h2>2020年1月1日</h2>") < html.index("<h2>2024年7月15日</h2>")


def test_a_value_that_was_missing_has_no_change(visitor: Client) -> None:
    said = line(text(visitor, BOARD + TWO), "市科协代表大会代表中基层一线科技工作者比例")
    assert "暂无数据" in said
    assert "较2020年" not in said


def test_each_day_has_its_tally(visitor: Client) -> None:
    html = text(visitor, BOARD + TWO)
    assert html.count("共31项任务指标") == 2
    assert 'name="beside" value="2020-01-01"' in re.sub(r'id="beside" ', "", html)


def test_days_that_make_no_sense_are_told_once_and_today_is_taken(visitor: Client) -> None:
    html = text(visitor, f"{BOARD}?as_of=2999-01-01&beside=2999-01-01")
    assert html.count("还不能计算将来的日期") == 1
    assert "不是日期" in text(visitor, f"{BOARD}?beside=gestern")


def test_who_owes_nothing_is_told_so(visitor: Client) -> None:
    assert "没有由本单位承担的任务指标" in text(visitor, f"/plans/liuzhou-2017/450300/{TWO}")


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        (Fraction(1, 2), Fraction(3, 5), "percent", "较去年提高10.0个百分点"),
        (Fraction(3, 5), Fraction(1, 2), "percent", "较去年降低10.0个百分点"),
        (Fraction(1, 2), Fraction(1, 2), "percent", "较去年持平"),
        (Fraction(2), Fraction(5), "number", "较去年增加3"),
        (None, Fraction(1, 2), "percent", ""),
        (Fraction(1, 2), None, "percent", ""),
    ],
)
def test_the_change_in_words(before: Fraction | None, after: Fraction | None, unit: str, words: str) -> None:
    earlier, later = (Figure("比例", "met", unit=unit, value=value) for value in (before, after))
    assert change_words(earlier, later, "去年") == words


def test_a_figure_of_one_day_only_has_no_change(cast: Cast) -> None:
    assert change_words(None, Figure("比例", "met", value=Fraction(1)), "去年") == ""
