"""What plans demand of one body, and who of it counts towards each demand."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keqiao.plans.composition import requirements
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from plans.municipal import FRONT, OFFICIAL, Municipal


def test_the_congress_is_held_to_its_two_demands(municipal: Municipal) -> None:
    front, young = requirements(municipal.city.pk, "congress")
    assert front.code == "liuzhou-2017/congress-delegates-front-line"
    assert front.shown.count_text == young.shown.count_text == "11/16"
    assert Counter(front.verdicts.values()) == {YES: 11, NO: 5}
    assert front.repair == "在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。"
    assert set(front.verdicts) == set(municipal.terms["congress"].posts.values_list("pk", flat=True))
    assert front.shown.more_url


def test_who_is_not_known_is_marked_so(municipal: Municipal) -> None:
    [full] = requirements(municipal.city.pk, "full_committee")
    assert Counter(full.verdicts.values()) == {YES: 3, NO: 1, UNKNOWN: 1}


def test_a_society_s_council_is_held_to_what_each_society_owes(municipal: Municipal) -> None:
    front, middle_aged = requirements(municipal.cast.society.pk, "council")
    assert front.shown.title == "基层一线科技工作者比例"
    assert front.shown.count_text == "3/4"
    assert front.figure.subject.id == municipal.cast.society.pk
    # It is no figure of the society's own, so it has no page.
    assert (front.shown.url, front.shown.more_url, front.shown.clause_url) == ("", "", "")
    assert middle_aged.figure.status == "met"


@pytest.mark.parametrize("kind", ["presidium", "supervisory_board"])
def test_of_other_bodies_nothing_is_demanded(municipal: Municipal, kind: str) -> None:
    assert requirements(municipal.city.pk, kind) == []


def test_elsewhere_nothing_is_demanded(municipal: Municipal) -> None:
    assert requirements(municipal.cast.guilin.pk, "congress") == []


def test_as_many_queries_for_more_posts(municipal: Municipal) -> None:
    def queries() -> int:
        requirements(municipal.city.pk, "full_committee")  # brings tallies up to date
        with CaptureQueriesContext(connection) as found:
            requirements(municipal.city.pk, "full_committee")
        return len(found)

    before = queries()
    municipal.elect(municipal.terms["full"], "member", FRONT, OFFICIAL)
    assert queries() == before
