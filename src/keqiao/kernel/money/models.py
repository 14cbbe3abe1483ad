"""Funding by organisation, year and kind."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class FundingKind(models.TextChoices):
    """Where the money comes from."""

    BUDGET = "budget", "财政预算"
    GRANT = "grant", "专项补助"
    DONATION = "donation", "社会捐助"
    INCOME = "income", "服务收入"


class Purpose(models.TextChoices):
    """What the money is for."""

    POPULARISATION = "popularisation", "科普经费"
    EXHIBITION = "exhibition", "布展"
    OPERATION = "operation", "运行"
    OTHER = "other", "其他"


class Funding(Noun):
    """An amount of a year."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="funding")
    year = models.PositiveSmallIntegerField("年份")
    kind = models.CharField("来源", max_length=20, choices=FundingKind)
    level = models.CharField("出资层级", max_length=12, choices=Level)
    purpose = models.CharField("用途", max_length=20, choices=Purpose, default=Purpose.OTHER)
    amount = models.BigIntegerField("金额（分）")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["organisation", "year", "kind"]
        verbose_name_plural = "funding"

    def __str__(self) -> str:
        """Organisation, year and kind."""
        return f"{self.organisation} {self.year} {self.get_kind_display()}"
