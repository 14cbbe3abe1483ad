"""The joint repair of a body over the interface."""

from __future__ import annotations

from typing import Any

from django.test import Client

from api.asking import given, reads
from cast import user_with
from keqiao.kernel.posts.models import Post
from plans.municipal import UNSURE, Municipal

CONGRESS = "/api/organisations/450200/bodies/congress/repair"


def test_it_says_how_many_who_and_which_seats(municipal: Municipal) -> None:
    found: dict[str, Any] = given(reads(municipal.cast.clerk), CONGRESS)
    assert (found["outcome"], found["seats"], found["size"], found["clarify"]) == ("exchange", 1, 16, 0)
    [new] = found["newcomers"]
    assert [(trait["commitment"], trait["counts"]) for trait in new["traits"]] == [
        ("liuzhou-2017/congress-delegates-front-line", True)
    ]
    [lot] = found["lots"]
    assert (lot["give"], lot["among"]) == (1, 5)
    old = Post.objects.filter(public_id__in=lot["posts"]).values_list("person__birth_from", flat=True)
    assert {day.year for day in old if day is not None} == {1960}
    assert found["words"][0] == "再调整1名为基层一线科技工作者，即符合方案各项比例要求。"


def test_who_is_not_known_comes_first(municipal: Municipal) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", UNSURE, UNSURE)
    found = given(reads(municipal.cast.clerk), CONGRESS)
    assert found["clarify"] == 2
    assert found["words"][0] == "有2人尚待核实，核实后可能已符合各项要求，请先核实。"


def test_who_may_not_see_people_learns_no_posts(municipal: Municipal) -> None:
    found = given(reads(user_with("r", "reader", municipal.city)), CONGRESS)
    assert found["lots"][0]["posts"] is None


def test_a_visitor_and_the_association_next_door_are_refused(municipal: Municipal) -> None:
    given(reads(None), CONGRESS, 401)
    given(reads(user_with("n", "clerk", municipal.cast.guilin, subtree=True)), CONGRESS, 403)
    given(reads(user_with("above", "clerk", municipal.cast.region, subtree=True)), CONGRESS, 403)


def test_a_body_that_is_not_there_is_not_found(municipal: Municipal) -> None:
    clerk: Client = reads(municipal.cast.clerk)
    given(clerk, "/api/organisations/450200/bodies/moon/repair", 404)
    given(clerk, "/api/organisations/450200/bodies/presidium/repair", 404)
