"""Lists and votes together: an approved list is voted on, and from the records it is told who was elected."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from blocks.assemblies.composing.given import Congress, day
from blocks.assemblies.composing.given import congress as congress  # a fixture, found by name
from blocks.assemblies.elections.stand import Stand, closed, stand_of, vote, with_rules
from cast import PersonFactory, acts
from keqiao.blocks.assemblies.composing import approval
from keqiao.blocks.assemblies.composing.counting import seated, standing, term_of
from keqiao.blocks.assemblies.composing.elected import elected_beside, told_of
from keqiao.blocks.assemblies.composing.figures import composed_now, moments
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.blocks.assemblies.composing.opening import open_for_vote, opened_batch, opening
from keqiao.blocks.assemblies.composing.seating import applied_batch, begin_term, seat
from keqiao.blocks.assemblies.composing.seats import begin
from keqiao.blocks.assemblies.elections.models import Candidate, Election
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.pages.panels import forms_of
from keqiao.blocks.assemblies.elections.verbs import preparing, repeating, settling, voting
from keqiao.blocks.assemblies.meetings.planning import plan_meeting
from keqiao.blocks.assemblies.queries import Came, elected_by, electing, elects, outcomes_of, planned_day, slates_of
from keqiao.blocks.assemblies.renewal.opening import open_renewal, plan_congress
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.contract import Refused, VerbError
from plans.municipal import only_liuzhou as only_liuzhou  # a fixture, found by name
from plans.supervision.browsing import by, seen


@pytest.fixture
def stand(congress: Congress) -> Stand:
    """Who votes on the congress's list."""
    return stand_of(congress.cast)


def opened(congress: Congress) -> Making:
    """Four people on an approved list whose day is today; the term is open for the vote."""
    made = congress.approved()
    with ledger.exempt("given"):
        made.day = day(0)
        made.save()
    open_for_vote(congress.clerk, congress.now())
    return congress.now()


def election_of(stand: Stand, making: Making, people: list[Person], **changes: Any) -> Election:
    """A vote on some of the list, with rules and tellers approved and the voting begun."""
    term = term_of(making)
    assert term is not None
    given = {"title": "选举代表", "kind": "persons", "manner": "online", "date": day(0), "term": term.pk}
    given |= {"role": "delegate", "seats": len(people), "preset": "enterprise", "people": [one.pk for one in people]}
    made = with_rules(stand, preparing.prepare(stand.clerk, stand.body, given | changes))
    watching, *counting = stand.members[:3]
    data = {"scrutineers": [watching.pk], "counters": [one.pk for one in counting]}
    preparing.name_tellers(stand.clerk, made, data)
    preparing.approve_tellers(stand.clerk, made, {"date": day(0)})
    return voting.open_voting(stand.clerk, preparing.approve_rules(stand.leader, made))


def voted(stand: Stand, election: Election, *numbers: int, written: str = "") -> Election:
    """Everybody is for these numbers and against the others; the result is counted."""
    places = [one.number for one in election.candidates.all()]
    marks = {str(place): "for" if place in numbers else "against" for place in places}
    for person in stand.members:
        vote(stand, election, person, marks=marks, **({"written": {str(places[-1]): written}} if written else {}))
    return closed(stand, election)


def confirmed(stand: Stand, election: Election, *numbers: int) -> Election:
    return settling.confirm_result(stand.leader, voted(stand, election, *numbers), {"explanation": "空缺另行选举。"})


def came(making: Making) -> list[Came | None]:
    return [one.outcome.came if one.outcome is not None else None for one in standing(making)]


def test_a_list_knows_from_a_confirmed_election_who_was_elected(
    congress: Congress, stand: Stand, only_liuzhou: object
) -> None:
    making = opened(congress)
    people = [one.person for one in standing(making)]
    election = election_of(stand, making, people, seats=3)
    assert came(making) == [Came.OPEN] * 4
    assert "“选举代表”还没有结果" in seen(by(congress.cast.clerk), making_url(making))
    with pytest.raises(VerbError, match="“选举代表”还没有结果"):
        begin_term(congress.clerk, making)
    before = {one.code: one.figure.result.value for one in composed_now(making).requirements}
    confirmed(stand, election, 1, 2, 4)
    assert came(congress.now()) == [Came.ELECTED, Came.ELECTED, Came.NOT_ELECTED, Came.ELECTED]
    assert [one.person for one in seated(standing(making))] == [people[0], people[1], people[3]]
    after = {one.code: one.figure.result.value for one in composed_now(making).requirements}
    assert before != after  # the official lost
    assert moments(congress.now())[-1].label == "选举之后"
    page = seen(by(congress.cast.clerk), making_url(making))
    assert "已选举产生3人" in page
    assert election_url(election) in page
    assert 'value="lost"' not in page  # nothing is left to be ticked by hand
    composition = seen(by(congress.cast.clerk), f"{making_url(making)}composition/")
    assert "当选3人，未当选1人" in composition


