"""Whether the engine and the analyst's statement count the same, to the digit, for every question and organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from keqiao.plans.engine.evaluate import Asked
from keqiao.plans.engine.questions import BASELINE, OVER, Question
from keqiao.plans.engine.scans import Answers

Place = tuple[str, int, int]
Counters = tuple[int, int, int, int, str]


def by_engine(asked: Iterable[Asked], answers: Answers) -> dict[Place, Counters]:
    """All counters under the names that the analyst gives; what is asked alike is named by the first who asks."""
    found: dict[Place, Counters] = {}
    seen: set[Question] = set()
    for question in (question for one in asked if one.subjects for question in one.questions):
        plain = replace(question, commitment="", part="")
        if plain not in seen:
            what = _name(question)
            for (organisation, period), counts in answers[question].items():
                said = (counts.yes, counts.no, counts.unknown, counts.amount, counts.band)
                found[what, organisation, period] = said
        seen.add(plain)
    return found


def by_hand(rows: Iterable[tuple[Any, ...]]) -> dict[Place, Counters]:
    """The rows of the analyst's statement under the same names."""
    return {(row[0], row[1], row[2]): (row[3], row[4], row[5], row[6], row[7]) for row in rows}


def differences(ours: dict[Place, Counters], theirs: dict[Place, Counters]) -> list[str]:
    """What differs, in words; empty when nothing does."""
    different = [place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place)]
    return [f"{place}: {ours.get(place)}, by hand {theirs.get(place)}" for place in sorted(different)]


def _name(question: Question) -> str:
    if question.fact == "returns":
        where = repr(question.where)
        indicator = where.split("Literal(value='")[1].split("'")[0]
        return f"returned {indicator} {question.needed} {question.day}"
    if question.fact == "attestations" and not question.periods:
        topic = repr(question.where).split("Literal(value='")[1].split("'")[0]
        return f"attested {topic} {question.day}"
    suffix = " baseline" if question.part.startswith(BASELINE) else " over" if question.part == OVER else ""
    return f"{question.commitment}{suffix}"
