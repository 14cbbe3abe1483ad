"""What checks look at: terms that run and the one before, posts that hold, and who is an official."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.renewal.conftest import Scene
from cast import OrganisationFactory
from keqiao.blocks.assemblies.renewal.society import look_at, officials, units_of
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Post
from keqiao.registry.verbs.posts import end_post, form_body, open_term


def test_the_running_term_and_the_one_before_are_told_apart(scene: Scene) -> None:
    former = scene.seat(scene.term, "director")
    second = scene.renewed()
    now = scene.seat(second, "director")
    council = look_at(scene.cast.society).first("council")
    assert council is not None
    assert (council.term, council.before) == (second, scene.term)
    assert (council.people, [post.person for post in council.former]) == ({now.pk}, [former])
    before = look_at(scene.cast.society, to_int(scene.today - dt.timedelta(days=1))).first("council")
    assert before is not None
    assert before.people == {former.pk}


def test_a_post_that_ended_isnt_held(scene: Scene) -> None:
    scene.seat(scene.term, "director")
    end_post(scene.clerk, Post.objects.get(), {"ends": scene.today})
    council = look_at(scene.cast.society).first("council")
    assert council is not None
    assert council.people == set()


def test_an_official_whose_mark_ended_has_retired(scene: Scene) -> None:
    yesterday = scene.today - dt.timedelta(days=1)
    scene.seat(scene.term, "director", scene.somebody(leading_official=True, ends=yesterday))
    scene.seat(scene.term, "director", scene.somebody(leading_official=True))
    scene.seat(scene.term, "director")
    assert [one.serving for one in officials(Post.objects.order_by("pk"))] == [False, True]


def test_posts_are_counted_by_society_not_by_body(scene: Scene) -> None:
    person = scene.seat(scene.term, "director")
    scene.seat(scene.body("standing_council"), "standing_director", person)
    assert units_of([person.pk]) == {person.pk: 1}
    council = form_body(scene.clerk, OrganisationFactory(leading=scene.cast.liuzhou), {"kind": "council"})
    scene.seat(open_term(scene.clerk, council, {"number": 1, "starts": scene.term.starts}), "director", person)
    assert units_of([person.pk]) == {person.pk: 2}
