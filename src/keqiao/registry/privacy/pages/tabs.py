"""The tabs of personal information at the desk: those that the reader may open."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.pages import actor_of
from keqiao.look.parts import Choice

# Key, label, name of the page, need.
TABS: list[tuple[str, str | Promise, str, str]] = [
    ("requests", gettext_lazy("个人信息请求"), "data_requests", "people.manage"),
    ("purposes", gettext_lazy("处理活动清单"), "purposes", "privacy.manage"),
    ("assessments", gettext_lazy("影响评估"), "assessments", "privacy.see"),
    ("retention", gettext_lazy("保存期限"), "retention", "privacy.manage"),
    ("incidents", gettext_lazy("安全事件"), "incidents", "privacy.manage"),
]


def tabs(request: HttpRequest, current: str) -> list[Choice]:
    """The tabs, the current one marked."""
    actor = actor_of(request)
    return [Choice(str(label), reverse(url), key == current) for key, label, url, need in TABS if need in actor.needs]
