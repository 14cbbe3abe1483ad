"""What is held about a person: every personal noun, found by itself, with labels people can read.

A room says in one line what its records are called, and what a deletion leaves of them::

    held("posts.Post", _("任职"), along=("term__body",), stays="职位属于组织，届满后仍计入统计")

Nobody has to join: a noun that declares ``personal`` and says nothing here is shown under a general
name, and goes when the person does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Person
from keqiao.look.formats import long_date

from .labels import RELATIONS

Say = Callable[[Any], str]
OWN = frozenset({"id", "public_id", "version"})


@dataclass(frozen=True)
class Kind:
    """How one kind of record is told. ``stays``: why a deletion leaves the record, without its texts; empty: it goes.

    ``says``: labels and values instead of those of the fields named in ``hides``; ``keeps``: texts that
    say nothing about the person and stay.
    """

    title: str | Promise
    along: tuple[str, ...] = ()
    says: Mapping[str | Promise, Say] = field(default_factory=dict)
    hides: frozenset[str] = frozenset()
    stays: str | Promise = ""
    keeps: frozenset[str] = frozenset()
    order: int = 100


UNTOLD = Kind(gettext_lazy("其他记录"))


@dataclass(frozen=True)
class Held:
    """One record: labels and values, those without a value left out."""

    model: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class HeldGroup:
    """All records of one kind about a person."""

    title: str
    stays: str
    records: list[Held]


_kinds: dict[str, Kind] = {}


def held(
    label: str,
    title: str | Promise,
    *,
    along: tuple[str, ...] = (),
    says: Mapping[str | Promise, Say] | None = None,
    hides: tuple[str, ...] = (),
    stays: str | Promise = "",
    keeps: tuple[str, ...] = (),
    order: int = 100,
) -> None:
    """Say how records of a model (``app.Model``) are called and told."""
    _kinds[label] = Kind(title, along, says or {}, frozenset(hides), stays, frozenset(keeps), order)


def kind_of(model: type[models.Model]) -> Kind:
    """How records of a model are told."""
    return _kinds.get(model._meta.label, UNTOLD)


def personal_models() -> list[type[Noun]]:
    """Every kind of record that is about somebody, in the order in which it is told."""
    found = [one for one in apps.get_models() if issubclass(one, Noun) and one.personal]
    return sorted(found, key=lambda one: (kind_of(one).order, one._meta.label))


def records_of(model: type[Noun], person: int) -> QuerySet[Any]:
    """A person's records of one kind, with what their telling needs."""
    return (
        model._default_manager.filter(**{model.personal: person}).select_related(*kind_of(model).along).order_by("pk")
    )


def held_about(person: Person) -> list[HeldGroup]:
    """Everything held about a person: one query for each kind of record."""
    groups = []
    for model in personal_models():
        kind = kind_of(model)
        records = [Held(model._meta.label, list(_facts(one, kind))) for one in records_of(model, person.pk)]
        if records:
            groups.append(HeldGroup(str(kind.title), str(kind.stays), records))
    return groups


def _facts(record: Any, kind: Kind) -> Iterator[tuple[str, str]]:
    for one in record._meta.concrete_fields:
        hidden = one.name in OWN or one.name in kind.hides or one.attname == record.personal
        if not hidden and (value := _value(record, one)):
            yield _label(one), value
    for label, say in kind.says.items():
        if value := say(record):
            yield str(label), value


def _label(one: models.Field[Any, Any]) -> str:
    """What the field is called; a relation that bears no name, by what it points to."""
    if one.name in RELATIONS and str(one.verbose_name) == one.name.replace("_", " "):
        return str(RELATIONS[one.name])
    return _(str(one.verbose_name))


def _value(record: Any, one: models.Field[Any, Any]) -> str:
    value = getattr(record, one.name)
    if value is None or value == "":
        return ""
    if one.choices:
        return _(str(getattr(record, f"get_{one.name}_display")()))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dt.datetime):
        return f"{long_date(timezone.localdate(value))} {timezone.localtime(value):%H:%M}"
    return long_date(value) if isinstance(value, dt.date) else str(value)
