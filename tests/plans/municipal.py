"""Liuzhou with a record for every figure of its plan, each made through its verb.

Everything lies before ``DAY``; the last complete year is 2023, the last complete half-year the first of 2024.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.calls import verbs as calls
from keqiao.blocks.places import verbs as places
from keqiao.blocks.places.models import Place
from keqiao.blocks.resources import verbs as resources
from keqiao.blocks.returns import verbs as returns
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Term
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.world import Installation
from keqiao.registry.verbs import divisions, links, money, organisations, people, posts

DAY = 20240715
PLAN = "liuzhou-2017"
STARTED = dt.date(2021, 11, 22)
CONGRESS_ENDS = dt.date(2027, 11, 22)
FRONT = {"source_class": "enterprise", "leading_official": False}
OFFICIAL = {"source_class": "government", "leading_official": True}
UNSURE: dict[str, Any] = {}


@dataclass
class Municipal:
    """The city and what tests come back to."""

    cast: Cast
    delegates: list[Person] = field(default_factory=list)
    terms: dict[str, Term] = field(default_factory=dict)
    society_term: Term | None = None

    @property
    def city(self) -> Organisation:
        """Whose figures these are."""
        return self.cast.liuzhou

    def figure(self, name: str, *, as_of: int = DAY, kept: bool = False) -> Figure:
        """One figure of the city, counted from everybody's records."""
        plan = library().plan(PLAN)
        found = board(
            [plan], as_of=as_of, organisations=[self.city.pk], commitments=[name], kept=kept, world=Installation()
        )
        [figure] = found.figures
        return figure

    def person(self, born: int = 1985, **work: Any) -> Person:
        """Somebody with work as it was when the term began."""
        made = PersonFactory(keeper=self.city)
        people.correct(OPERATES, made, {"birth": str(born)})
        people.employ(OPERATES, made, {"unit_name": "某单位", "starts": dt.date(2010, 1, 1), **work})
        return made

    def elect(self, term: Term, role: str, *works: dict[str, Any], born: int = 1985) -> list[Person]:
        """Posts for as many people as there are works."""
        found = [self.person(born, **work) for work in works]
        for person in found:
            posts.elect(OPERATES, term, {"person": person.pk, "role": role})
        return found

    def body(self, organisation: Organisation, kind: str, ends: dt.date = CONGRESS_ENDS) -> Term:
        """A body in its first term."""
        made = posts.form_body(OPERATES, organisation, {"kind": kind})
        return posts.open_term(OPERATES, made, {"number": 1, "starts": STARTED, "ends": ends})


