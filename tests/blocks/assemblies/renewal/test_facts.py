"""What plans count of changes of term, check-ups, rule documents, branches and officials' posts."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.renewal.conftest import Scene
from blocks.counting import said, select
from cast import acts
from keqiao.blocks.assemblies.renewal.documents import approve_post, file_rules
from keqiao.blocks.assemblies.renewal.facts import renewal_days
from keqiao.blocks.assemblies.renewal.governing import describe_branch, keep_checkup
from keqiao.blocks.assemblies.renewal.models import Stage
from keqiao.blocks.assemblies.renewal.opening import watch_unit
from keqiao.blocks.assemblies.renewal.records import (
    describe_branches,
    describe_checks,
    describe_official_posts,
    describe_renewals,
    describe_rules,
)
from keqiao.blocks.assemblies.renewal.steps import (
    approve_postponement,
    ask_postponement,
    drop_renewal,
    meet_stage,
    record_result,
)
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Post
from keqiao.registry.verbs.posts import form_body

TOLD = ("organisation", "body", "unit_kind", "below", "postponed", "on_time", "overdue", "filed")


def day(scene: Scene, away: int = 0) -> int:
    return to_int(scene.today + dt.timedelta(days=away))


def test_a_change_of_term_by_its_state(scene: Scene) -> None:
    made = scene.opened()
    society = scene.cast.society.pk
    ends = scene.term.ends
    assert ends is not None
    assert said("renewals", day(scene), *TOLD) == [(society, "council", "society", 0, 0, None, 0, 0)]
    assert said("renewals", to_int(ends), "on_time", "overdue") == [(None, 0)]
    assert said("renewals", to_int(ends + dt.timedelta(days=1)), "on_time", "overdue") == [(0, 1)]
    scene.renewed()
    assert said("renewals", day(scene), "held", "on_time", "overdue", "filed") == [(day(scene), 1, 0, 0)]
    meet_stage(scene.clerk, Stage.objects.get(renewal=made, kind="filing"), {"met": scene.today})
    assert said("renewals", day(scene), "filed") == [1]
    assert said("renewals", day(scene, -1), "held") == [None]


def test_a_delay_that_was_approved_moves_what_is_overdue(scene: Scene) -> None:
    made = scene.opened()
    ends = scene.term.ends
    assert ends is not None
    asked = {"until": months_after(ends, 6), "reason": "等待核准"}
    approve_postponement(acts(scene.cast.leader), ask_postponement(scene.clerk, made, asked))
    assert said("renewals", to_int(months_after(ends, 5)), "postponed", "overdue") == [(1, 0)]
    assert said("renewals", to_int(months_after(ends, 7)), "postponed", "overdue") == [(1, 1)]


def test_what_a_county_told_counts_on_the_books_of_the_city(scene: Scene) -> None:
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today - dt.timedelta(days=3)}
    made = watch_unit(scene.clerk, scene.cast.liuzhou, given)
    city = scene.cast.liuzhou.pk
    assert said("renewals", day(scene), *TOLD) == [(city, "congress", "association", 1, 0, 0, 1, 0)]
    record_result(scene.clerk, made, {"held": scene.today})
    assert said("renewals", day(scene), "on_time", "overdue") == [(0, 0)]


def test_what_was_dropped_doesnt_count(scene: Scene) -> None:
    drop_renewal(scene.clerk, scene.opened(), {"reason": "重复"})
    assert said("renewals", day(scene), "id") == []


def test_time_alone_makes_it_overdue_on_the_number_after_its_day(scene: Scene) -> None:
    scene.opened()
    ends = scene.term.ends
    assert ends is not None
    assert [row["day"] for row in select(renewal_days(day(scene)))] == [to_int(ends) + 1]


def test_the_latest_checkup_counts(scene: Scene) -> None:
    keep_checkup(scene.clerk, scene.cast.society)
    found = dict(said("governance_checks", day(scene), "check", "meets"))
    assert found["organs_complete"] == 0
    assert found["branches_most"] == 1
    assert found["chair_terms"] is None
    assert said("governance_checks", day(scene, -1), "check") == []


def test_rule_documents_in_force_count(scene: Scene) -> None:
    old, new = scene.today - dt.timedelta(days=900), scene.today - dt.timedelta(days=10)
    for starts, approved in ((old, old), (new, None)):
        data = {"kind": "charter", "title": "章程", "starts": starts, "approved": approved}
        file_rules(scene.clerk, scene.cast.society, data)
    columns = ("organisation", "kind", "date", "approved", "attached")
    assert said("rule_documents", day(scene), *columns) == [(scene.cast.society.pk, "charter", to_int(new), 0, 0)]
    assert said("rule_documents", day(scene, -11), *columns) == [(scene.cast.society.pk, "charter", to_int(old), 1, 0)]


def test_described_branches_count(scene: Scene) -> None:
    body = form_body(scene.clerk, scene.cast.society, {"kind": "special_committee"})
    describe_branch(scene.clerk, body, {"kind": "youth", "remit": "青年交流", "starts": scene.today})
    assert said("branches", day(scene), "organisation", "kind") == [(scene.cast.society.pk, "youth")]
    assert said("branches", day(scene, -1), "kind") == []


def test_officials_posts_count_with_their_approval(scene: Scene) -> None:
    yesterday = scene.today - dt.timedelta(days=1)
    serving = scene.seat(scene.term, "director", scene.somebody(leading_official=True))
    scene.seat(scene.term, "director", scene.somebody(leading_official=True, ends=yesterday))
    scene.seat(scene.term, "director")
    assert said("official_posts", day(scene), "role", "serving", "approved") == [("director", 1, 0), ("director", 0, 0)]
    post = Post.objects.get(person=serving)
    data = {"post": post.pk, "document": "柳组干〔2025〕8号", "starts": scene.today}
    approve_post(scene.clerk, scene.cast.society, data)
    assert said("official_posts", day(scene), "approved") == [1, 0]
    assert said("official_posts", day(scene, -1), "approved") == [0, 0]


@pytest.mark.parametrize("fact", ["renewals", "official_posts"])
def test_a_new_term_marks_the_rows_as_changed(scene: Scene, fact: str) -> None:
    scene.opened()
    Dirty.objects.all()._raw_delete("default")  # behind the guard: what is marked from here on counts
    scene.renewed()
    assert Dirty.objects.filter(fact=fact, organisation=scene.cast.society.pk).exists()


def test_records_are_named(scene: Scene) -> None:
    made = scene.opened()
    official = scene.seat(scene.term, "director", scene.somebody(name="覃亮", leading_official=True))
    post = Post.objects.get(person=official)
    kept = keep_checkup(scene.clerk, scene.cast.society)[0]
    body = form_body(scene.clerk, scene.cast.society, {"kind": "special_committee"})
    branch = describe_branch(scene.clerk, body, {"kind": "youth", "remit": "青年交流"})
    rules = file_rules(scene.clerk, scene.cast.society, {"kind": "charter", "title": "章程", "starts": scene.today})
    assert describe_renewals([made.pk])[made.pk].label == made.case.title
    assert describe_checks([kept.pk])[kept.pk].label == "组织机构健全"
    assert describe_branches([branch.pk])[branch.pk].detail == "青年交流"
    assert describe_rules([rules.pk])[rules.pk].label == "章程"
    assert "柳州市机械工程学会" in describe_official_posts([post.pk])[post.pk].detail
