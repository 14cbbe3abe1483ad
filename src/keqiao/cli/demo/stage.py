"""What every part of the demo works with: who acts, the day, the lots, and what stands already."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from keqiao.cli.acting import ACT
from keqiao.cli.demo.people import People
from keqiao.cli.demo.shares import CITY, NATION, shares
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body

OF_THE_CITY = ("4502", "lz-")  # how the codes of what the city leads begin
ADOPTED = dt.date(2017, 9, 29)  # the day of the plan liuzhou-2017


@dataclass
class Stage:
    """One demo being built. The same seed, size and day give the same demo."""

    size: int  # how many people in the whole country
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
        self.shares = shares(self.size)

    @property
    def nation(self) -> Organisation:
        """中国科协, at the top of the tree."""
        return self.organisations[NATION]

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
        """The city's organisations of a kind (and level), in the order in which they were registered."""
        return self.below(OF_THE_CITY, kind, level)

    def below(self, prefixes: str | tuple[str, ...], kind: str, level: str = "") -> list[Organisation]:
        """The organisations of a kind (and level) whose codes begin so, in the order of their registration."""
        return [
            one
            for one in self.organisations.values()
            if one.code.startswith(prefixes) and one.kind == kind and level in ("", one.level)
        ]

    def known(self, codes: Iterable[str]) -> None:
        """Keep the organisations of these codes at hand."""
        found = Organisation.objects.in_bulk(list(codes), field_name="code")
        self.organisations |= {code: found[code] for code in codes}

    def has_come(self, day: dt.date) -> bool:
        """Whether a day lies behind: what is still to come can't be recorded as done."""
        return day <= self.today

    def years(self) -> range:
        """The years after the plan's adoption, this year included."""
        return range(ADOPTED.year + 1, self.today.year + 1)
