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
    """How each of them stands today; three queries."""
    every = list(societies)
    tied: dict[int, list[Organisation]] = {}
    links = Link.objects.filter(
        holds_on(today()), kind=LinkKind.PARTY_ORGANISATION_OF, target__in=every, source__kind__in=PARTY
    )
    for link in links.select_related("source").order_by("source__code"):
        tied.setdefault(link.target_id, []).append(link.source)
    above = _above([one.pk for found in tied.values() for one in found])
    return [_line(one, tied.get(one.pk, []), above) for one in every]


def _above(party: Sequence[int]) -> dict[int, Organisation]:
    """The Party organisation that leads each of these (by id), where one does."""
    held = Placement.objects.filter(holds_on(today()), organisation__in=party, leading__kind__in=PARTY)
    found: dict[int, Organisation] = {}
    for place in held.select_related("leading"):
        assert place.leading is not None  # looked for by its kind
        found[place.organisation_id] = place.leading
    return found


def _line(society: Organisation, own: Sequence[Organisation], above: dict[int, Organisation]) -> PartyLine:
    """A committee that several societies are linked to leads them; one that a society set up itself is its own."""
    leading = {above[one.pk].pk: above[one.pk] for one in own if one.pk in above}
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
