"""Who somebody could be: every answer that rules can get from a person who exists, and no other."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine import days
from keqiao.plans.engine.logic import answer
from keqiao.plans.engine.rules import Column, Rule
from keqiao.plans.solve.possible import Rulebook
from plans.solve.bodies import AS_OF, POSTS, demand, person
from plans.strategies import row_of, rule_of


def rulebook(*that: str) -> Rulebook:
    return Rulebook(
        POSTS, tuple(rule for one in that for rule in demand("share", {"at_least": "50%"}, one).rules), AS_OF
    )


def told_apart(book: Rulebook, row: dict[str, Any], *free: str) -> list[dict[str, Any]]:
    columns = [column for column in book.columns if column.name in free]
    names = [
        name for column in columns for name in ([f"{column.name}_from"] if column.kind is Kind.BIRTH else [column.name])
    ]
    return [{name: one[name] for name in names} for one in book.rows(row, columns, anew=True)]


def test_nobody_is_both_a_man_and_a_woman() -> None:
    book = rulebook("sex = 'female'", "sex = 'male'")
    assert told_apart(book, person(), "sex") == [{"sex": "female"}, {"sex": "male"}]


def test_codes_that_no_rule_tells_apart_are_one() -> None:
    found = told_apart(rulebook("source_class in ('enterprise', 'university')"), person(), "source_class")
    assert len(found) == 2
    assert found[0] == {"source_class": "enterprise"}


def test_of_a_column_that_no_rule_names_nothing_is_asked() -> None:
    assert [column.name for column in rulebook("minority").columns] == ["term", "minority"]


def test_a_birth_stands_on_each_side_of_every_limit() -> None:
    book = rulebook("age(birth, as_of) <= 45", "age(birth, as_of) <= 35")
    births = [row["birth_from"] for row in told_apart(book, person(), "birth")]
    ages = [(AS_OF - birth) // days.YEAR for birth in births]
    assert sorted(ages) == [18, 36, 46]
    assert all(days.to_date(birth) for birth in births)


def test_what_is_known_of_a_birth_stays() -> None:
    book = rulebook("age(birth, as_of) <= 45")
    row = person(birth_from=19810101, birth_to=19811231)  # 44 or 45: young either way
    [open_column] = book.open(row)
    assert len(list(book.rows(row, [open_column]))) == 1
    row = person(birth_from=19800101, birth_to=19801231)  # 45 or 46
    assert len(list(book.rows(row, [open_column]))) == 2


def test_a_leap_day_is_met() -> None:
    book = Rulebook(POSTS, rulebook("age(birth, as_of) < 31").rules, 20240229)
    births = [row["birth_from"] for row in told_apart(book, person(), "birth")]
    assert 19930228 in births


@settings(max_examples=150, deadline=None)
@given(rule_of(POSTS), row_of(POSTS))
def test_whatever_somebody_says_is_among_what_could_be_said(rule: Rule, row: dict[str, Any]) -> None:
    """Of a person of whom all is known, a choice for one column at a time gives the answer that they give."""
    book = Rulebook(POSTS, (rule,), AS_OF)
    known = {name: 1 if value is None else value for name, value in row.items()}
    known |= {"birth_from": 19700615, "birth_to": 19700615, "term_start": 20260101}
    known |= {name: "other" for name in ("sex", "source_class") if row[name] is None}
    if len(book.columns) == 1 and book.columns[0].name not in ("sex", "source_class"):
        said = {answer(rule, one, AS_OF) for one in book.rows(known, book.columns, anew=True)}
        assert answer(rule, known, AS_OF) in said


def test_dates_and_numbers_stand_around_what_they_are_compared_with() -> None:
    book = Rulebook(POSTS, rulebook("term_start >= '2020-01-01'").rules, AS_OF)
    column = Column("term_start", Kind.DATE)
    found = {row["term_start"] >= 20200101 for row in book.rows(person(), [column], anew=True)}
    assert found == {True, False}
