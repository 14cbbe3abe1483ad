"""The code at the door: on the screen another one every half minute, printed always the same; and what a scan leaves.

A photograph of the screen opens nothing a minute later. Whoever has to log in first keeps a pass in their browser,
which says that they scanned the right code in time.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from typing import Annotated, Literal

from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .models import Arrangement, Door, EarlyReminder, LateReminder
from .planning import AHEAD, MANAGE

SLICE = 30  # seconds that a code stands on the screen
PASS = dt.timedelta(minutes=10)  # from the scan until one is logged in
REMEMBERED = 240  # slices of before whose codes are called old; others are called wrong
SIGNS = 12  # bytes of a code

Standing = Literal["good", "old", "wrong"]
_signer = TimestampSigner(salt="keqiao.meetings.door")


class Arrange(VerbData):
    """How people sign in, and when those are reminded who are called."""

    door: Annotated[
        Door,
        Asked(
            gettext_lazy("签到码"),
            gettext_lazy("会场有大屏幕的用每30秒更换的，拍照转发也不能代签；没有屏幕的用固定的，打印张贴在入口。"),
        ),
    ] = Door.MOVING
    early: Annotated[EarlyReminder, Asked(gettext_lazy("会前提醒"))] = EarlyReminder.DAY
    late: Annotated[
        LateReminder, Asked(gettext_lazy("临会提醒"), gettext_lazy("只提醒没有请假、也没有告知不能参加的人。"))
    ] = LateReminder.HOUR


@verb(
    "assemblies.arrange_meeting",
    does=gettext_lazy("设置了签到和提醒"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def arrange_meeting(act: Act, target: Meeting, data: Arrange) -> Arrangement:
    """Set how people sign in and when they are reminded; codes of the other kind open nothing from now on."""
    if target.status not in (*AHEAD, MeetingStatus.RUNNING):
        said = _("“%(meeting)s”%(status)s，签到和提醒不能再改。")
        raise VerbError(said % {"meeting": target, "status": _(target.get_status_display())})
    made = Arrangement.objects.filter(meeting=target).first() or Arrangement(meeting=target)
    made.door, made.early, made.late = data.door, data.early, data.late
    made.save()
    return made


def arranged(meeting: Meeting) -> Arrangement:
    """What was set for a meeting, or the usual, which isn't stored."""
    return Arrangement.objects.filter(meeting=meeting).first() or Arrangement(meeting=meeting)


def present_code(meeting: Meeting, at: dt.datetime | None = None) -> str:
    """The code that opens the door at a moment (now); empty for a meeting that never had one."""
    if not meeting.code:
        return ""
    if arranged(meeting).door == Door.FIXED:
        return _code(meeting, "fixed")
    return _code(meeting, str(_slice(at)))


def standing(meeting: Meeting, code: str, at: dt.datetime | None = None) -> Standing:
    """Whether a code opens the door at a moment (now): that of the slice before still does."""
    if not meeting.code or not code:
        return "wrong"
    if arranged(meeting).door == Door.FIXED:
        return "good" if _same(code, _code(meeting, "fixed")) else "wrong"
    now = _slice(at)
    if any(_same(code, _code(meeting, str(one))) for one in (now, now - 1)):
        return "good"
    earlier = range(now - 2, now - REMEMBERED, -1)
    return "old" if any(_same(code, _code(meeting, str(one))) for one in earlier) else "wrong"


def pass_for(meeting: Meeting) -> str:
    """What says, for ``PASS`` from now on, that the right code was scanned."""
    return _signer.sign(str(meeting.public_id))


def is_pass(meeting: Meeting, text: str) -> bool:
    """Whether a text is a pass of ours for this meeting and not too old."""
    try:
        return _signer.unsign(text, max_age=PASS) == str(meeting.public_id)
    except BadSignature:
        return False


def check_door(meeting: Meeting, code: str, scanned: str = "") -> None:
    """Raise VerbError unless the code opens the door now, or did when it was scanned."""
    stands = standing(meeting, code)
    if stands == "good" or is_pass(meeting, scanned):
        return
    if stands == "old":
        raise VerbError(_("二维码每30秒更换一次，这一个已经过期。请重新扫描会场大屏幕上现在的二维码。"))
    if arranged(meeting).door == Door.FIXED:
        raise VerbError(_("签到码不对，可能是别的会议的。请扫描本次会议入口张贴的二维码。"))
    raise VerbError(_("签到码不对，可能是别的会议的。请扫描本次会议大屏幕上的二维码。"))


def _slice(at: dt.datetime | None) -> int:
    return int((at or timezone.now()).timestamp()) // SLICE


def _code(meeting: Meeting, what: str) -> str:
    """Made of the meeting's secret, which itself stands nowhere; what is scanned tells nothing of the next."""
    made = hmac.new(meeting.code.encode(), f"{meeting.public_id}:{what}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:SIGNS]).decode()


def _same(code: str, other: str) -> bool:
    return hmac.compare_digest(code.encode(), other.encode())
