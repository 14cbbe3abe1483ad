"""What an operator should mend about the doors, one sentence each, in Chinese; ``keqiao doctor`` asks."""

from __future__ import annotations

from django.conf import settings

from keqiao.exchange.channels.choose import channel_faults
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.models import User
from keqiao.kernel.access.roles import EXCLUSIVE


def door_faults() -> list[str]:
    """Default passwords, rules that are off, and messages that reach nobody; nothing in a demo."""
    if settings.DEMO:
        return []
    return [*_default_passwords(), *_rules(), *channel_faults()]


def _default_passwords() -> list[str]:
    """Accounts of a demo that somebody took over with their public password."""
    named = User.objects.filter(username__in=[one.username for one in DEMO_ACCOUNTS], is_active=True)
    left = [user.username for user in named if user.check_password(DEMO_PASSWORD)]
    said = "这些账号还在用演示站公开的密码：{names}。请停用，或立即更改密码。"
    return [said.format(names="、".join(left))] if left else []


def _rules() -> list[str]:
    found, rules = [], settings.DOORS
    if rules.second_factor != "staff":
        found.append("工作人员登录不要求第二重验证。请把 KEQIAO_SECOND_FACTOR 设为 staff。")
    if not rules.first_password_changes:
        found.append("由别人设置的密码不要求更改。请把 KEQIAO_FIRST_PASSWORD_CHANGES 设为 1。")
    if not rules.admin_addresses and User.objects.filter(grants__role__in=EXCLUSIVE).exists():
        found.append("管理员可以从任何网络登录。请用 KEQIAO_ADMIN_ADDRESSES 指定办公网络。")
    if not settings.SESSION_COOKIE_SECURE:
        found.append("登录信息可能经不加密的连接传送。启用 HTTPS 后请设置 KEQIAO_HTTPS=1。")
    return found
