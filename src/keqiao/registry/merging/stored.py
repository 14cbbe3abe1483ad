"""A record as text, whole, so that it can stand again exactly as it was."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

Values = dict[str, str | None]


def written(record: models.Model) -> Values:
    """All stored values by column attribute, as text; None stays None."""
    return {
        field.attname: None if getattr(record, field.attname) is None else field.value_to_string(record)
        for field in record._meta.concrete_fields
    }


def read_value(model: type[models.Model], attname: str, text: str | None) -> Any:
    """One value as the model's column takes it."""
    field = next(field for field in model._meta.concrete_fields if field.attname == attname)
    return None if text is None else field.to_python(text)


def restored(label: str, values: Values) -> models.Model:
    """The record, not saved yet, under its old number; columns that are no more are left out."""
    model: type[models.Model] = apps.get_model(label)
    there = {field.attname for field in model._meta.concrete_fields}
    return model(**{name: read_value(model, name, text) for name, text in values.items() if name in there})
