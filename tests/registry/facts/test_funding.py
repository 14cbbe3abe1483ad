"""The fact funding: money of the years up to the day's own."""

from __future__ import annotations

from cast import Cast
from keqiao.kernel.money.models import Funding
from keqiao.registry.facts.funding import FUNDING
from registry.facts.given import given, saved
from registry.facts.reading import next_days, rows


def test_money_stands_in_fen_with_year_source_level_and_purpose(cast: Cast) -> None:
    made = given(
        Funding,
        organisation=cast.liuzhou,
        year=2024,
        kind="budget",
        level="municipal",
        purpose="exhibition",
        amount=150,
    )
    given(Funding, organisation=cast.liuzhou, year=2025, kind="grant", level="county", amount=-20, purpose="")
    assert rows(FUNDING, 20241231) == [
        {
            "id": made.pk,
            "organisation": cast.liuzhou.pk,
            "year": 2024,
            "kind": "budget",
            "level": "municipal",
            "purpose": "exhibition",
            "amount": 150,
        }
    ]
    assert [(one["purpose"], one["amount"]) for one in rows(FUNDING, 20250101)] == [("exhibition", 150), (None, -20)]


def test_what_touches_and_what_comes(cast: Cast) -> None:
    made = Funding(organisation=cast.liuzhou, year=2027, kind="budget", level="municipal", amount=1)
    assert saved(FUNDING, made) == {cast.liuzhou.pk}
    assert next_days(FUNDING, 20250301) == {cast.liuzhou.pk: 20270101}
    assert next_days(FUNDING, 20270101) == {}
    assert saved(FUNDING, made, organisation=cast.guilin) == {cast.liuzhou.pk, cast.guilin.pk}
