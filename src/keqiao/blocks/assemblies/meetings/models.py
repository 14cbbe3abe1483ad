"""Rules of procedure, what belongs to a meeting before and after it, and a person's own calendar link."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.models import User
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Role
from keqiao.kernel.work.models import Case


class QuorumBase(models.TextChoices):
    """Of whom a quorum is a share."""

    DUE = "due", _("应到人数")
    WITHOUT_LEAVE = "without_leave", _("应到人数减去批准请假的人数")


class AdoptionBase(models.TextChoices):
    """Of whom a decision needs so many."""

    DUE = "due", _("应到人数")
    PRESENT = "present", _("到会人数")


class Rhythm(models.TextChoices):
    """How often a body meets. ``GAP``: from one meeting to the next; ``PERIOD``: once in each stretch of a year."""

    NONE = "none", _("不作规定")
    GAP = "gap", _("两次会议的间隔")
    PERIOD = "period", _("每一时段至少一次")


class Rules(Noun):
    """One version of a body's rules of procedure; it holds from its first day until the next version's.

    ``convening_body``: the kind of body that convenes or, with ``convening_role``, in which that post is held.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="rules")
    title = models.CharField("名称", max_length=120)
    starts = DayField("施行日期")
    document = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="rules")
    quorum_numerator = models.PositiveSmallIntegerField("法定人数分子")
    quorum_denominator = models.PositiveSmallIntegerField("法定人数分母")
    quorum_more = models.BooleanField("须超过", default=False)
    quorum_base = models.CharField("法定人数基数", max_length=14, choices=QuorumBase, default=QuorumBase.DUE)
    adoption_numerator = models.PositiveSmallIntegerField("通过决议分子", default=1)
    adoption_denominator = models.PositiveSmallIntegerField("通过决议分母", default=2)
    adoption_more = models.BooleanField("须超过", default=True)
    adoption_base = models.CharField("通过决议基数", max_length=8, choices=AdoptionBase, default=AdoptionBase.PRESENT)
    notice_days = models.PositiveSmallIntegerField("提前通知天数", default=0)
    convening_body = models.CharField("召集机构", max_length=30, choices=BodyKind, blank=True)
    convening_role = models.CharField("召集人职务", max_length=30, choices=Role, blank=True)
    rhythm = models.CharField("会期", max_length=8, choices=Rhythm, default=Rhythm.NONE)
    months = models.PositiveSmallIntegerField("几个月", default=0)

    class Meta:
        ordering = ["body", "-starts"]
        verbose_name = "议事规则"
        verbose_name_plural = "rules"
        constraints = [models.UniqueConstraint(fields=["body", "starts"], name="rules_version_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose rules they are."""
        return self.body.organisation_id

    @property
    def quorum(self) -> Fraction:
        """The share that has to be there."""
        return Fraction(self.quorum_numerator, self.quorum_denominator)

    @property
    def adoption(self) -> Fraction:
        """The share that has to agree."""
        return Fraction(self.adoption_numerator, self.adoption_denominator)


class OfMeeting(Noun):
    """Base of what belongs to a meeting."""

    meeting: Meeting

    class Meta:
        abstract = True

    @property
    def organisation_id(self) -> int:
        """Whose meeting it is."""
        return self.meeting.body.organisation_id


class Convening(OfMeeting):
    """How a meeting came to be called: what it rests on, on whose behalf, and why the notice was short."""

    personal: ClassVar[str] = "delegated_by_id"

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="convening")
    day = models.DateField("召集日期")
    basis = models.CharField("依据", max_length=200, blank=True)
    delegated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="delegations_of_convening", verbose_name="委托人"
    )
    delegation = models.CharField("委托原因", max_length=200, blank=True)
    late = models.CharField("临时召集原因", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "召集"

    def __str__(self) -> str:
        """Which meeting."""
        return str(self.meeting)


class Door(models.TextChoices):
    """Whether the code by which people sign in changes."""

    MOVING = "moving", _("每30秒更换，显示在大屏幕上")
    FIXED = "fixed", _("固定不变，可以打印张贴")


class EarlyReminder(models.TextChoices):
    """How long before a meeting people are reminded for the first time."""

    NONE = "none", _("不提醒")
    WEEK = "week", _("提前一周")
    THREE_DAYS = "three_days", _("提前三天")
    DAY = "day", _("提前一天")


class LateReminder(models.TextChoices):
    """How long before a meeting people are reminded for the last time."""

    NONE = "none", _("不提醒")
    TWO_HOURS = "two_hours", _("提前两小时")
    HOUR = "hour", _("提前一小时")
    HALF_HOUR = "half_hour", _("提前半小时")


class Arrangement(OfMeeting):
    """How people sign in to a meeting and when they are reminded of it; without one, the usual holds."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="arrangement")
    door = models.CharField("签到码", max_length=10, choices=Door, default=Door.MOVING)
    early = models.CharField("会前提醒", max_length=10, choices=EarlyReminder, default=EarlyReminder.DAY)
    late = models.CharField("临会提醒", max_length=10, choices=LateReminder, default=LateReminder.HOUR)

    class Meta:
        verbose_name = "签到和提醒"

    def __str__(self) -> str:
        """Which meeting."""
        return str(self.meeting)


class InvitationKind(models.TextChoices):
    """As what somebody is invited."""

    DUE = "due", _("应到")
    OBSERVER = "observer", _("列席")
    GUEST = "guest", _("特邀")


class Invitation(OfMeeting):
    """Somebody called to a meeting: a person, or a guest by name. ``code`` stands in their own check-in code.

    ``told``: when a message about it was tried, ``reached``: whether there was a way. ``received``: when they said so.
    ``reminded_early``, ``reminded_late``, ``called_off``: when a reminder, or word that it was cancelled, was put in
    the outbox. ``declined`` and ``came`` are of those who aren't due; of the others leave and attendance tell.
    """

    personal: ClassVar[str] = "person_id"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    kind = models.CharField("身份", max_length=10, choices=InvitationKind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="invitations")
    name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.CharField("单位及职务", max_length=120, blank=True)
    code = models.CharField("签到码", max_length=40)
    told = models.DateTimeField("通知时间", null=True, blank=True)
    reached = models.BooleanField("短信或邮件送达", default=False)
    received = models.DateTimeField("收到时间", null=True, blank=True)
    reminded_early = models.DateTimeField("会前提醒时间", null=True, blank=True)
    reminded_late = models.DateTimeField("临会提醒时间", null=True, blank=True)
    called_off = models.DateTimeField("告知取消的时间", null=True, blank=True)
    declined = models.DateTimeField("告知不能参加的时间", null=True, blank=True)
    came = models.BooleanField("到会", default=False)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = "会议通知"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="invited_once")]

    def __str__(self) -> str:
        """Who."""
        return self.name or str(self.person)


class LeaveReason(models.TextChoices):
    """Why somebody can't come: a class, never a diagnosis."""

    DUTY = "duty", _("公务冲突")
    TRAVEL = "travel", _("出差在外")
    HEALTH = "health", _("身体原因")
    FAMILY = "family", _("家庭事务")
    OTHER = "other", _("其他原因")


class LeaveStatus(models.TextChoices):
    """Whether it was granted."""

    ASKED = "asked", _("待批准")
    GRANTED = "granted", _("已批准")
    REFUSED = "refused", _("未批准")
    TAKEN_BACK = "taken_back", _("已撤回")


class Leave(OfMeeting):
    """Leave from one meeting, asked by whoever is due and granted or refused by a named person."""

    personal: ClassVar[str] = "person_id"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="leaves")
    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    reason = models.CharField("请假原因", max_length=10, choices=LeaveReason)
    status = models.CharField("状态", max_length=10, choices=LeaveStatus, default=LeaveStatus.ASKED)
    asked = models.DateTimeField("请假时间")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateTimeField("批准时间", null=True, blank=True)
    answer = models.CharField("答复", max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = "请假"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="leave_once")]

    def __str__(self) -> str:
        """Who asks."""
        return str(self.person)


