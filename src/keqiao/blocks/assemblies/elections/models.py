"""Elections and votes, their candidates, tellers, rolls, proxies, sheets; and ballots, which point at nobody.

How a secret ballot is kept is decision 0020: a ``SealedBallot`` while the vote goes on, from closing on a ``Ballot``,
its receipt and the names written in, each for itself under a random key.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Role, Term
from keqiao.kernel.privacy.models import Purpose


class ElectionKind(models.TextChoices):
    """What is voted on."""

    PERSONS = "persons", _("选举")
    MATTER = "matter", _("表决事项")


class Manner(models.TextChoices):
    """How votes are given."""

    ONLINE = "online", _("无记名网上投票")
    PAPER = "paper", _("无记名纸质投票")
    HANDS = "hands", _("举手表决")
    KEYS = "keys", _("按键表决")
    ROLL = "roll", _("记名表决")


# Ballots in the house's own box, which nobody can join to a voter.
BOXED = (Manner.ONLINE, Manner.KEYS)
SECRET = (Manner.ONLINE, Manner.PAPER)
COUNTED_BY_HAND = (Manner.PAPER, Manner.HANDS)


class ElectionStatus(models.TextChoices):
    """How far it is."""

    PREPARED = "prepared", _("准备中")
    APPROVED = "approved", _("选举办法已审定")
    OPEN = "open", _("投票中")
    CLOSED = "closed", _("已截止，待计票")
    COUNTED = "counted", _("已计票，待确认")
    CONFIRMED = "confirmed", _("结果已确认")
    VOID = "void", _("无效")


class Election(Noun):
    """An election of persons, or a vote on a matter, by a body. ``term`` and ``role``: what the elected become.

    ``rules`` and ``result`` are JSON (``rules.Rules``, ``counting.Result``). ``lock`` is the key of the ballots in the
    box, sealed; it goes when the box is opened. ``due`` and ``present`` stand as they were when voting began.
    ``again_of``: the election whose open seats this one is about.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="elections")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="elections")
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats")
    title = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=10, choices=ElectionKind)
    manner = models.CharField("方式", max_length=10, choices=Manner)
    matter = models.TextField("表决事项", blank=True)
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="elections")
    role = models.CharField("职务", max_length=30, choices=Role, blank=True)
    seats = models.PositiveSmallIntegerField("应选名额", default=1)
    date = DayField("日期")
    year = YearField("年份")
    record_date = DayField("选举人名册基准日")
    status = models.CharField("进度", max_length=10, choices=ElectionStatus, default=ElectionStatus.PREPARED)
    rules = models.TextField("选举办法", default="{}")
    tellers_approved = DayField("监票人、计票人通过日期", null=True, blank=True)
    explanation = models.TextField("说明", blank=True)
    due = models.PositiveIntegerField("应到人数", null=True, blank=True)
    present = models.PositiveIntegerField("到会人数", null=True, blank=True)
    issued = models.PositiveIntegerField("发出选票", null=True, blank=True)
    lock = models.TextField(blank=True)
    result = models.TextField("结果", blank=True)

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = "选举"
        constraints = [models.UniqueConstraint(fields=["body", "date", "title"], name="election_once")]
        indexes = [models.Index(fields=["status"], name="election_status")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """Whose election it is."""
        return self.body.organisation_id

    @property
    def persons(self) -> bool:
        """Whether people are elected."""
        return self.kind == ElectionKind.PERSONS

    @property
    def boxed(self) -> bool:
        """Whether ballots go into the house's own box."""
        return self.manner in BOXED


sealed_field(Election, "lock", lambda one: f"{one.public_id}/lock", among=lambda: ~models.Q(lock=""))


class Candidate(Noun):
    """Somebody who stands. ``number``: the place on the ballot; the flags become those of the post.

    ``written_as``: under which name somebody was written in who stood on no ballot. ``post``: what being elected gave
    them; it goes again if the result is annulled.
    """

    personal: ClassVar[str] = "person_id"

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    number = models.PositiveSmallIntegerField("序号")
    nominated = models.CharField("提名", max_length=80, blank=True)
    written_as = models.CharField("另选时写的姓名", max_length=40, blank=True)
    part_time = models.BooleanField("兼职", default=False)
    resident = models.BooleanField("驻会", default=False)
    elected_by_unit = models.BooleanField("由单位选举产生", default=False)
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="candidacies", verbose_name="当选后的任职"
    )

    class Meta:
        ordering = ["election", "number"]
        verbose_name = "候选人"
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="candidate_once"),
            models.UniqueConstraint(fields=["election", "number"], name="candidate_number"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.person.name

    @property
    def organisation_id(self) -> int:
        """Whose election it is."""
        return self.election.organisation_id


class Duty(models.TextChoices):
    """What a teller does."""

    SCRUTINEER = "scrutineer", _("监票人")
    COUNTER = "counter", _("计票人")


class Teller(Noun):
    """Somebody who watches or counts. Never a candidate."""

    personal: ClassVar[str] = "person_id"

    election = models.ForeignKey(Election, models.CASCADE, related_name="tellers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tellings")
    duty = models.CharField("职责", max_length=10, choices=Duty)

    class Meta:
        ordering = ["election", "-duty", "pk"]
        verbose_name = "监票人、计票人"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="teller_once")]

    def __str__(self) -> str:
        """Name and duty."""
        return f"{self.person.name}（{gettext(self.get_duty_display())}）"

    @property
    def organisation_id(self) -> int:
        """Whose election it is."""
        return self.election.organisation_id


