"""Users and their grants."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
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

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        """The name shown."""
        return self.display_name or self.username


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
