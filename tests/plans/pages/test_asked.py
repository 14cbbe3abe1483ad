"""Wrong addresses are told, not guessed at."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory

from cast import Cast
from keqiao.kernel.organisations.tree import today
from keqiao.plans.library import library
from keqiao.plans.pages.asked import AsOf, day_of, organisation_id, organisation_of, plan_of

pytestmark = pytest.mark.django_db  # plans published at the desk are looked up


def asked(query: str) -> AsOf:
    return day_of(RequestFactory().get(f"/{query}"), library().plan("liuzhou-2017"))


SENSELESS = ["?as_of=x", "?as_of=20240101", "?as_of=2999-01-01", "?as_of=2016-01-01"]


@pytest.mark.parametrize("query", ["", "?as_of=", *SENSELESS])
def test_any_day_that_can_not_be_shown_becomes_today(query: str) -> None:
    found = asked(query)
    assert (found.day, found.past) == (today(), False)
    assert bool(found.problem) is (query in SENSELESS)


def test_a_day_since_the_adoption_is_taken() -> None:
    found = asked("?as_of=2024-07-15")
    assert (found.day, found.text, found.past, found.problem) == (20240715, "2024-07-15", True, "")
    assert found.date.isoformat() == "2024-07-15"
    assert asked("?as_of=2017-09-29").day == 20170929


def test_plans_and_organisations_are_found_by_their_names(cast: Cast) -> None:
    assert plan_of("liuzhou-2017").id == "liuzhou-2017"
    assert organisation_of("450200") == cast.liuzhou
    request = RequestFactory().get("/")
    assert organisation_id(request, "liuzhou-2017", "450200", "any") == cast.liuzhou.pk


def test_what_is_not_there_is_said_by_name(cast: Cast) -> None:
    with pytest.raises(Http404, match="“nope”"):
        plan_of("nope")
    with pytest.raises(Http404, match="“nope”"):
        organisation_of("nope")
