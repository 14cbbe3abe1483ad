"""The public face of an organisation: what it agreed to publish, by whom, from when until when.

It stands apart from the organisation's own record, which is for those who work with it: a record may hold a
telephone number that nobody agreed to publish, and a face that is withdrawn must leave nothing behind.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class FaceStage(models.TextChoices):
    """How far a face is."""

    SUBMITTED = "submitted", _("待批准公开")
    PUBLISHED = "published", _("已公开")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤下")


class PublicFace(Noun):
    """What everybody may read of an organisation. No user means the operator at the command line."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="faces")
    introduction = models.TextField("简介", max_length=1000, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    email = models.CharField("公开邮箱", max_length=100, blank=True)
    website = models.CharField("网站", max_length=200, blank=True)
    stage = models.CharField("状态", max_length=10, choices=FaceStage, default=FaceStage.SUBMITTED)
    starts = DayField("公开日期", null=True, blank=True)
    ends = DayField("撤下日期", null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = DayField("提交日期")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = DayField("批准（退回）日期", null=True, blank=True)
    reason = models.CharField("退回（撤下）原因", max_length=500, blank=True)

    class Meta:
        ordering = ["organisation", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "stage"],
                condition=models.Q(stage__in=["submitted", "published"]),
                name="face_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return gettext("%(organisation)s的公开信息") % {"organisation": self.organisation}


class FaceLeader(Noun):
    """A leader named on a face, who agreed to it. It goes with the face and with the person."""

    personal = "person_id"

    face = models.ForeignKey(PublicFace, models.CASCADE, related_name="leaders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="faces")
    position = models.CharField("职务", max_length=60)
    consented = DayField("本人同意日期")
    consent = models.CharField("同意的凭据", max_length=200)

    class Meta:
        ordering = ["face", "pk"]
        constraints = [models.UniqueConstraint(fields=["face", "person"], name="face_leader_once")]

    def __str__(self) -> str:
        """The position; the name is personal."""
        return self.position
