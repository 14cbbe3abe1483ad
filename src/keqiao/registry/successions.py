"""What becomes of an organisation's records when another takes over its work, or when it is closed.

Every foreign key to Organisation has a rule, here or in the room whose record it is (``successions.py`` of a
block); a test walks all of them. What held until that day stays the past of the organisation that goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True)
class Handover:
    """Whose records change hands on which day. ``to``: who takes over, None when nobody does.

    ``keeper``: who keeps what somebody must keep: ``to``, otherwise the organisation that led it at the end.
    """

    source: Organisation
    to: Organisation | None
    day: dt.date
    keeper: Organisation | None

    def open(self, starts: str = "starts", ends: str = "ends") -> Q:
        """A filter for dated rows that hold on the day or later."""
        later = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": to_int(self.day)})
        # What was made void, an interval that ends where it begins, holds on no day.
        return later & (Q(**{f"{starts}__isnull": True}) | ~Q(**{ends: models.F(starts)}))

    def begun(self, row: Any) -> bool:
        """Whether a dated row held before the day."""
        return row.starts is None or row.starts < self.day


Rule = Callable[[Handover], None]
_rules: dict[tuple[type[models.Model], str], Rule | None] = {}


def follows(model: type[models.Model], field: str, rule: Rule) -> None:
    """Say what becomes of a model's records whose field names the organisation."""
    _rules[model, field] = rule


def stays(model: type[models.Model], *fields: str) -> None:
    """Say that they stay with the organisation that goes: they are of its time."""
    _rules.update({(model, field): None for field in fields})


def hand_over(handover: Handover) -> None:
    """Let every record follow, in the order in which the rooms are loaded, those of the tree first."""
    for rule in list(_rules.values()):
        if rule is not None:
            rule(handover)


def relations() -> Iterator[tuple[type[models.Model], str]]:
    """Every foreign key of a noun to Organisation."""
    for model in apps.get_models():
        if issubclass(model, Noun):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
                    yield model, field.name


def undeclared() -> list[str]:
    """The foreign keys of which nobody said what becomes of them, as model and field."""
    return [f"{model._meta.label}.{field}" for model, field in relations() if (model, field) not in _rules]


# Rules to choose from


def goes(model: type[N], field: str, when: Callable[[Handover], Q]) -> None:
    """Records without a time of their own go along to the keeper, those for which ``when`` holds."""

    def rule(handover: Handover) -> None:
        if handover.keeper is not None:
            for row in model._default_manager.filter(when(handover), **{field: handover.source}):
                setattr(row, field, handover.keeper)
                row.save()

    follows(model, field, rule)


def ends(model: type[N], field: str) -> None:
    """Dated rows that say something of the organisation itself end with it."""

    def rule(handover: Handover) -> None:
        for row in model._default_manager.filter(handover.open(), **{field: handover.source}):
            end(row, handover)

    follows(model, field, rule)


def carries(
    model: type[N], field: str, same: Sequence[str], change: Callable[[N, Handover], dict[str, Any]] | None = None
) -> None:
    """Dated rows end on the day and go on at whoever takes over.

    Not where a row there says the same already, judged by the fields ``same``. ``change``: what else is other
    in the row that goes on.
    """

    def rule(handover: Handover) -> None:
        rows: Iterable[Any] = model._default_manager.filter(handover.open(), **{field: handover.source})
        for row in rows:
            until = _until(row, field, same, handover)
            if until is None or until > _first(row, handover):
                more = change(row, handover) if change is not None else {}
                last = min((day for day in (row.ends, until) if day is not None), default=None)
                go_on(row, handover, ends=last, **{field: handover.to}, **more)
            else:
                end(row, handover)

    follows(model, field, rule)


def end(row: Any, handover: Handover) -> None:
    """End a dated row on the day; one that was still to begin never does."""
    row.ends = handover.day if handover.begun(row) else row.starts
    row.save()


def go_on(row: Any, handover: Handover, **changes: Any) -> None:
    """Let a dated row hold with these changes from the day on; what it said until then stays."""
    if not handover.begun(row):
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
        return
    made = again(row, starts=handover.day, **changes)
    row.ends = handover.day
    row.save()
    made.save()


def again(row: N, **changes: Any) -> N:
    """A new record with the values of another, but for these."""
    own = {"public_id", "version", *changes}
    fields = [one for one in row._meta.concrete_fields if not one.primary_key and one.name not in own]
    return type(row)(**{one.attname: getattr(row, one.attname) for one in fields}, **changes)


def _first(row: Any, handover: Handover) -> dt.date:
    """The first day on which a row would hold at whoever takes over."""
    day: dt.date = handover.day if handover.begun(row) else row.starts
    return day


def _until(row: Any, field: str, same: Sequence[str], handover: Handover) -> dt.date | None:
    """From which day on a row need not go on at the successor: because one there says the same, or there is none.

    None: it goes on as long as it would have. What would lead from one to itself need not go on at all.
    """
    values = {name: getattr(row, name) for name in same}
    if handover.to is None or handover.to in values.values():
        return handover.day
    alike = type(row)._default_manager.filter(handover.open(), **values, **{field: handover.to})
    begins = [one.starts or handover.day for one in alike]
    return min(begins, default=None)
