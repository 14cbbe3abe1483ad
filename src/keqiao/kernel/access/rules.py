"""The one question: may this actor do this there?"""

from __future__ import annotations

from dataclasses import dataclass

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import ancestors, subtree, today

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


OPERATOR = Actor(operator=True)
VISITOR = Actor()


def can(actor: Actor, need: str, organisation: int) -> bool:
    """Whether the actor has the need on the organisation (its id) today. Raises KeyError for an unknown need."""
    if need not in ALL_NEEDS:
        raise KeyError(f"No role gives {need!r}: add it to kernel/access/roles.py or correct the name.")
    if actor.operator:
        return True
    return organisation in scope(actor, need, of=organisation)


def scope(actor: Actor, need: str, *, of: int | None = None) -> set[int]:
    """Ids of the organisations on which the actor has the need today.

    With ``of`` only as much is looked up as decides about that one organisation.
    """
    if actor.user is None or not actor.user.is_active:
        return set()
    roles = [role.code for role in ROLES.values() if need in role.needs]
    grants = Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles)
    if of is not None:
        above = ancestors(of)
        hit = any(
            grant.organisation_id == of or (grant.subtree and grant.organisation_id in above)
            for grant in grants.filter(organisation__in=above)
        )
        return {of} if hit else set()
    found: set[int] = set()
    for grant in grants:
        found |= set(subtree(grant.organisation_id)) if grant.subtree else {grant.organisation_id}
    return found
