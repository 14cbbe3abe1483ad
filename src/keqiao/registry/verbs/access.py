"""Verbs on users and grants. Three administrators are three people, and nobody gives rights to themselves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import SecretStr

from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.roles import EXCLUSIVE, ROLES
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import all_below
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_order, day_or_today, record

RoleCode = Literal[
    "reader", "clerk", "leader", "registrar", "privacy_officer", "system_admin", "security_admin", "audit_admin"
]


class CreateUser(VerbData):
    """A user; without a password nobody can log in as it with one."""

    username: str
    display_name: str = ""
    email: str = ""
    password: SecretStr | None = None


class GrantRole(VerbData):
    """A role for a user (by username) on the organisation, with or without what it leads."""

    username: str
    role: RoleCode
    subtree: bool = False
    starts: dt.date | None = None
    ends: dt.date | None = None


class LinkPerson(VerbData):
    """Which of the organisation's people (their id) a user (by username) is; None: nobody any more."""

    username: str
    person: int | None


class RevokeGrant(VerbData):
    """The first day on which it no longer holds (default today)."""

    ends: Annotated[
        dt.date | None, Asked(gettext_lazy("从哪一天起失效"), hint=gettext_lazy("不填表示今天起立即失效。"))
    ] = None


class ExtendGrant(VerbData):
    """The first day on which it will no longer hold."""

    ends: Annotated[dt.date, Asked(gettext_lazy("延长到哪一天"), hint=gettext_lazy("从这一天起失效。"))]


@verb("access.create_user", does=gettext_lazy("建立了用户"), needs="grants.manage", on=lambda target, data: [target])
def create_user(act: Act, target: Organisation, data: CreateUser) -> User:
    """Create a user, who has no rights until somebody grants a role."""
    _check_username(data.username)
    user = User(username=data.username, display_name=data.display_name, email=data.email, keeper=target)
    password = data.password.get_secret_value() if data.password else None
    if password is not None:
        _check_password(password, user)
        # Somebody else knows it.
        user.must_change, user.password_at = settings.DOORS.first_password_changes, timezone.now()
    user.set_password(password)
    user.save()
    running = ledger.current()
    if running is not None:
        # Users aren't nouns, so the audit is told by hand; the password stays out of it.
        state = {"username": user.username, "display_name": user.display_name, "email": user.email}
        running.changes.append(ledger.Change(user, None, state))
    return user


@verb(
    "access.link_person", does=gettext_lazy("关联了用户本人"), needs="grants.manage", on=lambda target, data: [target]
)
def link_person(act: Act, target: Organisation, data: LinkPerson) -> User:
    """Say which person a user is: whoever logs in then sees and does what concerns that person."""
    user = _user_called(data.username)
    if act.actor.user == user:
        raise Refused(_("不能给自己关联本人。请由另一位安全管理员办理。"))
    person = None if data.person is None else _own_person(target, data.person, user)
    before, user.person = user.person_id, person
    user.save(update_fields=["person"])
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(user, {"person_id": before}, {"person_id": user.person_id}))
    return user


@verb("access.grant", does=gettext_lazy("授予了角色"), needs="grants.manage", on=lambda target, data: [target])
def grant(act: Act, target: Organisation, data: GrantRole) -> Grant:
    """Give a user a role on an organisation."""
    user = _user_called(data.username)
    if act.actor.user == user:
        raise Refused(_("不能给自己授权。请由另一位安全管理员办理。"))
    check_order(data.starts, data.ends, _("授权"))
    if data.subtree:
        check_reach(act, target)
    _check_three_people(user, data.role, data.starts, data.ends)
    _refuse_twice(user, target, data)
    made = Grant(
        user=user, role=data.role, organisation=target, subtree=data.subtree, starts=data.starts, ends=data.ends
    )
    made.save()
    return made


@verb(
    "access.revoke",
    does=gettext_lazy("收回了角色"),
    needs="grants.manage",
    on=lambda target, data: [target.organisation_id],
)
def revoke(act: Act, target: Grant, data: RevokeGrant) -> Grant:
    """Take a role back from a day on."""
    ends = day_or_today(data.ends)
    if target.ends is not None and target.ends <= ends:
        raise VerbError(_("“%(grant)s”已于%(day)s失效，无需再次办理。") % {"grant": target, "day": target.ends})
    # A grant that began today or later never was: its interval is empty.
    target.ends = max(ends, target.starts) if target.starts else ends
    target.save()
    return target


