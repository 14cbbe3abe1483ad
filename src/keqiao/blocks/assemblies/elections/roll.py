"""Who has a vote: holders of posts in the body on the record date, and of these whoever came to the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.models import AttendanceState
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.wording import body_word

from .models import BOXED, Candidate, Election, Manner, Voter


def due(election: Election) -> set[int]:
    """Ids of everybody with a vote: the term that ran on the record date, which ends when the next begins."""
    assert election.record_date is not None
    day = to_int(election.record_date)
    return set(Post.objects.running(day).filter(term__body=election.body_id).values_list("person", flat=True))


def present(election: Election) -> set[int]:
    """Of those, who was recorded as present at the meeting; everybody where there is no meeting to come to."""
    entitled = due(election)
    if election.meeting is None:
        return entitled
    came = election.meeting.attendance.filter(status=AttendanceState.PRESENT)
    return entitled & set(came.values_list("person", flat=True))


def represented(election: Election, there: set[int]) -> dict[int, int]:
    """Who isn't there and lets somebody vote who is: person → holder."""
    given = election.proxies.values_list("person", "holder")
    return {person: holder for person, holder in given if person not in there and holder in there}


def draw_up(election: Election) -> None:
    """Write the roll and how many were due and present. Raises VerbError when nobody has a vote."""
    entitled, there = due(election), present(election)
    if not entitled:
        said = _("“%(body)s”在%(day)s没有人任职，没有选举人。请核对基准日，或先登记届次和任职。")
        raise VerbError(said % {"body": body_word(election.body), "day": election.record_date})
    if not there:
        raise VerbError(_("会议还没有登记到会人员。请先在会议页面登记到会情况，再开始投票。"))
    held = represented(election, there) if election.meeting is not None else {}
    election.due, election.present = len(entitled), len(there) + len(held)
    election.issued = election.present
    if election.manner in (*BOXED, Manner.ROLL):
        Voter.objects.bulk_create(_lines(election, there, held))


def _lines(election: Election, there: Iterable[int], held: Mapping[int, int]) -> list[Voter]:
    lines = [Voter(election=election, person_id=person, version=1) for person in there]
    lines += [Voter(election=election, person_id=one, holder_id=holder, version=1) for one, holder in held.items()]
    return sorted(lines, key=lambda one: one.person_id)


def on_ballot(election: Election) -> list[Candidate]:
    """The candidates in the order of the ballot."""
    return list(election.candidates.filter(written_as="").select_related("person").order_by("number"))


def numbers(election: Election) -> list[int]:
    """The numbers that a ballot has a place for; a matter has one."""
    return [one.number for one in on_ballot(election)] if election.persons else [1]


def lines_of(person: Person) -> list[Voter]:
    """What somebody may vote on now: for themself and for those who asked them to."""
    own = Voter.objects.filter(person=person, holder=None) | Voter.objects.filter(holder=person)
    return list(own.select_related("election__body__organisation", "person").order_by("election__date", "pk"))
