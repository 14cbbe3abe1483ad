"""Reminders: so many working days before a deadline, and on the first after it, whoever answers for it is told."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import SUPERVISED, CaseStatus, Deadline
from keqiao.plans.supervision.ledger import SOON
from keqiao.plans.supervision.tasks import MANAGE


@verb(
    "supervision.remind",
    does=gettext_lazy("提醒了时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Deadline, data: VerbData) -> Deadline:
    """Note that a deadline was told of, so that nobody is told twice."""
    target.reminded = timezone.localdate()
    target.save()
    return target


def remind_all() -> int:
    """Tell whoever answers for an open case of its deadlines that come near or have passed. Returns how many went out.

    Each deadline is told once before its day and once after it.
    """
    sent = 0
    for deadline in _to_tell():
        remind(Act(OPERATOR, "job"), deadline, {})
        sent += _tell(deadline)
    return sent


def _to_tell() -> Sequence[Deadline]:
    today = timezone.localdate()
    near: QuerySet[Deadline] = Deadline.objects.filter(
        met=None,
        paused=None,
        case__kind__in=SUPERVISED,
        case__status=CaseStatus.OPEN,
        due__lte=add_workdays(today, SOON),
    ).select_related("case__organisation")
    return [one for one in near if one.reminded is None or one.reminded <= one.due < today]


def _tell(deadline: Deadline) -> int:
    """Send a message to the person in charge, by a verified address. Returns 1 when it was handed over."""
    charge = deadline.case.charges.filter(ends=None).select_related("person").first()
    if charge is None:
        return 0
    known = Identity.objects.filter(person=charge.person, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is None:
        return 0
    said = _("督查任务“%(task)s”的“%(title)s”时限为%(day)s，请及时办理并填报进展。") % {
        "task": deadline.case,
        "title": deadline,
        "day": deadline.due.isoformat(),
    }
    message = Message(
        id=f"{deadline.public_id}-{deadline.reminded}", kind=known.kind, to=known.value(), text=said, values={}
    )
    try:
        channel_for(known.kind).send(message)
    except ChannelError:
        return 0
    return 1
