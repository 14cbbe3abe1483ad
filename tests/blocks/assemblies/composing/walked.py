"""What the walk over all addresses finds of the room: a congress whose list is public."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from blocks.assemblies.composing.given import OFFICE, asking, consents
from cast import OPERATES, Cast, PersonFactory
from keqiao.blocks.assemblies.composing import lists, publishing, review, seats
from keqiao.blocks.assemblies.composing.models import Making, NomineeList


def composed(cast: Cast) -> Making:
    """A making of Liuzhou's congress, merged, examined and public."""
    found = Making.objects.first()
    if found is not None:
        return found
    day = timezone.localdate() + dt.timedelta(days=60)
    making = seats.begin(OPERATES, cast.congress, {"seats": 1, "day": day})
    allotted = seats.allot(OPERATES, making, {"unit": cast.liuzhou.code, "seats": 1})
    seats.issue(OPERATES, making, {})
    # Who is published isn't hidden from anybody; a substitute isn't published, and stays hidden.
    public = PersonFactory(name="蓝天", keeper=cast.liuzhou)
    for person, substitute in ((public, False), (cast.engineer, True)):
        slate = NomineeList.objects.get(allotment=allotted)
        lists.nominate(OPERATES, slate, {"person": person.pk, "substitute": substitute})
    lists.report(OPERATES, NomineeList.objects.get(allotment=allotted), {})
    lists.accept_list(OPERATES, allotted, {})
    lists.merge(OPERATES, Making.objects.get(pk=making.pk), {})
    merged = Making.objects.get(pk=making.pk)
    review.examine(OPERATES, merged, {"by": "代表资格审查委员会"})
    asking(cast)
    consents(public)
    publishing.publish(OPERATES, merged, {"starts": timezone.localdate(), "ends": day, **OFFICE})
    return merged
