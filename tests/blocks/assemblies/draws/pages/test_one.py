"""The page of a draw: what goes in, whether it fits together, the digest, the result."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from blocks.assemblies.draws.given import committed, drawn, prepared
from blocks.assemblies.draws.pages.given_pages import page
from cast import OPERATES, Cast, PersonFactory
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.pages.one import ON_PAGE, steps


def test_others_see_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    one = drawn(cast)
    for name, more in (("draws", []), ("draw", [one.public_id]), ("draw_record", [one.public_id])):
        assert client.get(reverse(f"assemblies:{name}", args=["450200", *more])).status_code == 403


def test_while_it_is_prepared_the_page_says_whether_it_fits_together(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast)
    assert "各项要求能够同时满足" in page(client, made)
    assert "公布摘要" in page(client, made)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 4, "high": 4})
    said = page(client, made)
    assert "这些要求不能同时满足" in said
    assert "“性别：女”改为至少3人" in said


def test_a_draw_without_people_says_what_belongs_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = verbs.prepare(OPERATES, cast.liuzhou, {"purpose": "sample", "title": "调查样本", "seats": 3})
    assert "还没有人选" in page(client, made)


def test_the_digest_stands_there_before_and_the_seed_only_after(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = committed(cast)
    said = page(client, made)
    assert made.commitment in said
    seed = made.hidden_seed()
    assert seed not in said
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    said = page(client, made)
    assert f"--seed {seed}/3-5-1" in said
    assert "%" in said
    assert "退出并补抽" in said


def test_many_nominees_stand_on_several_pages_and_ask_no_more_of_the_database(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.clerk)
    more = [PersonFactory(keeper=cast.liuzhou).pk for _one in range(ON_PAGE + 1)]
    made = verbs.prepare(OPERATES, cast.liuzhou, {"purpose": "sample", "title": "样本", "seats": 3, "people": more})
    with django_assert_max_num_queries(40):
        said = page(client, made)
    assert f"共{ON_PAGE + 1}人" in said


def test_the_steps_say_what_comes_next(cast: Cast) -> None:
    made = prepared(cast)
    assert [step.state for step in steps(made)] == ["current", "coming", "coming"]
    verbs.commit(OPERATES, made, {})
    assert [step.state for step in steps(made)] == ["done", "done", "current"]
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    assert [step.state for step in steps(made)] == ["done", "done", "done"]
    assert steps(made)[0].date_text == ""
    assert steps(made)[2].date_text
