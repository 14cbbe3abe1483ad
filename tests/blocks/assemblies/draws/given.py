"""Draws to begin with: eight people of Liuzhou's, three women from enterprises, five men from universities."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cast import OPERATES, Cast, EmploymentFactory, PersonFactory
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw
from keqiao.kernel.people.models import Person

UNITS = ("龙城重工", "龙城重工", "柳江化工", "广西科技大学", "广西科技大学", "柳州工学院", "柳州工学院", "柳州工学院")


def people(cast: Cast) -> list[Person]:
    """The eight."""
    made = []
    for number, unit in enumerate(UNITS):
        woman = number < 3
        birth = dt.date(1995 if number % 2 else 1970, 3, 1)
        person = PersonFactory(
            name=f"人选{number}",
            keeper=cast.liuzhou,
            sex="female" if woman else "male",
            birth_from=birth,
            birth_to=birth,
        )
        EmploymentFactory(person=person, unit_name=unit, source_class="enterprise" if woman else "university")
        made.append(person)
    return made


def prepared(cast: Cast, **more: Any) -> Draw:
    """A draw of three of the eight."""
    given = {"purpose": "panel", "title": "学会评估评议组", "seats": 3, "people": [one.pk for one in people(cast)]}
    made: Draw = verbs.prepare(OPERATES, cast.liuzhou, {**given, **more})
    return made


def committed(cast: Cast, **more: Any) -> Draw:
    """The same, with one or two women demanded and its digest published."""
    made = prepared(cast, **more)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 1, "high": 2})
    verbs.commit(OPERATES, made, {})
    return made


def drawn(cast: Cast, witness: str = "3-5-1") -> Draw:
    """The same, drawn."""
    made = committed(cast)
    verbs.draw(OPERATES, made, {"witness": witness})
    return made
