"""What may be done with a programme at the desk."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer, page_of
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes.install import is_edited
from keqiao.plans.programmes.verbs import accept, adjust, end, pause, start


def address(one: Programme) -> str:
    """The page of a programme."""
    return reverse("programme", args=[one.plan, one.organisation.code, one.public_id])


def _as_it_is(one: Programme) -> dict[str, Any]:
    return {"title": one.title, "at_least": json.loads(one.settings).get("at_least", 1)}


def _may_accept(one: Programme) -> bool:
    return one.status != ProgrammeState.ENDED and is_edited(one)


page_of(Programme, address)
offer(
    start,
    label=_("启用项目"),
    order=10,
    note=_("启用之后，项目按方案的要求统计记录，并可以分解成督查任务。"),
    shown=lambda one: one.status in (ProgrammeState.DRAFT, ProgrammeState.PAUSED),
)
offer(
    adjust,
    label=_("调整项目"),
    order=20,
    note=_("调整过的内容以本单位为准，再次安装方案时不会被改回去，只列出差异。"),
    initial=_as_it_is,
    shown=lambda one: one.status != ProgrammeState.ENDED,
)
offer(accept, label=_("采用方案包的写法"), order=30, shown=_may_accept)
offer(pause, label=_("暂停项目"), order=40, shown=lambda one: one.status == ProgrammeState.RUNNING)
offer(
    end,
    label=_("结束项目"),
    order=90,
    note=_("结束之后不能再启用，已有的记录都保留。"),
    shown=lambda one: one.status != ProgrammeState.ENDED,
)
