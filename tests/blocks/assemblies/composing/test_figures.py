"""结构测算 of lists: as reported, after a swap, and over time; nothing is changed by calculating."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.assemblies.composing.given import Congress, day, engineer, official
from cast import PostFactory, acts
from keqiao.blocks.assemblies.composing import approval, lists
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.figures import composed_now, moments, over_time, swapped, told
from keqiao.blocks.assemblies.composing.models import Nominee, Reporting
from keqiao.kernel.nouns import ledger
from keqiao.plans.engine.status import Status

pytestmark = pytest.mark.usefixtures("only_liuzhou")


def test_a_merged_list_is_judged_by_every_demand_on_the_body(congress: Congress) -> None:
    made = congress.merged(front=1, others=2)
    front, young = composed_now(made).requirements
    assert (front.shown.count_text, front.figure.status) == ("2/4", Status.MISSED)
    assert (young.shown.count_text, young.figure.status) == ("2/4", Status.MET)
    assert told(front) == "50.0% · 2/4，要求70%以上"


def test_a_swap_says_what_it_does_to_each_demand_and_changes_nothing(congress: Congress) -> None:
    made = congress.merged(front=2, others=1)
    on = seated(standing(made))
    out = next(one for one in on if one.person.sex == "male")
    before = Nominee.objects.count()
    front, young = swapped(made, on, out, engineer(congress.cast.liuzhou))
    assert (front.before.shown.count_text, front.after.shown.count_text) == ("3/4", "4/4")
    assert (front.changed, front.turned) == (True, False)
    assert young.changed
    worse = swapped(made, on, on[0], official(congress.cast.liuzhou))[0]
    assert (worse.after.shown.count_text, worse.turned) == ("2/4", True)
    assert Nominee.objects.count() == before


def test_the_former_term_each_report_and_the_vote_stand_side_by_side(congress: Congress, only_liuzhou: Path) -> None:
    PostFactory(term=congress.cast.term, person=congress.cast.official)
    congress.nominate(official(congress.cast.luzhai), engineer(congress.cast.luzhai))
    congress.report()
    with ledger.exempt("given"):
        first = Reporting.objects.get()
        first.day = day(-3)
        first.save()
    lists.return_list(congress.clerk, congress.county, {"reason": "请增加一线"})
    leaving = congress.list.nominees.get(person__sex="male")
    lists.replace(congress.county_clerk, leaving, {"person": engineer(congress.cast.luzhai).pk})
    congress.report()
    labels, table, charts = over_time(congress.now())
    assert [label[-2:] for label in labels] == ["本届", "报送", "报送"]
    assert [text for _label, text in table[0][1]] == ["0.0% · 0/1", "50.0% · 1/2", "100.0% · 2/2"]
    assert [len(series.values) for series in charts[0].series] == [3, 3]


def test_who_lost_the_vote_shows_as_a_moment_of_its_own(congress: Congress) -> None:
    made = congress.approved(front=2, others=1)
    lost = next(one for one in standing(made) if one.person.sex == "male")
    approval.not_elected(congress.clerk, made, {"nominee": lost.pk})
    found = moments(congress.now())
    assert found[-1].label == "选举之后"
    assert [one.shown.count_text for one in found[-1].demands.values()] == ["3/3", "3/3"]
    assert acts(congress.cast.clerk) is not None


def test_without_lists_there_is_nothing_to_compare(congress: Congress) -> None:
    assert over_time(congress.now()) == ([], [], [])
    assert composed_now(congress.now()).requirements == ()
