"""Who sees whose figures: live ones inside an association, reported ones from outside (decision 0010)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import ancestors, today
from keqiao.plans.engine.tree import Tree
from keqiao.plans.models import Report, ReportState, Visibility
from keqiao.plans.world import Installation

NEED = "figures.see"

Chain = Iterable[tuple[int, str]]  # id and kind of an organisation and of those above it, itself first


@dataclass(frozen=True)
class Reader:
    """Where somebody may see figures: on which organisations, and on which with those they lead."""

    at: frozenset[int]
    below: frozenset[int]
    everywhere: bool = False

    @property
    def anywhere(self) -> bool:
        """Whether there is any such place."""
        return self.everywhere or bool(self.at)

    def live(self, chain: Chain) -> bool:
        """Whether the figures of the first of the chain are shown as they stand now.

        A grant reaches down through what its association leads itself, and ends where another association begins.
        """
        if self.everywhere:
            return True
        for step, (organisation, kind) in enumerate(chain):
            if organisation in self.below or (step == 0 and organisation in self.at):
                return True
            if kind == OrganisationKind.ASSOCIATION:
                return False
        return False

    def area(self, tree: Tree) -> set[int]:
        """The organisations of a tree for which ``live`` holds."""
        if self.everywhere:
            return set(tree.nodes)
        waiting = [one for one in self.below if one in tree.nodes]
        reached = set(waiting)
        while waiting:
            for one in tree.led(waiting.pop()):
                if one not in reached and tree.nodes[one].kind != OrganisationKind.ASSOCIATION:
                    reached.add(one)
                    waiting.append(one)
        return reached | {one for one in self.at if one in tree.nodes}

    def report(self, report: Report, unit: Chain, receivers: Chain) -> bool:
        """Whether a report may be seen; ``receivers``: whom it was sent to and those above."""
        if self.live(unit):
            return True
        if report.status != ReportState.SENT:
            return False
        if report.visibility == Visibility.PUBLIC or (report.visibility == Visibility.SYSTEM and self.anywhere):
            return True
        return any(organisation in self.at for organisation, _kind in receivers)


def reader_of(actor: Actor) -> Reader:
    """What the actor's grants of today say."""
    if actor.operator:
        return Reader(frozenset(), frozenset(), everywhere=True)
    if actor.user is None or not actor.user.is_active:
        return Reader(frozenset(), frozenset())
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    grants = list(Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles))
    return Reader(
        frozenset(grant.organisation_id for grant in grants),
        frozenset(grant.organisation_id for grant in grants if grant.subtree),
    )


def viewer(actor: Actor) -> Reader:
    """The same, except that a demo shows everything to everybody."""
    return Reader(frozenset(), frozenset(), everywhere=True) if settings.DEMO else reader_of(actor)


def sees_live(actor: Actor, organisation: int) -> bool:
    """Whether the actor sees an organisation's figures as they stand now."""
    return viewer(actor).live(_chain(organisation))


def sees_own_live(actor: Actor, organisation: int) -> bool:
    """The same by the actor's own grants, also in a demo: for books that name people."""
    return reader_of(actor).live(_chain(organisation))


def sees_report(actor: Actor, report: Report) -> bool:
    """Whether the actor may open a report."""
    receivers = _chain(report.sent_to_id) if report.sent_to_id is not None else ()
    return viewer(actor).report(report, _chain(report.organisation_id), receivers)


def live_area(actor: Actor) -> set[int]:
    """Ids of the organisations whose figures the actor's own grants show as they stand now."""
    reader = reader_of(actor)
    if not reader.anywhere:
        return set()
    return reader.area(Installation().tree(today()))


def chain_in(tree: Tree, organisation: int) -> Chain:
    """An organisation and those above it in a tree that was read already."""
    return ((node.id, node.kind) for node in tree.ancestors(organisation))


def _chain(organisation: int) -> list[tuple[int, str]]:
    line = ancestors(organisation)
    kinds = dict(Organisation.objects.filter(pk__in=line).values_list("pk", "kind"))
    return [(one, kinds[one]) for one in line if one in kinds]
