"""Reminders: so many working days before a deadline, and on the first after it, whoever answers for it is told."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseStatus, Deadline
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
