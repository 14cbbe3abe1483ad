"""Every figure of Liuzhou's plan over records that verbs made: value, count, state, demand, baseline and last day."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from cast import OPERATES
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Post
from keqiao.plans.figures import board, figures_of
from keqiao.plans.library import library
from keqiao.plans.shown import shown
from keqiao.plans.world import Installation
from keqiao.registry.verbs import organisations, people, posts
from plans.municipal import DAY, FRONT, Municipal, publish

PLAN = "liuzhou-2017"
SAID = [
    ("congress-delegates-front-line", "68.8%", "11/16", "", "on_track", "70%以上", "原比例 58%", "2027年换届"),
    ("congress-delegates-young", "68.8%", "11/16", "", "met", "不少于三分之一", "", "2027年换届"),
    ("full-committee-front-line", "60.0%", "3/5", "待核实1", "no_data", "70%以上", "原比例 60%", "2027年换届"),
    ("standing-committee-front-line", "50.0%", "2/4", "", "at_risk", "75%以上", "原比例 60%", "2027年换届"),
    ("headquarters-support-posts-cut", "—", "", "", "no_data", "1个", "", ""),
    ("county-associations-party-organisation", "100.0%", "1/1", "", "met", "全部", "", ""),
    ("secondments-two-years", "50.0%", "1/2", "", "missed", "全部", "", ""),
    ("society-congress-front-line", "0.0%", "0/1", "待核实1", "no_data", "全部达到", "", ""),
    ("society-council-front-line", "100.0%", "1/1", "", "met", "全部达到", "", ""),
    ("society-standing-council-front-line", "0.0%", "0/1", "", "missed", "全部达到", "", ""),
    ("society-council-young-middle-aged", "100.0%", "1/1", "", "met", "全部达到", "", ""),
    ("society-standing-council-young-middle-aged", "0.0%", "0/1", "", "missed", "全部达到", "", ""),
    ("societies-overdue-elections", "0个", "", "", "met", "不超过0个", "", ""),
    ("literacy-key-groups", "4个", "", "", "met", "不少于4个", "", ""),
    ("bases-themed-activity", "100.0%", "1/1", "", "met", "全部", "", "2023年度"),
    ("popular-works-published", "1种", "", "", "met", "不少于1种", "", "2023年度"),
    ("poverty-seven-batches", "—", "", "", "no_data", "7个", "", ""),
    ("key-projects-per-year", "2项", "", "", "met", "在2至3之间", "", "2023年度"),
    ("guidance-in-poor-counties", "100.0%", "1/1", "", "met", "全部", "", ""),
    ("training-in-poor-villages", "0.0%", "0/1", "", "missed", "全部", "", ""),
    ("new-science-hall-floor-area", "36,800平方米", "", "", "met", "超过30,000平方米", "", ""),
    ("exhibition-investment", "2.92亿元", "", "", "met", "约3亿元", "", ""),
    ("earthquake-hall", "1处", "", "", "met", "不少于1处", "", ""),
    ("youth-traffic-safety-base", "1处", "", "", "met", "不少于1处", "", ""),
    ("co-built-venues", "2个", "", "", "missed", "不少于4个", "", ""),
    ("science-hall-weekend-opening", "2天", "", "", "met", "2天", "原值 1天", ""),
    ("e-stations-in-every-county", "0.0%", "0/1", "", "missed", "全部", "", ""),
    ("periodicals-kept-running", "2种", "", "", "missed", "不少于3种", "", "2023年度"),
    ("theory-results-published", "7.7%", "1/13", "", "met", "每半年不少于1次", "", "2024年上半年"),
    ("discipline-based-associations", "1个", "", "", "met", "不少于1个", "", "2022年9月29日"),
    ("municipal-survey-station", "0处", "", "", "missed", "不少于1处", "", ""),
]


def test_every_figure_says_what_the_records_say(municipal: Municipal) -> None:
    package = library().plan(PLAN)
    found = []
    for figure in board([package], as_of=DAY, organisations=[municipal.city.pk], world=Installation()).figures:
        line = shown(figure, package)
        words = (line.value_text, line.count_text, line.unknown_text, line.status)
        found.append((figure.commitment.id, *words, line.target_text, line.baseline_label, line.due_text))
    assert found == SAID


def test_todays_figures_come_from_tallies_and_are_those_counted_anew(municipal: Municipal) -> None:
    package = library().plan(PLAN)
    kept, counted = board([package]), board([package], kept=False)
    assert kept.figures == counted.figures
    assert {figure.as_of for figure in kept.figures} == {today()}
    assert len(kept.figures) == len(SAID)


def test_a_number_counts_from_the_day_on_which_a_second_person_approved_it(
    municipal: Municipal,
) -> None:
    figure = municipal.figure("headquarters-support-posts-cut", as_of=today(), kept=True)
    assert (figure.status, figure.result.value) == ("met", 1)
    assert municipal.figure("poverty-seven-batches", as_of=today(), kept=True).status == "needs_human"


def test_a_figure_past_its_last_day_keeps_the_value_of_that_day(municipal: Municipal) -> None:
    name = "discipline-based-associations"
    before = municipal.figure(name)
    assert before.final
    assert (before.valued_on, before.result.value) == (20220929, 1)
    late = {"code": "late", "name": "后来的", "level": "county", "kind": "enterprise_association"}
    later = organisations.register(OPERATES, municipal.city, late | {"founded": dt.date(2023, 1, 1)})
    organisations.set_attribute(OPERATES, later, {"kind": "discipline_based", "value": "1"})
    assert municipal.figure(name).result == before.result
    assert municipal.figure(name, as_of=today(), kept=True).result == before.result
    assert municipal.figure(name, as_of=20220929).final is False
    assert municipal.figure(name, as_of=20180101).result.value == 0


def test_a_day_of_the_past_shows_what_held_then_as_known_now(municipal: Municipal) -> None:
    name = "congress-delegates-front-line"
    assert municipal.figure(name, as_of=20211121).result.value is None  # before the term
    posts.end_post(OPERATES, Post.objects.get(person=municipal.delegates[0]), {"ends": dt.date(2024, 1, 1)})
    assert municipal.figure(name, as_of=20231231).result.value == Fraction(11, 16)
    assert municipal.figure(name).result.value == Fraction(10, 15)


def test_unknown_counts_against_until_it_is_known(municipal: Municipal) -> None:
    name = "full-committee-front-line"
    before = municipal.figure(name).result
    assert (before.value, before.least, before.most, before.holds) == (
        Fraction(3, 5),
        Fraction(3, 5),
        Fraction(4, 5),
        None,
    )
    unsure = Post.objects.get(term=municipal.terms["full"], person__employments__source_class="").person
    people.employ(OPERATES, unsure, {"unit_name": "某厂", "starts": dt.date(2010, 1, 2), **FRONT})
    after = municipal.figure(name)
    assert (after.result.value, after.status) == (Fraction(4, 5), "met")


def test_periods_tell_each_complete_one(municipal: Municipal) -> None:
    publish(municipal.city, "periodical_issue", "丙刊", dt.date(2022, 3, 1))
    publish(municipal.city, "periodical_issue", "丁刊", dt.date(2024, 3, 1))
    result = municipal.figure("periodicals-kept-running").result
    assert {period.name: int(one.value or 0) for period, one in result.by_period} == {
        "2018": 0,
        "2019": 0,
        "2020": 0,
        "2021": 0,
        "2022": 1,
        "2023": 2,
    }
    assert result.period is not None
    assert result.period.year == 2023


@pytest.mark.parametrize("name", ["guilin", "luzhai", "society", "region"])
def test_who_is_not_bound_by_the_plan_owes_nothing(municipal: Municipal, name: str) -> None:
    organisation = getattr(municipal.cast, name)
    assert board([library().plan(PLAN)], organisations=[organisation.pk]).figures == []
    assert figures_of(organisation.pk) == []


def test_all_that_an_organisation_owes_under_plans_in_force(municipal: Municipal) -> None:
    assert [figure.commitment.id for figure in figures_of(municipal.city.pk, as_of=DAY)] == [row[0] for row in SAID]


def test_a_board_tells_leaves_and_units_of_a_figure(municipal: Municipal) -> None:
    found = board([library().plan(PLAN)], as_of=DAY)
    figures = {figure.commitment.id: figure for figure in found.figures}
    cast = municipal.cast
    assert found.leaves(figures["congress-delegates-front-line"]) == [cast.liuzhou.pk]
    own = set(found.leaves(figures["earthquake-hall"]))
    assert {cast.liuzhou.pk, cast.society.pk} <= own
    assert cast.luzhai.pk not in own, "the county's records are its own"
    assert cast.guilin.pk not in found.leaves(figures["earthquake-hall"])
    units = found.units(figures["society-council-front-line"])
    assert {unit.code: result.value for unit, result in units.items()} == {"lz-jixie": Fraction(3, 4)}


def test_only_what_is_asked_for_is_looked_at(municipal: Municipal) -> None:
    package = library().plan(PLAN)
    found = board([package], as_of=DAY, organisations=[municipal.city.pk], commitments=["earthquake-hall"])
    assert [figure.commitment.id for figure in found.figures] == ["earthquake-hall"]
    assert board([package], as_of=DAY, commitments=["nothing"]).figures == []
    assert board([], as_of=DAY).figures == []
