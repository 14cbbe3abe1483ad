"""Model fields that every database answers alike."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    DayBase = models.IntegerField[dt.date | int | str | None, dt.date | None]
    YearBase = models.PositiveSmallIntegerField[int, int]
else:
    DayBase, YearBase = models.IntegerField, models.PositiveSmallIntegerField


def to_int(day: dt.date) -> int:
    """A day as yyyymmdd."""
    return day.year * 10000 + day.month * 100 + day.day


def from_int(number: int) -> dt.date:
    """The day written as yyyymmdd. Raises ValueError when there is no such day."""
    try:
        return dt.date(number // 10000, number // 100 % 100, number % 100)
    except OverflowError:
        raise ValueError(f"year {number // 10000} is out of range") from None


class DayField(DayBase):
    """A day, stored as the integer yyyymmdd.

    Facts count integers only; storing days as integers keeps their SQL the same text on SQLite,
    PostgreSQL, DuckDB and whatever an operator runs, with no conversion to disagree about.
    """

    description = "day"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> dt.date | None:
        """Read the integer back as a date."""
        return None if value is None else from_int(value)

    def to_python(self, value: Any) -> dt.date | None:
        """Accept a date, yyyymmdd or ISO text. A moment belongs to the day it is in China."""
        if value is None or value == "":
            return None
        if isinstance(value, dt.datetime):
            return timezone.localdate(value) if timezone.is_aware(value) else value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return from_int(value) if isinstance(value, int) else dt.date.fromisoformat(str(value))
        except ValueError:
            said = _("“%(value)s”不是有效日期，请按 2026-11-22 的样式填写。")
            raise ValidationError(said % {"value": value}) from None

    def get_prep_value(self, value: Any) -> int | None:
        """Write a date as its integer."""
        day = self.to_python(value)
        return None if day is None else to_int(day)

    def value_to_string(self, obj: models.Model) -> str:
        """ISO text for dumps."""
        day = self.value_from_object(obj)
        return "" if day is None else day.isoformat()

    def formfield(self, **kwargs: Any) -> Any:
        """Dates are asked for as dates."""
        return models.Field.formfield(self, **{"form_class": forms.DateField, **kwargs})

    @property
    def validators(self) -> list[Any]:
        """Those asked for, without IntegerField's, which compare numbers: any date that exists is valid."""
        return list(self._validators)  # type: ignore[attr-defined]  # Django's own, unknown to its stubs


class YearField(YearBase):
    """The year of the record's ``date``, kept in step with it at each save.

    Facts can't divide a day by 10000 in words that mean the same to every database, so the year is stored.
    """

    description = "year of the record's date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nobody edits it."""
        super().__init__(*args, **{**kwargs, "editable": False})

    def pre_save(self, model_instance: Any, add: bool) -> int:
        """Take it from the date that is about to be stored."""
        day: dt.date = model_instance._meta.get_field("date").to_python(model_instance.date)
        setattr(model_instance, self.attname, day.year)
        return day.year


def earliest_first(path: str = "starts") -> OrderBy:
    """Order by a day, what has none before all: left alone, databases differ about where it stands."""
    return models.F(path).asc(nulls_first=True)


def latest_first(path: str = "starts") -> OrderBy:
    """The same the other way round."""
    return models.F(path).desc(nulls_last=True)


def holds_on(day: int, *, starts: str = "starts", ends: str = "ends") -> models.Q:
    """Filter for half-open intervals that contain a day (yyyymmdd). An unknown start counts as always."""
    return (models.Q(**{f"{starts}__isnull": True}) | models.Q(**{f"{starts}__lte": day})) & (
        models.Q(**{f"{ends}__isnull": True}) | models.Q(**{f"{ends}__gt": day})
    )
