"""A result as every page shows it: lines with bars and the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.elections.called import Called
from keqiao.blocks.assemblies.elections.counting import ELECTED, TIED, Line, Result
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.rules import part, read_rules
from keqiao.blocks.assemblies.elections.tallying import kept_result
from keqiao.blocks.assemblies.elections.wording import (
    decided_words,
    fault_words,
    majority_words,
    names_of,
    outcome_words,
    quorum_words,
    tie_words,
)


@dataclass(frozen=True)
class ResultLine:
    """One candidate or matter. ``width`` of the bar and ``x`` of the threshold: percent of those the base counts."""

    name: str
    votes: Sequence[int]
    written_in: bool
    outcome: str
    decided: str
    sign: str
    width: str
    mark: str


@dataclass(frozen=True)
class Shown:
    """A whole result in words and widths."""

    result: Result
    lines: Sequence[ResultLine]
    fault: str
    tie: str
    quorum: str
    majority: str


def shown_result(election: Election, *, named: bool = True, called: Called | None = None) -> Shown | None:
    """The result as it was counted, or None before that. Two queries at most: a large screen asks often.

    ``named``: whether the reader may see who stood; otherwise the numbers of the ballot stand for them. ``called``:
    what everybody is called where only some may be named.
    """
    result = kept_result(election)
    if result is None:
        return None
    rules = read_rules(election.rules)
    names = names_of(election) if called is None else called.candidates
    written = called.written if called is not None else {}
    base = max(result.base, *(line.votes.yes for line in result.lines), 1) if result.lines else 1
    mark = f"{float((part(rules.majority) or 0) * result.base / base) * 100:.2f}%"
    lines = []
    for line in result.lines:
        votes = line.votes
        name = written.get(line.name) or _name(election, line, names, named=named)
        said = ("", "") if result.fault else (outcome_words(election, line), decided_words(election, result, line))
        width = f"{votes.yes / base * 100:.2f}%"
        sign = {ELECTED: "met", TIED: "needs_human"}.get(line.outcome, "no_data")
        counts = (votes.yes, votes.no, votes.abstain)
        lines.append(ResultLine(name, counts, not line.number, *said, sign, width, mark))
    fault = _("%(why)s投票无效。") % {"why": fault_words(result)} if result.fault else ""
    tie = tie_words(election, result)
    return Shown(result, lines, fault, tie, quorum_words(rules), majority_words(rules))


def _name(election: Election, line: Line, names: Mapping[int, str], *, named: bool) -> str:
    if not named and election.persons:
        return _("%(number)d号候选人") % {"number": line.number} if line.number else _("另选的人")
    return names.get(line.number, "") if line.number else line.name
