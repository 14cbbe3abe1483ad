"""Logging in with a code on paper, then setting what opens the door from now on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.addresses import client_address
from keqiao.kernel.access.failures import count_failure, forget_failures, waits
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.refusals import note_refusal
from keqiao.registry.verbs.admissions import show_admission

from .admit import admit, start_of, wanted, ways


class PaperForm(forms.Form):
    """What stands on the slip, and whose it is."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=80,
        error_messages={"required": gettext_lazy("没有填写姓名。请填写真实姓名。")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    code = forms.CharField(
        label=gettext_lazy("登录码"),
        max_length=40,
        help_text=gettext_lazy("纸条上的15个字母和数字，不分大小写，横线可以不填。"),
        error_messages={"required": gettext_lazy("没有填写登录码。请对照纸条填写。")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def log_in_paper(request: HttpRequest) -> HttpResponseBase:
    """Ask for name and code; whoever comes in so sets a mobile number or a password next."""
    target = wanted(request)
    if isinstance(request.user, User):
        return redirect(target or start_of(request.user))
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = _show(request, form.cleaned_data)
        except VerbError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登录。登录码只能用一次：请现在验证手机号或设置密码，下次用它登录。"))
            return admit(request, user, "paper", target or reverse("account"))
    context = {"form": form, "next": target, "tabs": ways("login_paper", target)}
    return render(request, "web/doors/paper.html", context, status=400 if form.errors else 200)


def _show(request: HttpRequest, given: dict[str, str]) -> User:
    """Try the code; failures at one address count. Raises VerbError."""
    name, address, act = f"paper:{given['name']}", client_address(request), Act(actor_of(request))
    if minutes := waits(name, address):
        raise VerbError(_("登录失败次数过多，请%(minutes)d分钟后再试。请核对纸条。") % {"minutes": minutes})
    try:
        user = show_admission(act, None, given)
    except VerbError:
        count_failure(name, address)
        note_refusal(act, "identities.show_admission", _("登录码不对。"))
        raise
    forget_failures(name, address)
    return user
