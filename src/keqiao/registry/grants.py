"""Grants as a security administrator looks after them: which hold, which should be looked at, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment

NEED = "grants.manage"
SOON = 30  # days

Narrow = Callable[[QuerySet[Grant]], QuerySet[Grant]]


def visible_grants(actor: Actor) -> QuerySet[Grant]:
    """The grants on organisations for which the actor is security administrator, with user and organisation."""
    found = Grant.objects.filter(organisation__in=reachable(actor, NEED))
    return found.select_related("user__person", "organisation").order_by("organisation__code", "user__username", "pk")


def holding(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that give their role today."""
    return found.filter(holds_on(today()))


def coming(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that begin later."""
    return found.filter(starts__gt=today())


def over(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that gave their role once."""
    return found.filter(ends__lte=today())


def ending(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that end within the next days."""
    limit = to_int(timezone.localdate() + dt.timedelta(days=SOON))
    return holding(found).filter(ends__lte=limit)


def endless(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that hold until somebody takes them back."""
    return holding(found).filter(ends=None)


def silent(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those of users who never logged in, or not for a long time."""
    since = timezone.now() - dt.timedelta(days=settings.STALE_DAYS)
    return holding(found).filter(Q(user__last_login=None) | Q(user__last_login__lt=since))


def left(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those of people whose employments have all ended."""
    work = Employment.objects.filter(person=OuterRef("user__person"))
    gone = ~Exists(work.filter(holds_on(today()))) & Exists(work)
    return holding(found).filter(gone)


def unused(found: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those of accounts that are out of use."""
    return holding(found).filter(user__is_active=False)


# What should be looked at, the most urgent first; what each is called, and why it stands there.
STALE: dict[str, tuple[Promise, Promise, Narrow]] = {
    "left": (gettext_lazy("人已离开"), gettext_lazy("本人登记的工作单位都已结束，角色还在。"), left),
    "unused": (gettext_lazy("账号已停用"), gettext_lazy("账号已停用，角色还在；一旦恢复账号，角色随即有效。"), unused),
    "silent": (gettext_lazy("长期未登录"), gettext_lazy("从未登录，或很久没有登录。"), silent),
    "ending": (gettext_lazy("即将到期"), gettext_lazy("三十天内到期。还要用的请延长，不用的到期自动失效。"), ending),
    "endless": (
        gettext_lazy("没有期限"),
        gettext_lazy("没有写失效日期，不收回就一直有效。建议改为有期限。"),
        endless,
    ),
}
KINDS: dict[str, tuple[Promise, Narrow]] = {
    "holding": (gettext_lazy("现行"), holding),
    "coming": (gettext_lazy("未开始"), coming),
    "over": (gettext_lazy("已失效"), over),
}
