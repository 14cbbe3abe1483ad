"""Retention at the desk: how long each class is kept, and the runs that show first and delete when approved."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.privacy.models import Consent, DataRequest, RetentionRun, Stage
from keqiao.kernel.verbs.models import BatchRow
from keqiao.look.acts import acts_of
from keqiao.look.formats import long_date
from keqiao.registry.privacy.offices import doors, offices
from keqiao.registry.privacy.retaining import CLASSES, due, period_of, read

from .places import desk_trail
from .tabs import tabs

A_PAGE = 20
SAMPLES = 10


@dataclass(frozen=True)
class PeriodLine:
    """A class with the days that hold at an organisation."""

    kept: str
    days: int
    own: bool
    why: str
    asks: bool


@dataclass(frozen=True)
class DueLine:
    """What of a class a run takes: how much, and some of it told without names."""

    kept: str
    count: int
    days: int
    samples: list[str]


@require_safe
@page("privacy.manage")
def retention(request: HttpRequest) -> HttpResponse:
    """Periods at the reader's offices, and the runs."""
    actor = actor_of(request)
    runs = RetentionRun.objects.filter(organisation__in=reachable(actor, "privacy.manage"))
    shown = Paginator(runs.select_related("organisation"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "offices": [(office, _periods(office)) for office in offices(actor)],
        "page": shown,
        "runs": [(one, _total(one.deleted if one.stage == Stage.DONE else one.found)) for one in shown],
        "finding": doors(actor, "retention.prepare"),
        "setting": doors(actor, "retention.set_period"),
        "tabs": tabs(request, "retention"),
        "trail": desk_trail((_("保存期限"), "")),
    }
    return render(request, "privacy/retention.html", context)


def organisation_of(request: HttpRequest, run: uuid.UUID) -> int:
    """Where the right to see a run is checked; what ran by itself has no page."""
    found = get_object_or_404(RetentionRun, public_id=run).organisation_id
    if found is None:
        raise Http404
    return found


@require_safe
@page("privacy.manage", on=organisation_of)
def one_run(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """What a run will delete, or deleted."""
    one = get_object_or_404(RetentionRun.objects.select_related("organisation", "approved_by"), public_id=run)
    context = {
        "run": one,
        "lines": list(_due(one)),
        "done": [(_(str(kept.label)), count) for kept, count in read(one.deleted).items()],
        "acts": acts_of(request, one),
        "trail": desk_trail((_("保存期限"), reverse("retention")), (str(one), "")),
    }
    return render(request, "privacy/run.html", context)


def _periods(office: Organisation) -> list[PeriodLine]:
    return [
        PeriodLine(_(str(kept.label)), days, days != one.days, str(one.why), one.asks)
        for kept, one in CLASSES.items()
        for days in [period_of(office.pk, kept) if one.asks else one.days]
    ]


def _due(run: RetentionRun) -> Iterator[DueLine]:
    """What the run would take now; once it is done, nothing is left to show."""
    if run.organisation is None or run.stage == Stage.DONE:
        return
    for kept in read(run.found):
        found = due(CLASSES[kept], run.prepared, run.organisation)
        samples = [told(one) for one in found.order_by("pk")[:SAMPLES]]
        yield DueLine(_(str(kept.label)), found.count(), period_of(run.organisation.pk, kept), samples)


def told(record: Any) -> str:
    """A record in words that name nobody."""
    if isinstance(record, BatchRow):
        day = long_date(timezone.localdate(record.batch.created))
        return _("%(title)s，%(day)s读入，第%(row)s行") % {
            "title": record.batch.title,
            "day": day,
            "row": record.number,
        }
    if isinstance(record, Identity):
        day = long_date(record.starts) if record.starts is not None else ""
        return _("%(kind)s，%(day)s登记") % {"kind": _(record.get_kind_display()), "day": day}
    if isinstance(record, Consent) and record.withdrawn is not None:
        day = long_date(timezone.localdate(record.withdrawn))
        return _("%(purpose)s，%(day)s撤回") % {"purpose": record.purpose, "day": day}
    if isinstance(record, DataRequest) and record.answered is not None:
        day = long_date(timezone.localdate(record.answered))
        return _("%(kind)s，%(day)s办结") % {"kind": _(record.get_kind_display()), "day": day}
    raise TypeError(f"Nobody said how to tell {type(record).__name__} without names.")


def _total(text: str) -> int:
    return sum(read(text).values())
