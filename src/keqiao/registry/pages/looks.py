"""Who looked at my record and why: a page of one's own, and a panel in the home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, page
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.audit.looks import OPERATOR
from keqiao.kernel.audit.models import Look, Seen
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.people.numbers import numbers_of

A_PAGE = 30
ON_PANEL = 3


@dataclass(frozen=True)
class LookLine:
    """A look in words: when, who by role and organisation (by name where the site says so), what and why."""

    at: dt.datetime
    who: str
    what: str
    why: str


@require_safe
@page(LOGIN)
def my_looks(request: HttpRequest) -> HttpResponse:
    """Everybody who looked at the reader's own record, the latest first."""
    person = request.user.person if isinstance(request.user, User) else None
    found = Look.objects.filter(person__in=numbers_of(person.pk) if person is not None else ()).order_by("-pk")
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    trail = [{"label": _("我的"), "url": reverse("home")}, {"label": _("谁看过我的记录"), "url": ""}]
    context = {"person": person, "page": listed, "lines": look_lines(list(listed)), "trail": trail}
    return render(request, "registry/my_looks.html", context)


def looks_panel(request: HttpRequest, subject: object) -> str:
    """The last looks at a person's record."""
    if not isinstance(subject, Person):
        return ""
    last = list(Look.objects.filter(person__in=numbers_of(subject.pk)).order_by("-pk")[:ON_PANEL])
    return render_to_string("registry/panel_looks.html", {"lines": look_lines(last)}, request)


def look_lines(looks: Sequence[Look]) -> list[LookLine]:
    """Looks in words: two queries however many."""
    organisations = Organisation.objects.in_bulk({one.organisation for one in looks if one.organisation is not None})
    names = _names(looks) if settings.NAME_STAFF else {}
    return [
        LookLine(
            one.at,
            _who(one, organisations.get(one.organisation or 0), names.get(one.actor, "")),
            _(str(Seen(one.what).label)),
            _(one.why),
        )
        for one in looks
    ]


def _who(look: Look, organisation: Organisation | None, name: str) -> str:
    if look.role == OPERATOR:
        return _("系统运维")
    role = _(ROLES[look.role].zh) if look.role in ROLES else _("工作人员")
    told = {"organisation": organisation or "", "role": role, "name": name}
    said = _("%(organisation)s%(role)s（%(name)s）") if name else _("%(organisation)s%(role)s")
    return (said % told).strip()


def _names(looks: Sequence[Look]) -> dict[str, str]:
    keys = [int(number) for one in looks if (number := one.actor.removeprefix("user:")).isdecimal()]
    return {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
