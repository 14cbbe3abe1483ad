"""What may be done with personal information at the desk, and the panels that other pages show of it."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import DataRequest, Purpose, RequestKind
from keqiao.look.acts import offer, page_of
from keqiao.look.panels import register_panel

from .about import open_requests, uses_of
from .drafting import draft_of
from .erasing import hindrances
from .verbs.consents import record_consent, record_withdrawal
from .verbs.erasure import delete_person
from .verbs.purposes import define_purpose, publish_notice, stop_purpose
from .verbs.requests import answer_request, record_request


def purpose_url(one: Purpose) -> str:
    """The page of a purpose at the desk."""
    return reverse("purpose", args=[one.public_id])


def request_url(one: DataRequest) -> str:
    """The page of a request at the desk."""
    return reverse("data_request", args=[one.public_id])


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
register_panel("person", "privacy", _("个人信息的使用和同意"), person_panel, order=85)
register_panel("home", "privacy", _("关于我的信息"), home_panel, order=85)
