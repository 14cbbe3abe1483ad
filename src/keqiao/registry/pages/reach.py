"""Which organisations' records the reader may see, and the way down the tree to one of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import ancestors
from keqiao.registry.wording import organisation_url

NEED = "records.see"


def visible_to(request: HttpRequest) -> QuerySet[Organisation]:
    """The organisations whose records the reader may see; the demo shows all of them."""
    if settings.DEMO:
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=reachable(actor_of(request), NEED))


def links_to(request: HttpRequest, organisations: Iterable[Organisation]) -> dict[int, str]:
    """The pages of those among the organisations that the reader may open, by id."""
    wanted = {one.pk for one in organisations}
    return {one.pk: organisation_url(one) for one in visible_to(request).filter(pk__in=wanted)}


def trail(request: HttpRequest, organisation: Organisation, *here: str) -> list[dict[str, str]]:
    """The organisations above one, itself, and what of it is shown."""
    line = ancestors(organisation.pk)[::-1]
    found = Organisation.objects.in_bulk(line)
    steps = [found[pk] for pk in line if pk in found]
    pages = links_to(request, steps)
    said = [{"label": str(one), "url": pages.get(one.pk, "")} for one in steps]
    return [*said, *({"label": label, "url": ""} for label in here)]
