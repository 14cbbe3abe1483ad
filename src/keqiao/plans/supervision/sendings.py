"""Verbs on ledgers that go out and come back: sent with a one-time link, handed in and signed, merged line by line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Step, StepKind, StepStatus
from keqiao.plans.supervision.ledger import Line, line_of
from keqiao.plans.supervision.models import Sending, SendingStatus, Sent
from keqiao.plans.supervision.notes import latest
from keqiao.plans.supervision.sheet import LONGEST
from keqiao.plans.supervision.tasks import MANAGE

VALID = 10  # working days for which a link holds, unless said otherwise
LINES = (StepKind.PROGRESS, StepKind.PROBLEM, StepKind.NEXT)


class SendLedger(VerbData):
    """Which tasks (public ids) go to which unit, and for how many working days the link holds."""

    to: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("发往单位"))]
    cases: list[uuid.UUID]
    days: Annotated[int, Field(ge=1, le=60), Asked(gettext_lazy("几个工作日内有效"))] = VALID


class HandedIn(BaseModel):
    """What came back of one task."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    case: uuid.UUID
    progress: Annotated[str, Field(max_length=LONGEST)] = ""
    problem: Annotated[str, Field(max_length=LONGEST)] = ""
    next: Annotated[str, Field(max_length=LONGEST)] = ""


class HandIn(VerbData):
    """What came back, and who signs for it: name and post."""

    lines: list[HandedIn]
    name: Annotated[str, Field(min_length=2, max_length=40)]
    post: Annotated[str, Field(min_length=2, max_length=60)]
    way: Annotated[str, Field(pattern=r"^(link|upload)$")] = "link"


class Merge(VerbData):
    """Which of what came back is taken over: ``<task's public id>:<kind>``."""

    take: list[str]


@dataclass(frozen=True)
class Difference:
    """What came back of one task in one column beside what stands now. ``moved``: somebody wrote there meanwhile."""

    line: Line
    kind: StepKind
    now: str
    back: str
    moved: bool

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.line.case.public_id}:{self.kind.value}"

    @property
    def kind_word(self) -> str:
        """进展, 问题 or 下步措施."""
        return _(str(self.kind.label))


@verb(
    "supervision.send_ledger",
    does=gettext_lazy("发出了督查台账"),
    needs=MANAGE,
    on=lambda target, data: [target],
    note=lambda target, data: data.to,
)
def send_ledger(act: Act, target: Organisation, data: SendLedger) -> tuple[Sending, str]:
    """Send tasks to a unit. Returns the sending and the secret of its link, which nobody can read again."""
    cases = list(Case.objects.filter(organisation=target, kind=CaseKind.TASK, public_id__in=data.cases))
    if not cases or len(cases) != len(set(data.cases)):
        raise VerbError(_("所选的任务中有的不在本单位台账上。请刷新页面后重新选择。"))
    if closed := next((case for case in cases if case.status != CaseStatus.OPEN), None):
        raise VerbError(_("“%(case)s”已经办结或撤销，不能再发出。请去掉后重新发出。") % {"case": closed})
    secret, today = secrets.token_urlsafe(24), timezone.localdate()
    made = Sending(
        organisation=target, to=data.to, sent=today, until=add_workdays(today, data.days), token=hashed(secret)
    )
    made.save()
    for case in cases:
        newest = case.steps.order_by("-pk").first()
        Sent(sending=made, case=case, seen=newest.pk if newest is not None else 0).save()
    return made, secret


