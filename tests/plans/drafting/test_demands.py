"""Demands as people write them and as commitments do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.drafting.demands import Unfit, canonical, demanded, due_day, due_of, force_of, read_value, unit_of
from keqiao.plans.models import DraftFinding

SHARE: dict[str, Any] = {"measure": "share", "where": "term = 'current'"}
RHYTHM: dict[str, Any] = {"measure": "rhythm", "rhythm": {"per": "year"}}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("70", "70"),
        ("70%", "70"),
        (" 2/3 ", "2/3"),
        ("三分之二", "2/3"),
        ("百分之七十", "70"),
        ("七成", "70"),
        ("3—5", "3;5"),
        ("3至5", "3;5"),
        ("1.5亿", "150000000"),
        ("0.9", "0.9"),
        ("半数", "1/2"),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, read: str) -> None:
    assert read_value(written) == read


@pytest.mark.parametrize("written", ["很多", "", "3人", "1/0", "3—", "十一百"])
def test_what_is_no_number_is_refused_beside_its_field(written: str) -> None:
    with pytest.raises(Unfit, match="不是数") as refused:
        read_value(written, "baseline")
    assert refused.value.field == "baseline"


def test_numbers_that_never_end_stay_fractions() -> None:
    assert [canonical(Fraction(one)) for one in ("70", "5/2", "1/3")] == ["70", "2.5", "1/3"]
    assert canonical(Fraction(1, 2), share=True) == "1/2"


def test_units_and_force_of_what_was_read() -> None:
    assert [unit_of(one) for one in ("persons", "fraction", "sqm", "events_per_year", "yuan")] == [
        "",
        "percent",
        "m2",
        "per_year",
        "yuan",
    ]
    assert [force_of(one) for one in ("力争…以上", "应", "必须", "鼓励", "", "应当…不少于")] == [
        "strive",
        "should",
        "must",
        "explore",
        "must",
        "should",
    ]


@pytest.mark.parametrize(
    ("finding", "keys", "wanted"),
    [
        ({"comparator": ">=", "value": "70", "unit": "percent"}, SHARE, {"target": {"at_least": "70%"}}),
        ({"comparator": ">=", "value": "2/3", "unit": "percent"}, SHARE, {"target": {"at_least": "2/3"}}),
        ({"comparator": "=", "value": "100", "unit": "percent"}, SHARE, {"target": {"at_least": "100%"}}),
        ({"comparator": "=", "value": "3"}, {"measure": "count"}, {"target": {"exactly": 3}}),
        ({"comparator": "range", "value": "2;3"}, {"measure": "count"}, {"target": {"between": [2, 3]}}),
        (
            {"comparator": ">", "value": "0.9", "unit": "yuan"},
            {"measure": "ratio"},
            {"target": {"more_than": "0.9 yuan"}},
        ),
        ({"comparator": "<", "value": "2.5"}, {"measure": "count"}, {"target": {"less_than": "2.5"}}),
        (
            {"comparator": ">=", "value": "70", "unit": "percent", "baseline": "52"},
            SHARE,
            {"target": {"at_least": "70%"}, "baseline": {"value": "52%"}},
        ),
        ({"comparator": "rising"}, SHARE, {"target": {"rising": True}, "baseline": {"term": "previous"}}),
        ({"comparator": "falling"}, {"measure": "count"}, {"target": {"falling": True}, "baseline": {"year": -1}}),
        (
            {"comparator": "rising", "baseline": "9", "unit": "percent"},
            SHARE,
            {"target": {"rising": True}, "baseline": {"value": "9%"}},
        ),
        ({"comparator": "", "value": ""}, {"measure": "attested"}, {"target": {"at_least": 1}}),
        (
            {"comparator": ">=", "value": "2", "unit": "per_year"},
            RHYTHM,
            {"rhythm": {"per": "year", "at_least": 2}, "target": {"at_least": "100%"}},
        ),
        (
            {"comparator": ">=", "value": "", "unit": "per_half_year"},
            RHYTHM,
            {"rhythm": {"per": "half_year", "at_least": 1}, "target": {"at_least": "100%"}},
        ),
        ({"comparator": "=", "value": "5", "unit": "years"}, RHYTHM, {"rhythm": {"gap_at_most": "5 years"}}),
    ],
)
def test_a_demand_as_a_commitment_writes_it(
    finding: dict[str, Any], keys: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert demanded(DraftFinding(**finding), keys) == wanted


@pytest.mark.parametrize(
    ("finding", "keys", "field"),
    [
        ({"comparator": "", "value": "70"}, SHARE, "comparator"),
        ({"comparator": ">=", "value": ""}, SHARE, "value"),
        ({"comparator": ">=", "value": "2;3"}, SHARE, "value"),
        ({"comparator": "range", "value": "2"}, SHARE, "value"),
        ({"value": "1.5", "unit": "per_year"}, RHYTHM, "value"),
        ({"value": "0", "unit": "per_year"}, RHYTHM, "value"),
        ({"value": "1", "unit": "per_term"}, RHYTHM, "unit"),
    ],
)
def test_a_demand_that_says_too_little_is_refused_beside_its_field(
    finding: dict[str, Any], keys: dict[str, Any], field: str
) -> None:
    with pytest.raises(Unfit) as refused:
        demanded(DraftFinding(**finding), keys)
    assert refused.value.field == field


def test_when_it_is_due() -> None:
    assert due_of(DraftFinding(deadline=20271231), 20250318) == {"due": "2027-12-31"}
    assert due_of(DraftFinding(months=60), 20240229) == {"due": "2029-02-28"}
    assert due_of(DraftFinding(next_congress=True, deadline=20271231), 0) == {"due": "next congress"}
    assert due_of(DraftFinding(), 20250318) == {}
    assert due_day(DraftFinding(months=60), 0) == 0
