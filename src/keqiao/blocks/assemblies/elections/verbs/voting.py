"""Voting begins, ballots are cast, voting ends."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.elections.ballots import check_ballot, check_receipt
from keqiao.blocks.assemblies.elections.box import new_lock, open_box, put_in, settle_roll
from keqiao.blocks.assemblies.elections.counting import MARKS
from keqiao.blocks.assemblies.elections.models import (
    COUNTED_BY_HAND,
    SECRET,
    Answer,
    Election,
    ElectionStatus,
    Manner,
    Voter,
)
from keqiao.blocks.assemblies.elections.roll import draw_up, present, represented
from keqiao.blocks.assemblies.elections.rules import reaches, read_rules
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .preparing import MANAGE, check_stands


class Cast(VerbData):
    """A ballot: a mark for each number, names written in beside votes against, and the code of the receipt."""

    marks: dict[str, str]
    written: dict[str, str] = {}
    receipt: str


class GiveAnswer(VerbData):
    """How somebody votes by name."""

    mark: Annotated[str, Asked("", hidden=True)]


@verb(
    "elections.open",
    does=gettext_lazy("开始了投票"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def open_voting(act: Act, target: Election, data: VerbData) -> Election:
    """Draw up the roll and begin: the rules approved, the tellers approved by the meeting, the one before settled."""
    check_stands(target, ElectionStatus.APPROVED)
    if target.manner in SECRET and target.tellers_approved is None:
        raise VerbError(_("监票人、计票人还没有经会议通过。请先登记会议通过的情况，再开始投票。"))
    if target.after is not None and target.after.status != ElectionStatus.CONFIRMED:
        said = _("按章程先要完成“%(title)s”，它的结果还没有确认。请先办理那一项。")
        raise VerbError(said % {"title": target.after.title})
    draw_up(target)
    rules = read_rules(target.rules)
    there, entitled = target.present or 0, target.due or 0
    if rules.quorum_base == "due" and not reaches(there, rules.quorum, rules.quorum_operator, entitled):
        said = _("应到%(due)d人，到会%(present)d人，没有达到法定人数，不能开始投票。请核对到会情况。")
        raise VerbError(said % {"due": entitled, "present": there})
    if target.boxed:
        target.lock = new_lock(target)
    target.status = ElectionStatus.OPEN
    target.save()
    return target


@verb(
    "elections.admit",
    does=gettext_lazy("补入了投票开始后到会的人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def admit_late(act: Act, target: Election, data: VerbData) -> Election:
    """Put on the roll who came to the meeting after voting had begun."""
    check_stands(target, ElectionStatus.OPEN)
    if target.meeting is None:
        raise VerbError(_("这次投票没有会议，选举人都已在名册中。"))
    there = present(target)
    known = set(target.voters.values_list("person", flat=True))
    late = there - known
    for person in sorted(late):
        Voter(election=target, person_id=person).save()
    # Who comes after all votes for themself, unless their proxy has voted already.
    target.voters.filter(person__in=there, voted=False).exclude(holder=None).update(holder=None)
    target.present = target.issued = len(there) + len(represented(target, there))
    target.save()
    return target


def _is_theirs(act: Act, target: Voter, data: Cast | GiveAnswer) -> bool:
    """Whether the line of the roll is the actor's own, or of somebody for whom they vote."""
    user = act.actor.user
    caster = target.holder_id or target.person_id
    return user is not None and user.person_id is not None and user.person_id == caster


@verb(
    "elections.cast",
    does=gettext_lazy("投了票"),
    needs="owner",
    on=lambda target, data: [target.election.organisation_id],
    owner=_is_theirs,
    secret=True,
)
def cast(act: Act, target: Voter, data: Cast) -> None:
    """Put a ballot into the box, once."""
    election = target.election
    if not election.boxed:
        raise VerbError(_("“%(title)s”不是网上投票。请按会议的安排投票。") % {"title": election.title})
    marks, written = check_ballot(election, data.marks, data.written)
    check_receipt(data.receipt)
    _use_vote(target)
    put_in(election, marks, written, data.receipt)


@verb(
    "elections.answer",
    does=gettext_lazy("记名表决"),
    needs="owner",
    on=lambda target, data: [target.election.organisation_id],
    owner=_is_theirs,
)
def answer(act: Act, target: Voter, data: GiveAnswer) -> Answer:
    """Vote by name, once."""
    if target.election.manner != Manner.ROLL:
        raise VerbError(_("“%(title)s”不是记名表决。") % {"title": target.election.title})
    if data.mark not in MARKS:
        raise VerbError(_("请选择赞成、反对或弃权。"))
    _use_vote(target)
    made = Answer(election=target.election, person_id=target.person_id, mark=data.mark)
    made.save()
    return made


@verb(
    "elections.close",
    does=gettext_lazy("结束了投票"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def close_voting(act: Act, target: Election, data: VerbData) -> Election:
    """End the voting and open the box; the count follows by itself, and again if it is broken off."""
    check_stands(target, ElectionStatus.OPEN)
    target.status = ElectionStatus.CLOSED
    target.save()
    if target.boxed:
        open_box(target)
        target.save()
    elif target.manner == Manner.ROLL:
        settle_roll(target)
    if target.manner not in COUNTED_BY_HAND:
        act.emit("elections.closed", election=target.pk)
    return target


def _use_vote(voter: Voter) -> None:
    """Mark a line of the roll as used. Of two who click at once only one comes through."""
    used = Voter.objects.filter(pk=voter.pk, voted=False).update(voted=True)
    if not used:
        raise VerbError(_("这一票已经投出，没有重复计入。"))
    # Asked only now that the line is ours: closing takes every line first, so none is cast between its two steps.
    if Election.objects.filter(pk=voter.election_id, status=ElectionStatus.OPEN).first() is None:
        raise VerbError(_("投票没有开始或者已经截止，这张选票没有投出。请看会议公布的结果。"))
