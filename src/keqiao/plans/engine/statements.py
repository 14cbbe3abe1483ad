"""The statements of a scan: one for all questions about a fact that share day, grain and periods.

Each gives rows ``(part, organisation, period, counters…)``; ``counters_of`` tells where a question's
counters stand. Questions that pin the same codes are one part, so that no row is held against questions
that never count it. Facts are spliced in as CTEs and never parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from keqiao.kernel.facts.schema import Fact, Kind, Sql
from keqiao.plans.engine.commitments import With
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES
from keqiao.plans.engine.periods import Period
from keqiao.plans.engine.questions import Grain, Question
from keqiao.plans.engine.rules import And, Rule, pins
from keqiao.plans.engine.sql import ROW, condition, quoted, said, verdict

Facts = Mapping[str, Fact]
Part = list[Question]
# The CTEs of a statement, for each part one (``t0``, ``t1``…) of record i, unit u, organisation o, period k and what
# the part's questions need.
Verdicts = Callable[[Facts, Sequence[Part], Sequence[int] | None], Sql]
PART, ORGANISATION, PERIOD, FIRST = range(4)  # the columns of a row; counters stand from the fourth on
ANSWERS = 3  # yes, no and unknown
# A fact is built before it is held against rules: PostgreSQL would look at the rules first, believe that next to
# nothing is left, and go through the rest of the fact row by row. DuckDB, which builds by columns, may know better.
KEPT = "AS MATERIALIZED"
IF_NEED_BE = "AS"


def parts_of(asked: Sequence[Question]) -> list[Part]:
    """The questions of one scan by the rows that they can count."""
    if asked[0].grain is not Grain.ROWS:
        return [list(asked)]
    found: dict[tuple[Rule, ...], Part] = {}
    for one in asked:
        found.setdefault(pins(one.where), []).append(one)
    return list(found.values())


def counting(facts: Facts, parts: Sequence[Part], leaves: Sequence[int] | None, *, by_columns: bool = False) -> Sql:
    """The statement that counts the answers to questions of one scan, by organisation and period.

    ``by_columns``: for a database that builds only the columns it needs, and so had better build facts itself.
    """
    ctes, params = _VERDICTS[parts[0][0].grain](facts, parts, leaves)
    if by_columns and len(parts) == 1:
        ctes = ctes.replace(KEPT, IF_NEED_BE, 1)
    numbers, codes = _most(parts)
    selects = []
    for n, part in enumerate(parts):
        counters = [text for place, one in enumerate(part) for text in _counters(one, place)]
        bands = [_one_code(place) for place, one in enumerate(part) if one.band]
        padded = [*counters, *["0"] * (numbers - len(counters)), *bands, *["''"] * (codes - len(bands))]
        # Units that no question counts go after the joins: before them PostgreSQL would believe that few are left.
        counted = f" WHERE {_any_counts(part)}" if part[0].grain is Grain.UNITS else ""
        selects.append(f"SELECT {n}, o, k, {', '.join(padded)} FROM t{n}{counted} GROUP BY o, k")
    return f"WITH {ctes} {' UNION ALL '.join(selects)}", params


def counters_of(parts: Sequence[Part]) -> Iterator[tuple[int, Question, tuple[int, ...]]]:
    """Of each question its part and the columns of its yes, no, unknown, amount if it adds and band if it has one."""
    numbers, _codes = _most(parts)
    for n, part in enumerate(parts):
        first, band = FIRST, FIRST + numbers
        for one in part:
            after = first + _width(one)
            yield n, one, (*range(first, after), *([band] if one.band else []))
            first, band = after, band + bool(one.band)


def _any_counts(part: Part) -> str:
    return " OR ".join(f"v{n} <> {OUT}" for n in range(len(part)))


def _most(parts: Sequence[Part]) -> tuple[int, int]:
    """How many counters and bands the longest part has."""
    return max(sum(map(_width, part)) for part in parts), max(sum(bool(one.band) for one in part) for part in parts)


def _width(one: Question) -> int:
    return ANSWERS + bool(one.add)


def listing(facts: Facts, asked: Sequence[Question], leaves: Sequence[int]) -> Sql:
    """The statement that lists what was counted: record, unit, organisation, period and a verdict for each question."""
    ctes, params = _VERDICTS[asked[0].grain](facts, [list(asked)], leaves)
    verdicts = ", ".join(f"v{n}" for n in range(len(asked)))
    return f"WITH {ctes} SELECT i, u, o, k, {verdicts} FROM t0", params


def _rows(facts: Facts, parts: Sequence[Part], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each row of one fact, which is read once for all parts."""
    first = parts[0][0]
    fact = facts[first.fact]
    text, params = fact.rows(first.day, leaves)
    ctes, join, period = _periods(fact, first.periods)
    tables = [f"t{n} {KEPT} ({_part(fact, part, period, join, leaves)})" for n, part in enumerate(parts)]
    return f"f {KEPT} ({text}){ctes}, {', '.join(tables)}", params


