"""Whether out of the people at hand a body can be composed so that everything demanded of it holds at once.

Unlike the smallest change of a whole body, which asks what newcomers would have to be like, this knows who there is
to choose from: those on the list and those who stand by. It counts; it names nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from keqiao.plans.solve.body import Outcome
from keqiao.plans.solve.demands import Demand
from keqiao.plans.solve.newcomers import Verdicts
from keqiao.plans.solve.program import Limit, UndecidedError, cheapest

Type = tuple[Verdicts, bool]  # people of whom every demand says the same, on the list or not


@dataclass(frozen=True)
class Person:
    """Somebody at hand: what they say of each demand, and whether they are on the list."""

    said: Verdicts
    listed: bool


@dataclass(frozen=True)
class Fits:
    """What can be done. ``changes``: so many of those who stand by come onto the list, as few as will do.

    ``conflict``: the numbers of demands that can't hold together with these people: none of them could be left out.
    """

    outcome: Outcome
    changes: int = 0
    conflict: tuple[int, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Seats, the people at hand and what is demanded.

    ``others``: what rows that stay whoever is chosen say, where demands count them too.
    """

    demands: Sequence[Demand]
    people: Sequence[Person]
    seats: int
    others: Sequence[Verdicts] = ()

    def fits(self) -> Fits:
        """Whether everything can hold, and with how few changes."""
        every = tuple(range(len(self.demands)))
        try:
            changes = self._fewest(every)
            if changes is None:
                return Fits(Outcome.CONFLICT, conflict=self._conflict(every))
        except UndecidedError:
            return Fits(Outcome.UNDECIDED)
        return Fits(Outcome.EXCHANGE if changes else Outcome.HOLDS, changes)

    def _fewest(self, chosen: Iterable[int]) -> int | None:
        """How many come onto the list at least for these demands to hold; None when they can't."""
        costs = [0 if listed else 1 for _said, listed in self._types]
        limits = [Limit(dict.fromkeys(range(len(costs)), 1), self.seats, self.seats), *self._limits(chosen)]
        found = cheapest(costs, list(self._types.values()), limits)
        return None if found is None else sum(cost * number for cost, number in zip(costs, found, strict=True))

    def _conflict(self, every: tuple[int, ...]) -> tuple[int, ...]:
        """The fewest that can't hold together: one or two where such exist, else none could be left out.

        Empty where there are too few people for the seats.
        """
        if self._fewest(()) is None:
            return ()
        for size in (1, 2):
            for chosen in combinations(every, size):
                if self._fewest(chosen) is None:
                    return chosen
        kept = every
        for one in every:
            without = tuple(other for other in kept if other != one)
            if self._fewest(without) is None:
                kept = without
        return kept

    @cached_property
    def _types(self) -> Counter[Type]:
        return Counter((one.said, one.listed) for one in self.people)

    def _limits(self, chosen: Iterable[int]) -> list[Limit]:
        """The demands as limits on how many of each type sit."""
        found = []
        for number in chosen:
            for line in self.demands[number].lines:
                weights = {place: line.weights[said[number]] for place, (said, _listed) in enumerate(self._types)}
                there = sum(line.weights[said[number]] for said in self.others)
                found.append(Limit(weights, low=line.bound - there))
        return found
