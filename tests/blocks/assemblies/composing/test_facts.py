"""What plans count of makings: how far each was on a day, and whether what isn't met is explained."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from blocks.assemblies.composing.given import Congress, day
from blocks.counting import check_days_of_change, said
from keqiao.blocks.assemblies.composing import approval, review, seats
from keqiao.blocks.assemblies.composing.models import Explanation
from keqiao.blocks.assemblies.composing.records import describe_compositions
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int


def test_a_making_stands_at_the_stage_that_was_reached_by_the_day(congress: Congress) -> None:
    made = congress.now()
    with ledger.exempt("given"):
        made.opened, made.allotted, made.merged = (dt.date(2024, 3, number) for number in (4, 6, 8))
        made.submitted, made.approved, made.seated = (dt.date(2024, 3, number) for number in (10, 12, 14))
        made.save()
    assert check_days_of_change("compositions") == 14
    assert said("compositions", 20240303, "id") == []
    stages = [said("compositions", 20240300 + number, "stage") for number in (4, 6, 8, 10, 12, 14)]
    assert stages == [["allotting"], ["nominating"], ["reviewing"], ["submitted"], ["approved"], ["seated"]]
    assert said("compositions", 20240311, "approved", "explained") == [(None, None)]
    assert said("compositions", 20240312, "organisation", "body", "date", "approved", "explained") == [
        (congress.cast.liuzhou.pk, "congress", 20240304, 20240312, 1)
    ]


def test_a_dropped_making_is_no_making(congress: Congress) -> None:
    assert said("compositions", to_int(day(0)), "stage") == ["nominating"]
    seats.drop(congress.clerk, congress.now(), {"reason": "推迟到明年"})
    assert said("compositions", to_int(day(0)), "stage") == []


def test_a_gap_is_explained_once_somebody_accepted_it(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.approved(front=1, others=2)
    assert said("compositions", to_int(day(0)), "explained") == [0]
    for one in Explanation.objects.all():
        review.explain(congress.clerk, made, {"demand": one.demand, "text": "经市委组织部研究同意。"})
        approval.accept_explanation(congress.leader, Explanation.objects.get(pk=one.pk), {})
    assert said("compositions", to_int(day(0)), "explained") == [1]


def test_a_making_is_named_with_its_stage(congress: Congress) -> None:
    line = describe_compositions([congress.making.pk])[congress.making.pk]
    assert line.label == "第十次代表大会换届"
    assert "推荐报送" in line.detail
    assert describe_compositions([0]) == {}
