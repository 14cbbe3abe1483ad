"""What may be done with a grant, and where the reader goes back to."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.access.models import Grant
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.access import extend, revoke

page_of(Grant, lambda one: reverse("registry:grants"))


def holds(one: Grant) -> bool:
    """Whether it isn't over."""
    return one.ends is None or one.ends > timezone.localdate()


offer(
    extend,
    label=_("延长授权"),
    order=10,
    initial=lambda one: {"ends": one.ends},
    shown=lambda one: one.ends is not None and holds(one),
)
offer(
    revoke,
    label=_("收回角色"),
    order=90,
    note=_("失效之后，这个人在这里就不再有这个角色；办理过的事和授权记录保留备查。"),
    shown=holds,
)