def _part(fact: Fact, asked: Part, period: str, join: str, leaves: Sequence[int] | None) -> str:
    """The verdicts of a part; what several questions say of a row is found out once, as a column of its own."""
    named: dict[str, str] = {}

    def once(text: str) -> str:
        return named.setdefault(text, f"c{len(named)}") if text else ""

    verdicts, others = [], []
    for n, one in enumerate(asked):
        counted, holds = (once(condition(rule, one.day) if rule else "") for rule in (one.where, one.that))
        known = once(f"({quoted(one.needed)} IS NOT NULL)" if one.needed else "")
        verdicts.append(f"{said(counted, holds, known)} AS v{n}")
        needs = {"a": one.add, "d": one.distinct or one.latest, "b": one.band}
        others += [(f"{letter}{n}", quoted(column)) for letter, column in needs.items() if column]
    place = f"{quoted('id')} AS i, {quoted(fact.unit or 'organisation')} AS u, {quoted('organisation')} AS o"
    columns = [f"{period} AS k", *(f"{text} AS {name}" for name, text in others)]
    columns += [f"{text} AS {name}" for text, name in named.items()]
    rows = f"f{join}{_only(leaves, _countable(one.where for one in asked))}"
    kept = ", ".join([*verdicts, *(name for name, _text in others)])
    return f"SELECT i, u, o, k, {kept} FROM (SELECT {place}, {', '.join(columns)} FROM {rows}) c"


def _counters(one: Question, n: int) -> list[str]:
    """Rows are counted, not added up: the sum of whole numbers is of a type that DuckDB hands over slowly."""
    found = [_number(n, YES), _number(n, NO), _number(n, UNKNOWN)]
    if one.latest:
        found = [_latest(n, YES), "0", _latest(n, UNKNOWN)]
    elif one.distinct:
        missing = f"COUNT(CASE WHEN v{n} IN ({YES}, {UNKNOWN}) AND d{n} IS NULL THEN 1 END)"
        sure = _different(n, YES)
        found = [sure, "0", f"{_different(n, YES, UNKNOWN)} - {sure} + {missing}"]
    if one.add:
        found.append(f"SUM(CASE WHEN v{n} = {YES} THEN a{n} ELSE 0 END)")
    return found


def _number(n: int, answer: int) -> str:
    return f"COUNT(CASE WHEN v{n} = {answer} THEN 1 END)"


def _latest(n: int, answer: int) -> str:
    return f"MAX(CASE WHEN v{n} = {answer} THEN d{n} ELSE 0 END)"


def _different(n: int, *answers: int) -> str:
    return f"COUNT(DISTINCT CASE WHEN v{n} IN ({', '.join(map(str, answers))}) THEN d{n} END)"


def _one_code(n: int) -> str:
    """The code that all counted rows share; NULL when they differ or one is unknown."""
    counted = f"CASE WHEN v{n} <> {OUT} THEN b{n} END"
    unknown = f"SUM(CASE WHEN v{n} <> {OUT} AND b{n} IS NULL THEN 1 ELSE 0 END)"
    return f"CASE WHEN MIN({counted}) = MAX({counted}) AND {unknown} = 0 THEN MIN({counted}) END"


