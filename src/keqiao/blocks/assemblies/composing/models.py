"""The making of a body's next term: seats allotted, lists reported and merged, examined, approved, seated."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.queries import Outcome
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Role, Term
from keqiao.kernel.privacy.models import Purpose
from keqiao.look.formats import in_chinese, spelled


class MakingStatus(models.TextChoices):
    """How far the making of a term is."""

    ALLOTTING = "allotting", _("分配名额")
    NOMINATING = "nominating", _("推荐报送")
    REVIEWING = "reviewing", _("酝酿审查")
    SUBMITTED = "submitted", _("待审定")
    APPROVED = "approved", _("已审定")
    SEATED = "seated", _("已开始新一届")
    DROPPED = "dropped", _("已终止")


class Making(Noun):
    """The making of one term of a body. ``day``: when it is to begin, the congress's first day; ages are told on it.

    ``role`` is what those on the lists are, unless a nominee is to be something else. The days say when each stage
    was reached; sending back takes them away again. ``reason``: why it was sent back or dropped. ``seat_width`` and
    ``seats_told``: how many seats a row has and since when everybody reads where they sit.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="makings")
    number = models.PositiveSmallIntegerField("届次")
    seats = models.PositiveSmallIntegerField("名额")
    role = models.CharField("职务", max_length=30, choices=Role)
    day = models.DateField("计划召开日期")
    ends = models.DateField("届满日期", null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField("公示工作日", default=5)
    status = models.CharField("阶段", max_length=12, choices=MakingStatus, default=MakingStatus.ALLOTTING)
    opened = DayField("启动日期")
    allotted = DayField("下达名额日期", null=True, blank=True)
    merged = DayField("汇总日期", null=True, blank=True)
    submitted = DayField("提请审定日期", null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved = DayField("审定日期", null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approving_body = models.CharField("审定机构", max_length=120, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    seated = DayField("开始新一届日期", null=True, blank=True)
    term = models.OneToOneField(Term, models.SET_NULL, null=True, blank=True, related_name="making")
    reason = models.CharField("原因", max_length=200, blank=True)
    seat_width = models.PositiveSmallIntegerField("每排座位", null=True, blank=True)
    seats_told = DayField("公布座次日期", null=True, blank=True)

    class Meta:
        ordering = ["-opened", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=~models.Q(status="dropped"), name="making_once"
            )
        ]

    def __str__(self) -> str:
        """Body and number."""
        told = {"body": gettext(self.body.name), "number": spelled(self.number) if in_chinese() else self.number}
        # Congresses are counted by 次, what they elect by 届.
        counted = self.body.kind in (BodyKind.CONGRESS, BodyKind.MEMBERS_CONGRESS)
        return (gettext("第%(number)s次%(body)s换届") if counted else gettext("第%(number)s届%(body)s换届")) % told

    @property
    def organisation_id(self) -> int:
        """Whose body it is."""
        return self.body.organisation_id


class Allotment(Noun):
    """The seats of one electing unit: a registered organisation, or one by name for which the organisers write."""

    making = models.ForeignKey(Making, models.CASCADE, related_name="allotments")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="allotments")
    name = models.CharField("选举单位", max_length=120)
    delegation = models.CharField("代表团", max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField("名额")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "name"], name="allotment_once")]

    def __str__(self) -> str:
        """The unit's name."""
        return self.name

    @property
    def organisation_id(self) -> int:
        """Who allots."""
        return self.making.organisation_id


class Trait(models.TextChoices):
    """What of its nominees is demanded of a unit."""

    FRONT_LINE = "front_line", _("基层一线科技工作者")
    YOUNG = "young", _("45周岁以下")
    WOMEN = "women", _("女性")
    MINORITY = "minority", _("少数民族")
    NON_PARTY = "non_party", _("非中共党员")
    SECTOR = "sector", _("界别")


class Demand(Noun):
    """At least so many, or such a share, of a unit's nominees; ``least`` as it was written: 3, 40% or 1/3."""

    allotment = models.ForeignKey(Allotment, models.CASCADE, related_name="demands")
    trait = models.CharField("结构要求", max_length=12, choices=Trait)
    sector = models.CharField("界别", max_length=40, blank=True)
    least = models.CharField("不少于", max_length=12)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["allotment", "trait", "sector"], name="demand_once")]

    def __str__(self) -> str:
        """What is demanded."""
        return gettext("%(what)s不少于%(least)s") % {"what": self.sector or gettext(self.label), "least": self.least}

    @property
    def label(self) -> str:
        """What of the nominees it is about."""
        return str(Trait(self.trait).label)


class ListStatus(models.TextChoices):
    """How far a unit's list is."""

    DRAFT = "draft", _("推荐中")
    REPORTED = "reported", _("已报送")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已接收")


