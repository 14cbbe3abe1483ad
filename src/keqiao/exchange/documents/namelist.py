"""The name list of a body (代表名单, 委员名单) as a finished Word file in the order of surname strokes.

It prints what the act needs and nothing else: name, sex, ethnicity, and in the table form unit and position.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from docx.document import Document
from docx.shared import Twips

from keqiao.exchange.documents.columns import NAMES, add_column_style, add_line, places_in_lines
from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.listtable import add_table
from keqiao.exchange.documents.page import new_document, packed
from keqiao.kernel.standards.names import list_note, pad_name
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _
from keqiao.kernel.standards.strokes import in_stroke_order

_ORGANISATION_ENDS = ("协会", "学会", "委员会", "联合会", "大会")


class Form(StrEnum):
    """Names in columns, or a table with sex, ethnicity, unit and position."""

    PLAIN = "plain"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person as listed. ``female`` is ``None`` when it isn't known; ``ethnicity`` is a name such as 壮族, or ""."""

    name: str
    female: bool | None = None
    ethnicity: str = ""
    unit: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """The people of a delegation (代表团) or sector (界别); a list without groups is one group without a name.

    ``leads`` stands under the name, such as who heads it.
    """

    people: Sequence[ListedPerson]
    name: str = ""
    leads: str = ""


def name_list(
    title: str,
    groups: Sequence[ListedGroup],
    *,
    form: Form = Form.PLAIN,
    layout: Layout = STANDARD,
    note: str = "",
) -> bytes:
    """The list as a Word file. Groups stay in the order given; people are put in stroke order within each.

    A line break in ``title`` breaks the title there. ``note`` stands under it, such as who adopted the list and when.
    Raises ``Refused`` when there is no title or nobody to list.
    """
    title = "\n".join(filter(None, (_clean(line) for line in title.splitlines())))
    _refuse_empty(title, groups)
    document = new_document(layout, title.replace("\n", ""))
    _add_title(document, title, layout)
    total = sum(len(group.people) for group in groups)
    for line in filter(None, (_clean(note), f"（共{total}名，按姓氏笔画为序）")):
        document.add_paragraph(line, style="Subtitle")
    document.paragraphs[-1].paragraph_format.space_after = Twips(layout.line_pitch)
    add_column_style(document, layout)
    for place, group in enumerate(groups):
        _add_heading(document, group, layout, first=place == 0)
        _add_people(document, group.people, form, layout)
    return packed(document)


def _refuse_empty(title: str, groups: Sequence[ListedGroup]) -> None:
    if not title:
        raise Refused("list.title", _("名单没有标题，请填写标题后再生成"))
    if not groups:
        raise Refused("list.empty", _("“%(title)s”里没有人，请先确认人选再生成名单"), title=title)
    for group in groups:
        if not group.people:
            where = _clean(group.name) or title
            text = _("“%(group)s”里没有人，请先补上人选，或去掉这一组再生成名单")
            raise Refused("list.empty", text, group=where)


def _add_title(document: Document, title: str, layout: Layout) -> None:
    fits = int(layout.area_width / 25.4 * 72 / layout.title_size)
    document.add_paragraph(title if "\n" in title else _broken(title, fits), style="Title")


def _broken(title: str, fits: int) -> str:
    """A title too long for one line, broken after the organisation it names if both halves then fit."""
    if len(title) <= fits:
        return title
    ends = [title.find(end) + len(end) for end in _ORGANISATION_ENDS if end in title]
    breaks = [end for end in ends if end <= fits and 0 < len(title) - end <= fits]
    if not breaks:
        return title
    middle = min(breaks, key=lambda end: abs(end - len(title) / 2))
    return f"{title[:middle]}\n{title[middle:]}"


def _add_heading(document: Document, group: ListedGroup, layout: Layout, *, first: bool) -> None:
    if not group.name:
        return
    heading = document.add_paragraph(f"{_clean(group.name)}（{len(group.people)}名）", style="Heading 1")
    if not first:
        heading.paragraph_format.space_before = Twips(layout.line_pitch)
    if leads := _clean(group.leads):
        document.add_paragraph(leads, style=NAMES).paragraph_format.keep_with_next = True


def _add_people(document: Document, people: Iterable[ListedPerson], form: Form, layout: Layout) -> None:
    ordered = in_stroke_order(people, lambda person: person.name)
    if form is Form.TABLE:
        add_table(document, [_row(number, person) for number, person in enumerate(ordered, 1)], layout)
        return
    lines = places_in_lines([_listed(person) for person in ordered], layout)
    for number, line in enumerate(lines):
        paragraph = add_line(document, line, layout)
        # No line of a group stands alone at the foot or the head of a page.
        paragraph.paragraph_format.keep_with_next = number in (0, len(lines) - 2) and number < len(lines) - 1


def _listed(person: ListedPerson) -> tuple[str, str]:
    note = list_note(female=bool(person.female), ethnicity=_clean(person.ethnicity))
    return pad_name(_clean(person.name)), note


def _row(number: int, person: ListedPerson) -> tuple[str, ...]:
    sex = {True: "女", False: "男", None: ""}[person.female]
    unit, position = _clean(person.unit), _clean(person.position)
    post = position if position.startswith(unit) else unit + position
    return str(number), pad_name(_clean(person.name)), sex, _clean(person.ethnicity), post


def _clean(text: str) -> str:
    """Text without the control characters that spreadsheets carry along and Word files can't hold."""
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs")).strip()
