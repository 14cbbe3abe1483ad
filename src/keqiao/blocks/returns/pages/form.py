"""A form's page: our answers in its order, what doesn't go together, the year before; and what was given is kept."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.forms.answers import Answers, answers
from keqiao.blocks.returns.forms.checks import checked
from keqiao.blocks.returns.forms.counting import Counting, Year
from keqiao.blocks.returns.forms.form import Form, Line
from keqiao.blocks.returns.forms.given import Frozen, latest_given
from keqiao.blocks.returns.forms.words import how_counted
from keqiao.blocks.returns.models import Template
from keqiao.exchange.spreadsheets.writing import Table
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.parts import Choice
from keqiao.plans.engine import days
from keqiao.plans.engine.logic import YES
from keqiao.plans.records import RecordLine, describer
from keqiao.plans.shown import in_language
from keqiao.plans.world import Installation

from .asked import (
    NEED,
    check_sees,
    form_of,
    form_url,
    organisation_id,
    organisation_of,
    spreadsheet,
    trail,
    years_of,
)
from .shown import Showing

MOST_RECORDS = 200  # listed on a page; more are said in a number
WIDTHS = (10, 40, 10, 24)


@require_safe
@page(NEED, on=organisation_id)
def form_page(request: HttpRequest, code: str, form: str, year: int) -> HttpResponse:
    """The form of a year, answered."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    found, before, frozen = _answered(request, asked, organisation, year)
    showing = Showing(found, before, frozen, may_approve=may(request, "returns.approve", organisation))
    sections = showing.sections()
    lines = [line for section in sections for line in section.lines]
    context = {
        "form": asked,
        "title": in_language(asked.title),
        "asker": in_language(asked.asker),
        "source": in_language(asked.source),
        "organisation": organisation,
        "year": year,
        "runs": found.year.runs,
        "day": days.to_date(found.year.day),
        "sections": sections,
        "total": len(lines),
        "missing": sum(1 for line in lines if not line.text),
        "checks": checked(found),
        "frozen": frozen.record if frozen is not None else None,
        "changed": [line for line in lines if line.given],
        "tabs": [Choice(str(one), form_url(organisation, asked, one), one == year) for one in years_of(asked)],
        "template": Template.objects.filter(organisation=organisation, form=asked.id, ends=None).exists(),
        "may_fill": may(request, "returns.report", organisation),
        "may_upload": may(request, "files.manage", organisation),
        "trail": trail(organisation, None, 0, in_language(asked.title)),
    }
    return render(request, "returns/form.html", context)


def _answered(
    request: HttpRequest, asked: Form, organisation: Organisation, year: int
) -> tuple[Answers, dict[str, str], Frozen | None]:
    """This year's answers, last year's texts as they were given or else as they stand, and what was given."""
    names = may(request, "people.see", organisation)
    world = Installation()
    given = latest_given(asked, organisation, year, year - 1)
    found = answers(asked, organisation, year, names=names, world=world)
    if year - 1 in given:
        return found, dict(given[year - 1].answers), given.get(year)
    if year - 1 < asked.since:
        return found, {}, given.get(year)
    earlier = answers(asked, organisation, year - 1, names=names, world=world)
    return found, {name: one.text for name, one in earlier.by_line.items()}, given.get(year)


@require_POST
@page("returns.report", on=organisation_id)
def give_form(request: HttpRequest, code: str, form: str, year: int) -> HttpResponseBase:
    """Keep the answers as they are given."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    try:
        verbs.give(Act(actor_of(request)), organisation, {"form": asked.id, "year": year})
    except VerbError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已留存%(year)d年的填报数。以后记录有变化，会在各行旁边标出。") % {"year": year})
    return redirect(form_url(organisation, asked, year))


@require_safe
@page(NEED, on=organisation_id)
def answers_file(request: HttpRequest, code: str, form: str, year: int) -> HttpResponse:
    """The answers as a plain list, for those who have no workbook of the outside side's."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    found = answers(asked, organisation, year, names=may(request, "people.see", organisation))
    table = Table(str(year), WIDTHS)
    table.keep_above(1)
    table.add((_("行号"), _("指标"), _("计量单位"), _("填报数")), bold=True)
    for section in asked.sections:
        table.add((section.number, in_language(section.title)), bold=True)
        for one in found.of(section.lines):
            unit = in_language(one.line.unit) if one.line.unit is not None else ""
            value = float(one.number) if one.number is not None and one.number.denominator > 1 else one.text
            if one.number is not None and one.number.denominator == 1:
                value = one.number.numerator
            table.add((one.line.number, in_language(one.line.label), unit, value))
    stream = BytesIO()
    table.save(stream)
    return spreadsheet(stream.getvalue(), f"{organisation}-{asked.title.zh}-{year}")


@require_safe
@page(NEED, on=organisation_id)
def line_records(request: HttpRequest, code: str, form: str, year: int, line: str) -> HttpResponse:
    """What was counted for a line, record by record; persons by name only for those who may see them."""
    organisation = organisation_of(code)
    asked = form_of(organisation, form, year)
    check_sees(request, organisation)
    wanted = asked.line(line)
    if wanted is None or wanted.counted is None:
        raise Http404(_("这一行不是由记录统计的，没有可以列出的记录。"))
    counting = Counting(asked, organisation.pk, Year(year), Installation())
    hidden = not _may_list(request, counting, wanted)
    records, more = ([], 0) if hidden else _records(counting, wanted)
    context = {
        "organisation": organisation,
        "line": wanted,
        "label": in_language(wanted.label),
        "how": how_counted(asked, wanted, counting.year),
        "records": records,
        "more": more,
        "hidden": hidden,
        "trail": trail(organisation, asked, year, _("第%(line)s行") % {"line": wanted.number}),
    }
    return render(request, "returns/line.html", context)


def _may_list(request: HttpRequest, counting: Counting, line: Line) -> bool:
    """Names of a unit are its own: only those who may see people at every unit that is counted see them."""
    assert line.counted is not None
    if not describer(line.counted.fact).names_persons:
        return True
    return set(counting.leaves[line.counted.reach]) <= set(reachable(actor_of(request), "people.see"))


def _records(counting: Counting, line: Line) -> tuple[list[tuple[RecordLine, bool]], int]:
    """The records with whether each surely counts, and how many more there are."""
    assert line.counted is not None
    said = counting.listed(line)
    shown = sorted(said, key=lambda one: (one.verdict == YES, one.id))[:MOST_RECORDS]
    lines = describer(line.counted.fact).describe([one.id for one in shown])
    return [(lines[one.id], one.verdict == YES) for one in shown if one.id in lines], len(said) - len(shown)
