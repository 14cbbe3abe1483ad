"""A small association with what hangs below it and a congress in its term, and nobody enrolled yet."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cast import OPERATES, VISITS, TermFactory, acts
from cast import user_with as user_of_the_cast
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.posts.models import Body, Term
from keqiao.kernel.verbs.contract import Act
from plans.starting import starting  # noqa: F401 - a fixture, found by name

__all__ = ["OPERATES", "VISITS", "Registry", "registry", "user_with"]


@dataclass
class Registry:
    """City association over a county association and a society; a clerk of the city; a congress in its term."""

    city: Organisation
    county: Organisation
    society: Organisation
    clerk: Act
    congress: Body
    term: Term


def organisation(code: str, name: str, kind: str, leading: Organisation | None = None) -> Organisation:
    """An organisation in the tree."""
    made = Organisation(code=code, name=name, kind=kind, level="county" if len(code) > 6 else "municipal")
    made.save()
    Placement(organisation=made, leading=leading).save()
    return made


def user_with(role: str, on: Organisation, username: str, *, subtree: bool = False) -> Act:
    """What somebody does who has one role on one organisation."""
    return acts(user_of_the_cast(username, role, on, subtree=subtree))


@pytest.fixture
def registry(db: None) -> Registry:
    """The cast's organisations without its people: here people are only just enrolled."""
    with ledger.exempt("fixture"):
        city = organisation("450200", "柳州市科学技术协会", "association")
        county = organisation("450223-kx", "鹿寨县科学技术协会", "association", city)
        society = organisation("lz-jx", "柳州市机械工程学会", "society", city)
        congress = Body.objects.create(organisation=city, kind="congress", name="代表大会")
    term = TermFactory(body=congress, number=8)
    return Registry(city, county, society, user_with("clerk", city, "clerk", subtree=True), congress, term)
