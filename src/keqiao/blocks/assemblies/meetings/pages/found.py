"""Which meeting a page is about, and whether the reader may see it there."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.pages.frame import own, trail
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.acts import ActLink, act_url, offers


def found(request: HttpRequest, code: str, meeting: uuid.UUID) -> tuple[Organisation, Meeting]:
    """The organisation and its meeting. Raises PermissionDenied for whoever isn't of it, Http404 when there is none."""
    organisation = own(request, code)
    meetings = Meeting.objects.select_related("body__organisation", "convener")
    return organisation, get_object_or_404(meetings, public_id=meeting, body__organisation=organisation)


def way(organisation: Organisation, one: Meeting, *steps: str) -> list[dict[str, str]]:
    """The way from an organisation's assemblies by its meetings to a page of one."""
    there = [(one.title, reverse("assemblies:meeting", args=[organisation.code, one.public_id]))]
    meetings = [(str(one.body), reverse("assemblies:meetings", args=[organisation.code]))]
    return trail(organisation, *meetings, *there, *((step, "") for step in steps))


def links(record: Any, *verbs: Verb[Any, Any, Any]) -> list[ActLink]:
    """Offers that make sense for a record, for a reader of whom the page has asked already whether they may.

    A list asks once for all its rows, where ``acts_of`` would ask for each.
    """
    known = offers()
    found = ((known[verb.name], verb) for verb in verbs)
    return [ActLink(str(one.label), act_url(verb, record)) for one, verb in found if one.shown(record)]
