"""Looks: that somebody saw a person's data. Pages and exports call ``note_look``, and the person reads it at home.

    note_look(actor, person.pk, what=Seen.IDENTITY, why=reason, place=person.keeper_id, address=remote)

Note a look where a page shows one person's record, where a sealed value is opened, and for everybody
whose data leave in an export (once for the whole list: ``note_look(actor, ids, ...)``). Rows of a list
that show no more than names and units are no looks. People who look at their own record leave none.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from django.utils import timezone

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.roles import ALL_NEEDS, ROLES
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import ancestors, today

from .models import Look, Seen

CHUNK = 1000
OPERATOR = "operator"  # stands where the role would for whoever works at the command line
LONGEST_WHY = 200


def note_look(
    actor: Actor,
    people: int | Iterable[int],
    *,
    what: Seen | str,
    why: str,
    place: int | None = None,
    need: str = "people.see",
    address: str = "",
) -> int:
    """Note that the actor saw these people's (ids) data. Returns how many looks were noted.

    ``why``: the page's purpose or the reason typed, told to the person; never empty (ValueError).
    ``place``: the organisation that keeps the records; with ``need`` (KeyError when no role gives it)
    it finds the grant by which the actor saw them. ``address``: where the request came from; it is
    kept coarse.
    """
    if need not in ALL_NEEDS:
        raise KeyError(f"No role gives {need!r}: add it to kernel/access/roles.py or correct the name.")
    if not why.strip():
        raise ValueError("A look needs a reason: the page's purpose, or what the reader typed.")
    own = actor.user.person_id if actor.user is not None else None
    seen = sorted({people} if isinstance(people, int) else set(people))
    role, organisation = _standing(actor, need, place)
    now, coarsened = timezone.now(), coarse(address)
    rows = [
        Look(
            at=now,
            actor=actor.label,
            person=person,
            what=Seen(what),
            why=why.strip()[:LONGEST_WHY],
            role=role,
            organisation=organisation,
            address=coarsened,
        )
        for person in seen
        if person != own
    ]
    Look.objects.bulk_create(rows, batch_size=CHUNK)
    return len(rows)


def coarse(address: str) -> str:
    """The network an address stands in, not the machine: 203.0.113.*, 2001:db8:1::/48. Empty for what is no address."""
    try:
        read = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped is None:
            return str(ipaddress.ip_network((read, 48), strict=False))
        read = read.ipv4_mapped
    return str(read).rpartition(".")[0] + ".*"


def _standing(actor: Actor, need: str, place: int | None) -> tuple[str, int | None]:
    """Role and organisation of the grant by which the actor saw it; the nearest one where several do."""
    if actor.operator:
        return OPERATOR, None
    if actor.user is None:
        return "", None
    roles = [role.code for role in ROLES.values() if need in role.needs]
    held = list(Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles).order_by("pk"))
    if place is not None:
        above = ancestors(place)
        reaching = [one for one in held if one.organisation_id == place or one.subtree]
        held = sorted(
            (one for one in reaching if one.organisation_id in above),
            key=lambda one: above.index(one.organisation_id),
        )
    return (held[0].role, held[0].organisation_id) if held else ("", None)
