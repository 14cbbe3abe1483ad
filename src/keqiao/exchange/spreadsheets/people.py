"""Turn the cells of one row into a person, or into problems that name the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.cells import cell_text, read_id_cell, read_mobile, read_sex
from keqiao.exchange.spreadsheets.columns import Field, Header
from keqiao.exchange.spreadsheets.problems import Problem, Severity, column_letter
from keqiao.exchange.spreadsheets.workbook import Row, Value
from keqiao.kernel.standards.ethnic import read_ethnicity
from keqiao.kernel.standards.identity import Identity, Sex
from keqiao.kernel.standards.names import is_rare, read_name
from keqiao.kernel.standards.partial import PartialDate, read_partial
from keqiao.kernel.standards.political import read_affiliation
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.units import split_unit_position
from keqiao.look.said import in_words

Parsed = TypeVar("Parsed")

LONGEST_TEXT = 120  # characters of a unit, a position, a sector


@dataclass(slots=True)
class RosterRow:
    """One person of a roster. Empty text and ``None``: not said, or not readable (then there is a problem).

    ``ethnicity`` and ``political`` are codes of GB/T 3304 and GB/T 4762.
    """

    row: int
    name: str
    sex: Sex | None = None
    ethnicity: str = ""
    birth: PartialDate | None = None
    unit: str = ""
    position: str = ""
    sector: str = ""
    delegation: str = ""
    political: str = ""
    education: str = ""
    title: str = ""
    identity: Identity | None = None
    mobile: str = ""
    note: str = ""
    group: str = ""


class PersonReader:
    """Reads people row after row and remembers them, to notice who comes twice."""

    def __init__(
        self, header: Header, sheet: str, odd: Mapping[str, str], today: date, problems: list[Problem]
    ) -> None:
        self._index = {kind: column.index for kind, column in header.columns.items()}
        self._sheet = sheet
        self._odd = odd
        self._today = today
        self._problems = problems
        self._by_identity: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], RosterRow] = {}

    def read(self, number: int, cells: Row, group: str) -> RosterRow:
        """The person in row ``number`` (from 1); what can't be read becomes problems."""
        self._number, self._cells = number, cells
        if self._odd:
            self._report_odd_cells()
        person = RosterRow(number, "", group=group)
        self._read_name(person)
        self._read_work(person)
        self._read_facts(person)
        self._read_identity(person)
        if person.name:
            self._notice_twice(person)
        return person

    def _read_name(self, person: RosterRow) -> None:
        written = self._parse(Field.NAME, lambda value: read_name(cell_text(value)), required=True)
        if written is None:
            return
        person.name = written.name
        for note in written.notes:
            if note in ("男", "女"):
                person.sex = read_sex(note)
            elif note.endswith("族"):
                person.ethnicity = self._try_ethnicity(note)
        if is_rare(person.name):
            message = _("姓名里有生僻字，打印前请核对字体能否显示")
            self._report(Field.NAME, "name.rare", message, Severity.WARNING)

    def _try_ethnicity(self, note: str) -> str:
        try:
            return read_ethnicity(note).code
        except Refused:
            return ""

    def _read_work(self, person: RosterRow) -> None:
        person.unit, person.position = self._text(Field.UNIT), self._text(Field.POSITION)
        both = self._text(Field.UNIT_POSITION, longest=2 * LONGEST_TEXT)
        if both:
            unit, position = split_unit_position(both)
            person.unit = person.unit or unit
            person.position = person.position or position
        person.sector, person.delegation = self._text(Field.SECTOR), self._text(Field.DELEGATION)
        if person.group.endswith("团"):
            person.delegation = person.delegation or person.group
        elif person.group:
            person.sector = person.sector or person.group
        if not person.unit and person.name:
            place = Field.UNIT_POSITION if Field.UNIT_POSITION in self._index else Field.UNIT
            message = _("没有单位，判断不出来源类别，请补填单位")
            self._report(place, "unit.empty", message, Severity.WARNING)

    def _read_facts(self, person: RosterRow) -> None:
        person.sex = self._parse(Field.SEX, read_sex) or person.sex
        ethnicity = self._parse(Field.ETHNICITY, lambda value: read_ethnicity(cell_text(value)))
        person.ethnicity = ethnicity.code if ethnicity else person.ethnicity
        person.birth = self._parse(Field.BIRTH, self._birth)
        political = self._parse(Field.POLITICAL, lambda value: read_affiliation(cell_text(value)), Severity.WARNING)
        person.political = political.code if political else ""
        person.mobile = self._parse(Field.MOBILE, read_mobile, Severity.WARNING) or ""
        person.education, person.title = self._text(Field.EDUCATION), self._text(Field.TITLE)
        person.note = self._text(Field.NOTE, longest=500)

    def _birth(self, value: Value) -> PartialDate:
        plain = value if isinstance(value, float | int | date) and not isinstance(value, bool) else cell_text(value)
        reading = read_partial(plain, today=self._today)
        if reading.warning:
            self._report(Field.BIRTH, "birth.assumed", in_words(reading.warning), Severity.WARNING)
        return reading.value

    def _read_identity(self, person: RosterRow) -> None:
        identity = self._parse(Field.ID_NUMBER, lambda value: read_id_cell(value, today=self._today))
        person.identity = identity
        if identity is None or identity.birth is None:
            return
        born = PartialDate(identity.birth.year, identity.birth.month, identity.birth.day)
        if person.birth and not person.birth.earliest <= born.earliest <= person.birth.latest:
            message = _("出生年月%(written)s与证件号码里的%(proved)s不符，请核对后改正其中一个") % {
                "written": in_words(person.birth.said()),
                "proved": in_words(born.said()),
            }
            self._report(Field.BIRTH, "birth.mismatch", message)
        if person.sex and person.sex is not identity.sex:
            self._report(Field.SEX, "sex.mismatch", _("性别与证件号码第17位不符，请核对后改正其中一个"))
        person.birth, person.sex = born, person.sex or identity.sex

    def _notice_twice(self, person: RosterRow) -> None:
        if person.identity:
            first = self._by_identity.setdefault(person.identity.number, person.row)
            if first != person.row:
                message = _("证件号码与第%(row)s行相同，是同一个人，请删去其中一行") % {"row": first}
                self._report(Field.ID_NUMBER, "row.twice", message)
                return
        if not person.unit:
            return
        before = self._by_name.setdefault((person.name, person.unit), person)
        if before is person:
            return
        told = {"name": person.name, "row": before.row}
        if _same_birth(before.birth, person.birth):
            message = _("“%(name)s”与第%(row)s行姓名、单位都相同，是同一个人，请删去其中一行") % told
            self._report(Field.NAME, "row.twice", message)
        else:
            message = _("“%(name)s”与第%(row)s行同名同单位而出生年月不同，请核对是否两个人") % told
            self._report(Field.NAME, "row.alike", message, Severity.WARNING)

    def _value(self, kind: Field) -> Value:
        index = self._index.get(kind)
        return self._cells[index] if index is not None and index < len(self._cells) else None

    def _text(self, kind: Field, longest: int = LONGEST_TEXT) -> str:
        text = cell_text(self._value(kind))
        if len(text) > longest:
            told = {"length": len(text), "longest": longest}
            self._report(kind, "text.long", _("内容有%(length)s个字，最多%(longest)s个字，请精简") % told)
            return text[:longest]
        return text

    def _parse(
        self,
        kind: Field,
        read: Callable[[Value], Parsed],
        severity: Severity = Severity.ERROR,
        *,
        required: bool = False,
    ) -> Parsed | None:
        value = self._value(kind)
        if not cell_text(value) and (not required or self._reference(kind) in self._odd):
            return None
        try:
            return read(value)
        except Refused as refused:
            self._report(kind, refused.code, in_words(refused.said), severity)
            return None

    def _report_odd_cells(self) -> None:
        for kind in self._index:
            shown = self._odd.get(self._reference(kind))
            if shown:
                message = _("单元格是错误值%(shown)s，请改正公式或直接填写内容") % {"shown": shown}
                self._report(kind, "cell.error", message)
            elif shown is not None:
                message = _("单元格的公式还没有算出结果，请用WPS或Excel打开文件、保存一次再导入")
                self._report(kind, "cell.formula", message)

    def _reference(self, kind: Field) -> str:
        return f"{column_letter(self._index.get(kind, 0))}{self._number}"

    def _report(self, kind: Field, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        problem = Problem(code, severity, self._sheet, self._number, self._reference(kind), message)
        self._problems.append(problem)


def _same_birth(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two birth dates can be of one person; an unknown one can."""
    return one is None or other is None or (one.earliest <= other.latest and other.earliest <= one.latest)
