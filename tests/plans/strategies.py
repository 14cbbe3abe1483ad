"""Random rules and random rows with unknowns, for holding two readers to the same answer."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from keqiao.kernel.facts.schema import Column, Fact, Kind, Label
from keqiao.plans.engine import days, rules
from keqiao.plans.engine.rules import Rule
from plans.facts_fixture import FACTS

DAYS = st.dates(min_value=days.to_date(19550101), max_value=days.to_date(20301231)).map(days.from_date)
NEAR = st.sampled_from([20000228, 20000229, 20000301, 20200228, 20200229, 20200301, 20201231, 20210101, 20200630])
DAY = st.one_of(NEAR, DAYS)
SMALL = st.integers(min_value=0, max_value=4)


def value_of(column: Column) -> st.SearchStrategy[Any]:
    """A value for one physical column, unknown now and then where it may be."""
    match column.kind:
        case Kind.CODE:
            some: st.SearchStrategy[Any] = st.sampled_from(sorted(column.codes)[:4] or ["a", "b"])
        case Kind.FLAG:
            some = st.integers(0, 1)
        case Kind.DATE:
            some = DAY
        case _:
            some = SMALL
    return st.one_of(some, some, st.none()) if column.nullable else some


BIRTHS = st.one_of(
    st.just((None, None)),
    DAY.map(lambda day: (day, day)),
    DAY.map(lambda day: (day // 100 * 100 + 1, day // 100 * 100 + 28)),
    DAY.map(lambda day: (day // 10000 * 10000 + 101, day // 10000 * 10000 + 1231)),
    DAY.map(lambda day: (None, day)),
    DAY.map(lambda day: (day, None)),
)


@st.composite
def row_of(draw: st.DrawFn, fact: Fact, number: int = 0) -> dict[str, Any]:
    """One row of the fact."""
    row: dict[str, Any] = {"id": number}
    for column in fact.columns:
        if column.kind is Kind.BIRTH:
            row[f"{column.name}_from"], row[f"{column.name}_to"] = draw(BIRTHS)
        else:
            row[column.name] = draw(value_of(column))
    return row


def rows_of(fact: Fact, most: int = 6) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some rows of the fact, numbered by id."""
    return st.lists(row_of(fact), max_size=most).map(lambda rows: [{**row, "id": i} for i, row in enumerate(rows)])


def condition_of(fact: Fact) -> st.SearchStrategy[Rule]:
    """One condition about the fact."""
    codes = [c for c in fact.columns if c.kind is Kind.CODE and c.codes]
    dates = [c for c in fact.columns if c.kind is Kind.DATE]
    numbers = [c for c in fact.columns if c.kind in (Kind.INT, Kind.MONEY)]
    flags = [c for c in fact.columns if c.kind is Kind.FLAG]
    births = [c for c in fact.columns if c.kind is Kind.BIRTH]
    options: list[st.SearchStrategy[Rule]] = [st.sampled_from(fact.columns).map(lambda c: rules.IsKnown(_column(c)))]
    if codes:
        options.append(st.sampled_from(codes).flatmap(_in))
    if flags:
        options.append(st.sampled_from(flags).map(_flag))
    for columns, values, kind in ((dates, DAY, Kind.DATE), (numbers, SMALL, Kind.INT)):
        if columns:
            options.append(st.builds(_compare, st.sampled_from(columns), _OPERATORS, values, st.just(kind)))
    if dates:
        options.append(st.builds(_against_as_of, st.sampled_from(dates), _OPERATORS, st.booleans()))
    if births:
        reference = st.sampled_from([rules.AsOf(), *(_column(c) for c in dates)])
        options.append(st.builds(_age, st.sampled_from(births), reference, _OPERATORS, st.integers(0, 70)))
    return st.one_of(options)


_OPERATORS = st.sampled_from(list(rules.Operator))


def _column(column: Column) -> rules.Column:
    return rules.Column(column.name, column.kind)


def _in(column: Column) -> st.SearchStrategy[Rule]:
    values = st.lists(st.sampled_from(sorted(column.codes)[:4]), min_size=1, max_size=3)
    return values.map(lambda codes: rules.In(_column(column), tuple(rules.Literal(c, Kind.CODE) for c in codes)))


def _flag(column: Column) -> Rule:
    return rules.Comparison(_column(column), rules.Operator.EQ, rules.Literal(1, Kind.FLAG))


def _compare(column: Column, operator: rules.Operator, value: int, kind: Kind) -> Rule:
    return rules.Comparison(_column(column), operator, rules.Literal(value, kind))


def _against_as_of(column: Column, operator: rules.Operator, turned: bool) -> Rule:
    if turned:
        return rules.Comparison(rules.AsOf(), operator, _column(column))
    return rules.Comparison(_column(column), operator, rules.AsOf())


def _age(birth: Column, on: rules.Column | rules.AsOf, operator: rules.Operator, years: int) -> Rule:
    return rules.Comparison(rules.Age(birth.name, on), operator, rules.Literal(years, Kind.INT))


def rule_of(fact: Fact) -> st.SearchStrategy[Rule]:
    """A rule about the fact, a few levels deep."""
    return st.recursive(
        condition_of(fact),
        lambda inner: st.one_of(
            inner.map(rules.Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: rules.And(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: rules.Or(tuple(parts))),
            inner.map(lambda part: rules.Named("named", Label("名", "name"), part)),
        ),
        max_leaves=6,
    )


POSTS = FACTS["posts"]
