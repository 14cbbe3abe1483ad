"""Forms that can't be taken: forged ones, and those that stood open too long. What was written isn't lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.refusals import note_refusal

LEAST = 4  # characters that are worth being shown again
NEVER = ("csrfmiddlewaretoken", "password", "old", "new", "code", "key", "next", "seen_version", "token")


def written(request: HttpRequest) -> list[str]:
    """What somebody wrote in a form of ours that can't be taken, to be copied; no passwords, no codes."""
    if not _from_here(request):
        return []
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value.strip()) >= LEAST and not any(sign in name for sign in NEVER)
    ]


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form without its mark: says so, notes it, and gives back what was written."""
    if isinstance(request.user, User):
        said = _("提交的表单没有有效的防伪标记，没有办理。")
        note_refusal(Act(actor_of(request)), "web.form", said, [request.user.organisation_id])
    return render(request, "403_csrf.html", {"kept": written(request)}, status=403)


def _from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of this site; what another site sends isn't repeated."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(source) and urlsplit(source).netloc == request.get_host()
