"""How motions behind a figure are named, and what is told of a person's signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import body_word, day_word, joined, word

from .facts import KINDS
from .models import Motion


def describe_motions(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Title, day, number and stage, by kind."""
    found = Motion.objects.filter(pk__in=ids).select_related("body")
    return {
        one.pk: RecordLine(
            f"《{one.title}》",
            joined(day_word(one.date), one.number_word, _(one.get_status_display()), body_word(one.body)),
            word(KINDS, one.kind),
        )
        for one in found
    }


describes("motions", describe_motions)
held(
    "motions.Signature",
    gettext_lazy("提案签名和评价"),
    along=("motion",),
    hides=("duty",),
    stays=gettext_lazy("提案建议的签名人数要按件统计，只保留签名本身，不再指向您"),
    order=47,
)

# Names of fields that are shown nowhere but where a person reads what is held.
LABELS = (
    gettext_noop("签名日期"),
    gettext_noop("评价日期"),
    gettext_noop("附议情况"),
    gettext_noop("领衔"),
)
