"""What the reader found in a plan's file, as a draft keeps it: head, clauses, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from keqiao.plans.drafting.demands import canonical, force_of, unit_of
from keqiao.plans.models import Decision
from keqiao.plans.reading.amounts import SHARE
from keqiao.plans.reading.figures import TARGET, Figure
from keqiao.plans.reading.outline import Clause
from keqiao.plans.reading.reading import Found, Reading
from keqiao.plans.reading.view import Paragraph

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISSUER = re.compile(r"[^，。；：]{2,28}(?:委员会|委员会办公室|办公室|科学技术协会|科协|人民政府|党组)")
_SHORT = 30  # characters of a line that may be a day or a signature
_CIRCLED = re.compile(r"[①-⑳]\Z")
_TITLE = 24  # characters of a clause's first words that stand for a title


@dataclass(frozen=True)
class Head:
    """What a document says of itself; ``adopted`` is yyyymmdd, 0 where no day was found."""

    title: str
    issuer: str
    adopted: int


@dataclass(frozen=True)
class ReadClause:
    """A clause as it was read. ``spans``: its own paragraphs, half-open in the text."""

    number: str
    printed: str
    title: str
    spans: list[tuple[int, int]]


def head_of(reading: Reading) -> Head:
    """Title, issuer and day, as far as lines of their own say them."""
    lines = [one for one in _edges(reading) if len(one) <= _SHORT]
    issuers = (one for one in lines if _ISSUER.fullmatch(one))
    found = next((day for one in lines if (day := _DATE.search(one))), None)
    adopted = int(found[1]) * 10000 + int(found[2]) * 100 + int(found[3]) if found is not None else 0
    return Head(_once(reading.title.strip("《》")), next(issuers, ""), adopted)


def _once(title: str) -> str:
    """A title that a page prints twice in a row, once."""
    half = title[: len(title) // 2]
    return half if half and half * 2 == title else title


def _edges(reading: Reading) -> Iterator[str]:
    """The lines before the first clause, then the last ones of the document."""
    for clause in reading.clauses:
        if clause.style == "preface":
            yield from (one.text for one in clause.own)
    yield from (one.text for clause in reading.clauses[-1:] for one in clause.own[-4:])


def clauses_of(reading: Reading) -> list[ReadClause]:
    """Every clause with the place it is printed as."""
    found: list[ReadClause] = []
    printed: dict[str, str] = {}
    for clause in reading.clauses:
        above = printed.get(clause.number.rpartition(".")[0], "")
        printed[clause.number] = _printed(clause, above)
        spans = [one.span(0, len(one.text)) for one in clause.own]
        found.append(ReadClause(clause.number, printed[clause.number], _title(clause), spans))
    return found


def _printed(clause: Clause, above: str) -> str:
    if clause.style == "preface":
        return clause.number
    mark = clause.own[0].mark
    return above + (clause.number[-1] if _CIRCLED.search(clause.number) and clause.style == "dash" else mark)


def _title(clause: Clause) -> str:
    """What the reader took for its title, or else its first words."""
    if clause.title or clause.style == "preface":
        return clause.title or clause.number
    words = _words(clause.own[0])
    return words if len(words) <= _TITLE else f"{words[:_TITLE]}…"


def _words(paragraph: Paragraph) -> str:
    return re.split(r"[。；：]", paragraph.text[len(paragraph.mark) :].strip(), maxsplit=1)[0]


@dataclass(frozen=True)
class ReadFinding:
    """A figure in the words of a draft's columns."""

    clause: str
    start: int
    end: int
    text: str
    about: str
    kind: str
    comparator: str
    value: str
    unit: str
    baseline: str
    deadline: int
    months: int
    force: str
    decision: str


def findings_of(reading: Reading) -> list[ReadFinding]:
    """Every figure. What is asked for waits for somebody; days, documents and the like are put aside."""
    return [_finding(one, reading) for one in reading.figures]


def _finding(found: Found, reading: Reading) -> ReadFinding:
    one = found.figure
    due = one.deadline
    return ReadFinding(
        clause=found.clause,
        start=found.start,
        end=found.end,
        text="".join(reading.source.text[found.start : found.end].split())[:300],
        about=one.subject[:200],
        kind=one.kind,
        comparator=one.comparator,
        value=_value(one),
        unit=unit_of(one.unit),
        baseline="" if one.baseline is None else canonical(one.baseline, share=one.unit == SHARE),
        deadline=int(due.replace("-", "")) if isinstance(due, str) else 0,
        months=due.get("years", 0) * 12 + due.get("months", 0) if isinstance(due, dict) else 0,
        force=force_of(one.hedge),
        decision=(Decision.OPEN if one.kind == TARGET else Decision.ASIDE).value,
    )


def _value(one: Figure) -> str:
    if one.value is None:
        return ""
    numbers = (one.value,) if isinstance(one.value, Fraction) else one.value
    return ";".join(canonical(number, share=one.unit == SHARE) for number in numbers)
