"""学会党组织: of each society that is led from here, which Party organisations it has and which committee leads them.

All of it follows from the links and placements of Party organisations; nobody writes the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation, OrganisationKind, Placement
from keqiao.kernel.organisations.tree import today

COMMITTEE = OrganisationKind.PARTY_COMMITTEE
GROUP = OrganisationKind.PARTY_WORK_GROUP
PARTY = (COMMITTEE, GROUP, OrganisationKind.PARTY_BRANCH, OrganisationKind.LEADING_PARTY_GROUP)

WITHOUT, NO_GROUP, NO_OFFICE, NO_LINE = "without", "no_group", "no_office", "no_line"


@dataclass(frozen=True)
class PartyLine:
    """A society with its Party organisations. ``led_by``: the Party organisations above them, a committee first."""

    society: Organisation
    groups: Sequence[Organisation]
    offices: Sequence[Organisation]
    led_by: Sequence[Organisation]

    @property
    def gaps(self) -> list[str]:
        """What it lacks: every Party organisation, or the work group, the office's, the line to a committee."""
        if not self.groups and not self.offices:
            return [WITHOUT] if self.led_by else [WITHOUT, NO_LINE]
        lacking = ((NO_GROUP, self.groups), (NO_OFFICE, self.offices), (NO_LINE, self.led_by))
        return [code for code, there in lacking if not there]


def party_lines(societies: Iterable[Organisation]) -> list[PartyLine]:
    """How each of them stands today; four queries."""
    every = list(societies)
    tied: dict[int, list[Organisation]] = {}
    links = Link.objects.filter(
        holds_on(today()), kind=LinkKind.PARTY_ORGANISATION_OF, target__in=every, source__kind__in=PARTY
    )
    for link in links.select_related("source").order_by("source__code"):
        tied.setdefault(link.target_id, []).append(link.source)
    party = {one.pk for found in tied.values() for one in found}
    above = _above([*party, *(one.pk for one in every)])
    return [_line(one, tied.get(one.pk, []), above) for one in every]


def _above(below: Sequence[int]) -> dict[int, list[Organisation]]:
    """The Party organisations over each of these (by id): those that lead it in the tree or guide it by a link."""
    found: dict[int, list[Organisation]] = {}
    held = Placement.objects.filter(holds_on(today()), organisation__in=below, leading__kind__in=PARTY)
    for place in held.select_related("leading"):
        assert place.leading is not None  # looked for by its kind
        found.setdefault(place.organisation_id, []).append(place.leading)
    guided = Link.objects.filter(holds_on(today()), kind=LinkKind.SUPERVISES, target__in=below, source__kind__in=PARTY)
    for link in guided.select_related("source"):
        found.setdefault(link.target_id, []).append(link.source)
    return found


def _line(society: Organisation, own: Sequence[Organisation], above: dict[int, list[Organisation]]) -> PartyLine:
    """A committee leads by the tree, by guiding the society or its Party organisations, or as the society's own."""
    leading = {over.pk: over for one in (society, *own) for over in above.get(one.pk, ())}
    for one in own:
        if one.kind == COMMITTEE:
            leading.setdefault(one.pk, one)
    led_by = sorted(leading.values(), key=lambda one: (one.kind != COMMITTEE, one.code))
    offices = [one for one in own if one.kind != GROUP]
    return PartyLine(society, [one for one in own if one.kind == GROUP], offices, led_by)


def societies_of(area: Iterable[int]) -> list[Organisation]:
    """The societies among these organisations (their ids) that exist, in administrative order."""
    found = Organisation.objects.filter(pk__in=list(area), kind=OrganisationKind.SOCIETY, closed=None)
    return list(found.order_by("code"))
