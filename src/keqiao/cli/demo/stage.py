"""What every part of the demo works with: who acts, the day, the lots, and what stands already."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from keqiao.cli.acting import ACT
from keqiao.cli.demo.people import People
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body

CITY = "450200"
ADOPTED = dt.date(2017, 9, 29)  # the day of the plan liuzhou-2017


@dataclass
class Stage:
    """One demo being built. The same seed, size and day give the same demo."""

    size: int  # how many people in all
    seed: int
    today: dt.date
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[tuple[str, str], Body] = field(default_factory=dict)
    delegates: list[Person] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Draw the lots and the people from the seed."""
        self.act = ACT
        self.random = random.Random(self.seed)
        self.people = People(self.seed)

    @property
    def city(self) -> Organisation:
        """柳州市科协, at the centre of the demo."""
        return self.organisations[CITY]

    def counties(self) -> list[Organisation]:
        """Its county associations, in the order of their codes."""
        return self.of_kind("association", level="county")

    def societies(self) -> list[Organisation]:
        """Its societies."""
        return self.of_kind("society")

    def of_kind(self, kind: str, level: str = "") -> list[Organisation]:
        """The organisations of a kind (and level), in the order in which they were registered."""
        return [one for one in self.organisations.values() if one.kind == kind and level in ("", one.level)]

    def has_come(self, day: dt.date) -> bool:
        """Whether a day lies behind: what is still to come can't be recorded as done."""
        return day <= self.today

    def years(self) -> range:
        """The years after the plan's adoption, this year included."""
        return range(ADOPTED.year + 1, self.today.year + 1)
