"""Filling in what no record tells: texts, numbers that somebody else approves, and that there was nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.forms.answers import Answer, Answers, Lack, answers
from keqiao.blocks.returns.forms.form import Form, How, Line, Section, Typed
from keqiao.blocks.returns.forms.given import latest_given
from keqiao.blocks.returns.models import Written
from keqiao.blocks.returns.verbs import report
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.plans.shown import in_language

from .asked import check_sees, form_of, form_url, organisation_id, organisation_of, trail

A_GROUP = 7  # fields that stand together
DECIMALS = 2
SOURCE = "source-"  # before a line's id: where a reported number comes from


@dataclass(frozen=True)
class Group:
    """Fields of one part of the form."""

    title: str
    fields: list[BoundField]


class FillForm(forms.Form):
    """A field for each line that somebody has to write."""

    def __init__(self, found: Answers, written: dict[str, str], before: dict[str, str], data: object = None) -> None:
        """``written``: this year's texts; ``before``: last year's, which are offered again."""
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        self.found, self.written = found, written
        for line in found.form.lines():
            self._add(line, found.by_line[line.id], before.get(line.id, ""))

    def groups(self) -> Iterator[Group]:
        """The fields by parts of the form, few at a time."""
        for section in self.found.form.sections:
            names = [name for line in section.lines for name in (line.id, SOURCE + line.id) if name in self.fields]
            for start in range(0, len(names), A_GROUP):
                yield Group(_title(section), [self[name] for name in names[start : start + A_GROUP]])

    def changed(self) -> Iterator[tuple[Line, str]]:
        """Lines that are to read otherwise than they do."""
        for line in self.found.form.lines():
            if line.id not in self.fields or line.how is How.RETURNED:
                continue
            value = self.cleaned_data[line.id]
            text = ("0" if value else "") if isinstance(value, bool) else str(value).replace("\r\n", "\n")
            if text != self.written.get(line.id, ""):
                yield line, text

    def reported(self) -> Iterator[tuple[Line, Fraction, str]]:
        """Numbers that are to be reported, in our own unit, with their source."""
        for line in self.found.form.lines():
            number = self.cleaned_data.get(line.id) if line.how is How.RETURNED else None
            if number is not None:
                yield line, Fraction(number) * line.per, self.cleaned_data.get(SOURCE + line.id, "")

    def clean(self) -> dict[str, object]:
        """A number that somebody else is to approve needs a source to look it up in."""
        for line, _number, source in self.reported():
            if not source:
                said = _("请填写这个数据出自哪份文件，认定人要对照它核对。")
                self.add_error(SOURCE + line.id, said)
        return self.cleaned_data

    def _add(self, line: Line, answer: Answer, before: str) -> None:
        label = _label(line)
        if line.how is How.TEXT:
            self.fields[line.id] = self._text(line, label, before)
        elif line.how is How.RETURNED and answer.lack is Lack.NO_RETURN:
            hint = _("提交后由另一人认定，认定后才填入。")
            self.fields[line.id] = forms.DecimalField(
                label=label, required=False, max_digits=15, decimal_places=DECIMALS, help_text=hint
            )
            source = _("“%(label)s”的数据来源") % {"label": in_language(line.label)}
            self.fields[SOURCE + line.id] = forms.CharField(label=source, required=False, max_length=200)
        elif answer.lack in (Lack.NO_ROWS, Lack.NOUGHT) and line.counted is not None:
            said = _("%(label)s：没有相关记录，确认本年为0") % {"label": label}
            self.fields[line.id] = forms.BooleanField(label=said, required=False, initial=line.id in self.written)

    def _text(self, line: Line, label: str, before: str) -> forms.CharField:
        hints = [in_language(line.note)] if line.note is not None else []
        offered = "" if line.typed is Typed.NUMBER else before
        if before and line.id not in self.written:
            carried = _("已带入上年填写的内容，请核对。") if offered else _("上年填写：%(text)s。") % {"text": before}
            hints.append(carried)
        area = forms.Textarea(attrs={"rows": 5}) if line.typed is Typed.LONG else forms.TextInput()
        if line.typed is Typed.NUMBER:
            area.attrs["inputmode"] = "numeric"
        assert line.typed is not None
        return forms.CharField(
            label=label,
            required=False,
            max_length=verbs.LONGEST[line.typed],
            widget=area,
            help_text=" ".join(hints),
            initial=self.written.get(line.id, offered),
        )


@require_http_methods(["GET", "POST"])
@page("returns.report", on=organisation_id)
def fill_form(request: HttpRequest, code: str, form: str, year: int) -> HttpResponseBase:
    """Ask for what no record tells, and keep it."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    found = answers(asked, organisation, year, names=may(request, "people.see", organisation))
    written = _written(asked, organisation, year)
    filling = FillForm(found, written, _before(asked, organisation, year), request.POST or None)
    if request.method == "POST" and filling.is_valid() and _kept(request, filling):
        return redirect(form_url(organisation, asked, year))
    return _show(request, filling, organisation, year)


def _show(request: HttpRequest, filling: FillForm, organisation: Organisation, year: int) -> HttpResponse:
    asked = filling.found.form
    context = {
        "filling": filling,
        "groups": list(filling.groups()),
        "organisation": organisation,
        "title": in_language(asked.title),
        "year": year,
        "back": form_url(organisation, asked, year),
        "trail": trail(organisation, asked, year, _("填写")),
    }
    return render(request, "returns/fill.html", context, status=400 if filling.errors else 200)


def _kept(request: HttpRequest, filling: FillForm) -> bool:
    """Whether everything was taken; otherwise nothing was, and the form says why."""
    act, found = Act(actor_of(request)), filling.found
    where = {"form": found.form.id, "year": found.year.year}
    line: Line | None = None
    try:
        with transaction.atomic():
            for line, text in filling.changed():
                verbs.write(act, found.organisation, where | {"line": line.id, "text": text})
            for line, number, source in filling.reported():
                data = {"indicator": line.source[0], "year": found.year.year, "source": source}
                report(act, found.organisation, data | {"value": number.numerator, "per": number.denominator})
    except VerbError as error:
        filling.add_error(line.id if line is not None else None, str(error))
        return False
    messages.success(request, _("已保存填写的内容。"))
    return True


def _written(asked: Form, organisation: Organisation, year: int) -> dict[str, str]:
    rows = Written.objects.filter(organisation=organisation, form=asked.id, year=year)
    return dict(rows.values_list("line", "text"))


def _before(asked: Form, organisation: Organisation, year: int) -> dict[str, str]:
    """What was written, or given, the year before."""
    given = latest_given(asked, organisation, year - 1)
    return (dict(given[year - 1].answers) if year - 1 in given else {}) | _written(asked, organisation, year - 1)


def _label(line: Line) -> str:
    unit = _("（%(unit)s）") % {"unit": in_language(line.unit)} if line.unit is not None else ""
    return f"{line.number} {in_language(line.label)}{unit}"


def _title(section: Section) -> str:
    return _("%(number)s、%(title)s") % {"number": section.number, "title": in_language(section.title)}
