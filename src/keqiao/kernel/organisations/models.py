"""Organisations. Roll-up follows the leading organisation, one at any date, never the links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.divisions.models import Division, Level
from keqiao.kernel.nouns.fields import DayField, earliest_first
from keqiao.kernel.nouns.models import Noun

from .reach import FOR_EVER, FROM_EVER, renew


class OrganisationKind(models.TextChoices):
    """Every kind of organisation of the system; the four Party organisations are four kinds."""

    ASSOCIATION = "association", _("科协")
    SOCIETY = "society", _("学会")
    CONSORTIUM = "consortium", _("学会联合体")
    ALLIANCE = "alliance", _("联盟")
    FEDERATION = "federation", _("联合会")
    ENTERPRISE_ASSOCIATION = "enterprise_association", _("企业科协")
    PARK_ASSOCIATION = "park_association", _("园区科协")
    UNIVERSITY_ASSOCIATION = "university_association", _("高校科协")
    INSTITUTE_ASSOCIATION = "institute_association", _("院所科协")
    TOWNSHIP_ASSOCIATION = "township_association", _("乡镇（街道）科协")
    VILLAGE_ASSOCIATION = "village_association", _("村（社区）科协")
    RURAL_TECHNICAL_ASSOCIATION = "rural_technical_association", _("农村专业技术协会")
    SENIOR_ASSOCIATION = "senior_association", _("老科技工作者协会")
    AFFILIATED_INSTITUTION = "affiliated_institution", _("直属单位")
    ENTERPRISE = "enterprise", _("企业")
    SCHOOL = "school", _("学校")
    VILLAGE = "village", _("村（社区）")
    PARTNER_DEPARTMENT = "partner_department", _("合作部门")
    LEADING_PARTY_GROUP = "leading_party_group", _("党组")
    PARTY_COMMITTEE = "party_committee", _("党委")
    PARTY_BRANCH = "party_branch", _("党支部")
    PARTY_WORK_GROUP = "party_work_group", _("党建工作小组")
    STATION = "station", _("站点")
    WORKSTATION = "workstation", _("工作站")


class FoundingMode(models.TextChoices):
    """How an organisation was founded; the joint ones cover several units, the attached one has a host."""

    INDEPENDENT = "independent", _("单独组建")
    REGIONAL_JOINT = "regional_joint", _("区域联建")
    INDUSTRY_WIDE = "industry_wide", _("行业统建")
    ATTACHED = "attached", _("依托组建")


class Organisation(Noun):
    """An organisation under a code that never changes. What changes is dated: its name, place, attributes, links."""

    searched = ("name", "short_name")

    code = models.CharField("机构代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=40, choices=OrganisationKind)
    level = models.CharField("层级", max_length=12, choices=Level)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    founding = models.CharField("组建方式", max_length=20, choices=FoundingMode, blank=True)
    founded = DayField("成立日期", null=True, blank=True)
    closed = DayField("撤销日期", null=True, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["kind", "level"], name="organisation_kind_level")]

    def __str__(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class OrganisationName(Noun):
    """What an organisation was called from one day to another. ``Organisation.name`` is the current one.

    It is found by those that have ended, the former ones.
    """

    searched = ("name", "short_name")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", earliest_first()]
        indexes = [models.Index(fields=["ends"], name="organisation_name_ends")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends__isnull=True), name="organisation_name_one_open"
            )
        ]

    def __str__(self) -> str:
        """The full name."""
        return self.name

    def _names(self, values: dict[str, Any] | None) -> list[str]:
        """Nothing while it is borne: the organisation itself is found by it."""
        return super()._names(values) if values is not None and values["ends"] is not None else []


class Placement(Noun):
    """Where an organisation stands from one day to another: whom it is led by, and its division."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="placements")
    leading = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="led")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="placements")
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", earliest_first()]
        indexes = [models.Index(fields=["leading", "ends"], name="placement_leading")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends__isnull=True), name="placement_one_open"
            )
        ]

    def __str__(self) -> str:
        """Organisation and its leading one."""
        return f"{self.organisation} → {self.leading or '—'}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, and keep in step who is below whom."""
        super().save(*args, update_fields=update_fields, **kwargs)
        renew([self.organisation_id])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and keep in step who is below whom."""
        done = super().delete(*args, **kwargs)
        renew([self.organisation_id])
        return done


class Reach(models.Model):
    """That one organisation is another or stands below it, from one day (yyyymmdd) to another.

    It follows from the placements and is written by ``reach.renew`` alone, so that whether a record lies in
    somebody's reach is one look into an index, however large the tree is.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    starts = models.IntegerField(default=FROM_EVER)
    ends = models.IntegerField(default=FOR_EVER)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "ancestor"], name="reach_up"),
            models.Index(fields=["ancestor", "organisation"], name="reach_down"),
        ]

    def __str__(self) -> str:
        """The pair by their ids."""
        return f"{self.organisation_id} ≤ {self.ancestor_id}"


