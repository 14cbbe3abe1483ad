"""What goes in: nominees with their values, what is demanded of the chosen, and what is wrong with either.

The same demand holds for one value (women) or for several at once (women from the front line).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

AND = " & "  # between the parts of a combination, in both columns of a file


class PoolError(Refused):
    """The nominees or the quotas can't be used as they are."""


@dataclass(frozen=True)
class Demand:
    """Of the chosen, so many have all these values: pairs of category and feature."""

    where: tuple[tuple[str, str], ...]
    low: int
    high: int

    @property
    def category(self) -> str:
        """The category, of a combination all of them."""
        return AND.join(category for category, _feature in self.where)

    @property
    def feature(self) -> str:
        """The feature, of a combination all of them."""
        return AND.join(feature for _category, feature in self.where)

    def takes(self, values: Mapping[str, str]) -> bool:
        """Whether somebody counts for it."""
        return all(values.get(category) == feature for category, feature in self.where)


@dataclass(frozen=True)
class PerUnit:
    """At most so many who have the same value in a column; an empty value is no unit."""

    column: str
    most: int


@dataclass(frozen=True)
class Pool:
    """Nominees by row, and what is demanded. ``fixed`` are chosen whatever happens, ``barred`` never."""

    people: Sequence[Mapping[str, str]]
    demands: Sequence[Demand]
    seats: int
    per_unit: PerUnit | None = None
    fixed: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    scores: Sequence[float] = field(default=())

    @property
    def eligible(self) -> list[int]:
        """The rows of those who can be chosen."""
        return [row for row in range(len(self.people)) if row not in self.barred]


def check(pool: Pool) -> None:
    """Raises PoolError for the first thing that makes the pool unusable, whatever the quotas may say."""
    if not pool.people:
        raise PoolError("people.none", _("人选名单是空的。请至少列出要选的人数。"))
    _check_demands(pool)
    _check_rows(pool)
    _check_size(pool)


def _check_demands(pool: Pool) -> None:
    columns = set().union(*(person.keys() for person in pool.people))
    for demand in pool.demands:
        named = {"category": demand.category, "feature": demand.feature}
        for category, _feature in demand.where:
            if category not in columns:
                said = _("名额要求中的类别“%(category)s”在人选名单里没有对应的列。请核对列名，或删去这条要求。")
                raise PoolError("quota.category", said, category=category)
        if not 0 <= demand.low <= demand.high:
            said = _("“%(category)s：%(feature)s”至少%(low)s人、至多%(high)s人，下限大于上限或者小于零。请核对这一条。")
            raise PoolError("quota.ends", said, **named, low=demand.low, high=demand.high)
    twice = [key for key, times in Counter(frozenset(one.where) for one in pool.demands).items() if times > 1]
    if twice:
        one = next(one for one in pool.demands if frozenset(one.where) == twice[0])
        said = _("“%(category)s：%(feature)s”的名额要求写了不止一条。请只保留一条。")
        raise PoolError("quota.twice", said, category=one.category, feature=one.feature)


def _check_rows(pool: Pool) -> None:
    for row in sorted(pool.fixed | pool.barred):
        if not 0 <= row < len(pool.people):
            said = _("人选名单里没有第%(row)s行（从0数起，共%(count)s人）。请核对行号。")
            raise PoolError("row.unknown", said, row=row, count=len(pool.people))
    both = pool.fixed & pool.barred
    if both:
        said = _("第%(row)s行（从0数起）既是必选人员又已退出。请只保留一种。")
        raise PoolError("row.both", said, row=min(both))
    if pool.per_unit is not None and pool.per_unit.column not in pool.people[0]:
        said = _("人选名单里没有“%(column)s”这一列，无法限定每个单位的人数。请核对列名。")
        raise PoolError("unit.column", said, column=pool.per_unit.column)


def _check_size(pool: Pool) -> None:
    if pool.seats < 1:
        raise PoolError("seats.none", _("要选的人数是%(seats)s，至少应为1人。"), seats=pool.seats)
    if pool.seats > len(pool.eligible):
        said = _("要选%(seats)s人，可选的只有%(count)s人。请补充人选，或减少要选的人数。")
        raise PoolError("seats.many", said, seats=pool.seats, count=len(pool.eligible))
    if len(pool.fixed) > pool.seats:
        said = _("必选人员有%(count)s人，多于要选的%(seats)s人。请减少必选人员，或增加要选的人数。")
        raise PoolError("fixed.many", said, seats=pool.seats, count=len(pool.fixed))
