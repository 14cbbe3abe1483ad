"""Confirming one's employer oneself: a code to an address at the unit's own mail domain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.identities.codes import CodeError, try_code
from keqiao.kernel.identities.models import IdentityKind, Purpose
from keqiao.kernel.nouns.fields import latest_first
from keqiao.kernel.people.models import Employment
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.formats import enumerated
from keqiao.registry.verbs.employers import confirm_by_mail, domains_of

from .contacts import EmailForm
from .factors import me
from .mobile import CodeForm, send, sent_code


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def confirm_employer(request: HttpRequest) -> HttpResponseBase:
    """Ask for the address; once a code is on its way, for the code."""
    user = me(request)
    work = (
        user.person.employments.filter(ends=None).order_by(latest_first()).first() if user.person is not None else None
    )
    domains = list(domains_of(work)) if work is not None else []
    if work is None or not domains:
        messages.error(request, _("您的单位没有登记邮箱域名，不能用邮箱确认。请申请由单位确认。"))
        return redirect("registration" if user.person is not None else "home")
    code = sent_code(request, Purpose.EMAIL)
    waiting = code is not None and code.used is None and "again" not in request.GET
    form = (CodeForm if waiting else EmailForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if waiting:
                return _confirm(request, work, form.cleaned_data["code"])
            _send(request, [one.domain for one in domains], form.cleaned_data["email"])
            return redirect("confirm_employer")
        except (CodeError, VerbError) as refusal:
            form.add_error("code" if waiting else "email", str(refusal))
    context: dict[str, Any] = {"form": form, "work": work, "domains": domains, "code": code if waiting else None}
    return render(request, "web/doors/employer.html", context, status=400 if form.errors else 200)


def _send(request: HttpRequest, domains: list[str], address: str) -> None:
    if address.strip().lower().rpartition("@")[2] not in domains:
        said = _("这不是单位邮箱。请填写以%(domains)s结尾的邮箱。")
        raise VerbError(said % {"domains": enumerated(f"@{one}" for one in domains)})
    send(request, Purpose.EMAIL, IdentityKind.EMAIL, address)


def _confirm(request: HttpRequest, work: Employment, digits: str) -> HttpResponseBase:
    code, person = sent_code(request, Purpose.EMAIL), me(request).person
    assert code is not None  # the page asked before
    assert person is not None
    try_code(code, digits)
    confirm_by_mail(Act(actor_of(request)), person, {"employment": work.pk, "code": code.public_id})
    messages.success(request, _("已确认您在“%(unit)s”工作。") % {"unit": work.unit_name})
    return redirect("registration")
