"""My account: its start page, numbers and addresses, and other devices."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import FactorKind, OpenSession, User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.access.second import factors
from keqiao.kernel.identities.codes import CodeError, try_code
from keqiao.kernel.identities.models import Identity, IdentityKind
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.contacts import PURPOSES, confirm, drop, end_sessions

from .factors import me
from .mobile import CodeForm, MobileForm, send, sent_code


class EmailForm(forms.Form):
    """An e-mail address."""

    use_required_attribute = False
    email = forms.CharField(
        label=gettext_lazy("电子邮箱"),
        max_length=120,
        error_messages={"required": gettext_lazy("没有填写电子邮箱。")},
        widget=forms.TextInput({"type": "email", "autocomplete": "email"}),
    )


FORMS: dict[str, type[forms.Form]] = {"mobile": MobileForm, "email": EmailForm}
TITLES = {"mobile": gettext_lazy("验证新的手机号"), "email": gettext_lazy("验证电子邮箱")}


@never_cache
@require_safe
@page(LOGIN)
def account(request: HttpRequest) -> HttpResponse:
    """By what one is known here, where one is logged in, and what guards the account."""
    user = me(request)
    proved = {one.kind: one for one in _proved(user)}
    context = {
        "person": user.person,
        "mobile": proved.get(IdentityKind.MOBILE.value),
        "email": proved.get(IdentityKind.EMAIL.value),
        "sessions": OpenSession.objects.filter(user=user, ended=None),
        "here": sessions.digest(request.session.session_key),
        "factors": factors(user).exclude(kind=FactorKind.RECOVERY).count(),
        "has_password": user.has_usable_password(),
    }
    return render(request, "web/doors/account.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def contact(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Ask for a new number or address, and send a code to it."""
    if kind not in FORMS:
        raise Http404
    if me(request).person is None:
        return _nobodys(request)
    form = FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send(request, PURPOSES[IdentityKind(kind)], IdentityKind(kind), form.cleaned_data[kind])
            return redirect("account_contact_code", kind)
        except VerbError as refusal:
            form.add_error(kind, str(refusal))
    return _page(request, form, kind, _("获取验证码"))


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def contact_code(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Ask for the code that came there; from then on number or address is the reader's."""
    person = me(request).person
    if person is None:
        return _nobodys(request)
    code = sent_code(request, PURPOSES[IdentityKind(kind)]) if kind in FORMS else None
    if code is None:
        return redirect("account")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            try_code(code, form.cleaned_data["code"])
            made = confirm(Act(actor_of(request)), person, {"code": code.public_id})
            messages.success(request, _("已验证%(identity)s。") % {"identity": made})
            return redirect("account")
        except (CodeError, VerbError) as refusal:
            form.add_error("code", str(refusal))
    return _page(request, form, kind, _("确认验证码"), sent_to=code.shown())


@require_POST
@page(LOGIN)
def drop_email(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Give up one's e-mail address."""
    identity = get_object_or_404(Identity, public_id=public_id, person=me(request).person)
    try:
        drop(Act(actor_of(request)), identity, None)
        messages.success(request, _("已停用%(identity)s。") % {"identity": identity})
    except VerbError as refusal:
        messages.error(request, str(refusal))
    return redirect("account")


@require_POST
@page(LOGIN)
def leave_elsewhere(request: HttpRequest) -> HttpResponseBase:
    """Log oneself out on all other devices."""
    ended = end_sessions(Act(actor_of(request)), me(request), {"session": request.session.session_key})
    messages.success(request, _("已退出其他%(count)d处登录。") % {"count": ended})
    return redirect("account")


def _proved(user: User) -> list[Identity]:
    """The numbers and addresses that are the user's own today."""
    if user.person is None:
        return []
    return list(Identity.objects.filter(person=user.person, ends=None).exclude(verified=None))


def _nobodys(request: HttpRequest) -> HttpResponseBase:
    messages.error(request, _("这个账号还没有关联到个人记录，不能登记手机号和邮箱。请联系本单位的安全管理员。"))
    return redirect("account")


def _page(request: HttpRequest, form: forms.Form, kind: str, button: str, sent_to: str = "") -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": TITLES[kind], "button": button, "sent_to": sent_to}
    return render(request, "web/doors/contact.html", context, status=400 if form.errors else 200)
