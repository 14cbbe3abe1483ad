"""Where somebody looks after personal information: the organisations on which they hold the right by a grant."""

from __future__ import annotations

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.look.acts import ActLink, act_url, offers

NEED = "privacy.manage"


def offices(actor: Actor) -> list[Organisation]:
    """The organisations named in the actor's grants, in order of their codes; not what these lead."""
    if actor.user is None:
        return []
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    held = Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles)
    return list(Organisation.objects.filter(pk__in=held.values("organisation")).order_by("code"))


def doors(actor: Actor, verb: str) -> list[ActLink]:
    """For each office the way to an act on it; where there is one office, the act's label alone."""
    one, places = offers()[verb], offices(actor)
    return [
        ActLink(f"{one.label}（{place}）" if len(places) > 1 else str(one.label), act_url(one.verb, place))
        for place in places
    ]
