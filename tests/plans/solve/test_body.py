"""The joint repair of a body: as few seats as trying everything finds, and it holds whoever comes and goes."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keqiao.plans.solve.body import Body, Joint, Outcome
from keqiao.plans.solve.demands import Demand
from plans.solve.bodies import body, demand, fewest, fits, holds, least_asked, people, person
from plans.strategies import POSTS, row_of, rule_of

FRONT = "source_class in ('enterprise', 'university') and not leading_official"
YOUNG = "age(birth, term_start) <= 45"
WOMEN = "sex = 'female'"
OFFICIAL = "leading_official"

TARGETS = st.sampled_from(
    [{"at_least": "70%"}, {"at_least": "1/3"}, {"more_than": "50%"}, {"at_most": "1/3"}, {"between": ["25%", "75%"]}]
)
NUMBERS = st.sampled_from([{"at_least": 1}, {"at_most": 1}, {"exactly": 2}])
RULES = st.sampled_from([FRONT, YOUNG, WOMEN, OFFICIAL, "minority", "not leading_official", "sex = 'male'"])
WHERES = st.sampled_from(["term = 'current'", "role = 'delegate'", "term = 'current' and leading_official"])
SHARES = st.builds(lambda target, that, where: demand("share", target, that, where), TARGETS, RULES, WHERES)
COUNTS = st.builds(lambda target, where: demand("count", target, None, where), NUMBERS, RULES)
PEOPLE = st.builds(
    lambda sex, born, official, source: person(
        sex=sex, birth_from=born, birth_to=born, leading_official=official, source_class=source
    ),
    st.sampled_from(["male", "female", None]),
    st.sampled_from([19660101, 19900101, None]),
    st.sampled_from([0, 1, None]),
    st.sampled_from(["enterprise", "government", None]),
)


def applied(one: Body, found: Joint) -> None:
    """Whoever fits what is asked and whichever seats are given, every demand holds."""
    assert sum(lot.give for lot in found.lots) == found.seats == sum(new.number for new in found.newcomers)
    wanted = [new for new in found.newcomers for _ in range(new.number)]
    rows = {seat.id: seat for seat in one.seats}
    for gone in given_up(found):
        seats = [rows[number] for number in gone]
        options = []
        for new in wanted:
            open_to = [seat for seat in seats if tuple(seat.row[name] for name in found.stays) == new.kind]
            fitting = [said for seat in open_to for said in people(one, seat, arranged=found.rearranged)]
            fitting = [said for said in dict.fromkeys(fitting) if fits(said, new.traits)]
            assert fitting, "somebody like that can exist"
            options.append(fitting)
        assert all(holds(one, gone, coming) for coming in product(*options))


def given_up(found: Joint) -> list[set[int]]:
    """Every way of giving the named seats."""
    ways = product(*(combinations(lot.seats, lot.give) for lot in found.lots))
    sets = ({number for part in way for number in part} for way in ways)
    return [one for one in sets if len(one) == found.seats]


@settings(max_examples=60, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=4), st.lists(SHARES | COUNTS, min_size=1, max_size=3))
def test_as_few_seats_as_trying_everything_finds(rows: list[dict[str, Any]], demands: list[Demand]) -> None:
    one = body(rows, *demands)
    found, least = one.joint(), fewest(one)
    if least is None:
        assert found.outcome is Outcome.CONFLICT
    else:
        assert found.outcome is (Outcome.EXCHANGE if least else Outcome.HOLDS)
        assert found.seats == least
        applied(one, found)


@settings(max_examples=25, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=3), st.lists(SHARES | COUNTS, min_size=1, max_size=2))
def test_of_newcomers_as_little_is_asked_as_will_do(rows: list[dict[str, Any]], demands: list[Demand]) -> None:
    one = body(rows, *demands)
    found = one.joint()
    if found.outcome is Outcome.EXCHANGE:
        asked = sum(len(new.traits) * new.number for new in found.newcomers)
        assert asked == least_asked(one, found.seats)


@settings(max_examples=40, deadline=None)
@given(st.lists(row_of(POSTS), min_size=1, max_size=3), st.lists(rule_of(POSTS), min_size=1, max_size=2), TARGETS)
def test_with_any_rules_what_is_advised_does(
    rows: list[dict[str, Any]], rules: list[Any], target: dict[str, Any]
) -> None:
    plain = demand("share", target, "minority")
    one = body(rows, *(Demand(plain.key, plain.measure, plain.interval, None, rule) for rule in rules))
    found = one.joint()
    if found.outcome is Outcome.EXCHANGE:
        applied(one, found)


def test_three_of_eleven_seats_to_front_line_people_of_whom_one_is_young() -> None:
    old, young = {}, {"birth_from": 19900101, "birth_to": 19900101}
    rows = [person(**old) for _ in range(13)] + [person(**young) for _ in range(6)]
    rows += [person(leading_official=1, source_class="government") for _ in range(11)]
    found = body(
        rows, demand("share", {"at_least": "70%"}, FRONT), demand("share", {"at_least": "7/30"}, YOUNG)
    ).joint()
    assert (found.outcome, found.seats) == (Outcome.EXCHANGE, 2)
    [lot] = found.lots
    assert (lot.give, set(lot.seats)) == (2, set(range(19, 30)))
    asked = Counter({tuple(trait.demand for trait in new.traits): new.number for new in found.newcomers})
    assert asked == {(0,): 1, (0, 1): 1}


def test_what_holds_needs_nothing() -> None:
    assert body([person()], demand("share", {"at_least": "70%"}, FRONT)).joint() == Joint(Outcome.HOLDS)


def test_who_is_not_known_is_to_be_clarified_first() -> None:
    rows = [person(source_class=None), person(source_class=None), person(), person()]
    found = body(rows, demand("share", {"at_least": "3/4"}, FRONT)).joint()
    assert (found.clarify, found.outcome, found.seats) == (1, Outcome.EXCHANGE, 1)
    [lot] = found.lots
    assert set(lot.seats) == {0, 1}


def test_where_clarifying_can_not_do_it_is_not_offered() -> None:
    rows = [person(source_class=None), *(person(leading_official=1) for _ in range(3))]
    assert body(rows, demand("share", {"at_least": "3/4"}, FRONT)).joint().clarify == 0


def test_nobody_is_clarified_into_somebody_impossible() -> None:
    """Of one unknown birth, two answers can't both come out."""
    rows = [person(birth_from=None, birth_to=None), person()]
    old = demand("count", {"at_least": 1}, None, "age(birth, as_of) <= 30")
    found = body(rows, old, demand("count", {"at_least": 2}, None, "age(birth, as_of) > 40")).joint()
    assert found.clarify == 0


