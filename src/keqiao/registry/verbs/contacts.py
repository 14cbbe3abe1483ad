"""Verbs on one's own numbers and addresses, and on one's own open sessions."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import User
from keqiao.kernel.identities.models import Identity, IdentityKind, LoginCode, Purpose, holder_of
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.verbs.accounts import at_home, own
from keqiao.registry.verbs.identities import new_identity, use

PURPOSES = {IdentityKind.MOBILE: Purpose.MOBILE, IdentityKind.EMAIL: Purpose.EMAIL}


class Confirm(VerbData):
    """A code (its public id) that came to the number or address and has passed."""

    code: uuid.UUID


class EndSessions(VerbData):
    """``session``: the key of the one that stays."""

    session: str | None = None


def is_me(act: Act, target: Person, data: VerbData) -> bool:
    """Whether somebody acts on their own record."""
    return act.actor.user is not None and act.actor.user.person_id == target.pk


def is_mine(act: Act, target: Identity, data: VerbData) -> bool:
    """Whether the number or address is the actor's own."""
    return act.actor.user is not None and act.actor.user.person_id == target.person_id


@verb(
    "identities.confirm",
    does=gettext_lazy("验证了手机号或邮箱"),
    needs="owner",
    owner=is_me,
    on=lambda target, data: [target.keeper_id],
)
def confirm(act: Act, target: Person, data: Confirm) -> Identity:
    """Take a number or an address as one's own, proved by a code; the one of that kind before ends."""
    code = LoginCode.objects.filter(public_id=data.code).first()
    if code is None:
        raise VerbError(_("验证已失效。请重新获取验证码，从头办理。"))
    kind = IdentityKind(code.kind)
    use(code, PURPOSES[kind])
    holder = holder_of(kind, code.value())
    if holder is not None:
        if holder.person_id == target.pk:
            raise VerbError(_("这已经是您验证过的%(kind)s，无需再次验证。") % {"kind": _(kind.label)})
        raise VerbError(
            _("这个%(kind)s已由另一个账号使用。请换一个，或联系保存您资料的单位核实。") % {"kind": _(kind.label)}
        )
    for former in target.identities.filter(kind=kind, ends=None):
        former.ends = timezone.localdate()
        former.save()
    return new_identity(target, kind, code.value(), verified=True)


@verb(
    "identities.drop",
    does=gettext_lazy("删去了邮箱"),
    needs="owner",
    owner=is_mine,
    on=lambda target, data: [target.person.keeper_id],
)
def drop(act: Act, target: Identity, data: VerbData) -> Identity:
    """Give up one's e-mail address. A mobile number is changed, not given up: it opens the account."""
    if target.kind == IdentityKind.MOBILE:
        raise VerbError(_("手机号用于登录，不能只删不换。请验证新的手机号，原来的随即停用。"))
    if target.ends is not None:
        raise VerbError(_("%(identity)s已经停用。") % {"identity": target})
    target.ends = timezone.localdate()
    target.save()
    return target


@verb("access.end_sessions", does=gettext_lazy("退出了其他设备"), needs="owner", owner=own, on=at_home)
def end_sessions(act: Act, target: User, data: EndSessions) -> int:
    """Log oneself out everywhere else. Gives how many sessions ended."""
    ended = sessions.end(target, but=data.session)
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(target, {"sessions": ended + 1}, {"sessions": 1}))
    return ended