class NomineeList(Noun):
    """A unit's list. ``round`` counts how often it was reported; what was reported last is what the organisers see."""

    allotment = models.OneToOneField(Allotment, models.CASCADE, related_name="slate")
    status = models.CharField("状态", max_length=10, choices=ListStatus, default=ListStatus.DRAFT)
    round = models.PositiveSmallIntegerField("报送次数", default=0)
    reason = models.CharField("退回原因", max_length=200, blank=True)

    class Meta:
        ordering = ["allotment"]

    def __str__(self) -> str:
        """Whose list it is."""
        return gettext("%(unit)s推荐名单") % {"unit": self.allotment.name}

    @property
    def organisation_id(self) -> int:
        """Whose clerks fill it in: the unit's own, or the organisers' for a unit that isn't registered."""
        return self.allotment.unit_id or self.allotment.organisation_id


class Reporting(Noun):
    """A list as it was reported, by round and day; who stood on it is told by the nominees' rounds."""

    slate = models.ForeignKey(NomineeList, models.CASCADE, related_name="reportings")
    round = models.PositiveSmallIntegerField("第几次报送")
    day = DayField("报送日期")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["slate", "round"]
        constraints = [models.UniqueConstraint(fields=["slate", "round"], name="reporting_once")]

    def __str__(self) -> str:
        """Whose and which."""
        return gettext("%(slate)s第%(round)s次报送") % {"slate": self.slate, "round": self.round}


class NomineeStatus(models.TextChoices):
    """What became of a nominee."""

    NOMINATED = "nominated", _("推荐人选")
    WITHDRAWN = "withdrawn", _("已退出")
    REPLACED = "replaced", _("已更换")
    MOVED_UP = "moved_up", _("已递补")
    LOST = "lost", _("未当选")
    LEFT = "left", _("审定后退出")


