"""The forms among the papers of a change of term: officers' forms, ballots, the change of the legal representative."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt

from keqiao.exchange.documents.layout import Layout
from keqiao.exchange.documents.prose import add_text, add_title
from keqiao.exchange.documents.tables import Column, add_columns, add_form
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order

from .officers import OfficerSheet
from .pack import Pack
from .wording import BLANK, NO_DAY, day_text, meeting_text, ordinal

_SHARES = (0.2, 0.3, 0.2, 0.3)
_ROW = 9.0  # millimetres, so that there is room for a pen
_STAMPED = f"\n\n\t（盖章）{NO_DAY}"
_SIGNED = f"\n\t签名：{BLANK}{NO_DAY}"


def add_officers(document: Document, pack: Pack, layout: Layout) -> None:
    """A form for each officer (负责人备案表), each on a page of its own; one to be filled in where nobody is known."""
    sheets: Sequence[OfficerSheet | None] = pack.officers or [None]
    for place, one in enumerate(sheets):
        title = "负责人备案表" if pack.association else "社会组织负责人备案表"
        _form_title(document, title, new_page=place > 0)
        _form(document, _officer_rows(pack, one), layout)


def _officer_rows(pack: Pack, one: OfficerSheet | None) -> list[tuple[str, ...]]:
    term = f"第{ordinal(pack.number)}届"
    return [
        *(_known(pack, one, term) if one is not None else _unknown(pack, term)),
        ("主要简历", "\n".join(_padded(one.resume if one is not None else []))),
        ("本人承诺", f"以上情况属实，愿意担任拟任职务。{_SIGNED}"),
        ("所在单位意见", _STAMPED),
        *((word, _STAMPED) for word in _opinions(pack)),
    ]


def _padded(lines: Sequence[str]) -> list[str]:
    """With empty lines up to four, to be written on."""
    return [*lines, *[""] * (4 - len(lines))]


def _opinions(pack: Pack) -> tuple[str, ...]:
    """Who else is asked: of an association the Party committee and the level above; a society is registered."""
    if pack.association:
        return ("本单位意见", "同级党委意见", "上级科协意见")
    return ("本会和党组织意见", "业务主管单位意见", "登记机关意见")


def _known(pack: Pack, one: OfficerSheet, term: str) -> list[tuple[str, ...]]:
    approval = (one.approval or BLANK) if one.official else "不是领导干部"
    return [
        ("姓名", pad_name(one.person.name), "性别", one.sex),
        ("出生年月", one.birth, "民族", one.ethnicity),
        ("政治面貌", one.political, "学历学位", one.degree),
        ("职称", one.title, "证件号码", ""),
        ("工作单位", one.unit, "职务", one.position),
        ("单位名称" if pack.association else "社会组织", pack.unit, "拟任职务", f"{term}{one.role}"),
        ("上届职务", one.former or "无", "专职或兼职", "兼职" if one.part_time else "专职"),
        ("兼职批准", approval, "法定代表人", "是" if one.legal else "否"),
        ("联系电话", "", "任期", term),
    ]


def _unknown(pack: Pack, term: str) -> list[tuple[str, ...]]:
    return [
        ("姓名", "", "性别", ""),
        ("出生年月", "", "民族", ""),
        ("政治面貌", "", "学历学位", ""),
        ("职称", "", "证件号码", ""),
        ("工作单位", "", "职务", ""),
        ("单位名称" if pack.association else "社会组织", pack.unit, "拟任职务", term),
        ("上届职务", "", "专职或兼职", ""),
        ("兼职批准", "", "法定代表人", ""),
        ("联系电话", "", "任期", term),
    ]


def add_ballot(document: Document, pack: Pack, layout: Layout) -> None:
    """The ballot: candidates of each office in the order of their surnames' strokes, with room for others."""
    add_title(document, [pack.unit, f"第{ordinal(pack.number)}届负责人选举票"], [], layout)
    columns = [
        Column("序号", 0.09, True),
        Column("候选人", 0.19, True),
        Column("职务", 0.21, True),
        Column("同意", 0.11, True),
        Column("不同意", 0.12, True),
        Column("弃权", 0.11, True),
        Column("另选他人", 0.17, True),
    ]
    rows = [
        (str(place), pad_name(one.person.name), one.role, "", "", "", "")
        for place, one in enumerate(_on_ballot(pack), start=1)
    ]
    add_columns(document, columns, rows or [("",) * len(columns)] * 5, layout, width=layout.area_width, height=_ROW)
    for place, text in enumerate(
        (
            "说明：1．同一职务的候选人按姓氏笔画排列。",
            "2．每名候选人只在同意、不同意、弃权中选一栏画“○”，多选的该行无效。",
            "3．不同意的，可以在“另选他人”一栏写上另选的姓名；弃权的不能另选。",
            "4．本票加盖选举专用章有效。",
        )
    ):
        add_text(document, text).paragraph_format.space_before = Pt(0 if place else 6)
    add_text(document, f"选举日期：{day_text(pack.called)}")


def _on_ballot(pack: Pack) -> list[OfficerSheet]:
    roles = list(dict.fromkeys(one.role for one in pack.officers))
    return [
        one
        for role in roles
        for one in in_stroke_order([sheet for sheet in pack.officers if sheet.role == role], lambda it: it.person.name)
    ]


def add_legal(document: Document, pack: Pack, layout: Layout) -> None:
    """The change of the legal representative, to be registered."""
    _form_title(document, "法定代表人变更登记表")
    one = pack.legal
    unit = "单位名称" if pack.association else "社会组织"
    opinions = ("本会意见", "业务主管单位意见", "登记机关意见")
    if pack.association:
        opinions = ("本单位意见", "同级党委意见", "登记机关意见")
    rows: list[tuple[str, ...]] = [
        (unit, pack.unit, "变更事项", "法定代表人"),
        ("变更前", pack.renewal.former_legal, "变更后", pad_name(one.person.name) if one is not None else ""),
        ("拟任职务", f"第{ordinal(pack.number)}届{one.role}" if one else "", "性别", one.sex if one else ""),
        ("出生年月", one.birth if one is not None else "", "政治面貌", one.political if one is not None else ""),
        ("工作单位", one.unit if one is not None else "", "证件号码", ""),
        ("联系电话", "", "变更理由", "换届"),
        ("通过的会议", meeting_text(pack), "通过日期", day_text(pack.held, "")),
        ("原法定代表人", _SIGNED),
        ("拟任法定代表人", _SIGNED),
        *((word, _STAMPED) for word in opinions),
    ]
    _form(document, rows, layout)


def _form_title(document: Document, text: str, *, new_page: bool = False) -> None:
    title = document.add_paragraph(text, style="Title")
    title.paragraph_format.page_break_before = new_page
    title.paragraph_format.space_after = Pt(12)


def _form(document: Document, rows: Sequence[Sequence[str]], layout: Layout) -> None:
    """A form: two labels and two values on a line, or one value across."""
    add_form(document, rows, _SHARES, layout, width=layout.area_width, height=_ROW)
