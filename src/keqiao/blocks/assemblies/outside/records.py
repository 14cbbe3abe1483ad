"""How leaders, hearings, seats and consultations behind a figure are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from keqiao.kernel.standards.names import pad_name
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import day_word, joined, span, word

from .facts import CHAMBERS, CONSULTATIONS, HEARINGS, SEATS, SIDES
from .models import Consultation, Hearing, Leader, Seat

Lines = Mapping[int, RecordLine]


def describe_leaders(ids: Sequence[int]) -> Lines:
    """The post and since when, by side; the post is public, the name isn't needed for a figure."""
    found = Leader.objects.filter(pk__in=ids)
    return {one.pk: RecordLine(one.post, span(one.starts, one.ends), word(SIDES, one.side)) for one in found}


def describe_hearings(ids: Sequence[int]) -> Lines:
    """Title, day and before whom, by kind."""
    found = Hearing.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(one.title, joined(day_word(one.date), word(CHAMBERS, one.chamber)), word(HEARINGS, one.kind))
        for one in found
    }


def describe_seats(ids: Sequence[int]) -> Lines:
    """Person and term, by seat."""
    found = Seat.objects.filter(pk__in=ids).select_related("person")
    return {
        one.pk: RecordLine(pad_name(one.person.name), span(one.starts, one.ends), word(SEATS, one.kind))
        for one in found
    }


def describe_consultations(ids: Sequence[int]) -> Lines:
    """Topic, day and with whom, by kind."""
    found = Consultation.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(
            one.topic, joined(day_word(one.date), word(CHAMBERS, one.chamber)), word(CONSULTATIONS, one.kind)
        )
        for one in found
    }


describes("leaders", describe_leaders)
describes("hearings", describe_hearings)
describes("seats", describe_seats, names_persons=True)
describes("consultations", describe_consultations)
held(
    "outside.Seat",
    gettext_lazy("人大、政协席位"),
    along=("organisation",),
    stays=gettext_lazy("席位属于组织，届满后仍计入统计，只保留席位本身"),
    order=48,
)