def _units(facts: Facts, parts: Sequence[Part], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each unit by what other facts say of it: each other fact is read once for each ``by``."""
    (asked,) = parts
    fact, day, periods = facts[asked[0].fact], asked[0].day, asked[0].periods
    text, params = fact.rows(day, leaves)
    unit = fact.unit or "organisation"
    reached = _reached(asked)
    ctes, joins, values = [f"f {KEPT} ({text})"], [], list(params)
    if periods:
        ctes.append(_period_table(periods))
    for number, ((name, by), withs) in enumerate(reached.items()):
        with_text, with_params = facts[name].sql(day)
        if leaves is not None:  # what is said of these few units alone
            these = f"{quoted(by, 'w')} IN (SELECT {quoted(unit)} FROM f{_only(leaves)})"
            with_text = f"SELECT * FROM ({with_text}) w WHERE {these}"
        ctes.append(f"w{number} {KEPT} ({with_text})")
        values += with_params
        ctes.append(f"r{number} AS ({_by_unit(facts[name], number, by, withs, day, periods)})")
        same_period = f" AND r{number}.k = p.k" if periods else ""
        joins.append(f" LEFT JOIN r{number} ON r{number}.u = {quoted(unit)}{same_period}")
    period = "p.k" if periods else "0"
    columns = ", ".join(f"{_unit_verdict(one, reached, day)} AS v{n}" for n, one in enumerate(asked))
    columns += "".join(f", {quoted(one.band)} AS b{n}" for n, one in enumerate(asked) if one.band)
    crossed = " CROSS JOIN p" if periods else ""
    rows = f"f{crossed}{''.join(joins)}{_only(leaves)}"
    place = f"{quoted('id')} AS i, {quoted(unit)} AS u, {quoted('organisation')} AS o"
    inner = f"SELECT {place}, {period} AS k, {columns} FROM {rows}"
    return f"{', '.join(ctes)}, t0 {KEPT} ({inner})", values


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
    countable = _countable([demand.where for demand in withs], table)
    rows = f"{table}{ons} WHERE {unit} IS NOT NULL{f' AND {countable}' if countable else ''}"
    return f"SELECT {unit} AS u{period}, {', '.join(columns)} FROM {rows} GROUP BY {groups}"


def _counted(said: str, distinct: str) -> tuple[str, str]:
    """How many rows (or different values) surely count, and how many more perhaps do."""
    if not distinct:
        rows = [f"COUNT(CASE WHEN ({said}) = {answer} THEN 1 END)" for answer in (YES, UNKNOWN)]
        return rows[0], rows[1]
    sure = f"COUNT(DISTINCT CASE WHEN ({said}) = {YES} THEN {distinct} END)"
    perhaps = f"COUNT(DISTINCT CASE WHEN ({said}) IN ({YES}, {UNKNOWN}) THEN {distinct} END) - {sure}"
    nameless = f"COUNT(CASE WHEN ({said}) = {UNKNOWN} AND {distinct} IS NULL THEN 1 END)"
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


def _runs(facts: Facts, parts: Sequence[Part], leaves: Sequence[int] | None) -> Sql:
    """A verdict for each group: whether its run at the end of an order is long enough. Two aggregates, no window.

    The run surely reaches back to the last row that says no or nothing sure, and perhaps to the last that says no.
    """
    (asked,) = parts
    fact, day, streak = facts[asked[0].fact], asked[0].day, asked[0].streak
    assert streak is not None
    text, params = fact.rows(day, leaves)
    names = [f"g{n}" for n in range(len(streak.by))]
    groups = ", ".join(["o", *names])
    columns = [f"{quoted(name)} AS {alias}" for name, alias in zip(streak.by, names, strict=True)]
    columns += [f"{verdict(one.where, one.that, day)} AS v{n}" for n, one in enumerate(asked)]
    columns = [f"{quoted('id')} AS i", f"{quoted('organisation')} AS o", f"{quoted(streak.order)} AS d", *columns]
    rows = f"SELECT {', '.join(columns)} FROM f{_only(leaves)}"
    breaks, runs, verdicts = [], [], []
    for n, one in enumerate(asked):
        assert one.streak is not None
        breaks.append(f"MAX(CASE WHEN v{n} IN ({NO}, {UNKNOWN}) THEN d ELSE 0 END) AS s{n}")
        breaks.append(f"MAX(CASE WHEN v{n} = {NO} THEN d ELSE 0 END) AS m{n}")
        breaks.append(f"MAX(v{n}) AS x{n}")
        runs.append(f"COUNT(CASE WHEN w.v{n} = {YES} AND w.d > b.s{n} THEN 1 END) AS lo{n}")
        runs.append(f"COUNT(CASE WHEN w.v{n} IN ({YES}, {UNKNOWN}) AND w.d > b.m{n} THEN 1 END) AS hi{n}")
        runs.append(f"MAX(b.x{n}) AS x{n}")
        verdicts.append(_run_verdict(n, one.streak.length))
    same = " AND ".join(f"w.{name} = b.{name}" for name in ["o", *names])
    by = ", ".join(f"w.{name}" for name in ["o", *names])
    return (
        f"f {KEPT} ({text}), w AS ({rows}), b AS (SELECT {groups}, {', '.join(breaks)} FROM w GROUP BY {groups}), "
        f"r AS (SELECT MAX(w.i) AS i, w.g0 AS u, w.o AS o, {', '.join(runs)} FROM w JOIN b ON {same} GROUP BY {by}), "
        f"t0 AS (SELECT i, u, o, 0 AS k, {', '.join(verdicts)} FROM r)"
    ), params


def _run_verdict(n: int, length: int) -> str:
    return (
        f"CASE WHEN x{n} = {OUT} THEN {OUT} WHEN lo{n} >= {length} THEN {YES} WHEN hi{n} < {length} THEN {NO} "
        f"ELSE {UNKNOWN} END AS v{n}"
    )


def _only(leaves: Sequence[int] | None, countable: str = "") -> str:
    """Which rows are looked at."""
    conditions = [countable] if countable else []
    if leaves is not None:
        conditions.append(f"{quoted('organisation')} IN ({', '.join(map(str, leaves))})" if leaves else "1 = 0")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _countable(wheres: Iterable[Rule | None], table: str = ROW) -> str:
    """The condition of rows that count or perhaps count for one of them; empty when any may."""
    pinned = list(dict.fromkeys(pins(where) for where in wheres))
    if () in pinned:
        return ""
    return f"({' OR '.join(f'{condition(And(codes), 0, table)} IS NOT FALSE' for codes in pinned)})"


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
