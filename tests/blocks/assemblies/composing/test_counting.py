"""What of a unit's nominees counts towards what was demanded of it: as its plan says, and unknown is a third answer."""

from __future__ import annotations

from pathlib import Path

from blocks.assemblies.composing.given import Congress, engineer, official
from cast import Cast, PersonFactory
from keqiao.blocks.assemblies.composing import seats
from keqiao.blocks.assemblies.composing.counting import (
    FRONT_LINE,
    Reader,
    front_line,
    rows,
    standing,
    unit_lines,
    waiting_lists,
)
from keqiao.blocks.assemblies.composing.models import MakingStatus
from keqiao.kernel.facts import schema
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.rules import Named


def test_the_gap_of_each_unit_is_how_many_are_short_of_what(congress: Congress, only_liuzhou: Path) -> None:
    congress.nominate(engineer(congress.cast.luzhai), official(congress.cast.luzhai))
    congress.nominate(engineer(congress.cast.luzhai), substitute=True)
    assert [line.number for line in unit_lines(congress.now())] == [0, 0]
    congress.report()
    county, society = unit_lines(congress.now())
    assert (county.number, county.rest, county.to_settle, society.to_settle) == (2, 1, True, False)
    assert [(gap.there, gap.wanted, gap.short, gap.met) for gap in county.gaps] == [(1, 2, 1, False), (1, 1, 0, True)]
    assert [gap.words for gap in county.gaps] == ["基层一线科技工作者1人，要求2人，还差1人", "女性1人，要求1人"]
    assert county.short == [county.gaps[0]]
    assert waiting_lists(congress.now()) == 1


def test_who_is_not_known_is_neither_there_nor_missing(congress: Congress) -> None:
    congress.nominate(PersonFactory(keeper=congress.cast.luzhai))
    congress.report()
    county = unit_lines(congress.now())[0]
    assert "（1人待核实）" in county.gaps[0].words
    [one] = standing(congress.now())
    reader, row = Reader(congress.cast.liuzhou.pk), rows(congress.now(), [one])[one.pk]
    assert reader.says("women", row) == UNKNOWN


def test_ages_are_told_on_the_day_on_which_the_term_begins(congress: Congress) -> None:
    born = congress.making.day.year - 45
    people = [engineer(congress.cast.luzhai, born=born), engineer(congress.cast.luzhai, born=born - 2)]
    congress.nominate(*people)
    congress.report()
    reader, known = Reader(congress.cast.liuzhou.pk), rows(congress.now(), standing(congress.now()))
    assert [reader.says("young", known[one.pk]) for one in standing(congress.now())] == [YES, NO]


def test_sectors_are_counted_by_what_is_written(congress: Congress) -> None:
    seats.reallot(congress.clerk, congress.county, {"seats": 3, "sectors": "新经济组织1名、新型研发机构1名"})
    congress.nominate(engineer(congress.cast.luzhai), sector="新经济组织")
    congress.report()
    assert [gap.met for gap in unit_lines(congress.now())[0].gaps] == [True, False]


def test_the_front_line_is_as_the_nearest_plan_says(cast: Cast, only_liuzhou: Path) -> None:
    posts = schema.get("posts")
    found = front_line(cast.luzhai.pk)
    assert isinstance(found, Named)
    assert found.label.zh == "基层一线科技工作者"
    assert front_line(cast.guilin.pk) == parse(FRONT_LINE, posts)


def test_nothing_waits_where_nothing_is_issued(congress: Congress) -> None:
    made = congress.now()
    made.status = MakingStatus.ALLOTTING
    assert waiting_lists(made) == 0
    assert rows(made, []) == {}
