"""A society of Liuzhou's with a council whose term runs, a county's congress, and a second leader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from cast import Cast, EmploymentFactory, Made, PersonFactory, acts
from keqiao.blocks.assemblies.renewal.models import Renewal
from keqiao.blocks.assemblies.renewal.opening import open_renewal
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Term
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.verbs.posts import elect, form_body, open_term


class BodyFactory(Made[Body]):
    """A body; organisation, kind and name are asked for."""

    class Meta:
        model = Body


@dataclass
class Scene:
    """Who acts on what. ``term`` of the society's council ends in ``months`` months."""

    cast: Cast
    clerk: Act
    leader: Act
    council: Body
    term: Term

    @property
    def today(self) -> dt.date:
        """Today in China."""
        return timezone.localdate()

    def body(self, kind: str, **term: Any) -> Term:
        """A body of the society with a running term."""
        made = form_body(self.clerk, self.cast.society, {"kind": kind})
        given = {"number": 3, "starts": self.term.starts, "ends": self.term.ends, **term}
        return open_term(self.clerk, made, given)

    def somebody(self, **more: Any) -> Person:
        """A person whom the society keeps, with work."""
        work = {name: more.pop(name) for name in ("leading_official", "position", "starts", "ends") if name in more}
        person: Person = PersonFactory(keeper=self.cast.society, **more)
        EmploymentFactory(person=person, **work)
        return person

    def seat(self, term: Term, role: str, person: Person | None = None, **more: Any) -> Person:
        """Elect somebody."""
        found = person or self.somebody()
        elect(self.clerk, term, {"person": found.pk, "role": role, **more})
        return found

    def opened(self, **data: Any) -> Renewal:
        """The change of the council's term."""
        return open_renewal(self.clerk, self.council, data)

    def renewed(self, **term: Any) -> Term:
        """The council's next term, begun today."""
        given = {"number": 4, "starts": self.today, "ends": months_after(self.today, 60), **term}
        return open_term(self.clerk, self.council, given)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """The society's third council, whose term ends in four months."""
    clerk, leader = acts(cast.clerk), acts(cast.leader)
    council = form_body(clerk, cast.society, {"kind": "council"})
    today = timezone.localdate()
    term = open_term(
        clerk,
        council,
        {"number": 3, "starts": months_after(today, -56), "ends": months_after(today, 4)},
    )
    return Scene(cast, clerk, leader, council, term)
