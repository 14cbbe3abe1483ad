"""What leaves a making as an official document: the credentials report, and lists by delegation. All in Chinese."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.shared import Twips

from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.namelist import ListedGroup, ListedPerson, name_list
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import add_heading, add_prose_styles, add_signature, add_text, add_title
from keqiao.exchange.documents.tables import Column, add_caption, add_columns, add_small_styles
from keqiao.exchange.spreadsheets.writing import Table
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person, Sex, SourceClass
from keqiao.kernel.posts.models import BodyKind, Role
from keqiao.kernel.standards.ethnic import BY_CODE
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.formats import spelled
from keqiao.registry.imports.touching import chunks

from .checks import CONGRESSES
from .congress import Participant, SeatRow, grouped, participants
from .credentials import Counts
from .models import AttendeeKind, Credentials, Making, Trait

# The documents are Chinese, whatever the page is read in.
TRAITS = (
    (Trait.FRONT_LINE, "基层一线科技工作者"),
    (Trait.YOUNG, "45周岁以下的"),
    (Trait.WOMEN, "女性"),
    (Trait.MINORITY, "少数民族"),
    (Trait.NON_PARTY, "非中共党员"),
)


def full_title(making: Making) -> str:
    """柳州市科学技术协会第十次代表大会, or 第三届理事会."""
    body = making.body
    number = spelled(making.number)
    if body.kind in CONGRESSES:
        kind = "代表大会" if body.kind == BodyKind.CONGRESS else "会员代表大会"
        return f"{body.organisation.name}第{number}次{kind}"
    called = "委员会" if body.kind == BodyKind.FULL_COMMITTEE else body.name
    return f"{body.organisation.name}第{number}届{called}"


def public_title(making: Making) -> str:
    """What a list is called in public: 柳州市科学技术协会第十次代表大会代表人选."""
    return full_title(making) + _who(making).removesuffix("人选") + "人选"


def credentials_report(examined: Credentials, layout: Layout = STANDARD) -> bytes:
    """代表资格审查报告 as it was examined, from the numbers that were kept then."""
    making, counts = examined.making, _counts(examined)
    title, who = full_title(making), _who(making)
    document = new_document(layout, f"{title}{who}资格审查报告")
    add_prose_styles(document, layout)
    add_small_styles(document, layout)
    add_title(document, [title, f"{who}资格审查报告"], [f"（{_day(examined)}）"], layout)
    _results(document, making, examined, counts, layout)
    _structure(document, counts, who, layout)
    _units(document, counts, layout)
    add_signature(document, examined.by, _day(examined), layout)
    return packed(document)


def _results(document: Document, making: Making, examined: Credentials, counts: Counts, layout: Layout) -> None:
    who = _who(making)
    add_heading(document, "一、审查情况", 1, layout)
    units, seats, total = len(counts["units"]), counts["seats"], counts["total"]
    add_text(
        document,
        f"{full_title(making)}{who}名额{seats}名，由{units}个选举单位推荐产生。各选举单位共报送{who}{total}名，"
        + ("与名额相符。" if total == seats else f"比名额少{seats - total}名。"),
    )
    objections = sum(one.objections.count() for one in making.publicities.all())
    latest = making.publicities.filter(withdrawn=None).last()
    if latest is not None:
        public = f"{_long(latest.starts)}至{_long(latest.ends)}，{who}名单公示，"
        add_text(document, public + (f"收到异议{objections}件，均按规定核实。" if objections else "没有收到异议。"))
    add_text(document, f"{examined.by}对{total}名{who}的资格进行了审查。")


def _structure(document: Document, counts: Counts, who: str, layout: Layout) -> None:
    add_heading(document, f"二、{who}构成", 1, layout)
    total = counts["total"]
    parts = []
    for trait, word in TRAITS:
        told = counts["traits"][trait.value]
        if told["unknown"] == total:
            parts.append(f"{word.removesuffix('的')}情况待核实")
            continue
        unknown = f"（另有{told['unknown']}名情况待核实）" if told["unknown"] else ""
        parts.append(f"{word}{told['yes']}名，占{_share(told['yes'], total)}{unknown}")
    add_text(document, f"{total}名{who}中，" + "；".join(parts) + "。")
    add_caption(document, f"表1　{who}来源构成")
    names = {one.value: str(one.label) for one in SourceClass} | {"": "来源待确认"}
    sources = [(names[code], number) for code, number in sorted(counts["sources"].items(), key=_by_class)]
    _table(document, "来源", sources, total, layout)
    add_caption(document, f"表2　{who}年龄构成")
    ages = [(_band(place, counts), number) for place, (_upper, number) in enumerate(counts["ages"])]
    if counts["ages_unknown"]:
        ages.append(("出生日期待核实", counts["ages_unknown"]))
    _table(document, "年龄", ages, total, layout)


def _by_class(row: tuple[str, int]) -> int:
    order = [*SourceClass.values, ""]
    return order.index(row[0])


def _band(place: int, counts: Counts) -> str:
    uppers = [upper for upper, _number in counts["ages"]]
    if place == 0:
        return f"{uppers[0]}周岁以下"
    if not uppers[place]:
        return f"{uppers[place - 1] + 1}周岁以上"
    return f"{uppers[place - 1] + 1}至{uppers[place]}周岁"


def _table(document: Document, head: str, rows: Sequence[tuple[str, int]], total: int, layout: Layout) -> None:
    columns = [Column(head, 0.5), Column("人数", 0.25, True), Column("占比", 0.25, True)]
    cells = [(word, str(number), _share(number, total)) for word, number in rows]
    add_columns(document, columns, cells, layout, width=layout.area_width)


def _units(document: Document, counts: Counts, layout: Layout) -> None:
    heading = add_heading(document, "三、各选举单位名额和报送情况", 1, layout)
    heading.paragraph_format.space_before = Twips(layout.line_pitch // 2)
    columns = [Column("选举单位", 0.6), Column("名额", 0.2, True), Column("报送", 0.2, True)]
    rows = [(name, str(seats), str(number)) for name, seats, number in counts["units"]]
    add_columns(document, columns, rows, layout, width=layout.area_width)


def grouping_list(making: Making) -> bytes:
    """分组名单: everybody by delegation and group, names by surname strokes, who heads it above.

    Raises the standards' Refused when nobody is expected.
    """
    groups = []
    for name, people in grouped(participants(making)):
        for place, team in enumerate(sorted({one.team for one in people})):
            listed = [_listed(one.person) for one in people if one.team == team]
            heading = f"{name}第{spelled(team)}组" if team else name
            groups.append(ListedGroup(listed, heading, "" if place else _leads(people)))
    return name_list(f"{full_title(making)}\n分组名单", groups)


def nominee_list(making: Making) -> bytes:
    """The list of those who stand, by delegation, as it is put before those who approve it."""
    delegates = [one for one in participants(making) if one.delegate]
    groups = [ListedGroup([_listed(one.person) for one in people], name) for name, people in grouped(delegates)]
    return name_list(f"{full_title(making)}\n{_who(making)}建议名单", groups)


def roll(making: Making) -> bytes:
    """The participants as a spreadsheet to register by: number, name, unit, delegation, group, part, seat, arrival."""
    table = Table("报到册", (6, 12, 40, 24, 8, 24, 12, 14))
    table.keep_above(2)
    table.on_paper(2)
    table.add((f"{full_title(making)}报到册",), bold=True)
    table.add(("序号", "姓名", "单位及职务", "代表团", "分组", "身份", "座次", "报到"), bold=True, boxed=True)
    people, arrived = participants(making), dict(making.arrivals.values_list("person", "day"))
    works = works_of([one.person.pk for one in people])
    for number, one in enumerate(people, start=1):
        work, team = str(works.get(one.person.pk, "")), f"第{one.team}组" if one.team else ""
        at = one.placing
        seat = f"{at.seat_row}排{at.seat_number}座" if at is not None and at.seat_row is not None else ""
        there = arrived.get(one.person.pk, "")
        row = (number, pad_name(one.person.name), work, one.delegation, team, one.words, seat, there)
        table.add(row, boxed=True)
    return _saved(table)


def seating(making: Making, rows: Sequence[SeatRow], width: int) -> bytes:
    """座次表: row by row as people sit, which delegation sits where, and at the end who sits apart."""
    width = max([width, *(len(row.people) for row in rows)])
    table = Table("座次表", (8, *[10] * width, 60))
    table.keep_above(2)
    table.on_paper(2)
    table.add((f"{full_title(making)}座次表",), bold=True)
    table.add(("排", *(f"{number}座" for number in range(1, width + 1)), "代表团"), bold=True, boxed=True)
    for row in rows:
        names = [pad_name(one.person.name) for one in row.people]
        table.add((f"{row.number}排", *names, *[""] * (width - len(names)), row.words), boxed=True)
    apart = [one.person.name for one in participants(making) if AttendeeKind.PRESIDIUM in one.kinds]
    if apart:
        table.add((f"主席台就座（{len(apart)}名，按姓氏笔画为序）：{'、'.join(in_stroke_order(apart, str))}",))
    return _saved(table)


def _leads(people: Sequence[Participant]) -> str:
    """团长：张三　副团长：李四、王五; empty where nobody heads the delegation."""
    found = []
    for kind, word in ((AttendeeKind.HEAD, "团长"), (AttendeeKind.DEPUTY_HEAD, "副团长")):
        names = "、".join(one.person.name for one in people if kind in one.kinds)
        found += [f"{word}：{names}"] if names else []
    return "　".join(found)


def works_of(people: list[int]) -> dict[int, Employment]:
    """Where each works today."""
    found: dict[int, Employment] = {}
    for chunk in chunks(people):
        for work in Employment.objects.filter(holds_on(today()), person__in=chunk).order_by("pk"):
            found[work.person_id] = work
    return found


def _saved(table: Table) -> bytes:
    stream = BytesIO()
    table.save(stream)
    return stream.getvalue()


def _listed(person: Person) -> ListedPerson:
    return ListedPerson(
        name=person.name,
        female=person.sex == Sex.FEMALE if person.sex else None,
        ethnicity=BY_CODE[person.ethnicity].name if person.ethnicity in BY_CODE else "",
    )


def _who(making: Making) -> str:
    return "代表" if making.body.kind in CONGRESSES else str(Role(making.role).label) + "人选"


def _counts(examined: Credentials) -> Counts:
    found: Counts = json.loads(examined.counts)
    return found


def _share(number: int, total: int) -> str:
    return f"{number * 100 / total:.1f}%" if total else "—"


def _day(examined: Credentials) -> str:
    return _long(examined.day)


def _long(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
