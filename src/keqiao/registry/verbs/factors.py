"""Verbs on second factors: setting one up, showing it, taking it away."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import SecretStr

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import Factor, FactorKind, User
from keqiao.kernel.access.second import (
    RECOVERY_CODES,
    code_digest,
    counter_of,
    factors,
    has_second,
    keep_recovery,
    must_have_second,
    new_code,
    recovery_left,
    seal_into,
    secret_in,
)
from keqiao.kernel.identities.models import Identity, IdentityKind, LoginCode, Purpose
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import say_why
from keqiao.registry.refusals import check_length, check_text
from keqiao.registry.verbs.access import check_reach
from keqiao.registry.verbs.accounts import LONGEST_REASON, Because, answering, at_home, own
from keqiao.registry.verbs.identities import use

LONGEST_NAME = 60


class AddTotp(VerbData):
    """The secret that the app was given, and the code it shows now. ``session``: the one that stands of those open."""

    name: str = ""
    secret: SecretStr
    code: str
    session: str | None = None


class ShowSecond(VerbData):
    """What somebody shows beside the first factor: the code of an app, or a recovery code."""

    code: SecretStr


class ShowMessage(VerbData):
    """The code (its public id) that came to the mobile and has passed."""

    code: uuid.UUID


def owns(act: Act, target: Any, data: VerbData) -> bool:
    """Whether the factor is the actor's own."""
    return act.actor.user is not None and act.actor.user.pk == target.user_id


@verb("access.add_totp", does=gettext_lazy("设置了动态口令"), needs="owner", owner=own, on=at_home)
def add_totp(act: Act, target: User, data: AddTotp) -> Factor:
    """Take an app's codes as second factor, once it has shown a right one; other sessions end."""
    check_length(data.name, _("名称"), LONGEST_NAME)
    counter = counter_of(data.secret.get_secret_value(), _digits(data.code))
    if counter is None:
        said = _("验证码不对，没有设置。请核对应用中现在显示的6位数字；如果总是不对，请把手机时间设为自动。")
        raise VerbError(said)
    made = Factor(user=target, kind=FactorKind.TOTP, name=data.name, last=counter, added=timezone.now())
    seal_into(made, data.secret.get_secret_value())
    made.save()
    sessions.end(target, but=data.session)
    return made


@verb("access.renew_recovery", does=gettext_lazy("生成了恢复码"), needs="owner", owner=own, on=at_home)
def renew_recovery(act: Act, target: User, data: VerbData) -> list[str]:
    """Make new recovery codes, shown this once; those before hold no more."""
    if not has_second(target):
        raise VerbError(_("还没有设置第二重验证，不需要恢复码。请先设置。"))
    for former in factors(target).filter(kind=FactorKind.RECOVERY):
        _end(former)
    codes = [new_code() for _place in range(RECOVERY_CODES)]
    made = Factor(user=target, kind=FactorKind.RECOVERY, added=timezone.now())
    keep_recovery(made, [code_digest(target, code) for code in codes])
    made.save()
    return codes


@verb(
    "access.remove_factor", does=gettext_lazy("移除了第二重验证"), needs="owner", owner=owns, on=lambda target, data: []
)
def remove_factor(act: Act, target: Factor, data: VerbData) -> Factor:
    """Take one's own second factor away, unless it is the last and one must have one."""
    if target.ends is not None:
        raise VerbError(_("“%(factor)s”已经移除。") % {"factor": target})
    others = factors(target.user).exclude(pk=target.pk).exclude(kind=FactorKind.RECOVERY)
    if must_have_second(target.user) and not others.exists():
        raise VerbError(_("您的角色必须有第二重验证，不能移除最后一种。请先设置另一种，再移除这一种。"))
    _end(target)
    if not others.exists():
        for recovery in factors(target.user).filter(kind=FactorKind.RECOVERY):
            _end(recovery)
    return target


@verb("access.reset_factors", does=gettext_lazy("重置了第二重验证"), needs="grants.manage", on=answering)
def reset_factors(act: Act, target: User, data: Because) -> User:
    """Take away all second factors of somebody who lost them, and end their sessions."""
    if own(act, target, data):
        raise Refused(_("不能给自己的账号办理此事。请由另一位安全管理员办理。"))
    for held in target.grants.filter(subtree=True).select_related("organisation"):
        check_reach(act, held.organisation)
    check_text(data.reason, _("理由"), LONGEST_REASON)
    found = list(factors(target))
    if not found:
        raise VerbError(_("账号“%(user)s”没有设置第二重验证。") % {"user": target})
    say_why(data.reason)
    for factor in found:
        _end(factor)
    sessions.end(target)
    return target


@verb("access.show_second", does=gettext_lazy("出示了第二重验证"), needs="owner", owner=own, on=at_home)
def show_second(act: Act, target: User, data: ShowSecond) -> Factor:
    """Show the code of an app or a recovery code; each holds once."""
    code = data.code.get_secret_value()
    for factor in factors(target).filter(kind=FactorKind.TOTP):
        counter = counter_of(secret_in(factor), _digits(code), after=factor.last)
        # Of two who show the same code at once, one gets through.
        if counter is not None and Factor.objects.filter(pk=factor.pk, last__lt=counter).update(last=counter):
            return factor
    for factor in factors(target).filter(kind=FactorKind.RECOVERY).select_for_update():
        left = recovery_left(factor)
        if (shown := code_digest(target, code)) in left:
            keep_recovery(factor, [one for one in left if one != shown])
            factor.save()
            return factor
    raise VerbError(_("验证码不对，或已经用过。请等应用显示下一个6位数字后再输入，也可以输入一个恢复码。"))


@verb("access.show_message", does=gettext_lazy("出示了短信验证码"), needs="owner", owner=own, on=at_home)
def show_message(act: Act, target: User, data: ShowMessage) -> User:
    """Show a code that came to one's own mobile, as second factor."""
    code = LoginCode.objects.filter(public_id=data.code).first()
    mobile = mobile_of(target)
    if code is None or mobile is None or (code.kind, code.value()) != (mobile.kind, mobile.value()):
        raise VerbError(_("这不是发到您本人手机号的验证码。请重新获取验证码。"))
    use(code, Purpose.SECOND)
    return target


def mobile_of(user: User) -> Identity | None:
    """The mobile number that a user's person has proved; a code to it can be the second factor."""
    if user.person is None:
        return None
    proved = user.person.identities.filter(kind=IdentityKind.MOBILE, ends=None).exclude(verified=None)
    return proved.first()


def _end(factor: Factor) -> None:
    """It holds no more, and its secret goes."""
    factor.ends, factor.sealed, factor.left = timezone.now(), "", 0
    factor.save()


def _digits(code: str) -> str:
    return "".join(code.split())
