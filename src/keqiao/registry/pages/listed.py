"""Bringing in lists, the later steps: checking in the background, what was found, bringing in, the corrected file."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keqiao.exchange.spreadsheets.problems import column_letter
from keqiao.exchange.spreadsheets.writing import XLSX
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.nouns.fields import earliest_first
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.verbs.models import Upload, UploadStep
from keqiao.look.parts import Choice
from keqiao.registry.imports import jobs, uploads
from keqiao.registry.imports.corrected import corrected_file

from .imports import trail
from .listings import list_steps, show_columns, start, upload_of

A_PAGE = 20
SHOWN = {"": "", "errors": "error", "warnings": "warning"}


@dataclass(frozen=True)
class ShownCell:
    """A cell of a row with a problem."""

    letter: str
    text: str
    bad: bool


@dataclass(frozen=True)
class ShownRow:
    """A row with its problems: what is said, and the cells as written."""

    number: int
    said: list[tuple[str, str, bool]]  # cell, message, whether it is an error
    cells: list[ShownCell]


@dataclass(frozen=True)
class Choosing:
    """A row that may mean somebody who is kept, and whom."""

    row: int
    name: str
    must: bool
    options: list[tuple[int, str]]
    chosen: int | None


@require_http_methods(["GET", "POST"])
@page(LOGIN)
def show_list(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """A list on its way, at whatever step it is."""
    upload = upload_of(request, token)
    uploads.resume(upload)
    if upload.step == UploadStep.APPLIED and upload.batch is not None:
        return redirect("registry:import", upload.batch.public_id)
    if upload.step in uploads.WORKING:
        return render(request, "registry/list_working.html", _working(request, upload))
    if not uploads.there(upload):
        return render(request, "registry/draft_gone.html", {"trail": trail(upload.filename)}, status=404)
    action = request.POST.get("action", "")
    if request.method == "POST" and upload.step == UploadStep.READ and action in ("apply", "decide"):
        return _go_on(request, upload, action)
    if upload.step == UploadStep.READ and "columns" not in request.GET and request.method == "GET":
        return _show_found(request, upload)
    if upload.message and request.method == "GET":
        messages.warning(request, upload.message)
    return show_columns(request, upload)


def _working(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    now = uploads.progress(upload)
    label = _("正在写入") if upload.step == UploadStep.APPLYING else _("正在读入和检查")
    text = _("已处理%(done)d行。") % {"done": now.done}
    if now.waiting:
        text = _("等待后台程序开始。")
    return {
        "upload": upload,
        "kind": uploads.kind_of_upload(upload),
        "organisation": Organisation.objects.get(pk=upload.organisation),
        "label": label,
        "now": now,
        "text": text,
        "total": now.total or "",
        "steps": list_steps(2),
        "trail": trail((_("导入"), reverse("registry:imports")), upload.filename),
    }


@require_GET
@page(LOGIN)
def list_progress(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """How far the work is, for the page that asks again and again; when it is over it leads on."""
    upload = upload_of(request, token)
    uploads.resume(upload)
    if upload.step in uploads.WORKING:
        return render(request, "registry/_list_progress.html", _working(request, upload))
    answer = HttpResponse()
    answer["HX-Redirect"] = reverse("registry:list", args=[token])
    return answer


@require_POST
@page(LOGIN)
def stop_list(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Ask the work to stop."""
    uploads.ask_to_stop(upload_of(request, token))
    messages.info(request, _("已请求停止，稍后生效；没有写完的内容不会留下。"))
    return redirect("registry:list", token)


