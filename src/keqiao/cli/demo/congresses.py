"""Congresses and committees of associations other than Liuzhou's: two terms, chairs, meetings, duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from keqiao.blocks.assemblies import verbs as assemblies
from keqiao.blocks.assemblies.models import Meeting
from keqiao.cli.demo.people import Region
from keqiao.cli.demo.regions import HUNAN_GROUPS, NATION_GROUPS, region
from keqiao.cli.demo.rosters import FRONT, OTHERS, Maker, Term, body_of, seat
from keqiao.cli.demo.shares import CHANGSHA, CHUZHOU, HUNAN, LEAST, NATION, TAIZHOU
from keqiao.cli.demo.societies import fill_societies
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.posts.models import Term as TermRecord
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.verbs import posts

YEARS = 5  # of a term
AHEAD = dt.timedelta(days=40)  # a demo built later still has its next congress ahead
OLD, YOUNG = (1958, 1972), (1984, 1996)
TOWNSHIP_FRONT = ("enterprise", "enterprise", "university", "institute", "township", "social_organisation")
RECORDED = 2018  # meetings are recorded from this year on
LARGEST = 120  # members of a full committee
REPORTING = "430181"  # where every member of the full committee reported on last year
DUTIES = 30  # at most so many delegates with a report or proposal


@dataclass(frozen=True)
class Elected:
    """What an association elects: its latest congress, and of each hundred how many work at the front line."""

    begins: str  # how the codes of its societies begin
    number: int
    starts: dt.date
    congress: int
    full: int
    standing: int
    young: int = 40
    societies: int = 60  # of each hundred people, those in societies
    front: Sequence[str] = FRONT
    missed: int = 0  # the year without a meeting of the full committee
    absent: bool = False  # whether somebody stayed away twice in a row


ELECTED = {
    NATION: Elected("cn-", 10, dt.date(2021, 5, 28), 65, 64, 76, societies=55),
    HUNAN: Elected("hn-", 10, dt.date(2022, 12, 20), 70, 65, 68),
    CHANGSHA: Elected("cs-", 9, dt.date(2023, 3, 16), 64, 71, 75, absent=True),
    TAIZHOU: Elected("tz-", 6, dt.date(2022, 6, 9), 73, 66, 75, front=TOWNSHIP_FRONT, missed=2025),
    CHUZHOU: Elected("ch-", 5, dt.date(2022, 11, 3), 60, 68, 70),
}
# Counties and further prefectures have a small congress and no people in societies.
OTHER = Elected("-", 7, dt.date(2023, 9, 14), 70, 70, 75, societies=0)
LATE = {"341181": dt.date(2019, 8, 22)}  # whose congress is more than five years ago


def build_congresses(stage: Stage) -> None:
    """Every association that has people, but for Liuzhou's: bodies, meetings, and the councils of its societies."""
    for code, people in stage.shares.items():
        if code == stage.city.code or people < LEAST:
            continue
        elected = ELECTED.get(code) or replace(OTHER, starts=LATE.get(code, OTHER.starts))
        in_societies = people * elected.societies // 100
        home = region_of(stage, code)
        bodies = _build_bodies(stage, stage.organisations[code], elected, people - in_societies, home)
        _build_meetings(stage, elected, bodies)
        societies = stage.below(elected.begins, "society")
        filled = fill_societies(stage, societies, in_societies, home, elected.front, elders=code in (NATION, HUNAN))
        if code == TAIZHOU:  # whose plan asks for secretariats of people who do nothing else
            _elect_secretaries(stage, filled)


def region_of(stage: Stage, code: str) -> Region:
    """Where an association's people live and work."""
    if code == NATION:
        return region("华夏", NATION_GROUPS)
    named = stage.organisations[code].short_name.removesuffix("科协")
    place = named if code.endswith("0000") else named.rstrip("市州县")
    return region(place, HUNAN_GROUPS) if code.startswith(HUNAN[:2]) else region(place)