class SuccessionKind(models.TextChoices):
    """How one organisation came after another."""

    MERGE = "merge", _("合并")
    SPLIT = "split", _("分立")


class Succession(Noun):
    """That an organisation took over another's work, or part of it, from a day on. ``document``: what decided it."""

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="origins")
    kind = models.CharField("方式", max_length=10, choices=SuccessionKind)
    day = DayField("日期")
    document = models.CharField("依据文件", max_length=120, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "day"], name="succession_once"),
        ]

    def __str__(self) -> str:
        """Both organisations and how."""
        return f"{self.predecessor} → {self.successor}（{gettext(self.get_kind_display())}）"


class AttributeKind(models.TextChoices):
    """What may be said of an organisation for a time."""

    RATING = "rating", _("社会组织评估等级")
    SIZE_BAND = "size_band", _("会员规模")
    PARTY_CONDITIONS = "party_conditions", _("具备设立党组织条件")
    POOR = "poor", _("贫困村")
    DISCIPLINE_BASED = "discipline_based", _("按学科专业组建")
    FULL_TIME_STAFF = "full_time_staff", _("有专职人员")
    PARTY_FORM = "party_form", _("党组织设置形式")
    PILOT = "pilot", _("新型组织试点")
    SECRETARY_CHOSEN = "secretary_chosen", _("秘书长产生方式")
    WORKING_SECRETARIAT = "working_secretariat", _("秘书处实体化")
    REFORM = "reform", _("机构改革去向")
    WORKERS_REACHED = "workers_reached", _("联系科技工作者人数")


class Attribute(Noun):
    """One dated statement about an organisation; flags are written 0 and 1."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="attributes")
    kind = models.CharField("事项", max_length=30, choices=AttributeKind)
    value = models.CharField("内容", max_length=40)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", earliest_first()]
        indexes = [models.Index(fields=["organisation", "kind"], name="org_attribute_kind")]

    def __str__(self) -> str:
        """Kind and value."""
        return gettext("%(kind)s：%(value)s") % {"kind": gettext(self.get_kind_display()), "value": self.value}


class LinkKind(models.TextChoices):
    """How two organisations are tied, beside the tree."""

    GROUP_MEMBER = "group_member", _("团体会员")
    HOST = "host", _("挂靠")
    SUPERVISES = "supervises", _("业务指导")
    UPLINK = "uplink", _("对口上级学会")
    CONSORTIUM = "consortium", _("联合体（联盟）成员")
    COVERS = "covers", _("覆盖")
    PARTY_ORGANISATION_OF = "party_organisation_of", _("党组织")
    CONTACT = "contact", _("联系")
    PARTNER = "partner", _("合作共建")


class Link(Noun):
    """A typed, dated tie from one organisation to another; ``title`` and ``signed``: the agreement it rests on."""

    kind = models.CharField("关系", max_length=30, choices=LinkKind)
    source = models.ForeignKey(Organisation, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Organisation, models.CASCADE, related_name="links_in")
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)
    title = models.CharField("协议或文件", max_length=120, blank=True)
    signed = DayField("签署日期", null=True, blank=True)

    class Meta:
        ordering = ["source", "kind", "target"]

    def __str__(self) -> str:
        """The tie in words."""
        return f"{self.source} {gettext(self.get_kind_display())} {self.target}"

    @property
    def organisation_id(self) -> int:
        """Whose tie it is: that of the organisation it goes out from."""
        return self.source_id
