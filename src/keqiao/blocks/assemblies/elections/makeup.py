"""What the body would look like: the plans' demands on it, with the candidates before the vote, the elected after."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.registry.whatif import Candidate as Supposed
from keqiao.registry.whatif import Composed, composed

from .models import Election, ElectionStatus
from .outcomes import elected_candidates
from .roll import on_ballot

SITTING = 1_000_000_000  # numbers of those who hold posts already, beyond all of candidates


@dataclass(frozen=True)
class Makeup:
    """The demands on the body, and as if held by whom."""

    said: str
    composed: Composed


def makeup_of(election: Election) -> Makeup | None:
    """The demands, or None where none is made or nobody stands. It informs and blocks nothing."""
    term = election.term
    if not election.persons or term is None or term.starts is None:
        return None
    counted = election.status in (ElectionStatus.COUNTED, ElectionStatus.CONFIRMED)
    people = elected_candidates(election) if counted else on_ballot(election)
    if not people:
        return None
    sitting = [
        Supposed(SITTING + post.pk, post.person_id, post.role, post.part_time, post.resident, post.elected_by_unit)
        for post in term.posts.filter(ends=None)
    ]
    standing = {(one.person, one.role) for one in sitting}
    new = [
        Supposed(one.pk, one.person_id, election.role, one.part_time, one.resident, one.elected_by_unit)
        for one in people
        if (one.person_id, election.role) not in standing
    ]
    found = composed(election.organisation_id, term.body.kind, [*sitting, *new], term.starts)
    if not found.requirements:
        return None
    return Makeup(_("按当选的人计算") if counted else _("按全部候选人计算"), found)
