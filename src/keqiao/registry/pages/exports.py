"""Taking a list out as a spreadsheet: which columns, what for; the audit keeps it, and a refusal too."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.exchange.spreadsheets.writing import XLSX, Table
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor, most_exported
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.registry.exports import (
    NEED,
    ExportedList,
    ListColumn,
    columns_for,
    list_of,
    lists_for,
    root_of,
    rows_of,
    values,
)
from keqiao.registry.verbs.exports import TakeList, take

from .imports import trail


@require_GET
@page(NEED)
def exports(request: HttpRequest) -> HttpResponse:
    """Every list that the reader may take out."""
    context = {"lists": lists_for(actor_of(request)), "trail": trail(_("导出"))}
    return render(request, "registry/exports.html", context)


@require_http_methods(["GET", "POST"])
@page(NEED)
def export(request: HttpRequest, code: str) -> HttpResponseBase:
    """Choose columns and say what for, then the file; a refusal says how many rows one may take."""
    one = list_of(code)
    if one is None:
        raise Http404
    actor = actor_of(request)
    organisation = root_of(actor)
    if organisation is None or one.needs not in actor.needs:
        raise PermissionDenied(_("您没有导出这份名单的权限。请联系本单位的安全管理员开通。"))
    offered = columns_for(one, actor)
    found = rows_of(one, request, request.GET)
    count = found.count()
    chosen, refusal = offered, ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("column"))
        chosen = [column for column in offered if column.name in wanted]
        answer = _take(request, one, organisation, chosen, count)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    context: dict[str, Any] = {
        "one": one,
        "columns": [(column, column in chosen) for column in offered],
        "count": count,
        "most": most_exported(actor, organisation.pk),
        "filters": one.said(request.GET),
        "purpose": request.POST.get("purpose", ""),
        "refusal": refusal,
        "trail": trail((_("导出"), reverse("registry:exports")), str(one.label)),
    }
    return render(request, "registry/export.html", context, status=400 if refusal else 200)


def _take(
    request: HttpRequest, one: ExportedList, organisation: Organisation, chosen: list[ListColumn], count: int
) -> HttpResponse | str:
    """The file, or why there is none."""
    if not chosen:
        return _("没有选择任何一列。请至少选择一列。")
    data = TakeList(
        what=one.code,
        filters=one.said(request.GET),
        columns=[column.name for column in chosen],
        rows=count,
        purpose=request.POST.get("purpose", "").strip()[:200],
    )
    try:
        take(Act(actor_of(request)), organisation, data)
    except (Refused, VerbError) as error:
        return str(error)
    # No more rows than were counted and recorded, whatever comes in meanwhile.
    found = rows_of(one, request, request.GET)[:count]
    if one.person:
        people = {person for person in found.values_list(one.person, flat=True) if person is not None}
        remote = request.META.get("REMOTE_ADDR", "")
        place = organisation.pk
        note_look(actor_of(request), people, what=Seen.EXPORT, why=data.purpose, place=place, address=remote)
    return _file(one, actor_of(request), found, chosen)


def _file(one: ExportedList, actor: Actor, found: QuerySet[Any], chosen: list[ListColumn]) -> HttpResponse:
    table = Table(str(one.label), [column.width for column in chosen])
    table.keep_above(1)
    table.add((str(column.label) for column in chosen), bold=True)
    for row in values(one, actor, found, chosen):
        table.add(row)
    stream = BytesIO()
    table.save(stream)
    answer = HttpResponse(stream.getvalue(), content_type=XLSX)
    name = f"{one.label}-{timezone.localdate():%Y%m%d}.xlsx"
    answer["Content-Disposition"] = f"attachment; filename=\"{one.code}.xlsx\"; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
