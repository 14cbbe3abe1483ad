"""Elections of Liuzhou's, for the walk through addresses."""

from __future__ import annotations

import datetime as dt

from cast import Cast
from keqiao.blocks.assemblies.elections.models import Announcement, Candidate, Election, Teller, Voter
from keqiao.blocks.assemblies.elections.tallying import result_of, written_as
from keqiao.kernel.nouns import ledger


def voted_on(cast: Cast, manner: str = "online") -> Election:
    """An election of Liuzhou's congress that is counted; the city's clerk, who is a delegate too, had a vote."""
    found = Election.objects.filter(manner=manner).first()
    if found is not None:
        return found
    person, clerk = cast.engineer, cast.clerk
    with ledger.exempt("walk"):
        clerk.person = person
        clerk.save()
        day = dt.date(2026, 1, 1)
        given = {"kind": "persons", "role": "member", "term": cast.term, "status": "counted"}
        one = Election(body=cast.congress, title="选举", manner=manner, date=day, record_date=day, **given)
        one.save()
        Candidate(election=one, person=person, number=1).save()
        Voter(election=one, person=person, voted=True).save()
        if manner == "online":
            one.result = written_as(result_of(one))
            one.save()
    return one


def announced(cast: Cast) -> Election:
    """The same with its result confirmed and public."""
    one = voted_on(cast)
    with ledger.exempt("walk"):
        one.status = "confirmed"
        one.save()
        Announcement(election=one, status="published", submitted=one.date, decided=one.date).save()
    return one


def counting(cast: Cast) -> Teller:
    """A teller of Liuzhou's."""
    with ledger.exempt("walk"):
        one = Teller(election=voted_on(cast, "paper"), person=cast.official, duty="counter")
        one.save()
    return one
