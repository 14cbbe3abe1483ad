"""Titles, and what was published under them."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class TitleKind(models.TextChoices):
    """What comes out under a title."""

    POPULAR_WORK = "popular_work", "科普作品"
    PERIODICAL_ISSUE = "periodical_issue", "学术刊物"
    THEORY_RESULT = "theory_result", "理论成果"


class Title(Noun):
    """The name of a work, a periodical or a result, under the organisation that brings it out."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="titles")
    kind = models.CharField("类型", max_length=20, choices=TitleKind)
    name = models.CharField("名称", max_length=200)

    class Meta:
        ordering = ["organisation", "kind", "pk"]
        verbose_name = "出版物名称"
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "name"], name="title_once")]

    def __str__(self) -> str:
        """The name in the marks that Chinese puts about titles."""
        return f"《{self.name}》"


class Publication(Noun):
    """A work or result that came out, or one issue of a periodical. ``note`` tells which issue or edition."""

    title = models.ForeignKey(Title, models.PROTECT, related_name="publications")
    date = DayField("日期")
    year = YearField("年份")
    note = models.CharField("期号（版次）", max_length=120, blank=True)

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = "出版记录"
        constraints = [models.UniqueConstraint(fields=["title", "date", "note"], name="publication_once")]
        indexes = [models.Index(fields=["date"], name="publication_date")]

    def __str__(self) -> str:
        """Title and issue."""
        return f"{self.title}{self.note}"
