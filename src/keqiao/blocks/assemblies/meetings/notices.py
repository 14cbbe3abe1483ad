"""Messages about a convened meeting to those invited: each is tried once, in rounds, beside the notice in the home."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import long_date

from .models import Invitation
from .planning import MANAGE

What = Literal["call", "early", "late", "called_off"]
ROUND = 200  # messages of one meeting in one round


class Told(VerbData):
    """Ids of invitations about which a message was tried; ``reached``: those that were taken."""

    tried: Annotated[list[int], Field(max_length=ROUND)]
    reached: list[int]


@verb(
    "assemblies.note_told",
    does=gettext_lazy("发送了会议通知"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def note_told(act: Act, target: Meeting, data: Told) -> int:
    """Note to whom a message went, so that nobody is told twice."""
    now, reached = timezone.now(), set(data.reached)
    rows = list(target.invitations.filter(pk__in=data.tried))
    for one in rows:
        one.told, one.reached = now, one.pk in reached
        one.save()
    return len(rows)


def tell_all() -> int:
    """Tell those who are invited to meetings to come and weren't told yet. Returns how many messages went out."""
    waiting = Meeting.objects.filter(
        status=MeetingStatus.CONVENED,
        date__gte=to_int(timezone.localdate()),
        invitations__told=None,
        invitations__person__isnull=False,
    )
    return sum(_tell(meeting) for meeting in waiting.select_related("body__organisation").distinct())


def _tell(meeting: Meeting) -> int:
    rows = list(meeting.invitations.filter(told=None).exclude(person=None).order_by("pk")[:ROUND])
    known = {
        one.person_id: one
        for one in Identity.objects.filter(
            person__in=[row.person_id for row in rows], verified__isnull=False, ends=None
        ).order_by("kind")
    }
    reached = [row.pk for row in rows if row.person_id in known and _send(meeting, row, known[row.person_id])]
    note_told(Act(OPERATOR, "job"), meeting, {"tried": [row.pk for row in rows], "reached": reached})
    return len(reached)


def _send(meeting: Meeting, row: Invitation, known: Identity) -> bool:
    """Hand a message over by a verified address."""
    text, subject = words_of(meeting, "call")
    message = Message(
        id=f"{row.public_id}-{row.version}",
        kind=known.kind,
        to=known.value(),
        text=text,
        values=meeting_values(meeting),
        subject=subject,
    )
    try:
        channel_for(known.kind).send(message)
    except ChannelError:
        return False
    return True


def words_of(meeting: Meeting, what: What) -> tuple[str, str]:
    """What a message says, in one sentence or two, and its subject line, which names the meeting."""
    told = {"unit": meeting.body.organisation, **meeting_values(meeting)}
    text, subject = WORDS[what]
    return str(text) % told, str(subject) % told


def meeting_values(meeting: Meeting) -> dict[str, str]:
    """What fills the template of a gateway that takes no free text."""
    assert meeting.date is not None
    when = long_date(meeting.date) + (f" {meeting.begins:%H:%M}" if meeting.begins else "")
    return {"title": meeting.title, "when": when, "place": meeting.place or _("线上"), "why": meeting.remark}


WORDS: dict[str, tuple[Promise, Promise]] = {
    "call": (
        gettext_lazy(
            "%(unit)s：%(title)s定于%(when)s召开，地点：%(place)s。"
            "请登录科桥确认收到、查看材料；不能参加的请在会前请假。"
        ),
        gettext_lazy("会议通知：%(title)s"),
    ),
    "early": (
        gettext_lazy(
            "%(unit)s提醒：%(title)s将于%(when)s召开，地点：%(place)s。材料在科桥“我的会议”中；不能参加的请尽快请假。"
        ),
        gettext_lazy("会议提醒：%(title)s"),
    ),
    "late": (
        gettext_lazy("%(unit)s提醒：%(title)s今天%(when)s召开，地点：%(place)s。请准时到会，到场后扫码签到。"),
        gettext_lazy("会议即将开始：%(title)s"),
    ),
    "called_off": (
        gettext_lazy("%(unit)s：原定%(when)s召开的%(title)s取消。原因：%(why)s。请不要前往，已安排的行程请调整。"),
        gettext_lazy("会议取消：%(title)s"),
    ),
}
