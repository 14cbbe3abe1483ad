"""What the outbox says to people: one-time codes, by the way out that the settings name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.exchange.channels.choose import channel_for, folder
from keqiao.exchange.channels.contract import Message
from keqiao.kernel.access import failures, sessions
from keqiao.kernel.identities import codes
from keqiao.kernel.identities.models import LoginCode
from keqiao.kernel.verbs.events import on_event
from keqiao.registry.verbs.identities import MESSAGE, open_for


@on_event(MESSAGE)
def deliver(payload: dict[str, Any]) -> None:
    """Send a code. Raises ChannelError to be tried again; a code that holds no more isn't sent any more."""
    code = LoginCode.objects.filter(public_id=payload["code"], used=None, passed=None).first()
    if code is None or code.expires <= timezone.now():
        return
    digits, minutes = open_for(code, payload["values"]).split()
    channel_for(code.kind).send(
        Message(
            id=str(code.public_id),
            kind=code.kind,
            to=code.value(),
            text=open_for(code, payload["text"]),
            values={"code": digits, "minutes": minutes},
            subject=_("科桥验证码"),
        )
    )


def forget_old() -> None:
    """Delete old codes, messages in the folder, failed logins and sessions; done once a day."""
    codes.forget_old()
    failures.forget_old()
    sessions.forget_old()
    folder().forget_old()
