"""Lists of funding figures: which unit had how much in which year, from whom and for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.reading import Page, Report, Shape
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.money.models import Funding, FundingKind, Purpose
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.imports.enrolling import runs
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Reporter, register
from keqiao.registry.imports.reached import Reached, refuse_beyond
from keqiao.registry.imports.undoing import undo_pages

from .cells import one_of, read_fen, read_year

COLUMNS = (
    TableColumn("unit", gettext_lazy("单位"), ("单位", "单位名称", "机构代码", "使用单位", "名称")),
    TableColumn("year", gettext_lazy("年份"), ("年份", "年度", "年"), read_year, required=True),
    TableColumn(
        "kind",
        gettext_lazy("来源"),
        ("来源", "经费来源", "资金来源"),
        one_of(FundingKind, {"财政": "budget", "财政拨款": "budget", "捐助": "donation", "捐赠": "donation"}),
        required=True,
    ),
    TableColumn(
        "level",
        gettext_lazy("出资层级"),
        ("出资层级", "层级", "级次"),
        one_of(Level, {"市": "municipal", "县": "county"}),
    ),
    TableColumn(
        "purpose", gettext_lazy("用途"), ("用途", "资金用途", "经费用途"), one_of(Purpose, {"科普": "popularisation"})
    ),
    TableColumn(
        "amount", gettext_lazy("金额（元）"), ("金额", "金额元", "经费", "经费金额", "数额"), read_fen, required=True
    ),
    TableColumn("note", gettext_lazy("说明"), ("说明", "备注"), longest=200),
)
UNIT, YEAR, KIND, LEVEL, PURPOSE, AMOUNT, NOTE = range(1, 8)
ROW = ("id", "public_id", "organisation_id", "year", "kind", "level", "purpose", "amount", "note")


def shape(organisation: Organisation, day: dt.date) -> Shape:
    """What isn't said: the unit is the one that imports, the level its own."""

    def of(number: int, values: list[Any], report: Report) -> list[Any]:
        unit, year, kind, level, purpose, amount, note = values
        return [
            *(number, unit or organisation.code, year, kind, level or organisation.level),
            *(purpose or Purpose.OTHER.value, amount, note or ""),
        ]

    return of


def compare(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """Units are looked up and stand by their ids afterwards; what stands recorded to the fen is told."""
    reached, found = Reached.below(organisation.pk), Compared()
    for row in page.rows:
        pk, why = reached.one(str(row[UNIT]))
        if pk is None:
            report(row[0], "unit", "unit.unknown", why)
        row[UNIT] = pk
    known = _recorded({row[UNIT] for row in page.rows if row[UNIT]})
    for row in page.rows:
        if row[0] in page.faulty:
            continue
        same = (row[UNIT], row[YEAR], row[KIND], row[LEVEL], row[PURPOSE], row[AMOUNT]) in known
        found.known += same
        found.new += not same
        if same:
            said = _("这个单位同一年份、来源、用途已登记过同样的金额，请核对是否重复；不重复的，请在页面上逐笔登记")
            report(row[0], "amount", "funding.twice", said)
    return found


def _recorded(organisations: set[int]) -> set[tuple[Any, ...]]:
    names = ("organisation", "year", "kind", "level", "purpose", "amount")
    return set(Funding.objects.filter(organisation__in=organisations).values_list(*names))


def undo_funding(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take funding figures back."""
    kept = list(outcomes)
    touched = {pk for one in kept for pk in one["organisations"]}
    undo_pages(kept, {"funding": Funding})
    _mark(touched)


@bulk_verb(
    "money.record_many",
    does=gettext_lazy("导入了经费"),
    undoes=gettext_lazy("撤销了经费导入"),
    needs="money.manage",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_funding,
    paged=True,
)
def record_many(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Record the funding figures of a list, of an organisation and those below it."""
    for page in pages:
        rows = page["rows"]
        organisations = sorted({row[UNIT] for row in rows})
        refuse_beyond(act, "money.manage", organisations)
        made = reserve(Funding, len(rows))
        given = zip(made, public_ids(len(made)), rows, strict=True)
        insert(Funding, ROW, ((pk, public, *row[UNIT:]) for pk, public, row in given))
        _mark(organisations)
        yield {"funding": runs(made), "organisations": organisations}


def _mark(organisations: Iterable[int]) -> None:
    running = ledger.current()
    if running is not None:
        running.touched |= {("funding", pk) for pk in organisations}


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """How many figures were recorded."""
    made = sum(last - first + 1 for one in outcomes for first, last in one.get("funding", ()))
    units = len({pk for one in outcomes for pk in one.get("organisations", ())})
    return _("登记了%(units)d个单位的%(made)d笔经费。") % {"units": units, "made": made}


FUNDING = register(
    Kind(
        code="funding",
        label=gettext_lazy("经费"),
        noun=gettext_lazy("笔"),
        about=gettext_lazy("本单位和下级各年的经费；不写单位的，算本单位的。"),
        columns=COLUMNS,
        shape=shape,
        verb=record_many,
        compare=compare,
        summary=told,
        sample=("柳州市科学技术协会", "2025", "财政预算", "市级", "科普经费", "1200000", ""),
        order=60,
        compared_first=True,
    )
)
