"""The fact posts: current and previous term, what is known of those who hold posts, and when that turns."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Trait
from keqiao.kernel.posts.models import Body, Post, Secondment
from keqiao.registry.facts.posts import POSTS
from registry.facts.given import deleted, given, saved
from registry.facts.reading import next_days, row, rows

TODAY = 20250301
BEGAN = 20211122  # the current term's first day


def test_a_delegate_stands_in_the_current_term_with_what_is_known(cast: Cast) -> None:
    post = PostFactory(term=cast.term, person=cast.engineer, part_time=True)
    assert rows(POSTS, TODAY) == [
        {
            "id": post.pk,
            "organisation": cast.liuzhou.pk,
            "person": cast.engineer.pk,
            "body": "congress",
            "role": "delegate",
            "term": "current",
            "term_start": BEGAN,
            "birth_from": 19750601,
            "birth_to": 19750630,
            "sex": "female",
            "source_class": "enterprise",
            "leading_official": 0,
            "minority": None,
            "party_member": None,
            "part_time": 1,
            "resident": 0,
            "seconded": 0,
            "elected_by_unit": 0,
        }
    ]


def test_flags_are_numbers_on_every_database(cast: Cast) -> None:
    PostFactory(term=cast.term, person=cast.official)
    found = row(POSTS, TODAY)
    flags = ("leading_official", "part_time", "resident", "seconded", "elected_by_unit")
    assert all(type(found[name]) is int for name in flags)


def test_before_a_bodys_first_term_there_are_no_posts(cast: Cast) -> None:
    PostFactory(term=cast.term)
    assert rows(POSTS, BEGAN - 1) == []
    assert len(rows(POSTS, BEGAN)) == 1


def test_a_term_whose_planned_end_has_passed_goes_on(cast: Cast) -> None:
    PostFactory(term=cast.term)
    with ledger.exempt("given"):
        cast.term.ends = dt.date(2024, 11, 22)
        cast.term.save()
    assert row(POSTS, TODAY)["term"] == "current"


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [
        (None, None, True),
        (dt.date(2025, 3, 1), None, True),
        (dt.date(2025, 3, 2), None, False),
        (None, dt.date(2025, 3, 1), False),
        (None, dt.date(2025, 3, 2), True),
    ],
)
def test_a_post_counts_while_its_own_days_hold(
    cast: Cast, starts: dt.date | None, ends: dt.date | None, held: bool
) -> None:
    PostFactory(term=cast.term, starts=starts, ends=ends)
    assert len(rows(POSTS, TODAY)) == held


def test_the_term_before_is_seen_as_it_stood_on_its_last_day(cast: Cast) -> None:
    before = TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 5, 1), ends=dt.date(2021, 5, 1))
    last_day, change = dt.date(2021, 11, 21), dt.date(2021, 11, 22)
    stayed = PostFactory(term=before, ends=change)
    PostFactory(term=before, ends=last_day)
    joined_late = PostFactory(term=before, starts=last_day)
    PostFactory(term=before, starts=change)
    PostFactory(term=cast.term)
    previous = rows(POSTS, TODAY, term="previous")
    assert [one["id"] for one in previous] == [stayed.pk, joined_late.pk]
    assert {one["term_start"] for one in previous} == {20160501}
    assert {one["term"] for one in rows(POSTS, 20190101)} == {"current"}


def test_two_terms_back_is_forgotten(cast: Cast) -> None:
    for number, year in ((7, 2011), (8, 2016)):
        PostFactory(term=TermFactory(body=cast.congress, number=number, starts=dt.date(year, 5, 1)))
    PostFactory(term=cast.term)
    assert sorted((one["term"], one["term_start"]) for one in rows(POSTS, TODAY)) == [
        ("current", BEGAN),
        ("previous", 20160501),
    ]


def test_two_bodies_of_one_organisation_have_terms_of_their_own(cast: Cast) -> None:
    council = given(Body, organisation=cast.liuzhou, kind="council", name="理事会")
    old = TermFactory(body=council, number=1, starts=dt.date(2010, 1, 1))
    PostFactory(term=old, role="director")
    PostFactory(term=cast.term)
    assert {(one["body"], one["term"]) for one in rows(POSTS, TODAY)} == {
        ("congress", "current"),
        ("council", "current"),
    }


def test_a_proposed_class_says_nothing_until_it_is_confirmed(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    work = EmploymentFactory(person=person, confirmed=False)
    PostFactory(term=cast.term, person=person)
    assert (row(POSTS, TODAY)["source_class"], row(POSTS, TODAY)["leading_official"]) == (None, None)
    with ledger.exempt("given"):
        work.confirmed = True
        work.save()
    assert (row(POSTS, TODAY)["source_class"], row(POSTS, TODAY)["leading_official"]) == ("enterprise", 0)


def test_an_unconfirmed_new_job_hides_the_confirmed_old_one(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    EmploymentFactory(person=person)
    EmploymentFactory(person=person, starts=dt.date(2024, 1, 1), confirmed=False)
    PostFactory(term=cast.term, person=person)
    assert row(POSTS, TODAY)["source_class"] is None


def test_of_several_jobs_the_one_that_began_last_counts_and_each_post_once(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    for starts, source in ((dt.date(2023, 1, 1), "university"), (None, "rural"), (dt.date(2022, 1, 1), "school")):
        EmploymentFactory(person=person, starts=starts, source_class=source)
    PostFactory(term=cast.term, person=person)
    assert row(POSTS, TODAY)["source_class"] == "university"


def test_the_term_before_is_judged_by_the_work_of_its_time(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    change = dt.date(2021, 11, 22)
    EmploymentFactory(person=person, ends=change)
    EmploymentFactory(person=person, starts=change, source_class="government", leading_official=True)
    for term in (TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 5, 1)), cast.term):
        PostFactory(term=term, person=person)
    found = {one["term"]: (one["source_class"], one["leading_official"]) for one in rows(POSTS, TODAY)}
    assert found == {"previous": ("enterprise", 0), "current": ("government", 1)}


@pytest.mark.parametrize(("code", "minority"), [("08", 1), ("01", 0), ("98", 0), ("97", 1), ("", None)])
def test_minority_follows_from_the_recorded_group(cast: Cast, code: str, minority: int | None) -> None:
    PostFactory(term=cast.term, person=PersonFactory(keeper=cast.liuzhou, ethnicity=code))
    assert row(POSTS, TODAY)["minority"] == minority


@pytest.mark.parametrize(("value", "member"), [("01", 1), ("02", 1), ("05", 0), ("13", 0), ("旧称", None)])
def test_party_membership_follows_from_the_affiliation(cast: Cast, value: str, member: int | None) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    PostFactory(term=cast.term, person=person)
    given(Trait, person=person, kind="degree", value="01")
    given(Trait, person=person, kind="political_affiliation", value=value)
    assert row(POSTS, TODAY)["party_member"] == member


def test_seconded_is_who_came_on_secondment_to_that_organisation(cast: Cast) -> None:
    here, elsewhere, away, over = (PersonFactory(keeper=cast.liuzhou) for _ in range(4))
    for person in (here, elsewhere, away, over):
        PostFactory(term=cast.term, person=person)
    since = dt.date(2024, 1, 1)
    for _ in range(2):  # recorded twice, still one row
        given(Secondment, person=here, organisation=cast.liuzhou, direction="in", starts=since)
    given(Secondment, person=elsewhere, organisation=cast.guilin, direction="in", starts=since)
    given(Secondment, person=away, organisation=cast.liuzhou, direction="out", starts=since)
    given(Secondment, person=over, organisation=cast.liuzhou, direction="in", starts=since, ends=dt.date(2025, 3, 1))
    assert {one["person"]: one["seconded"] for one in rows(POSTS, TODAY)} == {
        here.pk: 1,
        elsewhere.pk: 0,
        away.pk: 0,
        over.pk: 0,
    }


def test_a_persons_record_touches_every_organisation_where_they_hold_posts(cast: Cast) -> None:
    council = given(Body, organisation=cast.society, kind="council", name="理事会")
    term = TermFactory(body=council, number=1)
    post = PostFactory(term=term, person=cast.engineer, role="director")
    PostFactory(term=cast.term, person=cast.engineer)
    both = {cast.liuzhou.pk, cast.society.pk}
    assert saved(POSTS, cast.engineer, sex="male") == both
    work = cast.engineer.employments.get()
    assert saved(POSTS, work, confirmed=False) == both
    assert deleted(POSTS, work) == both
    assert saved(POSTS, Trait(person=cast.engineer, kind="political_affiliation", value="01")) == both
    assert saved(POSTS, Trait(person=cast.engineer, kind="degree", value="博士")) == set()
    assert saved(POSTS, cast.official, sex="female") == set()
    assert saved(POSTS, post, term=cast.term) == both
    assert deleted(POSTS, council) == {cast.society.pk}


def test_a_secondment_touches_the_organisation_it_is_recorded_at(cast: Cast) -> None:
    made = Secondment(person=cast.engineer, organisation=cast.liuzhou, direction="in", starts=dt.date(2024, 1, 1))
    assert saved(POSTS, made) == {cast.liuzhou.pk}
    assert saved(POSTS, made, organisation=cast.society) == {cast.liuzhou.pk, cast.society.pk}


def test_rows_next_change_when_anything_about_a_post_begins_or_ends(cast: Cast) -> None:
    assert next_days(POSTS, TODAY) == {}
    PostFactory(term=cast.term, person=cast.engineer, ends=dt.date(2025, 9, 1))
    steps = [
        (Post(term=cast.term, person=cast.official, role="chair", starts=dt.date(2025, 8, 1)), 20250801),
        (
            Secondment(person=cast.engineer, organisation=cast.liuzhou, direction="in", starts=dt.date(2025, 7, 1)),
            20250701,
        ),
        (Trait(person=cast.engineer, kind="political_affiliation", value="01", ends=dt.date(2025, 6, 1)), 20250601),
    ]
    assert next_days(POSTS, TODAY) == {cast.liuzhou.pk: 20250901}
    for record, expected in steps:
        with ledger.exempt("given"):
            record.save()
        assert next_days(POSTS, TODAY) == {cast.liuzhou.pk: expected}
    EmploymentFactory(person=cast.engineer, starts=dt.date(2025, 5, 1))
    assert next_days(POSTS, TODAY) == {cast.liuzhou.pk: 20250501}
    TermFactory(body=cast.congress, number=10, starts=dt.date(2025, 4, 1))
    assert next_days(POSTS, TODAY) == {cast.liuzhou.pk: 20250401}
    assert next_days(POSTS, 20250901) == {}
