"""Keys that each make sense and don't fit together."""

from __future__ import annotations

from typing import Any

import pytest

from plans.written import MEASURES, faults

BANDED = {"by": "level", "bands": {"county": {"at_least": 1}, "municipal": {"at_least": 2}}}
RISING = {"rising": True}
CITED = {"number": 12, "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"}

UNFIT: list[tuple[str, dict[str, Any], str, str]] = [
    # keys of the measure
    ("share", {"that": None}, "that", "needs 'that'"),
    ("sum", {"sum": None}, "sum", "needs 'sum'"),
    ("coverage", {"with_": None}, "with", "needs 'with'"),
    ("ratio", {"over": None}, "over", "needs 'over'"),
    ("rhythm", {"rhythm": None}, "rhythm", "needs 'rhythm'"),
    ("streak", {"streak": None}, "streak", "needs 'streak'"),
    ("returned", {"indicator": None}, "indicator", "needs 'indicator'"),
    ("count", {"that": "level = 'county'"}, "that", "doesn't use 'that'"),
    ("count", {"sum": "floor_area"}, "sum", "doesn't use 'sum'"),
    ("share", {"distinct": "person"}, "distinct", "different values"),
    ("returned", {"where": "year = 2018"}, "where", "by itself"),
    ("attested", {"where": "state = 'approved'"}, "where", "by itself"),
    # scope
    ("share", {"scope": "each"}, "units", "needs 'units'"),
    ("share", {"units": "society"}, "units", "belongs to scope each"),
    ("count", {"scope": "below", "distinct": "kind"}, "scope", "can't be added up"),
    ("count", {"scope": "below", "target": BANDED}, "scope", "different bands"),
    ("attested", {"scope": "below"}, "scope", "stand for one unit"),
    ("returned", {"scope": "below"}, "scope", "stand for one unit"),
    # units of targets
    ("share", {"target": {"at_least": "3 yuan"}}, "target", "gives a share"),
    ("share", {"target": {"at_least": 3}}, "target", "gives a share"),
    ("coverage", {"target": {"at_least": "3 m2"}}, "target", "gives a share"),
    ("rhythm", {"target": {"at_least": 3}}, "target", "gives a share"),
    ("count", {"target": {"at_least": "70%"}}, "target", "gives a number"),
    ("streak", {"target": {"at_most": "1%"}}, "target", "gives a number"),
    ("sum", {"target": {"at_least": "3 yuan"}}, "target", "'floor_area' is in m2"),
    ("sum", {"of": "funding", "sum": "amount", "target": {"at_least": 3}}, "target", "'amount' is in yuan"),
    ("ratio", {"target": {"at_least": 3}}, "target", "quotient is in yuan"),
    ("ratio", {"over": CITED, "target": {"at_least": "2%"}}, "target", "quotient is in yuan"),
    ("ratio", {"over": {"fact": "funding", "sum": "amount"}}, "target", "quotient is in number"),
    (
        "ratio",
        {"of": "places", "sum": "floor_area", "over": {"fact": "funding", "sum": "amount"}},
        "over",
        "nothing but money",
    ),
    # shares have an end
    ("share", {"target": {"at_least": "101%"}}, "target", "can't reach"),
    ("share", {"target": {"between": ["50%", "150%"]}}, "target", "can't reach"),
    ("share", {"target": {"about": "105%"}}, "target", "can't reach"),
    (
        "share",
        {"target": {"by": "sex", "bands": {"male": {"at_least": "50%"}, "female": {"at_least": "150%"}}}},
        "target",
        "can't reach",
    ),
    ("share", {"baseline": {"value": "150%"}}, "baseline", "more than the whole"),
    # baselines
    ("share", {"baseline": {"value": "3 yuan"}}, "baseline", "the baseline is in yuan"),
    ("count", {"target": RISING, "baseline": {"value": "53%"}}, "baseline", "the baseline is in percent"),
    ("share", {"target": RISING}, "baseline", "compares with something"),
    ("share", {"target": {"falling": True}}, "baseline", "compares with something"),
    ("count", {"baseline": {"term": "previous"}}, "baseline", "knows no term"),
    ("share", {"where": "part_time", "baseline": {"term": "previous"}}, "baseline", "names no term"),
    ("count", {"baseline": {"year": 1}}, "baseline", "lies before"),
    ("count", {"baseline": {"year": 0}}, "baseline", "lies before"),
    # bands, rhythms, streaks, periods
    ("rhythm", {"of": "meetings", "target": BANDED}, "target", "no bands"),
    ("streak", {"target": BANDED}, "target", "no bands"),
    ("returned", {"target": BANDED}, "target", "no bands"),
    ("attested", {"target": BANDED}, "target", "no bands"),
    ("rhythm", {"target": {"at_least": "50%"}}, "target", "no other share"),
    ("rhythm", {"of": "posts"}, "each", "no date by which"),
    ("gap", {"of": "posts"}, "rhythm", "no date from which"),
    (
        "streak",
        {
            "of": "places",
            "where": None,
            "that": "kind = 'workstation'",
            "streak": {"by": ["division"], "order": "opened", "length": 2},
        },
        "streak",
        "'opened' can be unknown",
    ),
    ("count", {"each": "term"}, "each", "'term' is no period"),
    ("count", {"each": "year"}, "each", "no date by which its rows fall into a year"),
    ("sum", {"of": "funding", "sum": "amount", "each": "half_year"}, "each", "into a half-year"),
    ("coverage", {"each": "year"}, "each", "'places' has no date"),
    ("streak", {"each": "year"}, "each", "isn't measured by periods"),
    ("returned", {"each": "year"}, "each", "isn't measured by periods"),
    ("attested", {"each": "year"}, "each", "isn't measured by periods"),
    ("ratio", {"over": {"fact": "populations", "sum": "people", "at": "period_start"}}, "over", "no period's start"),
    # coverage
    ("coverage", {"with_": [{"fact": "places", "by": "division", "at_least": 0}]}, "with 1", "one or more"),
    ("coverage", {"with_": [{"fact": "places", "by": "place"}]}, "with 1", "isn't what 'divisions' counts"),
    ("coverage", {"of": "organisations", "with_": [{"fact": "places", "by": "place"}]}, "with 1", "isn't what"),
]


