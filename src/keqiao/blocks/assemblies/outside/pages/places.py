"""Where it appears beside its own page: the hub of an association's meetings."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.outside.models import Consultation, ConsultationKind, Hearing, HearingKind, Leader, Seat
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.look.panels import register_panel


def hub_panel(request: HttpRequest, subject: object) -> str:
    """This year's hearings and consultations, who is in charge, and opinions that wait."""
    if not isinstance(subject, Organisation) or subject.kind != OrganisationKind.ASSOCIATION:
        return ""
    year = timezone.localdate().year
    open_ones = Consultation.objects.filter(organisation=subject, kind=ConsultationKind.RECOMMENDATION, answered=None)
    context = {
        "organisation": subject,
        "leaders": Leader.objects.filter(holds_on(today()), organisation=subject),
        "heard": Hearing.objects.filter(organisation=subject, kind=HearingKind.HEARING, year=year).count(),
        "seats": Seat.objects.filter(holds_on(today()), organisation=subject).count(),
        "consulted": Consultation.objects.filter(organisation=subject, year=year).count(),
        "waiting": open_ones.order_by("due").first(),
    }
    return render_to_string("outside/panel_hub.html", context, request)


register_panel("assemblies", "outside", _("党政、人大和政协"), hub_panel, order=90)
