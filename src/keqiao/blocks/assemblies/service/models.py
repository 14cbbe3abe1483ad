"""What office-holders owe and do: duties, absences, residence, studios, committees, secondments, major decisions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Secondment
from keqiao.kernel.work.models import Case


class RuleKind(models.TextChoices):
    """What can be asked of those who hold posts in a body."""

    OUTPUT = "output", _("每年提交调研报告或意见建议")
    DUTY_REPORT = "duty_report", _("每年提交述职报告")
    ABSENCES = "absences", _("连续无故缺席由会议研究")


class DutyRule(Noun):
    """What a body asks of its members from one day to another. ``month``: by whose end what is yearly is due."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="duty_rules")
    kind = models.CharField("要求", max_length=20, choices=RuleKind)
    number = models.PositiveSmallIntegerField("数量")
    month = models.PositiveSmallIntegerField("截止月份", default=12)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind"], condition=models.Q(ends__isnull=True), name="duty_rule_one_open"
            )
        ]

    def __str__(self) -> str:
        """What is asked."""
        return self.get_kind_display()


class ReportStatus(models.TextChoices):
    """How far a duty report is."""

    DRAFT = "draft", _("草稿")
    HANDED_IN = "handed_in", _("已提交，等待回执")
    RETURNED = "returned", _("已退回修改")
    RECEIVED = "received", _("已收到")


class DutyReport(Noun):
    """A person's report on a year's work in a body. Until it is handed in nobody else sees it."""

    personal: ClassVar[str] = "person_id"

    body = models.ForeignKey(Body, models.PROTECT, related_name="duty_reports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="duty_reports")
    year = models.PositiveSmallIntegerField("年度")
    text = models.TextField("述职内容")
    status = models.CharField("状态", max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)
    handed_in = DayField("提交日期", null=True, blank=True)
    received = DayField("回执日期", null=True, blank=True)
    answer = models.CharField("回执留言", max_length=400, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "person", "year"], name="duty_report_once")]

    def __str__(self) -> str:
        """What the duty act will be called."""
        return f"{self.year}年度述职报告"

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class Result(models.TextChoices):
    """What the standing committee found: classes, neither points nor an order."""

    DONE = "done", _("履行职责")
    PARTLY = "partly", _("部分履行职责")
    NOT_DONE = "not_done", _("未履行职责")
    LATER = "later", _("情况待了解")


class Assessed(Noun):
    """What a meeting found of a member's year."""

    personal: ClassVar[str] = "person_id"

    body = models.ForeignKey(Body, models.PROTECT, related_name="assessed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assessed")
    year = models.PositiveSmallIntegerField("年度")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="assessed")
    result = models.CharField("评估结果", max_length=10, choices=Result)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name_plural = "assessed"
        constraints = [models.UniqueConstraint(fields=["body", "person", "year"], name="assessed_once")]

    def __str__(self) -> str:
        """The result."""
        return self.get_result_display()


class Reminder(Noun):
    """Somebody was told what is still owed, so that nobody is told every day. ``sent``: whether a message went out."""

    personal: ClassVar[str] = "person_id"

    body = models.ForeignKey(Body, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    date = DayField("日期")
    sent = models.BooleanField("已发出", default=False)

    class Meta:
        ordering = ["-date", "pk"]

    def __str__(self) -> str:
        """The day."""
        return str(self.date)


class Outcome(models.TextChoices):
    """What people decided on a run of absences."""

    RESIGNED = "resigned", _("辞去职务")
    KEPT = "kept", _("保留职务")
    EXCUSED = "excused", _("事后说明，按请假处理")


class AbsenceRun(Noun):
    """Meetings in a row from which somebody stayed away unexcused, and the case on it. Nothing follows by itself.

    ``since``: the day of the first of them, by which a run is known again. What was said and why it was decided so
    stands here rather than in the case's steps, because it is the person's.
    """

    personal: ClassVar[str] = "person_id"

    case = models.OneToOneField(Case, models.PROTECT, related_name="absence")
    body = models.ForeignKey(Body, models.PROTECT, related_name="absence_runs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="absence_runs")
    since = DayField("首次缺席日期")
    date = DayField("立案日期")
    year = YearField("年份")
    length = models.PositiveSmallIntegerField("连续缺席次数")
    statement = models.TextField("本人说明", blank=True)
    stated = DayField("说明日期", null=True, blank=True)
    outcome = models.CharField("处理结果", max_length=10, choices=Outcome, blank=True)
    reason = models.CharField("理由和依据", max_length=400, blank=True)
    decided = DayField("决定日期", null=True, blank=True)

    class Meta:
        ordering = ["-date", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "person", "since"], name="absence_run_once")]

    def __str__(self) -> str:
        """What the case is about, without a name."""
        return self.case.title

    @property
    def organisation_id(self) -> int:
        """On whose books the case is."""
        return self.body.organisation_id


