"""Logging in by user name and password, and out. After five failures a user name waits at that address."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import page

from .admit import admit, start_of, wanted, ways

TRIES = 5
WAIT = 15 * 60  # seconds


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
        key = _key(self.request, self.cleaned_data.get("username", ""))
        if cache.get(key, 0) >= TRIES:
            said = _("连续输错%(tries)d次，请%(minutes)d分钟后再试。忘记密码请联系本单位的安全管理员。")
            raise forms.ValidationError(said % {"tries": TRIES, "minutes": WAIT // 60})
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            cache.add(key, 0, WAIT)
            cache.incr(key)
            raise
        cache.delete(key)
        return cleaned


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
        return admit(request, form.get_user(), target)
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


def _key(request: HttpRequest | None, username: str) -> str:
    """What failures are counted under: no name stands in the cache."""
    address = request.META.get("REMOTE_ADDR", "") if request is not None else ""
    return "login-" + hashlib.sha256(f"{username.lower()}\n{address}".encode()).hexdigest()
