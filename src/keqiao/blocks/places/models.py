"""Places, and what is said of them for a time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.divisions.models import Division, Level
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class PlaceKind(models.TextChoices):
    """What a place is."""

    SCIENCE_HALL = "science_hall", _("科技馆")
    EDUCATION_BASE = "education_base", _("科普教育基地")
    E_STATION = "e_station", _("科普e站")
    SURVEY_STATION = "survey_station", _("调查站点")
    WORKSTATION = "workstation", _("工作站")
    EARTHQUAKE_HALL = "earthquake_hall", _("地震科普馆")
    TRAFFIC_SAFETY_BASE = "traffic_safety_base", _("交通安全基地")
    FIRE_SAFETY_BASE = "fire_safety_base", _("消防安全基地")
    METEOROLOGY_HALL = "meteorology_hall", _("天文气象馆")


class Site(models.TextChoices):
    """Where a station stands."""

    COMMUNITY = "community", "社区"
    CAMPUS = "campus", "校园"
    VILLAGE = "village", "乡村"
    BASE = "base", "基地"


class Partner(models.TextChoices):
    """With which department a place was built."""

    SEISMOLOGY = "seismology", "地震部门"
    FIRE = "fire", "消防部门"
    PUBLIC_SECURITY = "public_security", "公安部门"
    METEOROLOGY = "meteorology", "气象部门"
    OTHER = "other", "其他部门"


class Place(Noun):
    """A place under the organisation that answers for it. Unknown dates are open: it has always been there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    division = models.ForeignKey(Division, models.PROTECT, related_name="places")
    kind = models.CharField("类型", max_length=30, choices=PlaceKind)
    name = models.CharField("名称", max_length=120)
    site = models.CharField("所在", max_length=20, choices=Site, blank=True)
    partner = models.CharField("共建部门", max_length=20, choices=Partner, blank=True)
    level = models.CharField("层级", max_length=12, choices=Level)
    address = models.CharField("地址", max_length=200, blank=True)
    opened = DayField("开放日期", null=True, blank=True)
    closed = DayField("关闭日期", null=True, blank=True)
    lead_of_kind = models.BooleanField("同类首个", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "pk"]
        verbose_name = "场所"
        indexes = [models.Index(fields=["kind", "level"], name="place_kind_level")]

    def __str__(self) -> str:
        """The name."""
        return self.name


class PlaceAttributeKind(models.TextChoices):
    """What may be said of a place for a time."""

    FLOOR_AREA = "floor_area", _("建筑面积（平方米）")
    WEEKEND_DAYS = "weekend_days", _("周末开放天数")


class PlaceAttribute(Noun):
    """One dated number about a place. The numbers of one kind follow each other and never overlap."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="attributes")
    kind = models.CharField("事项", max_length=30, choices=PlaceAttributeKind)
    value = models.PositiveIntegerField("数值")
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["place", "kind", "pk"]
        verbose_name = "场所情况"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind"], condition=models.Q(ends__isnull=True), name="place_attribute_one_open"
            )
        ]

    def __str__(self) -> str:
        """Kind and value."""
        return gettext("%(kind)s：%(value)s") % {"kind": gettext(self.get_kind_display()), "value": self.value}
