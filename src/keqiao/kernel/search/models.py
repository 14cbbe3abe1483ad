"""Pairs of characters that stand in names: an index that every database keeps alike."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class NamePair(models.Model):
    """Two neighbouring characters in the name of a record; both stand in one number (see ``names``).

    It is derived from the names, written along with them by ``Noun.save``, and holds nothing else.
    """

    pk = models.CompositePrimaryKey("noun", "pair", "record")
    noun = models.PositiveIntegerField("记录种类")
    pair = models.BigIntegerField("相邻两字")
    record = models.BigIntegerField("记录编号")

    objects: ClassVar[models.Manager[NamePair]] = models.Manager()

    def __str__(self) -> str:
        """The numbers it stands for."""
        return f"{self.noun}/{self.pair}/{self.record}"
