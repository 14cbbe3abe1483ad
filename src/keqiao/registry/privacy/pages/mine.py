"""关于我的信息: what is held about me, copies of it, what I consented to, and what I ask for. In the home."""

from __future__ import annotations

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from keqiao.exchange.documents.typeset import NoTypesetting
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import DataRequest
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.asking import VerbForm, verb_form
from keqiao.look.said import in_words
from keqiao.registry.privacy.about import changes_of, looks_at, open_requests, uses_of
from keqiao.registry.privacy.copies import as_json, as_pdf
from keqiao.registry.privacy.held import held_about
from keqiao.registry.privacy.verbs.consents import give_consent, withdraw_consent
from keqiao.registry.privacy.verbs.requests import (
    AskRequest,
    CorrectContact,
    ask,
    copy_out,
    correct_contact,
    withdraw_request,
)

from .places import home_trail, with_self

ON_PAGE = 5  # of the looks; the rest has a page of its own


@require_safe
@page(LOGIN)
@with_self
def about_me(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything that is held about whoever reads."""
    context = {
        "person": person,
        "groups": held_about(person),
        "email": request.user.email if isinstance(request.user, User) else "",
        "uses": uses_of(person),
        "looks": looks_at(person, ON_PAGE),
        "changes": changes_of(person),
        "requests": open_requests(person),
        "trail": home_trail((_("关于我的信息"), "")),
    }
    return render(request, "privacy/about_me.html", context)


@require_GET
@page(LOGIN)
@with_self
def my_copy(request: HttpRequest, person: Person, form: str) -> HttpResponseBase:
    """A copy of it all as a file; the audit keeps that it was taken."""
    try:
        made = as_pdf(person) if form == "pdf" else as_json(person)
    except NoTypesetting as missing:
        said = _("没有生成PDF：%(why)s。您可以先下载JSON格式的副本，内容相同。")
        messages.error(request, said % {"why": in_words(missing.said)})
        return redirect("about_me")
    copy_out(Act(actor_of(request)), person, {"form": form})
    kind = "application/pdf" if form == "pdf" else "application/json; charset=utf-8"
    answer = HttpResponse(made, content_type=kind)
    name = quote(_("个人信息副本%(day)s") % {"day": timezone.localdate().isoformat()})
    answer["Content-Disposition"] = f"attachment; filename=\"copy.{form}\"; filename*=UTF-8''{name}.{form}"
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@page(LOGIN)
@with_self
def my_request(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Ask for a correction, a deletion, a limit or an explanation."""
    given = {name: request.GET[name] for name in ("kind", "about") if request.GET.get(name)}
    form = _form(request, AskRequest, given)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask(Act(actor_of(request)), person, form.given())
        except VerbError as error:
            form.add_error(None, str(error))
        else:
            said = _("已提交给%(keeper)s，最迟%(due)s答复。答复会显示在本页。")
            messages.success(request, said % {"keeper": made.keeper, "due": made.due})
            return HttpResponseRedirect(reverse("about_me") + "#requests")
    trail = home_trail((_("关于我的信息"), reverse("about_me")), (_("提出请求"), ""))
    context = {"form": form, "person": person, "trail": trail}
    return render(request, "privacy/my_request.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page(LOGIN)
@with_self
def my_contact(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Change the own address, without asking anybody."""
    known = {"email": request.user.email} if isinstance(request.user, User) else {}
    form = _form(request, CorrectContact, known)
    if request.method == "POST" and form.is_valid():
        try:
            correct_contact(Act(actor_of(request)), person, form.given())
        except VerbError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("联系方式已更正。"))
            return redirect("about_me")
    trail = home_trail((_("关于我的信息"), reverse("about_me")), (_("更正联系方式"), ""))
    return render(
        request, "privacy/my_contact.html", {"form": form, "trail": trail}, status=400 if form.errors else 200
    )


@require_POST
@page(LOGIN)
@with_self
def take_back(request: HttpRequest, person: Person, asked: uuid.UUID) -> HttpResponseBase:
    """Take an own request back."""
    found = get_object_or_404(DataRequest, public_id=asked, person=person)
    try:
        withdraw_request(Act(actor_of(request)), found)
    except VerbError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("请求已撤回。"))
    return HttpResponseRedirect(reverse("about_me") + "#requests")


@require_POST
@page(LOGIN)
@with_self
def decide(request: HttpRequest, person: Person, code: str) -> HttpResponseBase:
    """Consent to a purpose, or take the consent back: one button each."""
    act = Act(actor_of(request))
    number = request.POST.get("notice", "")
    try:
        if request.POST.get("consent") == "withdraw":
            withdraw_consent(act, person, {"purpose": code})
            messages.success(request, _("已撤回同意。撤回之前的处理仍然有效，今后不再这样使用您的信息。"))
        else:
            give_consent(act, person, {"purpose": code, "notice": int(number) if number.isdecimal() else 0})
            messages.success(request, _("已记录您的同意，随时可以在这里撤回。"))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("about_me") + "#uses")


def _form(request: HttpRequest, schema: type[AskRequest] | type[CorrectContact], known: dict[str, str]) -> VerbForm:
    data = request.POST.copy() if request.method == "POST" else None
    return verb_form(schema, actor_of(request), data=data, initial=known)
