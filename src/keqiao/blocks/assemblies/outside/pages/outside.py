"""党政、人大、政协: leaders in charge, hearings, seats and consultation on one page, each with what may be done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.outside import consulting, verbs
from keqiao.blocks.assemblies.outside.models import Consultation, Hearing, Leader, Seat
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, act_link, acts_of

SHOWN = 30
ADDING = (
    ("leaders", verbs.name_leader),
    ("hearings", verbs.record_hearing),
    ("seats", verbs.record_seat),
    ("consultations", consulting.record_consultation),
    ("opinions", consulting.ask_opinion),
)


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def outside(request: HttpRequest, code: str) -> HttpResponseBase:
    """All of it. Posting puts a document beside a hearing."""
    organisation = own(request, code)
    if request.method == "POST":
        return _attach(request, code)
    leaders = Leader.objects.filter(organisation=organisation).annotate(plenary=Max("presences__meeting__date"))
    hearings = Hearing.objects.filter(organisation=organisation).select_related("document")[:SHOWN]
    seats = Seat.objects.filter(organisation=organisation).select_related("person")
    consultations = Consultation.objects.filter(organisation=organisation)[:SHOWN]
    context = {
        "organisation": organisation,
        "leaders": _with_acts(request, leaders),
        "hearings": _with_acts(request, hearings),
        "seats": _with_acts(request, seats),
        "consultations": _with_acts(request, consultations),
        "names": may(request, "people.see", organisation),
        "may_manage": may(request, verbs.MANAGE, organisation),
        "add": {name: act_link(request, one, organisation) for name, one in ADDING},
        "trail": trail(organisation, (_("党政、人大和政协"), "")),
    }
    return render(request, "outside/outside.html", context)


@require_safe
@page(NEED, on=place)
def document(request: HttpRequest, code: str, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The document beside a hearing."""
    organisation = own(request, code)
    found = get_object_or_404(Hearing, public_id=hearing_id, organisation=organisation).document
    if found is None:
        raise Http404
    return FileResponse(
        found.content.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type
    )


def _attach(request: HttpRequest, code: str) -> HttpResponse:
    organisation = own(request, code)
    one = get_object_or_404(Hearing, public_id=_uuid(request.POST.get("hearing", "")), organisation=organisation)
    file = request.FILES.get("file")
    data = {"name": file.name or "", "content": file.read()} if file is not None else {"name": "", "content": b""}
    try:
        verbs.attach_document(Act(actor_of(request)), one, data)
        messages.success(request, _("文件已附上。"))
    except VerbError as error:
        messages.error(request, str(error))
    return redirect("assemblies:outside", code)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _with_acts(request: HttpRequest, found: Iterable[Any]) -> list[tuple[Any, list[ActLink]]]:
    return [(one, acts_of(request, one)) for one in found]
