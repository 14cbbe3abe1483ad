"""What fits together in a commitment and what doesn't: keys and measure, scope, units, periods, baselines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from keqiao.kernel.facts.schema import Fact, Kind
from keqiao.plans.engine import periods
from keqiao.plans.engine.commitments import Commitment, Measure, Over, Scope
from keqiao.plans.engine.errors import Fault
from keqiao.plans.engine.rules import substitute
from keqiao.plans.engine.targets import Demand, Interval, Target

Facts = Mapping[str, Fact]
Found = Iterator[tuple[str, str, str]]


def check(made: Commitment, facts: Facts) -> list[Fault]:
    """What fits together in a commitment and what doesn't."""
    return [Fault(*fault) for test in _CHECKS for fault in test(made, facts)]


def _needs(made: Commitment, facts: Facts) -> Found:
    """The keys that belong to the measure, and those that don't."""
    needed: dict[Measure, dict[str, object]] = {
        Measure.SHARE: {"that": made.that},
        Measure.SUM: {"sum": made.sum},
        Measure.COVERAGE: {"with": made.withs},
        Measure.RATIO: {"sum": made.sum, "over": made.over},
        Measure.RHYTHM: {"rhythm": made.rhythm},
        Measure.STREAK: {"that": made.that, "streak": made.streak},
        Measure.RETURNED: {"indicator": made.indicator},
    }
    all_keys: dict[str, object] = {
        "that": made.that,
        "sum": made.sum,
        "with": made.withs,
        "over": made.over,
        "rhythm": made.rhythm,
        "streak": made.streak,
        "indicator": made.indicator,
    }
    wanted = needed.get(made.measure, {})
    for key, value in wanted.items():
        if not value:
            yield key, f"the measure {made.measure} needs {key!r}", f"Add {key}, or choose another measure."
    for key, value in all_keys.items():
        if value and key not in wanted:
            yield (
                key,
                f"the measure {made.measure} doesn't use {key!r}",
                f"Remove {key}, or choose the measure it belongs to.",
            )
    if made.where is not None and made.measure in (Measure.RETURNED, Measure.ATTESTED):
        yield "where", f"the measure {made.measure} finds its rows by itself", "Remove where."
    if made.distinct and made.measure is not Measure.COUNT:
        yield "distinct", f"the measure {made.measure} can't count different values", "Use the measure count."


def _scope(made: Commitment, facts: Facts) -> Found:
    if made.scope is Scope.EACH and made.units is None:
        yield "units", "scope each needs 'units'", "Say which units below, e.g. units: society."
    if made.scope is not Scope.EACH and made.units is not None:
        yield "units", "'units' belongs to scope each", "Remove units, or write scope: each."
    if made.scope is not Scope.BELOW:
        return
    if made.distinct:
        yield (
            "scope",
            ("different values can't be added up over the units below: one may stand in several"),
            "Use scope: own, or leave distinct out.",
        )
    if made.target.demand is Demand.BANDED:
        yield "scope", "units below may lie in different bands", "Use scope: own or each with a banded target."
    if made.measure in (Measure.ATTESTED, Measure.RETURNED):
        yield "scope", f"{made.measure} figures stand for one unit", "Use scope: own or each."


def unit_of(measure: Measure, target: Target, facts: Facts, fact: str, column: str) -> str:
    """What the value of a figure is in: the target's unit, or for a direction what the measure gives."""
    if target.unit or target.demand not in (Demand.RISING, Demand.FALLING):
        return target.unit or "number"
    if measure in (Measure.SHARE, Measure.COVERAGE):
        return "percent"
    return _unit_of_column(facts, fact, column) if measure in (Measure.SUM, Measure.RATIO) else "number"


def _unit_of_target(made: Commitment, facts: Facts) -> Found:
    """Whether the target's unit is one that the measure can give."""
    unit = made.target.unit
    if not unit:
        return
    share = made.measure in (Measure.SHARE, Measure.COVERAGE) or (made.rhythm is not None and made.rhythm.per)
    if share and unit != "percent":
        yield "target", f"the measure {made.measure} gives a share, the target is in {unit}", "Write it as 70% or 2/3."
    if made.measure in (Measure.COUNT, Measure.STREAK) and unit != "number":
        yield "target", f"the measure {made.measure} gives a number, the target is in {unit}", "Write a bare number."
    if made.measure is Measure.SUM:
        wanted = _unit_of_column(facts, made.fact, made.sum)
        if wanted != unit:
            yield "target", f"{made.sum!r} is in {wanted}, the target is in {unit}", f"Give the target in {wanted}."
    if made.measure is Measure.RATIO:
        yield from _unit_of_ratio(made, facts)
    if share and any(number > 1 for number in _printed(made.target)):
        yield "target", f"a share can't reach {made.target.text}", "A share is at most 100% (a fraction at most 1)."


def _unit_of_ratio(made: Commitment, facts: Facts) -> Found:
    """Money over people is in yuan, money over money a bare number or a share."""
    above = _unit_of_column(facts, made.fact, made.sum)
    below = _unit_of_column(facts, made.over.fact, made.over.sum) if isinstance(made.over, Over) else "number"
    fitting = ("number", "percent") if above == below else (above,)
    if below == "yuan" and above != "yuan":
        yield "over", "nothing but money can be divided by money", "Choose a sum of money, or another denominator."
    elif made.target.unit not in fitting:
        said = f"the quotient is in {fitting[0]}, the target in {made.target.unit}"
        yield "target", said, f"Give the target in {' or '.join(fitting)}."


