"""The second step of a login: what is shown beside password or code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.kernel.access.addresses import client_address
from keqiao.kernel.access.failures import count_failure, forget_failures, waits
from keqiao.kernel.access.models import FactorKind, User
from keqiao.kernel.access.pages import page
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.access.second import factors
from keqiao.kernel.identities.codes import CodeError, try_code
from keqiao.kernel.identities.models import IdentityKind, Purpose
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.refusals import note_refusal
from keqiao.registry.verbs.factors import mobile_of, show_message, show_second
from keqiao.registry.verbs.passkeys import show_passkey

from .admit import PENDING, finish, start_of
from .mobile import send, sent_code
from .passkeys import answered, ask_for

PATIENCE = dt.timedelta(minutes=10)  # between the first step and the second


@dataclass(frozen=True)
class Pending:
    """Somebody who has taken the first step: kept in the session, which is nobody's yet."""

    user: int
    way: str
    at: float
    target: str = ""
    by_message: bool = False


class SecondForm(forms.Form):
    """The code."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("验证码"),
        max_length=20,
        error_messages={"required": gettext_lazy("没有填写验证码。")},
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def second(request: HttpRequest) -> HttpResponseBase:
    """Ask for the second factor, and let its holder in."""
    if isinstance(request.user, User):
        return redirect(start_of(request.user))
    pending, user = _who(request)
    if pending is None or user is None:
        return _again(request)
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _check(request, user, pending, form.cleaned_data["code"])
            return finish(request, user, pending.way, pending.target, second=True)
        except (CodeError, VerbError) as refusal:
            form.add_error("code", str(refusal))
    kinds = set(factors(user).values_list("kind", flat=True))
    context = {
        "form": form,
        "by_message": pending.by_message,
        "mobile": mobile_of(user) if pending.way != "mobile" else None,
        "has_app": FactorKind.TOTP in kinds,
        "has_recovery": FactorKind.RECOVERY in kinds,
        "passkey": ask_for(request, user),
    }
    return render(request, "web/doors/second.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters("answer")
@require_POST
@page("anyone")
def second_passkey(request: HttpRequest) -> HttpResponseBase:
    """Take what the browser shows of a passkey, and let its holder in."""
    pending, user = _who(request)
    if pending is None or user is None:
        return _again(request)
    act = Act(Actor(user))
    try:
        with _counted(request, act, user, "access.show_passkey"):
            show_passkey(act, user, answered(request, request.POST.get("answer", "")))
    except VerbError as refusal:
        messages.error(request, str(refusal))
        return redirect("login_second")
    return finish(request, user, pending.way, pending.target, second=True)


@require_POST
@page("anyone")
def second_message(request: HttpRequest) -> HttpResponseBase:
    """Send a code to the mobile that somebody proved, instead of the app's."""
    pending, user = _who(request)
    if pending is None or user is None:
        return _again(request)
    mobile = mobile_of(user)
    if mobile is None or pending.way == "mobile":
        messages.error(request, _("这次登录不能用短信验证。请用动态口令或恢复码。"))
        return redirect("login_second")
    try:
        send(request, Purpose.SECOND, IdentityKind.MOBILE, mobile.value())
        keep(request, Pending(**{**asdict(pending), "by_message": True}))
        messages.success(request, _("验证码已发送到%(number)s。") % {"number": mobile.shown()})
    except VerbError as refusal:
        messages.error(request, str(refusal))
    return redirect("login_second")


def keep(request: HttpRequest, pending: Pending) -> None:
    """Remember in the session who has taken the first step."""
    request.session[PENDING] = asdict(pending)


def pending_of(request: HttpRequest) -> Pending | None:
    """Who has taken the first step in this session, a short while ago."""
    kept = request.session.get(PENDING)
    if kept is None or kept["at"] + PATIENCE.total_seconds() < timezone.now().timestamp():
        return None
    return Pending(**kept)


def _who(request: HttpRequest) -> tuple[Pending | None, User | None]:
    """Who has taken the first step, and their account while it is in use."""
    pending = pending_of(request)
    return pending, None if pending is None else User.objects.filter(pk=pending.user, is_active=True).first()


def _check(request: HttpRequest, user: User, pending: Pending, code: str) -> None:
    """Try the code. Raises VerbError or CodeError."""
    act = Act(Actor(user))
    with _counted(request, act, user, "access.show_second"):
        sent = sent_code(request, Purpose.SECOND) if pending.by_message else None
        if sent is not None and code.strip().isdecimal() and sent.used is None:
            try_code(sent, code)
            show_message(act, user, {"code": sent.public_id})
        else:
            show_second(act, user, {"code": code})


@contextmanager
def _counted(request: HttpRequest, act: Act, user: User, verb: str) -> Iterator[None]:
    """Refuse to try while too much has failed, and count what fails within as that of passwords is."""
    name, address = f"second:{user.pk}", client_address(request)
    if minutes := waits(name, address):
        said = _("验证码输错次数过多，请%(minutes)d分钟后再试。")
        raise VerbError(said % {"minutes": minutes})
    try:
        yield
    except (CodeError, VerbError):
        count_failure(name, address, user)
        note_refusal(act, verb, _("第二重验证不对。"), [user.organisation_id])
        raise
    forget_failures(name, address)


def _again(request: HttpRequest) -> HttpResponseBase:
    request.session.pop(PENDING, None)
    messages.warning(request, _("登录的第一步已过期。请重新登录。"))
    return redirect("login")
