"""Which way out stands for mobile numbers and e-mail here, by the settings; and what an operator should mend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .contract import Channel, ChannelError
from .folder import Folder
from .gateway import BODY, HttpGateway
from .mail import Mail


def channel_for(kind: str) -> Channel:
    """The way out for ``mobile`` or ``email``: what the settings name, otherwise the folder in the home."""
    if kind == "mobile" and settings.SMS_GATEWAY:
        return _gateway()
    if kind == "email" and settings.EMAIL_HOST:
        return Mail(_("科桥通知"))
    return folder()


def folder() -> Folder:
    """Where messages are kept for the operator when nothing else takes them."""
    return Folder(settings.HOME / "outbox")


def channel_faults() -> Iterator[tuple[str, str, str]]:
    """What stands in the way of messages reaching people: a code, what was found, what to mend; the doctor asks."""
    place = {"place": folder().path}
    if not settings.SMS_GATEWAY:
        said = _("没有设置短信网关，验证码只写入%(place)s，收不到短信的人无法自己登录") % place
        yield "gateway", said, _("请设置 KEQIAO_SMS_GATEWAY。")
    else:
        try:
            _gateway()
        except ChannelError as error:
            yield "gateway", _("短信网关的设置不能用"), str(error)
    if not settings.EMAIL_HOST:
        said = _("没有设置发信服务器，邮件验证码只写入%(place)s") % place
        yield "mail", said, _("请设置 KEQIAO_EMAIL_HOST。")


def _gateway() -> HttpGateway:
    return HttpGateway(
        settings.SMS_GATEWAY,
        headers=_json("KEQIAO_SMS_HEADERS", settings.SMS_HEADERS, {}),
        body=_json("KEQIAO_SMS_BODY", settings.SMS_BODY, BODY),
        success=settings.SMS_SUCCESS,
    )


def _json(name: str, text: str, default: dict[str, Any]) -> dict[str, Any]:
    try:
        read = json.loads(text) if text else default
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise ChannelError(f"{name} 不是 JSON 对象。请按文档改正这个设置后重新启动。")
    return read
