"""A document read: its text, its clauses and their figures, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from keqiao.plans.reading.amounts import SHARE
from keqiao.plans.reading.figures import Figure, figures
from keqiao.plans.reading.outline import Clause, outline
from keqiao.plans.reading.source import Source, read_source
from keqiao.plans.reading.view import Paragraph, paragraphs


@dataclass(frozen=True)
class Found:
    """A figure with the clause it stands in, and its half-open span in the document's text."""

    clause: str
    start: int
    end: int
    figure: Figure


@dataclass(frozen=True)
class Reading:
    """What was read of a document."""

    source: Source
    title: str
    clauses: Sequence[Clause]
    figures: Sequence[Found]

    def in_clause(self, clause: Clause) -> list[dict[str, Any]]:
        """The figures of a clause itself, in the shape of JSON."""
        return [_figure_json(one, self) for one in self.figures if one.clause == clause.number]

    def as_json(self) -> dict[str, Any]:
        """The shape of ``keqiao plans read --format json``."""
        document = {
            "name": self.source.name,
            "kind": self.source.kind,
            "sha256": self.source.sha256,
            "title": self.title,
            "text": self.source.text,
        }
        clauses = [
            {"number": one.number, "title": one.title, "start": one.start, "end": one.end} for one in self.clauses
        ]
        return {"document": document, "clauses": clauses, "figures": [_figure_json(one, self) for one in self.figures]}


def read_plan(path: Path) -> Reading:
    """Read a file. Raises ReadError."""
    return read_text(read_source(path))


def read_text(source: Source) -> Reading:
    """The clauses and figures of a document that was read."""
    found = paragraphs(source.text)
    clauses = outline(source.text, found)
    written = _written(clauses)
    return Reading(source, _title(clauses), clauses, [one for clause in clauses for one in _in_clause(clause, written)])


def _written(clauses: Sequence[Clause]) -> int:
    """The year of the document, by the latest day or file number before its first clause; 0 when there is none."""
    before = "".join(one.text for clause in clauses if clause.style == "preface" for one in clause.own)
    years = re.findall(r"(\d{4})(?=年\d{1,2}月|[〕\]]\d+号|-\d{1,2}-\d{1,2})", before)
    return max((int(year) for year in years), default=0)


def _in_clause(clause: Clause, written: int) -> list[Found]:
    found = []
    for paragraph in clause.own:
        offset = len(paragraph.mark)
        for one in figures(paragraph.text[offset:], written):
            start, end = paragraph.span(one.start + offset, one.end + offset)
            found.append(Found(clause.number, start, end, one))
    return found


def _title(clauses: Sequence[Clause]) -> str:
    """The last line before the first clause that reads like the name of a document."""
    names = ("方案", "意见", "规划", "纲要", "办法", "计划", "通知", "细则", "要点", "规定", "决定")
    before: list[Paragraph] = []
    for clause in clauses:
        if clause.style != "preface":
            break
        before += clause.own
    fitting = [one.text for one in before if one.text.endswith(names) and "。" not in one.text]
    return fitting[-1] if fitting else before[0].text[:60] if before else ""


def _figure_json(found: Found, reading: Reading) -> dict[str, Any]:
    one = found.figure
    return {
        "clause": found.clause,
        "start": found.start,
        "end": found.end,
        "text": reading.source.text[found.start : found.end],
        "kind": one.kind,
        "comparator": one.comparator or None,
        "value": _number(one.value, one.unit),
        "unit": one.unit or None,
        "baseline": _number(one.baseline, one.unit),
        "deadline": one.deadline,
        "hedge": one.hedge or None,
        "subject": one.subject or None,
    }


def _number(value: Fraction | tuple[Fraction, Fraction] | None, unit: str) -> Any:
    """Whole numbers and decimals as numbers; fractions, and what never ends as a decimal, as 2/3."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_number(one, unit) for one in value]
    if value.denominator == 1:
        return int(value)
    ends = 10**9 % value.denominator == 0
    return float(value) if ends and unit != SHARE else f"{value.numerator}/{value.denominator}"
