"""Cases on runs of absences: the list, and one with its meetings, the person's statement and the decision."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.absences import absent_from, find_absences
from keqiao.blocks.assemblies.service.models import AbsenceRun
from keqiao.blocks.assemblies.service.rules import absences_of
from keqiao.kernel.access.pages import page
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.acts import acts_of
from keqiao.registry.wording import body_word

from .asked import links, names_seen


@require_safe
@page(NEED, on=place)
def absences(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    organisation = own(request, code)
    found = AbsenceRun.objects.filter(body__organisation=organisation).select_related("case", "person", "body")
    bodies = [(one, number) for one in organisation.bodies.order_by("pk") if (number := absences_of(one))]
    context = {
        "organisation": organisation,
        "names": names_seen(request, organisation),
        "open": [one for one in found if one.case.status == CaseStatus.OPEN],
        "decided": [(one, _(one.get_outcome_display())) for one in found if one.case.status != CaseStatus.OPEN],
        "bodies": [(body_word(one), number, links(request, one, find_absences)) for one, number in bodies],
        "trail": trail(organisation, (_("连续缺席"), "")),
    }
    return render(request, "service/absences.html", context)


@require_safe
@page(NEED, on=place)
def absence(request: HttpRequest, code: str, run: uuid.UUID) -> HttpResponse:
    """One case."""
    organisation = own(request, code)
    if not names_seen(request, organisation):
        raise PermissionDenied(_("缺席事项写有姓名，您没有查看人员的权限。请联系本单位的安全管理员开通。"))
    found = AbsenceRun.objects.select_related("case", "person", "body__organisation")
    one = get_object_or_404(found, public_id=run, body__organisation=organisation)
    context = {
        "organisation": organisation,
        "run": one,
        "body": body_word(one.body),
        "meetings": [row.meeting for row in absent_from(one)],
        "outcome": _(one.get_outcome_display()) if one.outcome else "",
        "acts": acts_of(request, one),
        "trail": trail(
            organisation,
            (_("连续缺席"), reverse("assemblies:absences", args=[organisation.code])),
            (one.case.title, ""),
        ),
    }
    return render(request, "service/absence.html", context)
