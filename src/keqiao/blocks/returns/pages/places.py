"""Where outside forms appear beside their own pages: the desk's menu, and what may be done with a reported number."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.returns.models import Return, Status
from keqiao.blocks.returns.verbs import approve_return, reject_return
from keqiao.look.acts import offer, page_of
from keqiao.look.menus import register_menu_item


def return_url(one: Return) -> str:
    """Where a reported number is seen: among the forms of its organisation."""
    return reverse("returns:unit", args=[one.organisation.code])


register_menu_item("desk", _("对外报表"), "returns:forms", needs="figures.see", order=46, icon="file")
page_of(Return, return_url)
offer(
    approve_return,
    label=_("认定上报的数据"),
    order=10,
    note=_("由上报人以外的一个人对照来源核对之后认定。"),
    shown=lambda one: one.status == Status.SUBMITTED,
)
offer(reject_return, label=_("退回上报的数据"), order=20, shown=lambda one: one.status == Status.SUBMITTED)
