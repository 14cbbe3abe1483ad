"""My account: the password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.access.passwords import DoorPassword
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.accounts import set_password

from .admit import start_of


def _password(label: Any, autocomplete: str) -> forms.CharField:
    missing = {"required": gettext_lazy("没有填写这一项。")}
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=128, strip=False, error_messages=missing, widget=widget)


class PasswordForm(forms.Form):
    """The password that stands, where there is one, and another one twice."""

    use_required_attribute = False
    old = _password(gettext_lazy("现在的密码"), "current-password")
    new = _password(gettext_lazy("新密码"), "new-password")
    again = _password(gettext_lazy("再输入一次新密码"), "new-password")

    def __init__(self, user: User, *args: Any, **more: Any) -> None:
        """Who has no password yet isn't asked for one."""
        super().__init__(*args, **more)
        if not user.has_usable_password():
            del self.fields["old"]
        self.fields["new"].help_text = DoorPassword().get_help_text()

    def clean(self) -> dict[str, Any]:
        """Both times the same."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("again") and cleaned.get("new") != cleaned["again"]:
            self.add_error("again", _("两次输入的新密码不一样。请重新输入。"))
        return cleaned


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def password(request: HttpRequest) -> HttpResponseBase:
    """Set one's own password."""
    user = request.user
    assert isinstance(user, User)  # whoever is logged in is one of ours
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key
        data = {"old": form.cleaned_data.get("old"), "new": form.cleaned_data["new"], "session": key}
        try:
            set_password(Act(actor_of(request)), user, data)
        except VerbError as refusal:
            form.add_error(None, str(refusal))
        else:
            update_session_auth_hash(request, user)
            sessions.move(key, request.session.session_key)
            messages.success(request, _("密码已更改。其他设备上的登录已全部退出。"))
            return redirect(start_of(user))
    return render(request, "web/doors/new_password.html", {"form": form}, status=400 if form.errors else 200)
