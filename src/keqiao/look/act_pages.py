"""The page of an act: the verb's form, what it refused, what changed under the reader's hands; and suggestions."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError

from .acts import Offer, address_of, offers, place_of
from .asking import VerbForm, asked_fields, verb_form
from .picking import FINDERS, options

LEAST = 1  # characters before suggestions come


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def act(request: HttpRequest, name: str, record: uuid.UUID) -> HttpResponseBase:
    """Do a verb to a record: its form, then the verb."""
    one = offers().get(name)
    if one is None:
        raise Http404
    target = get_object_or_404(one.model, public_id=record)
    if not one.allowed(actor_of(request), target):
        raise PermissionDenied(_("您没有在此办理“%(act)s”的权限。请联系本单位的安全管理员开通。") % {"act": one.label})
    if request.method == "GET" and not one.shown(target):
        said = _("“%(record)s”现在不能办理“%(act)s”，页面打开之后情况可能已经改变。")
        messages.warning(request, said % {"record": target, "act": one.label})
        return HttpResponseRedirect(address_of(target))
    form = _form(request, one, target)
    if request.method == "POST" and form.is_valid():
        answer = _carry_out(request, one, target, form)
        if answer is not None:
            return answer
    back = _back(request) or address_of(target)
    trail = [{"label": str(target), "url": back}, {"label": str(one.label), "url": ""}]
    place = Organisation.objects.get(pk=place_of(target))
    context = {"offer": one, "form": form, "back": back, "trail": trail, "place": place, "whose": _whose(place, target)}
    return render(request, "look/act.html", context, status=400 if form.errors else 200)


def _whose(place: Organisation, target: Any) -> str:
    """柳州市科学技术协会 · 代表大会: what the act is done to, and whose it is unless the record says so itself."""
    if target == place:
        return place.name
    named = str(target)
    return named if named.startswith((place.name, str(place))) else f"{place.name} · {named}"


def _form(request: HttpRequest, one: Offer, target: Any) -> VerbForm:
    posted = request.method == "POST"
    return verb_form(
        one.verb.schema,
        actor_of(request),
        data=request.POST.copy() if posted else None,
        files=request.FILES if posted else None,
        initial={**one.initial(target), **_known(request, one)},
        seen_version=target.version,
    )


def _carry_out(request: HttpRequest, one: Offer, target: Any, form: VerbForm) -> HttpResponseBase | None:
    """Call the verb and go on; None when it refused and the form says why."""
    try:
        made = one.verb(Act(actor_of(request)), target, form.given())
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except Stale as stale:
        _show_what_changed(request, one, form, target, str(stale))
        return None
    except VerbError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("已办理：%(act)s。") % {"act": one.label})
    if one.lands is not None:
        return HttpResponseRedirect(_going_on(one.lands(target, made), _back(request)))
    return HttpResponseRedirect(_back(request) or address_of(target))


def _known(request: HttpRequest, one: Offer) -> dict[str, str]:
    """What the link to this page filled in; it is only proposed, and checked like anything typed."""
    return {name: request.GET[name] for name in asked_fields(one.verb.schema) if request.GET.get(name)}


def _back(request: HttpRequest) -> str:
    """The page of ours that the link came from, where it said so."""
    address = request.GET.get("back", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _going_on(address: str, back: str) -> str:
    """Where an act leads on to; a second act goes back to where the first was begun."""
    if not back or resolve(urlsplit(address).path).url_name != "act":
        return address
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode({'back': back})}"


def _show_what_changed(request: HttpRequest, one: Offer, form: VerbForm, target: Any, said: str) -> None:
    """Beside each field what somebody else wrote meanwhile; sent again, the form counts as having seen it."""
    form.add_error(None, said)
    now = one.model._default_manager.get(pk=target.pk)
    fresh = verb_form(one.verb.schema, actor_of(request), initial=one.initial(now))
    for name, field in form.fields.items():
        theirs = fresh.get_initial_for_field(fresh.fields[name], name)
        if name in form.cleaned_data and not field.widget.is_hidden and theirs not in (None, form.cleaned_data[name]):
            form.add_error(name, _("现在登记的是“%(theirs)s”。") % {"theirs": fresh[name].value()})
    data: Any = form.data
    data["seen_version"] = str(now.version)  # type: ignore[attr-defined]  # every target is a Noun


@require_GET
@page(LOGIN)
def find(request: HttpRequest, kind: str) -> HttpResponse:
    """Suggestions for a picker, of what the reader may see."""
    if kind not in FINDERS:
        raise Http404
    words = request.GET.get(request.GET.get("field", "q"), "").strip()
    kinds = tuple(one for one in request.GET.get("kinds", "").split(",") if one)
    found = FINDERS[kind](actor_of(request), words, kinds) if len(words) >= LEAST else []
    return HttpResponse(options(found))