@require_POST
@page(LOGIN)
def discard_list(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Give up a list that was not brought in."""
    upload = upload_of(request, token)
    if upload.step in (UploadStep.APPLYING, UploadStep.APPLIED):
        messages.warning(request, _("这份名单正在写入或已经导入，不能放弃。已导入的可以撤销。"))
        return redirect("registry:list", token)
    uploads.discard(upload)
    messages.info(request, _("已放弃这份名单，没有写入任何内容。"))
    return redirect("registry:imports")


def _go_on(request: HttpRequest, upload: Upload, action: str) -> HttpResponseBase:
    chosen = _chosen(request, upload)
    if chosen != json.loads(upload.decisions):  # the clean rows are others now: they are read again
        upload.decisions = json.dumps(chosen)
        upload.save()
        start(request, upload)
        if action == "apply":
            messages.info(request, _("您改动了对重名人员的选择，名单已重新检查。请核对后再导入。"))
        return redirect("registry:list", upload.token)
    user = actor_of(request).user
    if action == "apply" and user is not None:
        if uploads.begin(upload, UploadStep.APPLYING, of=(UploadStep.READ,)):
            jobs.apply_list.enqueue(upload.pk, user.pk, get_language() or "zh-hans")
        else:
            messages.info(request, _("这份名单已有人在办理。"))
    return redirect("registry:list", upload.token)


def _chosen(request: HttpRequest, upload: Upload) -> dict[str, int]:
    """What was decided of namesakes, by row; only people who were asked about."""
    decisions: dict[str, int] = json.loads(upload.decisions)
    asked = {str(one["row"]): one["people"] for one in uploads.details(upload).get("questions", [])}
    for row, people in asked.items():
        given = request.POST.get(f"who-{row}", "")
        if given.isdecimal() and int(given) in {0, *people}:
            decisions[row] = int(given)
        elif given == "guess":
            decisions.pop(row, None)
    return decisions


def _show_found(request: HttpRequest, upload: Upload) -> HttpResponse:
    kind = uploads.kind_of_upload(upload)
    found, details = json.loads(upload.found), uploads.details(upload)
    shown = request.GET.get("show", "")
    rows = _rows(details, SHOWN.get(shown, ""))
    listed = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    kept = {problem[0] for problem in details.get("problems", [])}
    context = {
        "upload": upload,
        "kind": kind,
        "organisation": Organisation.objects.get(pk=upload.organisation),
        "found": found,
        "clean": found["rows"] - found["faulty"],
        "page": listed,
        "rows": list(listed),
        "more": found["errors"] + found["warnings"] - len(details.get("problems", [])),
        "kept": len(kept),
        "filters": [
            Choice(_("全部问题"), "?", shown not in SHOWN or not shown, found["errors"] + found["warnings"]),
            Choice(_("只看错误"), "?show=errors", shown == "errors", found["errors"]),
            Choice(_("只看提示"), "?show=warnings", shown == "warnings", found["warnings"]),
        ],
        "questions": _questions(upload, details),
        "steps": list_steps(2),
        "trail": trail((_("导入"), reverse("registry:imports")), upload.filename),
    }
    return render(request, "registry/list_found.html", context)


def _rows(details: dict[str, Any], severity: str) -> list[ShownRow]:
    """The rows with problems, of one severity or all."""
    by_row: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    for row, cell, how, message in details.get("problems", []):
        if not severity or how == severity:
            by_row[row].append((cell, message, how == "error"))
    written = details.get("written", {})
    used = sorted(details.get("columns", {}).values())
    return [ShownRow(row, said, _cells(row, said, written, used)) for row, said in sorted(by_row.items())]


def _cells(
    row: int, said: list[tuple[str, str, bool]], written: dict[str, list[str]], used: list[int]
) -> list[ShownCell]:
    texts = written.get(str(row), [])
    bad = {cell.rstrip("0123456789") for cell, _message, wrong in said if wrong}
    letters = ((index, column_letter(index)) for index in used if index < len(texts))
    return [ShownCell(letter, texts[index], letter in bad) for index, letter in letters]


def _questions(upload: Upload, details: dict[str, Any]) -> list[Choosing]:
    asked = details.get("questions", [])
    people = Person.objects.in_bulk([pk for one in asked for pk in one["people"]])
    work = {
        one.person_id: one
        for one in Employment.objects.filter(person__in=people, ends=None).order_by(earliest_first(), "pk")
    }
    chosen = json.loads(upload.decisions)
    return [
        Choosing(
            one["row"],
            one["name"],
            one["must"],
            [(pk, _described(people[pk], work.get(pk))) for pk in one["people"] if pk in people],
            chosen.get(str(one["row"])),
        )
        for one in asked
    ]


def _described(person: Person, work: Employment | None) -> str:
    """Who somebody is, in few words: name, year of birth, unit and position."""
    born = _("%(year)d年生") % {"year": person.birth_from.year} if person.birth_from else ""
    parts = [person.name, born, str(work) if work is not None else ""]
    return _("，").join(part for part in parts if part)


@require_GET
@page(LOGIN)
def corrected(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """The list as it was uploaded, with what is wrong in its place: to be corrected and uploaded again."""
    upload = upload_of(request, token)
    if not uploads.there(upload):
        raise Http404
    stream = BytesIO()
    corrected_file(upload, stream)
    name = f"{upload.filename.rpartition('.')[0] or upload.filename}-检查结果.xlsx"
    answer = HttpResponse(stream.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename=\"checked.xlsx\"; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
