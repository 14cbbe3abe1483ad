"""The result for those who voted, with their receipts and the file for counting again; and a teller's sheet."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.elections.models import Election, Manner, Sheet, Teller
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.recount import file_digest, has_file, includes, recount_file
from keqiao.blocks.assemblies.elections.roll import numbers
from keqiao.blocks.assemblies.elections.tallying import votes_of, written_of
from keqiao.blocks.assemblies.elections.verbs.preparing import MANAGE
from keqiao.blocks.assemblies.elections.verbs.settling import enter_sheet
from keqiao.blocks.assemblies.elections.wording import names_of
from keqiao.kernel.access.pages import LOGIN, actor_of, may, page
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.plans.access import sees_own_live

from .papers import recount_answer
from .phone import person_of
from .shown import shown_result

MOST_WRITTEN = 6  # lines for names written in on a sheet


@require_safe
@page(LOGIN)
def result(request: HttpRequest, election: uuid.UUID) -> HttpResponse:
    """The result; ``receipt`` in the address asks whether that ballot was counted."""
    one = _counted(request, election)
    code = request.GET.get("receipt", "").strip()
    context = {
        "election": one,
        "organisation": one.body.organisation,
        "shown": shown_result(one),
        "digest": file_digest(recount_file(one)) if has_file(one) else "",
        "receipt": code,
        "included": includes(one, code) if code else None,
        "trail": [
            {"label": _("我的"), "url": reverse("home")},
            {"label": _("投票"), "url": reverse("votes:mine")},
            {"label": one.title, "url": ""},
        ],
    }
    return render(request, "elections/result.html", context)


@require_safe
@page(LOGIN)
def recount(request: HttpRequest, election: uuid.UUID, kind: str) -> HttpResponse:
    """The file for counting again, for those who had a vote and for the organisation's own staff."""
    return recount_answer(_counted(request, election), kind)


def _counted(request: HttpRequest, public_id: uuid.UUID) -> Election:
    """An election with a result. Raises PermissionDenied for whoever neither had a vote nor is of the organisation."""
    one = get_object_or_404(Election.objects.select_related("body__organisation"), public_id=public_id)
    person, actor = person_of(request), actor_of(request)
    voted = person is not None and (
        one.voters.filter(person=person).exists() or one.voters.filter(holder=person).exists()
    )
    staff = sees_own_live(actor, one.organisation_id) and may(request, "people.see", one.organisation_id)
    if not voted and not staff:
        raise PermissionDenied(_("结果由参加选举的人和本单位查看。请用自己的账号登录。"))
    if not one.result:
        raise Http404(_("“%(title)s”还没有计票。") % {"title": one.title})
    return one


@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
def sheet(request: HttpRequest, teller: uuid.UUID) -> HttpResponseBase:
    """What one teller counted; the other's sheet isn't shown here."""
    one = get_object_or_404(Teller.objects.select_related("election__body__organisation", "person"), public_id=teller)
    person = person_of(request)
    own = person is not None and person.pk == one.person_id
    if not own and not may(request, MANAGE, one.organisation_id):
        raise PermissionDenied(_("计票单由计票人本人或经办人员录入。请用自己的账号登录。"))
    if one.election.manner != Manner.PAPER:
        raise Http404(_("这次投票没有计票单。"))
    error = ""
    if request.method == "POST":
        error = _entered(request, one)
        if not error:
            messages.success(request, _("计票单已录入。"))
            return redirect("home") if own else redirect(election_url(one.election))
    kept = Sheet.objects.filter(teller=one).first()
    context = {
        "teller": one,
        "election": one.election,
        "organisation": one.election.body.organisation,
        "rows": _rows(request, one, kept),
        "totals": _totals(request, kept),
        "written": _written(request, kept),
        "error": error,
    }
    return render(request, "elections/sheet.html", context, status=400 if error else 200)


def _entered(request: HttpRequest, teller: Teller) -> str:
    """Enter the sheet; what is wrong with it, or nothing."""
    try:
        data: dict[str, Any] = {name: _number(request, name) for name in ("issued", "returned", "void")}
        places = [str(number) for number in numbers(teller.election)]
        data["votes"] = {place: [_number(request, f"{what}-{place}") for what in WHAT] for place in places}
        data["written"] = {
            name: _number(request, f"count-{row}")
            for row in range(MOST_WRITTEN)
            if (name := request.POST.get(f"name-{row}", "").strip())
        }
        enter_sheet(Act(actor_of(request)), teller, data)
    except VerbError as error:
        return str(error)
    return ""


WHAT = ("yes", "no", "abstain")


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "").strip()
    if not text.isdecimal() or len(text) > 6:
        raise VerbError(_("有的数没有填，或者不是整数。没有的请填0。"))
    return int(text)


def _rows(request: HttpRequest, teller: Teller, kept: Sheet | None) -> list[dict[str, Any]]:
    names, votes = names_of(teller.election), votes_of(kept) if kept is not None else {}
    words = {"yes": _("赞成"), "no": _("反对"), "abstain": _("弃权")}
    return [
        {
            "name": names[number],
            "fields": [
                (
                    f"{what}-{number}",
                    words[what],
                    request.POST.get(f"{what}-{number}", getattr(votes[number], what) if number in votes else ""),
                )
                for what in WHAT
            ],
        }
        for number in numbers(teller.election)
    ]


def _totals(request: HttpRequest, kept: Sheet | None) -> list[tuple[str, str, Any]]:
    words = (("issued", _("发出选票")), ("returned", _("收回选票")), ("void", _("其中废票")))
    return [(name, word, request.POST.get(name, getattr(kept, name, ""))) for name, word in words]


def _written(request: HttpRequest, kept: Sheet | None) -> list[tuple[int, str, Any]]:
    names: list[tuple[str, Any]] = list(written_of(kept).items()) if kept is not None else []
    names += [("", "")] * (MOST_WRITTEN - len(names))
    return [
        (row, request.POST.get(f"name-{row}", name), request.POST.get(f"count-{row}", count))
        for row, (name, count) in enumerate(names[:MOST_WRITTEN])
    ]
