"""Where the room appears beside its own pages: the organisation's hub, the desk, the home, a body's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.pages.frame import NEED
from keqiao.blocks.assemblies.service.calendar_year import rota_year
from keqiao.blocks.assemblies.service.committees import KINDS
from keqiao.blocks.assemblies.service.models import (
    AbsenceRun,
    DutyReport,
    MajorDecision,
    Opinion,
    ReportStatus,
    RotaSlot,
    Studio,
)
from keqiao.blocks.assemblies.service.offered import committee_url, duties_url, studio_url
from keqiao.blocks.assemblies.service.owed import counts, owed_by, owed_in, ruled_bodies
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Secondment
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.panels import register_panel
from keqiao.plans.access import sees_own_live

from .cards import duty_cards
from .duties import KINDS as OWING

MOST = 8


def hub_panel(request: HttpRequest, subject: object) -> str:
    """Doors to the room's pages, each saying in a line how things stand."""
    assert isinstance(subject, Organisation)
    doors = [door for door in (_duties(subject), _absences(subject), *_others(subject)) if door is not None]
    if not doors:
        return ""
    return render_to_string("service/panel_hub.html", {"doors": doors}, request)


def desk_panel(request: HttpRequest, subject: object) -> str:
    """What waits for the reader: reports without a receipt, cases without a decision."""
    actor = actor_of(request)
    waits: dict[str, Any] = {}
    if "duties.record" in actor.needs and "people.see" in actor.needs:
        mine = reachable(actor, "duties.record")
        reports = DutyReport.objects.filter(body__organisation__in=mine, status=ReportStatus.HANDED_IN)
        waits["reports"] = list(reports.select_related("body__organisation", "person").order_by("handed_in")[:MOST])
    if "duties.assess" in actor.needs:
        mine = reachable(actor, "duties.assess")
        runs = AbsenceRun.objects.filter(body__organisation__in=mine, case__status=CaseStatus.OPEN)
        waits["runs"] = list(runs.select_related("body__organisation", "case", "person").order_by("date")[:MOST])
    if not any(waits.values()):
        return ""
    return render_to_string("service/panel_desk.html", waits, request)


def home_panel(request: HttpRequest, subject: object) -> str:
    """What the person has to do next, as one card each; done things are one link away."""
    assert isinstance(subject, Person)
    today = timezone.localdate()
    found = owed_by(subject, today.year)
    runs = AbsenceRun.objects.filter(person=subject, case__status=CaseStatus.OPEN).select_related("body", "case")
    slots = RotaSlot.objects.filter(person=subject, ends__gt=today).select_related("body").order_by("starts")
    cards = duty_cards(found)
    context = {
        "cards": [one for one in cards if not one.done],
        "done": sum(one.done for one in cards),
        "runs": list(runs),
        "slots": [(one, one.starts is not None and one.starts <= today, one.days.count()) for one in slots[:2]],
    }
    if not any(context.values()):
        return ""
    return render_to_string("service/panel_home.html", context, request)


def body_panel(request: HttpRequest, subject: object) -> str:
    """From a body's page to what its members owe, or to a committee's or studio's year; for its own people."""
    assert isinstance(subject, Body)
    code = subject.organisation.code
    if not may(request, NEED, subject.organisation_id) or not sees_own_live(actor_of(request), subject.organisation_id):
        return ""
    doors = []
    if subject.kind in OWING:
        doors.append((_("履职要求"), duties_url(subject)))
    if subject.kind in KINDS:
        doors.append((_("职责、计划和报告"), committee_url(subject)))
    studio = Studio.objects.filter(body=subject).first()
    if studio is not None:
        doors.append((_("听到的意见"), studio_url(studio)))
    if subject.kind == BodyKind.CHAIR_MEETING:
        doors.append((_("驻会轮值"), reverse("assemblies:rota", args=[code])))
    return render_to_string("service/panel_body.html", {"doors": doors}, request) if doors else ""


