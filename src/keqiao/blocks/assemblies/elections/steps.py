"""An election as steps in the order in which they have to be done, and the one that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.access.pages import actor_of, may
from keqiao.look.acts import ActLink, act_link
from keqiao.look.formats import long_date
from keqiao.look.parts import Step

from .models import SECRET, Candidate, Election, ElectionStatus, Manner, Sheet
from .roll import on_ballot
from .tallying import TWO, differences, kept_result
from .verbs import preparing, settling, voting

ORDER = (
    ElectionStatus.PREPARED,
    ElectionStatus.APPROVED,
    ElectionStatus.OPEN,
    ElectionStatus.CLOSED,
    ElectionStatus.COUNTED,
    ElectionStatus.CONFIRMED,
)


@dataclass(frozen=True)
class Next:
    """What comes next, and the way there for whoever may do it; otherwise it is somebody else's turn.

    ``note``: where it is done, when that is no single link.
    """

    said: str
    link: ActLink | None = None
    note: str = ""


def steps_of(election: Election) -> list[Step]:
    """The way from the rules to the posts."""
    void = election.status == ElectionStatus.VOID
    reached = len(ORDER) if void else ORDER.index(ElectionStatus(election.status))
    told = election.tellers_approved
    tellers = _("%(day)s会议通过") % {"day": long_date(told)} if told is not None else ""
    titles = [
        (_("选举办法和选票"), 1),
        (_("监票人、计票人"), 1 if told is None else 0),
        (_("投票"), 3),
        (_("计票"), 4),
        (_("确认结果"), 5),
    ]
    states = _states(reached, [done for _title, done in titles], told=told is not None)
    if void:
        return [Step(_("投票无效"), "late", note=election.explanation)]
    notes = ["", tellers, _turnout(election), "", ""]
    return [Step(title, state, note=note) for (title, _done), state, note in zip(titles, states, notes, strict=True)]


def _states(reached: int, ends: list[int], *, told: bool) -> list[str]:
    """Done, current, coming; the tellers come beside the rules and have a sign of their own."""
    done = [reached >= end for end in ends]
    done[1] = told
    first = next((place for place, is_done in enumerate(done) if not is_done), len(done))
    return ["done" if is_done else "current" if place == first else "coming" for place, is_done in enumerate(done)]


def _turnout(election: Election) -> str:
    if election.issued is None:
        return ""
    if election.status == ElectionStatus.OPEN and election.manner != Manner.PAPER:
        voted = election.voters.filter(voted=True).count()
        return _("应投%(issued)d票，已投%(voted)d票") % {"issued": election.issued, "voted": voted}
    return _("应到%(due)d人，到会%(present)d人") % {"due": election.due or 0, "present": election.present or 0}


def next_of(request: HttpRequest, election: Election) -> Next | None:
    """The one thing to do now; None once nothing is."""
    match election.status:
        case ElectionStatus.PREPARED:
            return _preparing(request, election)
        case ElectionStatus.APPROVED:
            return _before_voting(request, election)
        case ElectionStatus.OPEN:
            return _voting(request, election)
        case ElectionStatus.CLOSED:
            return _counting(request, election)
        case ElectionStatus.COUNTED:
            return _settling(request, election)
    return None


def _preparing(request: HttpRequest, election: Election) -> Next:
    if election.persons and not on_ballot(election):
        return Next(_("登记候选人。"), act_link(request, preparing.nominate, election))
    if election.manner in SECRET and not election.tellers.exists():
        return Next(_("提出监票人、计票人，由会议通过。"), act_link(request, preparing.name_tellers, election))
    link = act_link(request, preparing.approve_rules, election)
    return Next(_("核对选举办法和候选人，由分管领导审定。"), link)


def _before_voting(request: HttpRequest, election: Election) -> Next:
    if election.tellers_approved is None and election.tellers.exists():
        said = _("会议通过监票人、计票人之后登记。")
        return Next(said, act_link(request, preparing.approve_tellers, election))
    if election.tellers_approved is None and election.manner in SECRET:
        return Next(_("提出监票人、计票人，由会议通过。"), act_link(request, preparing.name_tellers, election))
    before = election.after
    if before is not None and before.status != ElectionStatus.CONFIRMED:
        return Next(_("等“%(title)s”的结果确认之后开始投票。") % {"title": before.title})
    return Next(_("到会登记完成之后开始投票。"), act_link(request, voting.open_voting, election))


def _voting(request: HttpRequest, election: Election) -> Next:
    if election.manner == Manner.HANDS:
        return Next(_("清点举手的人数，登记票数。"), act_link(request, settling.enter_hands, election))
    if election.manner == Manner.PAPER:
        return Next(_("收回选票之后结束投票。"), act_link(request, voting.close_voting, election))
    return Next(_("都投完或时间到了，结束投票。"), act_link(request, voting.close_voting, election))


def _counting(request: HttpRequest, election: Election) -> Next:
    if election.manner != Manner.PAPER:
        return Next(_("计票没有完成，请再计一次。"), act_link(request, settling.count_votes, election))
    sheets = list(election.sheets.order_by("pk"))
    if len(sheets) < TWO:
        return _entering(request, election, sheets)
    if found := differences(sheets):
        said = _("两张计票单有%(count)d处不一致，请两人一起复点，改正后再计票。") % {"count": len(found)}
        return Next(said, note=_("复点之后，由各人的录入人在下面“计票单”处更正。"))
    return Next(_("两张计票单一致，可以计票。"), act_link(request, settling.count_votes, election))


def _entering(request: HttpRequest, election: Election, sheets: Sequence[Sheet]) -> Next:
    """Two sheets by two people: a counter enters their own, staff that of one who doesn't, nobody both."""
    waiting = list(election.tellers.filter(duty="counter", sheets=None).select_related("person").order_by("pk"))
    if not waiting:
        return Next(_("需要两名计票人，请先增补计票人。"))
    said = _("两名计票人各自录入计票单，已有%(count)d张。") % {"count": len(sheets)}
    actor = actor_of(request)
    own = [one for one in waiting if actor.user is not None and one.person_id == actor.user.person_id]
    for_others = waiting if may(request, preparing.MANAGE, election.organisation_id) else []
    mine = [*own, *for_others]
    if not mine or any(sheet.entered_by == actor.label for sheet in sheets):
        return Next(said, note=_("由计票人本人或另一名经办人员用自己的账号录入，一个人不录两张。"))
    label = _("录入%(name)s的计票单") % {"name": mine[0].person.name}
    return Next(said, ActLink(label, reverse("votes:sheet", args=[mine[0].public_id])))


def _settling(request: HttpRequest, election: Election) -> Next:
    result = kept_result(election)
    if result is not None and result.fault:
        said = _("结果不成立，由分管领导宣布无效后重新投票。")
        return Next(said, act_link(request, settling.void_election, election))
    names = [] if result is None else [line.name for line in result.elected() if not line.number]
    known = set(Candidate.objects.filter(election=election).exclude(written_as="").values_list("written_as", flat=True))
    if unknown := [name for name in names if name not in known]:
        said = _("核对另选的“%(name)s”是哪一位。") % {"name": unknown[0]}
        return Next(said, act_link(request, settling.identify, election, name=unknown[0]))
    return Next(_("核对结果，由分管领导确认。"), act_link(request, settling.confirm_result, election))
