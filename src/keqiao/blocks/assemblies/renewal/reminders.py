"""Reminders: before a stage's day, and once after it, whoever answers for the change of term is told."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseStatus
from keqiao.registry.wording import day_word

from .models import Renewal, Stage
from .opening import MANAGE
from .progress import StageLine, progresses, with_stages

DAYS_AHEAD = 15


@verb(
    "renewal.remind",
    does=gettext_lazy("提醒了换届时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Stage, data: VerbData) -> Stage:
    """Note that a stage's day was told of, so that nobody is told twice."""
    target.deadline.reminded = timezone.localdate()
    target.deadline.save()
    return target


def remind_all() -> int:
    """Tell whoever answers for a change of term of its next stage. Returns how many messages went out.

    Each stage is told of once before its day and once after it; what records prove to be done isn't told of.
    """
    sent = 0
    for renewal, line in _to_tell():
        remind(Act(OPERATOR, "job"), line.stage, {})
        sent += _tell(renewal, line)
    return sent


def _to_tell() -> Sequence[tuple[Renewal, StageLine]]:
    today = timezone.localdate()
    running = with_stages(Renewal.objects.filter(case__status=CaseStatus.OPEN))
    found = []
    for progress in progresses(running):
        line = progress.next
        if line is None or (line.due - today).days > DAYS_AHEAD:
            continue
        told = line.stage.deadline.reminded
        if told is None or told <= line.due < today:
            found.append((progress.renewal, line))
    return found


def _tell(renewal: Renewal, line: StageLine) -> int:
    """Send a message to the person in charge, by a verified address. Returns 1 when it was handed over."""
    charge = renewal.case.charges.filter(ends=None).select_related("person").first()
    if charge is None:
        return 0
    known = Identity.objects.filter(person=charge.person, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is None:
        return 0
    told = {"case": renewal.case.title, "stage": str(line.stage), "day": day_word(line.due)}
    said = _("“%(case)s”的“%(stage)s”时限为%(day)s，请及时办理。") % told
    number = f"{line.stage.public_id}-{line.stage.deadline.reminded}"
    message = Message(id=number, kind=known.kind, to=known.value(), text=said, values={})
    try:
        channel_for(known.kind).send(message)
    except ChannelError:
        return 0
    return 1
