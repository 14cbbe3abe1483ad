"""The public face of an organisation: what everybody reads, and at the desk what waits to be published."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import ANYONE, actor_of, may, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.faces.models import FaceStage, PublicFace
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.standards.names import pad_name
from keqiao.look.acts import acts_of
from keqiao.look.panels import panels_of
from keqiao.look.parts import Choice
from keqiao.registry.wording import choice_word, day_word, joined

from .organisation import organisation
from .reach import NEED
from .unit_lists import chosen_of

A_PAGE = 30
# Whose existence is everybody's business. Party organisations and units outside the system are not ours to show.
PUBLIC_KINDS = (
    OrganisationKind.ASSOCIATION,
    OrganisationKind.SOCIETY,
    OrganisationKind.CONSORTIUM,
    OrganisationKind.ENTERPRISE_ASSOCIATION,
    OrganisationKind.PARK_ASSOCIATION,
    OrganisationKind.UNIVERSITY_ASSOCIATION,
    OrganisationKind.INSTITUTE_ASSOCIATION,
    OrganisationKind.TOWNSHIP_ASSOCIATION,
    OrganisationKind.VILLAGE_ASSOCIATION,
    OrganisationKind.RURAL_TECHNICAL_ASSOCIATION,
    OrganisationKind.SENIOR_ASSOCIATION,
    OrganisationKind.AFFILIATED_INSTITUTION,
)


@dataclass(frozen=True)
class Shown:
    """What everybody may read of an organisation: without a published face its name, kind, level, place and parent."""

    one: Organisation
    kind: str
    level: str
    division: str
    parent: str
    parent_url: str
    face: PublicFace | None

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and value of what is known."""
        rows = [
            (_("类型"), self.kind),
            (_("层级"), self.level),
            (_("行政区划"), self.division),
            (_("办公地址"), self.face.address if self.face is not None else ""),
        ]
        return [(label, value) for label, value in rows if value]


def face_url(one: Organisation) -> str:
    """Where everybody reads of an organisation."""
    return reverse("organisation_face", args=[one.code])


def shown_of(organisations: Iterable[Organisation]) -> list[Shown]:
    """What is public of each: two queries however many."""
    listed = list(organisations)
    keys = [one.pk for one in listed]
    placed = Placement.objects.filter(holds_on(today()), organisation__in=keys).select_related("leading", "division")
    places = {item.organisation_id: item for item in placed}
    public = PublicFace.objects.filter(stage=FaceStage.PUBLISHED, organisation__in=keys)
    by_organisation = {face.organisation_id: face for face in public}
    return [_shown(one, places.get(one.pk), by_organisation.get(one.pk)) for one in listed]


def _shown(one: Organisation, place: Placement | None, face: PublicFace | None) -> Shown:
    above = place.leading if place is not None else None
    public = above is not None and above.kind in PUBLIC_KINDS
    return Shown(
        one,
        choice_word(OrganisationKind(one.kind)),
        choice_word(Level(one.level)),
        str(place.division or "") if place is not None else "",
        above.name if public and above is not None else "",
        face_url(above) if public and above is not None else "",
        face,
    )


@require_GET
@page(ANYONE)
def organisation_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """An organisation at its one address: its record for those who may see it, its public face for everybody else."""
    one = get_object_or_404(Organisation, code=code)
    if settings.DEMO or may(request, NEED, one) or one.kind not in PUBLIC_KINDS:
        return organisation(request, code)
    return organisation_face(request, code)


@require_GET
@page(ANYONE)
def organisation_face(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may read of an organisation."""
    one = get_object_or_404(Organisation, code=code, kind__in=PUBLIC_KINDS)
    (shown,) = shown_of([one])
    leaders = shown.face.leaders.select_related("person") if shown.face is not None else ()
    context = {
        "shown": shown,
        "organisation": one,
        "kicker": joined(shown.kind, shown.level),
        "leaders": [(pad_name(each.person.name), each.position) for each in leaders],
        "panels": panels_of("organisation_face", request, one),
        "since": day_word(shown.face.starts) if shown.face is not None else "",
        "record": reverse("organisation", args=[one.code]) if may(request, NEED, one) else "",
    }
    return render(request, "registry/organisation_face.html", context)


@require_GET
@page(NEED)
def faces(request: HttpRequest) -> HttpResponse:
    """The faces of the organisations whose records the reader may see, those that wait first."""
    stage = chosen_of(request, {"stage": FaceStage.values})["stage"]
    held = PublicFace.objects.filter(organisation__in=reachable(actor_of(request), NEED))
    waiting = held.filter(stage=FaceStage.SUBMITTED).count()
    found = held.filter(stage=stage) if stage else held
    ordered = found.select_related("organisation", "submitted_by").order_by("organisation__code", "-pk")
    shown = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [(one, choice_word(FaceStage(one.stage))) for one in shown],
        "tabs": [
            Choice(_("全部"), "?", not stage),
            *(
                Choice(choice_word(each), f"?stage={each}", each == stage, waiting if each == "submitted" else None)
                for each in FaceStage
            ),
        ],
        "trail": [{"label": _("公开信息"), "url": ""}],
    }
    return render(request, "registry/faces.html", context)


def face_keeper(request: HttpRequest, face_id: uuid.UUID) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(PublicFace, public_id=face_id).organisation_id


@require_GET
@page(NEED, on=face_keeper)
def face(request: HttpRequest, face_id: uuid.UUID) -> HttpResponse:
    """One face at the desk: what it would show, who drew it up, what may be done with it."""
    one = get_object_or_404(PublicFace.objects.select_related("organisation", "submitted_by"), public_id=face_id)
    names = may(request, "people.see", one.organisation)
    context = {
        "face": one,
        "stage": choice_word(FaceStage(one.stage)),
        "facts": [
            (_("办公地址"), one.address),
            (_("办公电话"), one.phone),
            (_("公开邮箱"), one.email),
            (_("网站"), one.website),
            (_("提交"), joined(str(one.submitted_by or _("系统运维")), day_word(one.submitted_on))),
            (_("公开时间"), joined(day_word(one.starts), day_word(one.ends))),
        ],
        "leaders": [
            (pad_name(each.person.name) if names else "", each.position, day_word(each.consented), each.consent)
            for each in one.leaders.select_related("person")
        ],
        "acts": acts_of(request, one),
        "trail": [{"label": _("公开信息"), "url": reverse("registry:faces")}, {"label": str(one), "url": ""}],
    }
    return render(request, "registry/face.html", context)


def ways(request: HttpRequest, subject: object) -> str:
    """On an organisation's page: the way to its place in the tree, its network and its public face."""
    assert isinstance(subject, Organisation)
    held = subject.faces.filter(stage__in=(FaceStage.SUBMITTED, FaceStage.PUBLISHED))
    waiting = [(one, choice_word(FaceStage(one.stage))) for one in held] if may(request, NEED, subject) else []
    context = {"organisation": subject, "public": subject.kind in PUBLIC_KINDS, "waiting": waiting}
    return render_to_string("registry/_ways.html", context)
