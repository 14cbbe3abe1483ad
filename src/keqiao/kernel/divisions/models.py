"""Divisions (GB/T 2260) and how many people live in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun


class Level(models.TextChoices):
    """The levels of the tree, for divisions and associations alike."""

    NATIONAL = "national", _("全国")
    PROVINCIAL = "provincial", _("省级")
    MUNICIPAL = "municipal", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("村（社区）")


class Division(Noun):
    """A division under one code. A code that is withdrawn keeps its row and gets an end date."""

    code = models.CharField("行政区划代码", max_length=12)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=12, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    poor = models.BooleanField("贫困县（村）", null=True, blank=True)
    starts = DayField("启用日期", null=True, blank=True)
    ends = DayField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code", "starts"], name="division_code_starts")]
        indexes = [models.Index(fields=["code"], name="division_code")]

    def __str__(self) -> str:
        """The name, as people know it."""
        return self.name


class Population(Noun):
    """How many people lived in a division, by year and source."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField("年份")
    people = models.PositiveBigIntegerField("常住人口（人）")
    source = models.CharField("数据来源", max_length=200)

    class Meta:
        ordering = ["division", "year"]
        constraints = [models.UniqueConstraint(fields=["division", "year"], name="population_division_year")]

    def __str__(self) -> str:
        """Division and year."""
        return f"{self.division} {self.year}"
