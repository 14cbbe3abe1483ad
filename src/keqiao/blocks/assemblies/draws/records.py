"""How the room's records about a person are called, and what a deletion leaves of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from keqiao.registry.privacy.held import held

held(
    "draws.Nominee",
    gettext_lazy("抽取的人选"),
    along=("draw",),
    stays=gettext_lazy("号码表和摘要已经公布，任何人都可能核对，只保留编号和结果"),
    keeps=("traits",),
    order=48,
)
