"""Lists of organisations: what stands below an organisation, registered through ``organisations.register_many``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.reading import Page, Report, Shape
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.exchange.spreadsheets.workbook import Value
from keqiao.kernel.divisions.models import Division, Level
from keqiao.kernel.nouns.fields import from_int, holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.standards.uscc import read_credit_code
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Reporter, register
from keqiao.registry.imports.reached import Reached, refuse_beyond
from keqiao.registry.imports.registrations import RegisterMany, register_many, undo_registrations
from keqiao.registry.verbs.organisations import check_code

from .cells import one_of, read_day, today


def read_uscc(value: Value) -> str:
    """A unified social credit code, checked."""
    return read_credit_code(cell_text(value)).code


COLUMNS = (
    TableColumn(
        "name",
        gettext_lazy("单位名称"),
        ("单位名称", "名称", "单位", "机构名称", "全称"),
        required=True,
        longest=120,
        unique=True,
    ),
    TableColumn("short_name", gettext_lazy("简称"), ("简称", "单位简称"), longest=60),
    TableColumn("code", gettext_lazy("机构代码"), ("机构代码", "代码", "编码"), longest=40, unique=True),
    TableColumn(
        "uscc",
        gettext_lazy("统一社会信用代码"),
        ("统一社会信用代码", "信用代码", "社会信用代码"),
        read_uscc,
        unique=True,
    ),
    TableColumn("kind", gettext_lazy("类型"), ("类型", "单位类型", "类别"), one_of(OrganisationKind), required=True),
    TableColumn("level", gettext_lazy("层级"), ("层级", "级别"), one_of(Level, {"市": "municipal", "县": "county"})),
    TableColumn("leading", gettext_lazy("上级单位"), ("上级单位", "领导单位", "主管单位", "隶属单位", "上级")),
    TableColumn("division", gettext_lazy("行政区划代码"), ("行政区划代码", "区划代码", "行政区划")),
    TableColumn("founded", gettext_lazy("成立日期"), ("成立日期", "成立时间"), read_day),
)
NAME, SHORT, CODE, USCC, KIND, LEVEL, LEADING, DIVISION, FOUNDED = range(1, 10)


def shape(organisation: Organisation, day: dt.date) -> Shape:
    """What isn't said: the code is the credit code, the leading one and the level are those of who imports."""
    codes: dict[str, int] = {}

    def of(number: int, values: list[Any], report: Report) -> list[Any]:
        name, short, code, uscc, kind, level, leading, division, founded = values
        code = code or uscc or ""
        if not code:
            report("code", "code.missing", _("没有机构代码，也没有统一社会信用代码，请填写其中一个"))
        elif codes.setdefault(code, number) != number:
            report("code", "row.twice", _("机构代码与第%(row)s行相同，请删去其中一行") % {"row": codes[code]})
        return [
            *(number, name or "", short or "", code, uscc or "", kind, level or organisation.level),
            *(leading or "", division or "", founded),
        ]

    return of


def compare(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """Codes that are taken, leading organisations and divisions that aren't there."""
    found, reached = Compared(), Reached.below(organisation.pk)
    taken = dict(Organisation.objects.filter(code__in=[row[CODE] for row in page.rows]).values_list("code", "name"))
    wanted = {row[DIVISION] for row in page.rows if row[DIVISION]}
    there = set(Division.objects.filter(holds_on(today()), code__in=wanted).values_list("code", flat=True))
    ours = {name: row[CODE] for row in page.rows for name in (row[NAME], row[CODE])}
    for row in page.rows:
        _compare_row(row, report, taken)
        if row[DIVISION] and row[DIVISION] not in there:
            report(row[0], "division", "division.unknown", _("没有这个行政区划代码，请核对六位代码"))
        row[LEADING] = _leading(row, organisation, reached, ours, report)
        if row[0] not in page.faulty:
            found.new += 1
    return found


def _compare_row(row: list[Any], report: Reporter, taken: Mapping[str, str]) -> None:
    if row[CODE] in taken:
        said = _("机构代码已由“%(name)s”使用；已经登记的单位请删去这一行") % {"name": taken[row[CODE]]}
        report(row[0], "code", "code.taken", said)
        return
    try:
        check_code(row[CODE], taken=False)
    except VerbError as error:
        report(row[0], "code", "code.form", str(error).rstrip("。"))


def _leading(
    row: list[Any], organisation: Organisation, reached: Reached, ours: Mapping[str, str], report: Reporter
) -> str:
    """The code of the leading one: kept already, or another row of the page."""
    written = row[LEADING]
    if not written:
        return organisation.code
    pk, why = reached.one(written)
    if pk is not None:
        return str(Organisation.objects.values_list("code", flat=True).get(pk=pk))
    if ours.get(written, row[CODE]) != row[CODE]:
        return ours[written]
    report(row[0], "leading", "leading.unknown", why)
    return ""


def undo_organisations(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take a list of organisations back."""
    undo_registrations(act, target, RegisterMany(), [one for page in outcomes for one in reversed(page["made"])])


@bulk_verb(
    "organisations.register_listed",
    does=gettext_lazy("导入了单位"),
    undoes=gettext_lazy("撤销了单位导入"),
    needs="organisations.manage",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_organisations,
    paged=True,
)
def register_listed(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Register the organisations of a list below one, leading ones first."""
    for page in pages:
        rows = _in_order(page["rows"])
        kept = Organisation.objects.filter(code__in={row[LEADING] for row in rows})
        refuse_beyond(act, "organisations.manage", kept.values_list("pk", flat=True))
        yield {"made": register_many.body(act, target, RegisterMany(), [_given(row) for row in rows])}


def _in_order(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Each behind the one that leads it. A ring stays at the end, and is refused there."""
    waiting, done = list(rows), list[Sequence[Any]]()
    left = {row[CODE] for row in rows}
    while ready := [row for row in waiting if row[LEADING] not in left]:
        done += ready
        left -= {row[CODE] for row in ready}
        waiting = [row for row in waiting if row[CODE] in left]
    return done + waiting


def _given(row: Sequence[Any]) -> dict[str, Any]:
    return {
        "code": row[CODE],
        "name": row[NAME],
        "short_name": row[SHORT],
        "uscc": row[USCC],
        "kind": row[KIND],
        "level": row[LEVEL],
        "leading": row[LEADING],
        "division": row[DIVISION] or None,
        "founded": from_int(row[FOUNDED]) if row[FOUNDED] else None,
    }


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """How many organisations were registered."""
    made = sum(len(one.get("organisations", ())) for page in outcomes for one in page["made"])
    return _("登记了%(made)d个单位。") % {"made": made}


ORGANISATIONS = register(
    Kind(
        code="organisations",
        label=gettext_lazy("组织"),
        noun=gettext_lazy("个"),
        about=gettext_lazy("本单位领导的学会、基层科协等组织；上级单位写在同一张表里也可以。"),
        columns=COLUMNS,
        shape=shape,
        verb=register_listed,
        compare=compare,
        summary=told,
        sample=("柳州市机械工程学会", "", "lz-jixie", "", "学会", "市级", "柳州市科学技术协会", "450200", "1986.05"),
        order=40,
        compared_first=True,
    )
)
