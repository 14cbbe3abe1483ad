"""Elections at the desk: the list of an organisation, and one election as steps with the one next action."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.elections.again import next_vote
from keqiao.blocks.assemblies.elections.makeup import makeup_of
from keqiao.blocks.assemblies.elections.models import AnnouncementStatus, Duty, Election, ElectionStatus, Manner
from keqiao.blocks.assemblies.elections.recount import file_digest, has_file, recount_file
from keqiao.blocks.assemblies.elections.steps import next_of, steps_of
from keqiao.blocks.assemblies.elections.tallying import TWO, Difference, differences
from keqiao.blocks.assemblies.elections.verbs.announcing import (
    announce,
    announcement_of,
    publish,
    send_back_announcement,
    withdraw_announcement,
)
from keqiao.blocks.assemblies.elections.verbs.preparing import (
    MANAGE,
    approve_tellers,
    give_proxy,
    name_tellers,
    nominate,
    prepare,
    put_after,
    set_rules,
    use_preset,
)
from keqiao.blocks.assemblies.elections.verbs.repeating import repeat
from keqiao.blocks.assemblies.elections.wording import names_of, rules_in_words
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, act_link, act_url, acts_of
from keqiao.registry.wording import body_word

from .shown import shown_result


@require_safe
@page(NEED, on=place)
def elections(request: HttpRequest, code: str) -> HttpResponse:
    """Every election of an organisation, those that go on first."""
    organisation = own(request, code)
    found = list(
        Election.objects.filter(body__organisation=organisation)
        .select_related("body", "meeting")
        .order_by("-date", "-pk")
    )
    settled = {ElectionStatus.CONFIRMED, ElectionStatus.VOID}
    context = {
        "organisation": organisation,
        "running": [_line(one) for one in found if one.status not in settled],
        "settled": [_line(one) for one in found if one.status in settled],
        "bodies": _bodies(request, organisation),
        "trail": trail(organisation, (_("选举和表决"), "")),
    }
    return render(request, "elections/list.html", context)


def _line(one: Election) -> dict[str, Any]:
    return {
        "one": one,
        "status": _(one.get_status_display()),
        "manner": _(one.get_manner_display()),
        "body": body_word(one.body),
    }


def _bodies(request: HttpRequest, organisation: Organisation) -> list[tuple[str, str]]:
    """Where a new election begins: name and address for each body."""
    if not may(request, MANAGE, organisation):
        return []
    here = reverse("assemblies:elections", args=[organisation.code])
    return [(body_word(one), act_url(prepare, one, back=here)) for one in organisation.bodies.order_by("pk")]


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def election(request: HttpRequest, code: str, election: uuid.UUID) -> HttpResponseBase:
    """One election. Posting says which comes before it."""
    organisation = own(request, code)
    one = election_of(organisation, election)
    if request.method == "POST":
        _put_after(request, one)
        return redirect("assemblies:election", code, election)
    names = can(actor_of(request), "people.see", organisation.pk)
    context = {
        "organisation": organisation,
        "election": one,
        "status": _(one.get_status_display()),
        "body": body_word(one.body),
        "steps": steps_of(one),
        "next": next_of(request, one) if names else None,
        "rules": rules_in_words(one),
        "acts": acts_of(request, one),
        "links": _links(request, one),
        "names": names,
        "others": _others(one) if may(request, MANAGE, organisation) else [],
        "trail": trail(
            organisation,
            (_("选举和表决"), reverse("assemblies:elections", args=[organisation.code])),
            (one.title, ""),
        ),
        **_people(request, one),
        **_counted(one, named=names),
        **_afterwards(request, one),
    }
    return render(request, "elections/election.html", context)


def election_of(organisation: Organisation, public_id: uuid.UUID) -> Election:
    """An election of the organisation's. Raises Http404 when it has no such one."""
    every = Election.objects.select_related("body__organisation", "meeting", "after", "again_of", "term__body")
    return get_object_or_404(every, public_id=public_id, body__organisation=organisation)


