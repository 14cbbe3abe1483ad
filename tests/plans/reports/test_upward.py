"""Figures of an upper level stand on what associations below reported, and on none of their records."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone

from cast import OPERATES
from keqiao.blocks.places import verbs as places
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.plans.engine.status import Status
from keqiao.plans.figures import Board, board
from keqiao.plans.library import library
from keqiao.plans.models import Movement, ReportedCount
from keqiao.plans.opened import opened
from keqiao.plans.reports.contributed import contributions
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.reports.verbs import confirm_report, send_report
from keqiao.plans.shown import shown
from keqiao.plans.world import Installation
from keqiao.registry.verbs import organisations
from plans.municipal import FRONT, Municipal
from plans.reported import report_of

PLAN = {"plan": "liuzhou-2017"}
STATIONS = "e-stations-in-every-county"  # a coverage of counties
HALL = "new-science-hall-floor-area"  # a sum over places
PARTY = "county-associations-party-organisation"  # a coverage of county associations


def of_city(municipal: Municipal, name: str, as_of: int | None = None) -> Board:
    """The board of one figure of the city as pages show it."""
    return board([library().plan("liuzhou-2017")], as_of=as_of, organisations=[municipal.city.pk], commitments=[name])


def test_of_a_unit_that_did_not_report_nothing_is_known_but_that_it_is_there(municipal: Municipal) -> None:
    [figure] = of_city(municipal, PARTY).figures
    assert (figure.result.yes, figure.result.unknown, figure.result.silent, figure.status) == (0, 1, 1, Status.NO_DATA)
    assert municipal.figure(PARTY, as_of=today()).status is Status.MET, "the records would say so"
    assert "下级有1个单位尚未报送" in shown(figure, library().plan("liuzhou-2017")).note


def test_what_it_reports_counts_and_later_records_do_not(municipal: Municipal, county_chair: Act) -> None:
    report_of(county_chair, municipal.cast.luzhai)
    [figure] = of_city(municipal, PARTY).figures
    assert (figure.result.yes, figure.result.unknown, figure.result.silent, figure.status) == (1, 0, 0, Status.MET)
    county = municipal.cast.luzhai
    organisations.set_attribute(
        OPERATES, county, {"kind": "party_conditions", "value": "0", "starts": timezone.localdate()}
    )
    assert of_city(municipal, PARTY).figures[0].result == figure.result
    report_of(county_chair, municipal.cast.luzhai)
    assert of_city(municipal, PARTY).figures[0].result.denominator == 0


def test_sums_add_the_reported_to_what_the_city_has(municipal: Municipal, county_chair: Act) -> None:
    county = municipal.cast.luzhai
    own = of_city(municipal, HALL).figures[0].result.value
    opening = dt.date(2022, 3, 1)
    data = {"kind": "science_hall", "name": "县馆", "level": "municipal", "division": "450223", "opened": opening}
    hall = places.open_place(OPERATES, county, data)
    places.set_attribute(OPERATES, hall, {"kind": "floor_area", "value": 1_200, "starts": opening})
    silent = of_city(municipal, HALL).figures[0].result
    assert (silent.value, silent.unknown, silent.silent) == (own, 1, 1)
    report_of(county_chair, municipal.cast.luzhai)
    assert own is not None
    assert of_city(municipal, HALL).figures[0].result.value == own + Fraction(1_200)


def test_a_page_of_an_earlier_day_stands_on_earlier_reports(municipal: Municipal, county_chair: Act) -> None:
    report_of(county_chair, municipal.cast.luzhai)
    assert of_city(municipal, PARTY, as_of=20240624).figures[0].result.silent == 1
    assert of_city(municipal, PARTY).figures[0].result.silent == 0


def test_a_report_gives_counters_and_no_records(municipal: Municipal, county_chair: Act) -> None:
    report = report_of(county_chair, municipal.cast.luzhai)
    given = {(one.commitment, one.organisation) for one in ReportedCount.objects.filter(report=report)}
    assert ("liuzhou-2017/" + PARTY, municipal.cast.luzhai.pk) in given
    assert not report.figures.exists(), "the county owes nothing itself under the city's plan"


def test_units_counted_one_by_one_are_given_one_by_one(municipal: Municipal, county_chair: Act) -> None:
    society = organisations.register(
        OPERATES, municipal.cast.luzhai, {"code": "lz-xh", "kind": "society", "name": "县学会", "level": "county"}
    )
    term = municipal.body(society, "council")
    municipal.elect(term, "director", FRONT)
    name = "society-council-front-line"
    found = of_city(municipal, name)
    silent = {unit.name: result for unit, result in found.units(found.figures[0]).items()}
    assert (silent["县学会"].silent, silent["县学会"].holds) == (1, None)
    report_of(county_chair, municipal.cast.luzhai)
    found = of_city(municipal, name)
    told = {unit.name: result for unit, result in found.units(found.figures[0]).items()}
    assert told["县学会"].value == 1
    assert ReportedCount.objects.filter(organisation=society.pk).exists()


def test_what_is_given_is_what_the_records_say(municipal: Municipal, county_chair: Act) -> None:
    report = report_of(county_chair, municipal.cast.luzhai)
    plan = library().plan("liuzhou-2017")
    everything = board([plan], organisations=[municipal.city.pk], world=Installation()).figures
    told = board([plan], organisations=[municipal.city.pk]).figures
    assert report.counts.exists()
    assert [one.result for one in told] == [one.result for one in everything]


def test_opened_the_figure_names_the_reports_and_lists_no_record_of_theirs(
    municipal: Municipal, county_chair: Act
) -> None:
    plan, before = library().plan("liuzhou-2017"), of_city(municipal, PARTY)
    inside = opened(before.figures[0], plan, before)
    assert [(one.unit, one.as_of, one.url) for one in inside.given] == [("鹿寨县科学技术协会", None, "")]
    assert inside.records(names=True) == []
    report = report_of(county_chair, municipal.cast.luzhai)
    after = of_city(municipal, PARTY)
    [given] = opened(after.figures[0], plan, after).given
    assert given.said == "100.0%（1/1）"
    assert str(report.public_id) in given.url


def test_a_report_that_moves_a_figure_above_is_named_as_the_cause(municipal: Municipal, county_chair: Act) -> None:
    report_of(county_chair, municipal.cast.luzhai)
    [moved] = Movement.objects.filter(commitment=f"liuzhou-2017/{PARTY}", organisation=municipal.city.pk)
    assert (moved.before, moved.after, moved.status_after) == ("0/1", "1/1", "met")
    assert moved.entries != "[]"


def test_what_is_given_must_not_change_between_confirming_and_sending(municipal: Municipal, county_chair: Act) -> None:
    report = confirm_report(county_chair, municipal.cast.luzhai, PLAN)
    organisations.set_attribute(
        OPERATES, municipal.cast.luzhai, {"kind": "party_conditions", "value": "0", "starts": timezone.localdate()}
    )
    with pytest.raises(VerbError, match="确认之后指标有变化"):
        send_report(county_chair, report, {})


def test_nobody_reports_under_a_draft_so_its_figures_count_records(db: None) -> None:
    assert Reporting().reports("no-such-plan", today()) is None


def test_a_society_gives_nothing_itself_its_association_answers_for_it(municipal: Municipal) -> None:
    assert contributions(municipal.cast.society.pk, library().plan("liuzhou-2017"), today()) == []
