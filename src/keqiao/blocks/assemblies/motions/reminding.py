"""Reminders: units of the days by which they answer, signers of an answer that waits for what they think of it.

Each day is told of once before it comes and once when it has come, on working days only; while a clock stands still
nobody is reminded. What is to be sent is noted with the mark that it was, so that a round that is broken off sends
nothing twice and forgets nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import staff_of
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.standards.workdays import add_workdays, is_workday
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.events import on_event
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, Deadline, PartyRole
from keqiao.plans.supervision.ledger import SOON

from .models import Motion, MotionStatus
from .replying import judged_until, unsigned_parts, waiting_reply
from .rules import APPROVE, MANAGE
from .satisfaction import signed

DUE = "motions.due"  # one of a unit's staff is to be told of its day
JUDGE = "motions.judge_soon"  # those who signed are to be told that an answer waits for them


@verb(
    "motions.remind",
    does=gettext_lazy("提醒了办理时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Deadline, data: VerbData) -> Deadline:
    """Tell the staff whose turn it is of a day by which they answer, and note it."""
    target.reminded = timezone.localdate()
    target.save()
    for user in staff_due(target):
        act.emit(DUE, deadline=str(target.public_id), user=user.pk, day=target.reminded.isoformat())
    return target


@verb(
    "motions.remind_signers",
    does=gettext_lazy("提醒了评价时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind_signers(act: Act, target: Motion, data: VerbData) -> Motion:
    """Tell whoever hasn't judged the answer yet. Who that is stands neither in the audit nor with the message."""
    target.reminded = timezone.localdate()
    target.save()
    act.emit(JUDGE, motion=str(target.public_id))
    return target


def remind_all() -> int:
    """Tell of every day that comes near or has come. Returns of how many."""
    today = timezone.localdate()
    if not is_workday(today):
        return 0
    act, told = Act(OPERATOR, "job"), 0
    for deadline in _near(today):
        remind(act, deadline, {})
        told += 1
    for motion in _unjudged(today):
        remind_signers(act, motion, {})
        told += 1
    return told


def staff_due(deadline: Deadline) -> list[User]:
    """Whose turn it is: the joint unit's staff for its opinion; for the answer whoever it waits for."""
    part = getattr(deadline, "motion_part", None)
    if part is not None:
        return staff_of(part.party.organisation_id, MANAGE)
    case = deadline.case
    draft = waiting_reply(case)
    if draft is None:
        return staff_of(_leads(case), MANAGE)
    silent = [one.party.organisation_id for one in unsigned_parts(draft)]
    if not silent:
        return [user for user in staff_of(case.organisation_id, APPROVE) if user.pk != draft.written_by_id]
    found = {user.pk: user for unit in dict.fromkeys(silent) for user in staff_of(unit, MANAGE)}
    return list(found.values())


@on_event(DUE)
def tell_staff(payload: dict[str, Any]) -> None:
    """Send one message to one of a unit's staff, by a verified address. Raises ChannelError to be tried again."""
    deadline = Deadline.objects.filter(public_id=payload["deadline"]).select_related("case").first()
    person = User.objects.filter(pk=payload["user"]).values_list("person", flat=True).first()
    if deadline is None or person is None:
        return
    said = _("“%(title)s”的%(what)s时限为%(day)s，请登录科桥办理。") % {
        "title": deadline.case,
        "what": _("答复") if deadline.final else _("会办意见"),
        "day": deadline.due.isoformat(),
    }
    _send(person, f"{deadline.public_id}-{payload['user']}-{payload['day']}", said)


@on_event(JUDGE)
def tell_signers(payload: dict[str, Any]) -> None:
    """Send a message to each who hasn't judged by now. Raises ChannelError, after the others, to be tried again."""
    motion = Motion.objects.filter(public_id=payload["motion"], status=MotionStatus.ANSWERED).first()
    if motion is None:
        return
    until, failed = judged_until(motion), None
    said = _("“%(title)s”的答复还在等您评价，请在%(day)s前登录“我的”评价。")
    for one in signed(motion):
        if not one.mark:
            try:
                _send(
                    one.person_id,
                    f"{one.public_id}-judge-{until}",
                    said % {"title": one.motion.title, "day": until.isoformat()},
                )
            except ChannelError as error:
                failed = error
    if failed is not None:
        raise failed


def _near(today: dt.date) -> Iterator[Deadline]:
    """Days of motions that units work on, which come near or have come and weren't told of yet."""
    found = Deadline.objects.filter(
        case__motion__status=MotionStatus.ACCEPTED,
        met=None,
        paused=None,
        motion_part__refused=None,
        due__lte=add_workdays(today, SOON),
    )
    for one in found.select_related("case", "motion_part__party__case"):
        last = _last_workday(one.due)
        if one.reminded is None or one.reminded < last <= today:
            yield one


def _unjudged(today: dt.date) -> Iterator[Motion]:
    """Answers that somebody who signed hasn't judged, with little time left."""
    soon = add_workdays(today, SOON)
    for one in Motion.objects.filter(status=MotionStatus.ANSWERED, reminded=None).select_related("body", "case"):
        if today <= judged_until(one) <= soon and any(not sig.mark for sig in signed(one)):
            yield one


def _last_workday(day: dt.date) -> dt.date:
    """The day itself, or the last before it on which people work."""
    while not is_workday(day):
        day -= dt.timedelta(days=1)
    return day


def _leads(case: Case) -> int:
    """The id of whose staff write the answer; before it is assigned, of those on whose books it is."""
    lead = case.parties.filter(role=PartyRole.LEAD, motion_part__refused=None).first()
    return lead.organisation_id if lead is not None else case.organisation_id


def _send(person: int, number: str, said: str) -> None:
    known = Identity.objects.filter(person=person, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is not None:
        channel_for(known.kind).send(Message(id=number, kind=known.kind, to=known.value(), text=said, values={}))
