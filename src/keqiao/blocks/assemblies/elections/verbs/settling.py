"""Votes are counted, two tellers' sheets compared, and a result is confirmed or declared void."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.elections.counting import Line
from keqiao.blocks.assemblies.elections.models import (
    Candidate,
    Election,
    ElectionStatus,
    Manner,
    Sheet,
    Teller,
)
from keqiao.blocks.assemblies.elections.roll import numbers
from keqiao.blocks.assemblies.elections.tallying import TWO, differences, kept_result, result_of, written_as
from keqiao.blocks.assemblies.elections.wording import fault_words
from keqiao.kernel.access.rules import can
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import run_effect
from keqiao.registry.refusals import check_number, check_text, record
from keqiao.registry.verbs.posts import ElectPerson, elect

from .preparing import APPROVE, MANAGE, check_stands

MOST = 100_000


class EnterSheet(VerbData):
    """What a teller counted. ``votes``: for each number for, against, abstentions; ``written``: name → votes."""

    issued: int
    returned: int
    void: int = 0
    votes: dict[str, list[int]]
    written: dict[str, int] = {}


class EnterHands(VerbData):
    """How many raised their hands; who didn't is neither for, nor against, nor abstains."""

    yes: Annotated[int, Asked(gettext_lazy("赞成"))]
    no: Annotated[int, Asked(gettext_lazy("反对"))]
    abstain: Annotated[int, Asked(gettext_lazy("弃权"), gettext_lazy("没有举手的不算弃权。"))]
    teller: Annotated[int | None, Asked("", hidden=True)] = None


class Identify(VerbData):
    """Who was meant by a name that was written in."""

    name: Annotated[str, Field(max_length=40), Asked(gettext_lazy("选票上写的姓名"))]
    person: Annotated[int, Asked(gettext_lazy("是哪一位"), kind="person")]


class Confirm(VerbData):
    """An explanation, where something that the plan demands of the body isn't met or seats stay open."""

    explanation: Annotated[
        str,
        Asked(
            gettext_lazy("说明"),
            gettext_lazy("人员结构没有达到方案要求、名额有空缺的，写明原因和下步安排。"),
            kind="long",
        ),
    ] = ""


class Void(VerbData):
    """Why nothing comes of the election."""

    reason: Annotated[str, Asked(gettext_lazy("原因"), kind="long")]


def _may_enter(act: Act, target: Teller, data: EnterSheet) -> bool:
    """The teller's own account, or a clerk who takes the figures off the paper sheet."""
    user = act.actor.user
    own = user is not None and user.person_id is not None and user.person_id == target.person_id
    return own or can(act.actor, MANAGE, target.organisation_id)


@verb(
    "elections.enter_sheet",
    does=gettext_lazy("录入了计票单"),
    needs="owner",
    on=lambda target, data: [target.organisation_id],
    owner=_may_enter,
)
def enter_sheet(act: Act, target: Teller, data: EnterSheet) -> Sheet:
    """Enter what one teller counted; nobody enters both sheets, so that they are two counts and not one."""
    election = target.election
    check_stands(election, ElectionStatus.CLOSED, ElectionStatus.COUNTED)
    if election.manner != Manner.PAPER:
        raise VerbError(_("“%(title)s”不是纸质投票，没有计票单。") % {"title": election.title})
    _check_sheet(election, data)
    others = election.sheets.exclude(teller=target)
    if others.filter(entered_by=act.actor.label).exists():
        raise VerbError(_("另一张计票单是您录入的。请由另一人用自己的账号录入这一张，两张再作比对。"))
    if others.count() >= TWO:
        raise VerbError(_("已经有两张计票单。需要更正的，请修改原来的一张。"))
    kept = Sheet.objects.filter(teller=target).first() or Sheet(election=election, teller=target)
    kept.issued, kept.returned, kept.void = data.issued, data.returned, data.void
    kept.votes, kept.written, kept.entered_by = json.dumps(data.votes), _written(data), act.actor.label
    kept.save()
    return kept


