"""The imports of a unit: the list, what one of them did, and taking it back."""

from __future__ import annotations

import json
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.models import Batch, BatchState, Upload
from keqiao.look.panels import panels_of
from keqiao.look.parts import Step
from keqiao.registry.imports.kinds import ImportTable, Kind, all_kinds, kind_of_verb
from keqiao.registry.imports.people import ImportPeople, summary, take_back
from keqiao.registry.imports.running import summary as list_summary
from keqiao.registry.imports.running import take_back as take_list_back
from keqiao.registry.imports.uploads import OPEN, there

from .batches import ImportLine, batch_of, body_of, lines, organisation_of_batch, visible_to
from .drafts import drafts_of

PER_PAGE = 20


@require_GET
@page("people.import")
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought in, the latest first, and what this session left half-way."""
    shown = Paginator(visible_to(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": lines(list(shown)),
        "drafts": drafts_of(request),
        "uploads": uploads_of(request),
        "may_export": "exports.take" in actor_of(request).needs,
        "trail": trail(_("导入")),
    }
    return render(request, "registry/imports.html", context)


@require_GET
@page("people.import", on=organisation_of_batch)
def show_import(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """What an import did, and what comes next."""
    batch = batch_of(batch_id)
    organisation = Organisation.objects.get(pk=batch.organisation)
    if (kind := kind_of_verb(batch.verb)) is not None:
        return _show_list_import(request, batch, kind, organisation)
    body = body_of(batch)
    done = ImportPeople.model_validate_json(batch.data)
    context = {
        "batch": batch,
        "line": one_line(batch),
        "organisation": organisation,
        "body": body,
        "filename": done.filename,
        "skipped": len(done.skipped_rows),
        "done": summary(batch) if batch.state == BatchState.APPLIED else None,
        "waiting": waiting_at(organisation),
        "may_list": may(request, "people.see", organisation),
        "panels": panels_of("import_result", request, batch),
        "steps": steps(2),
        "trail": trail((_("导入"), reverse("registry:imports")), done.filename),
    }
    return render(request, "registry/import.html", context)


def _show_list_import(request: HttpRequest, batch: Batch, kind: Kind, organisation: Organisation) -> HttpResponse:
    if not may(request, kind.needs, organisation):
        raise PermissionDenied(_("您没有查看此页的权限。请联系本单位的安全管理员开通，或换有权限的账号登录。"))
    done = ImportTable.model_validate_json(batch.data)
    upload = batch.uploads.first()
    context = {
        "batch": batch,
        "kind": kind,
        "line": one_line(batch),
        "organisation": organisation,
        "filename": done.filename,
        "skipped": done.faulty,
        "done": list_summary(batch) if batch.state == BatchState.APPLIED else "",
        "waiting": waiting_at(organisation) if kind.asks_sources else 0,
        "report": upload.token if upload is not None and done.faulty and there(upload) else None,
        "panels": panels_of("import_result", request, batch),
        "trail": trail((_("导入"), reverse("registry:imports")), done.filename),
    }
    return render(request, "registry/list_import.html", context)


@require_http_methods(["GET", "POST"])
@page("people.import", on=organisation_of_batch)
def undo_import(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponseBase:
    """Ask, then take an import back; a refusal says what stands in the way."""
    batch = batch_of(batch_id)
    refusal = ""
    if request.method == "POST":
        try:
            (take_back if kind_of_verb(batch.verb) is None else take_list_back)(Act(actor_of(request)), batch)
        except (VerbError, Refused) as error:
            refusal = str(error)
            batch.refresh_from_db()
        else:
            messages.success(request, _("已撤销“%(title)s”的导入。") % {"title": batch.title})
            return redirect("registry:imports")
    filename = json.loads(batch.data).get("filename", "")
    context = {
        "batch": batch,
        "line": one_line(batch),
        "refusal": refusal,
        "trail": trail(
            (_("导入"), reverse("registry:imports")),
            (filename, reverse("registry:import", args=[batch.public_id])),
            _("撤销"),
        ),
    }
    return render(request, "registry/undo.html", context)


def uploads_of(request: HttpRequest) -> list[Upload]:
    """The lists that aren't brought in yet, of the units for which the reader may; the latest first."""
    actor = actor_of(request)
    ours = Q()
    for kind in all_kinds():
        ours |= Q(kind=kind.code, organisation__in=reachable(actor, kind.needs))
    return list(Upload.objects.filter(ours, step__in=OPEN)[:PER_PAGE])


def one_line(batch: Batch) -> ImportLine:
    """An import as a list tells it."""
    return lines([batch])[0]


def waiting_at(organisation: Organisation) -> int:
    """For how many people that the organisation keeps the source class waits to be confirmed."""
    return Employment.objects.filter(person__keeper=organisation, confirmed=False, ends=None).count()


def trail(*parts: str | tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page from the desk on; the last part is the page itself."""
    found = [{"label": _("工作台"), "url": reverse("desk")}]
    return found + [
        {"label": part, "url": ""} if isinstance(part, str) else {"label": part[0], "url": part[1]} for part in parts
    ]


def steps(now: int) -> list[Step]:
    """The three steps of bringing in a roster, from 0."""
    titles = (_("选择文件"), _("核对"), _("完成"))
    last = len(titles) - 1
    return [
        Step(title, "done" if place < now or now == last else "current" if place == now else "coming")
        for place, title in enumerate(titles)
    ]
