"""Figures as pages show them: words, ends, addresses."""

from __future__ import annotations

import pytest
from django.utils import translation

from keqiao.kernel.facts.schema import Label
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.plans.library import library
from keqiao.plans.packages.package import Clause
from keqiao.plans.sentences.languages import CHINESE, ENGLISH
from keqiao.plans.shown import figure_address, in_language, language, noun, printed, shown, target_words, unit_shown
from plans.municipal import Municipal
from plans.written import compiled


def line(municipal: Municipal, name: str, as_of: int = 20240715) -> look.Figure:
    return shown(municipal.figure(name, as_of=as_of), library().plan("liuzhou-2017"))


def test_a_share_of_delegates_is_shown_whole(municipal: Municipal) -> None:
    one = line(municipal, "congress-delegates-front-line")
    assert (one.yes, one.total, one.unknown, one.unit) == (11, 16, 0, "percent")
    assert one.change_text == "较原比例提高10.8个百分点"
    assert (one.clause, one.force_word) == ("第二部分第1条", "必须")
    assert one.proved_by == "依据任职记录自动计算"
    assert one.clause_url == "/plans/liuzhou-2017/450200/#c二.1"


def test_the_address_says_which_day_unless_it_is_today(municipal: Municipal) -> None:
    name = "congress-delegates-front-line"
    then, now = municipal.figure(name), municipal.figure(name, as_of=today())
    assert figure_address(then) == f"/plans/liuzhou-2017/450200/{name}/?as_of=2024-07-15"
    assert figure_address(now) == f"/plans/liuzhou-2017/450200/{name}/"
    assert line(municipal, name).more_url == f"{figure_address(then)}&part=inside"
    assert line(municipal, name, today()).more_url == f"{figure_address(now)}?part=inside"


def test_a_range_has_two_ends_and_about_too(municipal: Municipal) -> None:
    projects, money = line(municipal, "key-projects-per-year"), line(municipal, "exhibition-investment")
    assert (projects.target, projects.target_to) == (2, 3)
    assert (money.target, money.target_to) == (270_000_000, 330_000_000)
    assert line(municipal, "earthquake-hall").target_to is None


def test_what_a_number_was_implied_from_is_noted(municipal: Municipal) -> None:
    assert line(municipal, "municipal-survey-station").note == "原文未写数字，按文意理解"
    assert line(municipal, "earthquake-hall").note == ""


def test_a_reported_number_is_proved_by_the_report(municipal: Municipal) -> None:
    assert line(municipal, "headquarters-support-posts-cut").proved_by == "上报数据"


def test_a_duty_past_its_day_is_final_and_overdue(municipal: Municipal) -> None:
    one = line(municipal, "discipline-based-associations")
    assert (one.final, one.task, one.due_text) == (True, True, "2022年9月29日")


def test_before_the_first_term_the_next_congress_has_no_year(municipal: Municipal) -> None:
    assert line(municipal, "congress-delegates-young", as_of=20200101).due_text == "下次换届"


@pytest.mark.parametrize(
    ("kind", "changes", "unit", "words", "counted_in"),
    [
        ("share", {}, "percent", "70%以上", "人"),
        ("share", {"scope": "each", "units": "society", "where": None}, "percent", "全部达到", "人"),
        ("count", {}, "number", "不少于2处", "处"),
        ("count", {"target": {"between": [2, 3]}}, "number", "在2至3之间", "处"),
        ("count", {"of": "meetings"}, "number", "不少于2次", "次"),
        ("sum", {"sum": "weekend_days", "target": {"exactly": 2}}, "number", "2天", "天"),
        ("sum", {}, "m2", "不低于100平方米", "处"),
        ("rhythm", {}, "percent", "每年不少于1次", "次"),
        ("rhythm", {"rhythm": {"per": "half_year", "at_least": 2}}, "percent", "每半年不少于2次", "次"),
        ("attested", {}, "number", "经认定", "份"),
    ],
)
def test_units_demands_and_nouns(kind: str, changes: dict[str, object], unit: str, words: str, counted_in: str) -> None:
    made = compiled(kind, **changes)
    assert (unit_shown(made), target_words(made), noun(made)) == (unit, words, counted_in)


def test_readers_of_english_get_english(municipal: Municipal) -> None:
    with translation.override("en"):
        one = line(municipal, "congress-delegates-front-line")
        assert one.title == "Front-line share of congress delegates"
        assert one.target_text == "at least 70%"
        assert one.clause == "2.1"
        assert noun(compiled("count")) == ""
        assert language() is ENGLISH
        assert in_language(compiled("count").title) == "One"
    assert language() is CHINESE
    assert in_language(compiled("count").title) == "一项"


def test_a_half_year_is_named(municipal: Municipal) -> None:
    assert line(municipal, "theory-results-published").due_text == "2024年上半年"
    assert line(municipal, "theory-results-published", as_of=20240101).due_text == "2023年下半年"
    assert line(municipal, "key-projects-per-year", as_of=20171231).due_text == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [("二", "2"), ("十一.3", "11.3"), ("一.2.①", "1.2.①"), ("3", "3"), ("序言", "Preamble"), ("附则", "附则")],
)
def test_a_place_of_a_plan_is_printed_for_readers_of_either_language(number: str, said: str) -> None:
    clause = Clause(number, "第二部分", Label("甲", "A"), Label("", ""))
    assert printed(clause) == "第二部分"
    with translation.override("en"):
        assert printed(clause) == said
