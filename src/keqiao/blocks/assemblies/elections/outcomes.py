"""What confirmed elections made of everybody who stood, told to whoever makes lists (``assemblies.queries``)."""

from __future__ import annotations

from collections.abc import Iterator

from keqiao.blocks.assemblies.queries import Came, Outcome, register_outcomes
from keqiao.kernel.posts.models import Term

from .models import Candidate, Election, ElectionKind, ElectionStatus
from .offered import election_url
from .tallying import kept_result


def outcomes(term: Term) -> list[Outcome]:
    """Everybody who stood, or was written in and elected, for a role of the term; nothing of votes declared void."""
    held = Election.objects.filter(term=term, kind=ElectionKind.PERSONS).exclude(status=ElectionStatus.VOID)
    every = held.select_related("body__organisation").prefetch_related("candidates").order_by("date", "pk")
    return [outcome for one in every for outcome in _of(one)]


def elected_candidates(election: Election) -> list[Candidate]:
    """Those whom the result as it was counted elects, and of whom it is known who they are."""
    result = kept_result(election)
    lines = result.elected() if result is not None else []
    numbers, names = {line.number for line in lines if line.number}, {line.name for line in lines if not line.number}
    return [
        one
        for one in election.candidates.all()
        if (one.written_as in names if one.written_as else one.number in numbers)
    ]


def _of(election: Election) -> Iterator[Outcome]:
    assert election.date is not None
    settled = election.status == ElectionStatus.CONFIRMED
    elected = {one.pk for one in elected_candidates(election)} if settled else set()
    for one in election.candidates.all():
        if one.written_as and one.pk not in elected:
            continue  # stood on no ballot, so nothing was decided about them
        came = Came.ELECTED if one.pk in elected else Came.NOT_ELECTED if settled else Came.OPEN
        yield Outcome(one.person_id, election.role, came, election.title, election.date, election_url(election))


register_outcomes("elections", outcomes)
