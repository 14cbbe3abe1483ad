"""How makings behind figures are named, and what is held about those who were nominated or invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import day_word, joined

from .models import Making


def describe_compositions(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """The making, its stage and day, by body."""
    found = Making.objects.filter(pk__in=ids).select_related("body")
    return {
        one.pk: RecordLine(
            str(one), joined(_(one.get_status_display()), day_word(one.approved or one.opened)), one.body.name
        )
        for one in found
    }


describes("compositions", describe_compositions)

held(
    "composing.Nominee",
    gettext_lazy("换届推荐"),
    along=("slate__allotment__making__body",),
    hides=("replaces", "since", "until"),
    stays=gettext_lazy("推荐名单的人数和结构要留存，不再指向您，备注删除"),
    order=48,
)
held("composing.Attendee", gettext_lazy("大会身份"), along=("making__body",), order=49)
held("composing.Placing", gettext_lazy("大会代表团、分组和座次"), along=("making__body",), order=49)
held("composing.Arrival", gettext_lazy("大会报到"), along=("making__body",), order=49)
