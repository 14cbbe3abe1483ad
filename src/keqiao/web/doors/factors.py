"""My account: second factors, set up and taken away."""

from __future__ import annotations

import uuid

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.kernel import seals
from keqiao.kernel.access.models import Factor, FactorKind, User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.access.second import address_for_app, factors, has_second, must_have_second, new_secret
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.factors import add_totp, remove_factor, renew_recovery

SECRET = "doors-secret"  # in the session, sealed: the secret an app is being given


class TotpForm(forms.Form):
    """What the app shows, and what its holder calls it."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("应用显示的6位数字"),
        max_length=12,
        error_messages={"required": gettext_lazy("没有填写6位数字。请打开应用，填写它现在显示的数字。")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=60, required=False, help_text=gettext_lazy("例如：办公手机。")
    )


def me(request: HttpRequest) -> User:
    """Whoever is logged in, behind a page that needs a login."""
    user = request.user
    assert isinstance(user, User)  # the page asked before
    return user


@never_cache
@require_http_methods(["GET"])
@page(LOGIN)
def second_factors(request: HttpRequest) -> HttpResponse:
    """What somebody has beside password or code, and what they can add."""
    user = me(request)
    found = list(factors(user))
    context = {
        "factors": [one for one in found if one.kind != FactorKind.RECOVERY],
        "recovery": next((one for one in found if one.kind == FactorKind.RECOVERY), None),
        "must": must_have_second(user),
    }
    return render(request, "web/doors/factors.html", context)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def add_app(request: HttpRequest) -> HttpResponseBase:
    """Give an app its secret as a picture, and take the first code it shows."""
    user, form = me(request), TotpForm(request.POST or None)
    secret = _kept_secret(request)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "secret": secret, "session": request.session.session_key}
        try:
            add_totp(Act(actor_of(request)), user, data)
        except VerbError as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session.pop(SECRET, None)
            return show_recovery(request, user)
    picture = segno.make(address_for_app(secret, user), error="m").svg_data_uri(scale=5, border=2)
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    context = {"form": form, "picture": picture, "secret": groups}
    return render(request, "web/doors/add_app.html", context, status=400 if form.errors else 200)


@never_cache
@require_POST
@page(LOGIN)
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Make new recovery codes and show them this once."""
    try:
        return show_recovery(request, me(request), again=True)
    except VerbError as refusal:
        messages.error(request, str(refusal))
        return redirect("account_second")


@require_POST
@page(LOGIN)
def remove(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Take one's own factor away."""
    factor = get_object_or_404(Factor, public_id=public_id, user=me(request))
    try:
        remove_factor(Act(actor_of(request)), factor, None)
        messages.success(request, _("已移除%(factor)s。") % {"factor": factor})
    except VerbError as refusal:
        messages.error(request, str(refusal))
    return redirect("account_second")


def show_recovery(request: HttpRequest, user: User, *, again: bool = False) -> HttpResponseBase:
    """Recovery codes on a page of their own, when there are none yet or new ones were asked for."""
    if not again and factors(user).filter(kind=FactorKind.RECOVERY).exists():
        messages.success(request, _("已设置第二重验证。下次登录时要用到它。"))
        return redirect("account_second")
    if not has_second(user):
        raise VerbError(_("还没有设置第二重验证，不需要恢复码。请先设置。"))
    codes = renew_recovery(Act(actor_of(request)), user, None)
    return render(request, "web/doors/recovery_codes.html", {"codes": codes})


def _kept_secret(request: HttpRequest) -> str:
    """The secret of this session's attempt, the same while the page is shown again."""
    key, place = settings.KEYRING.key("seal"), f"totp:{me(request).pk}"
    try:
        return seals.unseal(request.session[SECRET], key=key, bound_to=place)
    except (KeyError, seals.SealError):
        secret = new_secret()
        request.session[SECRET] = seals.seal(secret, key=key, bound_to=place)
        return secret
