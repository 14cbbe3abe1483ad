"""What those who sign are told by a message: that somebody asks them to, what was decided, that an answer came."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.verbs.events import on_event

from .models import Signature
from .signers import TOLD

WORDS: dict[str, Promise] = {
    "invited": _("有人邀请您附议“%(title)s”，请登录“我的”查看。"),
    "decided": _("“%(title)s”的立案审查已有结果，请登录“我的”查看。"),
    "answered": _("“%(title)s”已经答复，请登录“我的”查看并评价。"),
}


@on_event(TOLD)
def tell(payload: dict[str, Any]) -> None:
    """Send one message to one person, by a verified address. Raises ChannelError to be tried again."""
    one = Signature.objects.filter(public_id=payload["signature"]).select_related("motion").first()
    if one is None:
        return
    known = Identity.objects.filter(person=one.person_id, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is None:
        return
    said = str(WORDS[payload["what"]]) % {"title": one.motion}
    name = f"{one.public_id}-{payload['what']}-{one.motion.version}"
    channel_for(known.kind).send(Message(id=name, kind=known.kind, to=known.value(), text=said, values={}))
