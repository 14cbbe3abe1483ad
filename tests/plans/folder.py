"""A minimal package in a folder, of which a test changes one thing."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.read import read_package
from plans.facts_fixture import FACTS
from plans.written import written

_TEXT = {"zh": "字", "en": "word"}
_PLAN = {
    "id": "small",
    "title": _TEXT,
    "issuer": _TEXT,
    "jurisdiction": "990100",
    "subject": "association@municipal",
    "adopted": "2017-06-01",
    "state": "fictional",
    "definitions": {"sitting": {**_TEXT, "rule": "term = 'current'"}},
}
_CLAUSES = [
    {"number": "一", "printed": "第一部分", "title": _TEXT, "summary": _TEXT},
    {
        "number": "二",
        "printed": "第二部分",
        "title": _TEXT,
        "summary": _TEXT,
        "clauses": [{"number": "二.1", "printed": "第二部分第1条", "title": _TEXT, "summary": _TEXT}],
    },
]
_NOTES = [{"id": "note", "clause": "二.1", "zh": "字", "en": "word", "reason": "It binds nobody."}]
_CASE = {
    "commitment": "one",
    "as_of": "2018-06-30",
    "rows": {"posts": [{"term": "current", "minority": 1}]},
    "expect": {"yes": 1, "no": 0, "unknown": 0, "value": 1, "status": "met"},
}


class Folder:
    """``plan``, ``clauses``, ``commitments``, ``notes`` and ``cases`` are written when the package is read."""

    def __init__(self, path: Path) -> None:
        self.path = path / "small"
        self.plan: dict[str, Any] = deepcopy(_PLAN)
        self.clauses: Any = deepcopy(_CLAUSES)
        self.commitments: Any = [written("share", where="sitting")]
        self.notes: Any = deepcopy(_NOTES)
        self.cases: Any = [deepcopy(_CASE)]
        self.instead: dict[str, str | None] = {}

    @property
    def one(self) -> dict[str, Any]:
        """The first commitment."""
        found: dict[str, Any] = self.commitments[0]
        return found

    def text(self, file: str, content: str | None) -> None:
        """Put this text into the file instead; None: leave the file out."""
        self.instead[file] = content

    def write(self) -> Path:
        """All files, one commitment below the other, in the order of keys."""
        contents = {
            "plan.yaml": self.plan,
            "clauses.yaml": self.clauses,
            "notes.yaml": self.notes,
            "commitments/all.yaml": self.commitments,
            "cases/all.yaml": self.cases,
        }
        texts = {
            file: yaml.safe_dump(content, allow_unicode=True, sort_keys=False) for file, content in contents.items()
        }
        for file, text in (texts | self.instead).items():
            if text is not None:
                (self.path / file).parent.mkdir(parents=True, exist_ok=True)
                (self.path / file).write_text(text, encoding="utf-8")
        return self.path

    def read(self) -> Package:
        """The package. Raises PackageError."""
        return read_package(self.write(), FACTS)

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        try:
            self.read()
        except PackageError as error:
            return error.problems
        return []
