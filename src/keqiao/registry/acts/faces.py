"""What may be done with the public face of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.faces.models import FaceStage, PublicFace
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.faces import hide_leader, propose, publish, send_back, show_leader, withdraw

page_of(PublicFace, lambda one: reverse("registry:face", args=[one.public_id]))

FIELDS = ("introduction", "address", "phone", "email", "website")


def _so_far(one: Organisation) -> Mapping[str, Any]:
    """What is public now."""
    face = one.faces.filter(stage=FaceStage.PUBLISHED).first()
    return {name: getattr(face, name) for name in FIELDS} if face is not None else {}


def _waits(one: PublicFace) -> bool:
    return one.stage == FaceStage.SUBMITTED


offer(
    propose,
    label=_("提交公开信息"),
    order=70,
    note=_("只填写愿意向社会公开的内容，由另一位负责人批准之后，显示在门户的单位页面上。"),
    initial=_so_far,
    shown=lambda one: one.closed is None,
)
offer(publish, label=_("批准公开"), order=5, note=_("批准之后立即对所有人可见。"), shown=_waits)
offer(send_back, label=_("退回"), order=10, shown=_waits)
offer(
    show_leader,
    label=_("列入负责人"),
    order=20,
    note=_("公开负责人的姓名，须先取得本人同意，并留存凭据。"),
    shown=_waits,
)
offer(
    hide_leader,
    label=_("去除负责人"),
    order=30,
    note=_("本人撤回同意的，随时办理，立即生效。"),
    shown=lambda one: one.stage in (FaceStage.SUBMITTED, FaceStage.PUBLISHED) and one.leaders.exists(),
)
offer(
    withdraw,
    label=_("撤下公开信息"),
    order=90,
    note=_("立即撤下，门户上只显示名称、类型、层级、区划和上级单位。"),
    shown=lambda one: one.stage == FaceStage.PUBLISHED,
)
