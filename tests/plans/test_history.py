"""A figure through time: the ends of years since the adoption, or its periods."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from django.utils import translation

from cast import OPERATES
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Post
from keqiao.plans import history as module
from keqiao.plans.history import Point, history, history_chart
from keqiao.plans.library import library
from keqiao.registry.verbs import posts
from plans.municipal import Municipal

FRONT_LINE = "congress-delegates-front-line"


def points(municipal: Municipal, name: str, as_of: int = 20240715) -> list[Point]:
    return history(municipal.figure(name, as_of=as_of), library().plan("liuzhou-2017"))


def test_each_years_end_and_the_day_itself(municipal: Municipal) -> None:
    posts.end_post(OPERATES, Post.objects.get(person=municipal.delegates[0]), {"ends": dt.date(2023, 1, 1)})
    share = Fraction(11, 16)
    assert points(municipal, FRONT_LINE) == [
        *(Point(f"{year}年末", None) for year in (2017, 2018, 2019, 2020)),
        Point("2021年末", share),
        Point("2022年末", share),
        Point("2023年末", Fraction(10, 15)),
        Point("2024年7月", Fraction(10, 15)),
    ]


def test_the_end_of_a_year_stands_once(municipal: Municipal) -> None:
    assert [point.label for point in points(municipal, FRONT_LINE, 20221231)][-2:] == ["2021年末", "2022年末"]


def test_periods_are_their_own_history(municipal: Municipal) -> None:
    found = points(municipal, "periodicals-kept-running")
    assert [(point.label, point.value) for point in found[-2:]] == [("2022", 0), ("2023", 2)]


def test_a_final_figure_ends_on_its_last_day(municipal: Municipal) -> None:
    assert points(municipal, "discipline-based-associations")[-1].label == "2022年9月"


def test_no_more_points_than_a_chart_takes(municipal: Municipal) -> None:
    assert len(points(municipal, "theory-results-published")) == module.MOST == 12


def test_a_chart_bears_the_demand_as_a_line(municipal: Municipal) -> None:
    chart = history_chart(municipal.figure(FRONT_LINE), library().plan("liuzhou-2017"))
    assert chart is not None
    assert (chart.unit, chart.target, chart.target_label) == ("percent", Fraction(7, 10), "70%以上")
    assert len(chart.labels) == len(chart.series[0].values) == 8


def test_ranges_and_rhythms_have_no_line(municipal: Municipal) -> None:
    for name in ("exhibition-investment", "theory-results-published"):
        chart = history_chart(municipal.figure(name), library().plan("liuzhou-2017"))
        assert chart is not None
        assert chart.target is None
        assert chart.unit == "number"


def test_less_than_two_values_are_no_chart(municipal: Municipal) -> None:
    package = library().plan("liuzhou-2017")
    assert history_chart(municipal.figure(FRONT_LINE, as_of=20211201), package) is None
    assert history_chart(municipal.figure("poverty-seven-batches"), package) is None


def test_english_labels(municipal: Municipal) -> None:
    with translation.override("en"):
        labels = [point.label for point in points(municipal, FRONT_LINE)]
    assert labels[-2:] == ["end of 2023", "Jul 2024"]


def test_before_an_organisation_existed_it_reached_nothing_to_speak_of(municipal: Municipal) -> None:
    figure = municipal.figure(FRONT_LINE, as_of=20240715)
    with ledger.exempt("given"):
        Organisation.objects.filter(pk=figure.subject.id).update(founded=dt.date(2022, 6, 1))
    found = {point.label: point.value for point in history(figure, library().plan("liuzhou-2017"))}
    assert found["2021年末"] is None
    assert found["2022年末"] == Fraction(11, 16)
