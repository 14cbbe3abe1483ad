"""Lists of units outside the system (enterprises, parks, townships…), and numbers cited where there is no list.

Coverage needs to know of how many. A list names each unit, so that those without an association can be
told; a cited number only says how many there are, by whom, where and when, and a second person approved it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class UnitKind(models.TextChoices):
    """What the units of a list are; plans count by these."""

    INDUSTRIAL_ENTERPRISE = "industrial_enterprise", _("规模以上工业企业")
    HIGH_TECH_ENTERPRISE = "high_tech_enterprise", _("高新技术企业")
    STATE_ENTERPRISE = "state_enterprise", _("国有企业")
    PRIVATE_TECH_ENTERPRISE = "private_tech_enterprise", _("民营科技企业")
    NEW_ECONOMIC = "new_economic", _("新经济组织")
    SMALL_ENTERPRISE = "small_enterprise", _("中小微企业")
    PARK = "park", _("开发区、园区")
    INCUBATOR = "incubator", _("创业孵化基地")
    UNIVERSITY = "university", _("高等院校")
    INSTITUTE = "institute", _("科研院所")
    TOWNSHIP = "township", _("乡镇、街道")
    VILLAGE = "village", _("村、社区")
    SCHOOL = "school", _("中小学校")


class UnitList(Noun):
    """A list of units of one kind, kept by an organisation. Without ``starts`` it is still being drawn up."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="unit_lists")
    kind = models.CharField("名单类型", max_length=30, choices=UnitKind)
    title = models.CharField("名单名称", max_length=120)
    source = models.CharField("来源文件", max_length=200)
    page = models.CharField("页码", max_length=40, blank=True)
    as_of = DayField("数据截止日期")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    starts = DayField("启用日期", null=True, blank=True)
    ends = DayField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "-as_of", "-pk"]
        indexes = [models.Index(fields=["organisation", "kind"], name="unit_list_kind")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class Unit(Noun):
    """A unit of a list. ``registered``: the organisation of ours that it is; no ``starts``: as long as the list."""

    searched = ("name",)

    list = models.ForeignKey(UnitList, models.CASCADE, related_name="units")
    name = models.CharField("单位名称", max_length=120)
    code = models.CharField("代码", max_length=40, blank=True)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="listed_units")
    registered = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="listed_as")
    starts = DayField("列入日期", null=True, blank=True)
    ends = DayField("移出日期", null=True, blank=True)

    class Meta:
        ordering = ["list", "code", "name", "pk"]

    def __str__(self) -> str:
        """Its name."""
        return self.name

    @property
    def organisation_id(self) -> int:
        """Who keeps the list in which it stands."""
        return self.list.organisation_id


class How(models.TextChoices):
    """How an association stands to a unit."""

    OWN = "own", _("单独组建")
    JOINT = "joint", _("联合组建覆盖")


class UnitCover(Noun):
    """That an association was founded in a unit, or covers it together with others, for a time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="covers")
    association = models.ForeignKey(Organisation, models.PROTECT, related_name="covered_units")
    how = models.CharField("组建方式", max_length=10, choices=How)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["unit", "association"]

    def __str__(self) -> str:
        """The association and how."""
        return gettext("%(association)s（%(how)s）") % {
            "association": self.association,
            "how": gettext(self.get_how_display()),
        }


class Stage(models.TextChoices):
    """How far a cited number is."""

    SUBMITTED = "submitted", _("待核对")
    APPROVED = "approved", _("已核对")
    RETURNED = "returned", _("已退回")


class CitedNumber(Noun):
    """How many units of a kind there are, as a document says. No user means the operator at the command line."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cited_numbers")
    kind = models.CharField("对象", max_length=30, choices=UnitKind)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="cited_numbers")
    number = models.PositiveBigIntegerField("数量")
    measure = models.CharField("计量单位", max_length=10, default="个")
    source = models.CharField("来源文件", max_length=200)
    page = models.CharField("页码", max_length=40)
    date = DayField("数据截止日期")
    stage = models.CharField("状态", max_length=10, choices=Stage, default=Stage.SUBMITTED)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = DayField("填报日期")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = DayField("核对（退回）日期", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=500, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "-date", "-pk"]
        indexes = [models.Index(fields=["organisation", "kind"], name="cited_number_kind")]

    def __str__(self) -> str:
        """What of how many: 高新技术企业240家."""
        return f"{gettext(self.get_kind_display())}{self.number}{self.measure}"