@pytest.fixture
def only_liuzhou(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of plans with Liuzhou's alone, so that no other plan's figures stand between."""
    folder = tmp_path_factory.mktemp("plans")
    for name in (PLAN, "features.yaml", "systems.yaml"):
        (folder / name).symlink_to((Path(settings.PLANS) / name).resolve())
    settings.PLANS = folder
    return folder


@pytest.fixture
def municipal(cast: Cast, only_liuzhou: Path) -> Municipal:
    """The city with all its records."""
    return assemble(cast)


def assemble(cast: Cast) -> Municipal:
    """Make the records."""
    made = Municipal(cast)
    with ledger.exempt("given"):
        cast.term.starts, cast.term.ends = STARTED, CONGRESS_ENDS
        cast.term.save()
    _bodies(made)
    _society(made)
    _organisations(made)
    _places(made)
    _activities(made)
    _works(made)
    return made


def _bodies(made: Municipal) -> None:
    city = made.city
    made.terms = {
        "congress": made.cast.term,
        "full": made.body(city, "full_committee"),
        "standing": made.body(city, "standing_committee"),
    }
    made.delegates = made.elect(made.terms["congress"], "delegate", *[FRONT] * 11, born=1985)
    made.delegates += made.elect(made.terms["congress"], "delegate", *[OFFICIAL] * 5, born=1960)
    made.elect(made.terms["full"], "member", FRONT, FRONT, FRONT, OFFICIAL, UNSURE)
    made.elect(made.terms["standing"], "member", FRONT, FRONT, OFFICIAL, OFFICIAL)


def _society(made: Municipal) -> None:
    made.society_term = made.body(made.cast.society, "council")
    made.elect(made.society_term, "director", FRONT, FRONT, FRONT, OFFICIAL)
    standing = made.body(made.cast.society, "standing_council")
    made.elect(standing, "standing_director", FRONT, OFFICIAL, OFFICIAL, born=1950)


def _organisations(made: Municipal) -> None:
    city, county = made.city, made.cast.luzhai
    organisations.set_attribute(OPERATES, county, {"kind": "party_conditions", "value": "1"})
    unit = {"name": "某单位", "level": "county"}
    party = organisations.register(OPERATES, county, unit | {"code": "lzx-dzb", "kind": "party_branch"})
    links.link(OPERATES, party, {"kind": "party_organisation_of", "other": county.code})
    firm = unit | {"code": "firm", "kind": "enterprise_association", "founded": dt.date(2019, 5, 1)}
    grown = organisations.register(OPERATES, city, firm)
    organisations.set_attribute(OPERATES, grown, {"kind": "discipline_based", "value": "1"})
    village = organisations.register(
        OPERATES, county, unit | {"code": "village", "kind": "village", "level": "village", "division": "450223"}
    )
    organisations.set_attribute(OPERATES, village, {"kind": "poor", "value": "1"})
    divisions.mark_poor(OPERATES, county.placements.get().division, {"poor": True})
    for person, years in zip(made.delegates, (2, 1), strict=False):
        starts = dt.date(2023, 3, 1)
        data = {"person": person.pk, "direction": "in", "starts": starts}
        posts.second(OPERATES, city, data | {"ends": starts.replace(year=starts.year + years)})


def _places(made: Municipal) -> None:
    hall = _open(made, "science_hall", dt.date(2021, 5, 18))
    for kind, value in (("floor_area", 36800), ("weekend_days", 2)):
        places.set_attribute(OPERATES, hall, {"kind": kind, "value": value, "starts": dt.date(2021, 5, 18)})
    _open(made, "earthquake_hall", partner="seismology")
    _open(made, "traffic_safety_base", partner="public_security")
    for site in ("community", "campus", "village"):
        _open(made, "e_station", division="450223", site=site)


def _open(made: Municipal, kind: str, opened: dt.date = dt.date(2018, 6, 1), **more: Any) -> Place:
    data = {
        "kind": kind,
        "name": f"{kind}{more.get('site', '')}",
        "level": "municipal",
        "division": "450200",
        "opened": opened,
    }
    return places.open_place(OPERATES, made.city, data | more)


def _activities(made: Municipal) -> None:
    for audience in ("youth", "farmers", "urban_workers", "officials"):
        hold(made, f"{audience}的行动", kind="literacy_action", audience=audience)
    hold(made, "开放日", kind="popularisation", themed=True, place=_open(made, "education_base").pk)
    hold(made, "入户指导", kind="guidance", division="450223")


def hold(made: Municipal, title: str, date: dt.date = dt.date(2023, 5, 15), **more: Any) -> None:
    """An activity took place."""
    activities.record_activity(OPERATES, made.city, {"title": title, "date": date, **more})


def _works(made: Municipal) -> None:
    city = made.city
    for name, kind in (("甲刊", "periodical_issue"), ("乙刊", "periodical_issue"), ("某书", "popular_work")):
        publish(city, kind, name, dt.date(2023, 6, 15))
    publish(city, "theory_result", "某成果", dt.date(2024, 4, 2))
    for number in range(2):
        data = {"programme": "key_popularisation_project", "title": f"第{number}项", "date": dt.date(2023, 5, 20)}
        calls.grant_award(OPERATES, city, data)
    spent = {"year": 2019, "kind": "budget", "level": "municipal", "purpose": "exhibition"}
    money.record_funding(OPERATES, city, spent | {"amount": 29_200_000_000})
    cut = {"indicator": "headquarters_support_posts_cut", "year": 2018, "value": 1, "source": "批复文件"}
    returns.approve_return(acts(made.cast.leader), returns.report(acts(made.cast.clerk), city, cut))
    waiting = {"indicator": "poverty_batches", "year": 2020, "value": 7, "source": "工作总结"}
    returns.report(acts(made.cast.clerk), city, waiting)


def publish(organisation: Organisation, kind: str, name: str, date: dt.date) -> None:
    """Something appeared under a title."""
    title = resources.register_title(OPERATES, organisation, {"kind": kind, "name": name})
    resources.publish(OPERATES, title, {"date": date})
