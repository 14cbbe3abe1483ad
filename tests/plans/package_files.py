"""The files of a shipped package as its author wrote them, and what every one of them has to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from keqiao.kernel.facts import schema
from keqiao.plans.packages.cases import run_cases
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import read_package
from plans.databases import Sqlite

PLANS = Path(__file__).resolve().parents[2] / "plans"
HAN = re.compile("[\u4e00-\u9fff]")

Written = dict[str, Any]


@dataclass(frozen=True)
class PackageFiles:
    """A package of ``plans/`` before anything is made of it."""

    name: str
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", PLANS / self.name)

    def read(self, file: str) -> Any:
        """The contents of one file."""
        return yaml.safe_load((self.folder / file).read_text(encoding="utf-8"))

    def gathered(self, kind: str) -> list[Written]:
        """The entries of all files of a folder."""
        return [
            entry for path in sorted((self.folder / kind).glob("*.yaml")) for entry in self.read(f"{kind}/{path.name}")
        ]

    @cached_property
    def plan(self) -> Written:
        """Who issued what, for whom."""
        found: Written = self.read("plan.yaml")
        return found

    @cached_property
    def clauses(self) -> list[Written]:
        """Every clause, parents first."""
        return list(_walk(self.read("clauses.yaml")))

    @cached_property
    def commitments(self) -> list[Written]:
        """What can be measured."""
        return self.gathered("commitments")

    @cached_property
    def notes(self) -> list[Written]:
        """Figures that bind nobody; a plan that prints none has no file."""
        return list(self.read("notes.yaml")) if (self.folder / "notes.yaml").exists() else []

    @cached_property
    def cases(self) -> list[Written]:
        """The boundary cases."""
        return self.gathered("cases")

    def package(self) -> Package:
        """What the package becomes over the facts that really exist."""
        return read_package(self.folder, schema.all_facts())

    def of_source(self, source: str) -> list[Written]:
        """The commitments that measure a figure of the register."""
        return [one for one in self.commitments if source in one.get("source", ())]

    def forced(self, force: str) -> set[str]:
        """The commitments of that force."""
        return {one["id"] for one in self.commitments if one["force"] == force}

    def measured(self, *measures: str) -> set[str]:
        """The commitments of these measures."""
        return {one["id"] for one in self.commitments if one["measure"] in measures}


def _walk(clauses: list[Written]) -> Iterator[Written]:
    for clause in clauses:
        yield clause
        yield from _walk(clause.get("clauses", []))


def standing_twice(files: PackageFiles) -> list[str]:
    """Ids, clause numbers, printed places and topics that stand twice."""
    counters = (
        Counter(one["id"] for one in [*files.commitments, *files.notes]),
        Counter(clause["number"] for clause in files.clauses),
        Counter(clause["printed"] for clause in files.clauses),
        Counter(one["topic"] for one in files.commitments),
    )
    return [name for counter in counters for name, times in counter.items() if times > 1]


def untold(files: PackageFiles) -> list[str]:
    """Clauses, commitments and notes that lack a text in one of the languages, or hold the wrong one."""
    texts = [(clause["number"], clause[key]) for clause in files.clauses for key in ("title", "summary")]
    texts += [(one["id"], one[key]) for one in files.commitments for key in ("title", "remark") if key in one]
    texts += [(note["id"], note) for note in files.notes]
    return [name for name, text in texts if not HAN.search(text["zh"]) or HAN.search(text["en"]) or not text["en"]]


def misplaced(files: PackageFiles) -> list[str]:
    """Clauses that don't continue their parent's number and printed place."""
    return [
        child["number"]
        for clause in files.clauses
        for child in clause.get("clauses", [])
        if not (child["number"].startswith(clause["number"] + ".") and child["printed"].startswith(clause["printed"]))
    ]


def unexplained(files: PackageFiles) -> list[str]:
    """Commitments that read more into the text than it prints, without a word on how."""
    return [one["id"] for one in files.commitments if one.get("basis", "printed") != "printed" and "remark" not in one]


def failing_cases(files: PackageFiles) -> list[tuple[str, int, Any]]:
    """Boundary cases that come out otherwise than the package says."""
    results = run_cases(files.package(), schema.all_facts(), Sqlite())
    assert len(results) == len(files.cases)
    return [(one.commitment, one.line, one.differences) for one in results if one.differences]
