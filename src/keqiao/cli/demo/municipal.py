"""The city's congress in its ninth term and the eighth before, its committees, meetings and what delegates did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from keqiao.blocks.assemblies import verbs as assemblies
from keqiao.blocks.assemblies.models import Meeting
from keqiao.cli.demo.rosters import FRONT, OTHERS, Maker, Term, body_of, seat, seat_unsure
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.verbs import posts

EIGHTH, NINTH = dt.date(2016, 11, 28), dt.date(2021, 11, 22)
CLOSES = dt.date(2026, 12, 31)
AHEAD = dt.timedelta(days=40)  # a demo built later still has its next congress ahead
OLD, YOUNG = (1957, 1974), (1977, 1994)  # 45 or under when the ninth term begins: only those born in later years
ABSENCES = ("present",) * 17 + ("excused", "excused", "absent")


@dataclass(frozen=True)
class Seats:
    """How many sit where, and how many of them work at the front line."""

    congress: int
    front: int
    unsure: int
    full: int
    standing: int
    former: int

    @property
    def full_front(self) -> int:
        """Just short of seventy in a hundred."""
        return (7 * self.full - 1) // 10

    @property
    def standing_front(self) -> int:
        """Just short of three in four."""
        return (3 * self.standing - 1) // 4


def seats(size: int) -> Seats:
    """Seats for a demo of so many people.

    Numbers ending in 3 come nearest to seventy in a hundred from below, which puts the full committee on
    its line shortly before the congress is due; the congress itself stays four in a hundred behind.
    """
    congress = _ending_in_3(min(393, 46 * size // 100))
    full = _ending_in_3(min(183, 68 * congress // 100))
    standing = min(43, full // 4)
    return Seats(
        congress=congress,
        front=round(congress * 0.66),
        unsure=max(1, congress // 45),
        full=full,
        standing=standing - (standing - 3) % 4,
        former=size // 15,
    )


def ninth_term(today: dt.date) -> Term:
    """The term that runs."""
    return Term(9, NINTH, max(CLOSES, today + AHEAD))


def build_congress(stage: Stage) -> None:
    """Congress, full and standing committee: the eighth term and then the ninth."""
    plan = seats(stage.shares[CITY])
    maker = Maker(stage)
    front = _aged(maker, plan.front, FRONT)
    others = _aged(maker, plan.congress - plan.front - plan.unsure, OTHERS)
    unsure = _aged(maker, plan.unsure, ("enterprise", "public_institution", "medical"))
    former = maker.several(plan.former, ("government", "enterprise", "university", "medical"), 0, (OLD, YOUNG))
    eighth, ninth = Term(8, EIGHTH, NINTH), ninth_term(stage.today)
    for kind, share in (("congress", 1), ("full_committee", 2), ("standing_committee", 8)):
        before = former[:: min(share, 2)] + front[:: 2 * share] + others[:: 2 * share]
        seat(stage, body_of(stage, stage.city, kind), eighth, before)
    full = front[: plan.full_front] + others[: plan.full - plan.full_front]
    standing = front[: plan.standing_front] + others[: plan.standing - plan.standing_front]
    seat(stage, body_of(stage, stage.city, "congress"), ninth, _in_turn(front + others))
    seat_unsure(stage, body_of(stage, stage.city, "congress"), ninth, unsure)
    seat(stage, body_of(stage, stage.city, "full_committee"), ninth, full)
    seat(stage, body_of(stage, stage.city, "standing_committee"), ninth, standing)
    stage.delegates = _holders(stage.bodies["450200", "congress"])


def build_chairs(stage: Stage) -> None:
    """The chair meeting: chair, vice chairs, a secretary-general."""
    body = body_of(stage, stage.city, "chair_meeting")
    ninth = ninth_term(stage.today)
    term = posts.open_term(stage.act, body, {"number": 9, "starts": ninth.starts, "ends": ninth.ends})
    leading = _holders(stage.bodies["450200", "standing_committee"])
    roles = ("chair", "vice_chair", "vice_chair", "vice_chair", "vice_chair", "vice_chair", "secretary_general")
    for place, (role, person) in enumerate(zip(roles, leading, strict=False)):
        part_time = role == "vice_chair" and place > 2
        data = {"person": person.pk, "role": role, "part_time": part_time, "resident": not part_time}
        posts.elect(stage.act, term, data)


def build_meetings(stage: Stage) -> None:
    """Yearly full and half-yearly standing sessions with attendance, and what delegates reported and proposed."""
    sessions = [dt.date(year, 3, 18) for year in stage.years() if year > NINTH.year]
    _meet(stage, "full_committee", "全委会议", sessions, detailed=1)
    halves = [dt.date(year, month, 26) for year in stage.years() if year > NINTH.year for month in (2, 8)]
    _meet(stage, "standing_committee", "常委会议", halves, detailed=6)
    congress = stage.bodies["450200", "congress"]
    assemblies.record_meeting(
        stage.act, congress, {"date": NINTH, "title": "第九次代表大会", "place": "柳州市工人文化宫"}
    )
    for place, person in enumerate(stage.delegates[:24]):
        day = dt.date(2022 + place % 4, 4 + place % 6, 10 + place % 18)
        if stage.has_come(day):
            kind, what = (("proposal", "提案"), ("report", "调研报告"))[place % 2]
            title = f"关于{TOPICS[place % len(TOPICS)]}的{what}"
            assemblies.record_duty(
                stage.act, congress, {"person": person.pk, "kind": kind, "date": day, "title": title}
            )


TOPICS = (
    "县域科技小院建设",
    "企业科协作用发挥",
    "青少年科学教育",
    "农技协服务金橘产业",
    "科技馆夜间开放",
    "学会服务中小企业",
)


def _meet(stage: Stage, kind: str, word: str, days: list[dt.date], *, detailed: int) -> None:
    """Meetings on these days; of the latest so many it is recorded who came."""
    body = stage.bodies["450200", kind]
    held = [day for day in days if stage.has_come(day)]
    members = _holders(body)
    for number, day in enumerate(held, start=2):
        data = {"date": day, "title": f"九届{number}次{word}", "due": len(members), "quorate": True}
        meeting = assemblies.record_meeting(stage.act, body, data)
        if day in held[len(held) - detailed :]:
            _attend(stage, meeting, members)


def _attend(stage: Stage, meeting: Meeting, members: list[Person]) -> None:
    people = [{"person": one.pk, "state": stage.random.choice(ABSENCES)} for one in members]
    assemblies.record_attendance(stage.act, meeting, {"people": people})


def _holders(body: Body) -> list[Person]:
    """Those who sit in the body's latest term, in the order in which they were entered."""
    term = body.terms.order_by("-number")[0]
    return [post.person for post in Post.objects.filter(term=term).select_related("person").order_by("pk")]


def _aged(maker: Maker, number: int, classes: tuple[str, ...]) -> list[StagedPerson]:
    """Just over a third of them young."""
    young = -(-35 * number // 100)
    return [
        maker.one(
            classes[place % len(classes)], YOUNG if place * young // number != (place + 1) * young // number else OLD
        )
        for place in range(number)
    ]


def _in_turn(people: list[StagedPerson]) -> list[StagedPerson]:
    """By delegation, as a congress prints its list."""
    return sorted(people, key=lambda one: (one.delegation, one.row))


def _ending_in_3(most: int) -> int:
    return most - (most - 3) % 10
