"""Leaders in charge, hearings, seats in people's congress and consultative conference, and consultation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField, YearField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class Side(models.TextChoices):
    """Whose official it is, and what they do for the association."""

    PARTY = "party", _("党委分管领导")
    GOVERNMENT = "government", _("政府联系领导")


class Leader(Noun):
    """An official who is in charge of the association's work or its liaison: a name and a post, no member's record."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="leaders_in_charge")
    side = models.CharField("分工", max_length=12, choices=Side)
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=120)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "-side", "-starts"]
        verbose_name = "分管（联系）领导"
        indexes = [models.Index(fields=["organisation", "side"], name="leader_side")]

    def __str__(self) -> str:
        """Post and name."""
        return f"{self.post} {self.name}"


class Presence(Noun):
    """A leader was at a plenary."""

    leader = models.ForeignKey(Leader, models.CASCADE, related_name="presences")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="leaders_present")

    class Meta:
        ordering = ["-meeting__date"]
        verbose_name = "领导到会"
        constraints = [models.UniqueConstraint(fields=["leader", "meeting"], name="presence_once")]

    def __str__(self) -> str:
        """Who and where."""
        return f"{self.leader}：{self.meeting}"

    @property
    def organisation_id(self) -> int:
        """Whose plenary it was."""
        return self.leader.organisation_id


class Chamber(models.TextChoices):
    """With whom the association has to do."""

    PARTY_COMMITTEE = "party_committee", _("党委")
    GOVERNMENT = "government", _("政府")
    PEOPLES_CONGRESS = "peoples_congress", _("人大")
    CPPCC = "cppcc", _("政协")
    PEOPLES_ORGANISATIONS = "peoples_organisations", _("人民团体")


class HearingKind(models.TextChoices):
    """What took place."""

    HEARING = "hearing", _("听取科协工作汇报")
    SITTING_IN = "sitting_in", _("科协负责人列席会议")


class Hearing(Noun):
    """A report that was heard, or a related meeting that the head was asked to. ``attended``: the head was there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hearings")
    kind = models.CharField("类别", max_length=12, choices=HearingKind)
    chamber = models.CharField("主持方", max_length=24, choices=Chamber)
    date = DayField("日期")
    year = YearField("年份")
    title = models.CharField("会议名称", max_length=200)
    attended = models.BooleanField("科协负责人到会", default=True)
    outcome = models.TextField("结果", blank=True)
    document = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="hearings")

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = "听取汇报和列席会议"
        constraints = [models.UniqueConstraint(fields=["organisation", "date", "title"], name="hearing_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class SeatKind(models.TextChoices):
    """Which seat it is, or that somebody attends without one."""

    NPC_DEPUTY = "npc_deputy", _("人大代表")
    NPC_STANDING = "npc_standing", _("人大常委会组成人员")
    NPC_ATTENDS = "npc_attends", _("参加人大常委会会议")
    CPPCC_MEMBER = "cppcc_member", _("政协委员")
    CPPCC_STANDING = "cppcc_standing", _("政协常委")
    CPPCC_ATTENDS = "cppcc_attends", _("参加政协常委会会议")


class Seat(Noun):
    """A head of the association sits in the people's congress or the consultative conference of its level."""

    personal: ClassVar[str] = "person_id"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats_outside")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats_outside")
    kind = models.CharField("席位", max_length=20, choices=SeatKind)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "-starts"]
        verbose_name = "人大、政协席位"

    def __str__(self) -> str:
        """Person and seat."""
        return f"{self.person}：{gettext(self.get_kind_display())}"


class ConsultationKind(models.TextChoices):
    """What the consultation is for."""

    CONSULTATION = "consultation", _("政治协商和人民团体协商")
    SUPERVISION = "supervision", _("民主监督")
    DELIBERATION = "deliberation", _("参政议政")
    RECOMMENDATION = "recommendation", _("政协科技界委员推荐征求意见")


class Consultation(Noun):
    """One consultation, or a request for an opinion on recommended members, which is answered by ``due``.

    ``workdays``: in how many working days it was answered. Who was recommended isn't kept, only how many.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="consultations")
    kind = models.CharField("类别", max_length=20, choices=ConsultationKind)
    chamber = models.CharField("协商对象", max_length=24, choices=Chamber)
    topic = models.CharField("题目", max_length=200)
    procedure = models.CharField("程序", max_length=200, blank=True)
    form = models.CharField("形式", max_length=120, blank=True)
    unit = models.CharField("组织单位", max_length=120, blank=True)
    date = DayField("日期")
    year = YearField("年份")
    result = models.TextField("结果", blank=True)
    candidates = models.PositiveSmallIntegerField("推荐人数", null=True, blank=True)
    due = DayField("答复时限", null=True, blank=True)
    answered = DayField("答复日期", null=True, blank=True)
    workdays = models.PositiveSmallIntegerField("答复用时（工作日）", null=True, blank=True)

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = "协商"
        constraints = [models.UniqueConstraint(fields=["organisation", "date", "topic"], name="consultation_once")]

    def __str__(self) -> str:
        """The topic."""
        return self.topic
