"""Reading plans: how fast, and how much of what people found in real plans is found.

The documents and what people found in them aren't part of the project: ``KEQIAO_BENCH_DOCUMENTS`` names a folder with
the texts (``<plan>.txt``) and another, ``KEQIAO_BENCH_TARGETS``, the file with what they hold, one target a line.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from keqiao.plans.reading.figures import Figure, figures
from keqiao.plans.reading.outline import outline
from keqiao.plans.reading.reading import read_plan
from keqiao.plans.reading.view import paragraphs

from .measuring import measured
from .table import Row, seconds

LONG = 160_000  # characters, about 200 pages
BOUND = 5.0  # seconds
AIM = Fraction(97, 100)
BASES = ("figure", "explicit")  # targets that stand in the text as a number
LINES = (
    "{n}、建设基层组织",
    "（一）扩大覆盖。到2025年，乡镇（街道）组织覆盖率达到80%以上，每个县配备不少于30人的志愿队伍，专家比例由40%提高至60%左右。",
    "（二）健全制度。每年召开一次全委会会议，每半年向市委报告一次工作，五年内建成示范基地10个，总投入约3亿元。",
    "——坚持眼睛向下。围绕“四个全面”战略布局，把服务送到田间地头，让科技工作者有家可回，有事可办，有人可问。",
)


def rows() -> list[Row]:
    """The claims."""
    return [_speed(), *_quality()]


def _speed() -> Row:
    lines = [line.format(n="一二三四五六七八九十"[at % 10]) for at in range(2000) for line in LINES]
    text, length = [], 0
    for line in lines:
        text.append(line)
        length += len(line)
        if length > LONG:
            break
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_text("\n".join(text), encoding="utf-8")
        took = measured(lambda: read_plan(path))
    return Row(
        f"a document of {LONG:,} characters (200 pages) is read",
        seconds(took),
        f"bound {BOUND:.0f} s",
        took.wall < BOUND,
    )


def _quality() -> Iterator[Row]:
    texts, targets = os.environ.get("KEQIAO_BENCH_DOCUMENTS", ""), os.environ.get("KEQIAO_BENCH_TARGETS", "")
    if not texts or not targets:
        yield Row("targets of real plans", "not measured", "no documents were given")
        return
    wanted = [json.loads(line) for line in Path(targets).read_text(encoding="utf-8").splitlines()]
    found = right = hit = asked = 0
    for plan in sorted({one["plan"] for one in wanted}):
        read = list(_targets_of((Path(texts) / f"{plan}.txt").read_text(encoding="utf-8")))
        said = [one for one in wanted if one["plan"] == plan]
        matched = {at for one in said for at in _matches(one, read)}
        strict = [one for one in said if one["basis"] in BASES]
        found, right, asked = found + len(read), right + len(matched), asked + len(strict)
        hit += sum(bool(_matches(one, read)) for one in strict)
    yield _share("of the targets that people found in five plans are found", hit, asked)
    yield _share("of what is taken for a target, so many are such that people found", right, found)


def _share(claim: str, part: int, whole: int) -> Row:
    return Row(
        claim, f"{part} of {whole} ({100 * part / whole:.1f}%)", f"aim {100 * AIM}%", Fraction(part, whole) >= AIM
    )


def _targets_of(text: str) -> Iterator[tuple[str, Figure]]:
    """Each target with the plain text of its paragraph."""
    for clause in outline(text, paragraphs(text)):
        for paragraph in clause.own:
            yield from ((_plain(paragraph.text), one) for one in figures(paragraph.text) if one.kind == "target")


def _matches(target: dict[str, Any], read: list[tuple[str, Figure]]) -> list[int]:
    """Which of what was read is the target: the same words around it and the same value."""
    quote = _plain(target["quote"])
    return [at for at, (text, one) in enumerate(read) if quote[:12] in text and _same(target, one)]


def _same(target: dict[str, Any], one: Figure) -> bool:
    value = target.get("value_exact") or target["value"]
    if isinstance(value, list) or isinstance(one.value, tuple):
        return isinstance(one.value, tuple) and [float(part) for part in one.value] == value
    if value is None or one.value is None:
        return False
    exact = Fraction(value) if isinstance(value, str) else Fraction(value).limit_denominator(1000)
    return one.value == (exact / 100 if target["unit"] == "percent" and one.unit == "fraction" else exact)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).translate({ord(one): "-" for one in "－—–"})
