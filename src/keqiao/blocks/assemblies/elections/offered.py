"""What may be done with elections at the desk; each stands where its step is, only what is rare in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer, page_of

from .models import COUNTED_BY_HAND, Candidate, Election, ElectionStatus, Manner, Proxy, Teller
from .rules import read_rules
from .verbs import preparing, settling, voting

PREPARED, APPROVED, OPEN = ElectionStatus.PREPARED, ElectionStatus.APPROVED, ElectionStatus.OPEN
CLOSED, COUNTED = ElectionStatus.CLOSED, ElectionStatus.COUNTED


def election_url(one: Election) -> str:
    """The page of an election at the desk."""
    return reverse("assemblies:election", args=[one.body.organisation.code, one.public_id])


def _is(*wanted: ElectionStatus) -> Any:
    return lambda one: one.status in wanted


page_of(Election, election_url)
for _model in (Candidate, Teller, Proxy):
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
offer(settling.void_election, label=_("宣布投票无效"), order=80, shown=_is(OPEN, CLOSED, COUNTED))
offer(
    preparing.withdraw,
    label=_("撤销这项选举"),
    order=90,
    shown=_is(PREPARED),
    lands=lambda one, body: reverse("assemblies:elections", args=[body.organisation.code]),
)
