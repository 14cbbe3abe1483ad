"""Figures of everybody who owes a commitment, end to end over a small city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.engine.commitments import Commitment, Subject
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.evaluate import Figure, ask, evaluate, leaves_of, unit_results
from keqiao.plans.engine.given import given, given_by_day, physical_types
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.engine.status import Status
from keqiao.plans.engine.tree import Node, PlanScope, Tree
from plans.databases import Sqlite
from plans.facts_fixture import FACTS
from plans.written import compiled

SCOPE = PlanScope("plan", "450200", Subject("association", "municipal"), 20170101)
CITY, EAST, WEST, FIRST, SECOND, AWAY = 1, 2, 3, 4, 5, 9
NODES = [
    Node(CITY, "10", "市科协", "association", "municipal", None, "450200"),
    Node(WEST, "12", "城西科协", "association", "county", CITY, "450203"),
    Node(EAST, "11", "城东科协", "association", "county", CITY, "450202"),
    Node(FIRST, "21", "甲学会", "society", "municipal", CITY),
    Node(SECOND, "22", "乙学会", "society", "county", EAST),
    Node(AWAY, "90", "邻市学会", "society", "municipal", None),
]
Rows = dict[str, list[dict[str, Any]]]


@dataclass
class City:
    """A world whose tree may change on a day, and whose congress ends on a day."""

    nodes: Sequence[Node] = tuple(NODES)
    later: dict[int, Sequence[Node]] = field(default_factory=dict)
    ends: int | None = None

    def tree(self, day: int) -> Tree:
        since = max((start for start in self.later if start <= day), default=0)
        return Tree.of(self.later[since] if since else self.nodes)

    def congress_end(self, organisation: int, day: int) -> int | None:
        return self.ends

    def reports(self, plan: str, day: int) -> None:
        """Records count at every level."""


def filled(fact: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    blank: dict[str, Any] = dict.fromkeys(physical_types(FACTS[fact]))
    return [blank | {"id": number, "organisation": CITY} | row for number, row in enumerate(rows)]


def source(rows: Rows, database: Database | None = None) -> Scanner:
    standing = {name: given(fact, filled(name, rows.get(name, []))) for name, fact in FACTS.items()}
    return Scanner(database or Sqlite(), standing)


def figures(
    made: Commitment, rows: Rows, as_of: int = 20180630, world: City | None = None, **only: Any
) -> list[Figure]:
    city = world or City()
    return evaluate(ask([made], SCOPE, city, as_of, **only), city, source(rows))


def figure(made: Commitment, rows: Rows, as_of: int = 20180630, world: City | None = None) -> Figure:
    (found,) = figures(made, rows, as_of, world)
    return found


def places(*organisations: int) -> Rows:
    return {"places": [{"organisation": one} for one in organisations]}


def test_own_counts_the_subject_s_rows_alone() -> None:
    assert figure(compiled("count"), places(CITY, EAST, FIRST)).result.value == 1


def test_below_counts_the_whole_subtree_and_nobody_beside_it() -> None:
    assert figure(compiled("count", scope="below"), places(CITY, EAST, SECOND, AWAY)).result.value == 3


def test_each_counts_the_units_that_meet_it_by_themselves() -> None:
    made = compiled("count", scope="each", units="society", target={"at_least": 2})
    found = figure(made, places(FIRST, FIRST, SECOND, AWAY, AWAY, CITY, CITY))
    assert (found.result.yes, found.result.denominator, found.result.value) == (1, 2, Fraction(1, 2))
    assert found.status is Status.MISSED
    assert figure(made, places(FIRST, FIRST, SECOND, SECOND)).status is Status.MET


def test_each_unit_can_be_shown_with_its_own_result() -> None:
    city, made = City(), compiled("count", scope="each", units="society", target={"at_least": 2})
    (asked,) = ask([made], SCOPE, city, 20180630)
    answers = source(places(FIRST, FIRST, SECOND)).answers(asked.questions)
    (found,) = evaluate([asked], city, source(places(FIRST, FIRST, SECOND)))
    shown = {unit.id: result.holds for unit, result in unit_results(found, asked, city, answers).items()}
    assert shown == {FIRST: True, SECOND: False}


def test_a_rule_followed_by_reference_is_each_follower_s_own() -> None:
    made = compiled("count", by_reference=["association@county"], target={"at_least": 1})
    found = figures(made, places(CITY, EAST))
    assert [(one.subject.id, one.status) for one in found] == [
        (CITY, Status.MET),
        (EAST, Status.MET),
        (WEST, Status.MISSED),
    ]
    assert [one.subject.id for one in figures(made, places(), only=[WEST, AWAY])] == [WEST]


def test_commitments_keep_their_order_and_share_one_statement(database: Database) -> None:
    city = City()
    made = [replace(compiled("count", scope=scope), id=scope) for scope in ("below", "own")]
    counting = source(places(CITY, EAST), database)
    found = evaluate(ask(made, SCOPE, city, 20180630), city, counting)
    assert [(one.commitment.id, one.result.value) for one in found] == [("below", 2), ("own", 1)]
    assert counting.statements == 1


def test_a_plan_that_binds_nobody_asks_nothing() -> None:
    counting, city = source({}), City()
    elsewhere = replace(SCOPE, jurisdiction="110000")
    assert evaluate(ask([compiled("count")], elsewhere, city, 20180630), city, counting) == []
    assert counting.statements == 0


def test_the_leaves_are_those_whose_rows_count() -> None:
    city = City()
    own, below, each = (
        ask([compiled("count", **changes)], SCOPE, city, 20180630)
        for changes in ({}, {"scope": "below"}, {"scope": "each", "units": "society"})
    )
    assert leaves_of(own, city) == {CITY}
    assert leaves_of(below, city) == {CITY, EAST, WEST, FIRST, SECOND}
    assert leaves_of(each, city) == {FIRST, SECOND}


def test_past_the_last_due_day_the_value_stays_as_it_was_on_it() -> None:
    made = compiled("count", due="2018-12-31")
    on_the_day, today = filled("places", [{}]), filled("places", [{}, {}, {}])
    facts = FACTS | {"places": given_by_day(FACTS["places"], {20181231: on_the_day}, today)}

    def on(day: int) -> Figure:
        city = City()
        (found,) = evaluate(ask([made], SCOPE, city, day), city, Scanner(Sqlite(), facts))
        return found

    before, due, after = on(20181230), on(20181231), on(20190101)
    assert [one.valued_on for one in (before, due, after)] == [20181230, 20181231, 20181231]
    assert [one.result.value for one in (before, due, after)] == [3, 1, 1]
    assert [one.status for one in (before, due, after)] == [Status.MET, Status.AT_RISK, Status.MISSED]
    assert [one.final for one in (before, due, after)] == [False, False, True]


def test_past_the_last_due_day_the_tree_stays_as_it_was_too() -> None:
    alone = City(later={20190101: [NODES[0]]})
    made = compiled("count", scope="below", due="2018-12-31")
    assert figure(made, places(CITY, EAST), 20200101, alone).result.value == 2
    assert figure(compiled("count", scope="below"), places(CITY, EAST), 20200101, alone).result.value == 1


@pytest.mark.parametrize(
    ("ends", "expected"),
    [(20180630, "at_risk"), (20180629, "missed"), (20300101, "on_track"), (None, "at_risk")],
)
def test_the_next_congress_is_the_due_day(ends: int | None, expected: str) -> None:
    made = compiled("count", target={"at_least": 4}, due="next congress")
    found = figure(made, places(CITY), 20180630, City(ends=ends))
    assert (found.due, found.status) == (ends, expected)
    assert found.final is False


def test_a_year_counts_once_it_is_over() -> None:
    made = compiled("count", of="meetings", each="year")
    rows: Rows = {"meetings": [{"date": 20170101}, {"date": 20171231}, {"date": 20180101}]}
    assert figure(made, rows, 20171231).result.value is None
    found = figure(made, rows, 20180101)
    assert (found.result.value, found.status) == (2, Status.MET)
    found = figure(made, rows, 20190101)
    assert (found.result.value, found.status) == (1, Status.MISSED)
    assert found.result.period is not None
    assert found.result.period.name == "2018"


def test_a_year_before_the_adoption_is_a_baseline_and_no_period_of_its_own() -> None:
    made = compiled("count", of="meetings", each="year", target={"rising": True}, baseline={"year": -1})
    rows: Rows = {"meetings": [{"date": 20160501}, {"date": 20170501}, {"date": 20170502}]}
    found = figure(made, rows, 20180101)
    assert (found.result.value, found.result.baseline, found.status) == (2, 1, Status.MET)
    assert len(found.result.by_period) == 1


def test_every_year_is_divided_by_the_people_known_when_it_began() -> None:
    over = {"fact": "populations", "sum": "people", "at": "period_start"}
    made = compiled("ratio", over=over, each="year")
    funding = filled("funding", [{"year": 2017, "amount": 60000}, {"year": 2018, "amount": 60000}])
    few, many = (filled("populations", [{"people": people}]) for people in (100, 300))
    facts = FACTS | {
        "funding": given(FACTS["funding"], funding),
        "populations": given_by_day(FACTS["populations"], {20170101: few, 20180101: many}, []),
    }
    city = City()
    (found,) = evaluate(ask([made], SCOPE, city, 20190630), city, Scanner(Sqlite(), facts))
    assert [result.value for _, result in found.result.by_period] == [6, 2]
    assert found.status is Status.MISSED


def test_a_coverage_with_bands_is_judged_by_the_units_code(database: Database) -> None:
    bands = {"county": {"at_least": "50%"}, "township": {"at_least": "100%"}}
    made = compiled("coverage", target={"by": "level", "bands": bands})
    city = City()

    def standing(level: str) -> Status:
        divisions = [{"division": 1, "level": level}, {"division": 2, "level": level}]
        rows: Rows = {"divisions": divisions, "places": [{"division": 1}]}
        (found,) = evaluate(ask([made], SCOPE, city, 20180630), city, source(rows, database))
        return found.status

    assert standing("county") is Status.MET
    assert standing("township") is Status.MISSED


def test_an_attestation_waits_for_a_person() -> None:
    rows: Rows = {"attestations": [{"topic": "one", "state": "submitted", "date": 20180101}]}
    assert figure(compiled("attested"), rows).status is Status.NEEDS_HUMAN
