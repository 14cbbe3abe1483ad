"""The papers of a change of term as Word documents on GB/T 9704. They are official documents, and so Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from docx.document import Document
from docx.enum.text import WD_BREAK

from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import (
    add_heading,
    add_prose_styles,
    add_signature,
    add_text,
    add_title,
)
from keqiao.exchange.documents.tables import Column, add_columns, add_form, add_small_styles
from keqiao.kernel.standards.names import pad_name
from keqiao.look.formats import spelled

from .models import PaperKind
from .pack import OfficerSheet, Pack

BLANK = "　　　　"
NO_DAY = "　　　　年　　月　　日"


def paper(kind: PaperKind, pack: Pack, layout: Layout = STANDARD) -> bytes:
    """A paper as far as it is known. Raises KeyError for one that others write (the audit)."""
    build = BUILDERS[kind]
    document = new_document(layout, f"{pack.unit}{kind.label}")
    add_prose_styles(document, layout)
    add_small_styles(document, layout)
    build(document, pack, layout)
    return packed(document)


def file_name(kind: PaperKind, pack: Pack) -> str:
    """What a drafted paper is called as a file."""
    return f"{pack.unit}{kind.label}.docx"


def _request(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, f"关于{_meeting_word(pack)}换届的请示"], [], layout)
    to = document.add_paragraph(f"{pack.to or BLANK}：")
    to.paragraph_format.keep_with_next = True
    ends = _day(pack.renewal.term_ends)
    add_text(
        document,
        f"{pack.unit}第{_ordinal(pack.number - 1)}届{pack.body}任期将于{ends}届满。根据章程规定，"
        f"拟于{_day(pack.called)}召开{_meeting_word(pack)}，选举产生第{_ordinal(pack.number)}届{pack.body}。"
        "现将有关事项请示如下。",
    )
    add_heading(document, "一、大会主要议程", 1, layout)
    agenda = [
        f"审议第{_ordinal(pack.number - 1)}届{pack.body}工作报告和财务报告；",
        *(["审议章程修改草案；"] if pack.changes else []),
        f"选举第{_ordinal(pack.number)}届{pack.body}及负责人；",
        "审议其他事项。",
    ]
    for place, item in enumerate(agenda, start=1):
        add_text(document, f"（{spelled(place)}）{item}")
    add_heading(document, "二、拟任负责人", 1, layout)
    if pack.officers:
        _officer_table(document, pack, layout)
    else:
        add_text(document, f"拟任负责人：{BLANK}{BLANK}")
    if pack.renewal.postponed_to:
        add_heading(document, "三、延期情况", 1, layout)
        add_text(document, f"本次换届经批准延期至{_day(pack.renewal.postponed_to)}。")
    add_text(document, "妥否，请批示。", keep=True)
    names = [kind.label for kind in PaperKind if kind not in (PaperKind.REQUEST, PaperKind.MINUTES)]
    for place, name in enumerate(names, start=1):
        head = "附件：" if place == 1 else "　　　"
        add_text(document, f"{head}{place}．{name}", keep=True)
    add_signature(document, pack.unit, NO_DAY.strip(), layout)


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
    add_columns(document, columns, rows, layout, width=layout.area_width)


def _charter(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, "章程修改说明"], [], layout)
    add_text(document, f"{pack.unit}拟对现行章程作如下修改，提请{_meeting_word(pack)}审议。")
    columns = [
        Column("条", 0.12, True),
        Column("修改前", 0.33),
        Column("修改后", 0.33),
        Column("修改理由", 0.22),
    ]
    rows = [(one.article, one.before or "（新增）", one.after or "（删去）", one.reason) for one in pack.changes]
    add_columns(document, columns, rows or [(BLANK, "", "", "")], layout, width=layout.area_width)
    add_signature(document, pack.unit, NO_DAY.strip(), layout)


def _officers(document: Document, pack: Pack, layout: Layout) -> None:
    """A form for each officer, each on a page of its own."""
    sheets: Sequence[OfficerSheet | None] = pack.officers or [None]
    for place, one in enumerate(sheets):
        if place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("社会组织负责人备案表", style="Title")
        _lines(document, _officer_lines(pack, one), layout)


def _officer_lines(pack: Pack, one: OfficerSheet | None) -> list[tuple[str, str, str, str]]:
    if one is None:
        return [("姓名", "", "拟任职务", ""), ("社会组织", pack.unit, "", "")]
    approval = one.approval or BLANK if one.official else "不是领导干部"
    return [
        ("姓名", pad_name(one.person.name), "性别", one.sex),
        ("出生年月", one.birth, "民族", one.ethnicity),
        ("政治面貌", one.political, "学历学位", one.degree),
        ("职称", one.title, "专职或兼职", "兼职" if one.part_time else "专职"),
        ("工作单位", one.unit, "职务", one.position),
        ("社会组织", pack.unit, "拟任职务", f"第{_ordinal(pack.number)}届{one.role}"),
        ("上届职务", one.former or "无", "法定代表人", "是" if one.legal else "否"),
        ("兼职批准", approval, "任期", f"第{_ordinal(pack.number)}届"),
        ("本人签名", "\n\n", "日期", NO_DAY.strip()),
        ("所在单位意见", "\n\n\n（盖章）", "社会组织意见", "\n\n\n（盖章）"),
        ("主管单位意见", "\n\n\n（盖章）", "登记机关意见", "\n\n\n（盖章）"),
    ]


def _lines(document: Document, lines: Sequence[Sequence[str]], layout: Layout) -> None:
    """A form: two labels and two values on a line."""
    add_form(document, lines, (0.17, 0.33, 0.17, 0.33), layout, width=layout.area_width)


def _ballot(document: Document, pack: Pack, layout: Layout) -> None:
    add_title(document, [pack.unit, f"第{_ordinal(pack.number)}届负责人选举票"], [], layout)
    columns = [
        Column("序号", 0.1, True),
        Column("候选人", 0.24, True),
        Column("职务", 0.24, True),
        Column("同意", 0.14, True),
        Column("不同意", 0.14, True),
        Column("弃权", 0.14, True),
    ]
    rows = [(str(place), pad_name(one.person.name), one.role, "", "", "") for place, one in enumerate(pack.officers, 1)]
    blank = [("", "", "", "", "", "")] * 2
    add_columns(document, columns, [*rows, *blank], layout, width=layout.area_width)
    for text in (
        "说明：在所选意见的一栏内画“○”，每名候选人只选一栏；不同意的，可以在空行内另写他人。",
        "选举日期：" + _day(pack.called),
    ):
        add_text(document, text)


def _minutes(document: Document, pack: Pack, layout: Layout) -> None:
    meeting = pack.meeting
    add_title(document, [pack.unit, f"{_meeting_word(pack)}会议纪要"], [], layout)
    facts = (
        ("会议名称", meeting.title if meeting is not None else _meeting_word(pack)),
        ("召开时间", _day(meeting.date if meeting is not None else pack.held)),
        ("召开地点", meeting.place if meeting is not None and meeting.place else BLANK),
        ("应到人数", f"{meeting.due}人" if meeting is not None and meeting.due else f"{BLANK}人"),
        ("实到人数", f"{meeting.present()}人" if meeting is not None and meeting.present() else f"{BLANK}人"),
        ("主持人", BLANK),
        ("记录人", BLANK),
    )
    for label, value in facts:
        add_text(document, f"{label}：{value}")
    add_heading(document, "一、审议事项", 1, layout)
    add_text(document, f"会议审议通过了第{_ordinal(pack.number - 1)}届{pack.body}工作报告和财务报告。")
    if pack.changes:
        articles = "、".join(one.article for one in pack.changes)
        add_text(document, f"会议审议通过了章程修改草案，修改的条款为：{articles}。")
    add_heading(document, "二、选举结果", 1, layout)
    size = f"共{pack.council}人" if pack.elected else f"共{BLANK}人"
    add_text(document, f"会议选举产生第{_ordinal(pack.number)}届{pack.body}，{size}。负责人如下。")
    if pack.officers:
        _officer_table(document, pack, layout)
    add_text(document, f"同意{BLANK}票，不同意{BLANK}票，弃权{BLANK}票。")
    add_heading(document, "三、签字确认", 1, layout)
    add_text(document, f"主持人签名：{BLANK}{BLANK}监票人签名：{BLANK}{BLANK}")
    add_signature(document, pack.unit, NO_DAY.strip(), layout)


def _legal(document: Document, pack: Pack, layout: Layout) -> None:
    document.add_paragraph("法定代表人变更登记表", style="Title")
    one = pack.legal
    _lines(
        document,
        [
            ("社会组织", pack.unit, "变更事项", "法定代表人"),
            ("变更前", pack.renewal.former_legal, "变更后", pad_name(one.person.name) if one is not None else ""),
            (
                "职务",
                f"第{_ordinal(pack.number)}届{one.role}" if one is not None else "",
                "性别",
                one.sex if one else "",
            ),
            ("出生年月", one.birth if one is not None else "", "政治面貌", one.political if one is not None else ""),
            ("工作单位", one.unit if one is not None else "", "变更理由", "换届"),
            ("通过的会议", _meeting_word(pack), "通过日期", _day(pack.held)),
            ("原法定代表人", "\n\n\n（签名）", "现法定代表人", "\n\n\n（签名）"),
            ("社会组织意见", "\n\n\n（盖章）", "主管单位意见", "\n\n\n（盖章）"),
        ],
        layout,
    )


def _meeting_word(pack: Pack) -> str:
    """第九次会员代表大会."""
    return f"第{_ordinal(pack.number)}次{_congress(pack)}"


def _congress(pack: Pack) -> str:
    return "代表大会" if pack.renewal.unit.kind == "association" else "会员代表大会"


def _ordinal(number: int) -> str:
    return spelled(number) if number > 0 else "　"


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else NO_DAY


BUILDERS: Mapping[PaperKind, Callable[[Document, Pack, Layout], None]] = {
    PaperKind.REQUEST: _request,
    PaperKind.CHARTER: _charter,
    PaperKind.OFFICERS: _officers,
    PaperKind.BALLOT: _ballot,
    PaperKind.MINUTES: _minutes,
    PaperKind.LEGAL: _legal,
}
