"""Noun: the abstract base of every model of ours."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from typing import Any, ClassVar, Self

from django.db import models, router
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from keqiao.kernel.search.names import drop_names, rename

from . import ledger


class Stale(Exception):
    """Somebody else changed the record since it was read."""

    def __init__(self, record: models.Model) -> None:
        """Name the record, for the message."""
        self.record = record
        said = _("“%(record)s”在您打开之后已被他人修改，本次修改没有保存。请刷新页面，核对最新内容后再提交。")
        super().__init__(said % {"record": record})


class Noun(models.Model):
    """A record with a public identity and a version.

    ``public_id`` is what addresses and sealed fields refer to; ``version`` grows with each save and
    makes a save of an outdated copy fail with Stale instead of losing the other person's work.
    ``personal`` names the field that leads to the person whose data this is; audit then keeps the
    values sealed under that person's key. ``searched`` names the fields by any part of which it is found
    (``kernel/search/names.py``).
    """

    personal: ClassVar[str] = ""
    searched: ClassVar[tuple[str, ...]] = ()

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Insert, or update the version that was read. Raises Stale when somebody was faster."""
        before = None if self._state.adding else dict(getattr(self, "_loaded", {}))
        if before is None:
            self.version = 1
            super().save(force_insert=True)
            after = self.state()
        else:
            after = before | self._update(update_fields)
        self._loaded = after
        if self.searched:
            rename(type(self), self.pk, self._names(before), self._names(after))
        running = ledger.current()
        if running is not None:
            running.changes.append(ledger.Change(self, before, after))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete and note it in the ledger, with every record that goes along."""
        running, gone = ledger.current(), list(self._goes_along())
        if running is not None:
            running.changes.extend(ledger.Change(record, record.state(), None) for record in gone)
        for record in (one for one in gone if one.searched):
            drop_names(type(record), [(record.pk, record._names(record.state()))])
        return super().delete(*args, **kwargs)

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        """Read again, and remember what was read as what there was before the next change."""
        names = None if fields is None else list(fields)
        super().refresh_from_db(using=using, fields=names, from_queryset=from_queryset)
        read = {
            field.attname: self.__dict__[field.attname]
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__ and (names is None or {field.name, field.attname} & set(names))
        }
        self._loaded = getattr(self, "_loaded", {}) | read

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Self:
        """Remember what was loaded, to tell later what changed."""
        record = super().from_db(db, field_names, values, **kwargs)
        record._loaded = dict(zip(field_names, values, strict=True))
        return record

    def state(self) -> dict[str, Any]:
        """All stored values by column attribute."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}

    def as_it_was(self, values: dict[str, Any]) -> Self:
        """A copy of this record with earlier values, never to be saved."""
        return type(self)(**{**self.state(), **values})

    def _names(self, values: dict[str, Any] | None) -> list[str]:
        """What it is called by, before or after a change."""
        return [(values or {}).get(field) or "" for field in self.searched]

    def _goes_along(self) -> Iterator[Noun]:
        """This record and those that a cascade deletes with it."""
        collector = Collector(using=router.db_for_write(type(self), instance=self), origin=self)
        collector.collect([self])
        for records in (*collector.data.values(), *collector.fast_deletes):
            yield from (record for record in records if isinstance(record, Noun))

    def _update(self, names: Iterable[str] | None) -> dict[str, Any]:
        wanted = None if names is None else set(names)
        values = {
            field.attname: field.pre_save(self, add=False)
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name != "version" and (wanted is None or field.name in wanted)
        }
        manager = type(self)._base_manager.using(router.db_for_write(type(self), instance=self))
        done = manager.filter(pk=self.pk, version=self.version).update(**values, version=self.version + 1)
        if not done:
            raise Stale(self)
        self.version += 1
        return values | {"version": self.version}
