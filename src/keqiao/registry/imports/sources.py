"""Source classes waiting to be confirmed, by unit and position: many people in few decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, SourceClass
from keqiao.kernel.standards.sectors import SourceProposal
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.verbs.people import ConfirmedGroup, ConfirmSources, confirm_sources

from .staged import proposal_for


@dataclass(frozen=True)
class SourceGroup:
    """Unconfirmed employments of one unit and position, and what is proposed for them, with the reasons."""

    unit_name: str
    position: str
    source_class: str
    leading_official: bool | None
    proposal: SourceProposal
    employments: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many people are concerned."""
        return len(self.employments)

    @property
    def decided(self) -> bool:
        """Whether class and flag are both proposed, so that a click confirms them."""
        return bool(self.source_class) and self.leading_official is not None


def source_groups(organisation: Organisation) -> list[SourceGroup]:
    """What waits for confirmation among the people that an organisation keeps: undecided first, then the largest."""
    waiting = Employment.objects.filter(person__keeper=organisation, confirmed=False, ends=None)
    found: dict[tuple[str, str, str, bool | None], list[int]] = defaultdict(list)
    columns = ("unit_name", "position", "source_class", "leading_official", "pk")
    for unit, position, source_class, official, pk in waiting.order_by("pk").values_list(*columns):
        found[unit, position, source_class, official].append(pk)
    groups = [SourceGroup(*key, proposal_for(key[0], key[1]), tuple(pks)) for key, pks in found.items()]
    return sorted(groups, key=lambda group: (group.decided, -group.people))


def confirm_proposals(act: Act, organisation: Organisation, groups: Sequence[SourceGroup]) -> int:
    """Confirm the groups whose class and flag are both proposed. Returns for how many people."""
    decided = [group for group in groups if group.decided]
    confirmed = [
        ConfirmedGroup(
            employments=list(group.employments),
            source_class=SourceClass(group.source_class),
            leading_official=bool(group.leading_official),
        )
        for group in decided
    ]
    if confirmed:
        confirm_sources(act, organisation, ConfirmSources(groups=confirmed))
    return sum(group.people for group in decided)
