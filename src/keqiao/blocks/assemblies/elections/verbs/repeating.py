"""What follows a result that left seats open, or that doesn't stand: the next vote, and a result annulled."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.elections.again import NextVote, next_vote
from keqiao.blocks.assemblies.elections.models import (
    Announcement,
    AnnouncementStatus,
    Candidate,
    Election,
    ElectionStatus,
    Manner,
    Teller,
)
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.merging.absorb import pointing_at
from keqiao.registry.refusals import check_text

from .preparing import APPROVE, MANAGE, check_manner, check_stands


class Repeat(VerbData):
    """What the next vote is called, on which day it is held, and how."""

    title: Annotated[str, Field(max_length=120), Asked(gettext_lazy("名称"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    manner: Annotated[Manner, Asked(gettext_lazy("方式"))]


class Annul(VerbData):
    """Why the result doesn't stand."""

    reason: Annotated[str, Asked(gettext_lazy("原因"), kind="long")]


@verb(
    "elections.repeat",
    does=gettext_lazy("准备了再次投票"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def repeat(act: Act, target: Election, data: Repeat) -> Election:
    """Prepare the next vote on the seats that stayed open: the candidates the rules allow, the same rules and tellers.

    Rules and tellers have to be approved anew.
    """
    open_ones = next_vote(target)
    if open_ones is None:
        said = _("“%(title)s”没有需要再次投票的名额，或者已经准备了再次投票。请在它的页面上查看。")
        raise VerbError(said % {"title": target.title})
    check_text(data.title, _("名称"), 120)
    if target.date is not None and data.date < target.date:
        raise VerbError(_("再次投票不能早于上一次投票的%(day)s。请核对日期。") % {"day": target.date})
    if target.body.elections.filter(date=to_int(data.date), title=data.title).exists():
        said = _("%(day)s的“%(title)s”已经登记。请换一个名称或日期。")
        raise VerbError(said % {"day": data.date, "title": data.title})
    made = _copied(target, open_ones, data)
    for number, former in enumerate(open_ones.candidates, start=1):
        _stands(made, former, number)
    for teller in target.tellers.order_by("pk"):
        if teller.person_id not in {one.person_id for one in open_ones.candidates}:
            Teller(election=made, person_id=teller.person_id, duty=teller.duty).save()
    return made


@verb(
    "elections.annul",
    does=gettext_lazy("撤销了选举结果"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def annul(act: Act, target: Election, data: Annul) -> Election:
    """Declare that a confirmed result doesn't stand: the posts it gave are gone, the ballots stay to be checked."""
    check_stands(target, ElectionStatus.CONFIRMED)
    check_text(data.reason, _("原因"), 1000)
    stood_on = Election.objects.filter(after=target).exclude(
        status__in=(ElectionStatus.PREPARED, ElectionStatus.APPROVED, ElectionStatus.VOID)
    )
    if (later := stood_on.first()) is not None:
        said = _("“%(later)s”以这项选举的结果为前提，已经投票。请先处理那一项。")
        raise VerbError(said % {"later": later.title})
    for one in target.candidates.exclude(post=None).select_related("post", "person"):
        _unseat(one)
    target.status, target.explanation = ElectionStatus.VOID, data.reason
    target.save()
    for public in target.announcements.filter(status__in=(AnnouncementStatus.SUBMITTED, AnnouncementStatus.PUBLISHED)):
        _take_down(public, data.reason)
    return target


def _copied(target: Election, open_ones: NextVote, data: Repeat) -> Election:
    made = Election(
        body=target.body,
        again_of=target,
        title=data.title,
        kind=target.kind,
        manner=check_manner(target.kind, data.manner),
        matter=target.matter,
        term=target.term,
        role=target.role,
        seats=open_ones.seats,
        date=data.date,
        record_date=target.record_date if data.date == target.date else data.date,
        meeting=target.body.meetings.filter(date=to_int(data.date)).order_by("pk").first(),
        rules=open_ones.rules.model_dump_json(),
    )
    if target.meeting is not None and target.meeting.date == data.date:
        made.meeting = target.meeting
    made.save()
    return made


def _stands(election: Election, former: Candidate, number: int) -> None:
    Candidate(
        election=election,
        person_id=former.person_id,
        number=number,
        nominated=former.nominated,
        part_time=former.part_time,
        resident=former.resident,
        elected_by_unit=former.elected_by_unit,
    ).save()


def _unseat(candidate: Candidate) -> None:
    """Take away the post that the result gave; an ended one stays. Raises VerbError while something rests on it."""
    post = candidate.post
    assert post is not None
    others = {name: found for name, found in pointing_at(post).items() if name != "elections.Candidate.post_id"}
    if post.ends is None and any(others.values()):
        said = _("%(person)s当选后的任职已有别的记录，不能随结果一起撤销。请先在机构页面办理离任，再撤销结果。")
        raise VerbError(said % {"person": candidate.person.name})
    candidate.post = None
    candidate.save()
    if post.ends is None:
        post.delete()


def _take_down(public: Announcement, reason: str) -> None:
    public.status, public.reason = AnnouncementStatus.WITHDRAWN, reason[:200]
    public.save()
