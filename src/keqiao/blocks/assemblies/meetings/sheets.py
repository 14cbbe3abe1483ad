"""签到表 to be signed on paper, and 到会名单 once the meeting is over: everybody called, as a Word file."""

from __future__ import annotations

from django.utils.translation import gettext as _
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import add_prose_styles, add_text, add_title
from keqiao.exchange.documents.tables import Column, add_columns
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order

from .minutes import place_words, when_words
from .models import InvitationKind
from .quorum import count
from .roll import RollLine, roll

SIGNED = 9  # millimetres that a signature needs


def is_over(meeting: Meeting) -> bool:
    """Whether the list says who came; before, it is to be signed."""
    return meeting.status == MeetingStatus.CLOSED


def sheet_title(meeting: Meeting) -> str:
    """What the list is."""
    return _("到会名单") if is_over(meeting) else _("签到表")


def attendance_sheet(meeting: Meeting, layout: Layout = STANDARD) -> bytes:
    """The list of those called, those due first: by delegation, within it in the order of surname strokes."""
    title = sheet_title(meeting)
    document = new_document(layout, meeting.title + title)
    add_prose_styles(document, layout)
    unit = meeting.body.organisation.name
    add_title(document, [unit, meeting.title.removeprefix(unit) + title], [], layout)
    add_text(document, _("时间：%(when)s") % {"when": when_words(meeting)})
    if place_words(meeting):
        add_text(document, _("地点：%(place)s") % {"place": place_words(meeting)})
    if is_over(meeting):
        numbers = count(meeting)
        told = {"due": numbers.due, "present": numbers.present, "excused": numbers.excused, "missing": numbers.missing}
        add_text(document, _("应到%(due)s人，实到%(present)s人，请假%(excused)s人，缺席%(missing)s人。") % told)
    columns = (
        Column(_("序号"), 0.09, centred=True),
        Column(_("姓名"), 0.19, centred=True),
        Column(_("身份"), 0.12, centred=True),
        Column(_("代表团、界别或单位"), 0.36),
        Column(_("到会情况") if is_over(meeting) else _("本人签名"), 0.24, centred=True),
    )
    rows = [_row(number, line, over=is_over(meeting)) for number, line in enumerate(_ordered(meeting), start=1)]
    table = add_columns(document, columns, rows, layout, width=layout.area_width)
    if not is_over(meeting):
        for row in table.rows:
            row.height, row.height_rule = Mm(SIGNED), WD_ROW_HEIGHT_RULE.AT_LEAST
    return packed(document)


def _ordered(meeting: Meeting) -> list[RollLine]:
    by_strokes = in_stroke_order(roll(meeting), lambda line: line.name)
    return sorted(by_strokes, key=lambda line: (line.invitation.kind != InvitationKind.DUE, line.delegation))


def _row(number: int, line: RollLine, *, over: bool) -> tuple[str, ...]:
    """Whoever is there already, or excused, needn't sign."""
    last = line.word if over or line.there else ""
    return str(number), pad_name(line.name), line.kind, line.delegation, last
