"""What many units reported last, in as many queries however many there are."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from keqiao.kernel.verbs.contract import Act
from keqiao.plans.reports.latest import given_by, given_counts, latest_reports
from plans.municipal import PLAN, Municipal
from plans.reported import report_of

PARTY = "liuzhou-2017/county-associations-party-organisation"


def test_the_last_report_counts(municipal: Municipal, county_chair: Act) -> None:
    county = municipal.cast.luzhai.pk
    assert latest_reports(PLAN, [county]) == {}
    first = report_of(county_chair, municipal.cast.luzhai)
    assert latest_reports(PLAN, [county]) == {county: first}
    second = report_of(county_chair, municipal.cast.luzhai)
    assert latest_reports(PLAN, [county, municipal.city.pk]) == {county: second}


def test_to_how_many_figures_above_it_gives_and_what(municipal: Municipal, county_chair: Act) -> None:
    report = report_of(county_chair, municipal.cast.luzhai)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert given_by([report]) == {report.pk: 4}
        [one] = given_counts([report], PARTY)[report.pk]
    assert len(queries) == 2
    assert (one.counts.yes, one.counts.no, one.organisation) == (1, 0, municipal.cast.luzhai.pk)
    assert given_counts([report], "liuzhou-2017/gone") == {}
