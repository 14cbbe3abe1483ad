"""The templates of the other blocks count the records that they say, and no others."""

from __future__ import annotations

import datetime as dt

from cast import OPERATES, acts
from keqiao.blocks.activities.verbs import record_activity
from keqiao.blocks.calls.verbs import grant_award
from keqiao.blocks.places.verbs import open_place
from keqiao.blocks.resources.verbs import publish, register_title
from keqiao.blocks.returns import verbs as returns
from keqiao.kernel.files.models import Attachment
from plans.starting import Starting, records
from registry.facts.given import given

DAY = dt.date(2024, 3, 12)


def test_activities_of_the_kind_for_the_audience(starting: Starting) -> None:
    for kind, audience, themed in (
        ("training", "farmers", True),
        ("training", "youth", True),
        ("lecture", None, False),
    ):
        data = {"title": f"{kind}{audience}", "kind": kind, "audience": audience, "themed": themed, "date": DAY}
        record_activity(OPERATES, starting.cast.liuzhou, data)
    counts = [
        records(starting, "activities.series", per="ever", **more)
        for more in (
            {"kind": "training"},
            {"kind": "training", "audience": "farmers"},
            {"kind": "lecture", "themed": True},
        )
    ]
    assert counts == [2, 1, 0]


def test_awards_of_the_programme(starting: Starting) -> None:
    for code in ("key_project", "other_project"):
        grant_award(OPERATES, starting.cast.liuzhou, {"programme": code, "title": "一项", "date": DAY})
    assert records(starting, "calls.award", programme="key_project", per="ever") == 1
    assert records(starting, "calls.award", programme="key_project") == 0


def test_places_of_the_kind_where_and_with_whom_it_says(starting: Starting) -> None:
    for number, more in enumerate(({"site": "campus"}, {"site": "village"}, {"kind": "science_hall"})):
        data = {"kind": "e_station", "name": f"第{number}站", "level": "municipal", "division": "450200"}
        open_place(OPERATES, starting.cast.liuzhou, data | more)
    assert records(starting, "places.network", kind="e_station") == 2
    assert records(starting, "places.network", kind="e_station", site="campus") == 1
    assert records(starting, "places.network", kind="e_station", partner="seismology") == 0


def test_what_came_out_under_titles_of_the_kind(starting: Starting) -> None:
    for kind, name in (("popular_work", "某书"), ("periodical_issue", "某刊")):
        title = register_title(OPERATES, starting.cast.liuzhou, {"kind": kind, "name": name})
        publish(OPERATES, title, {"date": DAY})
    assert records(starting, "resources.title", kind="popular_work", per="ever") == 1
    assert records(starting, "resources.title", kind="popular_work") == 0


def test_numbers_count_once_approved(starting: Starting) -> None:
    clerk, leader, city = starting.clerk, starting.leader, starting.cast.liuzhou
    data = {"indicator": "literacy", "year": 2023, "value": 12, "source": "抽样调查"}
    made = returns.report(clerk, city, data)
    returns.report(clerk, city, data | {"indicator": "other_number"})
    assert records(starting, "returns.number", indicator="literacy") == 0
    returns.approve_return(leader, made)
    assert records(starting, "returns.number", indicator="literacy") == 1


def test_documents_count_once_approved(starting: Starting) -> None:
    city = starting.cast.liuzhou
    file = given(Attachment, organisation=city, name="办法.pdf", media_type="application/pdf", size=1, digest="0" * 64)
    made = returns.submit(starting.clerk, city, {"topic": "rules", "statement": "已印发", "attachment": file.pk})
    assert records(starting, "returns.evidence", topic="rules") == 0
    returns.approve_attestation(acts(starting.cast.leader), made)
    assert records(starting, "returns.evidence", topic="rules") == 1
    assert records(starting, "returns.evidence", topic="other") == 0
