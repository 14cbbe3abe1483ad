"""Bodies, terms, posts and secondments."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.fields import DayField, holds_on
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class BodyKind(models.TextChoices):
    """The bodies that associations and societies have."""

    CONGRESS = "congress", _("代表大会")
    FULL_COMMITTEE = "full_committee", _("全委会")
    STANDING_COMMITTEE = "standing_committee", _("常委会")
    CHAIR_MEETING = "chair_meeting", _("主席会议")
    SECRETARIAT = "secretariat", _("书记处（秘书处）")
    COUNCIL = "council", _("理事会")
    STANDING_COUNCIL = "standing_council", _("常务理事会")
    SUPERVISORY_BOARD = "supervisory_board", _("监事会")
    MEMBERS_CONGRESS = "members_congress", _("会员代表大会")
    SPECIAL_COMMITTEE = "special_committee", _("专门委员会")
    DELEGATION = "delegation", _("代表团")
    PRESIDIUM = "presidium", _("主席团")
    PREPARATORY_COMMITTEE = "preparatory_committee", _("筹备委员会")
    CREDENTIALS_COMMITTEE = "credentials_committee", _("代表资格审查委员会")
    ADVISORY_COMMITTEE = "advisory_committee", _("咨询委员会")
    STUDIO = "studio", _("代表工作室")
    WORKING_GROUP = "working_group", _("工作协调小组")
    PARTY_ORGANISATION = "party_organisation", _("党组织")


class Role(models.TextChoices):
    """What a person is in a body."""

    DELEGATE = "delegate", _("代表")
    MEMBER = "member", _("委员")
    CHAIR = "chair", _("主席")
    VICE_CHAIR = "vice_chair", _("副主席")
    SECRETARY_GENERAL = "secretary_general", _("秘书长")
    DEPUTY_SECRETARY_GENERAL = "deputy_secretary_general", _("副秘书长")
    SECRETARY = "secretary", _("书记")
    DIRECTOR = "director", _("理事")
    STANDING_DIRECTOR = "standing_director", _("常务理事")
    SUPERVISOR = "supervisor", _("监事")


class Body(Noun):
    """A body of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="bodies")
    kind = models.CharField("类型", max_length=30, choices=BodyKind)
    name = models.CharField("名称", max_length=120)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "name"], name="body_once")]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        """The name."""
        return self.name


class Term(Noun):
    """One term of a body. ``ends`` is the planned end while it runs, the real one afterwards."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField("届次")
    starts = DayField("起")
    ends = DayField("届满日期", null=True, blank=True)

    class Meta:
        ordering = ["body", "number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="term_number")]
        indexes = [models.Index(fields=["body", "starts"], name="term_body_starts")]

    def __str__(self) -> str:
        """Body and number."""
        body = gettext(self.body.name) if self.body.name else ""
        return gettext("%(body)s第%(number)s届") % {"body": body, "number": self.number}


class Posts(models.QuerySet["Post"]):
    """Posts, and which of them are held on a day."""

    def running(self, day: int) -> Self:
        """Those held on a day (yyyymmdd), in the terms that ran then: each goes on until its body's next begins."""
        begun = Term.objects.filter(body=models.OuterRef("term__body"), starts__lte=day)
        latest = begun.order_by("-starts", "-number").values("pk")[:1]
        return self.filter(holds_on(day), term=models.Subquery(latest))


class Post(Noun):
    """A person in a body for a time. It counts while its term runs and its own dates hold."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    term = models.ForeignKey(Term, models.CASCADE, related_name="posts")
    role = models.CharField("职务", max_length=30, choices=Role)
    sector = models.CharField("界别", max_length=40, blank=True)
    delegation = models.CharField("代表团", max_length=80, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)
    part_time = models.BooleanField("兼职", default=False)
    resident = models.BooleanField("驻会", default=False)
    elected_by_unit = models.BooleanField("由单位选举产生", default=False)

    objects = Posts.as_manager()

    class Meta:
        ordering = ["term", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "person", "role"], condition=models.Q(ends__isnull=True), name="post_once"
            )
        ]
        indexes = [models.Index(fields=["term", "ends"], name="post_term")]

    def __str__(self) -> str:
        """Person and role."""
        return gettext("%(person)s（%(role)s）") % {"person": self.person, "role": gettext(self.get_role_display())}


class SecondmentDirection(models.TextChoices):
    """Which way a secondment goes, seen from the organisation that records it."""

    IN = "in", _("来挂职")
    OUT = "out", _("去挂职")


class Secondment(Noun):
    """A person works elsewhere for a time and keeps the post at home."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="secondments")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="secondments")
    other = models.CharField("派出（接收）单位", max_length=160, blank=True)
    direction = models.CharField("方向", max_length=3, choices=SecondmentDirection)
    starts = DayField("起")
    ends = DayField("止（计划）", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "starts"]

    def __str__(self) -> str:
        """Person and direction."""
        return f"{self.person} {gettext(self.get_direction_display())}"
