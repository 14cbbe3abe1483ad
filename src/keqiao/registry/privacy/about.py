"""Everything that a person is told about the own data: for the page and for the copies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.audit.models import Look, PersonalValues
from keqiao.kernel.people.models import Person
from keqiao.kernel.people.numbers import numbers_of
from keqiao.kernel.privacy.consent import latest_notice, purposes_for, renewed
from keqiao.kernel.privacy.models import Consent, DataRequest, Purpose
from keqiao.kernel.verbs.words import verb_words
from keqiao.look.formats import enumerated, long_date
from keqiao.registry.pages.looks import LookLine, look_lines

from .held import HeldGroup, held_about

CHANGES = 12  # of the latest
LOOKS = 100  # of the latest, in a copy


@dataclass(frozen=True)
class Use:
    """A purpose that holds for a person, and how they stand to it: ``state`` is free, given, asked, again, or none."""

    purpose: Purpose
    data: str
    state: str
    notice: int
    since: dt.datetime | None
    changes: str = ""

    @property
    def undecided(self) -> bool:
        """Whether the person is to decide."""
        return self.state in ("asked", "again")

    @property
    def word(self) -> str:
        """How the person stands to it, in words."""
        return state_word(self.state)


@dataclass(frozen=True)
class ChangeLine:
    """A change of the own records: when and what, in words."""

    at: dt.datetime
    what: str


def uses_of(person: Person) -> list[Use]:
    """What the person's data are handled for, what rests on consent behind the rest."""
    held = {
        one.purpose_id: one
        for one in Consent.objects.filter(person=person, withdrawn=None).select_related("notice", "purpose")
    }
    return [_use(purpose, held.get(purpose.pk)) for purpose in purposes_for(person.keeper_id)]


def _use(purpose: Purpose, consent: Consent | None) -> Use:
    data = enumerated(_(str(one.label)) for one in purpose.data_classes())
    notice = latest_notice(purpose)
    number = notice.number if notice is not None else 0
    if not purpose.needs_consent():
        return Use(purpose, data, "free", number, None)
    if consent is None:
        return Use(purpose, data, "asked" if number else "none", number, None)
    if consent.notice.number < renewed(purpose):
        changes = notice.changes if notice is not None else ""
        return Use(purpose, data, "again", number, consent.given, changes)
    return Use(purpose, data, "given", number, consent.given)


def changes_of(person: Person) -> list[ChangeLine]:
    """The latest changes of a person's records."""
    found = (
        PersonalValues.objects.filter(person__in=numbers_of(person.pk))
        .select_related("entry")
        .order_by("-entry")[:CHANGES]
    )
    return [ChangeLine(one.entry.at, str(verb_words(one.entry.verb))) for one in found]


def looks_at(person: Person, most: int = LOOKS) -> list[LookLine]:
    """Who looked at the person's record, the latest first."""
    return look_lines(list(Look.objects.filter(person=person.pk).order_by("-pk")[:most]))


def copy_of(person: Person) -> dict[str, Any]:
    """All that is held about a person as plain data: what both copies hold, the ID number in clear."""
    now = timezone.now()
    return {
        "title": _("个人信息副本"),
        "name": person.name,
        "keeper": str(person.keeper.name),
        "made": _moment(now),
        "made_at": now.isoformat(timespec="seconds"),
        "id_number": person.id_number(),
        "groups": [_group(one) for one in held_about(person)],
        "uses": [_told(one) for one in uses_of(person)],
        "looks": [
            {"at": _moment(one.at), "who": one.who, "what": one.what, "why": one.why} for one in looks_at(person)
        ],
        "changes": [{"at": _moment(one.at), "what": one.what} for one in changes_of(person)],
    }


def open_requests(person: Person) -> list[DataRequest]:
    """What the person asked for, the latest first."""
    return list(DataRequest.objects.filter(person=person).select_related("keeper").order_by("-made"))


def _group(group: HeldGroup) -> dict[str, Any]:
    records = [
        {"model": one.model, "facts": [{"label": label, "value": value} for label, value in one.facts]}
        for one in group.records
    ]
    return {"title": group.title, "records": records}


def _told(use: Use) -> dict[str, str]:
    return {
        "purpose": use.purpose.name,
        "basis": _(use.purpose.get_basis_display()),
        "data": use.data,
        "who": use.purpose.who,
        "recipient": use.purpose.recipient,
        "keeps": use.purpose.keeps,
        "consent": state_word(use.state),
        "since": _moment(use.since) if use.since is not None else "",
    }


def state_word(state: str) -> str:
    """How somebody stands to a purpose, in words. Raises KeyError for a state that isn't one of the five."""
    return {
        "free": _("不需要同意"),
        "given": _("已同意"),
        "asked": _("未同意"),
        "again": _("告知书已更新，请重新决定"),
        "none": _("还没有告知书"),
    }[state]


def _moment(at: dt.datetime) -> str:
    local = timezone.localtime(at)
    return f"{long_date(local.date())} {local:%H:%M}"
