"""Reading a package: files, shapes, clauses, commitments, with every problem found at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from keqiao.kernel.facts.schema import Fact
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment, Subject
from keqiao.plans.engine.compile import Setting, compile_commitment, label
from keqiao.plans.engine.given import physical_types
from keqiao.plans.engine.inheritance import Superseded
from keqiao.plans.engine.kinds import near
from keqiao.plans.engine.parse import Definition
from keqiao.plans.engine.targets import ABOUT
from keqiao.plans.packages.files import Files, FolderFiles, digest_of
from keqiao.plans.packages.located import Located, loaded
from keqiao.plans.packages.package import Clause, Note, Package, ProgrammeEntry
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.shape import check_shape

Facts = Mapping[str, Fact]


def read_package(folder: Path, facts: Facts) -> Package:
    """The package in a folder. Raises PackageError with every problem found."""
    return read_files(FolderFiles(folder), facts)


def read_files(files: Files, facts: Facts) -> Package:
    """The package that some files make. Raises PackageError with every problem found."""
    return _Reading(files, facts).package()


def package_folders(plans: Path) -> list[Path]:
    """Every folder with a plan in it, worked examples (``_…``) last."""
    found = [path.parent for path in plans.glob("*/plan.yaml")]
    return sorted(found, key=lambda folder: (folder.name.startswith("_"), folder.name))


@dataclass
class _Reading:
    """One package on its way."""

    files: Files
    facts: Facts
    problems: list[Problem] = field(default_factory=list)

    def package(self) -> Package:
        plan = self.content("plan.yaml", "plan")
        clauses = self.content("clauses.yaml", "clauses")
        listed = [(path, self.content(path, "commitments")) for path in self.listed("commitments")]
        started = [(path, self.content(path, "programmes")) for path in self.listed("programmes")]
        notes = self.content("notes.yaml", "notes") if "notes.yaml" in self.files.names() else []
        cases = [(path, self.content(path, "cases")) for path in self.listed("cases")]
        self.stop_at_problems()
        tree = tuple(_clause(one) for one in clauses)
        made = self.commitments(plan, listed)
        self.check_plan(plan)
        self.check_clauses(clauses, tree)
        self.check_names(
            [*listed, *started, ("notes.yaml", notes)], {clause.number for one in tree for clause in one.walk()}
        )
        self.check_cases(cases, listed)
        self.stop_at_problems()
        written = {one["id"]: one for _, found in listed for one in found}
        every_case = [case for _, found in cases for case in found]
        entries = tuple(_programme(one, self.shown(file)) for file, found in started for one in found)
        package = self.assembled(plan, tree, made, entries, notes, every_case)
        return replace(package, written=written)

    def content(self, name: str, schema: str) -> Any:
        """What a file holds, in the right shape; an empty list where it is faulty."""
        shown = self.shown(name)
        try:
            content = loaded(lambda: self.files.data(name), shown)
        except PackageError as error:
            self.problems += error.problems
            return []
        found = check_shape(schema, content, shown)
        self.problems += found
        return [] if found else content

    def listed(self, kind: str) -> list[str]:
        return sorted(name for name in self.files.names() if name.rpartition("/")[0] == kind)

    def shown(self, name: str) -> str:
        return f"{self.files.name}/{name}"

    def stop_at_problems(self) -> None:
        if self.problems:
            raise PackageError(self.problems)

    def report(self, file: str, written: Any, place: str, message: str, remedy: str) -> None:
        line = written.line if isinstance(written, Located) else 0
        self.problems.append(Problem(self.shown(file), line, place, message, remedy))

    def commitments(self, plan: Mapping[str, Any], listed: Iterable[tuple[str, Any]]) -> list[Commitment]:
        """Every commitment that compiles; the faults of the others are reported."""
        setting = Setting(plan["id"], self.facts, _definitions(plan), _about(plan))
        found = []
        for file, written in listed:
            for one in written:
                made, faults = compile_commitment(one, setting)
                for fault in faults:
                    self.report(file, one, f"{one['id']} {fault.key}", fault.message, fault.remedy)
                found += [made] if made is not None else []
        return found

    def check_plan(self, plan: Any) -> None:
        if plan["id"] != self.files.name.lstrip("_"):
            self.report("plan.yaml", plan, "id", f"{plan['id']!r} isn't the folder's name", "Name both alike.")
        written = {key: plan[key] for key in ("adopted", "published", "until") if key in plan}
        written |= {f"supersedes {one['plan']}": one["since"] for one in plan.get("supersedes", ())}
        for key, day in written.items():
            try:
                days.parse(day)
            except ValueError as error:
                self.report("plan.yaml", plan, key, str(error), "Correct the day.")
        if plan["id"] in plan.get("follows", ()):
            self.report("plan.yaml", plan, "follows", "a plan can't follow itself", "Name the plans above it.")

    def check_clauses(self, written: Any, tree: Iterable[Clause]) -> None:
        numbers = Counter(clause.number for one in tree for clause in one.walk())
        for number in (number for number, times in numbers.items() if times > 1):
            self.report("clauses.yaml", None, number, "the number stands twice", "Number each clause once.")

    def check_names(self, files: Iterable[tuple[str, Any]], clauses: set[str]) -> None:
        """Every commitment and note cites a clause that exists and has a name of its own."""
        seen: dict[str, str] = {}
        topics: dict[str, str] = {}
        for file, written in files:
            for one in written:
                name = one["id"]
                if one["clause"] not in clauses:
                    said = f"there is no clause {one['clause']!r}"
                    self.report(file, one, f"{name} clause", said, near(one["clause"], clauses))
                if name in seen:
                    self.report(file, one, name, f"the id stands in {seen[name]} too", "Give each its own id.")
                if one.get("topic") in topics:
                    said = f"the topic is measured by {topics[one['topic']]} too"
                    self.report(file, one, f"{name} topic", said, "One plan measures a topic once.")
                seen[name] = self.shown(file)
                topics |= {one["topic"]: name} if "topic" in one else {}

    def check_cases(self, cases: Iterable[tuple[str, Any]], listed: Iterable[tuple[str, Any]]) -> None:
        known = {one["id"] for _, written in listed for one in written}
        for file, written in cases:
            for case in written:
                name = case["commitment"]
                if name not in known:
                    self.report(file, case, name, "there is no such commitment", near(name, known))
                for fact, rows in case["rows"].items():
                    self.check_rows(file, case, fact, rows)

    def check_rows(self, file: str, case: Any, fact: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """A misspelled column would be passed over, and the case would prove nothing."""
        if fact not in self.facts:
            self.report(file, case, case["commitment"], f"there is no fact {fact!r}", near(fact, self.facts))
            return
        known = physical_types(self.facts[fact])
        for row in rows:
            for column in (column for column in row if column not in known):
                self.report(file, row, case["commitment"], f"{fact!r} has no column {column!r}", near(column, known))

    def assembled(
        self,
        plan: Any,
        tree: tuple[Clause, ...],
        made: list[Commitment],
        programmes: tuple[ProgrammeEntry, ...],
        notes: Any,
        cases: Any,
    ) -> Package:
        order = {clause.number: place for place, clause in enumerate(one for part in tree for one in part.walk())}
        return Package(
            id=plan["id"],
            title=label(plan["title"]),
            issuer=label(plan["issuer"]),
            jurisdiction=plan["jurisdiction"],
            subject=Subject.read(plan["subject"]),
            adopted=days.parse(plan["adopted"]),
            published=days.parse(plan.get("published", plan["adopted"])),
            state=plan["state"],
            follows=tuple(plan.get("follows", ())),
            until=days.parse(plan["until"]) if "until" in plan else None,
            supersedes=tuple(_superseded(one) for one in plan.get("supersedes", ())),
            source_name=plan.get("source", {}).get("name", ""),
            source_digest=plan.get("source", {}).get("sha256", ""),
            distribution=label(plan["distribution"]) if "distribution" in plan else None,
            about=_about(plan),
            definitions=_definitions(plan),
            clauses=tree,
            commitments=tuple(sorted(made, key=lambda one: order[one.clause])),
            programmes=tuple(sorted(programmes, key=lambda one: order[one.clause])),
            notes=tuple(
                Note(
                    one["id"],
                    one["clause"],
                    one.get("target", ""),
                    label(one),
                    one["reason"],
                    one.get("contradiction", False),
                )
                for one in notes
            ),
            cases=tuple(cases),
            digest=digest_of(self.files),
        )


def _clause(written: Mapping[str, Any]) -> Clause:
    return Clause(
        number=written["number"],
        printed=written["printed"],
        title=label(written["title"]),
        summary=label(written["summary"]),
        clauses=tuple(_clause(one) for one in written.get("clauses", ())),
    )


def _programme(written: Located, file: str) -> ProgrammeEntry:
    return ProgrammeEntry(
        id=written["id"],
        clause=written["clause"],
        title=label(written["title"]),
        template=written["template"],
        settings=written.get("settings", {}),
        system=written.get("system", ""),
        summary=label(written["summary"]) if "summary" in written else None,
        file=file,
        line=written.line,
    )


def _superseded(written: Mapping[str, Any]) -> Superseded:
    return Superseded(written["plan"], frozenset(written["clauses"]), days.parse(written["since"]))


def _definitions(plan: Mapping[str, Any]) -> dict[str, Definition]:
    return {name: Definition(label(one), one["rule"]) for name, one in plan.get("definitions", {}).items()}


def _about(plan: Mapping[str, Any]) -> Fraction:
    written = plan.get("settings", {}).get("about")
    return ABOUT if written is None else Fraction(int(written.rstrip("%")), 100)
