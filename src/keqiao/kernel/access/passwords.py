"""What a password has to be, by the rules of the door."""

from __future__ import annotations

import datetime as dt
import string

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from .demo_accounts import DEMO_PASSWORD
from .models import User

LEAST_NAME = 3  # a shorter user name stands in many a password by chance


class DoorPassword:
    """Long enough, of enough kinds of characters, without the user's name, and not one they had."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with every fault at once."""
        faults = [*_faults(password)]
        if user is not None:
            faults += _faults_of(password, user)
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        """What people read before they choose one."""
        rules = settings.DOORS
        said = [_("至少%(length)d个字符") % {"length": rules.password_length}]
        if rules.password_kinds > 1:
            said.append(_("大写字母、小写字母、数字、符号中至少%(kinds)d种") % {"kinds": rules.password_kinds})
        if rules.password_history:
            said.append(_("不与最近%(history)d次用过的相同") % {"history": rules.password_history})
        return _("；").join(said)


def outdated(user: User) -> bool:
    """Whether the user has to set another password before anything else: it was given to them, or is too old."""
    if not user.has_usable_password():
        return False
    if user.must_change:
        return True
    days = settings.DOORS.password_days
    return bool(days) and (user.password_at is None or user.password_at + dt.timedelta(days=days) < timezone.now())


def _faults(password: str) -> list[str]:
    rules, found = settings.DOORS, []
    if len(password) < rules.password_length:
        found.append(_("至少要%(length)d个字符。") % {"length": rules.password_length})
    if _kinds(password) < rules.password_kinds:
        said = _("大写字母、小写字母、数字、符号中至少要有%(kinds)d种。")
        found.append(said % {"kinds": rules.password_kinds})
    if len(set(password)) < 4:
        found.append(_("不能只用两三个字符重复。"))
    if password == DEMO_PASSWORD and not settings.DEMO:
        found.append(_("不能使用演示站公开的密码。"))
    return found


def _faults_of(password: str, user: User) -> list[str]:
    found = []
    if len(user.username) >= LEAST_NAME and user.username.lower() in password.lower():
        found.append(_("不能包含用户名。"))
    history = settings.DOORS.password_history
    if history and user.pk is not None:
        past = [user.password, *user.past_passwords.values_list("digest", flat=True)[: history - 1]]
        if any(check_password(password, digest) for digest in past):
            found.append(_("不能与最近%(history)d次用过的密码相同。") % {"history": history})
    return found


def _kinds(password: str) -> int:
    """How many kinds of characters there are; what is none of the three counts as a sign."""
    letters = string.ascii_letters + string.digits
    kinds = [string.ascii_uppercase, string.ascii_lowercase, string.digits]
    return sum(any(char in kind for char in password) for kind in kinds) + any(char not in letters for char in password)
