"""Memberships of persons and organisations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class MemberClass(models.TextChoices):
    """Classes of members."""

    INDIVIDUAL = "individual", _("个人会员")
    STUDENT = "student", _("学生会员")
    SENIOR = "senior", _("高级会员")
    GROUP = "group", _("团体会员")
    UNIT = "unit", _("单位会员")


class FeeState(models.TextChoices):
    """How the fee stands."""

    NONE = "none", "免缴"
    PAID = "paid", "已缴"
    DUE = "due", "待缴"


class Membership(Noun):
    """A person or an organisation is a member of an organisation for a time.

    ``since``: the day of joining where it isn't the first day of this row, because the membership came over from
    an organisation that this one took over.
    """

    personal: ClassVar[str] = "person_id"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="memberships")
    member = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="member_of")
    kind = models.CharField("会员类别", max_length=20, choices=MemberClass)
    fee = models.CharField("会费", max_length=10, choices=FeeState, default=FeeState.NONE)
    starts = DayField("入会日期", null=True, blank=True)
    ends = DayField("退会日期", null=True, blank=True)
    since = DayField("最初入会日期", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, member__isnull=True)
                | models.Q(person__isnull=True, member__isnull=False),
                name="membership_person_or_member",
            )
        ]

    def __str__(self) -> str:
        """Member and organisation."""
        return f"{self.person or self.member} — {self.organisation}"
