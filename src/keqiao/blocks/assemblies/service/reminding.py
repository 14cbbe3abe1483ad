"""Reminders: who still owes something is told by a verified address, at most once in two weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.wording import body_word

from .models import Reminder
from .owed import Owed, owed_in

PAUSE = dt.timedelta(days=14)
AHEAD = dt.timedelta(days=30)  # so long before its day somebody is told without being asked to
SAID_ONCE = gettext_lazy("两周之内已经提醒过，没有重复提醒")


@verb(
    "duties.remind",
    does=gettext_lazy("提醒了应履职人员"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Body, data: VerbData) -> list[Reminder]:
    """Tell those who still owe something for this year; who has no verified address is noted as not reached."""
    owing = to_remind(target)
    if not owing:
        said = _("“%(body)s”现在没有需要提醒的人：没有欠交，或%(why)s。")
        raise VerbError(said % {"body": body_word(target), "why": SAID_ONCE})
    return [_remind(one) for one in owing]


def to_remind(body: Body) -> list[Owed]:
    """What is open or late for this year, one for each person, of those not told lately."""
    since = to_int(timezone.localdate() - PAUSE)
    told = set(body.reminders.filter(date__gt=since).values_list("person", flat=True))
    found = [one for one in owed_in(body, timezone.localdate().year) if one.word in ("open", "late")]
    return list({one.person.pk: one for one in found if one.person.pk not in told}.values())


def remind_all() -> int:
    """Tell everybody whose duty is due within a month or is late. Returns how many were noted."""
    noted = 0
    for body in Body.objects.filter(duty_rules__ends=None).distinct():
        if any(one.due - AHEAD <= timezone.localdate() for one in to_remind(body)):
            noted += len(remind(Act(OPERATOR, "job"), body, {}))
    return noted


def last_told(bodies: Iterable[Body]) -> Sequence[Reminder]:
    """The reminders of bodies, latest first."""
    return list(Reminder.objects.filter(body__in=list(bodies)).order_by("-date", "-pk"))


def _remind(one: Owed) -> Reminder:
    made = Reminder(body=one.body, person=one.person, date=timezone.localdate())
    made.save()
    made.sent = _send(one, made)
    if made.sent:
        made.save()
    return made


def _send(one: Owed, made: Reminder) -> bool:
    known = Identity.objects.filter(person=one.person, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is None:
        return False
    said = _("%(organisation)s%(body)s：您%(year)s年度的“%(duty)s”还没有完成，请在%(day)s前登录“我的”办理。") % {
        "organisation": one.body.organisation,
        "body": body_word(one.body),
        "year": one.year,
        "duty": _(one.rule.get_kind_display()),
        "day": one.due.isoformat(),
    }
    message = Message(id=str(made.public_id), kind=known.kind, to=known.value(), text=said, values={})
    try:
        channel_for(known.kind).send(message)
    except ChannelError:
        return False
    return True
