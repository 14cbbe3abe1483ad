"""The city's congress in the making, a slate of its full committee that waits for approval, the nation's congress."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from keqiao.blocks.assemblies.composing import approval, arranging, congress, lists, publishing, review, seats
from keqiao.blocks.assemblies.composing.congress import grouped, participants
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import Allotment, Making, NomineeList
from keqiao.blocks.assemblies.composing.split import shares
from keqiao.cli.demo.luzhai import LUZHAI
from keqiao.cli.demo.rosters import FRONT
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.privacy.consent import consenting, purpose_of
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.privacy.verbs.consents import record_consent

DELEGATES, MEMBERS, OTHERS = 60, 20, 8
AHEAD = dt.timedelta(days=45)
SOCIETIES = 4  # of the city's that elect delegates
DEMANDS = {"front_line": "70%", "young": "1/3", "women": "1"}
NATION, HOME = "000000", "广西壮族自治区"
UNITS = {HOME: 8, "湖南省": 14, "江苏省": 14, "安徽省": 12, "全国学会": 16}
UNASKED = 2
SMALL = 4  # people of a delegation that isn't divided
SHEET = {"purpose": "publish-lists", "channel": "paper", "evidence": "人选登记表，存组织人事部"}
OFFICE = {"contact": "组织人事部", "phone": "0772-2825000", "email": "zzrs@kx.example"}
WHY = "县区科协主要负责同志换届后需要进入全委会，一线委员比例暂时不足，下一次增补时优先一线人选。"


def build_makings(stage: Stage) -> None:
    """The makings, each by those who would do it."""
    clerk = Act(Actor(stage.users["clerk"]), "cli")
    _congress(stage, clerk)
    _committee(stage, clerk)
    _nation(stage, Act(Actor(stage.users["nclerk"]), "cli"))


def _congress(stage: Stage, clerk: Act) -> None:
    """Lists in every state: accepted, waiting to be, sent back, and not reported yet."""
    body = stage.bodies[stage.city.code, "congress"]
    day = stage.today + AHEAD
    making = seats.begin(clerk, body, {"seats": DELEGATES, "day": day, "ends": day.replace(year=day.year + 5)})
    units = [*stage.counties(), *stage.societies()[:SOCIETIES]]
    numbers = shares([3] * len(stage.counties()) + [1] * SOCIETIES, DELEGATES)
    for unit, number in zip(units, numbers, strict=True):
        seats.allot(clerk, making, {"unit": unit.code, "seats": number, **DEMANDS})
    seats.issue(clerk, making, {})
    people = _holders(body, DELEGATES)
    for place, allotment in enumerate(making.allotments.select_related("unit")):
        own = [people.pop() for _ in range(allotment.seats)]
        if allotment.unit == stage.organisations[LUZHAI]:
            _fill(stage, allotment, own[:2])  # its own clerk goes on with it
            continue
        _fill(stage, allotment, own)
        _report(stage, clerk, allotment, place)


def _report(stage: Stage, clerk: Act, allotment: Allotment, place: int) -> None:
    lists.report(stage.act, _list(allotment), {})
    if place == 1:
        lists.return_list(clerk, allotment, {"reason": "女性人选不足，请调整一名。"})
    elif place > 2:
        lists.accept_list(clerk, allotment, {})


def _committee(stage: Stage, clerk: Act) -> None:
    """Merged, consulted on, examined and explained: its leader finds it on the desk."""
    body = stage.bodies[stage.city.code, "full_committee"]
    making = seats.begin(clerk, body, {"seats": MEMBERS, "day": stage.today + AHEAD})
    people = _short_of_front_line(body)
    for name, number in (("各县区科协", 8), ("高等院校和科研院所", 6), ("企业和园区科协", 6)):
        seats.allot(clerk, making, {"name": name, "seats": number, "front_line": "60%"})
    seats.issue(clerk, making, {})
    for allotment in making.allotments.all():
        _fill(stage, allotment, [people.pop() for _ in range(allotment.seats)])
        lists.report(stage.act, _list(allotment), {})
        lists.accept_list(clerk, allotment, {})
    merged = lists.merge(clerk, Making.objects.get(pk=making.pk), {})
    for asked, ago in (("市委统战部", 6), ("市总工会", 5)):
        data = {"asked": asked, "day": stage.today - dt.timedelta(days=ago), "result": "agreed"}
        review.consult(clerk, merged, data)
    _consents(stage, merged)
    public = {"starts": stage.today, "ends": add_workdays(stage.today, 6), **OFFICE}
    publishing.publish(clerk, merged, public)
    for demand in composed_now(merged).unmet[:1]:
        review.explain(clerk, merged, {"demand": demand.code, "text": WHY})
    approval.submit(clerk, merged, {})


def _consents(stage: Stage, merged: Making) -> None:
    """All but two of those on the list signed that their names may be public."""
    people = [one.person for one in standing(merged)][UNASKED:]
    agreed = consenting([one.pk for one in people], purpose_of(merged.organisation_id, "publish-lists"))
    for person in people:
        if person.pk not in agreed:
            record_consent(stage.act, person, {**SHEET, "day": stage.today})


def _nation(stage: Stage, clerk: Act) -> None:
    """Approved, with delegations, groups, hotels and seats; the delegate with an account is among its delegates."""
    body = stage.bodies[NATION, "congress"]
    day = stage.today + AHEAD
    number = min(sum(UNITS.values()), len(_sitting(body)))  # a small demo has a small congress
    making = seats.begin(clerk, body, {"seats": number, "day": day, "ends": day.replace(year=day.year + 5)})
    for name, share in zip(UNITS, shares(list(UNITS.values()), number), strict=True):
        seats.allot(clerk, making, {"name": name, "seats": share, "women": "1"})
    seats.issue(clerk, making, {})
    delegate = stage.users["delegate"].person_id
    people = [one for one in _holders(body, number) if one != delegate]
    for allotment in making.allotments.all():
        own = [delegate] if allotment.name == HOME and delegate is not None else []
        own += [people.pop() for _ in range(allotment.seats - len(own))]
        _fill(stage, allotment, own)
        lists.report(stage.act, _list(allotment), {})
        lists.accept_list(clerk, allotment, {})
    lists.merge(clerk, Making.objects.get(pk=making.pk), {})
    merged = Making.objects.get(pk=making.pk)
    review.examine(clerk, merged, {"by": "代表资格审查委员会"})
    approval.submit(clerk, merged, {})
    approval.approve(stage.act, merged, {"body": "中国科协常委会", "day": stage.today})
    _arranged(stage, Making.objects.get(pk=making.pk))


def _arranged(stage: Stage, made: Making) -> None:
    """Heads named, a large delegation divided, one person moved, everybody told where they sit."""
    for name, people in grouped(participants(made)):
        for one, kind in zip(people, ("head", "deputy_head"), strict=False):
            congress.invite(stage.act, made, {"person": one.person.pk, "kind": kind})
        hotel = {"delegation": name, "hotel": "会议中心大酒店", "room": f"{name}会议室"}
        arranging.describe_delegation(stage.act, made, hotel)
    guest = _holders(stage.bodies[stage.city.code, "congress"], 3)
    for person, kind in zip(guest, ("guest", "observer", "observer"), strict=True):
        congress.invite(stage.act, made, {"person": person, "kind": kind})
    _divided(stage, made)
    arranging.tell_seats(stage.act, made, {"width": 16})


def _divided(stage: Stage, made: Making) -> None:
    """The first delegation in two groups, and somebody of the last one moved there; a small demo has none so large."""
    found = [(name, people) for name, people in grouped(participants(made)) if name.endswith("代表团")]
    (first, people), (_last, others) = found[0], found[-1]
    moved = next((one for one in others if not one.kinds), None)
    if len(people) < SMALL or moved is None:
        return
    arranging.divide(stage.act, made, {"delegation": first, "number": 2})
    arranging.move(stage.act, made, {"person": moved.person.pk, "to": first, "team": 2})


def _short_of_front_line(body: Body) -> list[int]:
    """As many as there are seats, of whom too many are at no front line: somebody has to explain it."""
    people = _holders(body, body.terms.order_by("-starts")[0].posts.count())
    others = Employment.objects.filter(person__in=people, ends=None).exclude(source_class__in=FRONT)
    beside = list(dict.fromkeys(others.order_by("pk").values_list("person", flat=True)))[:OTHERS]
    return [*beside, *(one for one in people if one not in beside)][:MEMBERS]


def _fill(stage: Stage, allotment: Allotment, people: Sequence[int]) -> None:
    """The unit's list, filled in on its behalf."""
    for person in people:
        lists.nominate(stage.act, _list(allotment), {"person": person})


def _list(allotment: Allotment) -> NomineeList:
    return NomineeList.objects.select_related("allotment__making__body").get(allotment=allotment)


def _sitting(body: Body) -> list[int]:
    """Who sits in the running term."""
    running = body.terms.order_by("-starts")[0]
    posts = Post.objects.filter(term=running).order_by("pk")
    return list(dict.fromkeys(posts.values_list("person", flat=True)))


def _holders(body: Body, number: int) -> list[int]:
    """So many of those who sit in the running term, spread evenly over all of them."""
    people = _sitting(body)
    return [people[place * len(people) // number] for place in range(number)]
