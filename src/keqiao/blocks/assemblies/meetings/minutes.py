"""会议纪要 and 会议议程 as official documents, made of the records; the look is that of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from docx.document import Document

from keqiao.blocks.assemblies.models import AttendanceState, Meeting, MeetingKind
from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import add_heading, add_prose_styles, add_signature, add_text, add_title
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.formats import enumerated, long_date

from .models import Decision, InvitationKind
from .quorum import Count, count

NUMERALS = "一二三四五六七八九十"


def minutes(meeting: Meeting, layout: Layout = STANDARD) -> bytes:
    """The minutes: when and where, who was there, what was on the agenda, what was decided."""
    document = _begun(meeting, _("会议纪要"), _("纪要"), layout)
    numbers = count(meeting)
    add_text(document, _opening(meeting, numbers))
    _people(document, meeting, layout)
    _agenda(document, meeting, layout)
    _decisions(document, list(meeting.decisions.select_related("item")), layout)
    _ended(document, meeting, layout)
    return packed(document)


def agenda(meeting: Meeting, layout: Layout = STANDARD) -> bytes:
    """The agenda for those invited: when, where, and the items with who speaks and how long."""
    document = _begun(meeting, _("会议议程"), _("议程"), layout)
    add_text(document, _("时间：%(when)s") % {"when": when_words(meeting)})
    if place_words(meeting):
        add_text(document, _("地点：%(place)s") % {"place": place_words(meeting)})
    add_heading(document, _("议程"), 1, layout)
    for number, item in enumerate(meeting.items.all(), start=1):
        add_text(document, _item(number, item.title, item.speaker, item.minutes))
    _ended(document, meeting, layout)
    return packed(document)


def when_words(meeting: Meeting) -> str:
    """Day and hours."""
    assert meeting.date is not None
    begins = f"{meeting.begins:%H:%M}" if meeting.begins else ""
    hours = f"{begins}—{meeting.ends:%H:%M}" if meeting.ends and begins else begins
    return " ".join(part for part in (long_date(meeting.date), hours) if part)


def place_words(meeting: Meeting) -> str:
    """Where it is; empty when nobody said."""
    return meeting.place or (_("线上") if meeting.online or meeting.kind == MeetingKind.ONLINE else "")


def _begun(meeting: Meeting, word: str, short: str, layout: Layout) -> Document:
    """A document with its title: the unit, and under it what it is; 会议 isn't said twice."""
    word = short if meeting.title.endswith(("会议", short)) else word
    title = meeting.title + word
    document = new_document(layout, title)
    add_prose_styles(document, layout)
    unit = meeting.body.organisation.name
    add_title(document, [unit, meeting.title.removeprefix(unit) + word], [], layout)
    return document


def _opening(meeting: Meeting, numbers: Count) -> str:
    told = {"when": when_words(meeting), "title": meeting.title, "place": place_words(meeting)}
    said = [(_("%(when)s，%(title)s在%(place)s召开。") if told["place"] else _("%(when)s，%(title)s召开。")) % told]
    if meeting.convener is not None or meeting.convener_post:
        who = f"{meeting.convener_post}{meeting.convener or ''}"
        said.append(_("会议由%(who)s召集。") % {"who": who})
    if meeting.delegated:
        said.append(_("召集人受委托召集本次会议，委托情况见会议记录。"))
    if numbers.due is not None and numbers.present:
        counted = {
            "due": numbers.due,
            "present": numbers.present,
            "excused": numbers.excused,
            "missing": numbers.missing,
        }
        said.append(_("应到%(due)s人，实到%(present)s人，请假%(excused)s人，缺席%(missing)s人。") % counted)
    if numbers.quorate is not None:
        said.append(_("到会人数符合规定。") if numbers.quorate else _("到会人数未达到规定。"))
    return "".join(said)


def _people(document: Document, meeting: Meeting, layout: Layout) -> None:
    """Who was there, who had leave, and who sat in; names in the order of surname strokes."""
    rows = list(meeting.attendance.select_related("person"))
    for word, state in ((_("出席"), AttendanceState.PRESENT), (_("请假"), AttendanceState.EXCUSED)):
        _names(document, word, (row.person.name for row in rows if row.status == state))
    others = meeting.invitations.exclude(kind=InvitationKind.DUE).filter(came=True).select_related("person")
    _names(document, _("列席"), (str(one) for one in others))


def _names(document: Document, word: str, names: Iterable[str]) -> None:
    ordered = [pad_name(name) for name in in_stroke_order(list(names), str)]
    if ordered:
        add_text(document, _("%(word)s：%(names)s") % {"word": word, "names": "　".join(ordered)})


def _agenda(document: Document, meeting: Meeting, layout: Layout) -> None:
    items = list(meeting.items.all())
    if not items:
        return
    add_heading(document, _("一、会议议程"), 1, layout)
    for number, item in enumerate(items, start=1):
        add_text(document, _item(number, item.title, item.speaker, None))


def _item(number: int, title: str, speaker: str, minutes_planned: int | None) -> str:
    beside = [speaker, _("%(count)s分钟") % {"count": minutes_planned} if minutes_planned else ""]
    told = enumerated(part for part in beside if part)
    return f"{number}．{title}" + (_("（%(beside)s）") % {"beside": told} if told else "")


def _decisions(document: Document, decisions: list[Decision], layout: Layout) -> None:
    if not decisions:
        return
    heading = _("二、会议决定") if document.paragraphs and decisions[0].meeting.items.exists() else _("一、会议决定")
    add_heading(document, heading, 1, layout)
    for one in decisions:
        number = NUMERALS[one.number - 1] if one.number <= len(NUMERALS) else str(one.number)
        add_heading(document, _("（%(number)s）%(title)s") % {"number": number, "title": one.title}, 2, layout)
        for line in one.text.splitlines():
            if line.strip():
                add_text(document, line.strip())
        add_text(document, _adopted(one))


def _adopted(one: Decision) -> str:
    said = _("通过方式：%(way)s") % {"way": _(one.get_adopted_display())}
    if one.votes_for is None:
        return said + "。"
    votes = {"yes": one.votes_for, "no": one.votes_against or 0, "none": one.abstentions or 0}
    return said + _("，赞成%(yes)s票，反对%(no)s票，弃权%(none)s票。") % votes


def _ended(document: Document, meeting: Meeting, layout: Layout) -> None:
    assert meeting.date is not None
    add_signature(document, meeting.body.organisation.name, long_date(meeting.date), layout)
