"""On the phone: my delegation, group, seat and arrival; and the question of consent before a list is public."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.composing.given import Congress, asking, consents, day
from cast import OPERATES, PostFactory, TermFactory
from keqiao.blocks.assemblies.composing import arranging, vacancies
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.models import Making
from keqiao.blocks.assemblies.composing.pages.home import AFTER, asked_panel, panel
from keqiao.blocks.assemblies.composing.seating import begin_term
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.registry.verbs.posts import form_body

COUNTY = "鹿寨县科学技术协会代表团"


def _read(person: Person) -> str:
    return panel(RequestFactory().get("/home/"), person)


def _on(made: Making, away: int) -> None:
    with ledger.exempt("given"):
        made.day = day(away)
        made.save()


def test_who_is_on_the_approved_list_reads_where_they_belong(congress: Congress) -> None:
    merged = congress.merged()
    person = standing(merged)[0].person
    assert _read(person) == ""  # a list that isn't approved is nobody's business yet
    made = congress.approved_from(merged)
    page = _read(person)
    assert COUNTY in page
    assert "还没有公布" in page
    assert "还没有报到" in page
    one, head = at.participants(made)[:2]
    person = one.person
    at.invite(congress.clerk, made, {"person": head.person.pk, "kind": "head"})
    where = {"person": person.pk, "to": COUNTY, "team": 2}
    arranging.move(congress.clerk, made, where)
    arranging.describe_delegation(congress.clerk, made, {"delegation": COUNTY, "hotel": "柳州饭店", "room": "三楼"})
    arranging.tell_seats(congress.clerk, made, {"width": 10})
    at.check_in(congress.clerk, made, {"people": [person.pk]})
    page = _read(person)
    for said in ("第2组", "柳州饭店", "三楼", "1排", "已报到", head.person.name):
        assert said in page
    other = next(row for row in at.participants(made) if row.delegation != COUNTY)
    assert "柳州饭店" not in _read(other.person)
    assert head.person.name not in _read(other.person)


def test_the_presidium_reads_that_it_sits_apart(congress: Congress) -> None:
    made = congress.approved()
    person = at.participants(made)[0].person
    at.invite(congress.clerk, made, {"person": person.pk, "kind": "presidium"})
    arranging.tell_seats(congress.clerk, made, {"width": 10})
    assert "主席台就座" in _read(person)


def test_who_left_or_waits_as_a_substitute_reads_nothing(congress: Congress) -> None:
    made = congress.approved()
    one = seated(standing(made))[0]
    vacancies.leave(congress.clerk, made, {"nominee": one.pk, "reason": "调离本市"})
    assert _read(one.person) == ""


def test_after_the_congress_the_delegation_stays(congress: Congress) -> None:
    made = congress.approved()
    person = seated(standing(made))[0].person
    _on(made, -1)
    begin_term(congress.clerk, made)
    assert "我的座次" in _read(person)
    _on(congress.now(), -AFTER.days - 1)
    page = _read(person)
    assert page.count("第十次") == 1
    assert "我的座次" not in page
    assert COUNTY in page


def test_a_delegate_of_a_term_that_was_not_made_here(congress: Congress) -> None:
    post = PostFactory(term=congress.cast.term, role="delegate", delegation="企业代表团")
    page = _read(post.person)
    assert "企业代表团" in page
    assert "我的座次" not in page


def test_the_number_of_queries_is_the_same_for_any_number_of_posts(congress: Congress) -> None:
    post = PostFactory(term=congress.cast.term, role="delegate", delegation="企业代表团")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            _read(post.person)
        return len(caught)

    before = queries()
    for organisation in (congress.cast.luzhai, congress.cast.guilin):
        body = form_body(OPERATES, organisation, {"kind": "congress"})
        term = TermFactory(body=body, starts=day(0) - dt.timedelta(days=30))
        PostFactory(term=term, person=post.person, role="delegate", delegation="高校代表团")
    assert queries() == before
    assert _read(post.person).count("代表团</dd>") == 3


def test_who_is_on_a_reported_list_is_asked_before_it_is_public(congress: Congress) -> None:
    request = RequestFactory().get("/home/")
    asking(congress.cast)
    made = congress.merged()
    person = standing(made)[0].person
    page = asked_panel(request, person)
    assert "推荐名单上有您" in page
    assert "公示名单" in page
    consents(person)
    assert asked_panel(request, person) == ""
    assert asked_panel(request, congress.cast.official) == ""
