"""The accounts that a security administrator answers for: who has which roles, who waits, who is out of use."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.models import Failure, Grant, OpenSession, User
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.look.acts import acts_of
from keqiao.look.parts import Chip

PER_PAGE = 50
SESSIONS_SHOWN = 10
KINDS = {
    "locked": Q(waits=True),
    "unused": Q(is_active=False),
    "staff": Q(has_role=True),
}


def account_at(request: HttpRequest, public_id: uuid.UUID) -> int:
    """Where the right to look after an account is checked."""
    return get_object_or_404(User, public_id=public_id).organisation_id


@require_GET
@page("grants.manage")
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts, by user name; searched by name, narrowed to one kind."""
    kept = _accounts().filter(keeper__in=reachable(actor_of(request), "grants.manage"))
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    if words:
        kept = kept.filter(Q(username__icontains=words) | Q(display_name__icontains=words))
    if kind in KINDS:
        kept = kept.filter(KINDS[kind])
    names = {"locked": _("登录锁定"), "unused": _("已停用"), "staff": _("有角色")}
    here = reverse("registry:accounts")
    chips = [Chip(names[kind], here)] if kind in KINDS else []
    context = {
        "page": Paginator(kept, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "chips": chips,
        "kinds": [(names[one], f"{here}?kind={one}") for one in KINDS if one != kind],
        "trail": [{"label": _("账号"), "url": ""}],
    }
    return render(request, "registry/accounts.html", context)


@require_GET
@page("grants.manage", on=account_at)
def account(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One account: its roles, its logins, and what may be done with it."""
    user = get_object_or_404(_accounts(), public_id=public_id)
    context = {
        "account": user,
        "sessions": OpenSession.objects.filter(user=user)[:SESSIONS_SHOWN],
        "acts": acts_of(request, user),
        "trail": [{"label": _("账号"), "url": reverse("registry:accounts")}, {"label": str(user), "url": ""}],
    }
    return render(request, "registry/account.html", context)


def account_url(user: User) -> str:
    """The page of an account."""
    return reverse("registry:account", args=[user.public_id])


def _accounts() -> QuerySet[User]:
    """Accounts with the roles they have today, and whether they wait after failed logins."""
    rules, now = settings.DOORS, timezone.now()
    since = now - dt.timedelta(minutes=rules.login_wait)
    least = min(rules.login_tries, rules.name_tries)
    waiting = Failure.objects.filter(user=OuterRef("pk"), count__gte=least, last__gt=since)
    held = Grant.objects.filter(holds_on(today())).select_related("organisation").order_by("pk")
    return (
        User.objects.select_related("keeper", "person")
        .annotate(waits=Exists(waiting), has_role=Exists(held.filter(user=OuterRef("pk")).order_by()))
        .prefetch_related(Prefetch("grants", held, to_attr="held"))
        .order_by("username")
    )
