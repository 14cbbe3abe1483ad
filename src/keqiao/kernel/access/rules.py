"""The one question: may this actor do this there?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, Reach
from keqiao.kernel.organisations.tree import all_below, ancestors, answering, today

from .models import Grant, User
from .roles import ALL_NEEDS, ROLES


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a user, the operator at the command line, or a visitor."""

    user: User | None = None
    operator: bool = False

    @property
    def label(self) -> str:
        """How the audit names the actor."""
        if self.operator:
            return "operator"
        return f"user:{self.user.pk}" if self.user is not None else "visitor"

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """The grants that the actor had when it was first asked; an actor lasts as long as a request or a command."""
        if self.user is None or not self.user.is_active:
            return ()
        return tuple(Grant.objects.filter(holds_on(today()), user=self.user))

    @cached_property
    def needs(self) -> frozenset[str]:
        """Every need that the actor had on any organisation at all."""
        if self.operator:
            return ALL_NEEDS
        return frozenset().union(*(ROLES[grant.role].needs for grant in self.grants))

    def granted(self, need: str) -> list[Grant]:
        """Those of the grants that give the need."""
        return [grant for grant in self.grants if need in ROLES[grant.role].needs]


OPERATOR = Actor(operator=True)
VISITOR = Actor()


def can(actor: Actor, need: str, organisation: int) -> bool:
    """Whether the actor has the need on the organisation (its id) today. Raises KeyError for an unknown need."""
    if need not in ALL_NEEDS:
        raise KeyError(f"No role gives {need!r}: add it to kernel/access/roles.py or correct the name.")
    if actor.operator:
        return True
    held = actor.granted(need)
    if not held:
        return False
    alone = {grant.organisation_id for grant in held}
    roots = {grant.organisation_id for grant in held if grant.subtree}
    if organisation in alone or (roots and _leads(roots, organisation)):
        return True
    # Of one that is closed others answer, whom the tree of today doesn't tell.
    own, above = answering(organisation)
    return not (alone.isdisjoint(own) and roots.isdisjoint(above))


def _leads(roots: set[int], organisation: int) -> bool:
    reach = Reach.objects.filter(organisation=organisation, ancestor__in=roots)
    return reach.filter(starts__lte=today(), ends__gt=today()).exists()


def reachable(actor: Actor, need: str) -> QuerySet[Organisation, int] | QuerySet[Reach, int]:
    """Where the actor has the need today, as a subquery of any size: ``filter(keeper__in=reachable(...))``."""
    if actor.operator:
        return Organisation.objects.values_list("pk", flat=True)
    grants = actor.granted(need)
    roots = [grant.organisation_id for grant in grants if grant.subtree]
    alone = [grant.organisation_id for grant in grants if not grant.subtree]
    return all_below(roots, alone)


def staff_of(organisation: int, need: str) -> list[User]:
    """Whose work it is there today: users with the need on the organisation (its id) itself.

    Where nobody has it on the organisation alone, those who have it on the nearest above, with what that leads.
    """
    roles = [role.code for role in ROLES.values() if need in role.needs]
    line = list(ancestors(organisation))
    held = Grant.objects.filter(holds_on(today()), role__in=roles, organisation__in=line, user__is_active=True)
    found: dict[int, dict[int, User]] = {}
    for one in held.select_related("user").order_by("user"):
        if one.subtree or one.organisation_id == organisation:
            found.setdefault(one.organisation_id, {})[one.user_id] = one.user
    nearest = next((found[one] for one in line if one in found), {})
    return list(nearest.values())


def most_exported(actor: Actor, organisation: int) -> int | None:
    """How many rows of a list the actor may take out for an organisation (its id); None: as many as there are."""
    if actor.operator:
        return None
    above = ancestors(organisation)
    held = [one for one in actor.granted("exports.take") if one.organisation_id in above]
    roles = {one.role for one in held if one.subtree or one.organisation_id == organisation}
    return max((ROLES[role].export_rows for role in roles), default=0)