class RotaSlot(Noun):
    """A time for which somebody of a body is in residence; ``ends`` is the first day after it."""

    personal: ClassVar[str] = "person_id"

    body = models.ForeignKey(Body, models.PROTECT, related_name="rota_slots")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rota_slots")
    starts = DayField("起")
    ends = DayField("止")
    task = models.CharField("驻会期间的主要工作", max_length=200, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "person", "starts"], name="rota_slot_once")]

    def __str__(self) -> str:
        """The person."""
        return str(self.person)

    @property
    def last(self) -> dt.date | None:
        """The last day of it."""
        return self.ends - dt.timedelta(days=1) if self.ends is not None else None

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class ResidenceDay(Noun):
    """A day served in residence, and what was done."""

    personal: ClassVar[str] = "person_id"

    slot = models.ForeignKey(RotaSlot, models.PROTECT, related_name="days")
    person = models.ForeignKey(Person, models.PROTECT, related_name="residence_days")
    date = DayField("日期")
    year = YearField("年份")
    work = models.CharField("工作内容", max_length=300)

    class Meta:
        ordering = ["-date", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "date"], name="residence_day_once")]

    def __str__(self) -> str:
        """The work."""
        return self.work


class Studio(Noun):
    """The area that a studio of delegates serves; its delegates hold posts in the body's term."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="studio")
    division = models.ForeignKey(Division, models.PROTECT, related_name="studios")

    class Meta:
        ordering = ["division__code"]

    def __str__(self) -> str:
        """The studio's name."""
        return self.body.name

    @property
    def organisation_id(self) -> int:
        """Whose studio it is."""
        return self.body.organisation_id


class Opinion(Noun):
    """What somebody said to a studio. Who it was isn't kept; a contact only with consent, until it is answered."""

    studio = models.ForeignKey(Studio, models.PROTECT, related_name="opinions")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="opinions")
    date = DayField("收到日期")
    year = YearField("年份")
    text = models.TextField("意见内容")
    contact = models.CharField("联系方式", max_length=120, blank=True)
    handler = models.CharField("办理单位", max_length=120, blank=True)
    handled = DayField("交办日期", null=True, blank=True)
    answer = models.TextField("答复内容", blank=True)
    answered = DayField("答复日期", null=True, blank=True)

    class Meta:
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        """The beginning of the text."""
        return self.text[:40]

    @property
    def organisation_id(self) -> int:
        """Whose studio it is."""
        return self.studio.body.organisation_id


class YearPlan(Noun):
    """The paper in which a body's plan of a year was issued; its pieces of work stand line by line beside it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="year_plans")
    year = models.PositiveSmallIntegerField("年度")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="year_plans")

    class Meta:
        ordering = ["body", "-year"]
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="year_plan_once")]

    def __str__(self) -> str:
        """The file's name."""
        return str(self.attachment)


