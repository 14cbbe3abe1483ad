"""Verbs on what a meeting decides, and the tasks that carry it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Annotated

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import AttendanceState, Meeting, MeetingStatus
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseStatus, PartyRole
from keqiao.look.formats import long_date
from keqiao.plans.supervision.tasks import Due, Parties, open_task

from .models import Adopted, AdoptionBase, Decision, DecisionKind, Rules
from .planning import MANAGE
from .rules import adoption_words, rules_on


class Decide(VerbData):
    """What was adopted and how. Votes, where they were counted, are held against the rules."""

    kind: Annotated[DecisionKind, Asked(gettext_lazy("类别"))] = DecisionKind.DECISION
    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("标题"))]
    text: Annotated[str, Field(min_length=2, max_length=8000), Asked(gettext_lazy("内容"), kind="long")]
    adopted: Annotated[Adopted, Asked(gettext_lazy("通过方式"))] = Adopted.CONSENT
    votes_for: Annotated[int | None, Field(ge=0), Asked(gettext_lazy("赞成人数"), gettext_lazy("计票的才填。"))] = None
    votes_against: Annotated[int | None, Field(ge=0), Asked(gettext_lazy("反对人数"))] = None
    abstentions: Annotated[int | None, Field(ge=0), Asked(gettext_lazy("弃权人数"))] = None
    item: Annotated[int | None, Asked("", hidden=True)] = None


class FollowUp(Parties):
    """Who carries a decision out, and by when."""

    due: Due = None


@dataclass(frozen=True)
class Followed:
    """A decision and how far it is carried out."""

    decision: Decision
    lead: str
    due: str
    word: str


@verb(
    "assemblies.decide",
    does=gettext_lazy("登记了会议决定"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
    note=lambda target, data: str(target),
)
def decide(act: Act, target: Meeting, data: Decide) -> Decision:
    """Write down what a meeting adopted, during it or afterwards."""
    _check_meets(target)
    item = target.items.filter(pk=data.item).first() if data.item is not None else None
    _check_votes(target, data)
    last = target.decisions.aggregate(last=Max("number"))["last"] or 0
    given = data.model_dump(exclude={"seen_version", "key", "item"})
    made = Decision(meeting=target, item=item, number=last + 1, **given)
    made.save()
    return made


@verb(
    "assemblies.withdraw_decision",
    does=gettext_lazy("撤回了会议决定的登记"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_decision(act: Act, target: Decision, data: VerbData) -> None:
    """Delete a decision that was written down wrongly, as long as no task rests on it."""
    if target.case_id is not None:
        said = _("“%(decision)s”已经转为督查任务，不能撤回。请先在督查台账中撤项，并保留这项决定。")
        raise VerbError(said % {"decision": target})
    target.delete()


@verb(
    "assemblies.follow_up",
    does=gettext_lazy("把会议决定转为督查任务"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def follow_up(act: Act, target: Decision, data: FollowUp) -> Case:
    """Make a task of a decision, with a leading unit and a day."""
    if target.case_id is not None:
        raise VerbError(_("“%(decision)s”已经转为督查任务，没有重复办理。") % {"decision": target})
    if not (data.lead or data.lead_unit):
        raise VerbError(_("没有填写牵头单位。请写明由谁落实。"))
    organisation = Organisation.objects.get(pk=target.organisation_id)
    source = _("依据：%(meeting)s%(kind)s第%(number)s项。") % {
        "meeting": target.meeting,
        "kind": _(target.get_kind_display()),
        "number": target.number,
    }
    task = {
        "title": target.title,
        "text": f"{target.text[:3800]}\n{source}",
        "about": f"decision/{target.public_id}",
        **data.model_dump(exclude={"seen_version", "key"}),
    }
    made: Case = open_task(act, organisation, task)
    target.case = made
    target.save()
    return made


def followed(decisions: Sequence[Decision]) -> list[Followed]:
    """How far decisions are, from their tasks; give them with ``case__parties`` and ``case__deadlines``."""
    return [_followed(one) for one in decisions]


def _followed(one: Decision) -> Followed:
    case = one.case
    if case is None:
        return Followed(one, "", "", "")
    lead = next((party.name for party in case.parties.all() if party.role == PartyRole.LEAD), "")
    final = next((deadline for deadline in case.deadlines.all() if deadline.final), None)
    late = final is not None and case.status == CaseStatus.OPEN and final.due < timezone.localdate()
    word = _("已逾期") if late else _(case.get_status_display())
    return Followed(one, lead, long_date(final.due) if final is not None else "", word)


def needed_for(rules: Rules, due: int, present: int) -> int:
    """The least number of votes for a decision."""
    base = due if rules.adoption_base == AdoptionBase.DUE else present
    share = rules.adoption * base
    return floor(share) + 1 if rules.adoption_more else ceil(share)


def _check_meets(meeting: Meeting) -> None:
    assert meeting.date is not None
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.CANCELLED):
        said = _("“%(meeting)s”%(status)s，还不能登记决定。请在会议进行中或结束后登记。")
        raise VerbError(said % {"meeting": meeting, "status": _(meeting.get_status_display())})
    if to_int(meeting.date) > to_int(timezone.localdate()):
        raise VerbError(_("会议定于%(day)s召开，现在还不能登记决定。") % {"day": meeting.date})


def _check_votes(meeting: Meeting, data: Decide) -> None:
    """Raise VerbError for votes that can't be, or that the rules don't let pass."""
    given = (data.votes_for, data.votes_against, data.abstentions)
    if all(one is None for one in given):
        return
    if data.votes_for is None:
        raise VerbError(_("填写了反对或弃权人数，没有填写赞成人数。请补充，或都不填。"))
    present = meeting.attendance.filter(status=AttendanceState.PRESENT).count()
    cast = sum(one or 0 for one in given)
    if present and cast > present:
        raise VerbError(
            _("表决人数合计%(cast)s，超过到会的%(present)s人。请核对。") % {"cast": cast, "present": present}
        )
    rules = rules_on(meeting.body, meeting.date)
    due = meeting.due or meeting.invitations.filter(kind="due").count()
    if rules is None or not present or (rules.adoption_base == AdoptionBase.DUE and not due):
        return
    needed = needed_for(rules, due, present)
    if data.votes_for < needed:
        said = _("%(rule)s，须%(needed)s票，现有%(votes)s票，没有通过，不能登记为决定。请核对票数。")
        told = {"rule": adoption_words(rules), "needed": needed, "votes": data.votes_for}
        raise VerbError(said % told)
