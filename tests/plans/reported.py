"""Units that report: a leader in a chair, a report confirmed and sent; the national plan beside Liuzhou's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, DivisionFactory, PersonFactory, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.models import Report
from keqiao.plans.reports.verbs import confirm_report, send_report
from keqiao.registry.verbs import posts

LIUZHOU, NATION = "liuzhou-2017", "cast-2016"


def lead(user: User, organisation: Organisation, name: str = "李主席") -> Act:
    """Seat the user's own person in the chair of a unit."""
    body = posts.form_body(OPERATES, organisation, {"kind": "chair_meeting"})
    term = posts.open_term(OPERATES, body, {"number": 1, "starts": dt.date(2021, 11, 22)})
    person = PersonFactory(name=name, keeper=organisation)
    posts.elect(OPERATES, term, {"person": person.pk, "role": "chair"})
    with ledger.exempt("given"):
        user.person = person
        user.save()
    return acts(user)


def report_of(leader: Act, organisation: Organisation, plan: str = LIUZHOU, *, send: bool = True) -> Report:
    """The unit's figures of today, confirmed and sent."""
    made: Report = confirm_report(leader, organisation, {"plan": plan})
    return send_report(leader, made, {}) if send else made


@pytest.fixture
def chair(cast: Cast) -> Act:
    """The leader of Liuzhou, in the chair there."""
    return lead(cast.leader, cast.liuzhou)


@pytest.fixture
def county_chair(cast: Cast) -> Act:
    """The leader of Luzhai, in the chair there."""
    return lead(user_with("county-leader", "leader", cast.luzhai), cast.luzhai, "陆主席")


@pytest.fixture
def two_plans(cast: Cast, settings: Settings, tmp_path: Path) -> Path:
    """Liuzhou's plan and the national one, which binds somebody because the nation has its division."""
    for plan in (LIUZHOU, NATION):
        (tmp_path / plan).symlink_to((Path(settings.PLANS) / plan).resolve())
    settings.PLANS = tmp_path
    country = DivisionFactory(code="100000", name="全国", level="national")
    with ledger.exempt("given"):
        Placement.objects.filter(organisation=cast.nation).update(division=country)
    return tmp_path
