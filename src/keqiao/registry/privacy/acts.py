"""What may be done with personal information at the desk, and the panels that other pages show of it."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import (
    Assessment,
    DataRequest,
    Incident,
    Purpose,
    PurposeKind,
    RequestKind,
    RetentionRun,
    Stage,
)
from keqiao.look.acts import offer, page_of
from keqiao.look.panels import register_panel

from .about import open_requests, uses_of
from .drafting import draft_of
from .erasing import hindrances
from .verbs.assessments import approve_assessment, record_assessment
from .verbs.consents import record_consent, record_withdrawal
from .verbs.erasure import delete_person
from .verbs.incidents import close_incident, correct_incident, finish_step, report_incident
from .verbs.purposes import define_purpose, publish_notice, stop_purpose
from .verbs.requests import answer_request, record_request
from .verbs.retention import approve_run, prepare_run, set_period


def purpose_url(one: Purpose) -> str:
    """The page of a purpose at the desk."""
    return reverse("purpose", args=[one.public_id])


def request_url(one: DataRequest) -> str:
    """The page of a request at the desk."""
    return reverse("data_request", args=[one.public_id])


def assessment_url(one: Assessment) -> str:
    """The page of an assessment at the desk."""
    return reverse("assessment", args=[one.public_id])


def run_url(one: RetentionRun) -> str:
    """The page of a retention run at the desk."""
    return reverse("retention_run", args=[one.public_id])


def incident_url(one: Incident) -> str:
    """The page of an incident at the desk."""
    return reverse("incident", args=[one.public_id])


def next_step(one: Incident) -> str:
    """The step that is due first."""
    step = one.steps.filter(done=None).order_by("due").first()
    return step.kind if step is not None else ""


def to_result(target: Model, made: object) -> str:
    """After an act on an organisation the reader goes to what was made."""
    return purpose_url(made) if isinstance(made, Purpose) else reverse("data_requests")


def person_panel(request: HttpRequest, subject: object) -> str:
    """On a person's page at the desk: what they consented to and what they ask."""
    if not isinstance(subject, Person):
        return ""
    told = {"person": subject, "uses": uses_of(subject), "requests": open_requests(subject)}
    return render_to_string("privacy/panel_person.html", told, request)


def home_panel(request: HttpRequest, subject: object) -> str:
    """In the home: the way to what is held, what waits for a decision, what was answered."""
    if not isinstance(subject, Person):
        return ""
    asked = [one for one in uses_of(subject) if one.undecided]
    waiting = [one for one in open_requests(subject) if not one.outcome]
    return render_to_string("privacy/panel_home.html", {"asked": asked, "waiting": waiting}, request)


page_of(Purpose, purpose_url)
page_of(DataRequest, request_url)
offer(define_purpose, label=_("登记处理目的"), order=70, lands=to_result)
offer(
    publish_notice,
    label=_("发布告知书"),
    order=10,
    note=_("发布后不能修改，只能再发布新版本。勾选“须重新取得同意”后，以前的同意不再算数，直到本人重新决定。"),
    initial=lambda one: {"text": draft_of(one)},
    shown=lambda one: one.ends is None,
)
offer(
    stop_purpose,
    label=_("停止处理"),
    order=90,
    note=_("从今天起不再为这个目的处理个人信息。已有的同意留作凭据。"),
    shown=lambda one: one.ends is None,
)
offer(record_consent, label=_("登记同意"), order=60, initial=lambda one: {"day": timezone.localdate()})
offer(record_withdrawal, label=_("登记撤回同意"), order=61)
offer(record_request, label=_("登记个人信息请求"), order=62, lands=lambda target, made: request_url(made))
offer(
    answer_request,
    label=_("答复"),
    order=10,
    note=_("先按请求改好资料，再答复；答复显示在本人的“关于我的信息”里。"),
    shown=lambda one: not one.outcome,
)
offer(
    delete_person,
    label=_("删除个人信息"),
    order=20,
    note=_(
        "删除后不能恢复。历次任职、会籍和到会只留下计数所需的席位，记在“已删除人员”名下；审计里的个人内容同时销毁。"
    ),
    shown=lambda one: one.kind == RequestKind.DELETE and not one.outcome and not hindrances(one.person),
)
page_of(Assessment, assessment_url)
page_of(RetentionRun, run_url)
page_of(Incident, incident_url)
offer(
    record_assessment,
    label=_("做影响评估"),
    order=20,
    note=_("公开、向其他单位提供、处理敏感个人信息之前都要评估。评估由分管领导批准，至少保存三年。"),
    shown=lambda one: one.ends is None and one.kind != PurposeKind.GENERAL,
    lands=lambda target, made: assessment_url(made),
)
offer(approve_assessment, label=_("批准影响评估"), order=10, shown=lambda one: one.approved is None)
offer(
    set_period,
    label=_("设定保存期限"),
    order=71,
    note=_("从今天起对本单位和下级有效；上级或系统的期限照旧适用于没有另设的类别。"),
    lands=lambda target, made: reverse("retention"),
)
offer(
    prepare_run,
    label=_("查找到期的个人信息"),
    order=72,
    note=_("只列出已过保存期限的内容，批准之前什么也不删除。系统每天夜里也会自动查找。"),
    lands=lambda target, made: run_url(made),
)
offer(
    approve_run,
    label=_("批准到期删除"),
    order=10,
    note=_("批准后几分钟内执行，只删除本页列出的内容，不能恢复。"),
    shown=lambda one: one.stage == Stage.PREPARED,
)
offer(
    report_incident,
    label=_("登记安全事件"),
    order=73,
    note=_("个人信息可能泄露、篡改、丢失时立即登记。登记后自动列出步骤和时限，并生成报告和通知的草稿。"),
    initial=lambda one: {"day": timezone.localdate()},
    lands=lambda target, made: incident_url(made),
)
offer(
    correct_incident,
    label=_("更正情况"),
    order=20,
    initial=lambda one: {
        "title": one.title,
        "day": timezone.localdate(one.found),
        "level": one.level,
        "data": one.data,
        "people": one.people,
        "cause": one.cause,
        "harm": one.harm,
        "measures": one.measures,
        "advice": one.advice,
        "contact": one.contact,
    },
    shown=lambda one: one.closed is None,
)
offer(
    finish_step,
    label=_("办结一个步骤"),
    order=10,
    initial=lambda one: {"kind": next_step(one)},
    shown=lambda one: one.closed is None and one.steps.filter(done=None).exists(),
    lands=lambda target, made: incident_url(target),
)
offer(
    close_incident,
    label=_("结案"),
    order=30,
    shown=lambda one: one.closed is None and not one.steps.filter(done=None).exists(),
)
register_panel("person", "privacy", _("个人信息的使用和同意"), person_panel, order=85)
register_panel("home", "privacy", _("关于我的信息"), home_panel, order=85)
