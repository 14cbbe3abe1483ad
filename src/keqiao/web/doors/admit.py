"""Letting somebody in who has shown who they are, and where they go then."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from keqiao.kernel.access.addresses import barred, client_address
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.access.second import has_second
from keqiao.kernel.access.sessions import note_way
from keqiao.kernel.verbs.contract import Act
from keqiao.look.parts import Choice
from keqiao.registry.verbs.accounts import enter

from .keeper import refuse_address

PENDING = "doors-pending"  # in the session: who has taken the first step, see ``second.Pending``
NEXT = "doors-next"  # in the session: the page asked for, while a code is on its way
BACKEND = "django.contrib.auth.backends.ModelBackend"


def admit(request: HttpRequest, user: User, way: str, target: str = "") -> HttpResponseBase:
    """Log a user in and go on to the page asked for, or to where they belong. ``way``: as ``Enter`` names it."""
    if barred(user, client_address(request)):
        return refuse_address(request, user)
    if has_second(user):
        request.session[PENDING] = {"user": user.pk, "way": way, "at": timezone.now().timestamp(), "target": target}
        return redirect("login_second")
    return finish(request, user, way, target)


def finish(request: HttpRequest, user: User, way: str, target: str, *, second: bool = False) -> HttpResponseBase:
    """Log a user in who has shown all that is asked for."""
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    note_way(request, way, second=second)
    enter(Act(Actor(user)), user, {"way": way, "second": second})
    return redirect(target or start_of(user))


def start_of(user: User) -> str:
    """Where somebody starts who asked for no page: who has a role at the desk, everybody else at home."""
    return reverse("desk") if user.grants.exists() else reverse("home")


def wanted(request: HttpRequest) -> str:
    """The page that was asked for, if it is ours; otherwise nothing."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else ""


def ways(current: str, target: str) -> list[Choice]:
    """The ways to log in, as tabs; the page asked for goes along."""
    query = f"?{urlencode({'next': target})}" if target else ""
    words = {"login": _("密码"), "login_mobile": _("手机验证码"), "login_paper": _("纸质登录码")}
    return [Choice(label, reverse(name) + query, name == current) for name, label in words.items()]
