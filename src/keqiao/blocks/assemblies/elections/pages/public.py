"""A result that everybody may read: the votes, the rule that decided, receipts, and the file for counting again."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.elections.called import called_in_public
from keqiao.blocks.assemblies.elections.models import Announcement, AnnouncementStatus, ElectionStatus
from keqiao.blocks.assemblies.elections.recount import file_digest, has_file, includes, recount_file
from keqiao.blocks.assemblies.elections.rules import read_rules
from keqiao.kernel.access.pages import ANYONE, page
from keqiao.registry.wording import body_word

from .papers import recount_answer
from .shown import shown_result


@require_safe
@page(ANYONE)
def public_result(request: HttpRequest, election: uuid.UUID) -> HttpResponse:
    """The result as it was published; ``receipt`` in the address asks whether that ballot was counted."""
    public = _published(election)
    one, called = public.election, called_in_public(public)
    code = request.GET.get("receipt", "").strip()
    context = {
        "election": one,
        "organisation": one.body.organisation,
        "body": body_word(one.body),
        "manner": _(one.get_manner_display()),
        "public": public,
        "shown": shown_result(one, called=called),
        "unnamed": called.unnamed,
        "apart": read_rules(one.rules).lists == "apart",
        "digest": file_digest(recount_file(one, called)) if has_file(one) else "",
        "receipt": code,
        "included": includes(one, code) if code else None,
        "trail": [
            {
                "label": one.body.organisation.name,
                "url": reverse("organisation_face", args=[one.body.organisation.code]),
            },
            {"label": one.title, "url": ""},
        ],
    }
    return render(request, "elections/public.html", context)


@require_safe
@page(ANYONE)
def public_recount(request: HttpRequest, election: uuid.UUID, kind: str) -> HttpResponse:
    """The published file for counting again, as JSON or as a table."""
    public = _published(election)
    return recount_answer(public.election, kind, called_in_public(public))


def _published(election: uuid.UUID) -> Announcement:
    """The publication that stands. Raises Http404 where there is none."""
    found = (
        Announcement.objects.filter(
            election__public_id=election,
            status=AnnouncementStatus.PUBLISHED,
            election__status=ElectionStatus.CONFIRMED,
        )
        .select_related("election__body__organisation", "purpose")
        .first()
    )
    if found is None:
        raise Http404(_("这项选举（表决）的结果没有公布，或者已经撤下。"))
    return found
