"""What may be said of an organisation: the values of each matter, as codes and as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.facts.schema import Label
from keqiao.kernel.organisations.models import AttributeKind
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.formats import enumerated
from keqiao.registry.facts.columns import SIZE_BANDS
from keqiao.registry.facts.organisations import RATINGS
from keqiao.registry.wording import word

FLAGS = frozenset(
    {
        AttributeKind.PARTY_CONDITIONS,
        AttributeKind.POOR,
        AttributeKind.DISCIPLINE_BASED,
        AttributeKind.FULL_TIME_STAFF,
        AttributeKind.WORKING_SECRETARIAT,
    }
)
NUMBERS = frozenset({AttributeKind.WORKERS_REACHED})
OF_FACTS: Mapping[AttributeKind, Mapping[str, Label]] = {
    AttributeKind.RATING: RATINGS,
    AttributeKind.SIZE_BAND: SIZE_BANDS,
}
OTHERS: Mapping[AttributeKind, Mapping[str, Promise]] = {
    AttributeKind.PARTY_FORM: {
        "council_group": gettext_lazy("理事会党建工作小组"),
        "office_branch": gettext_lazy("办事机构党支部"),
        "joint": gettext_lazy("联合设立"),
        "online": gettext_lazy("网上党组织"),
    },
    AttributeKind.PILOT: {
        "running": gettext_lazy("试点中"),
        "permanent": gettext_lazy("转为常设"),
        "stopped": gettext_lazy("试点终止"),
    },
    AttributeKind.SECRETARY_CHOSEN: {
        "elected": gettext_lazy("选举产生"),
        "recruited": gettext_lazy("公开招聘"),
        "appointed": gettext_lazy("挂靠单位委派"),
    },
    AttributeKind.REFORM: {
        "kept": gettext_lazy("保留"),
        "merged": gettext_lazy("并入其他单位"),
        "abolished": gettext_lazy("撤销"),
        "converted": gettext_lazy("转企改制"),
    },
}


def values_of(kind: AttributeKind) -> dict[str, str]:
    """The values that a matter may have, each with what people call it; empty where it is a number."""
    if kind in FLAGS:
        return {"1": _("是"), "0": _("否")}
    if kind in OF_FACTS:
        return {code: word(OF_FACTS[kind], code) for code in OF_FACTS[kind]}
    return {code: str(said) for code, said in OTHERS.get(kind, {}).items()}


def value_word(kind: AttributeKind, value: str) -> str:
    """The value of a statement as people say it: 3A级, 是; a number as it is."""
    return values_of(kind).get(value, value)


def read_value(kind: AttributeKind, text: str) -> str:
    """The code of what somebody wrote, be it the code or the word. Raises VerbError naming what may be said."""
    offered = values_of(kind)
    if not offered:
        if re.fullmatch(r"[0-9]{1,9}", text):
            return str(int(text))
        said = _("“%(kind)s”应为整数，不能是“%(value)s”。请填写数字。")
        raise VerbError(said % {"kind": _(str(kind.label)), "value": text})
    codes = {said.casefold(): code for code, said in offered.items()} | {code.casefold(): code for code in offered}
    if text.casefold() not in codes:
        told = {"kind": _(str(kind.label)), "value": text, "offered": enumerated(offered.values())}
        raise VerbError(_("“%(kind)s”不能是“%(value)s”。请在%(offered)s中选择。") % told)
    return codes[text.casefold()]
