"""How elections behind figures are named, and what of them is held about a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import choice_word, day_word, joined

from .models import Election, ElectionStatus


def describe_elections(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Title, day and how far it came, by body."""
    found = Election.objects.filter(pk__in=ids).select_related("body")
    return {
        one.pk: RecordLine(
            one.title, joined(day_word(one.date), choice_word(ElectionStatus(one.status))), one.body.name
        )
        for one in found
    }


describes("elections", describe_elections)

STAYS = _("选举记录要能核对，只保留您参加过这次选举，不再写明姓名")
held("elections.Candidate", _("参选记录"), along=("election",), stays=STAYS, hides=("written_as",), order=47)
held("elections.Teller", _("担任监票人、计票人"), along=("election",), stays=STAYS, order=48)
held("elections.Voter", _("选举人名册"), along=("election",), hides=("holder",), stays=STAYS, order=49)
held("elections.Proxy", _("委托投票"), along=("election",), hides=("holder",), stays=STAYS, order=50)
held(
    "elections.Answer",
    _("记名表决"),
    along=("election",),
    stays=_("记名表决是会议记录的一部分，只保留表态本身，不再写明姓名"),
    order=51,
)

# Names of fields that are shown nowhere but where a person reads what is held.
LABELS = (
    gettext_noop("已投票"),
    gettext_noop("提名"),
    gettext_noop("表态"),
    gettext_noop("当选后的任职"),
)