def _unit_of_baseline(made: Commitment, facts: Facts) -> Found:
    value = made.baseline.value if made.baseline else None
    if value is None:
        return
    if value.unit != made.unit:
        yield "baseline", f"the baseline is in {value.unit}, the figure in {made.unit}", "Give both in one unit."
    if made.measure in (Measure.SHARE, Measure.COVERAGE) and value.number > 1:
        yield "baseline", "a share can't have been more than the whole", "A share is at most 100%."


def _printed(target: Target) -> Iterator[Fraction]:
    """The numbers that a target names; of "about", the one in the middle."""
    low, high = target.interval.low, target.interval.high
    if target.demand is Demand.ABOUT and low is not None and high is not None:
        yield (low + high) / 2
        return
    yield from (end for end in (low, high) if end is not None)
    for band in target.bands.values():
        yield from _printed(band)


def _unit_of_column(facts: Facts, fact: str, name: str) -> str:
    column = facts[fact].column(name) if fact in facts else None
    if column is None:
        return "number"
    if column.kind is Kind.MONEY:
        return "yuan"
    return column.unit if column.unit in ("m2", "months", "years") else "number"


def _banded(made: Commitment, facts: Facts) -> Found:
    unfit = made.measure in (Measure.RHYTHM, Measure.STREAK, Measure.RETURNED, Measure.ATTESTED)
    if made.target.demand is Demand.BANDED and unfit:
        yield "target", f"the measure {made.measure} has no bands", "Give one target for all."


def _rhythm(made: Commitment, facts: Facts) -> Found:
    """A rhythm by periods has no share to reach; one by gaps needs the days of its rows."""
    if made.rhythm is None:
        return
    if made.rhythm.per and made.target.text and made.target.interval != Interval(low=Fraction(1)):
        yield (
            "target",
            "a rhythm holds when the latest complete period does; there is no other share to reach",
            "Write {at_least: 100%}.",
        )
    if made.rhythm.gap_months and made.fact in facts and not _dated(facts[made.fact]):
        yield "rhythm", f"{made.fact!r} has no date from which a gap could be measured", "Choose a fact with dates."


def _streak(made: Commitment, facts: Facts) -> Found:
    if made.streak is None or made.fact not in facts:
        return
    for name in (*made.streak.by, made.streak.order):
        column = facts[made.fact].column(name)
        if column is not None and column.nullable:
            yield "streak", f"{name!r} can be unknown, so rows may have no place in a run", "Choose another column."


def _periods(made: Commitment, facts: Facts) -> Found:
    kind = made.period_kind
    if not kind:
        if isinstance(made.over, Over) and made.over.at_period_start:
            yield "over", "without periods there is no period's start", "Add each: year, or write at: as_of."
        return
    if kind not in periods.KINDS:
        yield "each", f"{kind!r} is no period", f"Use {' or '.join(periods.KINDS)}."
        return
    if made.measure in (Measure.ATTESTED, Measure.RETURNED, Measure.STREAK):
        yield "each", f"the measure {made.measure} isn't measured by periods", "Remove each."
        return
    counted = [one.fact for one in made.withs] if made.measure is Measure.COVERAGE else [made.fact]
    for name in counted:
        if name in facts and not has_periods(facts[name], kind):
            yield "each", f"{name!r} has no date by which its rows fall into a {kind.replace('_', '-')}", "Remove each."


def has_periods(fact: Fact, kind: str) -> bool:
    """Whether rows of the fact can be assigned to periods of that kind."""
    year = fact.column("year")
    return _dated(fact) or (kind == "year" and year is not None and not year.nullable)


def _dated(fact: Fact) -> bool:
    date = fact.column("date")
    return date is not None and date.kind is Kind.DATE and not date.nullable


def _baseline_fits(made: Commitment, facts: Facts) -> Found:
    directed = made.target.demand in (Demand.RISING, Demand.FALLING)
    if directed and made.baseline is None:
        yield (
            "baseline",
            f"{made.target.demand} compares with something",
            "Add a baseline: {term: previous} or {year: -1}.",
        )
    if made.baseline is None:
        return
    if made.baseline.term and (made.fact not in facts or facts[made.fact].column("term") is None):
        yield "baseline", f"{made.fact!r} knows no term before", "Use {value: ...} or {year: -1}."
    elif made.baseline.term and not _names_term(made):
        yield (
            "baseline",
            "the rule names no term, so the term before would be the same",
            "Add term = 'current' to where.",
        )
    if made.baseline.term and made.period_kind:
        yield "baseline", "periods are compared with periods", "Write {year: -1}."
    if made.baseline.years < 0 or (made.baseline.value is None and not made.baseline.term and made.baseline.years == 0):
        yield "baseline", "the year of a baseline lies before", "Write {year: -1}."


def _names_term(made: Commitment) -> bool:
    rules = [rule for rule in (made.where, made.that) if rule is not None]
    return any(substitute(rule, "term", "current", "previous") != rule for rule in rules)


def _coverage_fits(made: Commitment, facts: Facts) -> Found:
    unit = facts[made.fact].unit if made.fact in facts else ""
    others = {fact.unit for fact in facts.values()} - {"", unit}
    for number, one in enumerate(made.withs, start=1):
        if (unit and one.by != unit) or one.by in others:
            yield (
                f"with {number}",
                f"{one.by!r} isn't what {made.fact!r} counts",
                f"Write by: {unit or 'organisation'}.",
            )
        if one.at_least < 1:
            yield f"with {number}", "at_least is one or more", "Write at_least: 1."


_CHECKS = (
    _needs,
    _scope,
    _unit_of_target,
    _unit_of_baseline,
    _banded,
    _rhythm,
    _streak,
    _periods,
    _baseline_fits,
    _coverage_fits,
)
