"""Imports as pages find and tell them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.models import Batch, BatchState
from keqiao.registry.imports.kinds import all_kinds
from keqiao.registry.imports.people import import_people


@dataclass(frozen=True)
class ImportLine:
    """An import on a list: where, who, when, and whether it can be taken back."""

    batch: Batch
    organisation: str
    who: str

    @property
    def when(self) -> dt.datetime:
        """When it was done, or begun."""
        return self.batch.finished or self.batch.created

    @property
    def applied(self) -> bool:
        """Whether it stands."""
        return self.batch.state == BatchState.APPLIED


def visible_to(actor: Actor) -> QuerySet[Batch]:
    """The imports of the organisations for which the actor may import; not those given up before they began."""
    verbs: dict[str, list[str]] = {import_people.needs: [import_people.name]}
    for kind in all_kinds():
        verbs.setdefault(kind.needs, []).append(kind.verb.name)
    ours = Q()
    for need, names in verbs.items():
        ours |= Q(verb__in=names, organisation__in=reachable(actor, need))
    return Batch.objects.filter(ours).exclude(state__in=[BatchState.ABANDONED, BatchState.STAGING])


def lines(batches: Sequence[Batch]) -> list[ImportLine]:
    """The imports with names in place of numbers: two queries however many."""
    organisations = Organisation.objects.in_bulk([batch.organisation for batch in batches])
    users = User.objects.in_bulk([int(number) for batch in batches if (number := _user_number(batch.actor))])
    return [
        ImportLine(
            batch,
            str(organisations.get(batch.organisation, "")),
            str(users.get(int(_user_number(batch.actor) or 0), _("系统运维"))),
        )
        for batch in batches
    ]


def batch_of(batch_id: uuid.UUID) -> Batch:
    """The import of that number. Raises Http404."""
    return get_object_or_404(
        Batch, public_id=batch_id, verb__in=[import_people.name, *(kind.verb.name for kind in all_kinds())]
    )


def organisation_of_batch(request: HttpRequest, batch_id: uuid.UUID) -> int:
    """Where the right to see an import is checked."""
    return batch_of(batch_id).organisation


def body_of(batch: Batch) -> Body | None:
    """The body into which an import went, unless it is gone."""
    return Body.objects.filter(pk=batch.target_pk or 0).first()


def _user_number(label: str) -> str:
    kind, _colon, number = label.partition(":")
    return number if kind == "user" else ""
