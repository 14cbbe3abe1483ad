"""What is deleted when its time is over: each class with its usual period, what is due, and how it goes.

An organisation may set another period for itself and what it leads. What is deleted here isn't set aside
in the audit: that would only keep it longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.identities.models import Identity, LoginCode
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import all_below, ancestors, today
from keqiao.kernel.privacy.models import Consent, DataRequest, Outcome, Retained, RetentionPeriod
from keqiao.kernel.verbs.models import BatchRow, BatchState, Event

YEAR = 365
Place = Any  # a subquery of organisations
Find = Callable[[dt.datetime, Place], QuerySet[Any]]


@dataclass(frozen=True)
class RetentionClass:
    """One class: ``days`` and ``least`` that it is kept, and what is over at a moment in some organisations.

    ``asks``: an officer approves the deletion; what doesn't ask is of no organisation and runs each day.
    """

    kept: Retained
    days: int
    least: int
    why: str | Promise
    find: Find
    asks: bool = True


def _staging(limit: dt.datetime, place: Place) -> QuerySet[BatchRow]:
    over = BatchRow.objects.filter(batch__created__lt=limit, batch__organisation__in=place)
    return over.exclude(batch__state__in=[BatchState.STAGING, BatchState.STAGED])


def _unverified(limit: dt.datetime, place: Place) -> QuerySet[Identity]:
    noted = Identity.objects.filter(verified=None, person__keeper__in=place)
    return noted.filter(starts__lt=timezone.localdate(limit))


def _consents(limit: dt.datetime, place: Place) -> QuerySet[Consent]:
    return Consent.objects.filter(withdrawn__lt=limit, person__keeper__in=place)


def _requests(limit: dt.datetime, place: Place) -> QuerySet[DataRequest]:
    return DataRequest.objects.filter(answered__lt=limit, outcome__in=Outcome.values, keeper__in=place)


def _codes(limit: dt.datetime, place: Place) -> QuerySet[LoginCode]:
    return LoginCode.objects.filter(created__lt=limit)


def _events(limit: dt.datetime, place: Place) -> QuerySet[Event]:
    return Event.objects.filter(delivered__lt=limit)


CLASSES = {
    one.kept: one
    for one in (
        RetentionClass(Retained.STAGING, 30, 1, _("导入核对无误后不再需要；撤销导入不依靠原文"), _staging),
        RetentionClass(Retained.UNVERIFIED, YEAR, 30, _("本人没有确认过的联系方式，过期不再可靠"), _unverified),
        RetentionClass(Retained.CONSENTS, 3 * YEAR, 3 * YEAR, _("证明处理曾经合法，至少保存三年"), _consents),
        RetentionClass(Retained.REQUESTS, 3 * YEAR, 3 * YEAR, _("证明请求已经答复，至少保存三年"), _requests),
        RetentionClass(Retained.CODES, 1, 1, _("几分钟内有效，次日删除"), _codes, asks=False),
        RetentionClass(Retained.EVENTS, 30, 7, _("送达后仅供排查故障"), _events, asks=False),
    )
}


def period_of(organisation: int, kept: Retained) -> int:
    """Days that a class is kept at an organisation: its own period, the nearest one above, or the usual one."""
    above = ancestors(organisation)
    held = RetentionPeriod.objects.filter(holds_on(today()), organisation__in=above, kept=kept)
    nearest = min(held, key=lambda one: above.index(one.organisation_id), default=None)
    return nearest.days if nearest is not None else CLASSES[kept].days


def due(one: RetentionClass, at: dt.datetime, organisation: Organisation | None) -> QuerySet[Any]:
    """What of a class was over at a moment: at an organisation and all it leads, or of no organisation."""
    days = one.days if organisation is None else period_of(organisation.pk, one.kept)
    place = None if organisation is None else all_below([organisation.pk])
    return one.find(at - dt.timedelta(days=days), place)


def counts(at: dt.datetime, organisation: Organisation | None) -> dict[Retained, int]:
    """How much of each class was over, classes without any left out."""
    wanted = [one for one in CLASSES.values() if one.asks == (organisation is not None)]
    found = {one.kept: due(one, at, organisation).count() for one in wanted}
    return {kept: count for kept, count in found.items() if count}


def delete_due(at: dt.datetime, organisation: Organisation | None) -> dict[Retained, int]:
    """Delete what was over at a moment; call it in a verb. Returns how much of each class went."""
    gone: dict[Retained, int] = {}
    for kept in counts(at, organisation):
        _all, by_model = due(CLASSES[kept], at, organisation).delete()
        gone[kept] = sum(by_model.values())
    return gone


def written(found: dict[Retained, int]) -> str:
    """Counts as a run keeps them."""
    return " ".join(f"{kept.value}={count}" for kept, count in found.items())


def read(text: str) -> dict[Retained, int]:
    """Counts as a run kept them."""
    pairs = (one.partition("=") for one in text.split())
    return {Retained(kept): int(count) for kept, _sign, count in pairs}
