"""The papers of a change of term as Word documents on GB/T 9704. They are official documents, and so Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import (
    add_heading,
    add_prose_styles,
    add_signature,
    add_text,
    add_title,
)
from keqiao.exchange.documents.tables import Column, add_columns, add_small_styles
from keqiao.kernel.standards.names import pad_name
from keqiao.look.formats import spelled, yuan

from .models import PaperKind
from .pack import Pack
from .sheets import add_ballot, add_legal, add_officers
from .wording import BLANK, NO_DAY, count_text, day_text, meeting_text, term_text

ENTRUSTMENT = "财务审计委托书"  # what can be drafted of an audit, whose report others write
_ROW = 8.0  # millimetres of a row that is written in by hand
_AIR = Pt(6)  # between text and a table


def paper(kind: PaperKind, pack: Pack, layout: Layout = STANDARD) -> bytes:
    """A paper as far as it is known; of the audit, the letter that asks for it."""
    build = BUILDERS[kind]
    document = new_document(layout, f"{pack.unit}{draft_label(kind)}")
    add_prose_styles(document, layout)
    add_small_styles(document, layout)
    build(document, pack, layout)
    return packed(document)


def draft_label(kind: PaperKind) -> str:
    """What the draft of a paper is called."""
    return ENTRUSTMENT if kind is PaperKind.AUDIT else str(kind.label)


def file_name(kind: PaperKind, pack: Pack) -> str:
    """What a drafted paper is called as a file."""
    return f"{pack.unit}{draft_label(kind)}.docx"


def _request(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, f"关于召开{meeting_text(pack)}的请示"], [], layout)
    to = document.add_paragraph(f"{pack.to or BLANK * 2}：")
    to.paragraph_format.keep_with_next = True
    past = pack.renewal.term_ends is not None and pack.renewal.term_ends < timezone.localdate()
    add_text(
        document,
        f"{pack.unit}{term_text(pack, former=True)}任期{'已' if past else '将'}于{day_text(pack.renewal.term_ends)}"
        f"届满。根据章程规定，拟于{day_text(pack.called)}召开{meeting_text(pack)}，选举产生{term_text(pack)}。"
        "现将有关事项请示如下。",
    )
    parts = [("大会主要议程", _agenda), ("选举规模", _sizes), ("拟任负责人", _candidates)]
    if pack.renewal.postponed_to:
        parts.append(("延期情况", _postponed))
    for place, (title, write) in enumerate(parts, start=1):
        add_heading(document, f"{spelled(place)}、{title}", 1, layout)
        write(document, pack, layout)
    add_text(document, "妥否，请批示。", keep=True).paragraph_format.space_before = _AIR
    names = [str(kind.label) for kind in PaperKind if kind not in (PaperKind.REQUEST, PaperKind.MINUTES)]
    for place, name in enumerate(names, start=1):
        add_text(document, f"{'附件：' if place == 1 else '　　　'}{place}．{name}", keep=True)
    add_signature(document, pack.unit, NO_DAY, layout)
    if pack.copy:
        add_text(document, f"抄送：{pack.copy}").paragraph_format.space_before = Pt(24)


def _agenda(document: Document, pack: Pack, layout: Layout) -> None:
    items = [
        f"审议{term_text(pack, former=True)}工作报告{'' if pack.association else '和财务报告'}；",
        *(["审议章程修改草案；"] if pack.changes else []),
        f"选举{term_text(pack)}{'' if pack.association else '和监事'}；",
        "审议其他事项。",
    ]
    for place, item in enumerate(items, start=1):
        add_text(document, f"（{spelled(place)}）{item}")


def _sizes(document: Document, pack: Pack, layout: Layout) -> None:
    known = "，".join(f"{word}{number}人" for word, number in pack.sizes if number)
    if known:
        add_text(document, f"本届现有{known}。")
    add_text(document, f"下一届拟设{'，'.join(f'{word}{BLANK}人' for word, _number in pack.sizes)}。")


def _candidates(document: Document, pack: Pack, layout: Layout) -> None:
    if pack.officers:
        _officer_table(document, pack, layout)
    else:
        add_text(document, f"拟任负责人：{BLANK * 3}")


def _postponed(document: Document, pack: Pack, layout: Layout) -> None:
    add_text(document, f"本次换届经批准延期至{day_text(pack.renewal.postponed_to)}。")


def _officer_table(document: Document, pack: Pack, layout: Layout) -> None:
    columns = [
        Column("姓名", 0.14, True),
        Column("拟任职务", 0.16, True),
        Column("性别", 0.08, True),
        Column("出生年月", 0.17, True),
        Column("工作单位及职务", 0.31),
        Column("任职", 0.14, True),
    ]
    rows = [
        (
            pad_name(one.person.name),
            one.role,
            one.sex,
            one.birth,
            f"{one.unit}{one.position}",
            "兼职" if one.part_time else "专职",
        )
        for one in pack.officers
    ]
    _table(document, columns, rows, layout)


def _charter(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, "章程修改说明"], [], layout)
    now = pack.charter
    known = f"（{now.title}，{day_text(now.starts)}起施行）" if now is not None else ""
    if pack.changes:
        said = f"{pack.unit}拟对现行章程{known}作如下修改，提请{meeting_text(pack)}审议。"
    else:
        said = f"{pack.unit}现行章程{known}本次换届{BLANK}（填写“修改”或“不修改”）。修改的，逐条填入下表。"
    add_text(document, said)
    columns = [
        Column("条", 0.15, True),
        Column("修改前", 0.31),
        Column("修改后", 0.31),
        Column("修改理由", 0.23),
    ]
    rows = [(one.article, one.before or "（新增）", one.after or "（删去）", one.reason) for one in pack.changes]
    _table(document, columns, rows or [("", "", "", "")] * 5, layout, _ROW)
    add_signature(document, pack.unit, NO_DAY, layout)


def _audit(document: Document, pack: Pack, layout: Layout) -> None:
    """The letter by which an accountant is asked for the audit, with the figures on record."""
    add_title(document, [pack.unit, ENTRUSTMENT], [], layout)
    document.add_paragraph(f"{BLANK * 2}会计师事务所：").paragraph_format.keep_with_next = True
    add_text(
        document,
        f"{pack.unit}拟于{day_text(pack.called)}召开{meeting_text(pack)}换届。现委托你所对"
        f"{term_text(pack, former=True)}任期内（{day_text(pack.term_starts)}至{day_text(pack.renewal.term_ends)}）"
        "的财务收支和资产情况进行审计，出具换届财务审计报告。",
    )
    add_text(document, f"法定代表人：{pack.renewal.former_legal or BLANK}。{_legal_changes(pack)}")
    add_heading(document, "一、任期内收入", 1, layout)
    columns = [Column("年份", 0.2, True), Column("登记的收入", 0.4, True), Column("审定金额", 0.4, True)]
    _table(document, columns, [(f"{year}年", yuan(fen) if fen else "", "") for year, fen in pack.funding], layout)
    add_heading(document, "二、随附资料", 1, layout)
    for place, item in enumerate(("各年度财务报表、账簿和凭证；", "银行账户和资产清单；", "上一次审计报告。"), start=1):
        add_text(document, f"（{spelled(place)}）{item}", keep=True)
    add_text(document, f"联系人：{BLANK}　联系电话：{BLANK * 2}", keep=True)
    add_signature(document, pack.unit, NO_DAY, layout)


def _legal_changes(pack: Pack) -> str:
    """Whether somebody else is to represent the unit, as far as both are known."""
    if pack.legal is None or not pack.renewal.former_legal:
        return f"本次换届{BLANK}（填写“变更”或“不变更”）法定代表人。"
    same = pack.legal.person.name == pack.renewal.former_legal
    return f"本次换届{'不变更' if same else '变更'}法定代表人。"


def _minutes(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, f"{meeting_text(pack)}会议纪要"], [], layout)
    add_text(document, _opening(pack))
    add_text(document, f"会议由{BLANK}主持，{BLANK}记录。")
    add_heading(document, "一、审议事项", 1, layout)
    reports = "工作报告" if pack.association else "工作报告和财务报告"
    add_text(document, f"会议审议通过了{term_text(pack, former=True)}{reports}。")
    if pack.changes:
        articles = "、".join(one.article for one in pack.changes)
        add_text(document, f"会议审议通过了章程修改草案，修改的条款为：{articles}。")
    add_heading(document, "二、选举结果", 1, layout)
    add_text(
        document,
        f"会议选举产生{term_text(pack)}，共{count_text(pack.council if pack.elected else None)}。"
        f"发出选票{BLANK}张，收回{BLANK}张，其中有效票{BLANK}张。负责人选举结果如下。",
    )
    _votes(document, pack, layout)
    add_heading(document, "三、签字确认", 1, layout).paragraph_format.space_before = _AIR
    for who in ("主持人", "监票人", "记录人"):
        add_text(document, f"{who}（签名）：{BLANK * 2}", keep=True)
    add_signature(document, pack.unit, NO_DAY, layout)


def _opening(pack: Pack) -> str:
    """When and where the congress met, and how many came."""
    meeting = pack.meeting
    day = meeting.date if meeting is not None else pack.called
    place = meeting.place if meeting is not None else ""
    due = meeting.due if meeting is not None else None
    came = meeting.present() if meeting is not None else None
    said = f"{day_text(day)}，{pack.unit}{meeting_text(pack)}在{place or BLANK * 2}召开。"
    said += f"应到{count_text(due)}，实到{count_text(came)}"
    if meeting is None or meeting.quorate is None:
        return f"{said}，{BLANK}（填写“达到”或“未达到”）章程规定的人数。"
    return f"{said}，{'达到' if meeting.quorate else '未达到'}章程规定的人数。"


def _votes(document: Document, pack: Pack, layout: Layout) -> None:
    columns = [
        Column("姓名", 0.2, True),
        Column("职务", 0.26, True),
        Column("同意（票）", 0.18, True),
        Column("不同意（票）", 0.18, True),
        Column("弃权（票）", 0.18, True),
    ]
    rows = [(pad_name(one.person.name), one.role, "", "", "") for one in pack.officers]
    _table(document, columns, rows or [("", "", "", "", "")] * 5, layout, _ROW)


def _table(
    document: Document,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    height: float = 0,
) -> None:
    """A table as wide as the type area, a little below what stands before it."""
    before: Paragraph = document.paragraphs[-1]
    before.paragraph_format.space_after = _AIR
    add_columns(document, columns, rows, layout, width=layout.area_width, height=height)


BUILDERS: Mapping[PaperKind, Callable[[Document, Pack, Layout], None]] = {
    PaperKind.REQUEST: _request,
    PaperKind.CHARTER: _charter,
    PaperKind.AUDIT: _audit,
    PaperKind.OFFICERS: add_officers,
    PaperKind.BALLOT: add_ballot,
    PaperKind.MINUTES: _minutes,
    PaperKind.LEGAL: add_legal,
}
