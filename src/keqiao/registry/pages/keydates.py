"""What is due: key dates of organisations and the ends of terms, on one organisation's page and in a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import can, reachable
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.offices.models import KeyDate, KeyDateKind
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, Term
from keqiao.look.acts import act_url
from keqiao.look.parts import Choice
from keqiao.registry.verbs.keydates import finish
from keqiao.registry.wording import body_word, choice_word, day_word, organisation_url

from .reach import NEED

WINDOWS = (30, 90, 365)  # days ahead
MOST = 200  # lines of the list


@dataclass(frozen=True)
class Due:
    """Something due by a day: at whom, what, how long it is, and where it is said to be done."""

    day: dt.date
    unit: Organisation
    kind: str
    title: str
    done: dt.date | None = None
    done_url: str = ""

    @property
    def day_text(self) -> str:
        """The day in words."""
        return day_word(self.day)

    @property
    def done_text(self) -> str:
        """When it was done."""
        return day_word(self.done)

    @property
    def unit_url(self) -> str:
        """The organisation's page, at this part."""
        return f"{organisation_url(self.unit)}?part=dates"

    @property
    def state(self) -> str:
        """已过期3天, 今天到期, 还有12天; nothing once it is done."""
        days = (self.day - timezone.localdate()).days
        if self.done is not None:
            return ""
        if days < 0:
            return _("已过期%(days)s天") % {"days": -days}
        return _("还有%(days)s天") % {"days": days} if days else _("今天到期")

    @property
    def late(self) -> bool:
        """Whether the day has passed and nobody said that it was done."""
        return self.done is None and self.day < timezone.localdate()


@require_GET
@page(NEED)
def key_dates(request: HttpRequest) -> HttpResponse:
    """What comes up in the reader's reach, the nearest first; what is overdue stands on top."""
    window = _window(request)
    until = timezone.localdate() + dt.timedelta(window)
    reach = reachable(actor_of(request), NEED)
    rows = Organisation.objects.filter(pk__in=reach, closed=None)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KeyDateKind.values else ""
    found = due_at(rows, until, kind)
    context = {
        "rows": found[:MOST],
        "more": max(0, len(found) - MOST),
        "windows": [
            Choice(_("%(days)s天内") % {"days": days}, _address(days, kind), current=days == window) for days in WINDOWS
        ],
        "kinds": [
            Choice(_("全部事项"), _address(window, ""), current=not kind),
            *(Choice(choice_word(one), _address(window, one.value), current=one.value == kind) for one in KeyDateKind),
        ],
    }
    return render(request, "registry/key_dates.html", context)


def _window(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked.isdecimal() and int(asked) in WINDOWS else WINDOWS[1]


def _address(days: int, kind: str) -> str:
    return f"?days={days}" + (f"&kind={kind}" if kind else "")


def due_at(units: QuerySet[Organisation], until: dt.date, kind: str = "") -> list[Due]:
    """What is due at these organisations up to a day, in two queries."""
    dates = KeyDate.objects.filter(organisation__in=units, done=None, day__lte=to_int(until))
    if kind:
        dates = dates.filter(kind=kind)
    found = [_of_date(one) for one in dates.select_related("organisation")[: MOST + 1]]
    if kind in ("", KeyDateKind.TERM_CHANGE):
        found += _of_terms(ending(units, until))
    return sorted(found, key=lambda due: (due.day, due.unit.code))


def ending(units: QuerySet[Organisation], until: dt.date) -> QuerySet[Term]:
    """The latest terms of these organisations' bodies that end by a day."""
    later = Term.objects.filter(body=OuterRef("body")).filter(
        Q(starts__gt=OuterRef("starts")) | Q(starts=OuterRef("starts"), number__gt=OuterRef("number"))
    )
    terms = Term.objects.filter(~Exists(later), body__in=Body.objects.filter(organisation__in=units))
    return terms.filter(ends__lte=to_int(until)).select_related("body__organisation").order_by("ends")[: MOST + 1]


def dates(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """What the part 要事 of an organisation's page shows."""
    itself = Organisation.objects.filter(pk=one.pk)
    may = can(actor_of(request), "organisations.manage", one.pk)
    coming = [_of_date(item, one, may=may) for item in one.key_dates.filter(done=None)]
    coming += _of_terms(ending(itself, timezone.localdate() + dt.timedelta(3660)))
    done = [_of_date(item, one) for item in one.key_dates.exclude(done=None).order_by("-done")]
    return {"coming": sorted(coming, key=lambda due: due.day), "finished": done}


def _of_date(item: KeyDate, unit: Organisation | None = None, *, may: bool = False) -> Due:
    assert item.day is not None  # the column can't be empty
    kind, url = choice_word(KeyDateKind(item.kind)), act_url(finish, item) if may else ""
    return Due(item.day, unit or item.organisation, kind, item.title, item.done, url)


def _of_terms(terms: Iterable[Term]) -> list[Due]:
    kind = choice_word(KeyDateKind.TERM_CHANGE)
    return [
        Due(term.ends, term.body.organisation, kind, _("%(body)s届满") % {"body": body_word(term.body)})
        for term in terms
        if term.ends is not None
    ]