class Remit(Noun):
    """What a committee or group is there for, from one day to another."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="remits")
    text = models.TextField("职责")
    document = models.CharField("依据文号", max_length=120, blank=True)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body"], condition=models.Q(ends__isnull=True), name="remit_one_open")
        ]

    def __str__(self) -> str:
        """The beginning of the text."""
        return self.text[:40]


class PlanItem(Noun):
    """Something a body means to do in a year; ``evidence`` says by what it can be seen that it was done."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="plan_items")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("工作", max_length=200)
    done = DayField("完成日期", null=True, blank=True)
    evidence = models.CharField("完成依据", max_length=300, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="plan_items")

    class Meta:
        ordering = ["body", "year", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "year", "title"], name="plan_item_once")]

    def __str__(self) -> str:
        """What it is."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class YearReport(Noun):
    """A body's report on a year to the meeting it answers to."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="year_reports")
    of = models.PositiveSmallIntegerField("报告年度")
    date = DayField("报告日期")
    year = YearField("年份")
    title = models.CharField("题目", max_length=200)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="year_reports")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="year_reports")

    class Meta:
        ordering = ["-date", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "of"], name="year_report_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class Adoption(models.TextChoices):
    """What became of advice."""

    WAITING = "waiting", _("等待反馈")
    ADOPTED = "adopted", _("已采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("未采纳")


class Advice(Noun):
    """A question put to an advisory body, the opinion it gave, and whether that was adopted."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="advice")
    asked_by = models.CharField("提出单位", max_length=120)
    date = DayField("提出日期")
    year = YearField("年份")
    question = models.CharField("咨询事项", max_length=200)
    opinion = models.TextField("咨询意见", blank=True)
    given = DayField("提交日期", null=True, blank=True)
    adoption = models.CharField("采纳情况", max_length=12, choices=Adoption, default=Adoption.WAITING)
    evidence = models.CharField("采纳依据", max_length=300, blank=True)

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name_plural = "advice"

    def __str__(self) -> str:
        """The question."""
        return self.question

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class SecondmentRule(Noun):
    """What an organisation asks of secondments from one day to another, where no plan says so.

    ``months``: no shorter than that; ``low`` and ``high``: of its bureau- and division-level posts so many per cent are
    kept for people from outside. What is left empty isn't asked for.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="secondment_rules")
    months = models.PositiveSmallIntegerField("挂职不少于（月）", null=True, blank=True)
    low = models.PositiveSmallIntegerField("预留岗位不低于（%）", null=True, blank=True)
    high = models.PositiveSmallIntegerField("预留岗位不高于（%）", null=True, blank=True)
    document = models.CharField("依据文号", max_length=120, blank=True)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends__isnull=True), name="secondment_rule_one_open"
            )
        ]

    def __str__(self) -> str:
        """The document it rests on."""
        return self.document


class Posting(Noun):
    """What a secondment's record doesn't say: the reserved post it fills, and when and why it really ended."""

    personal: ClassVar[str] = "person_id"

    secondment = models.OneToOneField(Secondment, models.CASCADE, related_name="posting")
    person = models.ForeignKey(Person, models.PROTECT, related_name="postings")
    post = models.CharField("岗位", max_length=120, blank=True)
    reserved = models.BooleanField("占用预留挂职岗位", default=False)
    ended = DayField("实际结束日期", null=True, blank=True)
    reason = models.CharField("提前结束的原因", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """The post."""
        return self.post

    @property
    def organisation_id(self) -> int:
        """Who records it."""
        return self.secondment.organisation_id


class MajorKind(models.TextChoices):
    """The four kinds of decision in which a Party organisation takes part."""

    DECISION = "decision", _("重大决策")
    APPOINTMENT = "appointment", _("重要干部任免")
    PROJECT = "project", _("重大项目安排")
    MONEY = "money", _("大额资金使用")


class PartyPart(models.TextChoices):
    """How the Party organisation took part."""

    FIRST = "first", _("事先集体研究")
    ATTENDED = "attended", _("派员参加会议")
    ASKED = "asked", _("书面征求意见")
    NONE = "none", _("没有参与")


class MajorDecision(Noun):
    """A decision of one of four kinds, and the Party organisation's part in it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="major_decisions")
    kind = models.CharField("事项类别", max_length=12, choices=MajorKind)
    date = DayField("决定日期")
    year = YearField("年份")
    title = models.CharField("事项", max_length=200)
    party = models.CharField("党组织参与方式", max_length=10, choices=PartyPart)
    evidence = models.CharField("党组织的记录", max_length=200, blank=True)

    class Meta:
        ordering = ["-date", "pk"]

    def __str__(self) -> str:
        """What was decided."""
        return self.title
