"""A verb moves figures: before and after are noted with what was done, and nothing is noted where nothing moved."""

from __future__ import annotations

import datetime as dt
import json

from cast import OPERATES
from keqiao.blocks.places import verbs as places
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.tree import today
from keqiao.plans.models import Movement
from keqiao.plans.tallies import refresh
from keqiao.registry.verbs import people, posts
from plans.municipal import FRONT, Municipal


def noted() -> dict[str, tuple[str, str, str, str]]:
    return {
        row.commitment.partition("/")[2]: (row.before, row.after, row.status_before, row.status_after)
        for row in Movement.objects.all()
    }


def test_counting_everything_for_the_first_time_moves_nothing(municipal: Municipal) -> None:
    refresh(today())
    assert noted() == {}


def test_one_more_delegate_moves_just_the_figures_over_delegates(municipal: Municipal) -> None:
    before = municipal.figure("congress-delegates-front-line", as_of=today(), kept=True)
    municipal.elect(municipal.terms["congress"], "delegate", FRONT, born=1950)
    refresh(today())
    assert noted() == {
        "congress-delegates-front-line": ("11/16", "12/17", before.status.value, "met"),
        "congress-delegates-young": ("11/16", "11/17", "met", "met"),
    }


def test_a_movement_remembers_the_act_and_the_organisation(municipal: Municipal) -> None:
    refresh(today())
    person = municipal.person(born=1950, **FRONT)
    refresh(today())
    post = posts.elect(OPERATES, municipal.terms["congress"], {"person": person.pk, "role": "delegate"})
    refresh(today())
    for row in Movement.objects.all():
        assert row.organisation == municipal.city.pk
        [entry] = Entry.objects.filter(pk__in=json.loads(row.entries))
        assert entry.verb == "posts.elect"
    posts.end_post(OPERATES, post, {"ends": dt.date(2024, 1, 1)})
    refresh(today())
    assert Movement.objects.first().after == "11/16"  # type: ignore[union-attr]  # it was just asserted that there are


def test_what_changes_no_figure_is_not_noted(municipal: Municipal) -> None:
    refresh(today())
    people.correct(OPERATES, municipal.delegates[0], {"birth": "1986"})  # still 45 or under
    refresh(today())
    assert noted() == {}


def test_a_society_moves_the_city_that_owes_the_figure(municipal: Municipal) -> None:
    refresh(today())
    assert municipal.society_term is not None
    municipal.elect(municipal.society_term, "director", {"source_class": "government", "leading_official": True})
    refresh(today())
    assert noted()["society-council-front-line"] == ("1/1", "0/1", "met", "missed")


def test_a_number_is_noted_as_a_number(municipal: Municipal) -> None:
    refresh(today())
    data = {"kind": "survey_station", "level": "municipal", "division": "450200", "opened": dt.date(2023, 5, 1)}
    for name in ("甲站", "乙站"):
        places.open_place(OPERATES, municipal.city, data | {"name": name})
    refresh(today())
    assert noted() == {"municipal-survey-station": ("0", "2", "missed", "met")}
