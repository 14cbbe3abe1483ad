"""Reading a form: its shape, its rules and the lines it names, with every problem found at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.facts.schema import Fact, Kind
from keqiao.kernel.offices.models import StaffingKind
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.posts.models import BodyKind, Role
from keqiao.plans.engine.compile import label
from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.kinds import near
from keqiao.plans.engine.parse import Definition, parse
from keqiao.plans.engine.rules import Rule
from keqiao.plans.packages.located import Located, load
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.shape import shape_problems

from .fields import FIELDS
from .form import Check, Counted, Form, Holds, How, Line, Reach, Section, Typed, When

Written = Mapping[str, Any]


@cache
def schema() -> Draft202012Validator:
    """The validator of a form's file."""
    text = (files("keqiao.blocks.returns.forms") / "form.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def read_form(path: Path, facts: Mapping[str, Fact]) -> Form:
    """The form in a file. Raises PackageError with every problem found."""
    content = load(path, path.name)
    problems = shape_problems(schema(), content, path.name)
    if problems:
        raise PackageError(problems)
    return _Reading(path, content, facts).form()


class _Reading:
    """One form on its way; goes on after a fault."""

    def __init__(self, path: Path, content: Written, facts: Mapping[str, Fact]) -> None:
        self.path, self.content, self.facts = path, content, facts
        self.problems: list[Problem] = []
        given = content.get("definitions", {})
        self.definitions = {name: Definition(label(one), one["rule"]) for name, one in given.items()}

    def form(self) -> Form:
        written = self.content
        if written["id"] != self.path.stem:
            self.report(written, "id", f"{written['id']!r} isn't the file's name", "Name both alike.")
        made = Form(
            id=written["id"],
            title=label(written["title"]),
            asker=label(written["asker"]),
            source=label(written["source"]),
            since=written["since"],
            kinds=self.known(written, "kinds", written["for"]["kinds"], OrganisationKind.values),
            levels=self.known(written, "levels", written["for"].get("levels", ()), Level.values),
            sections=tuple(self.section(one) for one in written["sections"]),
            checks=tuple(self.check(one) for one in written.get("checks", ())),
        )
        self.check_names(made)
        if self.problems:
            raise PackageError(self.problems)
        return made

    def report(self, written: Any, place: str, message: str, remedy: str) -> None:
        line = written.line if isinstance(written, Located) else 0
        self.problems.append(Problem(self.path.name, line, place, message, remedy))

    def known(self, written: Any, place: str, given: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
        """The words as given; those that don't exist are reported."""
        listed, found = list(allowed), tuple(given)
        for one in found:
            if one not in listed:
                self.report(written, place, f"there is no {one!r}", near(one, listed))
        return found

    def section(self, written: Written) -> Section:
        return Section(written["number"], label(written["title"]), tuple(self.line(one) for one in written["lines"]))

    def line(self, written: Written) -> Line:
        how = next(one for one in How if one.value in written)
        counted = self.counted(written, how) if how in (How.COUNT, How.SUM) else None
        return Line(
            id=written["id"],
            number=written["number"],
            label=label(written["label"]),
            how=how,
            unit=label(written["unit"]) if "unit" in written else None,
            per=written.get("per", 1),
            counted=counted,
            source=self.source(written, how),
            of=tuple(written.get("total", ())),
            note=label(written["note"]) if "note" in written else None,
            typed=Typed(written["text"]) if how is How.TEXT else None,
        )

    def source(self, written: Written, how: How) -> tuple[str, ...]:
        match how:
            case How.FIELD:
                return self.known(written, f"{written['id']} field", [written["field"]], FIELDS)
            case How.HOLDERS:
                body = self.known(written, f"{written['id']} holders", [written["holders"]], BodyKind.values)
                return body + self.known(written, f"{written['id']} role", [written["role"]], Role.values)
            case How.STAFFING:
                return self.known(written, f"{written['id']} staffing", [written["staffing"]], StaffingKind.values)
            case How.RETURNED:
                return (written["returned"],)
            case _:
                return ()

    def counted(self, written: Written, how: How) -> Counted | None:
        name, place = written[how.value], f"{written['id']} {how.value}"
        fact = self.facts.get(name)
        if fact is None:
            self.report(written, place, f"there is no fact {name!r}", near(name, self.facts))
            return None
        when = When(written["when"])
        if when is When.WITHIN and fact.column("date") is None and fact.column("year") is None:
            said = f"{name!r} has neither date nor year, so no row of it lies within one"
            self.report(written, f"{written['id']} when", said, "Write `when: end`.")
        if "distinct" in written and written.get("reach") == "led":
            said = "different values of several organisations can't be added up"
            self.report(written, f"{written['id']} distinct", said, "Write `reach: own`, or leave distinct out.")
        return Counted(
            fact=name,
            when=when,
            reach=Reach(written.get("reach", "own")),
            where=self.rule(written, "where", fact),
            distinct=self.column(written, "distinct", fact, (Kind.REF, Kind.CODE)),
            column=self.column(written, "column", fact, (Kind.INT, Kind.MONEY)),
            dated=self.column(written, "dated", fact, (Kind.DATE,)),
            among=self.rule(written, "among", fact),
        )

    def rule(self, written: Written, key: str, fact: Fact) -> Rule | None:
        if key not in written:
            return None
        try:
            return parse(written[key], fact, self.definitions)
        except RuleError as error:
            said = f"{error.message} (character {error.position})"
            self.report(written, f"{written['id']} {key}", said, error.remedy)
            return None

    def column(self, written: Written, key: str, fact: Fact, allowed: tuple[Kind, ...]) -> str:
        name: str = written.get(key, "")
        fitting = [column.name for column in fact.columns if column.kind in allowed]
        if name and name not in fitting:
            said = f"{fact.name!r} has no column {name!r} that fits here"
            self.report(written, f"{written['id']} {key}", said, near(name, fitting))
        return name

    def check(self, written: Written) -> Check:
        holds = Holds.EQUAL if "equal" in written else Holds.AT_MOST
        return Check(tuple(written["lines"]), holds, written[holds.value])

    def check_names(self, made: Form) -> None:
        """Every line has its own id, and whatever adds up or compares lines names such as hold numbers."""
        for name, times in Counter(line.id for line in made.lines()).items():
            if times > 1:
                self.report(self.content, name, "the id stands twice", "Give each line its own id.")
        earlier: list[str] = []
        for line in made.lines():
            self.check_named(f"{line.id} total", line.of, earlier)
            earlier += [line.id] if line.is_number else []
        for check in made.checks:
            self.check_named("checks", (*check.lines, check.line), earlier)

    def check_named(self, place: str, names: Iterable[str], numbers: list[str]) -> None:
        for name in names:
            if name not in numbers:
                said = f"{name!r} is no line with a number that stands before it"
                self.report(self.content, place, said, near(name, numbers) if numbers else "Name another line.")
