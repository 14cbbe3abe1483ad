"""Counting: from ballots to votes, from votes to a result. Pure functions of what was cast, so they can run again.

A half-counted election doesn't exist: whoever counts again counts everything, and comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from .rules import Rules, reaches

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
MARKS = (FOR, AGAINST, ABSTAIN)
ELECTED, NOT_ELECTED, TIED = "elected", "not_elected", "tied"


@dataclass(frozen=True)
class Votes:
    """The votes for and against one candidate or matter, and the abstentions."""

    yes: int = 0
    no: int = 0
    abstain: int = 0


@dataclass(frozen=True)
class Box:
    """Who was due and present, and what became of the ballots."""

    due: int
    present: int
    issued: int
    returned: int
    void: int = 0

    @property
    def valid(self) -> int:
        """Ballots that count."""
        return self.returned - self.void


@dataclass(frozen=True)
class Line:
    """How one candidate (by number) or matter fared. ``name``: of somebody written in, whose number is 0."""

    number: int
    votes: Votes
    outcome: str
    name: str = ""


@dataclass(frozen=True)
class Result:
    """What the votes come to. ``fault``: why nothing can be declared, by a code; empty when something can."""

    box: Box
    seats: int
    base: int
    lines: tuple[Line, ...]
    fault: str = ""
    vacant: int = 0

    def elected(self) -> list[Line]:
        """Those elected, by number of votes."""
        return [line for line in self.lines if line.outcome == ELECTED]

    def tied(self) -> list[Line]:
        """Those who share the last seats with more than these hold: a second ballot would be on them."""
        return [line for line in self.lines if line.outcome == TIED]

    def stored(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Result:
        """Back from plain values."""
        lines = tuple(Line(**{**one, "votes": Votes(**one["votes"])}) for one in kept["lines"])
        return cls(**{**kept, "box": Box(**kept["box"]), "lines": lines})


def add_up(numbers: Iterable[int], ballots: Iterable[Mapping[str, str]]) -> dict[int, Votes]:
    """The votes of each candidate over ballots (number as text → mark). What a ballot leaves out is an abstention."""
    counts = {number: dict.fromkeys(MARKS, 0) for number in numbers}
    for ballot in ballots:
        for number, marks in counts.items():
            marks[ballot.get(str(number), ABSTAIN)] += 1
    return {number: Votes(one[FOR], one[AGAINST], one[ABSTAIN]) for number, one in counts.items()}


def decide(
    rules: Rules,
    seats: int,
    box: Box,
    votes: Mapping[int, Votes],
    written: Mapping[str, int] | None = None,
) -> Result:
    """What the votes (by number, and for names written in) come to under the rules."""
    base = {"present": box.present, "due": box.due, "valid": box.valid}[rules.majority_base]
    lines = [Line(number, one, NOT_ELECTED) for number, one in votes.items()]
    lines += [Line(0, Votes(yes=count), NOT_ELECTED, name) for name, count in sorted((written or {}).items())]
    fault = _fault(rules, box)
    if fault:
        return Result(box, seats, base, tuple(lines), fault)
    passed = [one for one in lines if reaches(one.votes.yes, rules.majority, rules.majority_operator, base)]
    elected, tied = _seated(passed, seats)
    marked = tuple(
        replace(one, outcome=ELECTED if one in elected else TIED if one in tied else NOT_ELECTED)
        for one in _by_votes(lines)
    )
    return Result(box, seats, base, marked, "", seats - len(elected))


def _fault(rules: Rules, box: Box) -> str:
    if box.returned > box.issued:
        return "more_returned"
    if box.void > box.returned:
        return "more_void"
    number, base = (box.present, box.due) if rules.quorum_base == "due" else (box.returned, box.present)
    return "" if reaches(number, rules.quorum, rules.quorum_operator, base) else "no_quorum"


def _seated(passed: Sequence[Line], seats: int) -> tuple[list[Line], list[Line]]:
    """Who gets a seat, and who shares the last one with more than it holds."""
    ranked = _by_votes(passed)
    if len(ranked) <= seats:
        return ranked, []
    last = ranked[seats - 1].votes.yes
    if ranked[seats].votes.yes < last:
        return ranked[:seats], []
    return [one for one in ranked if one.votes.yes > last], [one for one in ranked if one.votes.yes == last]


def _by_votes(lines: Iterable[Line]) -> list[Line]:
    """The most votes first; alike, candidates in the order of the ballot, who was written in by name after them."""
    return sorted(lines, key=lambda one: (-one.votes.yes, one.number or 10_000, one.name))
