"""Verbs on outside forms: write what no record tells, keep what was given, keep the outside side's own workbook."""

from __future__ import annotations

import json

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.returns.models import Given, Template, Written
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_number, record
from keqiao.registry.verbs.files import MEDIA_TYPES, check_file

from .answers import Lack, answers
from .cells import check_cell
from .form import Form, How, Line, Typed
from .given import frozen_text
from .library import forms
from .workbook import open_book

LONGEST = {Typed.SHORT: 200, Typed.NUMBER: 18, Typed.LONG: 5000}
FIRST_YEAR = 1990
NOUGHT = "0"


class FormYear(VerbData):
    """Which form and year."""

    form: str
    year: int


class WriteLine(FormYear):
    """What stands in a line; empty takes it back. Of a line that records answer, ``0`` says there was nothing."""

    line: str
    text: str


class UseTemplate(VerbData):
    """The outside side's workbook for a form: the id of a file of the same organisation."""

    form: str
    attachment: int


class MapCells(VerbData):
    """By line the cell that takes it, written ``表一!C5``; lines that are left out take none."""

    cells: dict[str, str]


@verb(
    "forms.write", does=gettext_lazy("填写了外部报表的一行"), needs="returns.report", on=lambda target, data: [target]
)
def write(act: Act, target: Organisation, data: WriteLine) -> Written | None:
    """Write a line that no record answers, or say that there was nothing where nothing is recorded."""
    form = form_of(data.form, target, data.year)
    line = _line(form, data.line)
    _check_text(line, data.text)
    if line.how is not How.TEXT and data.text:
        _check_nothing_recorded(form, target, data.year, line)
    row = Written.objects.filter(organisation=target, form=form.id, year=data.year, line=line.id).first()
    if not data.text:
        if row is not None:
            row.delete()
        return None
    row = row or Written(organisation=target, form=form.id, year=data.year, line=line.id)
    row.text, row.written_by, row.written_on = data.text, act.actor.user, timezone.localdate()
    row.save()
    return row


@verb(
    "forms.give", does=gettext_lazy("留存了外部报表的填报数"), needs="returns.report", on=lambda target, data: [target]
)
def give(act: Act, target: Organisation, data: FormYear) -> Given:
    """Keep the answers of a year as they are given to whoever asked; later changes show as differences."""
    form = form_of(data.form, target, data.year)
    made = Given(
        organisation=target,
        form=form.id,
        year=data.year,
        answers=frozen_text(answers(form, target, data.year)),
        given_by=act.actor.user,
        given=timezone.now(),
    )
    made.save()
    return made


@verb("forms.use", does=gettext_lazy("更换了外部报表的模板"), needs="files.manage", on=lambda target, data: [target])
def use_template(act: Act, target: Organisation, data: UseTemplate) -> Template:
    """Use a workbook for a form; the one before is kept, and its cells go on as far as they exist here too."""
    form = form_of(data.form, target)
    file = record(Attachment, data.attachment, _("附件"))
    if file.organisation_id != target.pk:
        said = _("编号为%(number)s的附件不属于“%(organisation)s”。请先把文件上传到本单位，再选择它。")
        raise VerbError(said % {"number": file.pk, "organisation": target})
    with file.content.open("rb") as stream:
        content = stream.read()
    if MEDIA_TYPES[check_file(file.name, content)] != MEDIA_TYPES["xlsx"]:
        said = _("模板“%(file)s”不是Excel工作簿（xlsx）。请用WPS或Excel另存为xlsx后重新上传。")
        raise VerbError(said % {"file": file.name})
    book = open_book(content)
    former = Template.objects.filter(organisation=target, form=form.id, ends=None).first()
    cells: dict[str, str] = json.loads(former.cells) if former is not None else {}
    if former is not None:
        former.ends = timezone.localdate()
        former.save()
    kept = {line: cell for line, cell in cells.items() if form.line(line) is not None and book.place(cell) is not None}
    made = Template(organisation=target, form=form.id, attachment=file, cells=json.dumps(kept, ensure_ascii=False))
    made.save()
    return made


@verb(
    "forms.map",
    does=gettext_lazy("指定了报表模板的单元格"),
    needs="files.manage",
    on=lambda target, data: [target.organisation_id],
)
def map_cells(act: Act, target: Template, data: MapCells) -> Template:
    """Say which cell of the workbook takes which line."""
    if target.ends is not None:
        raise VerbError(_("这个模板已经被替换。请刷新页面，在现用的模板上指定单元格。"))
    form = form_of(target.form, target.organisation)
    with target.attachment.content.open("rb") as stream:
        book = open_book(stream.read())
    taken: dict[str, str] = {}
    cells: dict[str, str] = {}
    for name, written in data.cells.items():
        line = _line(form, name)
        cell = check_cell(written, book, line.number)
        if cell in taken:
            said = _("单元格“%(cell)s”同时用于第%(one)s行和第%(other)s行。请各指定一个单元格。")
            raise VerbError(said % {"cell": cell, "one": taken[cell], "other": line.number})
        taken[cell], cells[line.id] = line.number, cell
    target.cells = json.dumps(cells, ensure_ascii=False)
    target.save()
    return target


def form_of(name: str, organisation: Organisation, year: int | None = None) -> Form:
    """The form, if the organisation is asked for it, and the year has begun. Raises VerbError."""
    form = forms().forms.get(name)
    if form is None or not form.fits(organisation.kind, organisation.level):
        said = _("“%(organisation)s”没有编号为“%(form)s”的报表。请回到报表列表重新选择。")
        raise VerbError(said % {"organisation": organisation, "form": name})
    check_exists(organisation)
    if year is not None:
        check_number(year, _("年份"), max(form.since, FIRST_YEAR), timezone.localdate().year)
    return form


def _line(form: Form, name: str) -> Line:
    line = form.line(name)
    if line is None:
        said = _("报表“%(form)s”没有编号为“%(line)s”的行。请刷新页面后重新填写。")
        raise VerbError(said % {"form": form.title.zh, "line": name})
    return line


def _check_text(line: Line, text: str) -> None:
    place = {"line": line.number, "label": line.label.zh}
    if line.how not in (How.TEXT, How.COUNT, How.SUM):
        said = _("第%(line)s行“%(label)s”由登记的资料回答，不能填写。请在登记的地方更正。")
        raise VerbError(said % place)
    if line.how is not How.TEXT:
        if text not in ("", NOUGHT):
            said = _("第%(line)s行“%(label)s”由记录统计，不能填写；没有记录时可以确认为0。请先登记相应的记录。")
            raise VerbError(said % place)
        return
    assert line.typed is not None
    limit = LONGEST[line.typed]
    if len(text) > limit:
        raise VerbError(_("第%(line)s行“%(label)s”超过%(limit)d字。请缩短后再保存。") % (place | {"limit": limit}))
    if line.typed is Typed.NUMBER and text and not (text.isascii() and text.isdigit()):
        said = _("第%(line)s行“%(label)s”要填不小于0的整数，不带单位和分隔符。请改正后再保存。")
        raise VerbError(said % place)


def _check_nothing_recorded(form: Form, target: Organisation, year: int, line: Line) -> None:
    if answers(form, target, year).by_line[line.id].lack not in (Lack.NO_ROWS, Lack.NOUGHT):
        said = _("第%(line)s行“%(label)s”已有记录可以统计，不用确认为0。请刷新页面查看。")
        raise VerbError(said % {"line": line.number, "label": line.label.zh})
