"""Three-valued answers, and the days on which time alone changes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from keqiao.plans.engine import days
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES, answer, change_days, verdict
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.rules import Rule
from plans.strategies import DAY, POSTS, row_of, rule_of

AS_OF = 20180630


def ask(text: str, as_of: int = AS_OF, **row: Any) -> bool | None:
    return answer(parse(text, POSTS), row, as_of)


def born(earliest: int | None, latest: int | None) -> dict[str, int | None]:
    return {"birth_from": earliest, "birth_to": latest}


@pytest.mark.parametrize(
    ("first", "second", "conjunction", "disjunction"),
    [
        (1, 1, True, True),
        (1, 0, False, True),
        (1, None, None, True),
        (0, 0, False, False),
        (0, None, False, None),
        (None, None, None, None),
    ],
)
def test_unknown_decides_only_where_the_known_part_does_not(
    first: int | None, second: int | None, conjunction: bool | None, disjunction: bool | None
) -> None:
    for a, b in ((first, second), (second, first)):
        assert ask("minority and party_member", minority=a, party_member=b) is conjunction
        assert ask("minority or party_member", minority=a, party_member=b) is disjunction


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert ask("not minority", minority=None) is None
    assert ask("sex <> 'male'", sex=None) is None
    assert ask("sex not in ('male')", sex=None) is None
    assert ask("sex is known", sex=None) is False
    assert ask("sex is unknown", sex=None) is True


@pytest.mark.parametrize(
    ("rule", "birth", "expected"),
    [
        ("age(birth, as_of) <= 45", 19730630, True),  # 45 today
        ("age(birth, as_of) <= 45", 19720701, True),  # 46 tomorrow
        ("age(birth, as_of) <= 45", 19720630, False),  # 46 today
        ("age(birth, as_of) < 45", 19730630, False),
        ("age(birth, as_of) < 45", 19730701, True),
        ("age(birth, as_of) >= 45", 19730630, True),
        ("age(birth, as_of) >= 45", 19730701, False),
        ("age(birth, as_of) > 45", 19720630, True),
        ("age(birth, as_of) > 45", 19720701, False),
        ("age(birth, as_of) = 45", 19720701, True),
        ("age(birth, as_of) = 45", 19720630, False),
        ("age(birth, as_of) <> 45", 19730701, True),
        ("age(birth, as_of) <> 45", 19730630, False),
    ],
)
def test_ages_turn_on_the_birthday(rule: str, birth: int, expected: bool) -> None:
    assert ask(rule, **born(birth, birth)) is expected


@pytest.mark.parametrize(("as_of", "expected"), [(20180228, False), (20180301, True), (20200229, True)])
def test_a_leap_day_s_child_grows_older_on_the_first_of_march(as_of: int, expected: bool) -> None:
    assert ask("age(birth, as_of) >= 18", as_of, **born(20000229, 20000229)) is expected


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (19730101, 19731231, True),  # 44 or 45
        (19720101, 19721231, None),  # 45 or 46
        (19710101, 19711231, False),  # 46 or 47
        (19720701, 19720731, True),
        (19720601, 19720630, False),
        (None, None, None),
        (None, 19600101, False),  # born by 1960, however much earlier
        (19800101, None, True),  # born in 1980 or later
    ],
)
def test_a_partial_birth_date_is_unknown_only_where_it_matters(
    earliest: int | None, latest: int | None, expected: bool | None
) -> None:
    assert ask("age(birth, as_of) <= 45", **born(earliest, latest)) is expected


def test_an_age_on_an_unknown_day_is_unknown() -> None:
    row = born(19730630, 19730630)
    assert ask("age(birth, term_start) <= 45", term_start=None, **row) is None
    assert ask("age(birth, term_start) <= 45", term_start=20180630, **row) is True


def test_a_row_is_out_only_when_that_is_sure() -> None:
    where, that = parse("minority", POSTS), parse("party_member", POSTS)

    def say(minority: int | None, member: int | None) -> int:
        return verdict(where, that, {"minority": minority, "party_member": member}, AS_OF)

    assert [say(1, 1), say(1, 0), say(1, None)] == [YES, NO, UNKNOWN]
    assert [say(None, 1), say(None, 0), say(0, None)] == [UNKNOWN, UNKNOWN, OUT]


def test_a_counted_row_without_its_number_is_unknown() -> None:
    assert verdict(None, None, {"months": None}, AS_OF, "months") == UNKNOWN
    assert verdict(None, None, {"months": 3}, AS_OF, "months") == YES


def test_an_age_rule_changes_on_the_next_birthday_that_matters() -> None:
    rule = parse("age(birth, as_of) <= 45", POSTS)
    assert change_days(rule, born(19730630, 19730630), AS_OF) == [20190630]
    assert change_days(rule, born(19600101, 19600101), AS_OF) == []
    assert change_days(parse("age(birth, as_of) >= 18", POSTS), born(20040229, 20040229), AS_OF) == [20220301]


def test_a_date_rule_changes_on_the_day_it_turns() -> None:
    row = {"term_start": 20181231}
    assert change_days(parse("term_start <= as_of", POSTS), row, AS_OF) == [20181231]
    assert change_days(parse("term_start < as_of", POSTS), row, AS_OF) == [20190101]
    assert change_days(parse("as_of > term_start", POSTS), row, AS_OF) == [20190101]
    assert change_days(parse("age(birth, term_start) < 45", POSTS), born(19800101, 19800101), AS_OF) == []


@settings(max_examples=60, deadline=None)
@given(row=row_of(POSTS), rule=rule_of(POSTS), as_of=DAY)
def test_nothing_changes_before_the_next_day_of_change(row: dict[str, Any], rule: Rule, as_of: int) -> None:
    coming = sorted(change_days(rule, row, as_of))
    until = coming[0] if coming else days.shift_months(as_of, 1200)
    today = answer(rule, row, as_of)
    day = days.next_day(as_of)
    step = 0
    while day < until and step < 40:  # the days after, the first days of months, and the eve
        assert answer(rule, row, day) is today
        step += 1
        day = days.next_day(day) if step < 20 else days.shift_months(day, 7)
    eve = days.from_date(days.to_date(until).fromordinal(days.to_date(until).toordinal() - 1))
    assert answer(rule, row, eve) is today
