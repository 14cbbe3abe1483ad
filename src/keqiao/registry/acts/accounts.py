"""What may be done with an account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.access.models import User
from keqiao.look.acts import offer, page_of
from keqiao.registry.pages.accounts import account_url
from keqiao.registry.verbs.accounts import deactivate, reactivate, unlock
from keqiao.registry.verbs.factors import reset_factors

page_of(User, account_url)

offer(
    unlock,
    label=_("解除登录锁定"),
    order=10,
    note=_("请先核实是本人忘记密码，不是别人在试。解除后可以立即再登录。"),
    shown=lambda user: user.failures.exists(),
)
offer(
    reset_factors,
    label=_("重置第二重验证"),
    order=20,
    note=_("本人丢失手机时使用。请当面或用已登记的电话核实身份；重置后本人须重新设置。"),
    shown=lambda user: user.factors.filter(ends=None).exists(),
)
offer(
    deactivate,
    label=_("停用账号"),
    order=80,
    note=_("停用后立即退出所有设备，不能再登录；授权和办理记录保留备查。"),
    shown=lambda user: user.is_active,
)
offer(reactivate, label=_("恢复账号"), order=80, shown=lambda user: not user.is_active)
