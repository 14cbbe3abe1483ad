"""Nominees and quotas as files have them: what programs and offices export, with messages that name file and line."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from keqiao.kernel.standards.refusal import gettext_noop as _

from .pool import AND, Demand, PoolError

Table = tuple[list[str], list[list[str]]]
WORDS = {
    "category": ("category", "feature", "类别", "项目", "特征"),
    "feature": ("feature", "value", "name", "取值", "内容", "名称", "特征"),
    "min": ("min", "least", "最少", "下限", "至少"),
    "max": ("max", "most", "最多", "上限", "至多"),
}


def read_table(path: Path) -> Table:
    """Header and rows of a CSV file (UTF-8 with or without mark, UTF-16, GB 18030) or of a workbook's first sheet."""
    data = path.read_bytes()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        rows = _workbook(path)
    else:
        text = _text(path, data)
        head = text.partition("\n")[0]
        delimiter = max(",\t;，", key=head.count)
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    rows = [[cell.strip() for cell in row] for row in rows if row]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise PoolError("file.empty", _("文件“%(file)s”是空的。请检查导出的内容。"), file=path.name)
    header = rows[0]
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        said = _("文件“%(file)s”里有两列都叫“%(column)s”。请改掉其中一个列名。")
        raise PoolError("file.columns", said, file=path.name, column=twice)
    return header, [[*row, *[""] * (len(header) - len(row))][: len(header)] for row in rows[1:]]


def _text(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    said = _("文件“%(file)s”的编码认不出来。请另存为UTF-8编码的CSV。")
    raise PoolError("file.encoding", said, file=path.name)


def _workbook(path: Path) -> list[list[str]]:
    import python_calamine  # noqa: PLC0415 - only for workbooks

    try:
        rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    except (python_calamine.CalamineError, OSError) as error:
        said = _("文件“%(file)s”打不开（%(error)s）。请用WPS或Excel另存为.xlsx或CSV。")
        raise PoolError("file.workbook", said, file=path.name, error=str(error)) from None
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def read_people(path: Path) -> list[dict[str, str]]:
    """One person a row, a column for each category."""
    header, rows = read_table(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_demands(path: Path, columns: Sequence[str]) -> list[Demand]:
    """Quotas: category, feature, min, max. A combination names several, ``性别 & 来源`` and ``女 & 企业``."""
    header, rows = read_table(path)
    places = _places(path, header)
    demands = []
    for number, row in enumerate(rows, start=2):
        category, feature = row[places["category"]], row[places["feature"]]
        if not any(row):
            continue
        where = _where(path, number, category, feature, columns)
        low = _number(path, number, row[places["min"]], "min", 0)
        high = _number(path, number, row[places["max"]], "max", 10**6)
        demands.append(Demand(where, low, high))
    return demands


def _places(path: Path, header: Sequence[str]) -> Mapping[str, int]:
    names = [name.casefold() for name in header]
    found: dict[str, int] = {}
    for key, words in WORDS.items():
        # "feature" is the category in some files and its value in others: a column is taken once.
        found[key] = next(
            (names.index(one) for one in words if one in names and names.index(one) not in found.values()), -1
        )
    missing = next((key for key, place in found.items() if place < 0), None)
    if missing is not None:
        said = _(
            "名额要求文件“%(file)s”缺少“%(column)s”列。第一行应为 category,feature,min,max（类别、取值、下限、上限）。"
        )
        raise PoolError("quotas.column", said, file=path.name, column=missing)
    return found


def _where(path: Path, line: int, category: str, feature: str, columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
    sign = AND.strip()
    if category in columns or sign not in category:
        parts = [category], [feature]
    else:
        parts = [one.strip() for one in category.split(sign)], [one.strip() for one in feature.split(sign)]
    if not category or len(parts[0]) != len(parts[1]):
        said = _("名额要求文件“%(file)s”第%(line)s行的类别和取值不相配。组合要求两边用“&”分开，个数相同。")
        raise PoolError("quotas.parts", said, file=path.name, line=line)
    return tuple(zip(*parts, strict=True))


def _number(path: Path, line: int, text: str, column: str, empty: int) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    if not plain:
        return empty
    if not plain.isdecimal():
        said = _("名额要求文件“%(file)s”第%(line)s行的%(column)s是“%(text)s”，应为不小于零的整数。请改正。")
        raise PoolError("quotas.number", said, file=path.name, line=line, column=column, text=text)
    return int(plain)


def read_scores(path: Path, people: Sequence[Mapping[str, str]], column: str) -> list[float]:
    """Each person's score."""
    if people and column not in people[0]:
        said = _("人选名单“%(file)s”里没有“%(column)s”列，不能按得分选。请加上这一列，或改用抽取。")
        raise PoolError("scores.column", said, file=path.name, column=column)
    scores = []
    for number, person in enumerate(people):
        try:
            scores.append(float(unicodedata.normalize("NFKC", person[column]) or 0))
        except ValueError:
            said = _("人选名单“%(file)s”第%(row)s行（从0数起）的得分是“%(text)s”，不是数字。请改正。")
            raise PoolError("scores.number", said, file=path.name, row=number, text=person[column]) from None
    return scores
