"""Lists of units outside the system: enterprises, parks, townships and others, put on a list that is drawn up."""

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
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.search.names import add_names
from keqiao.kernel.standards.uscc import read_credit_code
from keqiao.kernel.units.models import Unit, UnitList
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.imports.enrolling import runs
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Reporter, register
from keqiao.registry.imports.touching import chunks
from keqiao.registry.imports.undoing import undo_pages

from .cells import today

CREDIT_CODE = 18  # characters: a code of that length is checked
FACTS = ("units", "unit_coverage")


def read_code(value: Value) -> str:
    """A code as written; a unified social credit code is checked."""
    written = cell_text(value)
    return read_credit_code(written).code if len(written) == CREDIT_CODE else written


COLUMNS = (
    TableColumn("list", gettext_lazy("名单名称"), ("名单名称", "名单", "所属名单")),
    TableColumn(
        "name",
        gettext_lazy("单位名称"),
        ("单位名称", "名称", "企业名称", "单位", "园区名称", "学校名称", "乡镇名称", "村名称"),
        required=True,
        longest=120,
        unique=True,
    ),
    TableColumn(
        "code",
        gettext_lazy("代码"),
        ("代码", "统一社会信用代码", "信用代码", "组织机构代码", "单位代码"),
        read_code,
        longest=40,
        unique=True,
    ),
    TableColumn("division", gettext_lazy("行政区划代码"), ("行政区划代码", "区划代码", "行政区划")),
)
LIST, NAME, CODE, DIVISION = range(1, 5)
ROW = ("id", "public_id", "list_id", "name", "code", "division_id")


def shape(organisation: Organisation, day: dt.date) -> Shape:
    """Rows, told apart within a list by code or, without one, by name."""
    seen: dict[tuple[str, str], int] = {}

    def of(number: int, values: list[Any], report: Report) -> list[Any]:
        listed, name, code, division = values
        first = seen.setdefault((listed or "", code or name or ""), number)
        if first != number and (code or name):
            report("name", "row.twice", _("与第%(row)s行是同一个单位，请删去其中一行") % {"row": first})
        return [number, listed or "", name or "", code or "", division or ""]

    return of


def compare(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """Lists and divisions are looked up and stand by their ids afterwards; units that are listed already are told."""
    found, kept = Compared(), list(UnitList.objects.filter(organisation=organisation, ends=None))
    wanted = {row[DIVISION] for row in page.rows if row[DIVISION]}
    there = Division.objects.filter(holds_on(today()), code__in=wanted)
    divisions = dict(there.values_list("code", "pk"))
    for row in page.rows:
        row[LIST] = _list(row, kept, report)
        if row[DIVISION] and row[DIVISION] not in divisions:
            report(row[0], "division", "division.unknown", _("没有这个行政区划代码，请核对六位代码"))
        row[DIVISION] = divisions.get(row[DIVISION])
    known = _listed([row for row in page.rows if row[LIST]])
    for row in page.rows:
        if row[0] in page.faulty:
            continue
        if (row[LIST], row[CODE] or row[NAME]) in known:
            report(row[0], "name", "unit.listed", _("这个单位已在名单中（代码或名称相同），请删去这一行"))
        else:
            found.new += 1
    return found


def _list(row: list[Any], kept: Sequence[UnitList], report: Reporter) -> int | None:
    """The list named, or the only one that is still being drawn up."""
    drawn = [one for one in kept if one.starts is None]
    hits = [one for one in kept if one.title == row[LIST]] if row[LIST] else drawn
    if len(hits) == 1:
        return hits[0].pk
    said = _("本单位没有名称为“%(list)s”的名单，请核对名称，或先建立这份名单") % {"list": row[LIST]}
    if not row[LIST]:
        said = _("没有写名单名称，而本单位正在编制的名单不是恰好一份，请写明名单名称")
    report(row[0], "list", "list.unknown", said)
    return None


def _listed(rows: Sequence[Sequence[Any]]) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    for some in chunks(rows):
        lists = {row[LIST] for row in some}
        for name, values in (("code", {row[CODE] for row in some} - {""}), ("name", {row[NAME] for row in some})):
            held = Unit.objects.filter(holds_on(today()), list__in=lists, **{f"{name}__in": values})
            found |= set(held.values_list("list", name))
    return found


def undo_units(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take units off their lists again."""
    undo_pages(outcomes, {"units": Unit})
    _mark(target)


@bulk_verb(
    "units.list_many",
    does=gettext_lazy("导入了单位名录"),
    undoes=gettext_lazy("撤销了单位名录导入"),
    needs="units.manage",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_units,
    paged=True,
)
def list_many(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Put units on lists that the organisation keeps. Raises VerbError when a list was closed meanwhile."""
    for page in pages:
        rows = page["rows"]
        lists = {row[LIST] for row in rows}
        if UnitList.objects.filter(pk__in=lists, organisation=target, ends=None).count() != len(lists):
            raise VerbError(_("名单在检查之后已停用或删除，没有导入任何一行。请重新检查。"))
        made = reserve(Unit, len(rows))
        given = zip(made, public_ids(len(made)), rows, strict=True)
        insert(Unit, ROW, ((pk, public, row[LIST], row[NAME], row[CODE], row[DIVISION]) for pk, public, row in given))
        add_names(Unit, ((pk, (row[NAME],)) for pk, row in zip(made, rows, strict=True)))
        yield {"units": runs(made)}
    _mark(target)


def _mark(target: Organisation) -> None:
    running = ledger.current()
    if running is not None:
        running.touched |= {(fact, target.pk) for fact in FACTS}


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """How many units were listed."""
    made = sum(last - first + 1 for one in outcomes for first, last in one.get("units", ()))
    return _("名单中添加了%(made)d个单位。") % {"made": made}


UNITS = register(
    Kind(
        code="units",
        label=gettext_lazy("单位名录"),
        noun=gettext_lazy("个"),
        about=gettext_lazy("企业、园区、乡镇、学校等单位的名单，加到本单位已建立的名单里。"),
        columns=COLUMNS,
        shape=shape,
        verb=list_many,
        compare=compare,
        summary=told,
        sample=("高新技术企业名单", "龙城重工机械有限公司", "", "450200"),
        order=50,
        compared_first=True,
    )
)
