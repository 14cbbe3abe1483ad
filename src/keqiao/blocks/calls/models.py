"""Awards: projects and prizes that were granted under a programme."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class Award(Noun):
    """A project or prize. ``organisation`` grants it; ``division`` is where it is carried out, where that is known."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    programme = models.CharField("项目代码", max_length=60)
    title = models.CharField("名称", max_length=200)
    date = DayField("批准日期")
    year = YearField("年份")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="awards")

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = "项目（奖励）"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "programme", "date", "title"], name="award_once")
        ]
        indexes = [models.Index(fields=["programme", "date"], name="award_programme_date")]

    def __str__(self) -> str:
        """The title."""
        return self.title
