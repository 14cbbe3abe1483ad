"""Logging in and signing up with a mobile number: the number, then the code that came to it.

Both begin alike, so that nobody learns from the page whose number has an account.
"""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.kernel.access.addresses import client_address
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.identities.codes import DIGITS, CodeError, try_code
from keqiao.kernel.identities.models import IdentityKind, LoginCode, Purpose, holder_of
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.entering import enter
from keqiao.registry.verbs.identities import send_code

from .admit import NEXT, admit, start_of, wanted, ways

CODE = "doors-code"  # in the session: the code on its way
JOINING = "doors-joining"  # in the session: the reader came to sign up


class MobileForm(forms.Form):
    """A mobile number."""

    use_required_attribute = False
    mobile = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        error_messages={"required": gettext_lazy("没有填写手机号。请填写11位手机号。")},
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel-national", "inputmode": "tel"}),
    )


class CodeForm(forms.Form):
    """The digits that came."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("验证码"),
        max_length=12,
        error_messages={"required": gettext_lazy("没有填写验证码。请填写收到的6位数字。")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": str(DIGITS)}),
    )

    def clean_code(self) -> str:
        """Digits alone: people copy the blanks too."""
        return "".join(str(self.cleaned_data["code"]).split())


@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def log_in_mobile(request: HttpRequest) -> HttpResponseBase:
    """Ask for the number of somebody who logs in."""
    return _ask(request, "login_mobile", joining=False)


@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def join(request: HttpRequest) -> HttpResponseBase:
    """Ask for the number of somebody who signs up, and say what is kept and why."""
    return _ask(request, "join", joining=True)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def give_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code; the right one opens the account of its number, or leads on to signing up."""
    if isinstance(request.user, User):
        return redirect(start_of(request.user))
    code = sent_code(request, Purpose.LOGIN)
    if code is None:
        return _lost(request)
    form = CodeForm(request.POST or None)
    if request.method == "GET" and code.passed is not None and code.used is None:
        return redirect("join_name")
    if request.method == "POST" and form.is_valid():
        try:
            try_code(code, form.cleaned_data["code"])
            return _go_on(request, code)
        except (CodeError, VerbError) as refusal:
            form.add_error("code", str(refusal))
    context: dict[str, Any] = {"form": form, "code": code, "joining": request.session.get(JOINING, False)}
    context["minutes"] = settings.DOORS.code_minutes
    return render(request, "web/doors/code.html", context, status=400 if form.errors else 200)


@require_POST
@page("anyone")
def send_again(request: HttpRequest) -> HttpResponseBase:
    """Send another code to the same number."""
    code = sent_code(request, Purpose.LOGIN)
    if code is None:
        return _lost(request)
    try:
        send(request, Purpose.LOGIN, IdentityKind.MOBILE, code.value())
        messages.success(request, _("验证码已重新发送。之前收到的验证码不再有效。"))
    except VerbError as refusal:
        messages.error(request, str(refusal))
    return redirect("login_code")


def send(request: HttpRequest, purpose: Purpose, kind: IdentityKind, value: str) -> None:
    """Send a code and remember in the session which. Raises VerbError when the number is none or beyond the limits."""
    data = {"purpose": purpose, "kind": kind, "value": value, "address": client_address(request)}
    code = send_code(Act(actor_of(request)), None, data)
    request.session[CODE] = str(code.public_id)


def sent_code(request: HttpRequest, purpose: Purpose) -> LoginCode | None:
    """The code that this reader was sent for that purpose; None when there is none."""
    try:
        public_id = uuid.UUID(request.session.get(CODE, ""))
    except ValueError:
        return None
    return LoginCode.objects.filter(public_id=public_id, purpose=purpose).first()


def _ask(request: HttpRequest, name: str, *, joining: bool) -> HttpResponseBase:
    target = wanted(request)
    if isinstance(request.user, User):
        return redirect(target or start_of(request.user))
    form = MobileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send(request, Purpose.LOGIN, IdentityKind.MOBILE, form.cleaned_data["mobile"])
            request.session[NEXT], request.session[JOINING] = target, joining
            return redirect("login_code")
        except VerbError as refusal:
            form.add_error("mobile", str(refusal))
    context: dict[str, Any] = {"form": form, "next": target, "tabs": ways(name, target)}
    return render(request, f"web/doors/{name}.html", context, status=400 if form.errors else 200)


def _go_on(request: HttpRequest, code: LoginCode) -> HttpResponseBase:
    """With the number proved: into its account, or on to name and unit."""
    if holder_of(code.kind, code.value()) is None:
        return redirect("join_name")
    user = enter(Act(actor_of(request)), code, None)
    return admit(request, user, "mobile", request.session.pop(NEXT, ""))


def _lost(request: HttpRequest) -> HttpResponseBase:
    messages.warning(request, _("没有等待验证的手机号，可能是页面打开太久。请重新填写手机号。"))
    return redirect("login_mobile")
