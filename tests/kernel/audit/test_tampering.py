"""Whatever single thing is done to the sealed audit behind its back, verify finds it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import Cast, acts
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit import sealer
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Entry, EntryOrganisation, Look, Seal
from keqiao.kernel.audit.sealer import ENTRY_FIELDS, LOOK_FIELDS, seal_pending, verify
from kernel.verbs import trial

SEALED: dict[type[models.Model], tuple[str, ...]] = {
    Entry: ENTRY_FIELDS,
    Look: LOOK_FIELDS,
    Seal: ("number", "entries", "looks", "previous", "digest"),
    EntryOrganisation: ("organisation",),
}
TEXTS = st.text("abc甲乙01[]{}", max_size=12)
NUMBERS = st.integers(0, 2**31 - 1)


class Undone(Exception):
    """Ends a trial so that nothing of it stays."""


@pytest.fixture
def chain(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries with changes, a refusal and looks, in several seals."""
    monkeypatch.setattr(sealer, "BATCH", 3)
    for number in range(7):
        trial.enrol_and_rename(acts(cast.clerk), cast.liuzhou, {"name": f"莫{number}"})
        note_look(Actor(cast.clerk), cast.engineer.pk, what="record", why="核对", place=cast.liuzhou.pk)
    seal_pending()
    report = verify()
    assert (report.faults, report.unsealed) == ([], 0)
    assert report.seals >= 3
    assert min(report.entries, report.looks) >= 7


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back; the database doesn't mind broken references meanwhile."""
    try:
        with connection.constraint_checks_disabled(), transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def value_for(field: Any, before: Any, data: st.DataObject) -> Any:
    """Another value of the kind that the column holds."""
    if isinstance(field, models.DateTimeField):
        return before + dt.timedelta(microseconds=data.draw(st.integers(1, 10**12)))
    if isinstance(field, models.CharField | models.TextField):
        most = getattr(field, "max_length", None) or 50
        return data.draw(TEXTS.filter(lambda text: text != before))[:most]
    return data.draw(NUMBERS.filter(lambda number: number != before))


def changed(data: st.DataObject) -> None:
    """One column of one row holds something else."""
    model = data.draw(st.sampled_from(list(SEALED)))
    name = data.draw(st.sampled_from([one for one in SEALED[model] if one not in ("pk", "cause_id")]))
    row = data.draw(st.sampled_from(list(model._default_manager.order_by("pk"))))
    before = getattr(row, name)
    wanted = value_for(model._meta.get_field(name), before, data)
    if wanted == before or (name == "number" and Seal.objects.filter(number=wanted).exists()):
        wanted = 999_999 if isinstance(before, int) else "ff"
    model._default_manager.filter(pk=row.pk).update(**{name: wanted})


def renumbered(data: st.DataObject) -> None:
    """A row bears another key; what stood beside it follows."""
    model = data.draw(st.sampled_from([Entry, Look]))
    row = data.draw(st.sampled_from(list(model._default_manager.order_by("pk"))))
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        if model is Entry:
            cursor.execute("UPDATE audit_entryorganisation SET entry_id = 900001 WHERE entry_id = %s", [row.pk])
        cursor.execute(f"UPDATE {table} SET id = 900001 WHERE id = %s", [row.pk])


def deleted(data: st.DataObject) -> None:
    """A row is gone, with what hangs on it."""
    model = data.draw(st.sampled_from([Entry, Look, EntryOrganisation]))
    row = data.draw(st.sampled_from(list(model._default_manager.order_by("pk"))))
    EntryOrganisation.objects.filter(entry=row.pk if model is Entry else 0).delete()
    model._default_manager.filter(pk=row.pk)._raw_delete(model._default_manager.db)  # type: ignore[attr-defined]  # past the guard, as a tamperer


def moved(data: st.DataObject) -> None:
    """Two rows change places: each holds what the other held."""
    model = data.draw(st.sampled_from([Entry, Look]))
    one, other = data.draw(st.permutations(list(model._default_manager.order_by("pk"))))[:2]
    names = [name for name in SEALED[model] if name != "pk"]
    for row, source in ((one, other), (other, one)):
        model._default_manager.filter(pk=row.pk).update(**{name: getattr(source, name) for name in names})


def resealed(data: st.DataObject) -> None:
    """A row stands in another seal, or claims one that isn't there, or none."""
    model = data.draw(st.sampled_from([Entry, Look]))
    row: Any = data.draw(st.sampled_from(list(model._default_manager.order_by("pk"))))
    seals = [*Seal.objects.values_list("pk", flat=True), 900_001, None]
    wanted = data.draw(st.sampled_from([one for one in seals if one != row.seal_id]))
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"UPDATE {table} SET seal_id = %s WHERE id = %s", [wanted, row.pk])


def inserted(data: st.DataObject) -> None:
    """A row is slipped in: a copy of another, or one that another seal is said to hold."""
    model = data.draw(st.sampled_from([Entry, Look]))
    row: Any = data.draw(st.sampled_from(list(model._default_manager.order_by("pk"))))
    row.pk = None
    row._state.adding = True
    row.at = timezone.now()
    row.seal_id = data.draw(st.sampled_from(list(Seal.objects.values_list("pk", flat=True))))
    row.save(force_insert=True)


def cut(data: st.DataObject) -> None:
    """The end of the chain is gone, with everything in it."""
    last = Seal.objects.count()
    kept = data.draw(st.integers(0, last - 1))
    gone = list(Seal.objects.filter(number__gt=kept).values_list("pk", flat=True))
    EntryOrganisation.objects.filter(entry__seal__in=gone).delete()
    for model in (Entry, Look):
        rows: Any = model._default_manager.filter(seal__in=gone)
        rows._raw_delete(rows.db)
    Seal.objects.filter(pk__in=gone)._raw_delete("default")  # type: ignore[attr-defined]  # past the guard


WAYS: tuple[Callable[[st.DataObject], None], ...] = (
    changed,
    renumbered,
    deleted,
    moved,
    resealed,
    inserted,
    cut,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_any_single_way_of_tampering_is_found(chain: None, way: Callable[..., None], data: st.DataObject) -> None:
    before = _everything()
    with undone():
        way(data)
        if _everything() != before:
            assert verify().faults
    assert verify().faults == []


def _everything() -> str:
    """All that the chain speaks of, as text."""
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in SEALED}
    return json.dumps(rows, default=str)


def test_an_entry_that_hides_from_the_search_is_found(chain: None) -> None:
    row = EntryOrganisation.objects.order_by("pk")[0]
    row.delete()
    assert verify().faults == [f"第1批记录{row.entry_id}的单位索引与内容不符"]
