"""Dirty rows: which organisation's rows of which fact changed since figures were last counted."""

from django.db import models


class Dirty(models.Model):
    """Written in the verb's own transaction; deleted only up to the number that an evaluation has read."""

    fact = models.CharField(max_length=40)
    organisation = models.BigIntegerField()
    entry = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fact", "organisation"], name="dirty_fact_org")]

    def __str__(self) -> str:
        """Fact and organisation."""
        return f"{self.fact}@{self.organisation}"
