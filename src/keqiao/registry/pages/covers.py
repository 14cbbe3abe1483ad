"""Which associations stand for the units that a page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.units.coverage import coverage, covered
from keqiao.kernel.units.models import How
from keqiao.registry.wording import choice_word, organisation_url


@dataclass(frozen=True)
class Cover:
    """An association that stands for a unit."""

    name: str
    url: str
    how: str


@dataclass
class Covers:
    """Those that the unit's list asks for, and others that are there."""

    fitting: list[Cover] = field(default_factory=list)
    others: list[Cover] = field(default_factory=list)


def is_covered() -> Q:
    """A filter for units that what their list asks for reaches today."""
    return Q(pk__in=RawSQL(covered(today()), [], output_field=BigIntegerField()))


def covers_of(units: Iterable[int]) -> dict[int, Covers]:
    """The associations of each unit (its id): two queries however many."""
    keys = ", ".join(str(int(one)) for one in units)
    found: dict[int, Covers] = defaultdict(Covers)
    if not keys:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT c."unit", c."association", c."how", c."fitting" FROM ({coverage(today())}) c'
            f' WHERE c."unit" IN ({keys}) ORDER BY c."unit", c."how" DESC, c."association"'
        )
        rows = cursor.fetchall()
    called = Organisation.objects.in_bulk({row[1] for row in rows})
    for unit, association, how, fitting in rows:
        one = called[association]
        cover = Cover(one.name, organisation_url(one), choice_word(How(how)))
        (found[unit].fitting if fitting else found[unit].others).append(cover)
    return found
