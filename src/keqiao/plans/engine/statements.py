"""The statements of a scan: one for all questions about a fact that share day, grain and periods.

Each gives rows ``(organisation, period, counters…)``, five counters a question (yes, no, unknown,
amount, band) in the order asked. Facts are spliced in as CTEs and never parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from keqiao.kernel.facts.schema import Fact, Kind, Sql
from keqiao.plans.engine.commitments import With
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES
from keqiao.plans.engine.periods import Period
from keqiao.plans.engine.questions import Grain, Question
from keqiao.plans.engine.sql import condition, quoted, verdict

COUNTERS = 5
Facts = Mapping[str, Fact]
# The CTEs of a statement, ending in ``v``: record i, unit u, organisation o, period k and what the questions need.
Verdicts = Callable[[Facts, Sequence[Question], Sequence[int] | None], Sql]


def counting(facts: Facts, asked: Sequence[Question], leaves: Sequence[int] | None) -> Sql:
    """The statement that counts the answers to questions of one scan, by organisation and period."""
    ctes, params = _VERDICTS[asked[0].grain](facts, asked, leaves)
    counters = ", ".join(_counters(one, n) for n, one in enumerate(asked))
    return f"WITH {ctes} SELECT o, k, {counters} FROM v GROUP BY o, k", params


def listing(facts: Facts, asked: Sequence[Question], leaves: Sequence[int]) -> Sql:
    """The statement that lists what was counted: record, unit, organisation, period and a verdict for each question."""
    ctes, params = _VERDICTS[asked[0].grain](facts, asked, leaves)
    verdicts = ", ".join(f"v{n}" for n in range(len(asked)))
    return f"WITH {ctes} SELECT i, u, o, k, {verdicts} FROM v", params


def _rows(facts: Facts, asked: Sequence[Question], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each row of one fact."""
    fact, day = facts[asked[0].fact], asked[0].day
    text, params = fact.rows(day, leaves)
    ctes, join, period = _periods(fact, asked[0].periods)
    columns = [f"{verdict(one.where, one.that, day, one.needed)} AS v{n}" for n, one in enumerate(asked)]
    columns += [f"{quoted(one.add)} AS a{n}" for n, one in enumerate(asked) if one.add]
    columns += [
        f"{quoted(one.distinct or one.latest)} AS d{n}" for n, one in enumerate(asked) if one.distinct or one.latest
    ]
    columns += [f"{quoted(one.band)} AS b{n}" for n, one in enumerate(asked) if one.band]
    place = f"{quoted('id')} AS i, {quoted(fact.unit or 'organisation')} AS u, {quoted('organisation')} AS o"
    inner = f"SELECT {place}, {period} AS k, {', '.join(columns)} FROM f{join}{_among(leaves)}"
    return f"f AS ({text}){ctes}, v AS ({inner})", params


def _counters(one: Question, n: int) -> str:
    if one.latest:
        return f"{_latest(n, YES)}, 0, {_latest(n, UNKNOWN)}, 0, ''"
    band = _one_code(n) if one.band else "''"
    if one.distinct:
        missing = f"SUM(CASE WHEN v{n} IN ({YES}, {UNKNOWN}) AND d{n} IS NULL THEN 1 ELSE 0 END)"
        sure = _different(n, YES)
        return f"{sure}, 0, {_different(n, YES, UNKNOWN)} - {sure} + {missing}, 0, {band}"
    amount = f"SUM(CASE WHEN v{n} = {YES} THEN a{n} ELSE 0 END)" if one.add else "0"
    return f"{_number(n, YES)}, {_number(n, NO)}, {_number(n, UNKNOWN)}, {amount}, {band}"


def _number(n: int, answer: int) -> str:
    return f"SUM(CASE WHEN v{n} = {answer} THEN 1 ELSE 0 END)"


def _latest(n: int, answer: int) -> str:
    return f"MAX(CASE WHEN v{n} = {answer} THEN d{n} ELSE 0 END)"


def _different(n: int, *answers: int) -> str:
    return f"COUNT(DISTINCT CASE WHEN v{n} IN ({', '.join(map(str, answers))}) THEN d{n} END)"


def _one_code(n: int) -> str:
    """The code that all counted rows share; NULL when they differ or one is unknown."""
    counted = f"CASE WHEN v{n} <> {OUT} THEN b{n} END"
    unknown = f"SUM(CASE WHEN v{n} <> {OUT} AND b{n} IS NULL THEN 1 ELSE 0 END)"
    return f"CASE WHEN MIN({counted}) = MAX({counted}) AND {unknown} = 0 THEN MIN({counted}) END"


