"""The template 换届筹备 counts makings that reached their stage, and proposes what the plan would ask of units."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from blocks.assemblies.composing.given import Congress, begun
from cast import OPERATES, Cast
from keqiao.blocks.assemblies.composing.programmes import NAME, CongressSettings, begin_bodies, makings, proposed
from keqiao.kernel.nouns import ledger
from keqiao.plans.models import Programme
from keqiao.plans.programmes.templates import ANNOUNCED
from plans.starting import Starting, records, starting  # noqa: F401 - a fixture, found by name


def test_makings_that_reached_the_stage_count(starting: Starting, congress: Congress) -> None:  # noqa: F811 - the fixture
    assert NAME not in ANNOUNCED
    said = makings(CongressSettings(bodies=["congress", "council"]))["where"]
    assert said == "body in ('congress', 'council') and stage in ('approved', 'seated')"
    assert records(starting, NAME, bodies=["congress"]) == 0
    congress.approved()
    assert records(starting, NAME, bodies=["congress"]) == 1
    assert records(starting, NAME, bodies=["congress"], stage="seated") == 0
    assert records(starting, NAME, bodies=["council"]) == 0


def test_the_bodies_are_formed_where_there_are_none(cast: Cast) -> None:
    settings = CongressSettings(bodies=["congress", "full_committee"])
    congress, committee = begin_bodies(OPERATES, cast.liuzhou, settings)
    assert congress == cast.congress
    assert committee.kind == "full_committee"
    assert begin_bodies(OPERATES, cast.liuzhou, settings) == [congress, committee]


def test_what_the_plan_asks_is_proposed(cast: Cast) -> None:
    made = begun(cast)
    assert proposed(made) is None
    settings = {"bodies": ["congress"], "front_line": "70%", "young": "1/3", "sectors": ["new_economic"]}
    with ledger.exempt("given"):
        for code, written in (("old", {"body": "congress"}), ("one", settings)):
            Programme(
                organisation=cast.liuzhou,
                plan="liuzhou-2017",
                code=code,
                clause="二.1",
                title="代表名额",
                template=NAME,
                settings=json.dumps(written),
                status="running",
            ).save()
    found = proposed(made)
    assert found is not None
    assert (found.front_line, found.young, found.sectors) == ("70%", "1/3", ["new_economic"])


def test_a_programme_names_a_body() -> None:
    with pytest.raises(ValidationError):
        CongressSettings(bodies=[])