@verb(
    "access.extend",
    does=gettext_lazy("延长了授权"),
    needs="grants.manage",
    on=lambda target, data: [target.organisation_id],
)
def extend(act: Act, target: Grant, data: ExtendGrant) -> Grant:
    """Let a role that still holds, or will, hold for longer."""
    if act.actor.user == target.user:
        raise Refused(_("不能给自己授权。请由另一位安全管理员办理。"))
    if target.subtree:
        check_reach(act, target.organisation)
    if target.ends is not None and target.ends <= day_or_today(None):
        told = {"grant": target, "day": target.ends}
        raise VerbError(_("“%(grant)s”已于%(day)s失效，不能延长。请重新授予角色。") % told)
    if target.ends is None or data.ends <= target.ends:
        told = {"grant": target, "day": target.ends or _("没有期限")}
        raise VerbError(_("“%(grant)s”现在的期限是%(day)s，新的日期并不更晚。要提前结束请办理收回。") % told)
    _check_three_people(target.user, target.role, target.starts, data.ends, but=target)
    target.ends = data.ends
    target.save()
    return target


def _refuse_twice(user: User, organisation: Organisation, data: GrantRole) -> None:
    """A role that is held there already for all of the time isn't given again."""
    for held in Grant.objects.filter(user=user, role=data.role, organisation=organisation):
        begins = held.starts is None or (data.starts or day_or_today(None)) >= held.starts
        lasts = held.ends is None or (data.ends is not None and data.ends <= held.ends)
        if begins and lasts and (held.subtree or not data.subtree):
            said = _("“%(grant)s”已经授予，无需再次办理。要延长期限请办理延长。")
            raise VerbError(said % {"grant": held})


def _user_called(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        said = _("没有用户名为“%(username)s”的用户。请核对用户名，或先建立这个用户。")
        raise VerbError(said % {"username": username})
    return user


def _own_person(organisation: Organisation, pk: int, user: User) -> Person:
    """One of the organisation's people, who is no other user yet."""
    person = record(Person, pk, _("人员"))
    if person.keeper_id != organisation.pk:
        said = _("编号为%(number)s的人员不由“%(organisation)s”保存，不能在此关联。请由保存该记录的单位办理。")
        raise VerbError(said % {"number": pk, "organisation": organisation})
    other = User.objects.filter(person=person).exclude(pk=user.pk).first()
    if other is not None:
        said = _("编号为%(number)s的人员已关联用户“%(username)s”。一人只有一个用户，请先解除原有关联。")
        raise VerbError(said % {"number": pk, "username": other.username})
    return person


def _check_username(username: str) -> None:
    if not 3 <= len(username) <= 60 or any(char.isspace() for char in username):
        said = _("用户名“%(username)s”不合规则。请用3至60个字符，中间不要有空格。")
        raise VerbError(said % {"username": username})
    if User.objects.filter(username=username).exists():
        raise VerbError(_("用户名“%(username)s”已有人使用。请换一个用户名。") % {"username": username})


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults = _("；").join(error.messages)
        raise VerbError(_("密码不合要求：%(faults)s 请换一个密码。") % {"faults": faults}) from None


def check_reach(act: Act, organisation: Organisation) -> None:
    """A grant that includes what the organisation leads needs an administrator of all of that."""
    if act.actor.operator:
        return
    reached = reachable(act.actor, "grants.manage")
    if all_below([organisation.pk]).exclude(organisation__in=reached).exists():
        said = _(
            "您只是“%(organisation)s”本级的安全管理员，不能授予含下级的权限。请去掉“含下级”，或由上级的安全管理员办理。"
        )
        raise Refused(said % {"organisation": organisation})


def _check_three_people(
    user: User, role: str, starts: dt.date | None, ends: dt.date | None, *, but: Grant | None = None
) -> None:
    """System, security and audit administrators are three people, on whichever organisations."""
    if role not in EXCLUSIVE:
        return
    others = Grant.objects.filter(user=user, role__in=EXCLUSIVE - {role})
    for held in others if but is None else others.exclude(pk=but.pk):
        apart = (ends is not None and held.starts is not None and ends <= held.starts) or (
            held.ends is not None and held.ends <= day_or_today(starts)
        )
        if not apart:
            said = _(
                "“%(user)s”已是%(organisation)s的%(held)s，不能兼任%(wanted)s："
                "系统管理员、安全管理员、审计管理员应由三人分别担任。请另选一人，或先收回原有授权。"
            )
            roles = {"held": _(ROLES[held.role].zh), "wanted": _(ROLES[role].zh)}
            raise VerbError(said % {"user": user, "organisation": held.organisation, **roles})