@verb(
    "elections.enter_hands",
    does=gettext_lazy("登记了举手表决的票数"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def enter_hands(act: Act, target: Election, data: EnterHands) -> Election:
    """Enter a show of hands; the result follows from the rule at once."""
    check_stands(target, ElectionStatus.OPEN)
    if target.manner != Manner.HANDS:
        raise VerbError(_("“%(title)s”不是举手表决。") % {"title": target.title})
    counts = [data.yes, data.no, data.abstain]
    for number in counts:
        check_number(number, _("票数"), 0, MOST)
    if sum(counts) > (target.present or 0):
        said = _("赞成、反对、弃权共%(sum)d，多于到会%(present)d人。请重新清点。")
        raise VerbError(said % {"sum": sum(counts), "present": target.present or 0})
    teller = target.tellers.order_by("pk").first()
    Sheet(
        election=target,
        teller=teller,
        issued=target.present or 0,
        returned=sum(counts),
        votes=json.dumps({"1": counts}),
        entered_by=act.actor.label,
    ).save()
    target.status = ElectionStatus.CLOSED
    target.save()
    return count_votes(act, target)


@verb(
    "elections.count",
    does=gettext_lazy("计了票"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def count_votes(act: Act, target: Election, data: VerbData) -> Election:
    """Work the result out of all that was cast; again is the same."""
    check_stands(target, ElectionStatus.CLOSED, ElectionStatus.COUNTED)
    if target.manner == Manner.PAPER:
        _check_two_sheets(target)
    result = result_of(target)
    target.result, target.status = written_as(result), ElectionStatus.COUNTED
    target.save()
    return target


@verb(
    "elections.identify",
    does=gettext_lazy("核对了另选的人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def identify(act: Act, target: Election, data: Identify) -> Candidate:
    """Say who was meant by a name written in, so that the person can take the seat."""
    check_stands(target, ElectionStatus.COUNTED)
    result = kept_result(target)
    if result is None or data.name not in {line.name for line in result.lines if not line.number}:
        raise VerbError(_("没有人在选票上另写“%(name)s”。请照选票上的写法填写。") % {"name": data.name})
    person = record(Person, data.person, _("人员"))
    if target.candidates.filter(person=person).exists():
        raise VerbError(_("%(name)s已在候选人之中。请核对是哪一位。") % {"name": person.name})
    number = target.candidates.count() + 1
    made = Candidate(election=target, person=person, number=number, written_as=data.name)
    made.save()
    return made


@verb(
    "elections.confirm",
    does=gettext_lazy("确认了选举（表决）结果"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def confirm_result(act: Act, target: Election, data: Confirm) -> Election:
    """Confirm the result; whoever is elected holds the post from then on, all of them or nobody."""
    check_stands(target, ElectionStatus.COUNTED)
    result = result_of(target)
    if written_as(result) != target.result:
        raise VerbError(_("重新计算的结果与已计的不一致。请先重新计票，查明原因。"))
    if result.fault:
        said = _("%(why)s不能确认结果。请宣布本次投票无效，再重新进行。")
        raise VerbError(said % {"why": fault_words(result)})
    seated = [_seated(target, line) for line in result.elected()] if target.persons else []
    target.status, target.explanation = ElectionStatus.CONFIRMED, data.explanation
    target.save()
    run_effect(lambda: _take_seats(act, target, seated))
    return target


@verb(
    "elections.void",
    does=gettext_lazy("宣布投票无效"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def void_election(act: Act, target: Election, data: Void) -> Election:
    """Declare that nothing comes of it."""
    check_stands(target, ElectionStatus.OPEN, ElectionStatus.CLOSED, ElectionStatus.COUNTED)
    check_text(data.reason, _("原因"), 1000)
    target.status, target.explanation, target.lock = ElectionStatus.VOID, data.reason, ""
    target.save()
    target.sealed_ballots.all().delete()  # nobody will ever read them
    return target


def _check_sheet(election: Election, data: EnterSheet) -> None:
    places = {str(number) for number in numbers(election)}
    for number in (data.issued, data.returned, data.void, *data.written.values()):
        check_number(number, _("票数"), 0, MOST)
    if set(data.votes) != places or any(len(counts) != 3 or min(counts) < 0 for counts in data.votes.values()):
        raise VerbError(_("计票单没有填全。请为每位候选人填写赞成、反对、弃权三个数。"))
    valid = data.returned - data.void
    for place, counts in sorted(data.votes.items(), key=lambda one: int(one[0])):
        if sum(counts) != valid:
            said = _("第%(number)s号赞成、反对、弃权共%(sum)d，应等于有效票%(valid)d。请重新清点。")
            raise VerbError(said % {"number": place, "sum": sum(counts), "valid": valid})
    against = sum(counts[1] for counts in data.votes.values())
    if sum(data.written.values()) > against:
        raise VerbError(_("另选他人的票数多于反对票，不可能。只有投反对票的才可以另选他人，请重新清点。"))


def _written(data: EnterSheet) -> str:
    names: dict[str, int] = {}
    for name, count in data.written.items():
        plain = " ".join(name.split())
        names[plain] = names.get(plain, 0) + count
    return json.dumps(names, ensure_ascii=False)


def _check_two_sheets(election: Election) -> None:
    sheets = list(election.sheets.order_by("pk"))
    if len(sheets) < TWO:
        raise VerbError(_("需要两名计票人分别录入计票单，现在有%(count)d张。") % {"count": len(sheets)})
    if found := differences(sheets):
        said = _("两张计票单有%(count)d处不一致，不能得出结果。请两人一起复点，改正后再计票。")
        raise VerbError(said % {"count": len(found)})


def _seated(election: Election, line: Line) -> Candidate:
    """The candidate who is elected. Raises VerbError while nobody said who a name written in is."""
    found = (
        election.candidates.filter(number=line.number).first()
        if line.number
        else election.candidates.filter(written_as=line.name).first()
    )
    if found is None:
        raise VerbError(_("另选的“%(name)s”当选，还没有核对是哪一位。请先核对，再确认结果。") % {"name": line.name})
    return found


def _take_seats(act: Act, election: Election, seated: Sequence[Candidate]) -> None:
    for one in seated:
        _take_seat(act, election, one)


def _take_seat(act: Act, election: Election, one: Candidate) -> None:
    term = election.term
    assert term is not None
    assert term.starts is not None
    assert election.date is not None
    if term.posts.filter(person=one.person_id, role=election.role, ends=None).exists():
        return  # holds it already; the election leaves it so, and it stays when the result is annulled
    data = ElectPerson(
        person=one.person_id,
        role=Role(election.role),
        starts=election.date if election.date > term.starts else None,
        part_time=one.part_time,
        resident=one.resident,
        elected_by_unit=one.elected_by_unit,
    )
    one.post = elect(act, term, data)
    one.save()
