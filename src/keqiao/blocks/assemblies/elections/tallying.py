"""From what is stored of an election to its result: always from all of it, so it can be done again at any time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .counting import Box, Result, Votes, add_up, decide
from .models import Answer, Ballot, Election, Manner, Sheet, WrittenIn
from .roll import numbers
from .rules import read_rules

TWO = 2  # tellers who count


@dataclass(frozen=True)
class Difference:
    """Where two sheets don't agree: a number of the ballot (0: none), what was counted, and both figures."""

    number: int
    what: str
    first: int
    second: int
    name: str = ""


def result_of(election: Election) -> Result:
    """What the stored votes come to."""
    rules = read_rules(election.rules)
    box, votes, written = _by_hand(election) if election.manner in (Manner.PAPER, Manner.HANDS) else _kept(election)
    return decide(rules, election.seats, box, votes, written)


def kept_result(election: Election) -> Result | None:
    """The result as it was counted, or None before that."""
    return Result.of(json.loads(election.result)) if election.result else None


def written_as(result: Result) -> str:
    """The result as an election keeps it."""
    return json.dumps(result.stored(), ensure_ascii=False, sort_keys=True)


def differences(sheets: Sequence[Sheet]) -> list[Difference]:
    """Where the two tellers' sheets don't agree."""
    first, second = sheets[:TWO]
    found = [
        Difference(0, what, getattr(first, what), getattr(second, what))
        for what in ("issued", "returned", "void")
        if getattr(first, what) != getattr(second, what)
    ]
    ours, theirs = votes_of(first), votes_of(second)
    for number in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(number, Votes()), theirs.get(number, Votes())
        for what in ("yes", "no", "abstain"):
            if getattr(one, what) != getattr(other, what):
                found.append(Difference(number, what, getattr(one, what), getattr(other, what)))
    mine, yours = written_of(first), written_of(second)
    for name in sorted(mine.keys() | yours.keys()):
        if mine.get(name, 0) != yours.get(name, 0):
            found.append(Difference(0, "written", mine.get(name, 0), yours.get(name, 0), name))
    return found


def votes_of(sheet: Sheet) -> dict[int, Votes]:
    """The votes on a sheet, by number."""
    return {int(number): Votes(*counts) for number, counts in json.loads(sheet.votes).items()}


def written_of(sheet: Sheet) -> dict[str, int]:
    """The names written in on a sheet, and how often."""
    return {str(name): int(count) for name, count in json.loads(sheet.written).items()}


def _by_hand(election: Election) -> tuple[Box, dict[int, Votes], dict[str, int]]:
    sheet = election.sheets.order_by("pk")[0]
    box = Box(election.due or 0, election.present or 0, sheet.issued, sheet.returned, sheet.void)
    return box, votes_of(sheet), written_of(sheet)


def _kept(election: Election) -> tuple[Box, dict[int, Votes], dict[str, int]]:
    marks: list[dict[str, str]]
    if election.manner == Manner.ROLL:
        marks = [{"1": mark} for mark in Answer.objects.filter(election=election).values_list("mark", flat=True)]
    else:
        kept = Ballot.objects.filter(election=election).values_list("marks", flat=True)
        marks = [json.loads(one) for one in kept]
    names = Counter(WrittenIn.objects.filter(election=election).values_list("name", flat=True))
    box = Box(election.due or 0, election.present or 0, election.issued or 0, len(marks))
    return box, add_up(numbers(election), marks), dict(names)
