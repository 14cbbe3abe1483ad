"""What may be done with draws at the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer, page_of

from . import verbs
from .models import Draw, DrawQuota, DrawStatus, Nominee, NomineeStatus


def draw_url(one: Draw) -> str:
    """The page of a draw."""
    return reverse("assemblies:draw", args=[one.organisation.code, one.public_id])


def draws_url(one: Draw) -> str:
    """The page with all draws of its organisation."""
    return reverse("assemblies:draws", args=[one.organisation.code])


def _prepared(one: Draw) -> bool:
    return one.status == DrawStatus.PREPARED


def _as_it_is(one: Draw) -> dict[str, Any]:
    return {"title": one.title, "seats": one.seats, "per_unit": one.per_unit}


page_of(Draw, draw_url)
page_of(Nominee, lambda one: draw_url(one.draw))
page_of(DrawQuota, lambda one: draw_url(one.draw))

ONLY = _("只用于评议（座谈）小组、评审专家、监票和计票人员、调查样本。代表和委员由人选举和协商产生，不抽取。")

offer(
    verbs.prepare,
    label=_("准备一次抽取"),
    note=ONLY,
    order=60,
    listed=False,
    lands=lambda organisation, made: draw_url(made),
)
offer(verbs.require, label=_("设定名额要求"), order=10, shown=_prepared, lands=lambda one, made: draw_url(one))
offer(verbs.add, label=_("加入人选"), order=20, shown=_prepared)
offer(verbs.revise, label=_("修改名称和人数"), order=30, shown=_prepared, initial=_as_it_is)
offer(
    verbs.commit,
    label=_("公布摘要"),
    note=_("名单和要求从此不能再改。系统生成保密的种子，并公布它与名单、要求、号码表的摘要。"),
    listed=False,
    shown=_prepared,
)
offer(
    verbs.draw,
    label=_("抽取并公开种子"),
    note=_("只能抽取一次。结果由种子和现场号码决定，任何人都能重新计算。"),
    listed=False,
    shown=lambda one: one.status == DrawStatus.COMMITTED,
)
offer(verbs.discard, label=_("取消这次抽取"), order=90, shown=_prepared, lands=lambda one, made: draws_url(one))
offer(verbs.drop_quota, label=_("取消要求"), shown=lambda one: _prepared(one.draw))
offer(verbs.remove, label=_("去掉"), shown=lambda one: _prepared(one.draw))
offer(
    verbs.fix,
    label=_("定为必选"),
    note=_("不经抽取，一定在结果之中；其余的人仍按公平抽取。理由和编号一起公布。"),
    shown=lambda one: _prepared(one.draw) and not one.fixed,
)
offer(verbs.unfix, label=_("取消必选"), shown=lambda one: _prepared(one.draw) and bool(one.fixed))
offer(
    verbs.replace,
    label=_("退出并补抽"),
    note=_("其他抽中的人员不变，从其余人选中抽取一名，使名额要求仍然满足。"),
    shown=lambda one: one.status == NomineeStatus.DRAWN,
    lands=lambda one, made: draw_url(one.draw),
)
