"""What a form's answers rest on beside what is counted: each sort of record in one query, however many lines ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils import translation

from keqiao.blocks.returns.models import Return, Status, Written
from keqiao.kernel.faces.models import FaceStage, PublicFace
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.offices.models import Staffing
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Post
from keqiao.plans.engine import days

from .counting import Year
from .fields import FIELDS, Known
from .form import Form, How

ASKED_IN = "zh-hans"  # the language of whoever asks: an answer is the same whoever reads the page


@dataclass(frozen=True)
class Reported:
    """A number of the year that somebody reported, and the record it stands in."""

    number: Fraction
    approved: bool
    source: str
    record: Return


@dataclass(frozen=True)
class Records:
    """What was found, by what lines ask for."""

    fields: Mapping[str, str]
    staffing: Mapping[str, int]
    returned: Mapping[str, Reported]
    holders: Mapping[tuple[str, str], Sequence[str]]
    written: Mapping[str, str]

    @classmethod
    def of(cls, form: Form, organisation: Organisation, year: Year) -> Records:
        """Everything that the form asks of the organisation. What the register says of it is as of today."""
        rows = Written.objects.filter(organisation=organisation, form=form.id, year=year.year)
        return cls(
            _fields(organisation),
            _staffing(organisation, year.day),
            _returned(organisation, year.year, _sources(form, How.RETURNED)),
            _holders(organisation, year.day, _sources(form, How.HOLDERS)),
            dict(rows.values_list("line", "text")),
        )


def _sources(form: Form, how: How) -> set[str]:
    """The first word of what such lines ask for."""
    return {line.source[0] for line in form.lines() if line.how is how}


def _fields(organisation: Organisation) -> Mapping[str, str]:
    placed = Placement.objects.filter(holds_on(today()), organisation=organisation)
    face = PublicFace.objects.filter(organisation=organisation, stage=FaceStage.PUBLISHED).first()
    known = Known(organisation, placed.select_related("leading", "division").first(), face)
    with translation.override(ASKED_IN):
        return {name: one.read(known) for name, one in FIELDS.items()}


def _staffing(organisation: Organisation, day: int) -> Mapping[str, int]:
    held = Staffing.objects.filter(holds_on(day), organisation=organisation).order_by("pk")
    return dict(held.values_list("kind", "number"))


def _returned(organisation: Organisation, year: int, indicators: set[str]) -> Mapping[str, Reported]:
    """Of each indicator the number approved last, or else the one that waits."""
    if not indicators:
        return {}
    rows = Return.objects.filter(organisation=organisation, year=year, indicator__in=indicators)
    rows = rows.exclude(status=Status.REJECTED).order_by("decided_on", "pk")
    found: dict[str, Reported] = {}
    for row in rows:
        approved = row.status == Status.APPROVED
        if approved or row.indicator not in found:
            found[row.indicator] = Reported(Fraction(row.value, row.per), approved, row.source, row)
    return found


def _holders(organisation: Organisation, day: int, bodies: set[str]) -> Mapping[tuple[str, str], Sequence[str]]:
    """By body and role who holds the post in the latest term that has begun."""
    if not bodies:
        return {}
    begun = Post.objects.filter(
        holds_on(day),
        term__body__organisation=organisation,
        term__body__kind__in=bodies,
        term__starts__lte=days.to_date(day),
    )
    latest: dict[int, int] = {}
    rows = list(begun.select_related("person", "term__body").order_by("term__starts", "term__number", "pk"))
    for post in rows:
        latest[post.term.body_id] = post.term_id
    found: dict[tuple[str, str], list[str]] = {}
    for post in rows:
        if latest[post.term.body_id] == post.term_id:
            found.setdefault((post.term.body.kind, post.role), []).append(post.person.name)
    return found
