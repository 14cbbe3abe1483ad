"""My account: passkeys. The browser makes and shows them; a short script carries question and answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.access.passkeys import Asked, ask, ask_new, can_have
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.passkeys import add_passkey

from .factors import me, show_recovery

STATE = "doors-passkey"  # in the session: what an answer is held against, good for one answer


class PasskeyForm(forms.Form):
    """What the browser answered, and what the holder calls the device."""

    use_required_attribute = False
    answer = forms.CharField(
        label=gettext_lazy("通行密钥"),
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("浏览器没有交来通行密钥。请点按钮后按浏览器的提示操作。")},
    )
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=60, required=False, help_text=gettext_lazy("例如：办公电脑。")
    )


@sensitive_post_parameters("answer")
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def add_key(request: HttpRequest) -> HttpResponseBase:
    """Let a device make a passkey for this site, and keep it."""
    user, form = me(request), PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        more = {"name": form.cleaned_data["name"], "session": request.session.session_key}
        try:
            add_passkey(Act(actor_of(request)), user, answered(request, form.cleaned_data["answer"]) | more)
        except VerbError as refusal:
            form.add_error(None, str(refusal))
        else:
            return show_recovery(request, user)
    context = {"form": form, "options": "", "can_have": can_have(request.get_host())}
    if context["can_have"]:
        context["options"] = asked(request, ask_new(user, request.get_host()))
    return render(request, "web/doors/add_key.html", context, status=400 if form.errors else 200)


def asked(request: HttpRequest, one: Asked) -> str:
    """Remember a question in the session, and give what the browser is told."""
    request.session[STATE] = one.state
    return one.options


def ask_for(request: HttpRequest, user: User) -> str:
    """The question for one of a user's passkeys; empty when they have none that could be shown here."""
    one = ask(user, request.get_host()) if can_have(request.get_host()) else None
    return "" if one is None else asked(request, one)


def answered(request: HttpRequest, answer: str) -> dict[str, Any]:
    """An answer with what it is held against, once. Raises VerbError when nothing was asked."""
    state = request.session.pop(STATE, None)
    if state is None:
        raise VerbError(_("页面已过期，没有验证。请再试一次。"))
    return {"host": request.get_host(), "state": state, "answer": answer}
