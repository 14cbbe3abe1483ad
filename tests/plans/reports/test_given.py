"""What a unit gives to figures above, in words, now and as a report kept it."""

from __future__ import annotations

from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.library import library
from keqiao.plans.reports.contributed import Contribution, contributions
from keqiao.plans.reports.given import Line, lines, said
from plans.municipal import PLAN, Municipal
from plans.reported import report_of


def test_each_figure_above_has_a_line_in_the_plans_order(municipal: Municipal) -> None:
    plan = library().plan(PLAN)
    found = lines(plan, contributions(municipal.cast.luzhai.pk, plan, today()), today())
    assert found == [
        Line("具备条件的县区科协党组织覆盖率", "100.0%（1/1）"),
        Line("科技指导覆盖的贫困县比例", "100.0%（1/1）"),
        Line("科技培训覆盖的贫困村比例", "0.0%（0/1）"),
        Line("四类科普e站齐全的县区比例", "0.0%（0/1）"),
    ]


def test_a_report_keeps_the_same_words(municipal: Municipal, county_chair: Act) -> None:
    plan = library().plan(PLAN)
    now = lines(plan, contributions(municipal.cast.luzhai.pk, plan, today()), today())
    report = report_of(county_chair, municipal.cast.luzhai)
    assert lines(plan, map(Contribution.of, report.counts.all()), report.as_of) == now


def test_what_the_plan_no_longer_has_is_left_out(municipal: Municipal) -> None:
    plan = library().plan(PLAN)
    [one, *_rest] = contributions(municipal.cast.luzhai.pk, plan, today())
    gone = Contribution("liuzhou-2017/gone", one.part, one.organisation, one.period, one.counts)
    assert lines(plan, [gone], today()) == []
    made = next(made for made in plan.commitments if made.key == one.commitment)
    assert said(made, plan, [one], today()) == "100.0%（1/1）"
