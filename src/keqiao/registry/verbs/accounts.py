"""Verbs on accounts: coming in, passwords, locks, putting an account out of use."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import SecretStr

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import PastPassword, User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import say_why
from keqiao.registry.refusals import check_text
from keqiao.registry.verbs.access import check_reach

LONGEST_REASON = 200


class Enter(VerbData):
    """By which way somebody came in: ``password``, ``mobile``, ``paper``; and what else they showed."""

    way: str
    second: bool = False


class SetPassword(VerbData):
    """Another password; ``old`` is asked for where there is one. ``session``: the one that stands, of all open ones."""

    old: SecretStr | None = None
    new: SecretStr
    session: str | None = None


class Because(VerbData):
    """The reason, which the audit keeps for those who read it later."""

    reason: Annotated[str, Asked(gettext_lazy("理由"), hint=gettext_lazy("写入审计记录，例如：调离岗位。"))]


def own(act: Act, target: User, data: VerbData) -> bool:
    """Whether somebody acts on their own account."""
    return act.actor.user is not None and act.actor.user.pk == target.pk


def at_home(target: User, data: VerbData) -> list[int]:
    """The organisation that answers for an account, where there is one."""
    return [pk for pk in (target.organisation_id,) if pk]


def answering(target: User, data: VerbData) -> list[int]:
    """The organisations whose security administrators answer for an account: its own, and where it has a role."""
    held = target.grants.filter(holds_on(today())).values_list("organisation", flat=True)
    return sorted({target.organisation_id, *held} - {0})


def tell(user: User, before: dict[str, Any]) -> None:
    """Tell the audit by hand what changed of a user, which isn't a noun."""
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(user, before, {name: getattr(user, name) for name in before}))


@verb("access.enter", does=gettext_lazy("登录"), needs="owner", owner=own, on=at_home)
def enter(act: Act, target: User, data: Enter) -> None:
    """Note that somebody came in, and by which way."""
    tell(target, {"last_login": None})


@verb("access.set_password", does=gettext_lazy("更改了密码"), needs="owner", owner=own, on=lambda target, data: [])
def set_password(act: Act, target: User, data: SetPassword) -> User:
    """Set one's own password; every other session of the user ends."""
    if target.has_usable_password() and not target.check_password(data.old.get_secret_value() if data.old else ""):
        raise VerbError(_("现在的密码不对，没有更改。请核对后重新输入；忘记密码请联系本单位的安全管理员。"))
    new = data.new.get_secret_value()
    try:
        validate_password(new, target)
    except ValidationError as error:
        raise VerbError(_("密码不合要求：%(faults)s 请换一个密码。") % {"faults": "".join(error.messages)}) from None
    before = {"password_at": target.password_at, "must_change": target.must_change}
    give_password(target, new, must_change=False)
    sessions.end(target, but=data.session)
    tell(target, before)
    return target


@verb("access.deactivate", does=gettext_lazy("停用了账号"), needs="grants.manage", on=answering)
def deactivate(act: Act, target: User, data: Because) -> User:
    """Put an account out of use: its sessions end at once, its grants stay on record."""
    _not_oneself(act, target)
    check_text(data.reason, _("理由"), LONGEST_REASON)
    if not target.is_active:
        raise VerbError(_("账号“%(user)s”已经停用，无需再次办理。") % {"user": target})
    say_why(data.reason)
    _switch(target, on=False)
    sessions.end(target)
    return target


@verb("access.reactivate", does=gettext_lazy("恢复了账号"), needs="grants.manage", on=answering)
def reactivate(act: Act, target: User, data: Because) -> User:
    """Take an account into use again."""
    _not_oneself(act, target)
    _check_all_reach(act, target)
    check_text(data.reason, _("理由"), LONGEST_REASON)
    if target.is_active:
        raise VerbError(_("账号“%(user)s”正在使用，无需恢复。") % {"user": target})
    say_why(data.reason)
    _switch(target, on=True)
    return target


@verb("access.unlock", does=gettext_lazy("解除了登录锁定"), needs="grants.manage", on=answering)
def unlock(act: Act, target: User, data: VerbData) -> User:
    """Forget an account's failed logins, so that it may try again at once."""
    count = target.failures.count()
    if not count:
        raise VerbError(_("账号“%(user)s”没有被锁定。") % {"user": target})
    target.failures.all().delete()
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(target, {"failures": count}, {"failures": 0}))
    return target


def give_password(user: User, password: str, *, must_change: bool) -> None:
    """Set a password and keep the one before among those that aren't taken again. Call it inside a verb."""
    now = timezone.now()
    if user.pk is not None and user.has_usable_password() and settings.DOORS.password_history:
        PastPassword.objects.create(user=user, digest=user.password, at=now)
    user.set_password(password)
    user.must_change, user.password_at = must_change, now
    user.save()


def _switch(user: User, *, on: bool) -> None:
    before = {"is_active": user.is_active}
    user.is_active = on
    user.save(update_fields=["is_active"])
    tell(user, before)


def _not_oneself(act: Act, target: User) -> None:
    if act.actor.user is not None and act.actor.user.pk == target.pk:
        raise Refused(_("不能给自己的账号办理此事。请由另一位安全管理员办理。"))


def _check_all_reach(act: Act, target: User) -> None:
    """Whoever gives an account its rights back has to be able to give each of them."""
    for held in target.grants.filter(holds_on(today()), subtree=True).select_related("organisation"):
        check_reach(act, held.organisation)