def _units(facts: Facts, asked: Sequence[Question], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each unit by what other facts say of it: each other fact is read once for each ``by``."""
    fact, day, periods = facts[asked[0].fact], asked[0].day, asked[0].periods
    text, params = fact.rows(day, leaves)
    unit = fact.unit or "organisation"
    reached = _reached(asked)
    ctes, joins, values = [f"f AS ({text})"], [], list(params)
    if periods:
        ctes.append(_period_table(periods))
    for number, ((name, by), withs) in enumerate(reached.items()):
        with_text, with_params = facts[name].sql(day)
        ctes.append(f"w{number} AS ({with_text})")
        values += with_params
        ctes.append(f"r{number} AS ({_by_unit(facts[name], number, by, withs, day, periods)})")
        same_period = f" AND r{number}.k = p.k" if periods else ""
        joins.append(f" LEFT JOIN r{number} ON r{number}.u = {quoted(unit)}{same_period}")
    period = "p.k" if periods else "0"
    columns = ", ".join(f"{_unit_verdict(one, reached, day)} AS v{n}" for n, one in enumerate(asked))
    columns += "".join(f", {quoted(one.band)} AS b{n}" for n, one in enumerate(asked) if one.band)
    crossed = " CROSS JOIN p" if periods else ""
    rows = f"f{crossed}{''.join(joins)}{_among(leaves)}"
    place = f"{quoted('id')} AS i, {quoted(unit)} AS u, {quoted('organisation')} AS o"
    inner = f"SELECT {place}, {period} AS k, {columns} FROM {rows}"
    return f"{', '.join(ctes)}, v AS ({inner})", values


Reached = dict[tuple[str, str], list[With]]


def _reached(asked: Sequence[Question]) -> Reached:
    """What has to be known of the units, by fact and column, each demand once."""
    found: Reached = {}
    for one in asked:
        for demand in one.withs:
            listed = found.setdefault((demand.fact, demand.by), [])
            if demand not in listed:
                listed.append(demand)
    return found


def _by_unit(fact: Fact, number: int, by: str, withs: list[With], day: int, periods: Sequence[Period]) -> str:
    """For each unit, how many rows surely and perhaps satisfy each demand."""
    table = f"w{number}"
    ons = f" JOIN p ON {_in_period(fact, table)}" if periods else ""
    columns = []
    for n, demand in enumerate(withs):
        said = verdict(demand.where, None, day, demand.distinct, table)
        sure, perhaps = _counted(said, quoted(demand.distinct, table) if demand.distinct else "")
        columns += [f"{sure} AS y{n}", f"{perhaps} AS m{n}"]
    unit = quoted(by, table)
    period = ", p.k AS k" if periods else ""
    groups = f"{unit}, p.k" if periods else unit
    return (
        f"SELECT {unit} AS u{period}, {', '.join(columns)} FROM {table}{ons} WHERE {unit} IS NOT NULL GROUP BY {groups}"
    )


def _counted(said: str, distinct: str) -> tuple[str, str]:
    """How many rows (or different values) surely count, and how many more perhaps do."""
    if not distinct:
        rows = [f"SUM(CASE WHEN ({said}) = {answer} THEN 1 ELSE 0 END)" for answer in (YES, UNKNOWN)]
        return rows[0], rows[1]
    sure = f"COUNT(DISTINCT CASE WHEN ({said}) = {YES} THEN {distinct} END)"
    perhaps = f"COUNT(DISTINCT CASE WHEN ({said}) IN ({YES}, {UNKNOWN}) THEN {distinct} END) - {sure}"
    nameless = f"SUM(CASE WHEN ({said}) = {UNKNOWN} AND {distinct} IS NULL THEN 1 ELSE 0 END)"
    return sure, f"{perhaps} + {nameless}"


def _unit_verdict(one: Question, reached: Reached, day: int) -> str:
    enough, short = [], []
    keys = list(reached)
    for demand in one.withs:
        number = keys.index((demand.fact, demand.by))
        n = reached[keys[number]].index(demand)
        sure, perhaps = f"COALESCE(r{number}.y{n}, 0)", f"COALESCE(r{number}.m{n}, 0)"
        enough.append(f"{sure} >= {demand.at_least}")
        short.append(f"{sure} + {perhaps} < {demand.at_least}")
    where = "" if one.where is None else condition(one.where, day)
    out = f"WHEN NOT {where} THEN {OUT} " if where else ""
    sure = f"{where} AND " if where else ""
    return (
        f"CASE {out}WHEN {sure}{' AND '.join(enough)} THEN {YES} WHEN {sure}({' OR '.join(short)}) THEN {NO} "
        f"ELSE {UNKNOWN} END"
    )


def _runs(facts: Facts, asked: Sequence[Question], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each group: whether its run at the end of an order is long enough. Two aggregates, no window.

    The run surely reaches back to the last row that says no or nothing sure, and perhaps to the last that says no.
    """
    fact, day, streak = facts[asked[0].fact], asked[0].day, asked[0].streak
    assert streak is not None
    text, params = fact.rows(day, leaves)
    names = [f"g{n}" for n in range(len(streak.by))]
    groups = ", ".join(["o", *names])
    columns = [f"{quoted(name)} AS {alias}" for name, alias in zip(streak.by, names, strict=True)]
    columns += [f"{verdict(one.where, one.that, day)} AS v{n}" for n, one in enumerate(asked)]
    columns = [f"{quoted('id')} AS i", f"{quoted('organisation')} AS o", f"{quoted(streak.order)} AS d", *columns]
    rows = f"SELECT {', '.join(columns)} FROM f{_among(leaves)}"
    breaks, runs, verdicts = [], [], []
    for n, one in enumerate(asked):
        assert one.streak is not None
        breaks.append(f"MAX(CASE WHEN v{n} IN ({NO}, {UNKNOWN}) THEN d ELSE 0 END) AS s{n}")
        breaks.append(f"MAX(CASE WHEN v{n} = {NO} THEN d ELSE 0 END) AS m{n}")
        breaks.append(f"MAX(v{n}) AS x{n}")
        runs.append(f"SUM(CASE WHEN w.v{n} = {YES} AND w.d > b.s{n} THEN 1 ELSE 0 END) AS lo{n}")
        runs.append(f"SUM(CASE WHEN w.v{n} IN ({YES}, {UNKNOWN}) AND w.d > b.m{n} THEN 1 ELSE 0 END) AS hi{n}")
        runs.append(f"MAX(b.x{n}) AS x{n}")
        verdicts.append(_run_verdict(n, one.streak.length))
    same = " AND ".join(f"w.{name} = b.{name}" for name in ["o", *names])
    by = ", ".join(f"w.{name}" for name in ["o", *names])
    return (
        f"f AS ({text}), w AS ({rows}), b AS (SELECT {groups}, {', '.join(breaks)} FROM w GROUP BY {groups}), "
        f"r AS (SELECT MAX(w.i) AS i, w.g0 AS u, w.o AS o, {', '.join(runs)} FROM w JOIN b ON {same} GROUP BY {by}), "
        f"v AS (SELECT i, u, o, 0 AS k, {', '.join(verdicts)} FROM r)"
    ), params


def _run_verdict(n: int, length: int) -> str:
    return (
        f"CASE WHEN x{n} = {OUT} THEN {OUT} WHEN lo{n} >= {length} THEN {YES} WHEN hi{n} < {length} THEN {NO} "
        f"ELSE {UNKNOWN} END AS v{n}"
    )


def _among(leaves: Sequence[int] | None) -> str:
    if leaves is None:
        return ""
    return f" WHERE {quoted('organisation')} IN ({', '.join(map(str, leaves))})" if leaves else " WHERE 1 = 0"


def _periods(fact: Fact, periods: Sequence[Period]) -> tuple[str, str, str]:
    """The table of periods as a further CTE, the join to it, and the period's expression."""
    if not periods:
        return "", "", "0"
    return f", {_period_table(periods)}", f" JOIN p ON {_in_period(fact, 'f')}", "p.k"


def _period_table(periods: Sequence[Period]) -> str:
    rows = ", ".join(f"({period.key}, {period.start}, {period.end}, {period.year})" for period in periods)
    return f"p(k, a, b, y) AS (VALUES {rows})"


def _in_period(fact: Fact, table: str) -> str:
    date = fact.column("date")
    if date is not None and date.kind is Kind.DATE and not date.nullable:
        return f"{quoted('date', table)} >= p.a AND {quoted('date', table)} < p.b"
    return f"{quoted('year', table)} = p.y"


_VERDICTS: dict[Grain, Verdicts] = {Grain.ROWS: _rows, Grain.UNITS: _units, Grain.RUNS: _runs}
