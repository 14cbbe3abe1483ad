"""The smallest change of a whole body by which everything that is demanded of it holds at once.

Some seats are given to others: as few as will do, and of the newcomers as little is asked as will do. Whoever fits
what is asked, and whichever of the named seats are given, the demands hold; the unknown counts against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from keqiao.kernel.facts.schema import Fact
from keqiao.plans.engine.logic import Row
from keqiao.plans.solve.demands import Demand
from keqiao.plans.solve.newcomers import Profile, Trait, Verdicts, adds, profiles
from keqiao.plans.solve.possible import Rulebook
from keqiao.plans.solve.program import Limit, UndecidedError, cheapest

Kind = tuple[object, ...]  # what a seat stays: its values in the columns that don't change hands


class Outcome(StrEnum):
    """How a body stands."""

    HOLDS = "holds"  # everything holds already
    EXCHANGE = "exchange"  # so many seats have to be given to others
    CONFLICT = "conflict"  # with people who can exist not all of it can hold
    UNDECIDED = "undecided"  # not told in time


@dataclass(frozen=True)
class Seat:
    """A post: its number, its row of the fact, and whether it is of the body and so may be given to somebody else."""

    id: int
    row: Row
    own: bool = True


@dataclass(frozen=True)
class Newcomers:
    """So many people, in seats of a kind, who must have these traits."""

    kind: Kind
    number: int
    traits: tuple[Trait, ...]


@dataclass(frozen=True)
class Lot:
    """Any ``give`` of these seats."""

    kind: Kind
    give: int
    seats: tuple[int, ...]


@dataclass(frozen=True)
class Joint:
    """What a body needs. ``clarify``: where it isn't nought, to know so many people better could be enough by itself.

    ``rearranged``: what goes with the seats (part-time, resident) has to change too. ``conflict``: the numbers of
    demands that can't hold together, as few as there are. ``stays``: the columns whose values make a kind of seats.
    """

    outcome: Outcome
    clarify: int = 0
    seats: int = 0
    newcomers: tuple[Newcomers, ...] = ()
    lots: tuple[Lot, ...] = ()
    conflict: tuple[int, ...] = ()
    rearranged: bool = False
    stays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """Seats, what is demanded of them together, and the columns of the fact that a seat keeps whoever holds it.

    ``arranged``: columns that a seat keeps unless nothing else does.
    """

    fact: Fact
    as_of: int
    seats: Sequence[Seat]
    demands: Sequence[Demand]
    fixed: frozenset[str]
    arranged: frozenset[str] = frozenset()

    def joint(self) -> Joint:
        """The smallest change."""
        if self._short(self._all) == []:
            return Joint(Outcome.HOLDS)
        try:
            found = self._exchanged()
        except UndecidedError:
            found = Joint(Outcome.UNDECIDED)
        return replace(found, clarify=self._clarified())

    def _exchanged(self) -> Joint:
        """With seats as they are, or else arranged anew."""
        found = _Exchange(self, self.fixed | self.arranged).smallest(self._all)
        if found is None and self.arranged & {column.name for column in self.rulebook.columns}:
            found = _Exchange(self, self.fixed).smallest(self._all)
            found = None if found is None else replace(found, rearranged=True)
        return found or Joint(Outcome.CONFLICT, conflict=self._conflict())

    def _conflict(self) -> tuple[int, ...]:
        """The fewest demands that can't hold together: one or two where such exist, else none could be left out."""
        exchange = _Exchange(self, self.fixed)
        for size in (1, 2):
            for chosen in combinations(self._all, size):
                if not exchange.possible(chosen):
                    return chosen
        kept = self._all
        for one in self._all:
            without = tuple(other for other in kept if other != one)
            if not exchange.possible(without):
                kept = without
        return kept

    def _clarified(self) -> int:
        """How many people it would take to know better, if that alone could do; nought where it couldn't."""
        try:
            return _Clarified(self).fewest()
        except UndecidedError:
            return 0

    @cached_property
    def _all(self) -> tuple[int, ...]:
        return tuple(range(len(self.demands)))

    def _short(self, chosen: Iterable[int]) -> list[int]:
        """The demands that don't hold as things stand."""
        return [one for one in chosen if not self.demands[one].holds(said[one] for said in self.verdicts)]

    @cached_property
    def verdicts(self) -> list[Verdicts]:
        """What each seat says of each demand."""
        return [self.said(seat.row) for seat in self.seats]

    def said(self, row: Row) -> Verdicts:
        """What a row says of each demand."""
        return tuple(demand.verdict(row, self.as_of) for demand in self.demands)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules of all demands."""
        rules = dict.fromkeys(rule for demand in self.demands for rule in demand.rules)
        return Rulebook(self.fact, tuple(rules), self.as_of)


class _Exchange:
    """Seats given to others, in a body of which some columns stay."""

    def __init__(self, body: Body, fixed: frozenset[str]) -> None:
        self.body = body
        columns = body.rulebook.columns
        self.stays = [column for column in columns if column.name in fixed]
        self.free = [column for column in columns if column.name not in fixed]
        members: dict[tuple[bool, Kind, Verdicts], list[Seat]] = {}
        for seat, said in zip(body.seats, body.verdicts, strict=True):
            members.setdefault((seat.own, self._kind(seat.row), said), []).append(seat)
        self.groups = [_Group(*key, tuple(seats)) for key, seats in members.items()]
        self.own = [group for group in self.groups if group.own]
        self.profiles = [(kind, profile) for kind, seat in self._kinds().items() for profile in self._profiles(seat)]

    def _kind(self, row: Row) -> Kind:
        return tuple(row[name] for column in self.stays for name in (column.name,))

    def _kinds(self) -> dict[Kind, Seat]:
        return {group.kind: group.seats[0] for group in self.own}

    def _profiles(self, seat: Seat) -> list[Profile]:
        people = self.body.rulebook.rows(seat.row, self.free, anew=True)
        said = frozenset(self.body.said(row) for row in people)
        if said not in self._described:  # seats of several kinds are often open to the same people
            self._described[said] = profiles(sorted(said), self.body.demands)
        return self._described[said]

    @cached_property
    def _described(self) -> dict[frozenset[Verdicts], list[Profile]]:
        return {}

    def possible(self, chosen: Sequence[int]) -> bool:
        """Whether these demands can hold together at all."""
        return cheapest([0] * self._size, self._most, [*self._balance(), *self._limits(chosen)]) is not None

    def smallest(self, chosen: Sequence[int]) -> Joint | None:
        """As few seats as will do, as few traits of the newcomers as will do, and then seats to choose from.

        They are one lot where one is enough, or else as many as there can be.
        """
        limits = [*self._balance(), *self._limits(chosen)]
        given = [1] * len(self.own) + [0] * len(self.profiles)
        found = cheapest(given, self._most, limits)
        if found is None:
            return None
        limits.append(_exactly(given, found))
        asked = [0] * len(self.own) + [len(profile.traits) for _kind, profile in self.profiles]
        found = cheapest(asked, self._most, limits) or found
        if lot := self._one_lot(found, chosen):
            return self._told(found, [lot])
        limits.append(_exactly(asked, found))
        choice = [-sum(len(other.seats) for other in self._lot(group)) for group in self.own]
        found = cheapest([*choice, *[0] * len(self.profiles)], self._most, limits) or found
        return self._told(found, self._lots(found))

    def _one_lot(self, found: Sequence[int], chosen: Sequence[int]) -> Lot | None:
        """The largest lot that alone is enough for these newcomers: any so many of it can be given."""
        given = {group.kind for group, number in zip(self.own, found, strict=False) if number}
        if len(given) != 1:
            return None
        number = sum(found[: len(self.own)])
        lots = [(group, self._seats(group)) for group in self.own if group.kind in given]
        for group, seats in sorted(lots, key=lambda lot: -len(lot[1])):
            instead = [*(number * (other is group) for other in self.own), *found[len(self.own) :]]
            if len(seats) >= number and all(limit.holds(instead) for limit in self._limits(chosen)):
                return Lot(group.kind, number, seats)
        return None

    def _lots(self, found: Sequence[int]) -> list[Lot]:
        lots: Counter[tuple[Kind, tuple[int, ...]]] = Counter()
        for group, number in zip(self.own, found, strict=False):
            lots[group.kind, self._seats(group)] += number
        return [Lot(kind, give, seats) for (kind, seats), give in lots.items() if give]

    def _seats(self, group: _Group) -> tuple[int, ...]:
        return tuple(sorted(seat.id for other in self._lot(group) for seat in other.seats))

    def _told(self, found: Sequence[int], lots: Sequence[Lot]) -> Joint:
        coming: Counter[tuple[Kind, tuple[Trait, ...]]] = Counter()
        for (kind, profile), number in zip(self.profiles, found[len(self.own) :], strict=True):
            coming[kind, profile.traits] += number
        return Joint(
            Outcome.EXCHANGE,
            seats=sum(lot.give for lot in lots),
            newcomers=tuple(Newcomers(kind, number, traits) for (kind, traits), number in coming.items() if number),
            lots=tuple(lots),
            stays=tuple(column.name for column in self.stays),
        )

    def _lot(self, group: _Group) -> list[_Group]:
        """The seats that can be given instead: of the same kind, none adding more to any line."""
        most = self._adds[group]
        return [
            other
            for other in self.own
            if other.kind == group.kind and all(a <= b for a, b in zip(self._adds[other], most, strict=True))
        ]

    @cached_property
    def _adds(self) -> dict[_Group, tuple[int, ...]]:
        return {group: adds(group.said, self.body.demands) for group in self.groups}

    @property
    def _size(self) -> int:
        return len(self.own) + len(self.profiles)

    @cached_property
    def _most(self) -> list[int]:
        sizes = Counter[Kind]()
        for group in self.own:
            sizes[group.kind] += len(group.seats)
        return [*(len(group.seats) for group in self.own), *(sizes[kind] for kind, _profile in self.profiles)]

    def _balance(self) -> list[Limit]:
        """Of each kind of seats as many are taken as are given."""
        found = []
        for kind in self._kinds():
            weights = {n: -1 for n, group in enumerate(self.own) if group.kind == kind}
            weights |= {len(self.own) + n: 1 for n, (its, _profile) in enumerate(self.profiles) if its == kind}
            found.append(Limit(weights, 0, 0))
        return found

    def _limits(self, chosen: Sequence[int]) -> list[Limit]:
        """Each line of the demands after the exchange."""
        found, place = [], 0
        for number, demand in enumerate(self.body.demands):
            for line in demand.lines:
                if number in chosen:
                    has = sum(self._adds[group][place] * len(group.seats) for group in self.groups)
                    weights = {n: -self._adds[group][place] for n, group in enumerate(self.own)}
                    offset = len(self.own)
                    weights |= {offset + n: profile.adds[place] for n, (_kind, profile) in enumerate(self.profiles)}
                    found.append(Limit(weights, line.bound - has))
                place += 1
        return found


@dataclass(frozen=True)
class _Group:
    """Seats of one kind that say the same of every demand."""

    own: bool
    kind: Kind
    said: Verdicts
    seats: tuple[Seat, ...]

    def __hash__(self) -> int:
        return hash((self.own, self.kind, self.said))


def _exactly(weights: Sequence[int], values: Sequence[int]) -> Limit:
    """That a sum stays what it is for these values."""
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return Limit(dict(enumerate(weights)), total, total)


class _Clarified:
    """People of whom something isn't known, each with everything they could turn out to be."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.turned: dict[tuple[object, ...], frozenset[Verdicts]] = {}
        said = Counter[tuple[Verdicts, frozenset[Verdicts]]]()
        for seat, stands in zip(body.seats, body.verdicts, strict=True):
            said[stands, self._could_be(seat.row) if seat.own else frozenset()] += 1
        self.people = list(said.items())
        self.turns = [(n, one) for n, ((_stands, could), _number) in enumerate(self.people) for one in sorted(could)]

    def _could_be(self, row: Row) -> frozenset[Verdicts]:
        unknown = self.body.rulebook.open(row)
        if not unknown:
            return frozenset()
        pattern = self.body.rulebook.pattern(row)
        if pattern not in self.turned:
            could = (self.body.said(one) for one in self.body.rulebook.rows(row, unknown))
            self.turned[pattern] = frozenset(could) - {self.body.said(row)}
        return self.turned[pattern]

    def fewest(self) -> int:
        """The fewest people who, known better, could make everything hold."""
        limits, place = [], 0
        stands = [adds(said, self.body.demands) for (said, _could), _number in self.people]
        turned = [adds(said, self.body.demands) for _group, said in self.turns]
        for demand in self.body.demands:
            for line in demand.lines:
                has = sum(adding[place] * number for adding, (_said, number) in zip(stands, self.people, strict=True))
                weights = {
                    n: adding[place] - stands[group][place]
                    for n, (adding, (group, _said)) in enumerate(zip(turned, self.turns, strict=True))
                }
                limits.append(Limit(weights, line.bound - has))
                place += 1
        for group, (_said, number) in enumerate(self.people):
            limits.append(Limit({n: 1 for n, (its, _one) in enumerate(self.turns) if its == group}, high=number))
        sizes = [self.people[group][1] for group, _said in self.turns]
        found = cheapest([1] * len(self.turns), sizes, limits)
        return sum(found) if found else 0