@pytest.mark.parametrize(("measure", "changes", "key", "said"), UNFIT)
def test_what_doesn_t_fit_is_named_by_its_key(measure: str, changes: dict[str, Any], key: str, said: str) -> None:
    found = [fault for fault in faults(measure, **changes) if fault.key == key and said in fault.message]
    assert found
    assert all(fault.remedy for fault in found)


FIT: list[tuple[str, dict[str, Any]]] = [
    *((measure, {}) for measure in MEASURES),
    ("share", {"target": {"at_least": "100%"}}),
    ("share", {"target": {"about": "95%"}}),
    ("share", {"target": {"about": "100%"}}),
    ("share", {"baseline": {"value": "100%"}}),
    ("share", {"target": {"falling": True}, "baseline": {"term": "previous"}}),
    ("share", {"scope": "below"}),
    ("share", {"scope": "each", "units": "society"}),
    ("count", {"distinct": "kind"}),
    ("count", {"target": BANDED}),
    ("coverage", {"target": {"by": "level", "bands": {"county": {"at_least": "70%"}}}}),
    ("sum", {"of": "funding", "sum": "amount", "target": {"about": "3 yuan"}, "each": "year"}),
    ("ratio", {"over": {"fact": "funding", "sum": "amount"}, "target": {"at_least": "2%"}}),
    ("ratio", {"over": {"fact": "funding", "sum": "amount"}, "target": {"at_least": 2}}),
    ("ratio", {"over": {"fact": "populations", "sum": "people", "at": "period_start"}, "each": "year"}),
    ("ratio", {"of": "places", "sum": "floor_area", "over": CITED, "target": {"at_least": "2 m2"}}),
    ("count", {"of": "meetings", "each": "half_year", "target": RISING, "baseline": {"year": -1}}),
    ("coverage", {"of": "organisations", "with_": [{"fact": "links", "by": "other"}]}),
    ("attested", {"scope": "each", "units": "society"}),
]


@pytest.mark.parametrize(("measure", "changes"), FIT)
def test_what_fits_is_taken(measure: str, changes: dict[str, Any]) -> None:
    assert faults(measure, **changes) == []


def test_periods_aren_t_compared_with_terms() -> None:
    changes = {"of": "meetings", "each": "year", "baseline": {"term": "previous"}}
    assert "periods are compared with periods" in [fault.message for fault in faults("count", **changes)]
