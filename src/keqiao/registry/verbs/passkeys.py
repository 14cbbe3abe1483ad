"""Verbs on passkeys: adding one, showing one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import SecretStr

from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import Factor, FactorKind, User
from keqiao.kernel.access.passkeys import PasskeyError, keep_new, shown_by
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_length
from keqiao.registry.verbs.accounts import at_home, own
from keqiao.registry.verbs.factors import LONGEST_NAME


class Answer(VerbData):
    """What the browser answered (JSON), at which host, and what it was asked."""

    host: str
    state: dict[str, Any]
    answer: SecretStr


class AddPasskey(Answer):
    """A new passkey and what its holder calls it. ``session``: the one that stands of those open."""

    name: str = ""
    session: str | None = None


@verb("access.add_passkey", does=gettext_lazy("设置了通行密钥"), needs="owner", owner=own, on=at_home)
def add_passkey(act: Act, target: User, data: AddPasskey) -> Factor:
    """Take a device's passkey as second factor; other sessions end."""
    check_length(data.name, _("名称"), LONGEST_NAME)
    made = Factor(user=target, kind=FactorKind.PASSKEY, name=data.name, added=timezone.now())
    try:
        keep_new(made, data.host, data.state, data.answer.get_secret_value())
    except PasskeyError as error:
        raise VerbError(_("浏览器交来的通行密钥不能用，没有设置。请重新设置一次；仍不行时，换一种设备。")) from error
    made.save()
    sessions.end(target, but=data.session)
    return made


@verb("access.show_passkey", does=gettext_lazy("出示了通行密钥"), needs="owner", owner=own, on=at_home)
def show_passkey(act: Act, target: User, data: Answer) -> Factor:
    """Show one of one's passkeys, for a question that was asked just now."""
    try:
        factor, counter = shown_by(target, data.host, data.state, data.answer.get_secret_value())
    except PasskeyError as error:
        raise VerbError(_("通行密钥没有通过验证。请再试一次，或改用其他方式。")) from error
    factor.last = counter
    factor.save()
    return factor