def _duties(organisation: Organisation) -> tuple[str, str, str] | None:
    meeting_bodies = organisation.bodies.filter(kind__in=(BodyKind.CONGRESS, BodyKind.FULL_COMMITTEE, BodyKind.COUNCIL))
    if not meeting_bodies.exists():
        return None
    tally = counts(one for body in ruled_bodies(organisation) for one in owed_in(body, timezone.localdate().year))
    told = {"done": tally["done"], "waits": tally["waits"], "owing": tally["open"] + tally["late"]}
    said = _("今年已完成%(done)s件，等待回执%(waits)s件，尚未完成%(owing)s件") % told
    if not tally:
        said = _("还没有设定代表和委员每年的履职要求")
    return _("履职要求"), reverse("assemblies:duties", args=[organisation.code]), said


def _absences(organisation: Organisation) -> tuple[str, str, str] | None:
    runs = AbsenceRun.objects.filter(body__organisation=organisation)
    if not runs.exists() and not organisation.bodies.filter(kind=BodyKind.FULL_COMMITTEE).exists():
        return None
    number = runs.filter(case__status=CaseStatus.OPEN).count()
    said = _("%(number)s项等待研究决定") % {"number": number} if number else _("没有等待决定的事项")
    return _("连续缺席"), reverse("assemblies:absences", args=[organisation.code]), said


def _others(organisation: Organisation) -> list[tuple[str, str, str]]:
    code = organisation.code
    kinds = set(organisation.bodies.values_list("kind", flat=True))
    found = []
    if BodyKind.CHAIR_MEETING in kinds:
        found.append((_("驻会轮值"), reverse("assemblies:rota", args=[code]), _rota_said(organisation)))
    if BodyKind.CONGRESS in kinds:
        found.append((_("代表工作室"), reverse("assemblies:studios", args=[code]), _studios_said(organisation)))
    number = organisation.bodies.filter(kind__in=KINDS).count()
    if number:
        said = _("%(number)s个委员会和小组的职责、计划和报告") % {"number": number}
        found.append((_("专门委员会和工作小组"), reverse("assemblies:committees", args=[code]), said))
    if organisation.kind == "association" or Secondment.objects.filter(organisation=organisation).exists():
        found.append((_("挂职交流"), reverse("assemblies:secondments", args=[code]), _("双向挂职、预留岗位、驻会书记")))
    decisions = MajorDecision.objects.filter(organisation=organisation, year=timezone.localdate().year).count()
    if decisions or organisation.kind in ("society", "association") or BodyKind.PARTY_ORGANISATION in kinds:
        said = _("今年登记“三重一大”事项%(number)s项") % {"number": decisions}
        found.append((_("党组织生活"), reverse("assemblies:party", args=[code]), said))
    return found


def _rota_said(organisation: Organisation) -> str:
    bodies = organisation.bodies.filter(rota_slots__isnull=False).distinct()
    found = [rota_year(body, timezone.localdate().year) for body in bodies]
    if not found:
        return _("还没有安排")
    told = {"covered": sum(one.covered for one in found), "served": sum(one.served for one in found)}
    return _("今年安排%(covered)s天，已登记驻会%(served)s天") % told


def _studios_said(organisation: Organisation) -> str:
    number = Studio.objects.filter(body__organisation=organisation).count()
    if not number:
        return _("还没有设立")
    open_ones = Opinion.objects.filter(studio__body__organisation=organisation, answered=None).count()
    return _("%(number)s个工作室，%(open)s条意见等待答复") % {"number": number, "open": open_ones}


register_panel("assemblies", "service", gettext_lazy("履职"), hub_panel, order=50)
register_panel("body", "service", gettext_lazy("履职"), body_panel, order=40)
register_panel("desk", "service", gettext_lazy("履职和缺席"), desk_panel, order=9)
register_panel("home", "service", gettext_lazy("我的履职"), home_panel, order=20)
