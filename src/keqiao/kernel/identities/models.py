"""Identities: by what a person is known at the door, sealed; and the codes that prove it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel import seals
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.standards.contacts import masked


class IdentityKind(models.TextChoices):
    """By what somebody is known."""

    MOBILE = "mobile", _("手机号")
    EMAIL = "email", _("电子邮箱")


class Identity(Noun):
    """A number or address of a person, for a time. Only a verified one opens the door.

    Not verified: somebody noted it, and nobody has shown yet that it is theirs.
    """

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="identities")
    kind = models.CharField("种类", max_length=10, choices=IdentityKind)
    sealed = models.TextField("号码（密封）", editable=False)
    index = models.CharField(max_length=32, editable=False, db_index=True)
    verified = models.DateTimeField("验证时间", null=True, blank=True)
    notice = models.CharField("注册时所读告知书的版本", max_length=12, blank=True)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["person", "kind", "pk"]
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "index"],
                condition=models.Q(ends__isnull=True, verified__isnull=False),
                name="identity_one_holder",
            )
        ]

    def __str__(self) -> str:
        """Kind, and as much of the value as may be shown."""
        return gettext("%(kind)s：%(value)s") % {"kind": gettext(self.get_kind_display()), "value": self.shown()}

    def set_value(self, value: str) -> None:
        """Seal a number or an address into the record."""
        ring = settings.KEYRING
        self.sealed = seals.seal(value, key=ring.key("seal"), bound_to=str(self.public_id))
        self.index = index_of(value)

    def value(self) -> str:
        """The number or address in clear. Whoever shows it has checked the permission and logs the look."""
        return seals.unseal(self.sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))

    def shown(self) -> str:
        """As much of it as its holder needs to recognise it."""
        return masked(self.value())


class Purpose(models.TextChoices):
    """What a one-time code is for; it opens nothing else."""

    LOGIN = "login", _("登录或注册")
    SECOND = "second", _("第二重验证")
    MOBILE = "mobile", _("换手机号")
    EMAIL = "email", _("确认邮箱")


class LoginCode(models.Model):
    """A one-time code on its way: only a digest of it stands here, its tries are counted, it expires."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField("用途", max_length=10, choices=Purpose)
    kind = models.CharField("种类", max_length=10, choices=IdentityKind)
    sealed = models.TextField(editable=False)
    index = models.CharField(max_length=32, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    address = models.CharField(max_length=32, blank=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    passed = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["index", "purpose", "created"], name="login_code_sent"),
            models.Index(fields=["address", "created"], name="login_code_address"),
        ]

    def __str__(self) -> str:
        """What for, and when it was sent."""
        return f"{self.get_purpose_display()} {self.created:%Y-%m-%d %H:%M}"

    def value(self) -> str:
        """The number or address it was sent to, in clear."""
        return seals.unseal(self.sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))

    def shown(self) -> str:
        """As much of it as its holder needs to recognise it."""
        return masked(self.value())


class RealName(Noun):
    """A person's application to be known by their real name: the ID number, sealed, and what the registrar said.

    Without ``decided`` it waits. ``verified``: the registrar saw that number and name belong to the person.
    Once it is decided the number stands only where it belongs, in the person's record.
    """

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="real_names")
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="real_names")
    sealed = models.TextField("证件号码（密封）", blank=True, editable=False)
    need = models.CharField("用于", max_length=120)
    submitted = models.DateTimeField("提交时间")
    decided = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified = models.BooleanField("已核验", null=True, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["submitted"]
        indexes = [models.Index(fields=["keeper", "decided"], name="real_name_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(decided=None), name="real_name_one_waiting")
        ]

    def __str__(self) -> str:
        """Whose application."""
        return gettext("%(person)s的实名登记") % {"person": self.person}

    def set_number(self, number: str) -> None:
        """Seal an ID number into the application; empty text removes it."""
        key = settings.KEYRING.key("seal")
        self.sealed = seals.seal(number, key=key, bound_to=str(self.public_id)) if number else ""

    def number(self) -> str:
        """The ID number in clear, or empty text. Whoever calls this has checked the permission and notes the look."""
        if not self.sealed:
            return ""
        return seals.unseal(self.sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))


class Way(models.TextChoices):
    """How an employment was confirmed."""

    UNIT = "unit", _("由单位确认")
    EMAIL = "email", _("用单位邮箱确认")


class EmployerCheck(Noun):
    """That somebody asked to have their employment confirmed, and who did.

    ``organisation`` is where it is decided: the unit or its association, otherwise the association that
    keeps the person's record.
    """

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="employer_checks")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="checks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="employer_checks")
    asked = models.DateTimeField("提出时间")
    way = models.CharField("确认方式", max_length=10, choices=Way, blank=True)
    decided = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed = models.BooleanField("已确认", null=True, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["asked"]
        indexes = [models.Index(fields=["organisation", "decided"], name="employer_check_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["employment"], condition=models.Q(decided=None), name="employer_check_one_waiting"
            )
        ]

    def __str__(self) -> str:
        """Who says to work where."""
        return gettext("%(person)s的工作单位：%(unit)s") % {"person": self.person, "unit": self.employment.unit_name}


class MailDomain(Noun):
    """A mail domain that an organisation has for its own people, for a time."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mail_domains")
    domain = models.CharField("邮箱域名", max_length=120)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "domain"]
        constraints = [
            models.UniqueConstraint(fields=["domain"], condition=models.Q(ends=None), name="mail_domain_one_holder")
        ]

    def __str__(self) -> str:
        """The domain."""
        return f"@{self.domain}"


class Admission(models.Model):
    """A code on paper that lets one account in once, for people who get no messages. Only a digest stands here."""

    user = models.ForeignKey(User, models.CASCADE, related_name="admissions")
    digest = models.CharField(max_length=64, unique=True)
    issued = models.DateTimeField("发放时间")
    expires = models.DateTimeField("有效期至")
    used = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        ordering = ["user", "-issued"]

    def __str__(self) -> str:
        """Whose, and until when."""
        return f"{self.user} {self.expires:%Y-%m-%d}"


sealed_field(Identity, "sealed", lambda one: str(one.public_id), index="index")
sealed_field(RealName, "sealed", lambda one: str(one.public_id))
sealed_field(LoginCode, "sealed", lambda one: str(one.public_id), index="index")


def index_of(value: str) -> str:
    """The blind index under which a number or an address is kept."""
    return seals.blind_index(value, key=settings.KEYRING.key("blind"))


def indexes_of(value: str) -> list[str]:
    """The blind indexes under which a number or an address is found, also while keys are rotated."""
    return seals.blind_indexes(value, key=settings.KEYRING.key("blind"))


def holder_of(kind: str, value: str) -> Identity | None:
    """The verified identity of that number or address, if somebody has shown it to be theirs."""
    found = Identity.objects.filter(kind=kind, index__in=indexes_of(value), ends=None).exclude(verified=None)
    return found.select_related("person").first()


def verified_people() -> models.QuerySet[RealName, int]:
    """The ids of everybody whose real name is verified, as a subquery: ``filter(pk__in=verified_people())``."""
    return RealName.objects.filter(verified=True).values_list("person", flat=True)


def is_verified(person: Person) -> bool:
    """Whether the person's real name is verified."""
    return RealName.objects.filter(person=person, verified=True).exists()
