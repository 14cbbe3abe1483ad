"""A form's answers as pages show them: state, reason, how counted, the year before, what changed since it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.blocks.returns.forms.answers import Answer, Answers, State
from keqiao.blocks.returns.forms.form import Form, How, Line, Typed
from keqiao.blocks.returns.forms.given import Frozen
from keqiao.blocks.returns.forms.words import how_counted, where_entered, why
from keqiao.blocks.returns.verbs import approve_return
from keqiao.exchange.spreadsheets.writing import FORMULA
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import act_url
from keqiao.plans.shown import in_language


@dataclass(frozen=True)
class LineShown:
    """One line on the page."""

    id: str
    number: str
    label: str
    unit: str
    note: str
    text: str
    status: str
    word: str
    why: str
    enter: str
    how: str
    rows: str
    records: str
    before: str
    given: str  # what was given for this year, where it reads otherwise now
    approve: str
    typed: bool
    long: bool


@dataclass(frozen=True)
class SectionShown:
    """A part of the form; ``whole`` and ``values``: what is copied, with all columns or the answers alone."""

    number: str
    title: str
    lines: Sequence[LineShown]
    whole: str
    values: str


class Showing:
    """Shows a form's answers; what stands beside them is looked up once."""

    def __init__(self, found: Answers, before: dict[str, str], frozen: Frozen | None, *, may_approve: bool) -> None:
        """``before``: the texts of the year before; ``frozen``: what was given for this year."""
        self.found, self.before, self.frozen, self.may_approve = found, before, frozen, may_approve

    def sections(self) -> list[SectionShown]:
        """The form from top to bottom."""
        return [
            SectionShown(
                section.number,
                in_language(section.title),
                [self.line(line) for line in section.lines],
                "\n".join(_row(one) for one in self.found.of(section.lines)),
                "\n".join(_cell(one) for one in self.found.of(section.lines)),
            )
            for section in self.found.form.sections
        ]

    def line(self, line: Line) -> LineShown:
        """One line with all that is said of it."""
        answer = self.found.by_line[line.id]
        form, organisation, year = self.found.form, self.found.organisation, self.found.year
        status, word = _state(answer)
        frozen = self.frozen.answers[line.id] if self.frozen and self.frozen.changed(line.id, answer.text) else None
        return LineShown(
            id=line.id,
            number=line.number,
            label=in_language(line.label),
            unit=in_language(line.unit) if line.unit is not None else "",
            note=in_language(line.note) if line.note is not None else "",
            text=answer.text,
            status=status,
            word=word,
            why=why(answer, form, year),
            enter=where_entered(answer, organisation),
            how=how_counted(form, line, year),
            rows=_rows(answer),
            records=records_url(organisation, form, year.year, line) if answer.rows or answer.unclear else "",
            before=self._before(answer),
            given=(frozen or _("空")) if frozen is not None else "",
            approve=self._approve(answer),
            typed=line.how is How.TEXT,
            long=line.typed is Typed.LONG,
        )

    def _before(self, answer: Answer) -> str:
        """The year before; a text that is still the same needn't be read twice."""
        before = self.before.get(answer.line.id, "")
        return _("同上年") if before and before == answer.text and not answer.line.is_number else before

    def _approve(self, answer: Answer) -> str:
        waits = answer.state is State.WAITING and answer.reported is not None and self.may_approve
        return act_url(approve_return, answer.reported.record) if waits and answer.reported is not None else ""


def records_url(organisation: Organisation, form: Form, year: int, line: Line) -> str:
    """The page that lists what was counted for a line; empty where nothing is counted."""
    if line.counted is None:
        return ""
    return reverse("returns:line", args=[organisation.code, form.id, year, line.id])


def _state(answer: Answer) -> tuple[str, str]:
    """Shape and word of a line that isn't plainly answered."""
    if answer.state is State.MISSING:
        return "no_data", _("未填写") if answer.line.how is How.TEXT else _("暂无数据")
    if answer.state is State.PARTLY:
        return "at_risk", _("资料不全")
    if answer.state is State.WAITING:
        return "needs_human", _("待认定")
    return ("needs_human", _("姓名不可见")) if answer.state is State.HIDDEN else ("", "")


def _rows(answer: Answer) -> str:
    if answer.line.counted is None or not (answer.rows or answer.unclear):
        return ""
    return _("依据%(count)d条记录。") % {"count": answer.rows + answer.unclear}


def _row(answer: Answer) -> str:
    """Number, name, unit and answer, between tabs."""
    line = answer.line
    unit = in_language(line.unit) if line.unit is not None else ""
    return "\t".join((line.number, in_language(line.label), unit, _cell(answer)))


def _cell(answer: Answer) -> str:
    """The answer as a spreadsheet takes it out of the clipboard: on one line, and a text never as a formula."""
    text = " ".join(answer.text.split())
    return f"'{text}" if answer.number is None and text.startswith(FORMULA) else text
