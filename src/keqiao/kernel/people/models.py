"""Persons and the dated things that hold of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel import seals
from keqiao.kernel.nouns.fields import DayField, earliest_first, latest_first
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.disciplines import DISCIPLINES

from .spelling import NameKeyField, NameSoundField


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
    that keeps the record. ``name_key`` and ``name_sound`` follow the name.
    """

    personal: ClassVar[str] = "pk"
    searched = ("name",)

    name = models.CharField("姓名", max_length=80)
    name_key = NameKeyField()
    name_sound = NameSoundField()
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_people")
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    ethnicity = models.CharField("民族", max_length=2, blank=True)
    birth_from = DayField("出生日期不早于", null=True, blank=True)
    birth_to = DayField("出生日期不晚于", null=True, blank=True)
    id_sealed = models.TextField("证件号码（密封）", blank=True, editable=False)
    id_index = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    mobile_sealed = models.TextField("手机号码（密封）", blank=True, default="", editable=False)
    mobile_index = models.CharField(max_length=32, blank=True, default="", editable=False, db_index=True)
    email_sealed = models.TextField("电子邮箱（密封）", blank=True, default="", editable=False)
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
        self.id_sealed, self.id_index = self._sealed(text), blind(text)

    def id_number(self) -> str:
        """The ID number in clear, or empty text. Whoever calls this has checked the permission and logs the look."""
        return self._opened(self.id_sealed)

    @staticmethod
    def id_indexes(number: str) -> list[str]:
        """What ``id_index`` may be for a number: ``filter(id_index__in=...)`` finds it while keys are rotated too."""
        return seals.blind_indexes(number, key=settings.KEYRING.key("blind"))

    def set_mobile(self, number: str) -> None:
        """Seal a mobile number into the record; empty text removes it."""
        self.mobile_sealed, self.mobile_index = self._sealed(number), blind(number)

    def mobile(self) -> str:
        """The mobile number in clear, or empty text. Whoever calls this has checked the permission."""
        return self._opened(self.mobile_sealed)

    def set_email(self, address: str) -> None:
        """Seal an e-mail address into the record; empty text removes it."""
        self.email_sealed = self._sealed(address)

    def email(self) -> str:
        """The e-mail address in clear, or empty text. Whoever calls this has checked the permission."""
        return self._opened(self.email_sealed)

    def _sealed(self, text: str) -> str:
        return seals.seal(text, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id)) if text else ""

    def _opened(self, sealed: str) -> str:
        if not sealed:
            return ""
        return seals.unseal(sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))


def blind(text: str) -> str:
    """The blind index under which a sealed number is found; empty for no number."""
    return seals.blind_index(text, key=settings.KEYRING.key("blind")) if text else ""


sealed_field(Person, "id_sealed", lambda one: str(one.public_id), index="id_index")
sealed_field(Person, "mobile_sealed", lambda one: str(one.public_id), index="mobile_index")
sealed_field(Person, "email_sealed", lambda one: str(one.public_id))


class Employment(Noun):
    """Where a person works, as what, and the source class that follows from it, for a time."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments")
    unit_name = models.CharField("单位", max_length=160, db_index=True)
    unit = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="employees")
    position = models.CharField("职务", max_length=120, blank=True)
    source_class = models.CharField("来源类别", max_length=30, choices=SourceClass, blank=True)
    leading_official = models.BooleanField("领导干部", null=True, blank=True)
    confirmed = models.BooleanField("已确认", default=False)
    confirmed_by = models.CharField("确认人", max_length=40, blank=True, default="")  # as the audit names an actor
    confirmed_on = DayField("确认日期", null=True, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["person", earliest_first()]
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
        ordering = ["person", "kind", earliest_first()]

    def __str__(self) -> str:
        """Kind and value."""
        return gettext("%(kind)s：%(value)s") % {"kind": gettext(self.get_kind_display()), "value": self.value}


class Honour(Noun):
    """What a person was honoured with: by whom, on which day, by which document."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="honours")
    title = models.CharField("荣誉名称", max_length=120)
    granted_by = models.CharField("授予单位", max_length=120, blank=True)
    granted_on = DayField("授予日期", null=True, blank=True)
    document = models.CharField("依据文件", max_length=160, blank=True)

    class Meta:
        ordering = ["person", latest_first("granted_on"), "pk"]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def keeper_id(self) -> int:
        """Who keeps the record of the person."""
        return self.person.keeper_id


