"""From a commitment as a package writes it to the engine's, with every fault named by its key and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from keqiao.kernel.facts.schema import Fact, Kind, Label
from keqiao.plans.engine import days, kinds
from keqiao.plans.engine.amounts import amount
from keqiao.plans.engine.coherence import check, unit_of
from keqiao.plans.engine.commitments import (
    Baseline,
    Cited,
    Commitment,
    Due,
    Force,
    Measure,
    Over,
    Rhythm,
    Scope,
    Streak,
    Subject,
    With,
)
from keqiao.plans.engine.errors import Fault, RuleError, TargetError
from keqiao.plans.engine.parse import Definitions, parse
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.targets import ABOUT, Demand, Interval, Target, read_target

T = TypeVar("T")
Written = Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a plan gives to all of its commitments, and the facts there are."""

    plan: str
    facts: Mapping[str, Fact]
    definitions: Definitions = field(default_factory=dict)
    about: Fraction = ABOUT


def compile_commitment(written: Written, setting: Setting) -> tuple[Commitment | None, list[Fault]]:
    """Read one commitment. With faults there is no commitment; all faults are found, not just the first."""
    reader = _Reader(written, setting)
    made = reader.read()
    return (None, reader.faults) if reader.faults else (made, [])


class _Reader:
    """Reads key by key and goes on after a fault."""

    def __init__(self, written: Written, setting: Setting) -> None:
        self.written, self.setting = written, setting
        self.faults: list[Fault] = []
        self.measure = Measure(written["measure"])

    def read(self) -> Commitment:
        written = self.written
        fact = self.fact(self._fact_name(), "of")
        target = self.attempt("target", lambda: self._target(), Target(Demand.AT_LEAST, "", ""))
        made = Commitment(
            plan=self.setting.plan,
            id=written["id"],
            clause=str(written["clause"]),
            topic=written["topic"],
            title=label(written["title"]),
            subject=Subject.read(written["subject"]),
            measure=self.measure,
            target=target,
            force=Force(written["force"]),
            unit=unit_of(self.measure, target, self.setting.facts, self._fact_name(), written.get("sum", "")),
            fact=self._fact_name(),
            scope=Scope(written.get("scope", "own")),
            units=Subject.read(written["units"]) if "units" in written else None,
            where=self.rule(written.get("where"), fact, "where"),
            that=self.rule(written.get("that"), fact, "that"),
            sum=self.column(written.get("sum", ""), fact, "sum", (Kind.INT, Kind.MONEY)),
            distinct=self.column(written.get("distinct", ""), fact, "distinct", (Kind.REF, Kind.CODE)),
            over=self.over(),
            withs=tuple(self.each_with(one, number) for number, one in enumerate(written.get("with", ()), start=1)),
            rhythm=self.rhythm(),
            streak=self.streak(fact),
            indicator=written.get("indicator", ""),
            each=written.get("each", ""),
            baseline=self.attempt("baseline", self._baseline, None),
            due=self.attempt("due", self._due, Due()),
            by_reference=tuple(Subject.read(one) for one in written.get("by_reference", ())),
            floor=written.get("floor", False),
            basis=written.get("basis", "printed"),
            source=tuple(written.get("source", ())),
            remark=label(written["remark"]) if "remark" in written else None,
        )
        self.check_band(made, fact)
        self.faults += check(made, self.setting.facts)
        return made

    def fault(self, key: str, message: str, remedy: str) -> None:
        self.faults.append(Fault(key, message, remedy))

    def attempt(self, key: str, read: Callable[[], T], otherwise: T) -> T:
        with self.told(key):
            return read()
        return otherwise

    @contextmanager
    def told(self, key: str) -> Iterator[None]:
        try:
            yield
        except RuleError as error:
            self.fault(key, f"{error.message} (character {error.position})", error.remedy)
        except TargetError as error:
            self.fault(key, error.message, error.remedy)
        except ValueError as error:
            self.fault(key, str(error), "Write a day as 2020-12-31.")

    def _fact_name(self) -> str:
        fixed = {Measure.RETURNED: "returns", Measure.ATTESTED: "attestations"}
        name: str = fixed.get(self.measure) or self.written.get("of", "")
        return name

    def fact(self, name: str, key: str) -> Fact | None:
        found = self.setting.facts.get(name)
        if found is None:
            said = f"there is no fact {name!r}" if name else "no fact is named"
            self.fault(key, said, kinds.near(name, self.setting.facts))
        return found

    def rule(self, text: str | None, fact: Fact | None, key: str) -> Rule | None:
        if text is None or fact is None:
            return None
        return self.attempt(key, lambda: parse(text, fact, self.setting.definitions), None)

    def column(self, name: str, fact: Fact | None, key: str, allowed: tuple[Kind, ...]) -> str:
        if not name or fact is None:
            return name
        found = fact.column(name)
        fitting = [column.name for column in fact.columns if column.kind in allowed]
        if found is None:
            self.fault(key, f"{fact.name!r} has no column {name!r}", kinds.near(name, fitting))
        elif found.kind not in allowed:
            self.fault(
                key, f"{name!r} holds a {found.kind}, which doesn't fit here", f"Fitting are: {', '.join(fitting)}."
            )
        return name

    def _target(self) -> Target:
        written = self.written.get("target")
        gap = self._gap()
        if gap is None:
            return read_target(written, self.setting.about)
        if written is not None:
            raise TargetError("gap_at_most says already what is demanded", "Remove the target.")
        text = f"at_most: {self.written['rhythm']['gap_at_most']}"
        return Target(Demand.AT_MOST, "months", text, Interval(high=Fraction(gap)))

    def _baseline(self) -> Baseline | None:
        written = self.written.get("baseline")
        if written is None:
            return None
        if "value" in written:
            return Baseline(value=amount(written["value"], "baseline"))
        return Baseline(term=True) if "term" in written else Baseline(years=-int(written["year"]))

    def _due(self) -> Due:
        written = self.written.get("due")
        if written is None:
            return Due()
        if written == "next congress":
            return Due(next_congress=True)
        return Due(day=days.parse(str(written)))

    def over(self) -> Over | Cited | None:
        written = self.written.get("over")
        if written is None:
            return None
        if "number" in written:
            number = self.attempt("over", lambda: _bare(written["number"]), Fraction(1))
            return Cited(number, *(str(written[key]) for key in ("source", "page", "date", "confirmed_by")))
        fact = self.fact(written["fact"], "over")
        added = self.column(written["sum"], fact, "over", (Kind.INT, Kind.MONEY))
        where = self.rule(written.get("where"), fact, "over")
        return Over(written["fact"], added, where, written.get("at") == "period_start")

    def each_with(self, written: Written, number: int) -> With:
        key = f"with {number}"
        fact = self.fact(written["fact"], key)
        return With(
            fact=written["fact"],
            by=self.column(written["by"], fact, key, (Kind.REF,)),
            where=self.rule(written.get("where"), fact, key),
            at_least=written.get("at_least", 1),
            distinct=self.column(written.get("distinct", ""), fact, key, (Kind.REF, Kind.CODE)),
        )

    def rhythm(self) -> Rhythm | None:
        written = self.written.get("rhythm")
        if written is None:
            return None
        if "gap_at_most" not in written:
            return Rhythm(per=written["per"], at_least=written.get("at_least", 1))
        gap = self._gap()
        if gap == 0:
            self.fault("rhythm", "a gap is measured in whole months or years", "Write {gap_at_most: 60 months}.")
        return Rhythm(gap_months=gap or 0)

    def _gap(self) -> int | None:
        """The longest gap in months; 0 when it can't be read, None when no gap is demanded."""
        written = self.written.get("rhythm", {}).get("gap_at_most")
        if written is None:
            return None
        try:
            gap = amount(written, "gap_at_most")
        except TargetError:
            return 0
        months = gap.number * {"months": 1, "years": 12}.get(gap.unit, 0)
        return int(months) if months.denominator == 1 else 0

    def streak(self, fact: Fact | None) -> Streak | None:
        written = self.written.get("streak")
        if written is None:
            return None
        by = tuple(self.column(name, fact, "streak", (Kind.REF, Kind.CODE)) for name in written["by"])
        return Streak(by, self.column(written["order"], fact, "streak", (Kind.DATE,)), written["length"])

    def check_band(self, made: Commitment, fact: Fact | None) -> None:
        if made.target.demand is not Demand.BANDED or fact is None:
            return
        self.column(made.target.by, fact, "target", (Kind.CODE,))
        column = fact.column(made.target.by)
        wrong = set(made.target.bands) - set(column.codes) if column is not None and column.codes else set()
        for code in sorted(wrong):
            self.fault(
                "target", f"{made.target.by!r} has no code {code!r}", kinds.near(code, column.codes if column else ())
            )


def _bare(written: Any) -> Fraction:
    """A cited number. Raises TargetError when it has a unit or is nought."""
    read = amount(written, "number")
    if read.unit != "number" or read.number == 0:
        raise TargetError(f"number: {written!r} can't be divided by", "Write a bare number above nought.")
    return read.number


def label(written: Written) -> Label:
    """A text in both languages."""
    return Label(written["zh"], written["en"])
