"""Activities: what was held, for whom and where."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class ActivityKind(models.TextChoices):
    """What was held."""

    POPULARISATION = "popularisation", "科普活动"
    TRAINING = "training", "科技培训"
    GUIDANCE = "guidance", "科技指导"
    LECTURE = "lecture", "讲座"
    CONTEST = "contest", "竞赛"
    LITERACY_ACTION = "literacy_action", "科学素质行动"
    EXCHANGE = "exchange", "学术交流"


class Audience(models.TextChoices):
    """For whom it was."""

    YOUTH = "youth", "青少年"
    FARMERS = "farmers", "农民"
    URBAN_WORKERS = "urban_workers", "城镇劳动者"
    OFFICIALS = "officials", "领导干部和公务员"
    PUBLIC = "public", "公众"


class Activity(Noun):
    """Something that an organisation held. ``place`` is the number of a place, which the facade of places knows."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=20, choices=ActivityKind)
    date = DayField("日期")
    year = YearField("年份")
    audience = models.CharField("对象", max_length=20, choices=Audience, blank=True)
    themed = models.BooleanField("主题活动", default=False)
    place = models.BigIntegerField("场所", null=True, blank=True)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="activities")
    served = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="served_by", verbose_name="服务对象单位"
    )

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = "活动"
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["organisation", "date", "title"], name="activity_once")]
        indexes = [models.Index(fields=["date"], name="activity_date")]

    def __str__(self) -> str:
        """The title."""
        return self.title
