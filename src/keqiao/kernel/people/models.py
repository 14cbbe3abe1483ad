"""Persons and the dated things that hold of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel import seals
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.organisations.models import Organisation


class Sex(models.TextChoices):
    """GB/T 2261.1, as codes of ours."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class SourceClass(models.TextChoices):
    """Where a person works, as plans group it. Proposed from unit and position, confirmed by a person."""

    ENTERPRISE = "enterprise", _("企业")
    UNIVERSITY = "university", _("高等学校")
    INSTITUTE = "institute", _("科研院所")
    RURAL = "rural", _("农村")
    TOWNSHIP = "township", _("乡镇（街道）")
    SOCIAL_ORGANISATION = "social_organisation", _("社会组织")
    SCHOOL = "school", _("中小学")
    MEDICAL = "medical", _("医疗卫生机构")
    GOVERNMENT = "government", _("政府部门")
    PARTY_ORGAN = "party_organ", _("党群机关")
    PUBLIC_INSTITUTION = "public_institution", _("事业单位")
    OTHER = "other", _("其他")


class Person(Noun):
    """One person. Name and unit alone make a record; everything else is asked where a purpose needs it.

    The birth date is an interval: a year, a month or a day is known. ``keeper`` is the organisation
    that keeps the record.
    """

    personal: ClassVar[str] = "pk"

    name = models.CharField("姓名", max_length=80)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_people")
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    ethnicity = models.CharField("民族", max_length=2, blank=True)
    birth_from = DayField("出生日期不早于", null=True, blank=True)
    birth_to = DayField("出生日期不晚于", null=True, blank=True)
    id_sealed = models.TextField("证件号码（密封）", blank=True, editable=False)
    id_index = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    synthetic = models.BooleanField("演示人物", default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["keeper", "name"], name="person_keeper_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "id_index"], condition=~models.Q(id_index=""), name="person_one_id_per_keeper"
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name

    def set_id_number(self, number: str) -> None:
        """Seal an ID number into the record; empty text removes it."""
        text = number.strip().upper()
        ring = settings.KEYRING
        self.id_sealed = seals.seal(text, key=ring.key("seal"), bound_to=str(self.public_id)) if text else ""
        self.id_index = seals.blind_index(text, key=ring.key("blind")) if text else ""

    def id_number(self) -> str:
        """The ID number in clear, or empty text. Whoever calls this has checked the permission and logs the look."""
        if not self.id_sealed:
            return ""
        return seals.unseal(self.id_sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))

    @staticmethod
    def id_indexes(number: str) -> list[str]:
        """What ``id_index`` may be for a number: ``filter(id_index__in=...)`` finds it while keys are rotated too."""
        return seals.blind_indexes(number, key=settings.KEYRING.key("blind"))


sealed_field(Person, "id_sealed", lambda one: str(one.public_id), index="id_index")


class Employment(Noun):
    """Where a person works, as what, and the source class that follows from it, for a time."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments")
    unit_name = models.CharField("单位", max_length=160)
    unit = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="employees")
    position = models.CharField("职务", max_length=120, blank=True)
    source_class = models.CharField("来源类别", max_length=30, choices=SourceClass, blank=True)
    leading_official = models.BooleanField("领导干部", null=True, blank=True)
    confirmed = models.BooleanField("已确认", default=False)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["person", "starts"]
        indexes = [models.Index(fields=["person", "ends"], name="employment_person")]

    def __str__(self) -> str:
        """Unit and position."""
        return f"{self.unit_name}{self.position}"


class TraitKind(models.TextChoices):
    """Dated things beside work."""

    POLITICAL_AFFILIATION = "political_affiliation", _("政治面貌")
    TITLE = "title", _("职称")
    DEGREE = "degree", _("学历学位")


class Trait(Noun):
    """One dated statement about a person, asked only where a purpose needs it."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="traits")
    kind = models.CharField("事项", max_length=30, choices=TraitKind)
    value = models.CharField("内容", max_length=60)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["person", "kind", "starts"]

    def __str__(self) -> str:
        """Kind and value."""
        return gettext("%(kind)s：%(value)s") % {"kind": gettext(self.get_kind_display()), "value": self.value}