class Nominee(Noun):
    """Somebody on a list. ``since`` and ``until``: the first and the last round in which they were reported.

    ``since`` is nought until the list is reported, ``until`` empty as long as they stand on it. What somebody was
    on the list never changes: a substitute who moves up stands on it a second time, in place of whom they replace.
    ``left_on`` and ``added_on``: the days on which they left the approved list, or were added to it.
    """

    personal: ClassVar[str] = "person_id"
    outcome: Outcome | None = None  # what a vote on record made of them, where ``counting.standing`` looked it up

    slate = models.ForeignKey(NomineeList, models.CASCADE, related_name="nominees", verbose_name=_("推荐名单"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    role = models.CharField("职务", max_length=30, choices=Role)
    sector = models.CharField("界别", max_length=40, blank=True)
    delegation = models.CharField("代表团", max_length=80, blank=True)
    part_time = models.BooleanField("兼职", default=False)
    substitute = models.BooleanField("备用人选", default=False)
    status = models.CharField(_("情况"), max_length=10, choices=NomineeStatus, default=NomineeStatus.NOMINATED)
    note = models.CharField("备注", max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    since = models.PositiveSmallIntegerField(default=0)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    left_on = DayField("退出日期", null=True, blank=True)
    added_on = DayField("增补日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slate", "person"], condition=models.Q(status="nominated"), name="nominee_once"
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.person.name

    @property
    def organisation_id(self) -> int:
        """Whose list it is."""
        return self.slate.organisation_id


class Result(models.TextChoices):
    """How a body that was consulted saw the list. What was said there is nobody's business here."""

    AGREED = "agreed", _("同意")
    CHANGED = "changed", _("调整后同意")
    NOT_AGREED = "not_agreed", _("不同意")


class Consultation(Noun):
    """A body was asked about the list: which, when and with what result, never what was said."""

    making = models.ForeignKey(Making, models.CASCADE, related_name="consultations")
    asked = models.CharField("征求意见的机构", max_length=120)
    day = models.DateField("日期")
    result = models.CharField("结果", max_length=12, choices=Result)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        """Who was asked."""
        return self.asked


class Publicity(Noun):
    """The list is public from a day to another, both included: name, unit and position, and nothing else.

    ``purpose``: what each on the list was asked to consent to; nobody is named who didn't, or without a purpose.
    ``withdrawn``: the day on which it was taken down before its time, with the reason.
    """

    making = models.ForeignKey(Making, models.CASCADE, related_name="publicities")
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, null=True, blank=True, related_name="publicities", verbose_name="处理目的"
    )
    starts = models.DateField("公示开始")
    ends = models.DateField("公示结束")
    contact = models.CharField("受理异议的部门", max_length=120)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.CharField("邮箱", max_length=100, blank=True)
    withdrawn = DayField("撤下日期", null=True, blank=True)
    reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name_plural = "publicities"

    def __str__(self) -> str:
        """From when until when."""
        return gettext("%(making)s公示") % {"making": self.making}

    @property
    def organisation_id(self) -> int:
        """Who published it."""
        return self.making.organisation_id

    def runs(self, day: dt.date) -> bool:
        """Whether names may be read on a day."""
        dropped = self.making.status == MakingStatus.DROPPED
        return self.withdrawn is None and not dropped and self.starts <= day <= self.ends


class Finding(models.TextChoices):
    """What came of an objection."""

    OPEN = "open", _("核实中")
    UPHELD = "upheld", _("属实")
    NOT_UPHELD = "not_upheld", _("不属实")


class Objection(Noun):
    """That somebody objected, when, and what came of it; neither who nor against whom nor what was said."""

    publicity = models.ForeignKey(Publicity, models.CASCADE, related_name="objections")
    received = models.DateField("收到日期")
    finding = models.CharField("核实结果", max_length=12, choices=Finding, default=Finding.OPEN)
    settled = models.DateField("办结日期", null=True, blank=True)

    class Meta:
        ordering = ["received", "pk"]

    def __str__(self) -> str:
        """That it is one, and of when."""
        return gettext("%(day)s收到的异议") % {"day": self.received}

    @property
    def organisation_id(self) -> int:
        """Who looks into it."""
        return self.publicity.organisation_id


class Credentials(Noun):
    """The credentials as they were examined. ``counts`` (JSON) keeps the numbers of that day."""

    making = models.ForeignKey(Making, models.CASCADE, related_name="credentials")
    day = models.DateField("审查日期")
    by = models.CharField("审查机构", max_length=120)
    counts = models.TextField(default="{}")

    class Meta:
        ordering = ["day", "pk"]
        verbose_name_plural = "credentials"

    def __str__(self) -> str:
        """What was examined."""
        return gettext("%(making)s代表资格审查") % {"making": self.making}


class Explanation(Noun):
    """Why a list is approved that doesn't meet a demand. ``figure`` is how it stood; ``text`` may still be missing."""

    making = models.ForeignKey(Making, models.CASCADE, related_name="explanations")
    demand = models.CharField(max_length=160)
    title = models.CharField("要求", max_length=200)
    figure = models.CharField("审定时的数据", max_length=120, blank=True)
    text = models.TextField("说明", blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted = DayField("认可日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "demand"], name="explanation_once")]

    def __str__(self) -> str:
        """What it explains."""
        return gettext("关于“%(title)s”的说明") % {"title": self.title}

    @property
    def organisation_id(self) -> int:
        """Whose list it explains."""
        return self.making.organisation_id


class AttendeeKind(models.TextChoices):
    """As what somebody is at the congress, beside or without being a delegate."""

    PRESIDIUM = "presidium", _("主席团成员")
    HEAD = "head", _("团长")
    DEPUTY_HEAD = "deputy_head", _("副团长")
    OBSERVER = "observer", _("列席人员")
    GUEST = "guest", _("特邀人员")


class Attendee(Noun):
    """Somebody's part in a congress; none of these is a post."""

    personal: ClassVar[str] = "person_id"

    making = models.ForeignKey(Making, models.CASCADE, related_name="attendees", verbose_name=_("换届筹备"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="attending")
    kind = models.CharField("身份", max_length=12, choices=AttendeeKind)
    delegation = models.CharField("代表团", max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "person", "kind"], name="attendee_once")]

    def __str__(self) -> str:
        """Who, and as what."""
        return gettext("%(person)s（%(kind)s）") % {"person": self.person, "kind": gettext(self.get_kind_display())}

    @property
    def organisation_id(self) -> int:
        """Whose congress it is."""
        return self.making.organisation_id


class Arrival(Noun):
    """That somebody registered at the congress (报到)."""

    personal: ClassVar[str] = "person_id"

    making = models.ForeignKey(Making, models.CASCADE, related_name="arrivals", verbose_name=_("换届筹备"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="arrivals")
    day = models.DateField(_("报到日期"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "person"], name="arrival_once")]

    def __str__(self) -> str:
        """Who arrived."""
        return self.person.name


class Delegation(Noun):
    """What those of a delegation need to know: where it stays and where it meets."""

    making = models.ForeignKey(Making, models.CASCADE, related_name="delegations")
    name = models.CharField("代表团", max_length=80)
    hotel = models.CharField("驻地", max_length=80, blank=True)
    room = models.CharField("讨论地点", max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "name"], name="delegation_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def organisation_id(self) -> int:
        """Whose congress it is."""
        return self.making.organisation_id


class Placing(Noun):
    """Where somebody belongs at a congress, as far as it isn't what the list says: delegation, group, row and seat.

    ``delegation`` is empty as long as the list's own holds; ``team`` (the group's number) nought without groups.
    """

    personal: ClassVar[str] = "person_id"

    making = models.ForeignKey(Making, models.CASCADE, related_name="placings", verbose_name=_("换届筹备"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="placings")
    delegation = models.CharField("代表团", max_length=80, blank=True)
    team = models.PositiveSmallIntegerField("分组", default=0)
    seat_row = models.PositiveSmallIntegerField("排", null=True, blank=True)
    seat_number = models.PositiveSmallIntegerField("座", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["making", "person"], name="placing_once")]

    def __str__(self) -> str:
        """Whose it is."""
        return gettext("%(person)s的代表团和分组") % {"person": self.person}

    @property
    def organisation_id(self) -> int:
        """Whose congress it is."""
        return self.making.organisation_id
