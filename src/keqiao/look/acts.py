"""What may be done with a record at the desk: rooms offer their verbs, pages show those that the reader may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.registry import Verb

from .asking import asked_fields, field_of

Address = Callable[[Any], str]
# Where the reader goes after an act, from the target and from what the verb gave back.
Landing = Callable[[Any, Any], str]


@dataclass(frozen=True)
class Offer:
    """A verb offered on the page of the record it is done to.

    ``initial``: what is filled in already. ``shown``: whether it makes sense for a record. ``listed``: whether it
    stands in the menu of the record's page; others are linked to from where they belong.
    """

    verb: Verb[Any, Any, Any]
    label: str | Promise
    order: int
    note: str | Promise
    initial: Callable[[Any], Mapping[str, Any]]
    shown: Callable[[Any], bool]
    lands: Landing | None = None
    listed: bool = True

    @property
    def model(self) -> type[models.Model]:
        """The kind of record that the verb is done to."""
        return _target(self.verb)

    def allowed(self, actor: Actor, record: Any) -> bool:
        """Whether the actor may begin; never instead of the verb's own check."""
        return can(actor, self.verb.needs, place_of(record))


@dataclass(frozen=True)
class ActLink:
    """An act as a page shows it."""

    label: str
    url: str


_offers: dict[str, Offer] = {}
_pages: dict[type[models.Model], Address] = {}


def offer(
    verb: Verb[Any, Any, Any],
    *,
    label: str | Promise,
    order: int = 100,
    note: str | Promise = "",
    initial: Callable[[Any], Mapping[str, Any]] = lambda record: {},
    shown: Callable[[Any], bool] = lambda record: True,
    lands: Landing | None = None,
    listed: bool = True,
) -> None:
    """Offer a verb at the desk; call it in an application's ``ready``.

    ``note``: a sentence above the form, on what the act brings about. ``lands``: where the reader goes after it,
    if not back to the record. ``listed``: see ``Offer``. Raises Unaskable when a field that
    is asked for has no form.
    """
    for name, info in asked_fields(verb.schema).items():
        field_of(name, info, Actor())
    _offers[verb.name] = Offer(verb, label, order, note, initial, shown, lands, listed)


def page_of(model: type[models.Model], address: Address) -> None:
    """Say where records of a model have their page: there the reader goes back to."""
    _pages[model] = address


def address_of(record: models.Model) -> str:
    """The page of a record; the desk's start page when it has none."""
    address = _pages.get(type(record))
    return address(record) if address is not None else reverse("desk")


def offers() -> Mapping[str, Offer]:
    """Every offer by the verb's name."""
    return dict(_offers)


def acts_of(request: HttpRequest, record: models.Model) -> list[ActLink]:
    """What the reader may do with the record, in order."""
    actor = actor_of(request)
    if actor.user is None:
        return []
    asked: dict[str, bool] = {}
    found = [one for one in _offers.values() if one.listed and isinstance(record, one.model) and one.shown(record)]
    return [
        ActLink(str(one.label), act_url(one.verb, record))
        for one in sorted(found, key=lambda one: (one.order, one.verb.name))
        if _may(one, actor, record, asked)
    ]


def act_url(verb: Verb[Any, Any, Any], record: Any, **known: str) -> str:
    """Where a verb is done to a record; ``known`` fills fields in, ``back`` among them says where to go after it."""
    address = reverse("act", args=[verb.name, record.public_id])
    return f"{address}?{urlencode(known)}" if known else address


def act_link(request: HttpRequest, verb: Verb[Any, Any, Any], record: Any, **known: str) -> ActLink | None:
    """An offer as a link, to be shown where it belongs; None when the reader may not use it."""
    one, actor = _offers.get(verb.name), actor_of(request)
    if one is None or actor.user is None or not one.shown(record) or not one.allowed(actor, record):
        return None
    return ActLink(str(one.label), act_url(verb, record, **known))


def _may(one: Offer, actor: Actor, record: Any, asked: dict[str, bool]) -> bool:
    """As ``Offer.allowed``, each need asked once."""
    if one.verb.needs not in asked:
        asked[one.verb.needs] = one.allowed(actor, record)
    return asked[one.verb.needs]


def place_of(record: Any) -> int:
    """The organisation (its id) that a record is or belongs to: there the need is looked at before the form."""
    if isinstance(record, Organisation):
        return record.pk
    for name in ("organisation_id", "keeper_id"):
        if hasattr(record, name):
            return int(getattr(record, name))
    raise TypeError(f"{type(record).__name__} belongs to no organisation, so nobody can be asked for a right on it.")


@cache
def _target(verb: Verb[Any, Any, Any]) -> type[models.Model]:
    hints = get_type_hints(verb.body)
    found: type[models.Model] = list(hints.values())[1]
    return found
