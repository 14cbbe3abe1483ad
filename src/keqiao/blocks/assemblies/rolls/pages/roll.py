"""The public page of a body: those of its people who consented, in the order of surname strokes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.rolls.models import Roll, RollStatus
from keqiao.kernel.access.pages import ANYONE, page
from keqiao.kernel.posts.models import Body, Role
from keqiao.kernel.privacy.consent import consenting
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.registry.holders import Holder, holders
from keqiao.registry.pages.terms import numbered
from keqiao.registry.wording import body_word, choice_word, joined

# Officers stand first, in the order of their offices.
ORDER = (
    Role.CHAIR,
    Role.VICE_CHAIR,
    Role.SECRETARY,
    Role.SECRETARY_GENERAL,
    Role.DEPUTY_SECRETARY_GENERAL,
    Role.STANDING_DIRECTOR,
    Role.DIRECTOR,
    Role.SUPERVISOR,
    Role.MEMBER,
    Role.DELEGATE,
)


@dataclass(frozen=True)
class Named:
    """Those of one office: what it is called, and each one's name with unit and position."""

    office: str
    people: Sequence[tuple[str, str]]


@require_safe
@page(ANYONE)
def roll_page(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    """A body's public roll. Raises Http404 where none is public."""
    body = get_object_or_404(Body.objects.select_related("organisation"), public_id=body_id)
    roll = published(body.organisation_id).filter(term__body=body).first()
    if roll is None:
        raise Http404(_("“%(body)s”没有公开名单。") % {"body": body_word(body)})
    people = [one for one in holders(roll.term.posts.all()) if one.holds]
    public = consenting((one.post.person_id for one in people), roll.purpose)
    everybody = {one.post.person_id for one in people}
    context = {
        "body": body,
        "name": body_word(body),
        "organisation": body.organisation,
        "term_text": numbered(roll.term),
        "groups": named([one for one in people if one.post.person_id in public]),
        "size": len(everybody),
        "unnamed": len(everybody - public),
        "since": roll.decided,
        "trail": [
            {"label": body.organisation.name, "url": reverse("organisation_face", args=[body.organisation.code])},
            {"label": body_word(body), "url": ""},
        ],
    }
    return render(request, "rolls/roll.html", context)


def published(organisation: int) -> models.QuerySet[Roll]:
    """The rolls of an organisation that everybody may read, of terms that no later one has replaced."""
    found = Roll.objects.filter(term__body__organisation=organisation, status=RollStatus.PUBLISHED)
    return found.select_related("term__body__organisation", "purpose").order_by("term__body")


def named(people: Sequence[Holder]) -> list[Named]:
    """The people by office; whoever holds two stands under each."""
    found = []
    for role in ORDER:
        those = [one for one in people if one.post.role == role]
        if those:
            ordered = in_stroke_order(those, lambda one: one.post.person.name)
            found.append(Named(choice_word(role), [(one.listed_name, _work(one)) for one in ordered]))
    return found


def _work(one: Holder) -> str:
    return joined(one.work.unit_name, one.work.position) if one.work is not None else ""
