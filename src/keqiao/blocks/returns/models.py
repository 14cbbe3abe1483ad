"""What an organisation states of itself and a second person approves: reported numbers and attested matters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class Status(models.TextChoices):
    """How far a statement is."""

    SUBMITTED = "submitted", _("待认定")
    APPROVED = "approved", _("已认定")
    REJECTED = "rejected", _("已退回")


class Statement(Noun):
    """What a return and an attestation have in common. No user means the operator at the command line."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="%(class)ss")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.SUBMITTED)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = DayField("上报日期")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = DayField("认定（退回）日期", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=500, blank=True)

    class Meta:
        abstract = True


class Return(Statement):
    """A number of a year. The number is ``value`` ÷ ``per``, so that 3.25 is written 325 per 100."""

    indicator = models.CharField("指标代码", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    value = models.BigIntegerField("数值")
    per = models.BigIntegerField("除以", default=1)
    source = models.CharField("数据来源", max_length=200)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="returns")

    class Meta:
        ordering = ["organisation", "indicator", "-year", "-pk"]
        verbose_name = "上报数据"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "year"],
                condition=models.Q(status="submitted"),
                name="return_one_waiting",
            )
        ]
        indexes = [models.Index(fields=["organisation", "indicator", "year"], name="return_indicator")]

    def __str__(self) -> str:
        """Indicator and year."""
        return gettext("%(indicator)s（%(year)s年）") % {"indicator": self.indicator, "year": self.year}


class Attestation(Statement):
    """That something was done, proved by a document."""

    topic = models.CharField("事项代码", max_length=60)
    statement = models.CharField("说明", max_length=500)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="attestations")

    class Meta:
        ordering = ["organisation", "topic", "-pk"]
        verbose_name = "材料认定"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "topic"], condition=models.Q(status="submitted"), name="attestation_one_waiting"
            )
        ]
        indexes = [models.Index(fields=["organisation", "topic"], name="attestation_topic")]

    def __str__(self) -> str:
        """The topic."""
        return self.topic


class Written(Noun):
    """What a person wrote into a line of an outside form that no record answers; offered again the year after.

    Of a line that records answer it is a nought: somebody looked, and there was nothing in that year.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="written_lines")
    form = models.CharField("报表", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    line = models.CharField("行", max_length=60)
    text = models.TextField("内容", max_length=5000)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    written_on = DayField("填写日期")

    class Meta:
        ordering = ["organisation", "form", "-year", "line"]
        verbose_name = "填写的内容"
        constraints = [models.UniqueConstraint(fields=["organisation", "form", "year", "line"], name="written_once")]

    def __str__(self) -> str:
        """Form, year and line."""
        return f"{self.form} {self.year} {self.line}"


class Given(Noun):
    """The answers of a year as they were given to whoever asked: frozen, with who and when. No names stand in it.

    ``answers``: the text of each line as JSON, ``{"members": "12"}``.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="given_forms")
    form = models.CharField("报表", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    answers = models.TextField()
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    given = models.DateTimeField("填报时间")

    class Meta:
        ordering = ["organisation", "form", "-year", "-pk"]
        verbose_name = "填报留存"
        indexes = [models.Index(fields=["organisation", "form", "year"], name="given_form")]

    def __str__(self) -> str:
        """Form and year."""
        return f"{self.form} {self.year}"


class Template(Noun):
    """The outside side's own workbook for a form.

    ``cells``: which cell takes which line, as JSON, ``{"members": "表一!C5"}``.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="form_templates")
    form = models.CharField("报表", max_length=60)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="form_templates")
    cells = models.TextField(default="{}")
    ends = DayField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "form", "-pk"]
        verbose_name = "报表模板"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "form"], condition=models.Q(ends__isnull=True), name="template_once"
            )
        ]

    def __str__(self) -> str:
        """The form."""
        return self.form
