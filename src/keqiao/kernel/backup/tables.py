"""Which tables a backup holds: those of every model, without what is only of the moment."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

# Who is logged in: after a restore everybody logs in again.
LEFT_OUT = frozenset({"django_session"})


def tables(of: Any = apps) -> dict[str, type[models.Model]]:
    """The model of each table, by the table's name; ``of``: the models of another version (a migration state)."""
    found = {
        model._meta.db_table: model
        for model in of.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {name: found[name] for name in sorted(found) if name not in LEFT_OUT}


def columns(model: type[models.Model]) -> list[str]:
    """The columns of a model's table, in the model's order."""
    return [str(field.column) for field in model._meta.concrete_fields]


def key_columns(model: type[models.Model]) -> list[str]:
    """The columns by which rows are ordered: those of the key, of which there may be several."""
    pk: Any = model._meta.pk
    return [str(field.column) for field in getattr(pk, "fields", None) or (pk,)]


def counts_itself(model: type[models.Model]) -> bool:
    """Whether the database gives the keys of the table's rows."""
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField | models.SmallAutoField)
