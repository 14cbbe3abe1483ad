"""A making as a process: the steps with their days, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.blocks.assemblies.composing import approval, lists, publishing, review, seats
from keqiao.blocks.assemblies.composing.checks import CONGRESSES, MANAGE
from keqiao.blocks.assemblies.composing.counting import UnitLine, open_votes, standing
from keqiao.blocks.assemblies.composing.models import Finding, ListStatus, Making, MakingStatus
from keqiao.blocks.assemblies.composing.opening import waits_for_vote
from keqiao.blocks.assemblies.composing.seating import may_begin
from keqiao.kernel.access.pages import may
from keqiao.look.acts import ActLink, act_link
from keqiao.look.formats import enumerated, long_date
from keqiao.look.parts import Step
from keqiao.plans.composition import Requirement
from keqiao.registry.wording import day_word

from .frame import address

ORDER = (
    MakingStatus.ALLOTTING,
    MakingStatus.NOMINATING,
    MakingStatus.REVIEWING,
    MakingStatus.SUBMITTED,
    MakingStatus.APPROVED,
    MakingStatus.SEATED,
)


@dataclass(frozen=True)
class Next:
    """What is to be done next, in words, with the link to it where the reader may do it."""

    words: str
    link: ActLink | None = None


def steps(making: Making, lines: Sequence[UnitLine]) -> list[Step]:
    """The whole way of a making."""
    reported = sum(line.slate.status in (ListStatus.REPORTED, ListStatus.ACCEPTED) for line in lines)
    lists_said = _("%(done)s/%(all)s个单位已报送") % {"done": reported, "all": len(lines)} if lines else ""
    told = (
        (
            _("启动筹备，分配名额"),
            making.allotted,
            ngettext("名额%(number)s个", "名额%(number)s个", making.seats) % {"number": making.seats},
        ),
        (_("各单位推荐、报送名单"), making.merged, lists_said),
        (_("征求意见、公示、资格审查"), making.submitted, ""),
        (_("审定"), making.approved, _decided(making)),
        (_("开始新一届"), making.seated, _("计划%(day)s") % {"day": long_date(making.day)}),
    )
    # Two stages of the way lie in one step: what waits for approval is what was reviewed.
    place = {MakingStatus.SUBMITTED: 3, MakingStatus.APPROVED: 4, MakingStatus.SEATED: 5, MakingStatus.DROPPED: -1}
    now = place.get(
        MakingStatus(making.status), ORDER.index(MakingStatus(making.status)) if making.status in ORDER else -1
    )
    return [
        Step(title, _state(number, now, making), day_word(day), note) for number, (title, day, note) in enumerate(told)
    ]


def _state(number: int, now: int, making: Making) -> str:
    if now < 0:
        return "coming"
    if number < now:
        return "done"
    if number > now:
        return "coming"
    return "late" if making.day < timezone.localdate() else "current"


def _decided(making: Making) -> str:
    return " ".join(part for part in (making.approving_body, making.document) if part)


def next_step(request: HttpRequest, making: Making, lines: Sequence[UnitLine], unmet: Sequence[Requirement]) -> Next:
    """The one thing to do next."""
    match making.status:
        case MakingStatus.ALLOTTING:
            return _allotting(request, making, lines)
        case MakingStatus.NOMINATING:
            return _nominating(request, making, lines)
        case MakingStatus.REVIEWING:
            return _reviewing(request, making, unmet)
        case MakingStatus.SUBMITTED:
            return Next(_waiting(making), act_link(request, approval.approve, making))
        case MakingStatus.APPROVED:
            return _approved(making)
        case MakingStatus.SEATED:
            return _seated(making)
    return Next(_("筹备已经终止：%(reason)s。") % {"reason": making.reason})


def _allotting(request: HttpRequest, making: Making, lines: Sequence[UnitLine]) -> Next:
    rest = making.seats - sum(line.allotment.seats for line in lines)
    if not rest:
        return Next(_("名额已经分配完，可以下达。"), act_link(request, seats.issue, making))
    words = _("还有%(rest)s个名额没有分配。") % {"rest": rest}
    if not may(request, MANAGE, making.organisation_id):
        return Next(words)
    return Next(words, ActLink(_("分配名额"), address(making, "split")))


def _nominating(request: HttpRequest, making: Making, lines: Sequence[UnitLine]) -> Next:
    waiting = [line.allotment.name for line in lines if line.slate.status in lists.FILLED]
    if to_settle := sum(line.to_settle for line in lines):
        return Next(
            _("有%(number)s份名单等待接收，见下表。") % {"number": to_settle},
            act_link(request, lists.accept_all, making),
        )
    if waiting:
        names = enumerated(waiting[:3]) + (_("等") if len(waiting) > 3 else "")
        return Next(_("等待%(number)s个单位报送名单：%(names)s。") % {"number": len(waiting), "names": names})
    return Next(_("名单都已接收，可以汇总。"), act_link(request, lists.merge, making))


def _reviewing(request: HttpRequest, making: Making, unmet: Sequence[Requirement]) -> Next:
    if not making.consultations.exists():
        return Next(_("还没有登记征求意见。"), act_link(request, review.consult, making))
    latest = making.publicities.filter(withdrawn=None).last()
    if latest is None:
        return Next(_("名单还没有公示。"), act_link(request, publishing.publish, making))
    if latest.ends >= timezone.localdate():
        return Next(_("名单公示到%(day)s。") % {"day": long_date(latest.ends)})
    if latest.objections.filter(finding=Finding.OPEN).exists():
        return Next(_("有异议还没有办结，见下面的公示情况。"))
    if making.body.kind in CONGRESSES and not making.credentials.exists():
        return Next(_("还没有登记代表资格审查。"), act_link(request, review.examine, making))
    explained = set(making.explanations.exclude(text="").values_list("demand", flat=True))
    if rest := [one for one in unmet if one.code not in explained]:
        link = ActLink(_("填写说明"), address(making, "composition") + "#unmet")
        return Next(_("有%(number)s项要求没有达到，还没有说明。") % {"number": len(rest)}, link)
    return Next(_("可以提请审定。"), act_link(request, approval.submit, making))


def _waiting(making: Making) -> str:
    """Who approves; that a publicity still runs is told, and hinders nobody."""
    latest = making.publicities.filter(withdrawn=None).last()
    if latest is None or latest.ends < timezone.localdate():
        return _("名单等待审定。由没有提请审定的另一位负责人登记审定结果。")
    said = _("公示到%(day)s，还没有期满。名单等待审定，由没有提请审定的另一位负责人登记审定结果。")
    return said % {"day": long_date(latest.ends)}


def _seated(making: Making) -> Next:
    if making.day > timezone.localdate():
        said = _("名单上的人员都已登记任职，从%(day)s起算；这一天的会议会通知他们。")
        return Next(said % {"day": long_date(making.day)})
    return Next(_("新一届已经开始，名单上的人员都已登记任职。"))


def _approved(making: Making) -> Next:
    if titles := open_votes(standing(making)):
        return Next(_("%(titles)s还没有结果。") % {"titles": enumerated(f"“{title}”" for title in titles)})
    if making.day > timezone.localdate():
        said = {"day": long_date(making.day)}
        if may_begin(making):
            return Next(_("名单已经审定。先登记代表任职，会议通知才会发给新一届代表；任职从%(day)s起算。") % said)
        return Next(_("名单已经审定，新一届将于%(day)s开始。") % said)
    if waits_for_vote(making):
        said_of_vote = _(
            "新一届已为选举开启，结果确认后当选的人自动登记任职。选举不在本系统进行的，登记未当选的人之后开始新一届。"
        )
        return Next(said_of_vote)
    return Next(_("名单已经审定，可以开始新一届：名单上的人员将登记任职，上一届同时结束。"))
