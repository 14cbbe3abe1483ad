"""What may be done with elections at the desk; each stands where its step is, only what is rare in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.privacy.consent import purposes_for
from keqiao.kernel.privacy.models import PurposeKind
from keqiao.look.acts import offer, page_of

from .again import next_vote
from .models import (
    COUNTED_BY_HAND,
    Announcement,
    AnnouncementStatus,
    Candidate,
    Election,
    ElectionStatus,
    Manner,
    Proxy,
    Teller,
)
from .rules import read_rules
from .verbs import announcing, preparing, repeating, settling, voting

PREPARED, APPROVED, OPEN = ElectionStatus.PREPARED, ElectionStatus.APPROVED, ElectionStatus.OPEN
CLOSED, COUNTED = ElectionStatus.CLOSED, ElectionStatus.COUNTED
LONGEST_TITLE = 120


def election_url(one: Election) -> str:
    """The page of an election at the desk."""
    return reverse("assemblies:election", args=[one.body.organisation.code, one.public_id])


def title_again(one: Election) -> str:
    """What the next vote is usually called: the first one's title and which time it is."""
    first, times = one, 2
    while first.again_of is not None:
        first, times = first.again_of, times + 1
    ending = gettext("（第%(times)d次投票）") % {"times": times}
    return f"{first.title[: LONGEST_TITLE - len(ending)]}{ending}"


def only_purpose(organisation: int) -> dict[str, str]:
    """The code of the one purpose for which names may be published; of several, people say which."""
    codes = [one.code for one in purposes_for(organisation) if one.kind == PurposeKind.PUBLICATION]
    return {"purpose": codes[0]} if len(codes) == 1 else {}


def _has_announcement(*wanted: AnnouncementStatus) -> Any:
    return lambda one: one.status in wanted


def _is(*wanted: ElectionStatus) -> Any:
    return lambda one: one.status in wanted


page_of(Election, election_url)
for _model in (Candidate, Teller, Proxy, Announcement):
    page_of(_model, lambda one: election_url(one.election))

offer(
    preparing.prepare,
    label=_("准备选举（表决）"),
    order=16,
    initial=lambda body: {"date": timezone.localdate()},
    lands=lambda body, made: election_url(made),
)
offer(
    preparing.use_preset,
    label=_("套用常用办法"),
    listed=False,
    note=_("整套替换现在的选举办法，之后仍可逐项修改。"),
    shown=_is(PREPARED),
)
offer(
    preparing.set_rules,
    label=_("修改选举办法"),
    listed=False,
    initial=lambda one: read_rules(one.rules).model_dump(),
    shown=_is(PREPARED),
)
offer(
    preparing.nominate,
    label=_("登记候选人"),
    listed=False,
    note=_("按选票上的顺序选择，排在已登记的候选人之后。"),
    shown=lambda one: one.persons and one.status == PREPARED,
)
offer(
    preparing.strike,
    label=_("撤下"),
    shown=lambda one: one.election.status == PREPARED,
    lands=lambda one, made: election_url(made),
)
offer(
    preparing.name_tellers,
    label=_("提出监票人、计票人"),
    listed=False,
    note=_("候选人不能担任监票人、计票人。人选由会议通过。"),
    shown=_is(PREPARED, APPROVED),
)
offer(
    preparing.dismiss_teller,
    label=_("更换"),
    shown=lambda one: one.election.status in (PREPARED, APPROVED),
    lands=lambda one, made: election_url(made),
)
offer(
    preparing.approve_tellers,
    label=_("登记会议通过监票人、计票人"),
    listed=False,
    initial=lambda one: {"date": min(timezone.localdate(), one.date)},
    shown=_is(PREPARED, APPROVED),
)
offer(
    preparing.give_proxy,
    label=_("登记委托投票"),
    listed=False,
    shown=lambda one: one.status in (PREPARED, APPROVED) and read_rules(one.rules).proxies == "leave",
)
offer(
    preparing.approve_rules,
    label=_("审定选举办法和选票"),
    listed=False,
    note=_("审定之后，选举办法和候选人不再变动。"),
    shown=_is(PREPARED),
)
offer(preparing.reopen_rules, label=_("退回选举办法"), order=70, shown=_is(APPROVED))
offer(
    voting.open_voting,
    label=_("开始投票"),
    listed=False,
    note=_("按基准日的任职和会议的到会情况生成选举人名册。"),
    shown=_is(APPROVED),
)
offer(
    voting.admit_late,
    label=_("补入后到会的人"),
    order=20,
    shown=lambda one: one.status == OPEN and one.meeting_id is not None and one.manner not in COUNTED_BY_HAND,
)
offer(
    voting.close_voting,
    label=_("结束投票"),
    listed=False,
    note=_("结束之后不能再投票。网上的选票随即开箱计票。"),
    shown=_is(OPEN),
)
offer(
    settling.enter_hands,
    label=_("登记举手的票数"),
    listed=False,
    shown=lambda one: one.status == OPEN and one.manner == Manner.HANDS,
)
offer(settling.count_votes, label=_("计票"), listed=False, shown=_is(CLOSED, COUNTED))
offer(settling.identify, label=_("核对另选的人"), listed=False, shown=_is(COUNTED))
offer(
    settling.confirm_result,
    label=_("确认结果"),
    listed=False,
    note=_("确认之后，当选的人即登记任职。"),
    shown=_is(COUNTED),
)
offer(
    repeating.repeat,
    label=_("再次投票（另行选举）"),
    listed=False,
    note=_("名额、候选人按上一次的结果和选举办法得出，办法和监票人、计票人照搬，都要重新审定、通过。"),
    initial=lambda one: {"title": title_again(one), "date": max(timezone.localdate(), one.date), "manner": one.manner},
    shown=lambda one: next_vote(one) is not None,
    lands=lambda one, made: election_url(made),
)
offer(
    repeating.annul,
    label=_("撤销选举结果"),
    order=85,
    note=_("当选登记的任职随即撤销，公布的结果随即撤下；选票和结果留存备查。"),
    shown=_is(ElectionStatus.CONFIRMED),
)
offer(
    announcing.announce,
    label=_("提请公布结果"),
    listed=False,
    note=_("另一人批准之后，门户上公布结果和计票文件。选票不含姓名、时间和次序；姓名只写出本人同意公开的。"),
    initial=lambda one: only_purpose(one.organisation_id),
    shown=lambda one: one.status == ElectionStatus.CONFIRMED and announcing.announcement_of(one) is None,
)
offer(announcing.publish, label=_("批准公布"), listed=False, shown=_has_announcement(AnnouncementStatus.SUBMITTED))
offer(
    announcing.send_back_announcement,
    label=_("退回公布"),
    listed=False,
    shown=_has_announcement(AnnouncementStatus.SUBMITTED),
)
offer(
    announcing.withdraw_announcement,
    label=_("撤下公布的结果"),
    listed=False,
    shown=_has_announcement(*announcing.OPEN),
)
offer(settling.void_election, label=_("宣布投票无效"), order=80, shown=_is(OPEN, CLOSED, COUNTED))
offer(
    preparing.withdraw,
    label=_("撤销这项选举"),
    order=90,
    shown=_is(PREPARED),
    lands=lambda one, body: reverse("assemblies:elections", args=[body.organisation.code]),
)
