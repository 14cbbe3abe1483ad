"""Reminders: before a stage's day, and once after it, whoever answers for the change of term is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.events import on_event
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseStatus
from keqiao.registry.wording import day_word

from .models import Renewal, Stage
from .opening import MANAGE
from .progress import StageLine, progresses, with_stages

DAYS_AHEAD = 15
DUE = "renewal.due"


@verb(
    "renewal.remind",
    does=gettext_lazy("提醒了换届时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Stage, data: VerbData) -> Stage:
    """Note that a stage's day is told of, so that nobody is told twice; the message goes out of the outbox."""
    target.deadline.reminded = timezone.localdate()
    target.deadline.save()
    act.emit(DUE, organisation=target.organisation_id, stage=str(target.public_id))
    return target


def remind_all() -> int:
    """Let whoever answers for a change of term be told of its next stage. Returns of how many stages.

    Each stage is told of once before its day and once after it; what records prove to be done isn't told of, and
    where nobody is in charge the stage waits until somebody is. Mark and message are written together: broken off
    anywhere, neither is lost or doubled.
    """
    waiting = _to_tell()
    for line in waiting:
        remind(Act(OPERATOR, "job"), line.stage, {})
    return len(waiting)


def _to_tell() -> Sequence[StageLine]:
    today = timezone.localdate()
    charged = Q(case__charges__isnull=False, case__charges__ends=None)
    running = with_stages(Renewal.objects.filter(charged, case__status=CaseStatus.OPEN).distinct())
    found = []
    for progress in progresses(running):
        line = progress.next
        if line is None or (line.due - today).days > DAYS_AHEAD:
            continue
        told = line.stage.deadline.reminded
        if told is None or told <= line.due < today:
            found.append(line)
    return found


@on_event(DUE)
def tell(payload: dict[str, Any]) -> None:
    """Send a message to the person in charge, by a verified address. Raises ChannelError to be tried again.

    A stage that was met in the meantime isn't told of; the message bears the same number at every try.
    """
    stage = Stage.objects.filter(public_id=payload["stage"], deadline__met=None).first()
    if stage is None or stage.renewal.case.status != CaseStatus.OPEN:
        return
    charge = stage.renewal.case.charges.filter(ends=None).first()
    person = charge.person_id if charge is not None else None
    known = Identity.objects.filter(person=person, verified__isnull=False, ends=None).order_by("-kind").first()
    if person is None or known is None:
        return
    told = {"case": stage.renewal.case.title, "stage": str(stage), "day": day_word(stage.deadline.due)}
    said = _("“%(case)s”的“%(stage)s”时限为%(day)s，请及时办理。") % told
    number = f"{stage.public_id}-{stage.deadline.reminded}"
    channel_for(known.kind).send(Message(id=number, kind=known.kind, to=known.value(), text=said, values={}))
