"""Motions and proposals: who signed them, what each kind of them needs, and what a unit's part in one stands at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.models import DutyAct, Meeting
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Role
from keqiao.kernel.work.models import Case, Deadline, Party, Step


class MotionKind(models.TextChoices):
    """What somebody hands in."""

    MOTION = "motion", _("提案")
    SUGGESTION = "suggestion", _("意见建议")
    REPORT = "report", _("调研报告")


class Topic(models.TextChoices):
    """What it is about."""

    SOCIETIES = "societies", _("学会和学术交流")
    POPULARISATION = "popularisation", _("科学普及")
    TALENT = "talent", _("人才和科技工作者服务")
    INNOVATION = "innovation", _("创新和科技经济融合")
    GRASSROOTS = "grassroots", _("基层组织")
    GOVERNANCE = "governance", _("科协自身建设")
    OTHER = "other", _("其他")


class MotionStatus(models.TextChoices):
    """How far it is."""

    GATHERING = "gathering", _("征集附议")
    FILED = "filed", _("待立案审查")
    ACCEPTED = "accepted", _("办理中")
    ANSWERED = "answered", _("已答复")
    CLOSED = "closed", _("已办结")
    REFUSED = "refused", _("不予立案")
    LETTER = "letter", _("转为来信")
    MERGED = "merged", _("已并案")
    WITHDRAWN = "withdrawn", _("已撤回")


DECISIONS = (MotionStatus.ACCEPTED, MotionStatus.REFUSED, MotionStatus.LETTER, MotionStatus.MERGED)
UNDER_WAY = (MotionStatus.FILED, MotionStatus.ACCEPTED, MotionStatus.ANSWERED)


class Outcome(models.TextChoices):
    """What came of it: proposed by the unit that answers, verified by those who keep the book."""

    SOLVED = "solved", _("A类：已经解决或采纳")
    PLANNED = "planned", _("B类：列入计划逐步解决")
    EXPLAINED = "explained", _("C类：说明解释，留作参考")


class Motion(Noun):
    """Something handed in to a body. It has a number once it was submitted, and a case once it was accepted.

    ``decided`` with ``decision``, ``answered`` (the first answer), ``closed`` and ``withdrawn`` are days that
    never change again, so that a fact can tell how it stood on any day; ``overdue_from`` is the first day
    after the one by which it is to be answered. ``reminded``: when those who signed were told that an answer waits.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="motions")
    kind = models.CharField("类别", max_length=20, choices=MotionKind)
    topic = models.CharField("领域", max_length=20, choices=Topic)
    title = models.CharField("题目", max_length=200)
    text = models.TextField("内容")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="motions")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="motions")
    date = DayField("提出日期")
    year = YearField("年份")
    number = models.PositiveIntegerField("编号", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=MotionStatus, default=MotionStatus.GATHERING)
    decision = models.CharField("审查结果", max_length=10, choices=MotionStatus, blank=True)
    decided = DayField("审查日期", null=True, blank=True)
    reason = models.CharField("理由", max_length=400, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    raised_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="raised")
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="motion")
    overdue_from = DayField("逾期起", null=True, blank=True)
    answered = DayField("答复日期", null=True, blank=True)
    on_time = models.BooleanField("按期答复", null=True, blank=True)
    proposed = models.CharField("承办单位认定的结果", max_length=10, choices=Outcome, blank=True)
    outcome = models.CharField("办理结果", max_length=10, choices=Outcome, blank=True)
    reopened = DayField("再办日期", null=True, blank=True)
    reminded = DayField("提醒评价日期", null=True, blank=True)
    closed = DayField("办结日期", null=True, blank=True)
    withdrawn = DayField("撤回日期", null=True, blank=True)

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "提案建议"
        constraints = [models.UniqueConstraint(fields=["body", "year", "number"], name="motion_number_once")]
        indexes = [models.Index(fields=["body", "date"], name="motion_body_date")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.body.organisation_id

    @property
    def number_word(self) -> str:
        """2026年第3号; empty while it isn't submitted."""
        if self.number is None:
            return ""
        return gettext("%(year)d年第%(number)d号") % {"year": self.year, "number": self.number}


class SignatureStatus(models.TextChoices):
    """Whether somebody who was invited signed."""

    INVITED = "invited", _("等待附议")
    SIGNED = "signed", _("已附议")
    DECLINED = "declined", _("不附议")


class Mark(models.TextChoices):
    """What somebody who signed thinks of the answer."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    NOT = "not", _("不满意")


class Signature(Noun):
    """One person's part in a motion. ``first``: who handed it in.

    ``mark`` is shown to that person alone; others read counts (``satisfaction.py``). ``duty``: the duty act that the
    signature left, so that nobody types it again.
    """

    personal: ClassVar[str] = "person_id"

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    role = models.CharField("职务", max_length=30, choices=Role)
    first = models.BooleanField("领衔", default=False)
    status = models.CharField("附议情况", max_length=10, choices=SignatureStatus)
    signed = DayField("签名日期", null=True, blank=True)
    duty = models.OneToOneField(DutyAct, models.PROTECT, null=True, blank=True, related_name="signature")
    mark = models.CharField("对答复的评价", max_length=10, choices=Mark, blank=True)
    judged = DayField("评价日期", null=True, blank=True)

    class Meta:
        ordering = ["motion", "-first", "pk"]
        verbose_name = "提案签名"
        constraints = [models.UniqueConstraint(fields=["motion", "person"], name="signature_once")]

    def __str__(self) -> str:
        """Person and motion."""
        return f"{self.person}：{self.motion}"

    @property
    def organisation_id(self) -> int:
        """On whose books the motion is."""
        return self.motion.organisation_id


class MotionRule(Noun):
    """What a body asks of one kind: how many sign, and in how many working days units do their part."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="motion_rules")
    kind = models.CharField("类别", max_length=20, choices=MotionKind)
    signers = models.PositiveSmallIntegerField("最少签名人数", default=1)
    reply_days = models.PositiveSmallIntegerField("答复时限（工作日）", default=60)
    joint_days = models.PositiveSmallIntegerField("会办意见时限（工作日）", default=30)
    refuse_days = models.PositiveSmallIntegerField("退回交办时限（工作日）", default=5)
    judge_days = models.PositiveSmallIntegerField("评价时限（工作日）", default=15)

    class Meta:
        ordering = ["body", "kind"]
        verbose_name = "提案规则"
        constraints = [models.UniqueConstraint(fields=["body", "kind"], name="motion_rule_once")]

    def __str__(self) -> str:
        """Body and kind."""
        return f"{self.body}：{gettext(self.get_kind_display())}"

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class Part(Noun):
    """What a unit's part in an assigned motion stands at. ``countersigned``: the draft reply it agreed to."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="motion_part")
    assigned = models.DateField("交办日期")
    deadline = models.OneToOneField(Deadline, models.SET_NULL, null=True, blank=True, related_name="motion_part")
    opinion = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="opinion_of")
    countersigned = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="countersigned_by")
    refused = models.DateField("退回日期", null=True, blank=True)
    reason = models.CharField("退回理由", max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "承办情况"

    def __str__(self) -> str:
        """The unit."""
        return str(self.party)

    @property
    def organisation_id(self) -> int:
        """Whose staff act for it."""
        return self.party.organisation_id
