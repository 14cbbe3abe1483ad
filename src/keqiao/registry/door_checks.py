"""What an operator should mend about the doors; ``keqiao doctor`` and the page of the system's state ask."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from keqiao.exchange.channels.choose import channel_faults
from keqiao.kernel.access.models import User
from keqiao.kernel.access.roles import EXCLUSIVE
from keqiao.kernel.health.finding import Finding, ok, warning


def check_doors() -> Iterator[Finding]:
    """Rules of logins that are off, and messages that reach nobody; a demo leaves them off on purpose."""
    found = [] if settings.DEMO else [*_rules(), *channel_faults()]
    for code, said, mend in found:
        yield warning(f"doors.{code}", said, mend)
    if not found:
        yield ok("doors.rules", _("登录规则和验证码的发送方式没有问题"))


def _rules() -> Iterator[tuple[str, str, str]]:
    """Code, what was found, what to mend."""
    rules = settings.DOORS
    if rules.second_factor != "staff":
        yield "second", _("工作人员登录不要求第二重验证"), _("请把 KEQIAO_SECOND_FACTOR 设为 staff。")
    if not rules.first_password_changes:
        yield "password", _("由别人设置的密码不要求更改"), _("请把 KEQIAO_FIRST_PASSWORD_CHANGES 设为 1。")
    if not rules.admin_addresses and User.objects.filter(grants__role__in=EXCLUSIVE).exists():
        yield "addresses", _("管理员可以从任何网络登录"), _("请用 KEQIAO_ADMIN_ADDRESSES 指定办公网络。")
