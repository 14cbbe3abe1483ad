"""Whether somebody consented. What publishes people's data or passes them on asks here first.

    purpose = purpose_of(body.organisation_id, "publish-lists")
    shown = consenting(people, purpose)                      # a list: one query for all
    refuse_without_consent(people, purpose)                  # all or nothing

A consent holds while it isn't withdrawn and no later notice asked for it anew. A purpose that doesn't
rest on consent needs none; publishing, passing on and sensitive data always need one of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import ancestors, today
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import VerbError

from .models import Consent, Notice, Purpose

TOGETHER = 500  # ids in one statement


def purpose_of(organisation: int, code: str) -> Purpose:
    """The purpose of that code which holds for an organisation: its own, or that of the nearest one above.

    Raises VerbError when none does: then the data may not be handled so.
    """
    above = ancestors(organisation)
    held = Purpose.objects.filter(_held(), organisation__in=above, code=code)
    found = min(held, key=lambda one: above.index(one.organisation_id), default=None)
    if found is None:
        said = _("没有登记代码为“%(code)s”的个人信息处理目的，不能这样使用个人信息。请个人信息保护负责人先登记。")
        raise VerbError(said % {"code": code})
    return found


def purposes_for(organisation: int) -> list[Purpose]:
    """The purposes that hold for an organisation, of each code the nearest, with nothing that was stopped."""
    above = ancestors(organisation)
    nearest: dict[str, Purpose] = {}
    held = Purpose.objects.filter(_held(), organisation__in=above).select_related("organisation")
    for one in sorted(held, key=lambda one: above.index(one.organisation_id)):
        nearest.setdefault(one.code, one)
    return sorted(nearest.values(), key=lambda one: (one.kind != "general", one.code))


def consented(person: Person, purpose: Purpose) -> bool:
    """Whether the purpose may take this person's data."""
    return person.pk in consenting([person.pk], purpose)


def consenting(people: Iterable[int], purpose: Purpose) -> set[int]:
    """Those of the people (ids) whose data the purpose may take."""
    wanted = sorted(set(people))
    if not purpose.needs_consent():
        return set(wanted)
    least = renewed(purpose)
    found: set[int] = set()
    for start in range(0, len(wanted), TOGETHER):
        open_ones = Consent.objects.filter(purpose=purpose, withdrawn=None, notice__number__gte=least)
        found |= set(open_ones.filter(person__in=wanted[start : start + TOGETHER]).values_list("person", flat=True))
    return found


def refuse_without_consent(people: Collection[int], purpose: Purpose) -> None:
    """Raises VerbError, saying for how many the consent is missing, unless everybody gave it."""
    missing = len(set(people)) - len(consenting(people, purpose))
    if missing:
        said = ngettext(
            "有%(missing)s人没有同意“%(purpose)s”。请先征得本人的单独同意，或从名单中去掉没有同意的人。",
            "有%(missing)s人没有同意“%(purpose)s”。请先征得本人的单独同意，或从名单中去掉没有同意的人。",
            missing,
        )
        raise VerbError(said % {"missing": missing, "purpose": purpose})


def latest_notice(purpose: Purpose) -> Notice | None:
    """The notice that people read now."""
    return purpose.notices.order_by("-number").first()


def renewed(purpose: Purpose) -> int:
    """The number of the oldest notice whose consents still hold."""
    found: int | None = purpose.notices.filter(renews=True).aggregate(last=Max("number"))["last"]
    return found or 1


def _held() -> Q:
    return Q(ends=None) | Q(ends__gt=from_int(today()))
