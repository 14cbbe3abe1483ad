"""Logging in by user name and password, and out. What fails is counted, and a name waits after several."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.kernel.access.addresses import client_address
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.failures import count_failure, forget_failures, waits
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import page
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.refusals import note_refusal

from .admit import admit, start_of, wanted, ways


class LoginForm(AuthenticationForm):
    """User name and password, in our words, with a limit on failures."""

    error_messages = {
        "invalid_login": gettext_lazy("用户名或密码不对。请核对后重新输入；忘记密码请联系本单位的安全管理员。"),
        "inactive": gettext_lazy("这个账号已停用。请联系本单位的安全管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels in the page's language."""
        super().__init__(*args, **kwargs)
        for name, label in (("username", _("用户名")), ("password", _("密码"))):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = _("没有填写%(label)s。") % {"label": label}

    def clean(self) -> dict[str, Any]:
        """Count failures; while a name waits, the right password waits too, so that guessing learns nothing."""
        name, address = self.cleaned_data.get("username", ""), client_address(self.request) if self.request else ""
        if minutes := waits(name, address):
            said = _("登录失败次数过多，请%(minutes)d分钟后再试。忘记密码请联系本单位的安全管理员。")
            raise forms.ValidationError(said % {"minutes": minutes})
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            if name and self.cleaned_data.get("password"):
                self._count(name, address)
            raise
        forget_failures(name, address)
        return cleaned

    def _count(self, name: str, address: str) -> None:
        now_waits = count_failure(name, address)
        user = User.objects.filter(username__iexact=name).first()
        said = _("登录失败次数过多，暂停登录。") if now_waits else _("用户名或密码不对。")
        note_refusal(Act(Actor(user)), "access.enter", said, [user.organisation_id] if user is not None else [])


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def log_in(request: HttpRequest) -> HttpResponseBase:
    """User name and password; then on to the page that was asked for."""
    target = wanted(request)
    if isinstance(request.user, User):
        return redirect(target or start_of(request.user))
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return admit(request, form.get_user(), "password", target)
    context = {
        "form": form,
        "next": target,
        "tabs": ways("login", target),
        "accounts": DEMO_ACCOUNTS if settings.DEMO else (),
        "demo_password": DEMO_PASSWORD,
    }
    return render(request, "web/doors/password.html", context)


@require_POST
@page("anyone")
def log_out(request: HttpRequest) -> HttpResponseBase:
    """Leave; the session goes with everything in it."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)