class ItemStatus(models.TextChoices):
    """Whether an item's turn has come."""

    COMING = "coming", _("未开始")
    CURRENT = "current", _("正在进行")
    DONE = "done", _("已完成")


class AgendaItem(OfMeeting):
    """An item of the agenda, by its place in it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField("次序")
    title = models.CharField("议题", max_length=200)
    speaker = models.CharField("报告人", max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField("预计分钟", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=ItemStatus, default=ItemStatus.COMING)

    class Meta:
        ordering = ["meeting", "place", "pk"]
        verbose_name = "议题"

    def __str__(self) -> str:
        """The title."""
        return self.title


class PaperKind(models.TextChoices):
    """What a file of a meeting is."""

    PAPER = "paper", _("会议材料")
    DELEGATION = "delegation", _("委托召集的文件")
    RECORD = "record", _("签字的会议记录")


class Paper(OfMeeting):
    """A file of a meeting, perhaps of one of its items. Papers are for all invited, the rest is the office's own."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="papers")
    kind = models.CharField("类别", max_length=10, choices=PaperKind, default=PaperKind.PAPER)
    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="papers")

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = "会议材料"

    def __str__(self) -> str:
        """The title."""
        return self.title


class DecisionKind(models.TextChoices):
    """What was adopted."""

    RESOLUTION = "resolution", _("决议")
    DECISION = "decision", _("决定")
    AGREED = "agreed", _("议定事项")


class Adopted(models.TextChoices):
    """How it was adopted."""

    CONSENT = "consent", _("一致同意")
    HANDS = "hands", _("举手表决通过")
    BALLOT = "ballot", _("无记名投票通过")
    SIGNED = "signed", _("通讯表决通过")
    SUMMED_UP = "summed_up", _("会议主持人归纳议定")


class Decision(OfMeeting):
    """Something a meeting decided. ``case``: the task that carries it out."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("类别", max_length=12, choices=DecisionKind)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容")
    adopted = models.CharField("通过方式", max_length=10, choices=Adopted)
    votes_for = models.PositiveIntegerField("赞成", null=True, blank=True)
    votes_against = models.PositiveIntegerField("反对", null=True, blank=True)
    abstentions = models.PositiveIntegerField("弃权", null=True, blank=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="decision")

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = "会议决定"
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class CalendarLink(Noun):
    """The secret address of a person's own calendar; only its digest is kept, and one holds at a time."""

    personal: ClassVar[str] = "person_id"

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_link")
    token = models.CharField("链接摘要", max_length=64, unique=True)
    made = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "日历订阅链接"

    def __str__(self) -> str:
        """Whose."""
        return str(self.person)
