"""Verbs of those who keep the book: is it accepted, is it a letter, does it go with another one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseKind, CaseStatus
from keqiao.plans.supervision.tasks import new_case, set_due_day, settled

from .clocks import go_on, runs_until
from .filing import check_status
from .models import Motion, MotionStatus
from .rules import MANAGE, rule_of
from .signers import TOLD

_NUMBER = re.compile(r"^\s*(\d{4})\D+(\d+)\D*$")
LIKE = 0.5  # how like another's a title is before the two are shown together
_FRAME = re.compile(r"^关于|的?(提案|建议|意见|调研报告|报告)$")  # what nearly every title has
MOST = 5


class Reason(VerbData):
    """For what reason."""

    reason: Annotated[str, Field(min_length=4, max_length=400), Asked(gettext_lazy("理由"), kind="long")]


class Merge(VerbData):
    """With which one it goes, by number as printed: 2026年第3号, or 2026-3."""

    into: Annotated[
        str,
        Field(max_length=40),
        Asked(gettext_lazy("并入哪一件"), gettext_lazy("写同一机构另一件的编号，例如2026年第3号。")),
    ]


@verb("motions.accept", does=gettext_lazy("立案"), needs=MANAGE, on=lambda target, data: [target.organisation_id])
def accept(act: Act, target: Motion, data: VerbData) -> Motion:
    """Accept it: it becomes a case, and the time by which it is to be answered begins to run."""
    check_status(target, MotionStatus.FILED)
    case = new_case(target.body.organisation, CaseKind.MOTION, target.title, target.text, None)
    case.about = f"motion/{target.public_id}"
    case.save()
    due = add_workdays(case.opened, rule_of(target.body, target.kind).reply_days)
    set_due_day(case, due)
    target.case = case
    runs_until(target, due)
    return _decided(act, target, MotionStatus.ACCEPTED)


@verb("motions.refuse", does=gettext_lazy("不予立案"), needs=MANAGE, on=lambda target, data: [target.organisation_id])
def refuse(act: Act, target: Motion, data: Reason) -> Motion:
    """Don't accept it; those who signed read why."""
    check_status(target, MotionStatus.FILED)
    target.reason = data.reason
    return _decided(act, target, MotionStatus.REFUSED)


@verb(
    "motions.transfer",
    does=gettext_lazy("转为来信办理"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def transfer(act: Act, target: Motion, data: Reason) -> Motion:
    """Pass it on as a letter: it is no matter for an answer by a day; those who signed read to whom and why."""
    check_status(target, MotionStatus.FILED)
    target.reason = data.reason
    return _decided(act, target, MotionStatus.LETTER)


@verb("motions.merge", does=gettext_lazy("并案办理"), needs=MANAGE, on=lambda target, data: [target.organisation_id])
def merge(act: Act, target: Motion, data: Merge) -> Motion:
    """Let it be answered together with another one of the same body; everybody who signed either gets the answer."""
    check_status(target, MotionStatus.FILED, MotionStatus.ACCEPTED)
    into = _numbered(target, data.into)
    check_status(into, MotionStatus.FILED, MotionStatus.ACCEPTED)
    if target.answered is not None:
        raise VerbError(_("这件提案建议已经答复过，不能再并案。"))
    if target.case is not None:
        settled(target.case, CaseStatus.DROPPED, _("并入%(number)s") % {"number": into.number_word})
    for one in target.merged.all():
        one.merged_into = into
        one.save()
    target.merged_into, target.overdue_from = into, None
    return _decided(act, target, MotionStatus.MERGED)


def alike(motion: Motion) -> Sequence[Motion]:
    """Others of the same body that could be merged with it, the most alike by title first."""
    others = motion.body.motions.filter(status__in=(MotionStatus.FILED, MotionStatus.ACCEPTED)).exclude(pk=motion.pk)
    rated = [(_likeness(motion.title, one.title), one) for one in others[:400]]
    near = [(rate, one) for rate, one in rated if rate >= LIKE]
    return [one for _rate, one in sorted(near, key=lambda pair: (-pair[0], pair[1].pk))[:MOST]]


def _likeness(one: str, other: str) -> float:
    """How much two titles have in common, from 0 to 1, apart from what nearly every title has."""
    return difflib.SequenceMatcher(None, _FRAME.sub("", one), _FRAME.sub("", other)).ratio()


def _numbered(motion: Motion, said: str) -> Motion:
    read = _NUMBER.match(said)
    found = motion.body.motions.filter(year=int(read[1]), number=int(read[2])).first() if read is not None else None
    if found is None or found == motion:
        raise VerbError(_("没有找到编号为“%(number)s”的另一件提案建议，请核对年份和编号。") % {"number": said})
    return found


def _decided(act: Act, motion: Motion, decision: MotionStatus) -> Motion:
    motion.status = motion.decision = decision
    motion.decided = timezone.localdate()
    motion.save()
    if decision is not MotionStatus.ACCEPTED:
        go_on(motion.raised_from)
    for one in motion.signatures.filter(status="signed"):
        act.emit(TOLD, signature=str(one.public_id), what="decided")
    return motion