@verb(
    "supervision.cancel_sending",
    does=gettext_lazy("作废了发出的台账"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def cancel_sending(act: Act, target: Sending, data: VerbData) -> Sending:
    """Take back a ledger that is still out; its link opens nothing any more."""
    if target.status != SendingStatus.OUT:
        raise VerbError(_("这份台账已经收回或作废，不能再作废。"))
    target.status = SendingStatus.CANCELLED
    target.save()
    return target


@verb(
    "supervision.hand_in",
    does=gettext_lazy("交回了督查台账"),
    needs="anyone",
    on=lambda target, data: [],
    note=lambda target, data: f"{target.to} {data.way}",
)
def hand_in(act: Act, target: Sending, data: HandIn) -> Sending:
    """Hand a ledger in, signed by a named person. Whoever holds the link may, once; pages check the link first."""
    if target.status != SendingStatus.OUT:
        raise VerbError(_("这份台账已经交回或作废，链接只能使用一次。如需更正，请联系发出单位。"))
    if timezone.localdate() > target.until:
        raise VerbError(_("链接已于%(day)s到期。请联系发出单位重新发出。") % {"day": target.until})
    known = {line.case.public_id for line in target.lines.select_related("case")}
    if strange := [line for line in data.lines if line.case not in known]:
        said = _("交回的内容里有%(number)s项任务不在这份台账上。请用发出的表格填写。")
        raise VerbError(said % {"number": len(strange)})
    if not any(line.progress or line.problem or line.next for line in data.lines):
        raise VerbError(_("还没有填写任何内容。请至少填写一项任务的进展。"))
    target.returned = json.dumps([line.model_dump(mode="json") for line in data.lines], ensure_ascii=False)
    target.status, target.returned_on = SendingStatus.BACK, timezone.localdate()
    target.signed, target.way = f"{data.name}（{data.post}）", data.way
    target.save()
    return target


@verb(
    "supervision.merge_ledger",
    does=gettext_lazy("合并了交回的台账"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def merge_ledger(act: Act, target: Sending, data: Merge) -> list[Step]:
    """Take over the chosen differences: signed by who handed them in, approved by who merges."""
    if target.status != SendingStatus.BACK:
        raise VerbError(_("这份台账还没有交回，或已经合并。"))
    by_key = {one.key: one for one in differences(target)}
    if unknown := [key for key in data.take if key not in by_key]:
        said = _("所选的%(number)s处内容已经变化。请刷新页面，核对后重新选择。")
        raise VerbError(said % {"number": len(unknown)})
    made = [_step(act, target, by_key[key]) for key in dict.fromkeys(data.take)]
    target.status = SendingStatus.MERGED
    target.save()
    return made


def differences(sending: Sending) -> list[Difference]:
    """What came back that isn't what stands now, in the ledger's order."""
    back = {one["case"]: one for one in json.loads(sending.returned)}
    found: list[Difference] = []
    for sent in sending.lines.select_related("case__organisation"):
        given = back.get(str(sent.case.public_id))
        if given is not None:
            found += _differences(sent, given)
    return found


def _differences(sent: Sent, given: dict[str, Any]) -> Sequence[Difference]:
    line = line_of(sent.case)
    found = []
    for kind in LINES:
        stands = latest(sent.case, kind)
        now, back = stands.text if stands is not None else "", given.get(kind.value, "")
        if back and back != now:
            found.append(Difference(line, kind, now, back, stands is not None and stands.pk > sent.seen))
    return found


def _step(act: Act, sending: Sending, one: Difference) -> Step:
    if one.line.case.status != CaseStatus.OPEN:
        raise VerbError(_("“%(case)s”已经办结或撤销，不能合并。请不选这一项。") % {"case": one.line.case})
    today = timezone.localdate()
    made = Step(
        case=one.line.case,
        kind=one.kind,
        text=one.back,
        written=sending.returned_on or today,
        signed=f"{sending.to} {sending.signed}",
        status=StepStatus.APPROVED,
        decided_by=act.actor.user,
        decided=today,
        replaces=latest(one.line.case, one.kind),
    )
    made.save()
    return made


def by_secret(secret: str) -> Sending | None:
    """The sending that a link's secret opens."""
    return Sending.objects.filter(token=hashed(secret)).select_related("organisation").first()


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def still_open(sending: Sending, day: dt.date) -> bool:
    """Whether something may be handed in."""
    return sending.status == SendingStatus.OUT and day <= sending.until