def test_what_a_record_proves_is_not_noted_by_hand(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    confirmed(stand, election_of(stand, making, [one.person for one in standing(making)], seats=3), 1, 2, 4)
    for one in standing(making):
        with pytest.raises(VerbError, match="以“选举代表”的选举记录为准"):
            approval.not_elected(congress.clerk, congress.now(), {"nominee": one.pk})


def test_two_elections_for_one_body_are_told_apart(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    people = [one.person for one in standing(making)]
    confirmed(stand, election_of(stand, making, people[:2]), 1)
    assert came(congress.now()) == [Came.ELECTED, Came.NOT_ELECTED, None, None]
    slate = slates_of(congress.cast.liuzhou.pk)[0]
    assert (slate.people, slate.seats) == ([one.pk for one in people[2:]], 3)
    page = seen(by(congress.cast.clerk), making_url(making))
    assert "还有2人没有选举记录" in page
    second = election_of(stand, making, people[1:], title="补选代表", seats=3)
    assert came(congress.now()) == [Came.ELECTED, Came.OPEN, Came.OPEN, Came.OPEN]
    confirmed(stand, second, 1, 2)
    told = told_of(congress.now(), standing(making))
    assert [(one.word, one.outcome.title) for one in told if one.outcome] == [
        ("当选", "选举代表"),
        ("当选", "补选代表"),
        ("当选", "补选代表"),
        ("未当选", "补选代表"),
    ]


def test_after_an_annulled_election_nothing_is_decided(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    election = confirmed(stand, election_of(stand, making, [one.person for one in standing(making)], seats=3), 1, 2)
    assert Post.objects.filter(term=term_of(making)).count() == 2
    with pytest.raises(Refused):
        repeating.annul(congress.clerk, election, {"reason": "计票有误"})
    repeating.annul(congress.leader, election, {"reason": "计票有误，经主席团决定无效。"})
    assert came(congress.now()) == [None] * 4
    assert not Post.objects.filter(term=term_of(making)).exists()
    assert len(seated(standing(making))) == 4


def test_somebody_elected_from_outside_the_list_counts_beside_it(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    people = [one.person for one in standing(making)]
    election = voted(stand, election_of(stand, making, people, seats=4), 1, 2, 3, written="罗另选")
    stranger = PersonFactory(name="罗另选", keeper=congress.cast.liuzhou)
    settling.identify(stand.clerk, election, {"name": "罗另选", "person": stranger.pk})
    settling.confirm_result(stand.leader, Election.objects.get(pk=election.pk), {})
    now = congress.now()
    assert [one.person for one in elected_beside(now, standing(now))] == [stranger.pk]
    assert [(one.name, one.where) for one in told_of(now, standing(now))][-1] == ("罗另选", "不在名单上")
    assert "当选的有1人不在名单上" in seen(by(congress.cast.clerk), f"{making_url(making)}composition/")
    begin_term(congress.clerk, now)
    assert Post.objects.filter(term=term_of(now)).count() == 4


def test_the_elected_keep_their_posts_when_the_term_begins(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    people = [one.person for one in standing(making)]
    confirmed(stand, election_of(stand, making, people[:3], seats=3), 1, 2)
    begin_term(congress.clerk, congress.now())
    term = term_of(congress.now())
    assert term is not None
    posts = {one.person_id: one for one in term.posts.all()}
    assert set(posts) == {people[0].pk, people[1].pk, people[3].pk}  # the last was voted on elsewhere
    assert posts[people[0].pk].delegation == "鹿寨县科学技术协会代表团"
    assert posts[people[0].pk].candidacies.get().election.title == "选举代表"
    batch = applied_batch(congress.now())
    assert batch is not None
    seat.undo(congress.clerk, batch)
    assert (congress.now().status, congress.now().term) == (MakingStatus.APPROVED, term)
    assert {one.person_id for one in term.posts.all()} == {people[0].pk, people[1].pk}


def test_the_term_is_opened_once_and_taken_back_while_nothing_rests_on_it(congress: Congress, stand: Stand) -> None:
    before = congress.cast.congress.terms.get(number=9).ends
    with pytest.raises(VerbError, match="现在是“推荐报送”"):
        open_for_vote(congress.clerk, congress.now())
    making = opened(congress)
    with pytest.raises(VerbError, match="已经开启"):
        open_for_vote(congress.clerk, making)
    batch = opened_batch(making)
    assert batch is not None
    opening.undo(congress.clerk, batch)
    assert not Term.objects.filter(number=10).exists()
    assert congress.cast.congress.terms.get(number=9).ends == before
    clerk, url = by(congress.cast.clerk), making_url(making)
    assert "新一届已经开启" in clerk.post(url, {"step": "open"}, follow=True).content.decode()
    election = election_of(stand, congress.now(), [one.person for one in standing(congress.now())])
    assert "不能撤销开启" in clerk.post(url, {"step": "close"}, follow=True).content.decode()
    confirmed(stand, election, 1)
    assert Term.objects.filter(number=10).exists()


def test_who_lost_elsewhere_is_noted_on_the_page_of_the_making(congress: Congress) -> None:
    made = congress.approved()
    clerk, url = by(congress.cast.clerk), making_url(made)
    assert "没有选举记录" not in seen(clerk, url)  # before any vote there is nothing to tell
    one = standing(made)[0]
    answer = clerk.post(url, {"step": "lost", "nominee": one.pk}, follow=True).content.decode()
    assert "已登记未当选" in answer
    assert "系统外选举，人工登记" in answer
    assert "不在审定的名单上" in clerk.post(url, {"step": "lost", "nominee": ""}, follow=True).content.decode()


def test_the_list_hands_over_to_the_form_of_an_election(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    clerk = by(congress.cast.clerk)
    page = seen(clerk, making_url(making))
    assert "由常委会组织选举" in page
    assert "新一届已为选举开启" in page  # to begin the term now would seat people whom nobody elected
    link = page.split(f"/desk/acts/elections.prepare/{stand.body.public_id}/")[1].split('"')[0].replace("&amp;", "&")
    form = seen(clerk, f"/desk/acts/elections.prepare/{stand.body.public_id}/{link}")
    for one in standing(making):
        assert f"{one.person.name}，" in form
    assert "代表大会第10届" in form
    assert 'value="4"' in form
    assert not Election.objects.exists()  # the link proposes, nothing is written


def test_substitutes_may_stand_beside_the_nominees(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    people = standing(making)
    spare = people[-1]
    with ledger.exempt("given"):
        spare.substitute = True
        spare.save()
    seats = [one.person_id for one in people if one != spare]
    [slate] = slates_of(congress.cast.liuzhou.pk)
    assert sorted(slate.people) == sorted(seats)
    assert sorted(slate.wider) == sorted([*seats, spare.person_id])
    assert slate.substitutes == 1
    clerk = by(congress.cast.clerk)
    assert "由常委会组织差额选举，连同备用人选1名" in seen(clerk, making_url(making))
    plain, wider = forms_of(slate)
    assert (plain["seats"], wider["seats"]) == ("4", "4")
    assert str(spare.person_id) not in plain["people"].split(",")
    assert wider["people"] == ",".join(map(str, slate.wider))
    confirmed(stand, election_of(stand, making, [one.person for one in people], seats=3), 1, 2, 4)
    assert [one.person for one in seated(standing(congress.now()))] == [
        people[0].person,
        people[1].person,
        spare.person,
    ]
    assert slates_of(congress.cast.liuzhou.pk) == []  # a vote on all of them is on record


def test_a_meeting_offers_the_vote_of_its_body_on_a_list(congress: Congress) -> None:
    made = congress.approved()
    with ledger.exempt("given"):
        council = Body.objects.create(organisation=congress.cast.liuzhou, kind="full_committee", name="全委会")
        made.body.kind = "special_committee"
        made.body.save()
    meeting = record_meeting(congress.clerk, council, {"date": day(0), "title": "全委会第三次会议"})
    clerk, url = by(congress.cast.clerk), f"/desk/assemblies/450200/meetings/{meeting.public_id}/"
    assert "先为选举开启新一届" in seen(clerk, url)
    open_for_vote(congress.clerk, congress.now())
    page = seen(clerk, url)
    assert "组织选举" in page
    link = page.split(f"/desk/acts/elections.prepare/{council.public_id}/")[1].split('"')[0].replace("&amp;", "&")
    form = seen(clerk, f"/desk/acts/elections.prepare/{council.public_id}/{link}")
    assert f"全委会第三次会议（{meeting.pk}）" in form


def test_forged_ids_in_a_link_are_refused(congress: Congress, stand: Stand) -> None:
    making = opened(congress)
    hidden = PersonFactory(name="黄外人", keeper=congress.cast.guilin)
    with ledger.exempt("given"):
        council = Body.objects.create(organisation=congress.cast.guilin, kind="council", name="理事会")
        elsewhere = Term.objects.create(body=council, number=1, starts=day(-9))
    clerk, url = by(congress.cast.clerk), f"/desk/acts/elections.prepare/{stand.body.public_id}/"
    page = seen(clerk, f"{url}?people={hidden.pk}&term={elsewhere.pk}&role=member")
    assert "黄外人" not in page
    known = {"title": "选举", "kind": "persons", "manner": "online", "date": day(0).isoformat(), "seats": "1"}
    person, place = f"黄外人（{hidden.pk}）", f"理事会第一届（{elsewhere.pk}）"  # a bare number could be part of a name
    answer = clerk.post(url, known | {"people": person, "term": place, "role": "member"})
    assert answer.status_code == 400
    assert f"没有找到“{person}”" in answer.content.decode()
    assert f"没有找到“{place}”" in answer.content.decode()
    term = term_of(making)
    assert term is not None
    for wrong in ({"people": [hidden.pk]}, {"term": elsewhere.pk}, {"part_time": [making.pk]}):
        data = known | {"term": term.pk, "role": "delegate", "date": day(0)} | wrong
        with pytest.raises((VerbError, Refused)):
            preparing.prepare(acts(congress.cast.clerk), stand.body, data)
    assert not Candidate.objects.exists()


def test_who_elects_whom(congress: Congress, stand: Stand) -> None:
    body = congress.cast.congress
    assert electing(stand.body) == [body]
    assert elects(body, stand.body)
    assert not elects(stand.body, stand.body)
    assert outcomes_of(stand.term) == {}


def filled(client: Client, verb: str, body: Noun, field: str) -> str:
    """What the form of a verb proposes for a date."""
    page = seen(client, f"/desk/acts/{verb}/{body.public_id}/")
    found = re.search(rf'name="{field}" value="([^"]*)"', page)
    return found[1] if found else ""


def test_the_day_of_the_congress_is_typed_once(congress: Congress, only_liuzhou: object) -> None:
    body, clerk = congress.cast.congress, by(congress.cast.clerk)
    with ledger.exempt("given"):
        made = congress.now()
        planned, made.status = made.day, MakingStatus.DROPPED
        made.save()
    assert filled(clerk, "composing.begin", body, "day") == ""
    renewal = open_renewal(congress.clerk, body, {"term_ends": day(300), "congress_on": planned})
    assert filled(clerk, "composing.begin", body, "day") == planned.isoformat()
    assert filled(clerk, "assemblies.plan_meeting", body, "date") == planned.isoformat()
    plan_congress(congress.clerk, renewal, {})
    assert planned_day([body]) is None
    assert filled(clerk, "renewal.plan_congress", renewal, "congress_on") == ""
    begin(congress.clerk, body, {"seats": 4, "day": planned, "number": 12})
    assert filled(clerk, "renewal.plan_congress", renewal, "congress_on") == planned.isoformat()
    plan_meeting(congress.clerk, body, {"date": planned})
    assert filled(clerk, "assemblies.plan_meeting", body, "date") == ""  # it meets on that day already


def test_days_that_are_over_or_of_other_bodies_are_not_proposed(congress: Congress) -> None:
    body = congress.cast.congress
    assert planned_day([body]) == congress.now().day
    assert planned_day([]) is None
    with ledger.exempt("given"):
        council = Body.objects.create(organisation=congress.cast.liuzhou, kind="full_committee", name="全委会")
        chairs = Body.objects.create(organisation=congress.cast.liuzhou, kind="chair_meeting", name="主席会议")
        made = congress.now()
        made.day = day(-1)
        made.save()
    assert planned_day([body]) is None
    assert elected_by(council) == [chairs]
    assert elected_by(chairs) == []
