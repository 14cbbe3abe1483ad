"""Which tables and columns go into a snapshot: numbers, days, flags and codes, and of text nothing but open codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from keqiao.kernel.access.models import User
from keqiao.kernel.facts import schema
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Placement
from keqiao.kernel.people.models import Person, Trait, TraitKind
from keqiao.kernel.posts.models import Term

# Text without choices that holds codes. Everything else that is text stays at home.
OPEN_CODES = frozenset({"code", "programme", "indicator", "topic", "value", "ethnicity"})
# Organisations are public; their names stand on every scoreboard.
PUBLIC_TEXT = frozenset({("organisations_organisation", "name")})
NEVER = (User, Attachment)  # nobody's account and nobody's file is needed to count

TYPES: dict[str, str] = {"BooleanField": "BOOLEAN", "CharField": "VARCHAR"}  # everything else is a whole number


@dataclass(frozen=True)
class Column:
    """A column and its type in the snapshot; ``person``: it holds a person's number, which is exchanged for a key."""

    name: str
    type: str
    person: bool


@dataclass(frozen=True)
class Table:
    """A table, the columns that are copied, and the condition on its rows (SQL; empty: all)."""

    name: str
    columns: tuple[Column, ...]
    where: str = ""


def tables() -> list[Table]:
    """Every table that a fact or the tree reads, by name."""
    return [_table(model) for model in sorted(_read(), key=lambda model: model._meta.db_table)]


def _read() -> set[type[models.Model]]:
    """Models whose records stand in facts, those they refer to, and what the tree and the terms need."""
    labels = {label for fact in schema.all_facts().values() for label in fact.touches}
    waiting: list[type[models.Model]] = [apps.get_model(label) for label in labels] + [Placement, Term]
    found: set[type[models.Model]] = set()
    while waiting:
        model = waiting.pop()
        if model not in found and model not in NEVER:
            found.add(model)
            waiting += [field.related_model for field in model._meta.concrete_fields if field.related_model]
    return found


def _table(model: type[models.Model]) -> Table:
    where = f"kind = '{TraitKind.POLITICAL_AFFILIATION}'" if model is Trait else ""
    return Table(model._meta.db_table, tuple(_columns(model)), where)


def _columns(model: type[models.Model]) -> Iterator[Column]:
    for field in model._meta.concrete_fields:
        related = field.related_model
        if related in NEVER or not (field.is_relation or _is_kept(model, field)):
            continue
        person = related is Person or (model is Person and field.primary_key)
        yield Column(str(field.column), TYPES.get(field.get_internal_type(), "BIGINT"), person)


def _is_kept(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.CharField):
        named = field.name in OPEN_CODES or (model._meta.db_table, field.name) in PUBLIC_TEXT
        return bool(field.choices) or named
    return isinstance(field, models.IntegerField | models.BooleanField) and field.name not in {"version", "synthetic"}
