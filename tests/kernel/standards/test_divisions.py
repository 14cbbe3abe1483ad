"""The codes of divisions, today's and those of other days."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from keqiao.kernel.standards.divisions import NATION, DivisionRow, known_to, read_divisions

ROWS = list(read_divisions())
TODAY = 20261101


def on(day: int) -> dict[str, DivisionRow]:
    return {
        row.code: row
        for row in ROWS
        if (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day < row.valid_to)
    }


@pytest.mark.parametrize(
    ("day", "counties"), [(20211231, 2843), (20231231, 2844), (20241231, 2846), (20251231, 2845), (TODAY, 2847)]
)
def test_the_counts_are_those_the_ministry_publishes(day: int, counties: int) -> None:
    counts = Counter(row.level for row in on(day).values())
    assert counts == {"national": 1, "provincial": 34, "municipal": 333, "county": counties}


def test_liuzhou_and_its_ten() -> None:
    today = on(TODAY)
    below = {row.code: row.name for row in today.values() if row.parent == "450200"}
    assert below == {
        "450202": "城中区",
        "450203": "鱼峰区",
        "450204": "柳南区",
        "450205": "柳北区",
        "450206": "柳江区",
        "450222": "柳城县",
        "450223": "鹿寨县",
        "450224": "融安县",
        "450225": "融水苗族自治县",
        "450226": "三江侗族自治县",
    }
    assert (today["450200"].name, today["450200"].level, today["450200"].parent) == ("柳州市", "municipal", "450000")
    assert today["450000"].parent == NATION


def test_an_old_code_holds_for_its_dates() -> None:
    assert on(20151231)["450221"].name == "柳江县"
    assert "450221" not in on(20160101)
    assert on(20160101)["450206"].name == "柳江区"
    assert on(19990101)["450206"].name == "市郊区"


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (20201231, {"330103", "350402"}, {"330113", "450181", "659011"}),
        (20220101, {"330113", "330114", "450181", "659011"}, {"330103", "330104", "450127"}),
        (20241231, {"653228", "653229", "500105"}, {"500157"}),
        (20251201, {"500157"}, {"500105", "500112"}),
    ],
)
def test_changes_since_the_package(day: int, there: set[str], gone: set[str]) -> None:
    codes = set(on(day))
    assert there <= codes
    assert not gone & codes


def test_the_directly_governed_stand_under_their_province() -> None:
    today = on(TODAY)
    assert [today[code].parent for code in ("110101", "419001", "429021", "659001", "500101")] == [
        "110000",
        "410000",
        "420000",
        "650000",
        "500000",
    ]
    assert {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}.items() <= {
        code: row.name for code, row in today.items()
    }.items()


def test_parents_come_first_and_eras_of_a_code_never_overlap() -> None:
    seen: set[str] = set()
    eras: defaultdict[str, list[DivisionRow]] = defaultdict(list)
    for row in ROWS:
        assert row.parent is None or row.parent in seen
        seen.add(row.code)
        eras[row.code].append(row)
    for rows in eras.values():
        for before, after in pairwise(rows):
            assert before.valid_to is not None
            assert after.valid_from is not None
            assert before.valid_to <= after.valid_from


def test_eras_that_ended_can_be_left_out() -> None:
    rows = list(read_divisions(in_force_after=20161231))
    assert "450221" not in {row.code for row in rows}
    assert "330103" in {row.code for row in rows}
    assert len(rows) < 4000 < len(ROWS)


def test_the_table_says_up_to_when_it_is_known() -> None:
    assert known_to() == "2026-04"