def _links(request: HttpRequest, one: Election) -> dict[str, ActLink | None]:
    """What may be done where it belongs."""
    return {
        "nominate": act_link(request, nominate, one),
        "tellers": act_link(request, name_tellers, one),
        "approve_tellers": act_link(request, approve_tellers, one),
        "rules": act_link(request, set_rules, one),
        "preset": act_link(request, use_preset, one),
        "proxy": act_link(request, give_proxy, one),
    }


def _people(request: HttpRequest, one: Election) -> dict[str, Any]:
    tellers = list(one.tellers.select_related("person", "election__body"))
    candidates = list(one.candidates.select_related("person", "election__body").order_by("number"))
    return {
        "candidates": [(candidate, acts_of(request, candidate)) for candidate in candidates],
        "tellers": [
            (_(str(duty.label)), [(teller, acts_of(request, teller)) for teller in tellers if teller.duty == duty])
            for duty in Duty
        ],
        "proxies": list(one.proxies.select_related("person", "holder")),
        "role": _(one.get_role_display()) if one.role else "",
    }


def _counted(one: Election, *, named: bool) -> dict[str, Any]:
    """The result, the sheets that don't agree, the file for counting again, and the demands of plans on the body."""
    every = one.sheets.select_related("teller__person").order_by("pk")
    sheets = list(every) if named and one.manner == Manner.PAPER else []
    both = differences(sheets) if len(sheets) >= TWO else []
    return {
        "shown": shown_result(one, named=named),
        "makeup": makeup_of(one),
        "sheets": sheets,
        "differences": [_said(one, found) for found in both],
        "digest": file_digest(recount_file(one)) if has_file(one) else "",
    }


def _afterwards(request: HttpRequest, one: Election) -> dict[str, Any]:
    """The next vote where seats stayed open, and whether everybody may read the result."""
    following, public = next_vote(one), announcement_of(one)
    verbs = (publish, send_back_announcement, withdraw_announcement)
    return {
        "following": following,
        "repeat": act_link(request, repeat, one) if following is not None else None,
        "repeats": list(one.repeats.order_by("pk")),
        "public": public,
        "public_status": _(public.get_status_display()) if public is not None else "",
        "is_public": public is not None and public.status == AnnouncementStatus.PUBLISHED,
        "announce": act_link(request, announce, one),
        "public_acts": [link for verb in verbs if public is not None and (link := act_link(request, verb, public))],
    }


def _said(one: Election, found: Difference) -> tuple[str, int, int]:
    """Where two sheets differ, in words, and both figures."""
    what = {
        "issued": _("发出选票"),
        "returned": _("收回选票"),
        "void": _("废票"),
        "yes": _("赞成"),
        "no": _("反对"),
        "abstain": _("弃权"),
        "written": _("另选“%(name)s”") % {"name": found.name},
    }[found.what]
    said = f"{names_of(one)[found.number]} · {what}" if found.number else what
    return said, found.first, found.second


def _others(one: Election) -> list[Election]:
    """Elections that could come before this one, while it hasn't begun."""
    if one.status not in (ElectionStatus.PREPARED, ElectionStatus.APPROVED):
        return []
    near = Election.objects.filter(body__organisation=one.organisation_id).exclude(pk=one.pk)
    return list(near.exclude(status=ElectionStatus.VOID).order_by("-date", "pk")[:20])


def _put_after(request: HttpRequest, one: Election) -> None:
    wanted = _uuid(request.POST.get("after", ""))
    before = Election.objects.filter(public_id=wanted).first() if wanted is not None else None
    try:
        put_after(Act(actor_of(request)), one, {"after": before.pk if before is not None else None})
    except VerbError as error:
        messages.error(request, str(error))
        return
    messages.success(request, _("已排定先后。"))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
