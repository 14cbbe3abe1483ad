"""A proposal of how seats could be split among units: a first guess that people change, never a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Population
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person

from .models import Making

BY: dict[str, Promise] = {
    "people": gettext_lazy("按登记的科技工作者人数"),
    "members": gettext_lazy("按会员人数"),
    "population": gettext_lazy("按常住人口"),
    "equal": gettext_lazy("平均分配"),
}
# Who elects as a rule: those led by the association. Party organisations and stations don't.
ELECTING = frozenset(
    {
        OrganisationKind.ASSOCIATION,
        OrganisationKind.SOCIETY,
        OrganisationKind.FEDERATION,
        OrganisationKind.ENTERPRISE_ASSOCIATION,
        OrganisationKind.PARK_ASSOCIATION,
        OrganisationKind.UNIVERSITY_ASSOCIATION,
        OrganisationKind.INSTITUTE_ASSOCIATION,
        OrganisationKind.TOWNSHIP_ASSOCIATION,
        OrganisationKind.RURAL_TECHNICAL_ASSOCIATION,
        OrganisationKind.SENIOR_ASSOCIATION,
    }
)
MOST_UNITS = 200


@dataclass(frozen=True)
class Proposed:
    """A unit, what the split goes by, and the seats that would follow."""

    unit: Organisation
    weight: int
    seats: int


def units_of(making: Making) -> list[Organisation]:
    """Those led directly by the organisation that could elect; a body of a society: its group members too."""
    own = making.organisation_id
    led = Placement.objects.filter(holds_on(today()), leading=own).values("organisation")
    members = Membership.objects.filter(holds_on(today()), organisation=own, member__isnull=False).values("member")
    found = Organisation.objects.filter(closed=None).filter(pk__in=led, kind__in=ELECTING)
    return list(
        (found | Organisation.objects.filter(closed=None, pk__in=members)).distinct().order_by("code")[:MOST_UNITS]
    )


def proposal(making: Making, by: str) -> list[Proposed]:
    """The split by largest remainders, one seat at least for each unit where there are enough."""
    units = units_of(making)
    weights = _weights(units, by)
    taken = making.allotments.filter(unit=None).values_list("seats", flat=True)
    seats = shares([weights.get(one.pk, 0) for one in units], making.seats - sum(taken))
    return [Proposed(one, weights.get(one.pk, 0), number) for one, number in zip(units, seats, strict=True)]


def shares(weights: Sequence[int], seats: int) -> list[int]:
    """So many seats in proportion: each its whole part and one at least, the rest by the largest remainders."""
    if not weights or seats <= 0:
        return [0] * len(weights)
    least = 1 if seats >= len(weights) else 0
    open_seats, total = seats - least * len(weights), sum(weights)
    exact = [
        Fraction(weight * open_seats, total) if total else Fraction(open_seats, len(weights)) for weight in weights
    ]
    found = [least + part.numerator // part.denominator for part in exact]
    order = sorted(range(len(weights)), key=lambda place: (-(exact[place] % 1), place))
    for place in order[: seats - sum(found)]:
        found[place] += 1
    return found


def _weights(units: Sequence[Organisation], by: str) -> Mapping[int, int]:
    ids = [one.pk for one in units]
    if by == "people":
        rows = Person.objects.filter(keeper__in=ids).order_by().values_list("keeper").annotate(number=Count("pk"))
        return dict(rows)
    if by == "members":
        held = Membership.objects.filter(holds_on(today()), organisation__in=ids, person__isnull=False).order_by()
        return dict(held.values_list("organisation").annotate(number=Count("pk")))
    if by == "population":
        latest = Population.objects.filter(division=OuterRef("division")).order_by("-year").values("people")[:1]
        placed = Placement.objects.filter(holds_on(today()), organisation__in=ids, division__isnull=False)
        living = placed.annotate(number=Subquery(latest)).values_list("organisation", "number")
        return {unit: number or 0 for unit, number in living}
    return {}
