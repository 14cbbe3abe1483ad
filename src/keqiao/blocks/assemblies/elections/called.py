"""What people are called where everybody reads: by name who consents to it now, by number everybody else.

The words are Chinese whatever the page is read in: they stand in the file, whose digest must be one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keqiao.kernel.privacy.consent import consenting
from keqiao.kernel.standards.names import pad_name

from .models import Announcement, Candidate, Election
from .tallying import kept_result


@dataclass(frozen=True)
class Called:
    """Candidates by number; those written in by the name that was written; and how many aren't named."""

    candidates: Mapping[int, str]
    written: Mapping[str, str]
    unnamed: int


def called_in_public(announcement: Announcement) -> Called:
    """Who is named on the public page. A matter has no people, so it keeps its title."""
    election = announcement.election
    if not election.persons:
        return Called({1: election.title}, {}, 0)
    people = list(election.candidates.select_related("person").order_by("number"))
    purpose = announcement.purpose
    public = consenting((one.person_id for one in people), purpose) if purpose is not None else set()
    standing = [one for one in people if not one.written_as]
    candidates = {one.number: _name(one, public) for one in standing}
    known = {one.written_as: one for one in people if one.written_as}
    written = {name: _written(place, known.get(name), public) for place, name in enumerate(_names(election), start=1)}
    unnamed = sum(one.person_id not in public for one in standing)
    unnamed += sum(name not in known or known[name].person_id not in public for name in written)
    return Called(candidates, written, unnamed)


def _name(one: Candidate, public: set[int]) -> str:
    return pad_name(one.person.name) if one.person_id in public else f"{one.number}号候选人"


def _written(place: int, one: Candidate | None, public: set[int]) -> str:
    if one is not None and one.person_id in public:
        return one.written_as
    return f"另选第{place}人"


def _names(election: Election) -> list[str]:
    """The names written in, as the result orders them: by votes, so the number tells nothing of the name."""
    result = kept_result(election)
    return [line.name for line in result.lines if not line.number] if result is not None else []
