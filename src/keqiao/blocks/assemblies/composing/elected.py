"""Who of a list was elected, as records tell: confirmed elections, and by hand only what was voted on elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.queries import Came, Outcome, Slate, outcomes_of, register_slates
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Role, Term
from keqiao.kernel.standards.strokes import in_stroke_order

from .counting import seated, standing, term_of
from .models import Making, MakingStatus, Nominee, NomineeStatus


@dataclass(frozen=True)
class Told:
    """What came of one nominee, or of somebody elected who was on no list; ``proof`` names and opens the vote."""

    name: str
    where: str
    outcome: Outcome | None
    word: str
    sign: str
    nominee: Nominee | None = None


def told_of(making: Making, people: Sequence[Nominee]) -> list[Told]:
    """Everybody who stood for the vote, in the order of the lists, and after them who was elected from outside."""
    found = [_told(one) for one in people if not one.substitute or one.outcome is not None]
    beside = elected_beside(making, people)
    names = dict(Person.objects.filter(pk__in=[one.person for one in beside]).values_list("pk", "name"))
    return found + [Told(names[one.person], _("不在名单上"), one, one.words, one.sign) for one in beside]


def elected_beside(making: Making, people: Iterable[Nominee]) -> list[Outcome]:
    """Those elected into the term who stand on no list: written in, or put up later."""
    listed = {(one.person_id, one.role) for one in people}
    term = term_of(making)
    found = outcomes_of(term) if term is not None else {}
    return [one for key, one in found.items() if one.came is Came.ELECTED and key not in listed]


def slates(organisation: int) -> list[Slate]:
    """The approved lists of an organisation as far as no vote on them is on record, one for each role."""
    found = []
    waiting = Making.objects.filter(body__organisation=organisation, status=MakingStatus.APPROVED)
    for making in waiting.select_related("body__organisation", "term").order_by("pk"):
        people = standing(making)
        seats = [one for one in seated(people) if one.outcome is None]
        for role in dict.fromkeys(one.role for one in seats):
            found.append(_slate(making, role, [one for one in seats if one.role == role], people))
    return found


def _slate(making: Making, role: str, rest: Sequence[Nominee], people: Sequence[Nominee]) -> Slate:
    """``seats``: all there are where everybody on the lists is to be the same, less those who were elected already."""
    listed = [one for one in people if not one.substitute]
    beside = [one for one in people if one.role == role and _may_stand_beside(one)]
    alone = all(one.role == role for one in listed)
    elected = sum(one.outcome is not None and one.outcome.came is Came.ELECTED for one in listed if one.role == role)
    term = term_of(making)
    return Slate(
        body=making.body,
        term=term,
        role=role,
        seats=max(making.seats - elected, 1) if alone else len(rest),
        people=[one.person_id for one in in_stroke_order(rest, str)],
        wider=[one.person_id for one in in_stroke_order([*rest, *beside], str)] if beside else [],
        part_time=[one.person_id for one in [*rest, *beside] if one.part_time],
        title=_title(making, term, role),
        url=reverse("assemblies:making", args=[making.body.organisation.code, making.public_id]),
    )


def _may_stand_beside(one: Nominee) -> bool:
    """Whether a substitute is still one: on the list, and no vote on them is on record."""
    return one.substitute and one.outcome is None and one.status == NomineeStatus.NOMINATED


def _title(making: Making, term: Term | None, role: str) -> str:
    said = {"term": str(term or making), "role": _(str(Role(role).label))}
    return (_("选举%(term)s%(role)s") % said)[:120]


def _told(one: Nominee) -> Told:
    where = one.slate.allotment.name
    if one.outcome is not None:
        return Told(one.person.name, where, one.outcome, one.outcome.words, one.outcome.sign, one)
    if one.status == NomineeStatus.LOST:
        return Told(one.person.name, where, None, _("未当选"), "no_data", one)
    return Told(one.person.name, where, None, _("没有选举记录"), "needs_human", one)


register_slates("composing", slates)
