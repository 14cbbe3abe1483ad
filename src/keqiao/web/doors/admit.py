"""Letting somebody in who has shown who they are, and where they go then."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import User
from keqiao.look.parts import Choice

NEXT = "doors-next"  # in the session: the page asked for, while a code is on its way
BACKEND = "django.contrib.auth.backends.ModelBackend"


def admit(request: HttpRequest, user: User, target: str = "") -> HttpResponseBase:
    """Log a user in and go on to the page asked for, or to where they belong."""
    login(request, user, backend=BACKEND)
    return redirect(target or start_of(user))


def start_of(user: User) -> str:
    """Where somebody starts who asked for no page: who has a role at the desk, everybody else at home."""
    return reverse("desk") if user.grants.exists() else reverse("home")


def wanted(request: HttpRequest) -> str:
    """The page that was asked for, if it is ours; otherwise nothing."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else ""


def address_of(request: HttpRequest) -> str:
    """The network address of whoever asks."""
    return str(request.META.get("REMOTE_ADDR", ""))


def ways(current: str, target: str) -> list[Choice]:
    """The ways to log in, as tabs; the page asked for goes along."""
    query = f"?{urlencode({'next': target})}" if target else ""
    words = {"login": _("用户名和密码"), "login_mobile": _("手机验证码")}
    return [Choice(label, reverse(name) + query, name == current) for name, label in words.items()]
