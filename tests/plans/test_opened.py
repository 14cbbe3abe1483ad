"""What stands behind a figure: as many records as it counts, named only for those who may see people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from keqiao.plans.engine.commitments import Measure, Scope
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.opened import Opened, opened
from keqiao.plans.world import Installation
from plans.municipal import DAY, FRONT, OFFICIAL, Municipal

COUNTED = (Measure.SHARE, Measure.COUNT, Measure.SUM, Measure.COVERAGE)


def every(municipal: Municipal) -> list[Opened]:
    package = library().plan("liuzhou-2017")
    found = board([package], as_of=DAY, organisations=[municipal.city.pk], world=Installation())
    return [opened(figure, package, found) for figure in found.figures]


def inside(municipal: Municipal, name: str) -> Opened:
    package = library().plan("liuzhou-2017")
    found = board([package], as_of=DAY, organisations=[municipal.city.pk], commitments=[name], world=Installation())
    return opened(found.figures[0], package, found)


def test_the_records_of_every_figure_add_up_to_its_counters(municipal: Municipal) -> None:
    checked = 0
    for one in every(municipal):
        made, result = one.figure.commitment, one.figure.result
        verdicts = [record.verdict for record in one.records(names=True)]
        if made.scope is Scope.EACH or made.measure in COUNTED:
            found = verdicts.count(YES), verdicts.count(UNKNOWN), len(verdicts)
            assert found == (result.yes, result.unknown, result.denominator), made.id
            checked += 1
        assert verdicts == sorted(verdicts), "what doesn't count comes first"
    assert checked == 28


def test_groups_add_up_to_the_records(municipal: Municipal) -> None:
    one = inside(municipal, "full-committee-front-line")
    assert [(group.name, group.yes, group.no, group.unknown) for group in one.groups] == [
        ("企业", 3, 0, 0),
        ("政府部门", 0, 1, 0),
        ("来源类别待确认", 0, 0, 1),
    ]


def test_names_are_only_told_to_those_who_may_see_people(municipal: Municipal) -> None:
    one = inside(municipal, "congress-delegates-front-line")
    assert one.names_persons
    assert one.records(names=False) == ()
    assert len(one.records(names=True)) == 16
    assert sum(group.yes for group in one.groups) == 11
    places = inside(municipal, "earthquake-hall")
    assert not places.names_persons
    assert [record.label for record in places.records(names=False)] == ["earthquake_hall"]


def test_a_figure_over_societies_lists_societies_and_never_people(municipal: Municipal) -> None:
    one = inside(municipal, "society-council-front-line")
    assert not one.names_persons
    [record] = one.records(names=False)
    assert (record.label, record.detail, record.verdict) == ("柳州市机械工程学会", "75.0% · 3/4", YES)
    [empty] = inside(municipal, "society-congress-front-line").records(names=False)
    assert (empty.verdict, empty.detail) == (UNKNOWN, "没有可以统计的记录")


def test_a_county_says_which_station_it_lacks(municipal: Municipal) -> None:
    [record] = inside(municipal, "e-stations-in-every-county").records(names=False)
    assert (record.label, record.verdict) == ("鹿寨县", NO)
    assert record.detail == "450223；缺：类型为科普e站且所在为基地的场所"
    with translation.override("en"):
        [record] = inside(municipal, "e-stations-in-every-county").records(names=False)
    assert "places where kind is e-stations and site is base" in record.detail


def test_records_of_a_period_are_those_of_the_latest(municipal: Municipal) -> None:
    assert len(inside(municipal, "key-projects-per-year").records(names=True)) == 2
    assert len(inside(municipal, "theory-results-published").records(names=True)) == 1


def test_everything_inside_is_in_words(municipal: Municipal) -> None:
    one = inside(municipal, "congress-delegates-front-line")
    assert one.sentence.zh.endswith("。")
    assert one.repair == "在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。"
    assert one.chart is not None
    assert one.moved == []


@pytest.mark.parametrize("name", ["full-committee-front-line", "earthquake-hall", "society-council-front-line"])
def test_as_many_queries_for_three_records_as_for_one(municipal: Municipal, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            one = inside(municipal, name)
            assert one.records(names=True)
            assert one.groups is not None
        return len(found)

    queries()  # what is read once and kept
    before = queries()
    municipal.elect(municipal.terms["full"], "member", FRONT, OFFICIAL)
    assert queries() == before
