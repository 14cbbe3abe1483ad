"""Verbs of the door: coming in with a code."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.models import User
from keqiao.kernel.identities.models import LoginCode, Purpose, holder_of
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .identities import account_of, use


@verb("identities.enter", does=gettext_lazy("用验证码登录"), needs="anyone", on=lambda target, data: [])
def enter(act: Act, target: LoginCode, data: VerbData) -> User:
    """Come in with a code that has passed: gives the account of its number's holder."""
    use(target, Purpose.LOGIN)
    holder = holder_of(target.kind, target.value())
    if holder is None:
        raise VerbError(_("这个手机号还没有账号。请先注册。"))
    user = account_of(holder.person)
    if not user.is_active:
        raise VerbError(_("这个账号已停用。请联系本单位的安全管理员。"))
    return user
