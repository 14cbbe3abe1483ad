"""The outside side's own workbook: uploaded once, its cells matched with lines, given back filled."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.forms.answers import Answers, answers
from keqiao.blocks.returns.forms.form import Form
from keqiao.blocks.returns.forms.workbook import filled, fillings, open_book, proposed, unmapped
from keqiao.blocks.returns.models import Template
from keqiao.exchange.spreadsheets.filling import Book
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.formats import enumerated
from keqiao.plans.shown import in_language
from keqiao.registry.verbs.files import attach

from .asked import NEED, check_sees, form_of, form_url, organisation_id, organisation_of, spreadsheet, trail

CELL = "cell-"  # before a line's id


class TemplateForm(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label=gettext_lazy("报表模板"),
        help_text=gettext_lazy("对方发下来的空白报表，Excel工作簿（.xlsx）。样式、公式和其他工作表都保持原样。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("没有选择文件。请选择报表模板。")},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        limit = int(settings.UPLOAD_LIMIT)
        if (file.size or 0) > limit:
            said = _("文件超过上限%(limit)dMB，不像是一张空白报表。请删去图片和多余的工作表后重新选择。")
            raise forms.ValidationError(said % {"limit": limit // 2**20})
        return file


@dataclass(frozen=True)
class CellLine:
    """A line of the mapping: its cell, whether software proposed it, and what would go in."""

    id: str
    number: str
    label: str
    cell: str
    proposed: bool
    value: str
    before: str
    problem: str


@require_http_methods(["GET", "POST"])
@page("files.manage", on=organisation_id)
def template_page(request: HttpRequest, code: str, form: str, year: int) -> HttpResponseBase:
    """Upload the workbook, say which cell takes which line, see what would go in."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    template = _template(asked, organisation)
    upload = TemplateForm()
    typed: dict[str, str] | None = None
    if request.method == "POST" and "map" in request.POST and template is not None:
        typed = _cells(request, asked)
        if _mapped(request, template, typed):
            return redirect(form_url(organisation, asked, year, "template"))
    elif request.method == "POST":
        upload = TemplateForm(request.POST, request.FILES)
        if upload.is_valid() and _used(request, asked, organisation, upload):
            return redirect(form_url(organisation, asked, year, "template"))
    found = answers(asked, organisation, year, names=may(request, "people.see", organisation))
    return render(request, "returns/template.html", _context(found, template, upload, typed))


@require_safe
@page(NEED, on=organisation_id)
def filled_file(request: HttpRequest, code: str, form: str, year: int) -> HttpResponse:
    """The workbook with our answers in its cells."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    template = _template(asked, organisation)
    if template is None:
        raise Http404(_("还没有上传这张报表的模板。"))
    found = answers(asked, organisation, year, names=may(request, "people.see", organisation))
    content = filled(found, json.loads(template.cells), _book(template))
    return spreadsheet(content, f"{organisation}-{asked.title.zh}-{year}")


def _template(asked: Form, organisation: Organisation) -> Template | None:
    rows = Template.objects.filter(organisation=organisation, form=asked.id, ends=None)
    return rows.select_related("attachment", "organisation").first()


def _book(template: Template) -> Book:
    with template.attachment.content.open("rb") as stream:
        return open_book(stream.read())


def _cells(request: HttpRequest, asked: Form) -> dict[str, str]:
    """The cells as they were typed, without lines left empty."""
    typed = {line.id: request.POST.get(CELL + line.id, "").strip() for line in asked.lines()}
    return {name: cell for name, cell in typed.items() if cell}


def _mapped(request: HttpRequest, template: Template, cells: dict[str, str]) -> bool:
    try:
        verbs.map_cells(Act(actor_of(request)), template, {"cells": cells})
    except VerbError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("已保存单元格。请核对将要填入的内容，再下载。"))
    return True


def _used(request: HttpRequest, asked: Form, organisation: Organisation, upload: TemplateForm) -> bool:
    """Keep the file and use it; what can't be read is refused before it is kept."""
    file = upload.cleaned_data["file"]
    content, act = file.read(), Act(actor_of(request))
    try:
        open_book(content)
        with transaction.atomic():
            kept = attach(act, organisation, {"name": file.name or "template.xlsx", "content": content})
            verbs.use_template(act, organisation, {"form": asked.id, "attachment": kept.pk})
    except VerbError as error:
        upload.add_error("file", str(error))
        return False
    messages.success(request, _("模板已上传。软件已按行名和行号找出单元格，请核对后保存。"))
    return True


def _context(
    found: Answers, template: Template | None, upload: TemplateForm, typed: dict[str, str] | None
) -> dict[str, object]:
    asked, organisation, year = found.form, found.organisation, found.year.year
    book = _book(template) if template is not None else None
    saved: dict[str, str] = json.loads(template.cells) if template is not None else {}
    guessed = proposed(asked, book) if book is not None and typed is None else {}
    cells = typed if typed is not None else (saved if saved else guessed | saved)
    return {
        "template": template,
        "upload": upload,
        "sheets": enumerated(book.sheets) if book is not None else "",
        "lines": _lines(found, cells, saved, book) if book is not None else [],
        "unmapped": [(line.number, in_language(line.label)) for line in unmapped(asked, cells)],
        "saved": bool(saved),
        "guessed": not saved and bool(guessed),
        "organisation": organisation,
        "title": in_language(asked.title),
        "form": asked,
        "year": year,
        "trail": trail(organisation, asked, year, _("报表模板")),
    }


def _lines(found: Answers, cells: dict[str, str], saved: dict[str, str], book: Book) -> list[CellLine]:
    filling = {one.line.id: one for one in fillings(found, cells, book)}
    made = []
    for line in found.form.lines():
        one = filling.get(line.id)
        made.append(
            CellLine(
                line.id,
                line.number,
                in_language(line.label),
                cells.get(line.id, ""),
                line.id in cells and line.id not in saved,
                one.value if one is not None else "",
                one.before if one is not None else "",
                one.problem if one is not None else "",
            )
        )
    return made
