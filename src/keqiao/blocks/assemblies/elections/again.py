"""The next vote after one that left seats open: how many, on whom, under which rules. It chooses nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Candidate, Election, ElectionStatus
from .roll import on_ballot
from .rules import Rules, least_candidates, read_rules
from .tallying import kept_result


@dataclass(frozen=True)
class NextVote:
    """What the next vote is about. ``label``: what such a vote is called."""

    seats: int
    candidates: Sequence[Candidate]
    rules: Rules
    label: str
    said: str


def next_vote(election: Election) -> NextVote | None:
    """What stays to be voted on, or None: nothing is open, the rules leave it open, or the next vote is prepared."""
    if election.repeats.exclude(status=ElectionStatus.VOID).exists():
        return None
    if election.status == ElectionStatus.VOID:
        return _anew(election)
    result = kept_result(election)
    if election.status != ElectionStatus.CONFIRMED or result is None or not result.vacant or not election.persons:
        return None
    rules = read_rules(election.rules)
    standing = {one.number: one for one in on_ballot(election)}
    if tied := [line.number for line in result.tied()]:
        if rules.tie == "open" or 0 in tied:
            return None
        return _tied([standing[number] for number in sorted(tied)], result.vacant, rules)
    left = [
        (standing[line.number], line.votes.yes)
        for line in result.lines
        if line.number and line.outcome == "not_elected"
    ]
    return _left(left, result.vacant, rules)


def _anew(election: Election) -> NextVote:
    said = _("上一次投票无效，候选人、名额和办法不变，重新投票。")
    return NextVote(election.seats, on_ballot(election), read_rules(election.rules), _("重新投票"), said)


def _tied(candidates: Sequence[Candidate], seats: int, rules: Rules) -> NextVote:
    """On those alone who share the last seats: they are more than the seats, so no further surplus is asked for."""
    said = _("空缺%(seats)d名，按选举办法对得票相等的%(count)d人再次投票。") % {
        "seats": seats,
        "count": len(candidates),
    }
    return NextVote(seats, candidates, _fitting(rules.model_copy(update={"surplus": "0"}), seats), _("再次投票"), said)


def _left(by_votes: Sequence[tuple[Candidate, int]], seats: int, rules: Rules) -> NextVote:
    """On those who had most votes of all who weren't elected: as many as the surplus asks for, and who is equal."""
    wanted = least_candidates(rules, seats)
    last = by_votes[:wanted][-1][1] if by_votes else 0
    taken = [one for one, votes in by_votes if votes >= last]
    said = _("空缺%(seats)d名，从未当选的人中按得票取%(count)d人为候选人，另行选举。")
    told = {"seats": seats, "count": len(taken)}
    return NextVote(seats, taken, _fitting(rules, seats), _("另行选举"), said % told)


def _fitting(rules: Rules, seats: int) -> Rules:
    """The same rules; how many a ballot may be for follows the seats."""
    return rules.model_copy(update={"max_choices": min(rules.max_choices, seats)})
