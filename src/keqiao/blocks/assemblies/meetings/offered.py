"""What may be done with meetings and what belongs to them at the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.queries import elected_by, planned_day
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Body
from keqiao.look.acts import offer, page_of

from . import agenda, convening, decisions, door, leaves, planning, rules, running
from .models import (
    AgendaItem,
    Decision,
    Invitation,
    InvitationKind,
    ItemStatus,
    Leave,
    LeaveStatus,
    Paper,
    PaperKind,
    Rules,
)

OVER = (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)


def meeting_url(one: Meeting) -> str:
    """The page of a meeting."""
    return reverse("assemblies:meeting", args=[one.body.organisation.code, one.public_id])


def people_url(one: Meeting) -> str:
    """The list of those who are called to it."""
    return reverse("assemblies:meeting_people", args=[one.body.organisation.code, one.public_id])


def rules_url(body: Body) -> str:
    """The versions of a body's rules of procedure."""
    return reverse("assemblies:meeting_rules", args=[body.organisation.code, body.public_id])


def _status(*wanted: str) -> Any:
    return lambda one: one.status in wanted


def _usual(body: Body) -> dict[str, Any]:
    """What the form of rules proposes for a kind of body."""
    known: dict[str, Any] = {"title": f"{body}议事规则", "starts": timezone.localdate()}
    usual = rules.USUAL.get(body.kind)
    if usual is not None:
        known |= {"rhythm": usual.rhythm, "months": usual.months}
        known |= {"convening_body": usual.convening_body, "convening_role": usual.convening_role}
    return known


def _for_the_next_term(body: Body) -> dict[str, Any]:
    """The day for which the body's own next term is planned, or one that it elects, until it meets on that day."""
    day = planned_day([body, *elected_by(body)])
    if day is None or body.meetings.filter(date=to_int(day)).exclude(status=MeetingStatus.CANCELLED).exists():
        return {}
    return {"date": day}


def _as_planned(one: Meeting) -> dict[str, Any]:
    return {
        "date": one.date,
        "begins": f"{one.begins:%H:%M}" if one.begins else "",
        "ends": f"{one.ends:%H:%M}" if one.ends else "",
        "title": one.title,
        "place": one.place,
        "online": one.online,
    }


def _arranged(one: Meeting) -> dict[str, Any]:
    known = door.arranged(one)
    return {"door": known.door, "early": known.early, "late": known.late}


def _lead(one: Decision) -> dict[str, Any]:
    return {"lead": one.item.speaker if one.item is not None else ""}


page_of(Meeting, meeting_url)
page_of(Invitation, lambda one: people_url(one.meeting))
page_of(Rules, lambda one: rules_url(one.body))
for _model in (Leave, AgendaItem, Paper, Decision):
    page_of(_model, lambda one: meeting_url(one.meeting))

offer(
    planning.plan_meeting,
    label=_("筹备会议"),
    order=10,
    initial=_for_the_next_term,
    note=_("先定时间、地点和议程，由负责人召集之后才会通知参会人员。"),
    lands=lambda body, made: meeting_url(made),
)
offer(
    rules.adopt_rules,
    label=_("登记议事规则"),
    order=16,
    initial=_usual,
    lands=lambda body, made: rules_url(body),
)
offer(rules.withdraw_rules, label=_("撤回这一版"), lands=lambda one, made: rules_url(one.body))

AHEAD = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)
offer(convening.convene_meeting, label=_("召集会议"), order=5, initial=convening.proposed, shown=_status("planned"))
offer(running.open_meeting, label=_("宣布开会"), order=6, shown=_status("convened"))
offer(running.close_meeting, label=_("结束会议"), order=7, shown=_status("running"))
offer(planning.change_meeting, label=_("调整会议安排"), order=20, initial=_as_planned, shown=_status(*AHEAD))
offer(
    door.arrange_meeting,
    label=_("设置签到和提醒"),
    order=22,
    initial=_arranged,
    shown=_status(*AHEAD, "running"),
    lands=lambda meeting, made: meeting_url(meeting),
)
offer(
    planning.invite,
    label=_("邀请列席和特邀人员"),
    order=25,
    shown=_status(*AHEAD, "running"),
    lands=lambda meeting, made: people_url(meeting),
)
offer(agenda.add_item, label=_("增加议题"), order=30, shown=lambda one: one.status not in OVER)
offer(decisions.decide, label=_("登记决定"), order=35, shown=_status("running", "closed", "recorded"))
offer(
    planning.cancel_meeting,
    label=_("取消会议"),
    order=90,
    note=_("会议记录和取消原因会保留，已通知的人员会看到。"),
    shown=_status(*AHEAD),
)
offer(planning.uninvite, label=_("取消邀请"), shown=lambda one: one.kind != InvitationKind.DUE)

offer(
    agenda.change_item,
    label=_("修改"),
    initial=lambda one: {"title": one.title, "speaker": one.speaker, "minutes": one.minutes},
    shown=lambda one: one.meeting.status not in OVER,
)
offer(agenda.drop_item, label=_("撤下"), shown=lambda one: one.meeting.status not in OVER)
offer(
    agenda.take_up,
    label=_("进入这一议题"),
    order=5,
    shown=lambda one: one.meeting.status == "running" and one.status != ItemStatus.CURRENT,
)
offer(agenda.drop_paper, label=_("撤下"), shown=lambda one: one.kind != PaperKind.DELEGATION)
offer(leaves.grant_leave, label=_("批准"), order=5, shown=lambda one: one.status == LeaveStatus.ASKED)
offer(leaves.refuse_leave, label=_("不批准"), order=10, shown=lambda one: one.status == LeaveStatus.ASKED)
offer(
    decisions.follow_up,
    label=_("转为督查任务"),
    order=5,
    initial=_lead,
    note=_("任务记入本单位督查台账，由牵头单位填报进展。"),
    shown=lambda one: one.case_id is None,
)
offer(decisions.withdraw_decision, label=_("撤回"), order=90, shown=lambda one: one.case_id is None)
