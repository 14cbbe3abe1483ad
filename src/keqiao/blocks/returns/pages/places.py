"""Where outside forms appear beside their own pages: the desk's menu, and what may be done with a reported number."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.returns.models import Attestation, Return, Status
from keqiao.blocks.returns.verbs import approve_attestation, approve_return, reject_attestation, reject_return, report
from keqiao.look.acts import offer, page_of
from keqiao.look.menus import register_menu_item
from keqiao.plans.records import AddingPage, adds, adds_on


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


def evidence_url(one: Attestation) -> str:
    """Where a document is seen: among those of its organisation."""
    return reverse("returns:evidence", args=[one.organisation.code])


page_of(Attestation, evidence_url)
offer(
    approve_attestation,
    label=_("认定这份材料"),
    order=10,
    note=_("由提交人以外的一个人对照文件核对之后认定。"),
    shown=lambda one: one.status == Status.SUBMITTED,
)
offer(reject_attestation, label=_("退回材料"), order=20, shown=lambda one: one.status == Status.SUBMITTED)
offer(report, label=_("上报一个数"), listed=False, note=_("由另一人对照来源核对之后认定，认定之后计入任务指标。"))
adds("returns", report)
adds_on(
    "attestations",
    AddingPage(_("提交材料"), "attestations.submit", lambda one: reverse("returns:evidence", args=[one.code])),
)
