"""Bringing in lists of every kind, first steps: which kind, which file, which column holds what."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.exchange.spreadsheets.problems import column_letter
from keqiao.exchange.spreadsheets.tables import missing
from keqiao.exchange.spreadsheets.writing import XLSX, Table
from keqiao.kernel.access.pages import LOGIN, actor_of, may, page
from keqiao.kernel.access.rules import Actor, can, reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.models import Upload, UploadStep
from keqiao.look.formats import enumerated
from keqiao.look.parts import Choice, Step
from keqiao.registry.forms import FILE, check_file
from keqiao.registry.imports import jobs, running, uploads
from keqiao.registry.imports.kinds import Kind, all_kinds, kind_of

from .drafts import kept_name
from .imports import trail

BEFORE_READING = (UploadStep.CHOSEN, UploadStep.READ, UploadStep.FAILED)


class ListForm(forms.Form):
    """A list's file."""

    file = FILE(gettext_lazy("名单文件"))

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large, and what is called otherwise than a spreadsheet."""
        return check_file(self.cleaned_data["file"])


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file on the page: what stands in it, and what it is read as."""

    index: int
    header: str
    samples: str
    meaning: str

    @property
    def letter(self) -> str:
        """The letters the spreadsheet shows."""
        return column_letter(self.index)


def allowed_kinds(actor: Actor) -> list[Kind]:
    """The kinds that somebody may bring in anywhere."""
    return [kind for kind in all_kinds() if kind.needs in actor.needs]


def kind_choices(request: HttpRequest, unit: Organisation | None, current: str = "") -> list[Choice]:
    """Links to the kinds, rosters first, for the unit at hand."""
    query = f"?unit={unit.code}" if unit is not None else ""
    actor = actor_of(request)
    found = []
    if can(actor, "people.import", unit.pk) if unit is not None else "people.import" in actor.needs:
        found.append(Choice(_("名册（进代表大会、委员会等）"), reverse("registry:new_import") + query, current == ""))
    for kind in allowed_kinds(actor):
        if unit is None or can(actor, kind.needs, unit.pk):
            found.append(
                Choice(str(kind.label), reverse("registry:new_list", args=[kind.code]) + query, current == kind.code)
            )
    return found


def upload_of(request: HttpRequest, token: uuid.UUID) -> Upload:
    """The list of that number. Raises Http404, and PermissionDenied for one of a unit where the reader may not."""
    upload = get_object_or_404(Upload, token=token)
    if not may(request, uploads.kind_of_upload(upload).needs, upload.organisation):
        raise PermissionDenied(_("您没有为这个单位导入名单的权限。请联系该单位的安全管理员开通。"))
    return upload


def list_steps(now: int) -> list[Step]:
    """The steps of bringing in a list, from 0."""
    titles = (_("选择文件"), _("匹配列"), _("核对"), _("完成"))
    return [
        Step(title, "done" if place < now or now == 3 else "current" if place == now else "coming")
        for place, title in enumerate(titles)
    ]


@require_http_methods(["GET", "POST"])
@page(LOGIN)
def new_list(request: HttpRequest, code: str) -> HttpResponseBase:
    """Choose the file of a list, for one's own unit or one named in the address."""
    kind = _kind(request, code)
    organisation = _unit(request, kind)
    if organisation is None:
        return redirect(f"{reverse('registry:new_import')}?kind={kind.code}")
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = _keep(request, kind, organisation, form)
        if upload is not None:
            return redirect("registry:list", upload.token)
    context = {
        "form": form,
        "kind": kind,
        "organisation": organisation,
        "choices": kind_choices(request, organisation, kind.code),
        "required": enumerated(str(column.label) for column in kind.columns if column.required),
        "optional": enumerated(str(column.label) for column in kind.columns if not column.required),
        "steps": list_steps(0),
        "trail": trail((_("导入"), reverse("registry:imports")), str(kind.label)),
    }
    return render(request, "registry/new_list.html", context)


def _kind(request: HttpRequest, code: str) -> Kind:
    kind = kind_of(code) if code in {one.code for one in all_kinds()} else None
    if kind is None or kind.needs not in actor_of(request).needs:
        raise PermissionDenied(_("您没有办理这种导入的权限。请联系本单位的安全管理员开通。"))
    return kind


def _unit(request: HttpRequest, kind: Kind) -> Organisation | None:
    """The unit named, or the only one."""
    code = request.GET.get("unit", "")
    if code:
        found = Organisation.objects.filter(code=code).first()
        if found is None or not may(request, kind.needs, found):
            raise PermissionDenied(
                _("您没有为这个单位导入名单的权限。请在单位列表中选择，或联系该单位的安全管理员开通。")
            )
        return found
    few = list(Organisation.objects.filter(pk__in=reachable(actor_of(request), kind.needs))[:2])
    return few[0] if len(few) == 1 else None


