"""How reported numbers and attested matters behind figures are named. Each answers in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.look.formats import plain
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.wording import day_word, joined, organisation_url, word

from .facts import STATES
from .models import Attestation, Return

Lines = Mapping[int, RecordLine]


def describe_returns(ids: Sequence[int]) -> Lines:
    """Who reported which number, its year and source."""
    found = Return.objects.filter(pk__in=ids).select_related("organisation")
    return {
        one.pk: RecordLine(one.organisation.name, _number(one), url=organisation_url(one.organisation)) for one in found
    }


def describe_attestations(ids: Sequence[int]) -> Lines:
    """What was stated, by whom and on which paper, by how far it is."""
    found = Attestation.objects.filter(pk__in=ids).select_related("organisation", "attachment")
    return {
        one.pk: RecordLine(
            one.statement,
            joined(one.organisation.name, day_word(one.decided_on or one.submitted_on), one.attachment.name),
            word(STATES, one.status),
            organisation_url(one.organisation),
        )
        for one in found
    }


def _number(one: Return) -> str:
    value = _("%(year)d年上报%(number)s") % {"year": one.year, "number": plain(Fraction(one.value, one.per))}
    return joined(value, one.source)


describes("returns", describe_returns)
describes("attestations", describe_attestations)
