"""Counters that are kept say the same as counters counted anew, after any verbs and any jump in time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest

from cast import OPERATES, Cast, OrganisationFactory, PersonFactory
from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.calls import verbs as calls
from keqiao.blocks.places import verbs as places
from keqiao.blocks.places.models import Place
from keqiao.blocks.resources import verbs as resources
from keqiao.kernel.facts import schema
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans import tallies
from keqiao.plans.engine.counts import NOTHING
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.scans import Answers, Scanner
from keqiao.plans.kept import Kept
from keqiao.plans.library import library
from keqiao.plans.models import Coming, Counted, Tally
from keqiao.plans.tallies import _questions, refresh
from keqiao.plans.world import DjangoDatabase
from keqiao.registry.verbs import memberships, money, organisations, people, posts

START = dt.date(2019, 3, 1)
CLASSES = ["enterprise", "university", "government", "rural"]


def all_questions(day: int) -> list[Question]:
    return [question for package in library().all() for question in _questions(package, day)]


def plain(answers: Answers) -> dict[tuple[str, str, int], dict[tuple[int, int], object]]:
    """Counters by commitment, part and tag; an organisation of which nothing counts is the same as one without rows."""
    return {
        (question.commitment, question.part, question.tag): {
            place: counts for place, counts in table.items() if counts != NOTHING
        }
        for question, table in answers.items()
    }


def assert_kept_is_counted(day: int) -> None:
    questions = all_questions(day)
    counted = Scanner(DjangoDatabase(), schema.all_facts()).answers(questions)
    assert plain(Kept().answers(questions)) == plain(counted)


class Story:
    """Random things that happen to the cast, each through its verb."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.random, self.cast, self.day = random.Random(seed), cast, START
        with ledger.exempt("story"):
            self.council = Body.objects.create(organisation=cast.society, kind="council", name="理事会")
            self.terms = [cast.term, Term.objects.create(body=self.council, number=1, starts=START, ends=None)]
            self.villages = [
                OrganisationFactory(kind="village", level="village", leading=cast.luzhai) for _ in range(2)
            ]
            self.people = [PersonFactory(keeper=cast.liuzhou) for _ in range(6)]

    def near(self, back: int = 400, ahead: int = 500) -> dt.date:
        return self.day + dt.timedelta(days=self.random.randint(-back, ahead))

    def owner(self) -> Organisation:
        return self.random.choice([self.cast.liuzhou, self.cast.luzhai, self.cast.society])

    def elect(self) -> None:
        term = self.random.choice(self.terms)
        role = "director" if term.body_id == self.council.pk else "delegate"
        posts.elect(OPERATES, term, {"person": self.random.choice(self.people).pk, "role": role, "starts": self.near()})

    def end_post(self) -> None:
        held = Post.objects.filter(ends=None).order_by("?").first()
        if held is not None:
            posts.end_post(OPERATES, held, {"ends": self.near()})

    def employ(self) -> None:
        person = self.random.choice(self.people)
        data = {
            "unit_name": f"第{self.random.randint(1, 9)}单位",
            "source_class": self.random.choice(CLASSES),
            "leading_official": self.random.random() < 0.3,
            "starts": self.near(),
        }
        people.employ(OPERATES, person, data)

    def born(self) -> None:
        written = self.random.choice(["1970", "1975.06", "1985.12", ""])
        people.correct(OPERATES, self.random.choice(self.people), {"birth": written})

    def new_term(self) -> None:
        body = self.random.choice([self.cast.congress, self.council])
        number = max(term.number for term in body.terms.all()) + 1
        starts = self.near(0, 300)
        ends = self.random.choice([None, starts + dt.timedelta(days=200)])
        self.terms.append(posts.open_term(OPERATES, body, {"number": number, "starts": starts, "ends": ends}))

    def second(self) -> None:
        starts = self.near()
        data = {"person": self.random.choice(self.people).pk, "direction": "in", "starts": starts}
        length = self.random.choice([None, 365, 731])
        ends = None if length is None else starts + dt.timedelta(days=length)
        posts.second(OPERATES, self.owner(), data | {"ends": ends})

    def attribute(self) -> None:
        target, kind = self.random.choice(
            [(self.random.choice(self.villages), "poor"), (self.cast.luzhai, "party_conditions")]
        )
        data = {"kind": kind, "value": self.random.choice("01"), "starts": self.near()}
        organisations.set_attribute(OPERATES, target, data)

    def move(self) -> None:
        leading = self.random.choice([self.cast.liuzhou, self.cast.luzhai, self.cast.guilin])
        organisations.place(OPERATES, self.cast.society, {"leading": leading.code, "starts": self.near(0, 60)})

    def place(self) -> None:
        data = {
            "kind": self.random.choice(["education_base", "e_station", "science_hall", "earthquake_hall"]),
            "name": "场所",
            "level": "municipal",
            "division": self.random.choice(["450200", "450223"]),
            "site": self.random.choice(["community", "campus", "village", "base"]),
            "opened": self.near(),
        }
        if data["kind"] != "e_station":
            del data["site"]
        places.open_place(OPERATES, self.owner(), data)

    def measure_place(self) -> None:
        found = Place.objects.order_by("?").first()
        if found is not None:
            data = {"kind": "floor_area", "value": self.random.randint(1, 40000), "starts": self.near()}
            places.set_attribute(OPERATES, found, data)

    def activity(self) -> None:
        place = Place.objects.order_by("?").first()
        data = {
            "title": "活动",
            "kind": self.random.choice(["training", "guidance", "literacy_action"]),
            "date": self.near(),
            "audience": self.random.choice(["youth", "farmers"]),
            "themed": self.random.random() < 0.5,
            "place": place.pk if place is not None and self.random.random() < 0.7 else None,
            "served": self.random.choice([None, self.random.choice(self.villages).code]),
        }
        activities.record_activity(OPERATES, self.owner(), data)

    def publish(self) -> None:
        kind = self.random.choice(["periodical_issue", "theory_result", "popular_work"])
        name = f"第{self.random.randint(1, 3)}种"
        title = resources.register_title(OPERATES, self.owner(), {"kind": kind, "name": name})
        resources.publish(OPERATES, title, {"date": self.near(600, 0)})

    def award(self) -> None:
        data = {"programme": "key_popularisation_project", "title": "项目", "date": self.near(600, 0)}
        calls.grant_award(OPERATES, self.cast.liuzhou, data)

    def fund(self) -> None:
        data = {
            "year": self.near(700, 0).year,
            "kind": "budget",
            "level": "municipal",
            "purpose": self.random.choice(["exhibition", "operation"]),
            "amount": self.random.randint(1, 10**10),
        }
        money.record_funding(OPERATES, self.owner(), data)

    def join(self) -> None:
        data = {"kind": "individual", "person": self.random.choice(self.people).pk, "starts": self.near()}
        memberships.admit(OPERATES, self.cast.society, data)

    def confirm(self) -> None:
        work = Employment.objects.filter(ends=None).order_by("?").first()
        if work is not None:
            group = {"employments": [work.pk], "source_class": "rural", "leading_official": False}
            people.confirm_sources(OPERATES, self.cast.liuzhou, {"groups": [group]})

    def happenings(self) -> list[Callable[[], None]]:
        return [
            self.elect,
            self.elect,
            self.end_post,
            self.employ,
            self.born,
            self.new_term,
            self.second,
            self.attribute,
            self.move,
            self.place,
            self.measure_place,
            self.activity,
            self.publish,
            self.award,
            self.fund,
            self.join,
            self.confirm,
        ]

    def go_on(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            try:
                self.random.choice(self.happenings())()
            except VerbError:
                continue  # some stories contradict themselves; the refusal leaves nothing
        if self.random.random() < 0.6:
            self.day += dt.timedelta(days=self.random.choice([1, 20, 90, 200, 400]))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_story_kept_counters_are_those_counted_anew(cast: Cast, seed: int) -> None:
    story = Story(cast, seed)
    for _ in range(18):
        story.go_on()
        refresh(to_int(story.day))
        assert_kept_is_counted(to_int(story.day))
    assert not Dirty.objects.exists()
    assert Tally.objects.exists()


def test_nothing_is_counted_when_nothing_changed(cast: Cast) -> None:
    assert refresh(20260101) > 0
    assert refresh(20260101) == 0


def test_a_change_at_one_organisation_leaves_the_others_tallies_alone(cast: Cast) -> None:
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    refresh(20260101)
    before = set(Tally.objects.exclude(organisation=cast.society.pk).values_list("pk", flat=True))
    memberships.admit(OPERATES, cast.society, {"kind": "individual", "person": cast.engineer.pk})
    refresh(20260101)
    assert set(Tally.objects.exclude(organisation=cast.society.pk).values_list("pk", flat=True)) == before


@pytest.mark.usefixtures("only_liuzhou")  # a plan with a baseline of a year before counts anew every day
def test_a_day_of_change_is_counted_when_it_comes_and_not_before(cast: Cast) -> None:
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate", "starts": dt.date(2026, 5, 8)})
    refresh(20260101)
    assert Coming.objects.get(fact="posts", organisation=cast.liuzhou.pk).day == 20260508
    assert refresh(20260507) == 0  # a new day by itself counts nothing
    key = {"commitment": "liuzhou-2017/congress-delegates-front-line", "organisation": cast.liuzhou.pk}
    assert not Tally.objects.filter(**key, yes__gt=0).exists()
    refresh(20260508)
    assert Tally.objects.get(**key).yes == 1


def test_dirty_rows_written_while_counting_stay(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(20260101)
    money.record_funding(OPERATES, cast.liuzhou, {"year": 2020, "kind": "budget", "level": "municipal", "amount": 100})
    count = tallies._Refresh.count_changed

    def and_somebody_writes(self: object, *arguments: object) -> None:
        count(self, *arguments)  # type: ignore[arg-type]  # passed on as it came
        Dirty.objects.create(fact="posts", organisation=cast.society.pk)

    monkeypatch.setattr(tallies._Refresh, "count_changed", and_somebody_writes)
    refresh(20260101)
    assert [(row.fact, row.organisation) for row in Dirty.objects.all()] == [("posts", cast.society.pk)]


def test_a_new_version_of_a_package_is_counted_whole(cast: Cast) -> None:
    refresh(20260101)
    with ledger.exempt("test"):
        Tally.objects.all().delete()
    assert refresh(20260101) == 0
    with ledger.exempt("test"):
        Counted.objects.update(digest="other")
    assert refresh(20260101) > 0
    assert_kept_is_counted(20260101)
