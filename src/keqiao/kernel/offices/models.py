"""Departments, staffing and key dates of organisations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class Department(Noun):
    """A department under one name and with the same duties, from one day to another.

    ``became``: as what it went on, another row of its own or the department it was merged into.
    ``counterpart``: the department of the leading organisation that has the same business.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments")
    name = models.CharField("名称", max_length=80)
    duties = models.TextField("职责", blank=True)
    counterpart = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="answers_to_it")
    became = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="came_from")
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=models.Q(ends__isnull=True), name="department_once"
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class StaffingKind(models.TextChoices):
    """What is counted: posts that are approved, and how many do the work in which way."""

    ADMINISTRATIVE = "administrative", _("行政编制")
    INSTITUTION = "institution", _("事业编制")
    SUPPORT = "support", _("工勤编制")
    AFFILIATED = "affiliated", _("直属单位个数")
    AFFILIATED_POSTS = "affiliated_posts", _("直属单位编制总额")
    SENIOR_POSTS = "senior_posts", _("局处级岗位")
    RESERVED = "reserved", _("预留挂职岗位")
    IN_POST = "in_post", _("在编在岗")
    PART_TIME = "part_time", _("兼挂职人员")
    PURCHASED = "purchased", _("政府购买服务人员")
    COMMUNITY = "community", _("社区工作者")
    VOLUNTEERS = "volunteers", _("志愿者")


# Those that a competent body approves, by a document.
APPROVED = frozenset(
    {
        StaffingKind.ADMINISTRATIVE,
        StaffingKind.INSTITUTION,
        StaffingKind.SUPPORT,
        StaffingKind.AFFILIATED,
        StaffingKind.AFFILIATED_POSTS,
        StaffingKind.SENIOR_POSTS,
        StaffingKind.RESERVED,
    }
)


class Staffing(Noun):
    """A number of posts or people of an organisation for a time; of people, no names."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="staffing")
    kind = models.CharField("事项", max_length=20, choices=StaffingKind)
    number = models.PositiveIntegerField("数量")
    document = models.CharField("批准文号", max_length=120, blank=True)
    duties = models.CharField("职责或说明", max_length=200, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "pk"]
        verbose_name_plural = "staffing"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"], condition=models.Q(ends__isnull=True), name="staffing_one_open"
            )
        ]

    def __str__(self) -> str:
        """What and how many."""
        return gettext("%(kind)s：%(number)s") % {"kind": gettext(self.get_kind_display()), "number": self.number}


class KeyDateKind(models.TextChoices):
    """Why a day has to be kept in mind."""

    TERM_CHANGE = "term_change", _("换届")
    ANNUAL_CHECK = "annual_check", _("年检")
    ASSESSMENT = "assessment", _("评估")
    CERTIFICATE = "certificate", _("证书到期")
    AGREEMENT = "agreement", _("协议到期")
    ANNIVERSARY = "anniversary", _("周年")
    OTHER = "other", _("其他")


class KeyDate(Noun):
    """A day by which something is due. A yearly one leaves the next behind when it is done."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="key_dates")
    kind = models.CharField("事项", max_length=20, choices=KeyDateKind)
    day = DayField("日期")
    title = models.CharField("说明", max_length=120, blank=True)
    yearly = models.BooleanField("每年", default=False)
    done = DayField("办结日期", null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["done", "day"], name="key_date_coming")]

    def __str__(self) -> str:
        """What it is."""
        return self.title or gettext(self.get_kind_display())