class Voter(Noun):
    """A line of the roll: who has a vote, and whether it was used. Nothing leads from here to a ballot.

    ``holder``: who casts it for somebody who isn't there, with the presidium's leave.
    """

    personal: ClassVar[str] = "person_id"

    election = models.ForeignKey(Election, models.CASCADE, related_name="voters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="votes")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="held_votes")
    voted = models.BooleanField("已投票", default=False)

    class Meta:
        ordering = ["election", "pk"]
        verbose_name = "选举人"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="voter_once")]

    def __str__(self) -> str:
        """The name."""
        return self.person.name


class Proxy(Noun):
    """Somebody who can't come lets another vote for them. ``leave``: how the presidium agreed."""

    personal: ClassVar[str] = "person_id"

    election = models.ForeignKey(Election, models.CASCADE, related_name="proxies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="given_proxies")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="taken_proxies")
    leave = models.CharField("同意情况", max_length=200)

    class Meta:
        ordering = ["election", "pk"]
        verbose_name = "委托"
        verbose_name_plural = "proxies"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="proxy_once")]

    def __str__(self) -> str:
        """Both names."""
        return f"{self.person.name} → {self.holder.name}"


class SealedBallot(models.Model):
    """A ballot in the closed box: sealed under the election's own key, padded to one length. No noun, no time.

    ``receipt``: the digest of the code that only the voter holds.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.CASCADE, related_name="sealed_ballots")
    receipt = models.CharField(max_length=64, unique=True)
    locked = models.TextField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        """The key."""
        return str(self.key)


class Ballot(models.Model):
    """An opened ballot: the marks by candidate number, JSON. Its key is new, so it leads back to nothing."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.CASCADE, related_name="ballots")
    marks = models.TextField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        """The key."""
        return str(self.key)


class WrittenIn(models.Model):
    """A name that some ballot bears beside a vote against; apart from the ballot, which a handwriting could betray."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.CASCADE, related_name="written_in")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Receipt(models.Model):
    """The digest of a receipt that was in the box: proves that a ballot was counted, not which."""

    digest = models.CharField(primary_key=True, max_length=64)
    election = models.ForeignKey(Election, models.CASCADE, related_name="receipts")

    class Meta:
        ordering = ["digest"]

    def __str__(self) -> str:
        """The digest."""
        return self.digest


class Answer(Noun):
    """How somebody voted by name (记名表决), where the rules say that votes are given by name."""

    personal: ClassVar[str] = "person_id"

    election = models.ForeignKey(Election, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="named_votes")
    mark = models.CharField("表态", max_length=10)

    class Meta:
        ordering = ["election", "pk"]
        verbose_name = "记名表决"
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="answer_once")]

    def __str__(self) -> str:
        """The name."""
        return self.person.name


class Sheet(Noun):
    """What one teller counted, without seeing the other's. ``votes``: JSON, by number for, against, abstentions."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="sheets")
    teller = models.ForeignKey(Teller, models.PROTECT, null=True, blank=True, related_name="sheets")
    issued = models.PositiveIntegerField("发出")
    returned = models.PositiveIntegerField("收回")
    void = models.PositiveIntegerField("废票", default=0)
    votes = models.TextField(default="{}")
    written = models.TextField(default="{}")
    entered_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["election", "pk"]
        verbose_name = "计票单"
        constraints = [models.UniqueConstraint(fields=["election", "teller"], name="sheet_once")]

    def __str__(self) -> str:
        """Whose sheet it is; a show of hands has none of anybody's."""
        return gettext("%(teller)s的计票单") % {"teller": self.teller.person.name if self.teller is not None else ""}


class AnnouncementStatus(models.TextChoices):
    """How far the publication of a result is."""

    SUBMITTED = "submitted", _("待批准公布")
    PUBLISHED = "published", _("已公布")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤下")


class Announcement(Noun):
    """That everybody may read a confirmed result and count its ballots again.

    It holds no names: who is named is asked when it is read, of the purpose that people consented to. Without a
    purpose nobody is.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="announcements")
    purpose = models.ForeignKey(Purpose, models.PROTECT, null=True, blank=True, related_name="election_announcements")
    status = models.CharField("状态", max_length=10, choices=AnnouncementStatus, default=AnnouncementStatus.SUBMITTED)
    submitted = models.DateField("提交日期")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateField("批准（退回、撤下）日期", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("退回（撤下）原因", max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "结果公布"
        constraints = [
            models.UniqueConstraint(
                fields=["election"],
                condition=models.Q(status__in=["submitted", "published"]),
                name="announcement_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        """Whose result it is."""
        return gettext("公布“%(title)s”的结果") % {"title": self.election.title}

    @property
    def organisation_id(self) -> int:
        """Whose election it is."""
        return self.election.organisation_id