def test_what_can_not_hold_together_is_named() -> None:
    halves = [demand("share", {"at_least": "60%"}, WOMEN), demand("share", {"at_least": "60%"}, "sex = 'male'")]
    found = body([person() for _ in range(5)], demand("share", {"at_least": "50%"}, FRONT), *halves).joint()
    assert (found.outcome, found.conflict) == (Outcome.CONFLICT, (1, 2))


def test_three_that_only_fail_together_are_named() -> None:
    classes = ["enterprise", "university", "institute"]
    thirds = [demand("share", {"at_least": "40%"}, f"source_class = '{one}'") for one in classes]
    found = body([person() for _ in range(5)], demand("share", {"at_least": "1/5"}, WOMEN), *thirds).joint()
    assert found.conflict == (1, 2, 3)


def test_half_of_three_is_impossible_by_itself() -> None:
    found = body([person() for _ in range(3)], demand("share", {"exactly": "50%"}, WOMEN)).joint()
    assert found.conflict == (0,)


def test_a_seat_is_arranged_anew_only_where_nothing_else_does() -> None:
    chairs = "role = 'vice_chair' and part_time"
    rows = [person(role="vice_chair", part_time=1, leading_official=1), person(role="vice_chair", part_time=0)]
    front = demand("share", {"more_than": "50%"}, FRONT, chairs)
    found = body(rows, front).joint()
    assert (found.seats, found.rearranged, found.lots[0].seats) == (1, False, (0,))
    resident = demand("count", {"at_least": 1}, None, f"{chairs} and resident")
    found = body(rows, front, resident).joint()
    assert found.rearranged
    applied(body(rows, front, resident), found)


def test_a_role_stays_with_its_seat() -> None:
    rows = [person(role="vice_chair", leading_official=1), person(), person()]
    found = body(rows, demand("share", {"at_least": "50%"}, FRONT, "role = 'vice_chair'")).joint()
    assert found.lots[0].seats == (0,)


@pytest.mark.parametrize("target", [{"at_least": "70%"}, {"at_most": "0%"}])
def test_of_nobody_a_share_can_not_hold(target: dict[str, Any]) -> None:
    found = body([person()], demand("share", target, FRONT, "role = 'vice_chair'")).joint()
    assert (found.outcome, found.conflict) == (Outcome.CONFLICT, (0,))