class Expertise(Noun):
    """A field that a person is versed in, from a day on, and what that rests on."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="expertise")
    discipline = models.CharField("学科", max_length=3, choices=[(code, one.zh) for code, one in DISCIPLINES.items()])
    topic = models.CharField("专长", max_length=80, blank=True)
    document = models.CharField("依据", max_length=160, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["person", "discipline", "pk"]
        indexes = [models.Index(fields=["discipline", "ends"], name="expertise_discipline")]
        verbose_name_plural = "expertise"

    def __str__(self) -> str:
        """Discipline and topic."""
        return f"{DISCIPLINES[self.discipline].zh} {self.topic}".strip()

    @property
    def keeper_id(self) -> int:
        """Who keeps the record of the person."""
        return self.person.keeper_id


class Merge(Noun):
    """Two records found to be one person: what went over to the one kept, so that exactly that can go back.

    ``absorbed`` is the number of the record that is no more; audit keeps its values under it.
    ``moved`` lists records (model, number, column) that now point at the person kept; ``sealed`` holds,
    as JSON bound to the public id, the absorbed record, records that stood twice, and what was filled in.
    """

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    absorbed = models.BigIntegerField(db_index=True)
    absorbed_keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    moved = models.TextField(default="[]")
    sealed = models.TextField(default="", editable=False)
    outcome = models.TextField(default="{}")  # what could not go back when it was undone, as counts
    merged_on = DayField("合并日期")
    undone_on = DayField("撤销合并日期", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Whose it is."""
        return gettext("%(person)s的记录合并") % {"person": self.person}

    @property
    def keeper_id(self) -> int:
        """Who keeps the record of the person."""
        return self.person.keeper_id

    def set_content(self, text: str) -> None:
        """Seal what has to go back one day."""
        self.sealed = seals.seal(text, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))

    def content(self) -> str:
        """What has to go back, in clear: for the verb that takes the merge back."""
        return seals.unseal(self.sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))


sealed_field(Merge, "sealed", lambda one: str(one.public_id))


class PairChoice(models.TextChoices):
    """What somebody decided of two records that are alike."""

    DIFFERENT = "different", _("不是同一人")
    LATER = "later", _("以后再定")


class PairDecision(Noun):
    """Somebody looked at two records that are alike: it is remembered, in whichever order they are asked for."""

    personal: ClassVar[str] = "first_id"

    first = models.ForeignKey(Person, models.CASCADE, related_name="decisions_first")
    second = models.ForeignKey(Person, models.CASCADE, related_name="decisions_second")
    choice = models.CharField("结论", max_length=10, choices=PairChoice)
    until = DayField("暂缓至", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="pair_decided_once")]

    def __str__(self) -> str:
        """The decision."""
        return gettext(self.get_choice_display())


class Pair(models.Model):
    """Two records that may be one person, as found when either was last changed; remade at will.

    ``points`` are recounted when the pair is shown; here they order the list.
    """

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    points = models.SmallIntegerField()

    class Meta:
        ordering = ["-points", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="pair_once")]

    def __str__(self) -> str:
        """Numbers and points."""
        return f"{self.first_id}/{self.second_id}: {self.points}"


class Segment(Noun):
    """A named filter of the directory, shared in an organisation: who is in it is always asked anew."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="segments")
    name = models.CharField("名称", max_length=60)
    filters = models.TextField(default="{}")
    note = models.CharField("说明", max_length=160, blank=True)

    class Meta:
        ordering = ["organisation", "name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="segment_name")]

    def __str__(self) -> str:
        """The name."""
        return self.name
