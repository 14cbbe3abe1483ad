"""What staff may do at the desk with duties, absences, rotas, studios, committees, secondments and decisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind, Secondment
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.acts import offer, page_of

from . import absences, committees, party, reminding, reports, rota, rules, secondment_rules, secondments, studios
from .models import AbsenceRun, Advice, DutyReport, MajorDecision, Opinion, PlanItem, ReportStatus, RotaSlot, Studio


def duties_url(body: Body) -> str:
    """Who owes what in an organisation's body."""
    return f"{reverse('assemblies:duties', args=[body.organisation.code])}?body={body.public_id}"


def report_url(one: DutyReport) -> str:
    """A duty report as staff read it."""
    return reverse("assemblies:duty_report", args=[one.body.organisation.code, one.public_id])


def absence_url(one: AbsenceRun) -> str:
    """The case on a run of absences."""
    return reverse("assemblies:absence", args=[one.body.organisation.code, one.public_id])


def rota_url(one: RotaSlot) -> str:
    """The rota that a time in residence stands in."""
    return f"{reverse('assemblies:rota', args=[one.body.organisation.code])}?body={one.body.public_id}"


def studio_url(one: Studio) -> str:
    """A studio with its opinions."""
    return reverse("assemblies:studio", args=[one.body.organisation.code, one.public_id])


def committee_url(body: Body) -> str:
    """A committee with its year."""
    return reverse("assemblies:committee", args=[body.organisation.code, body.public_id])


def secondments_url(one: Secondment) -> str:
    """An organisation's secondments."""
    return reverse("assemblies:secondments", args=[one.organisation.code])


def party_url(one: MajorDecision) -> str:
    """An organisation's major decisions."""
    return reverse("assemblies:party", args=[one.organisation.code])


def _kind(*kinds: BodyKind) -> Any:
    return lambda body: body.kind in kinds


def _move_initial(one: RotaSlot) -> dict[str, Any]:
    return {"starts": one.starts, "ends": one.ends, "task": one.task}


def _remit_initial(body: Body) -> dict[str, Any]:
    remit = body.remits.filter(ends=None).first()
    return {"text": remit.text, "document": remit.document} if remit is not None else {}


def _rule_initial(organisation: Organisation) -> dict[str, Any]:
    rule = organisation.secondment_rules.filter(ends=None).first()
    if rule is None:
        return {}
    return {"months": rule.months, "low": rule.low, "high": rule.high, "document": rule.document}


def _waits(one: DutyReport) -> bool:
    return one.status == ReportStatus.HANDED_IN


page_of(DutyReport, report_url)
page_of(AbsenceRun, absence_url)
page_of(RotaSlot, rota_url)
page_of(Studio, studio_url)
page_of(Opinion, lambda one: studio_url(one.studio))
page_of(PlanItem, lambda one: committee_url(one.body))
page_of(Advice, lambda one: committee_url(one.body))
page_of(Secondment, secondments_url)
page_of(MajorDecision, party_url)

offer(
    rules.set_rule,
    label=_("设定履职要求"),
    note=_("从起始日期起按新的要求计算，之前的年份不变。"),
    listed=False,
    lands=lambda body, made: duties_url(body),
)
offer(
    reminding.remind,
    label=_("提醒尚未完成的人"),
    note=_("向尚未完成今年履职要求的人发送提醒。两周之内提醒过的不再发送，没有登记联系方式的只在本人的页面上显示。"),
    listed=False,
    lands=lambda body, made: duties_url(body),
)
offer(reports.acknowledge, label=_("出具回执"), order=5, shown=_waits)
offer(reports.send_back, label=_("退回补充"), order=10, shown=_waits)
offer(
    absences.find_absences,
    label=_("检查缺席"),
    note=_("按到会记录查找连续无故缺席，达到次数的立为事项，由人研究决定。同一轮缺席只立一次。"),
    listed=False,
    lands=lambda body, made: reverse("assemblies:absences", args=[body.organisation.code]),
)
offer(
    absences.decide,
    label=_("登记研究决定"),
    order=5,
    note=_("辞去职务的，职务随之结束；事后说明的，这几次缺席改为请假。决定之后不能修改。"),
    shown=lambda one: one.case.status == CaseStatus.OPEN,
)
offer(
    rota.assign_slot,
    label=_("安排驻会轮值"),
    listed=False,
    initial=lambda body: {"starts": timezone.localdate()},
    lands=lambda body, made: rota_url(made),
)
offer(rota.move_slot, label=_("调整"), order=20, initial=_move_initial)
offer(rota.log_day, label=_("登记驻会工作"), order=10, initial=lambda one: {"date": timezone.localdate()})
offer(
    rota.cancel_slot,
    label=_("取消轮值"),
    order=90,
    shown=lambda one: not one.days.exists(),
    lands=lambda one, made: rota_url(one),
)
offer(studios.open_studio, label=_("设立代表工作室"), listed=False, lands=lambda target, made: studio_url(made))
offer(studios.receive_opinion, label=_("登记听到的意见"), order=5)
offer(studios.hand_on, label=_("交办"), order=5, shown=lambda one: one.answered is None)
offer(studios.answer_opinion, label=_("登记答复"), order=10, shown=lambda one: one.answered is None)
offer(
    committees.set_remit,
    label=_("登记职责"),
    listed=False,
    initial=_remit_initial,
    shown=_kind(*committees.KINDS),
    lands=lambda body, made: committee_url(body),
)
offer(
    committees.plan_year,
    label=_("登记年度计划"),
    listed=False,
    initial=lambda body: {"year": timezone.localdate().year},
    shown=_kind(*committees.KINDS),
    lands=lambda body, made: committee_url(body),
)
offer(
    committees.report_year,
    label=_("登记年度报告"),
    listed=False,
    initial=lambda body: {"of": timezone.localdate().year},
    shown=_kind(*committees.KINDS),
    lands=lambda body, made: committee_url(body),
)
offer(committees.finish_item, label=_("登记完成"), shown=lambda one: one.done is None)
offer(
    committees.strike_item,
    label=_("删除"),
    order=110,
    shown=lambda one: one.done is None,
    lands=lambda one, made: committee_url(one.body),
)
offer(
    committees.ask_advice,
    label=_("登记咨询事项"),
    listed=False,
    shown=_kind(BodyKind.ADVISORY_COMMITTEE),
    lands=lambda body, made: committee_url(body),
)
offer(
    committees.give_advice,
    label=_("登记咨询意见"),
    initial=lambda one: {"opinion": one.opinion},
    shown=lambda one: one.adoption == "waiting",
)
offer(committees.adopt_advice, label=_("登记采纳情况"), shown=lambda one: one.given is not None)
offer(
    secondments.arrange_secondment,
    label=_("安排挂职"),
    listed=False,
    lands=lambda target, made: secondments_url(made),
)
offer(
    secondment_rules.set_rule,
    label=_("设定挂职要求"),
    note=_("方案对挂职时间和预留岗位有要求的，按方案；方案没有写的，从起始日期起按这里设定的要求。"),
    listed=False,
    initial=_rule_initial,
    lands=lambda target, made: reverse("assemblies:secondments", args=[target.code]),
)
offer(secondments.end_secondment, label=_("登记结束"))
offer(
    party.record_decision,
    label=_("登记“三重一大”事项"),
    listed=False,
    lands=lambda target, made: party_url(made),
)
offer(
    party.withdraw_decision,
    label=_("撤回登记"),
    note=_("删除登记错了的事项。"),
    lands=lambda one, made: party_url(one),
)
