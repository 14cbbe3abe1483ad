"""Users and their grants."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person

from .roles import ROLES


def role_choices() -> list[tuple[str, str]]:
    """Every role there is; a function, so that a role more or less changes no table."""
    return [(role.code, role.zh) for role in ROLES.values()]


class UserManager(BaseUserManager["User"]):
    """Makes users; rights come from grants alone."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A user with that name; without a password nobody can log in as it."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can log in. Has no rights by itself."""

    username = models.CharField("用户名", max_length=60, unique=True)
    email = models.EmailField("电子邮箱", blank=True)
    display_name = models.CharField("显示名", max_length=80, blank=True)
    person = models.OneToOneField(Person, models.SET_NULL, null=True, blank=True, related_name="user")
    is_active = models.BooleanField("启用", default=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    keeper = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="kept_users", verbose_name="管理单位"
    )
    must_change = models.BooleanField("须更改密码", default=False)
    password_at = models.DateTimeField("密码更改时间", null=True, blank=True)

    # A user isn't a noun: two people who change one at once are told apart by what they see, not by a version.
    version = 0

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        """The name shown."""
        return self.display_name or self.username

    @property
    def organisation_id(self) -> int:
        """Whose security administrators answer for the account: its keeper's, otherwise its person's or a grant's."""
        if self.keeper_id is not None:
            return self.keeper_id
        if self.person is not None:
            return self.person.keeper_id
        return self.grants.values_list("organisation", flat=True).first() or 0


class Grant(Noun):
    """A role on an organisation, with or without what it leads, for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField("角色", max_length=20, choices=role_choices)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="grants")
    subtree = models.BooleanField("含下级", default=False)
    starts = DayField("起", null=True, blank=True)
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["user", "organisation", "role"]
        indexes = [models.Index(fields=["user", "ends"], name="grant_user")]

    def __str__(self) -> str:
        """User, role and organisation."""
        told = {"user": self.user, "organisation": self.organisation, "role": _(self.get_role_display())}
        return _("%(user)s：%(organisation)s%(role)s") % told


class FactorKind(models.TextChoices):
    """What somebody can show beside password or code."""

    TOTP = "totp", gettext_noop("动态口令")
    PASSKEY = "passkey", gettext_noop("通行密钥")
    RECOVERY = "recovery", gettext_noop("恢复码")


class Factor(Noun):
    """A second factor of a user, its secret sealed. ``last``: the step or count used last, so that none holds twice."""

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.CharField("种类", max_length=10, choices=FactorKind)
    name = models.CharField("名称", max_length=60, blank=True)
    sealed = models.TextField(editable=False)
    last = models.BigIntegerField(default=-1, editable=False)
    left = models.PositiveSmallIntegerField("还剩", default=0)
    added = models.DateTimeField("设置时间")
    ends = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        ordering = ["user", "added"]
        indexes = [models.Index(fields=["user", "ends"], name="factor_user")]

    def __str__(self) -> str:
        """Kind and name."""
        word = _(self.get_kind_display())
        return _("%(kind)s：%(value)s") % {"kind": word, "value": self.name} if self.name else word


sealed_field(Factor, "sealed", lambda one: str(one.public_id))


class PastPassword(models.Model):
    """A password that a user had, as a digest, so that it isn't taken again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords")
    digest = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        ordering = ["user", "-at"]

    def __str__(self) -> str:
        """Whose, and until when."""
        return f"{self.user_id} {self.at:%Y-%m-%d}"


class Failure(models.Model):
    """Failed logins under one key: a name at an address, a name, or an address. Bookkeeping of the door."""

    key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="failures")
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()

    class Meta:
        ordering = ["-last"]

    def __str__(self) -> str:
        """How often, and when last."""
        return f"{self.count} {self.last:%Y-%m-%d %H:%M}"


class OpenSession(models.Model):
    """A login and how long it stood. Bookkeeping of the door; without an open row a session opens nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=64, unique=True)
    way = models.CharField("登录方式", max_length=12, blank=True)
    address = models.CharField("网络地址", max_length=45, blank=True)
    device = models.CharField("设备", max_length=60, blank=True)
    second = models.BooleanField("第二重验证", default=False)
    started = models.DateTimeField("登录时间")
    seen = models.DateTimeField("最近使用")
    ended = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        ordering = ["-started"]
        indexes = [models.Index(fields=["user", "ended"], name="open_session_user")]

    def __str__(self) -> str:
        """Device and beginning."""
        return f"{self.device} {self.started:%Y-%m-%d %H:%M}"

    def shown_device(self) -> str:
        """The device in words: 手机 · WeChat."""
        kind, _blank, program = self.device.partition(" ")
        words = {"mobile": _("手机"), "desktop": _("电脑")}
        return " · ".join(part for part in (words.get(kind, _("其他设备")), program) if part)
