"""The columns about a person, as every list of people has them, and how a row is put together.

A row becomes the values of ``StagedPerson`` in its order; what a kind asks beside stands behind them.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.cells import cell_text, read_id_cell, read_sex
from keqiao.exchange.spreadsheets.problems import Severity
from keqiao.exchange.spreadsheets.reading import Report
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.exchange.spreadsheets.workbook import Value
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.standards.ethnic import read_ethnicity
from keqiao.kernel.standards.identity import Identity
from keqiao.kernel.standards.names import WrittenName, is_rare, read_name
from keqiao.kernel.standards.partial import DateReading, from_bounds, read_partial
from keqiao.kernel.standards.political import read_affiliation
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.units import split_unit_position
from keqiao.look.said import in_words
from keqiao.registry.imports.staged import proposal_for

STAGED = 16  # values of a StagedPerson
Bounds = tuple[int | None, int | None]


def read_person_name(value: Value) -> str | WrittenName:
    """The name; with what stood in brackets behind it where there was something."""
    written = read_name(cell_text(value))
    return written if written.notes else written.name


def read_identity_cell(value: Value) -> Identity:
    """The ID number, checked."""
    return read_id_cell(value, today=_today())


def read_birth(value: Value) -> DateReading:
    """A year, a month or a day."""
    plain = value if isinstance(value, float | int | dt.date) and not isinstance(value, bool) else cell_text(value)
    return read_partial(plain, today=_today())


def _today() -> dt.date:
    return _day_of(int(time.time()) // 60)


@lru_cache(maxsize=2)
def _day_of(_minute: int) -> dt.date:
    """Asked for every cell, and timezone arithmetic is slow."""
    return timezone.localdate()


PERSON_COLUMNS = (
    TableColumn(
        "name",
        gettext_lazy("姓名"),
        ("姓名", "名字", "人员姓名", "会员姓名", "代表姓名", "委员姓名", "人选姓名", "名单", "name"),
        read_person_name,
        required=True,
        unique=True,
    ),
    TableColumn("sex", gettext_lazy("性别"), ("性别", "男女", "sex"), lambda value: read_sex(value).value),
    TableColumn(
        "ethnicity", gettext_lazy("民族"), ("民族", "族别"), lambda value: read_ethnicity(cell_text(value)).code
    ),
    TableColumn(
        "birth",
        gettext_lazy("出生年月"),
        ("出生年月", "出生日期", "出生年月日", "出生时间", "出生", "生日", "出生年份", "出生年", "出生日"),
        read_birth,
    ),
    TableColumn(
        "id_number",
        gettext_lazy("身份证号"),
        (
            *("身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码", "身份证件号码"),
            *("居民身份证号", "居民身份证号码", "有效证件号码", "公民身份证号码"),
        ),
        read_identity_cell,
        unique=True,
    ),
    TableColumn(
        "unit_position",
        gettext_lazy("单位及职务"),
        ("工作单位及职务", "单位及职务", "单位职务", "工作单位职务"),
        pattern=r"单位.{0,6}职[务称位]",
        longest=240,
    ),
    TableColumn(
        "unit",
        gettext_lazy("单位"),
        ("单位", "工作单位", "所在单位", "单位名称", "任职单位", "现工作单位", "供职单位", "现单位", "所属单位"),
        longest=120,
    ),
    TableColumn(
        "position",
        gettext_lazy("职务"),
        ("职务", "行政职务", "职位", "岗位", "现任职务", "党政职务", "现职务", "单位职务名称"),
        longest=120,
    ),
    TableColumn(
        "political",
        gettext_lazy("政治面貌"),
        ("政治面貌", "党派", "面貌", "政治面目", "政治身份"),
        lambda value: read_affiliation(cell_text(value)).code,
        mild=True,
    ),
    TableColumn(
        "title",
        gettext_lazy("职称"),
        ("职称", "专业技术职务", "技术职称", "专业技术职称", "专业职称", "专业技术资格", "职称等级"),
        longest=60,
    ),
    TableColumn(
        "degree",
        gettext_lazy("学历学位"),
        ("学历", "文化程度", "学历学位", "最高学历", "学位", "学历及学位", "文化"),
        longest=60,
    ),
)
PERSONS = len(PERSON_COLUMNS)


class PersonShape:
    """Puts rows together and remembers them, to notice who comes twice. ``more`` adds what a kind asks beside."""

    def __init__(self, more: Callable[[int, list[Any], Report], list[Any]] | None = None, *, once: bool = True) -> None:
        self._more, self._once = more, once
        self._by_identity: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], tuple[int, int | None, int | None, str]] = {}

    def __call__(self, number: int, values: list[Any], report: Report) -> list[Any]:
        """The values of a ``StagedPerson``, and what comes behind."""
        name, sex, ethnicity, birth, identity, both, unit, position, political, title, degree = values[:PERSONS]
        if name.__class__ is WrittenName:
            name, sex, ethnicity = _from_notes(name, sex, ethnicity)
        if both:
            unit, position = _parted(both, unit, position)
        first, last = self._birth(birth, report) if birth is not None else (None, None)
        id_number = ""
        if identity is not None:
            id_number = identity.number
            if identity.birth is not None:
                first, last, sex = _from_identity(identity, first, last, sex, report)
        self._notice(number, (name or "", unit or "", first, last, id_number), report)
        source, official = _source(unit or "", position or "")
        row = [number, name or "", sex or "", ethnicity or "", first, last, id_number, unit or "", position or ""]
        row += [source, official, "", "", political or "", title or "", degree or ""]
        return row if self._more is None else row + self._more(number, values[PERSONS:], report)

    def _birth(self, birth: DateReading, report: Report) -> Bounds:
        if birth.warning:
            report("birth", "birth.assumed", in_words(birth.warning), Severity.WARNING)
        return birth.value.earliest, birth.value.latest

    def _notice(self, number: int, row: tuple[str, str, int | None, int | None, str], report: Report) -> None:
        name, unit, first, last, id_number = row
        if name and is_rare(name):
            report("name", "name.rare", _("姓名里有生僻字，打印前请核对字体能否显示"), Severity.WARNING)
        if not self._once:
            return
        if id_number:
            before = self._by_identity.setdefault(id_number, number)
            if before != number:
                message = _("证件号码与第%(row)s行相同，是同一个人，请删去其中一行") % {"row": before}
                report("id_number", "row.twice", message)
                return
        if not unit:
            return
        other = self._by_name.setdefault((name, unit), (number, first, last, id_number))
        if other[0] == number or (id_number and other[3]):
            return
        told = {"name": name, "row": other[0]}
        if first is None or other[1] is None or (other[1] <= (last or 0) and first <= (other[2] or 0)):
            message = _("“%(name)s”与第%(row)s行姓名、单位都相同，是同一个人，请删去其中一行") % told
            report("name", "row.twice", message)
        else:
            message = _("“%(name)s”与第%(row)s行同名同单位而出生年月不同，请核对是否两个人") % told
            report("name", "row.alike", message, Severity.WARNING)


@lru_cache(maxsize=100_000)
def _source(unit: str, position: str) -> tuple[str, bool | None]:
    proposal = proposal_for(unit, position)
    return proposal.source.source_class or "", proposal.official.leading_official


@lru_cache(maxsize=20_000)
def _parted(both: str, unit: str | None, position: str | None) -> tuple[str, str]:
    first, second = split_unit_position(both)
    return unit or first, position or second


def _from_notes(written: WrittenName, sex: str | None, ethnicity: str | None) -> tuple[str, str | None, str | None]:
    """韦丽（女，壮族） says more than a name."""
    for note in written.notes:
        if note in ("男", "女"):
            sex = sex or read_sex(note).value
        elif note.endswith("族"):
            try:
                ethnicity = ethnicity or read_ethnicity(note).code
            except Refused:
                continue
    return written.name, sex, ethnicity


def _from_identity(
    identity: Identity, first: int | None, last: int | None, sex: str | None, report: Report
) -> tuple[int, int, str]:
    """What the number proves; what the row says otherwise is told."""
    born = to_int(identity.birth) if identity.birth is not None else 0
    proved = identity.sex.value if identity.sex is not None else ""
    if first is not None and last is not None and not first <= born <= last:
        written, shown = (in_words(from_bounds(*one).said()) for one in ((first, last), (born, born)))
        message = _("出生年月%(written)s与证件号码里的%(proved)s不符，请核对后改正其中一个")
        report("birth", "birth.mismatch", message % {"written": written, "proved": shown})
    if sex and proved and sex != proved:
        report("sex", "sex.mismatch", _("性别与证件号码第17位不符，请核对后改正其中一个"))
    return born, born, sex or proved
