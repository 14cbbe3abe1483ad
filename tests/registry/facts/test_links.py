"""The fact links: ties seen from the end they go out from, mutual ones from both."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, OrganisationFactory
from keqiao.kernel.organisations.models import Link
from keqiao.registry.facts.links import LINKS
from registry.facts.given import deleted, given, saved
from registry.facts.reading import next_days, rows

TODAY = 20250301
Day = dt.date


def test_a_tie_stands_where_it_goes_out_from(cast: Cast) -> None:
    tie = given(Link, kind="supervises", source=cast.liuzhou, target=cast.society)
    assert rows(LINKS, TODAY) == [
        {
            "id": tie.pk,
            "organisation": cast.liuzhou.pk,
            "other": cast.society.pk,
            "kind": "supervises",
            "other_kind": "society",
        }
    ]


@pytest.mark.parametrize("recorded_by_the_branch", [True, False])
def test_an_association_has_its_party_organisation_whoever_recorded_the_tie(
    cast: Cast, recorded_by_the_branch: bool
) -> None:
    branch = OrganisationFactory(kind="party_branch", level="county")
    source, target = (branch, cast.luzhai) if recorded_by_the_branch else (cast.luzhai, branch)
    given(Link, kind="party_organisation_of", source=source, target=target)
    assert {(one["organisation"], one["other_kind"]) for one in rows(LINKS, TODAY)} == {
        (cast.luzhai.pk, "party_branch"),
        (branch.pk, "association"),
    }


def test_a_contact_is_seen_from_both_ends(cast: Cast) -> None:
    given(Link, kind="contact", source=cast.liuzhou, target=cast.society)
    assert {one["organisation"] for one in rows(LINKS, TODAY)} == {cast.liuzhou.pk, cast.society.pk}


def test_a_tie_counts_while_it_holds(cast: Cast) -> None:
    given(Link, kind="uplink", source=cast.society, target=cast.guilin, starts=Day(2025, 3, 1), ends=Day(2025, 4, 1))
    assert [len(rows(LINKS, day)) for day in (20250228, 20250301, 20250331, 20250401)] == [0, 1, 1, 0]


def test_both_ends_are_touched_and_know_the_next_day(cast: Cast) -> None:
    tie = Link(kind="uplink", source=cast.society, target=cast.guilin, ends=Day(2025, 9, 1))
    ends = {cast.society.pk, cast.guilin.pk}
    assert saved(LINKS, tie) == ends
    assert next_days(LINKS, TODAY) == dict.fromkeys(ends, 20250901)
    assert next_days(LINKS, 20250901) == {}
    assert saved(LINKS, cast.guilin, kind="society") == {cast.society.pk}
    assert saved(LINKS, cast.luzhai, kind="society") == set()
    assert deleted(LINKS, tie) == ends
