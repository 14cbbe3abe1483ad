"""Meetings of bodies, who came, and what delegates and members did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body


class MeetingKind(models.TextChoices):
    """How a body met."""

    SESSION = "session", _("会议")
    ENLARGED = "enlarged", _("扩大会议")
    ONLINE = "online", _("线上会议")
    WORKING = "working", _("工作会议")
    CONSULTATION = "consultation", _("协商会议")
    RECEPTION = "reception", _("接待活动")
    LIFE = "life", _("组织生活")
    ONSITE = "onsite", _("现场会")


# How a body meets as the body that it is: what its rules of procedure and its rhythm speak of.
STATUTORY = (MeetingKind.SESSION, MeetingKind.ENLARGED, MeetingKind.ONLINE)


class MeetingStatus(models.TextChoices):
    """How far a meeting is. ``RECORDED``: written down as it was stated, without having been convened here."""

    RECORDED = "recorded", _("已登记")
    PLANNED = "planned", _("筹备中")
    CONVENED = "convened", _("已召集")
    RUNNING = "running", _("进行中")
    CLOSED = "closed", _("已结束")
    CANCELLED = "cancelled", _("已取消")


# What counts as held once its day has come; what was planned and never opened doesn't.
HELD = (MeetingStatus.RECORDED, MeetingStatus.RUNNING, MeetingStatus.CLOSED)


class Meeting(Noun):
    """A meeting of a body. ``due`` and ``quorate`` are what was stated; nothing is inferred from absences.

    ``convener`` called it as ``convener_post`` (a post, or the body that decided to meet), ``delegated`` on somebody
    else's behalf. ``code`` stands in the check-in link on the screen. ``remark``: why it was closed although
    something was missing, or why it was cancelled.
    """

    personal: ClassVar[str] = "convener_id"

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    kind = models.CharField("形式", max_length=20, choices=MeetingKind, default=MeetingKind.SESSION)
    date = DayField("日期")
    year = YearField("年份")
    title = models.CharField("名称", max_length=200)
    place = models.CharField("地点", max_length=120, blank=True)
    status = models.CharField("状态", max_length=10, choices=MeetingStatus, default=MeetingStatus.RECORDED)
    begins = models.TimeField("开始时间", null=True, blank=True)
    ends = models.TimeField("结束时间", null=True, blank=True)
    online = models.CharField("线上入口", max_length=300, blank=True)
    convener = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="convened", verbose_name="召集人"
    )
    convener_post = models.CharField("召集人职务", max_length=80, blank=True)
    delegated = models.BooleanField("受委托召集", default=False)
    noticed = models.DateTimeField("通知时间", null=True, blank=True)
    code = models.CharField("签到码", max_length=40, blank=True)
    remark = models.CharField("说明", max_length=400, blank=True)
    due = models.PositiveIntegerField("应到人数", null=True, blank=True)
    quorate = models.BooleanField("达到法定人数", null=True, blank=True)

    class Meta:
        ordering = ["-date", "body"]
        verbose_name = "会议"
        constraints = [models.UniqueConstraint(fields=["body", "date", "title"], name="meeting_once")]
        indexes = [models.Index(fields=["date"], name="meeting_date")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose meeting it is."""
        return self.body.organisation_id

    @property
    def is_convened_here(self) -> bool:
        """Whether it is called, opened and closed here, and not only recorded as it was stated."""
        return self.status != MeetingStatus.RECORDED

    def present(self) -> int:
        """How many were recorded as present."""
        return self.attendance.filter(status=AttendanceState.PRESENT).count()


class AttendanceState(models.TextChoices):
    """Whether somebody who was due came."""

    PRESENT = "present", "到会"
    ABSENT = "absent", "无故缺席"
    EXCUSED = "excused", "请假"


class Attendance(Noun):
    """One person's attendance at one meeting."""

    personal: ClassVar[str] = "person_id"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendance")
    status = models.CharField("到会情况", max_length=10, choices=AttendanceState)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = "到会情况"
        verbose_name_plural = "attendance"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")]

    def __str__(self) -> str:
        """Person and status."""
        return f"{self.person}：{self.get_status_display()}"


class DutyKind(models.TextChoices):
    """What a delegate or member did."""

    REPORT = "report", "调研报告"
    PROPOSAL = "proposal", "提案建议"
    DUTY_REPORT = "duty_report", "述职报告"


class DutyAct(Noun):
    """A report or proposal that somebody made as a delegate or member of a body.

    ``came``: the day on which it really came in, of one that counts for an earlier year and stands under its last day.
    """

    personal: ClassVar[str] = "person_id"

    body = models.ForeignKey(Body, models.PROTECT, related_name="duty_acts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="duty_acts")
    kind = models.CharField("类型", max_length=20, choices=DutyKind)
    date = DayField("日期")
    year = YearField("年份")
    title = models.CharField("题目", max_length=200)
    came = DayField("补交日期", null=True, blank=True)

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = "履职记录"
        indexes = [models.Index(fields=["body", "date"], name="duty_body_date")]

    def __str__(self) -> str:
        """Kind and title."""
        return f"{self.get_kind_display()}《{self.title}》"
