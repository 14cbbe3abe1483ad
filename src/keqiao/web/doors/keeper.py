"""The doorkeeper: looks at each request of somebody who is logged in, before any page does.

A session that nobody opened, that was ended elsewhere, stood idle or grew too old is over at once. Whoever
has to set another password does that first. Administrators come from their networks only.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from keqiao.kernel.access.addresses import barred, client_address
from keqiao.kernel.access.models import User
from keqiao.kernel.access.passwords import outdated
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.access.second import has_second, must_have_second
from keqiao.kernel.access.sessions import note_use, standing, why_over
from keqiao.kernel.verbs.contract import VISITOR, Act
from keqiao.kernel.verbs.refusals import note_refusal

from .lost import written

Next = Callable[[HttpRequest], HttpResponseBase]
# Open to whoever is on the way in or out, and to whoever sets a password.
ALWAYS = ("/logout/", "/look/", "/static/", "/account/password/")
SETTING_UP = "/account/second/"


class Doorkeeper:
    """Django middleware, behind the one that says who the user is."""

    def __init__(self, go_on: Next) -> None:
        """``go_on``: the rest of the site."""
        self.go_on = go_on

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through, or say why not."""
        if SESSION_KEY not in request.session:
            return self.go_on(request)
        return self._kept(request) or self.go_on(request)

    def _kept(self, request: HttpRequest) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User):
            said = _("登录已结束：账号已停用，或密码已在别处更改。如有疑问请联系本单位的安全管理员。")
            return _over(request, VISITOR, said)
        stands = standing(request.session.session_key, user)
        if stands is None:
            return _over(request, Actor(user), _("这次登录已在别处结束。请重新登录。"))
        if said := why_over(stands):
            return _over(request, Actor(user), said)
        note_use(stands.row)
        if stands.staff and barred(user, client_address(request)):
            return refuse_address(request, user)
        return _first(request, user, stands.staff)


def refuse_address(request: HttpRequest, user: User) -> HttpResponse:
    """Say that administrators work from other networks, note it, and end the session."""
    address = client_address(request)
    said = _("管理员账号只能从指定的网络登录，当前网络地址%(address)s不在其中。请换用办公网络，或联系系统管理员。")
    told = said % {"address": address}
    note_refusal(Act(Actor(user)), "access.enter", told, [user.organisation_id])
    logout(request)
    return render(request, "web/doors/refused.html", {"said": told}, status=403)


def _over(request: HttpRequest, actor: Actor, said: str) -> HttpResponseBase:
    """End the session. What was being sent is shown once more, so that nobody types it twice."""
    target = request.get_full_path() if request.method == "GET" else ""
    kept = written(request) if request.method == "POST" else []
    if request.method == "POST":
        note_refusal(Act(actor), "access.enter", said)
    logout(request)
    login = reverse("login") + (f"?{urlencode({'next': target})}" if target else "")
    if kept:
        return render(request, "web/doors/over.html", {"said": said, "kept": kept, "login": login}, status=403)
    messages.warning(request, said)
    return redirect(login)


def _first(request: HttpRequest, user: User, staff: bool) -> HttpResponseBase | None:
    """What somebody has to do before anything else."""
    if request.path.startswith(ALWAYS):
        return None
    if outdated(user):
        messages.warning(request, _("请先设置新密码，再继续使用。"))
        return redirect("account_password")
    if staff and must_have_second(user) and not has_second(user) and not request.path.startswith(SETTING_UP):
        messages.warning(request, _("您的角色必须有第二重验证。请先设置一种，再继续使用。"))
        return redirect("account_second")
    return None
