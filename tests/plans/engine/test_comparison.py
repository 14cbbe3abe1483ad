"""Which of two demands is stricter, to the boundary; and when nothing can be said."""

from __future__ import annotations

from typing import Any

import pytest

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.comparison import Comparison, compare, compare_with_any, expanded
from keqiao.plans.engine.parse import Definition
from plans.written import compiled

S, E, W, N = Comparison.STRICTER, Comparison.EQUAL, Comparison.WEAKER, Comparison.NOT_COMPARABLE


def between(one: dict[str, Any], other: dict[str, Any]) -> tuple[Comparison, Comparison]:
    """The comparison of two targets of a share, both ways."""
    first, second = compiled("share", target=one), compiled("share", target=other)
    return compare(first, second), compare(second, first)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"at_least": "70%"}, {"at_least": "70%"}, (E, E)),
        ({"at_least": "70%"}, {"at_least": "7/10"}, (E, E)),
        ({"at_least": "70.01%"}, {"at_least": "70%"}, (S, W)),
        ({"more_than": "70%"}, {"at_least": "70%"}, (S, W)),
        ({"more_than": "69.99%"}, {"at_least": "70%"}, (W, S)),
        ({"at_most": "30%"}, {"at_most": "31%"}, (S, W)),
        ({"less_than": "30%"}, {"at_most": "30%"}, (S, W)),
        ({"at_least": "70%"}, {"at_most": "70%"}, (N, N)),
        ({"exactly": "70%"}, {"at_least": "70%"}, (S, W)),
        ({"exactly": "69%"}, {"at_least": "70%"}, (N, N)),
        ({"between": ["10%", "15%"]}, {"between": ["10%", "20%"]}, (S, W)),
        ({"between": ["10%", "15%"]}, {"between": ["5%", "12%"]}, (N, N)),
        ({"about": "65%"}, {"about": "65%"}, (E, E)),
        ({"about": "65%"}, {"about": "70%"}, (N, N)),
        ({"about": "80%"}, {"at_least": "72%"}, (S, W)),
        ({"about": "80%"}, {"at_least": "72.1%"}, (N, N)),
    ],
)
def test_the_demand_that_leaves_fewer_values_is_stricter(
    one: dict[str, Any], other: dict[str, Any], expected: tuple[Comparison, Comparison]
) -> None:
    assert between(one, other) == expected


def test_directions_are_equal_or_nothing_can_be_said() -> None:
    rising, falling = {"rising": True}, {"falling": True}
    baseline, older = {"value": "50%"}, {"value": "40%"}

    def share(target: dict[str, Any], start: dict[str, Any] | None) -> Any:
        return compiled("share", target=target, baseline=start)

    assert compare(share(rising, baseline), share(rising, baseline)) is E
    assert compare(share(rising, baseline), share(rising, older)) is N
    assert compare(share(rising, baseline), share(falling, baseline)) is N
    assert compare(share(rising, baseline), share({"at_least": "70%"}, None)) is N
    assert compare(share({"at_least": "70%"}, None), share(rising, baseline)) is N


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"where": "term = 'previous'"}, "share"),
        ({"that": "not minority"}, "share"),
        ({"where": None}, "share"),
        ({"scope": "below"}, "share"),
        ({"of": "meetings"}, "count"),
        ({"with_": [{"fact": "places", "by": "division", "at_least": 2}]}, "coverage"),
        ({"indicator": "another"}, "returned"),
        ({"rhythm": {"per": "half_year", "at_least": 1}}, "rhythm"),
        ({"streak": {"by": ["person"], "order": "date", "length": 3}}, "streak"),
    ],
)
def test_what_counts_something_else_is_not_comparable(changes: dict[str, Any], measure: str) -> None:
    assert compare(compiled(measure), compiled(measure)) is E
    assert compare(compiled(measure), compiled(measure, **changes)) is N


def test_two_documents_never_compare_and_measures_do_not_mix() -> None:
    assert compare(compiled("attested"), compiled("attested")) is N
    assert compare(compiled("count"), compiled("sum")) is N


def test_more_times_a_year_is_stricter() -> None:
    once, twice = (compiled("rhythm", rhythm={"per": "year", "at_least": number}) for number in (1, 2))
    assert (compare(twice, once), compare(once, twice), compare(once, once)) == (S, W, E)
    gap, longer = (compiled("gap", rhythm={"gap_at_most": months}) for months in ("60 months", "61 months"))
    assert (compare(gap, longer), compare(longer, gap)) == (S, W)
    assert compare(gap, once) is N


@pytest.mark.parametrize(
    ("small", "large", "expected"),
    [
        (("10%", "5%"), ("10%", "5%"), E),
        (("11%", "5%"), ("10%", "5%"), S),
        (("10%", "4%"), ("10%", "5%"), W),
        (("11%", "4%"), ("10%", "5%"), N),
    ],
)
def test_bands_compare_when_none_pulls_the_other_way(
    small: tuple[str, str], large: tuple[str, str], expected: Comparison
) -> None:
    def banded(ends: tuple[str, str]) -> Any:
        bands = dict(zip(("small", "large"), ({"at_least": end} for end in ends), strict=True))
        return compiled(
            "share", of="memberships", where=None, that="joined_within_year", target={"by": "size_band", "bands": bands}
        )

    assert compare(banded(small), banded(large)) is expected


def test_a_plan_s_own_words_are_written_out_before_comparing() -> None:
    words = {"sitting": Definition(Label("现任", "sitting"), "term = 'current' and minority")}
    named = compiled("share", definitions=words, where="sitting and body = 'congress'")
    spelled = compiled("share", where="body = 'congress' and (minority and term = 'current')")
    other = compiled("share", where="body = 'congress' or (minority and term = 'current')")
    assert compare(named, spelled) is E
    assert compare(named, other) is N
    assert expanded(None) is None


def test_lists_compare_whatever_their_order() -> None:
    first, second = (
        compiled("share", where=f"body in ({listed})") for listed in ("'congress', 'council'", "'council', 'congress'")
    )
    assert compare(first, second) is E


def test_of_several_the_first_that_compares_decides() -> None:
    one = compiled("share", target={"at_least": "70%"})
    weaker, other = compiled("share", target={"at_least": "60%"}), compiled("share", where=None)
    assert compare_with_any(one, [other, weaker]) is S
    assert compare_with_any(one, [other]) is N
    assert compare_with_any(one, []) is N
