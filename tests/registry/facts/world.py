"""A small world in which anything may happen: random records, random changes, few days, so that much meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.facts import dirty
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.money.models import Funding
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Attribute, Link, Organisation, Placement
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.units.models import CitedNumber, Unit, UnitCover, UnitList

Choice = Callable[[Random], Any]

DAYS = (20180301, 20190630, 20200229, 20210101, 20221231, 20230601, 20240229, 20260815)
YEARS = (2018, 2020, 2021, 2023, 2026)


def one(*values: Any) -> Choice:
    """One of the values."""
    return lambda random: random.choice(values)


def day(*, known: bool = False) -> Choice:
    """A day, unknown as often as not unless it has to be known."""

    def choose(random: Random) -> dt.date | None:
        return from_int(random.choice(DAYS)) if known or random.random() < 0.5 else None

    return choose


def some(model: type[models.Model], *, optional: bool = False) -> Choice:
    """A record that is there."""

    def choose(random: Random) -> models.Model | None:
        if optional and random.random() < 0.3:
            return None
        return random.choice(list(model._default_manager.order_by("pk")))

    return choose


def number(random: Random) -> str:
    """Something that hardly ever comes twice."""
    return str(random.randrange(10**9))


LEVEL = one("national", "provincial", "municipal", "county")
UNSURE = one(True, False, None)
SURE = one(True, False)
DATED: dict[str, Choice] = {"starts": day(), "ends": day()}
FIELDS: Mapping[type[models.Model], dict[str, Choice]] = {
    Division: {
        "code": one("000000", "450000", "450200", "450223"),
        "name": one("甲", "乙"),
        "level": one("national", "provincial", "municipal", "county", "township"),
        "parent": some(Division, optional=True),
        "poor": UNSURE,
        **DATED,
    },
    Organisation: {
        "code": number,
        "name": one("甲会", "乙会"),
        "kind": one(*["association"] * 4, "society", "party_branch", *["township_association"] * 4),
        "level": LEVEL,
        "founding": one("", "independent"),
        "founded": day(),
        "closed": day(),
    },
    Placement: {
        "organisation": some(Organisation),
        "division": some(Division),
        "leading": some(Organisation, optional=True),
        **DATED,
    },
    Person: {
        "name": one("韦晓", "覃亮"),
        "keeper": some(Organisation),
        "sex": one("male", "female", ""),
        "ethnicity": one("01", "08", ""),
        "birth_from": day(),
        "birth_to": day(),
    },
    Body: {
        "organisation": some(Organisation),
        "kind": one("congress", "council", "council", "standing_council"),
        "name": number,
    },
    Term: {"body": some(Body), "number": one(*range(1, 30)), "starts": day(known=True), "ends": day()},
    Post: {
        "term": some(Term),
        "person": some(Person),
        "role": one("delegate", "director"),
        "part_time": SURE,
        "resident": SURE,
        "elected_by_unit": SURE,
        **DATED,
    },
    Employment: {
        "person": some(Person),
        "unit_name": one("甲厂", "乙校"),
        "source_class": one("enterprise", "university", ""),
        "leading_official": UNSURE,
        "confirmed": one(True, True, False),
        **DATED,
    },
    Trait: {
        "person": some(Person),
        "kind": one("political_affiliation", "political_affiliation", "degree"),
        "value": one("01", "02", "05", "无"),
        **DATED,
    },
    Secondment: {
        "person": some(Person),
        "organisation": some(Organisation),
        "direction": one("in", "in", "out"),
        "starts": day(known=True),
        "ends": day(),
    },
    Attribute: {
        "organisation": some(Organisation),
        "kind": one("rating", "size_band", "size_band", "poor", "party_conditions"),
        "value": one("0", "1", "small", "3A"),
        **DATED,
    },
    Link: {
        "kind": one("uplink", "contact", "party_organisation_of", "covers"),
        "source": some(Organisation),
        "target": some(Organisation),
        **DATED,
    },
    Membership: {
        "organisation": some(Organisation),
        "person": some(Person, optional=True),
        "member": some(Organisation, optional=True),
        "kind": one("individual", "group"),
        "fee": one("paid", "due"),
        "since": day(),
        **DATED,
    },
    Funding: {
        "organisation": some(Organisation),
        "year": one(*YEARS),
        "kind": one("budget", "grant"),
        "level": LEVEL,
        "purpose": one("popularisation", "other"),
        "amount": one(100, 200),
    },
    Population: {
        "division": some(Division),
        "year": one(*YEARS),
        "people": one(1000, 2000),
        "source": one("年鉴"),
    },
    UnitList: {
        "organisation": some(Organisation),
        "kind": one("township", "township", "park"),
        "title": one("名单"),
        "source": one("年鉴"),
        "as_of": day(known=True),
        "starts": one(*map(from_int, DAYS[:4])),
        "ends": day(),
    },
    Unit: {
        "list": some(UnitList),
        "name": one("甲镇", "乙园"),
        "division": some(Division, optional=True),
        "registered": some(Organisation, optional=True),
        **DATED,
    },
    UnitCover: {"unit": some(Unit), "association": some(Organisation), "how": one("own", "joint"), **DATED},
    CitedNumber: {
        "organisation": some(Organisation),
        "kind": one("park"),
        "number": one(7, 9),
        "source": one("年鉴"),
        "page": one("3"),
        "date": day(known=True),
        "stage": one("submitted", "approved", "approved", "returned"),
        "submitted_on": one(*map(from_int, DAYS[:4])),
        "decided_on": one(*map(from_int, DAYS[4:])),
    },
}
HOW_MANY = {
    Unit: 14,
    UnitCover: 14,
    Division: 7,
    Organisation: 9,
    Placement: 16,
    Person: 5,
    Term: 10,
    Post: 16,
    Membership: 14,
    Population: 16,
}


def populate(random: Random) -> None:
    """Some records of every kind. What two chances together make impossible is left out."""
    with ledger.exempt("world"):
        Division(code="000000", name="全国", level="national").save()
        for model in FIELDS:
            for _ in range(HOW_MANY.get(model, 8)):
                try:
                    with transaction.atomic():
                        _create(random, model)
                except IntegrityError:
                    continue


def happen(random: Random) -> set[tuple[str, int]]:
    """One to three changes as one verb makes them; what they are said to have touched.

    Changes that the database refuses don't happen and touch nothing.
    """
    try:
        with transaction.atomic(), ledger.opened() as book:
            for _ in range(random.choice((1, 1, 2, 3))):
                random.choice((_create, _alter, _alter, _delete))(random, random.choice(list(FIELDS)))
            return dirty.mark(book)
    except (IntegrityError, ProtectedError):
        return set()


def _create(random: Random, model: type[models.Model]) -> None:
    model(**{name: choose(random) for name, choose in FIELDS[model].items()}).save()


def _alter(random: Random, model: type[models.Model]) -> None:
    found = list(model._default_manager.order_by("pk"))
    if not found:
        return
    record = random.choice(found)
    name = random.choice(list(FIELDS[model]))
    value = FIELDS[model][name](random)
    # Divisions don't stand in circles: what a division is part of was there before it.
    if not (name == "parent" and value is not None and value.pk >= record.pk):
        setattr(record, name, value)
    record.save()


def _delete(random: Random, model: type[models.Model]) -> None:
    found = list(model._default_manager.order_by("pk"))
    if len(found) > 1:
        random.choice(found).delete()