def _build_bodies(stage: Stage, own: Organisation, elected: Elected, people: int, home: Region) -> list[Body]:
    """Congress, full and standing committee in two terms; chairs in the current one. Gives the three."""
    maker = Maker(stage, home)
    former = maker.several(people // 8, OTHERS, 0, (OLD, YOUNG))
    number = people - len(former)
    front = _aged(maker, _of(number, elected.congress), elected.front, elected.young)
    others = _aged(maker, number - len(front), OTHERS, elected.young)
    now = Term(elected.number, elected.starts, max(_after(elected.starts, YEARS), stage.today + AHEAD))
    if own.code in LATE:
        now = replace(now, ends=_after(elected.starts, YEARS))
    before = Term(elected.number - 1, _after(elected.starts, -YEARS), elected.starts)
    full = max(2, min(2 * number // 5, LARGEST))
    standing = max(1, min(full // 3, 40))
    bodies = []
    for kind, size, percent in (
        ("congress", number, 0),
        ("full_committee", full, elected.full),
        ("standing_committee", standing, elected.standing),
    ):
        body = body_of(stage, own, kind)
        sitting = [*front, *others] if kind == "congress" else _committee(front, others, size, percent)
        seat(stage, body, before, former + sitting[::2])
        seat(stage, body, now, sitting)
        bodies.append(body)
    _elect_chairs(stage, own, now, bodies[2])
    return bodies


def _committee(front: list[StagedPerson], others: list[StagedPerson], size: int, percent: int) -> list[StagedPerson]:
    """A committee of the congress; a small congress may have too few of either to make the hundred exact."""
    wanted = min(_of(size, percent), len(front))
    return front[:wanted] + others[: size - wanted]


def _elect_chairs(stage: Stage, own: Organisation, now: Term, standing: Body) -> None:
    """A chair, vice chairs of whom two are part-time and one of these in residence; for the nation secretaries too."""
    term = _open(stage, own, "chair_meeting", now)
    leading = _holders(standing)
    officials = [one for one in reversed(leading) if one not in leading[:4]]
    for role, person in zip(("chair", "vice_chair", "vice_chair"), officials, strict=False):
        posts.elect(stage.act, term, {"person": person.pk, "role": role, "resident": True})
    for place, person in enumerate(leading[:2]):
        part_time = {"part_time": True, "resident": place == 0 and own.code != CHUZHOU}
        posts.elect(stage.act, term, {"person": person.pk, "role": "vice_chair"} | part_time)
    if own.code == NATION:
        secretaries = _open(stage, own, "secretariat", now)
        works = {one.pk: one.employments.get(ends=None).source_class for one in leading}
        resident = next((one for one in leading if works[one.pk] in ("university", "institute")), leading[0])
        posts.elect(stage.act, secretaries, {"person": resident.pk, "role": "secretary", "resident": True})
        for person in officials[3:5]:
            posts.elect(stage.act, secretaries, {"person": person.pk, "role": "secretary"})


def _elect_secretaries(stage: Stage, societies: Sequence[Organisation]) -> None:
    """A secretary-general for each society; every fourth has other work too."""
    for place, society in enumerate(societies):
        council = stage.bodies[society.code, "council"]
        elected = {"role": "secretary_general", "part_time": place % 4 == 3}
        posts.elect(stage.act, council.terms.latest("starts"), {"person": _holders(council)[-1].pk} | elected)


def _open(stage: Stage, own: Organisation, kind: str, now: Term) -> TermRecord:
    data = {"number": now.number, "starts": now.starts, "ends": now.ends}
    return posts.open_term(stage.act, body_of(stage, own, kind), data)


def _build_meetings(stage: Stage, elected: Elected, bodies: list[Body]) -> None:
    """The congress, yearly full and half-yearly standing sessions since 2018, and what delegates reported."""
    congress, full, standing = bodies
    for number, day in ((elected.number - 1, _after(elected.starts, -YEARS)), (elected.number, elected.starts)):
        assemblies.record_meeting(stage.act, congress, {"date": day, "title": f"第{_numeral(number)}次代表大会"})
    first = max(RECORDED, elected.starts.year if elected is OTHER else RECORDED)
    years = [year for year in range(first, stage.today.year + 1) if year != elected.missed]
    _meet(stage, full, [dt.date(year, 3, 22) for year in years], absent=elected.absent)
    _meet(stage, standing, [dt.date(year, month, 18) for year in years for month in (1, 8)])
    for place, person in enumerate(_holders(congress)[:DUTIES]):
        day = dt.date(stage.today.year - 1, 4 + place % 8, 12)
        kind, word = (("proposal", "提案"), ("report", "调研报告"))[place % 2]
        data = {"person": person.pk, "kind": kind, "date": day, "title": f"关于{TOPICS[place % len(TOPICS)]}的{word}"}
        assemblies.record_duty(stage.act, congress, data)
    for person in _holders(full) if full.organisation.code == REPORTING else ():
        data = {"person": person.pk, "kind": "duty_report", "date": dt.date(stage.today.year - 1, 12, 20)}
        assemblies.record_duty(stage.act, full, data | {"title": f"{stage.today.year - 1}年度履职报告"})


TOPICS = ("科技小院建设", "县级科协队伍", "乡村科普设施", "企业技术需求对接", "青少年科学营", "学会党建")


def _meet(stage: Stage, body: Body, days: list[dt.date], *, absent: bool = False) -> None:
    """Meetings on these days; of the latest two it is recorded who came."""
    held = [day for day in days if stage.has_come(day)]
    members = _holders(body)
    for place, day in enumerate(held):
        data = {"date": day, "title": f"{day:%Y年%-m月}{body}会议", "due": len(members), "quorate": True}
        meeting = assemblies.record_meeting(stage.act, body, data)
        if place >= len(held) - 2:
            _attend(stage, meeting, members, place, absent=absent)


def _attend(stage: Stage, meeting: Meeting, members: list[Person], session: int, *, absent: bool) -> None:
    """One of twelve excused, one absent: others each time, but for the last member where somebody stays away."""
    states = [
        "excused" if (n + session) % 12 == 0 else "absent" if (n + 5 * session) % 12 == 7 else "present"
        for n, _ in enumerate(members)
    ]
    states[-1] = "absent" if absent else "present"
    people = [{"person": one.pk, "state": state} for one, state in zip(members, states, strict=True)]
    assemblies.record_attendance(stage.act, meeting, {"people": people})


def _holders(body: Body) -> list[Person]:
    """Those who sit in the body's latest term, in the order in which they were entered."""
    term = body.terms.order_by("-number")[0]
    return [post.person for post in term.posts.select_related("person").order_by("pk")]


def _aged(maker: Maker, number: int, classes: Sequence[str], young: int) -> list[StagedPerson]:
    """So many of each hundred young, spread evenly."""
    return [
        maker.one(classes[place % len(classes)], YOUNG if place * young // 100 != (place + 1) * young // 100 else OLD)
        for place in range(number)
    ]


def _of(number: int, percent: int) -> int:
    return round(number * percent / 100)


def _after(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year + years)


def _numeral(number: int) -> str:
    return "零一二三四五六七八九十"[number]
