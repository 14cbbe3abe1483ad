"""What staff do at the desk with leaders in charge, hearings, seats and consultation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer, page_of

from . import consulting, verbs
from .models import Consultation, ConsultationKind, Hearing, Leader, Seat


def outside_url(one: Any) -> str:
    """The page of an organisation's dealings; ``one`` is a record of the organisation's."""
    return reverse("assemblies:outside", args=[one.organisation.code])


def _runs(one: Leader | Seat) -> bool:
    return one.ends is None or one.ends > timezone.localdate()


def _today(one: Any) -> dict[str, Any]:
    return {"ends": timezone.localdate()}


for _model in (Leader, Hearing, Seat, Consultation):
    page_of(_model, outside_url)

for _verb, _label in (
    (verbs.name_leader, _("登记分管（联系）领导")),
    (verbs.record_hearing, _("登记听取汇报或列席")),
    (verbs.record_seat, _("登记席位")),
    (consulting.record_consultation, _("登记协商")),
    (consulting.ask_opinion, _("登记征求意见")),
):
    offer(_verb, label=_label, listed=False, lands=lambda organisation, made: outside_url(made))

offer(verbs.note_presence, label=_("登记到会"), order=5, shown=_runs)
offer(verbs.end_leader, label=_("不再分管"), order=10, initial=_today, shown=_runs)
offer(verbs.end_seat, label=_("席位终止"), order=10, initial=_today, shown=_runs)
offer(
    consulting.answer_opinion,
    label=_("答复意见"),
    order=5,
    shown=lambda one: one.kind == ConsultationKind.RECOMMENDATION and one.answered is None,
)
offer(verbs.withdraw_hearing, label=_("撤回登记"), order=90, lands=lambda one, made: outside_url(one))
offer(consulting.withdraw_consultation, label=_("撤回登记"), order=90, lands=lambda one, made: outside_url(one))