def _keep(request: HttpRequest, kind: Kind, organisation: Organisation, form: ListForm) -> Upload | None:
    """Keep the file if it may be a list; otherwise the form says why not."""
    file = form.cleaned_data["file"]
    name = kept_name(file.name)
    upload = uploads.new_upload(kind, organisation.pk, actor_of(request).label, name, file.read())
    try:
        with uploads.opened(upload) as path:
            seen = running.best(running.look(path, kind, shown_as=name))
    except VerbError as error:
        uploads.discard(upload)
        form.add_error("file", str(error))
        return None
    layout = uploads.remembered(kind, organisation.pk, seen.layout)
    upload.sheet = seen.name
    upload.columns = json.dumps({str(index): layout.meaning(index) for index in layout.headers})
    upload.save()
    return upload


def show_columns(request: HttpRequest, upload: Upload) -> HttpResponseBase:
    """Which column holds what: proposed, to be confirmed. Posting keeps it and has the list read."""
    kind = uploads.kind_of_upload(upload)
    with uploads.opened(upload) as path:
        sheets = running.look(path, kind, shown_as=upload.filename)
    if request.method == "POST":
        return _read(request, upload, kind, sheets)
    seen = jobs.sheet_of(upload, sheets)
    return _show_columns(request, upload, kind, sheets, seen)


def _read(request: HttpRequest, upload: Upload, kind: Kind, sheets: list[running.SheetSeen]) -> HttpResponseBase:
    wanted = request.POST.get("sheet", upload.sheet)
    if wanted != upload.sheet and wanted in {one.name for one in sheets}:
        seen = next(one for one in sheets if one.name == wanted)
        layout = uploads.remembered(kind, upload.organisation, seen.layout)
        upload.sheet = wanted
        upload.columns = json.dumps({str(index): layout.meaning(index) for index in layout.headers})
        upload.save()
        return redirect(f"{reverse('registry:list', args=[upload.token])}?columns=1")
    seen = jobs.sheet_of(upload, sheets)
    names = {column.name for column in kind.columns}
    given = {index: request.POST.get(f"column-{index}", "") for index in seen.layout.headers}
    chosen = {index: name if name in names else "" for index, name in given.items()}
    twice = sorted({name for name in chosen.values() if name and list(chosen.values()).count(name) > 1})
    layout = seen.layout.chosen(chosen)
    upload.columns = json.dumps({str(index): name for index, name in chosen.items()})
    upload.confirm_sources = "confirm_sources" in request.POST
    upload.decisions = "{}"
    upload.save()
    labels = {column.name: str(column.label) for column in kind.columns}
    lacking = missing(layout, kind.columns)
    if twice or lacking:
        said = _("“%(columns)s”选给了不止一列。请每样内容只留一列。") % {
            "columns": enumerated(labels[one] for one in twice)
        }
        if lacking:
            said = _("还没有指明“%(columns)s”在哪一列。请在下表中选择；文件里没有这一列的，请补上后重新上传。")
            said %= {"columns": enumerated(lacking)}
        shown = running.SheetSeen(layout, seen.samples, seen.sheet)
        return _show_columns(request, upload, kind, sheets, shown, said)
    uploads.remember(kind, upload.organisation, layout)
    start(request, upload)
    return redirect("registry:list", upload.token)


def start(request: HttpRequest, upload: Upload) -> None:
    """Have the list read in the background."""
    user = actor_of(request).user
    if user is not None and uploads.begin(upload, UploadStep.READING, of=BEFORE_READING):
        jobs.read_list.enqueue(upload.pk, user.pk, get_language() or "zh-hans")


def _show_columns(
    request: HttpRequest,
    upload: Upload,
    kind: Kind,
    sheets: list[running.SheetSeen],
    seen: running.SheetSeen,
    refusal: str = "",
) -> HttpResponse:
    layout = seen.layout
    lines = [
        ColumnLine(index, header, _("；").join(seen.samples.get(index, [])), layout.meaning(index))
        for index, header in sorted(layout.headers.items())
    ]
    context: dict[str, Any] = {
        "upload": upload,
        "kind": kind,
        "organisation": Organisation.objects.get(pk=upload.organisation),
        "lines": lines,
        "layout": layout,
        "sheets": [one.name for one in sheets],
        "labels": [(column.name, column.label, column.required) for column in kind.columns],
        "used": sum(1 for line in lines if line.meaning),
        "lacking": enumerated(missing(layout, kind.columns)),
        "refusal": refusal,
        "steps": list_steps(1),
        "trail": trail((_("导入"), reverse("registry:imports")), upload.filename),
    }
    return render(request, "registry/list_columns.html", context, status=400 if refusal else 200)


@require_GET
@page(LOGIN)
def blank_list(request: HttpRequest, code: str) -> HttpResponseBase:
    """An empty list of a kind, with a row that shows how cells are written."""
    kind = _kind(request, code)
    table = Table(str(kind.label), [max(12, 2 * len(str(column.label)) + 4) for column in kind.columns])
    table.keep_above(1)
    table.add((str(column.label) for column in kind.columns), bold=True)
    table.add(kind.sample)
    stream = BytesIO()
    table.save(stream)
    answer = HttpResponse(stream.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{kind.code}.xlsx"'
    return answer
