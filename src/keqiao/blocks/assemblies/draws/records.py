"""How the room's records about a person are called, and what a deletion leaves of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, gettext_noop

from keqiao.registry.privacy.held import held

held(
    "draws.Nominee",
    gettext_lazy("抽取的人选"),
    along=("draw",),
    hides=("replaces",),
    stays=gettext_lazy("号码表和摘要已经公布，任何人都可能核对，只保留编号和结果"),
    keeps=("traits",),
    order=48,
)

# Names of fields that are shown nowhere but where a person reads what is held.
LABELS = (
    gettext_noop("第几个退出"),
    gettext_noop("必选的理由"),
    gettext_noop("补抽的现场号码"),
    gettext_noop("退出日期"),
)
