"""Whom a seat may be given to: profiles, each a few traits that whoever takes the seat must have.

A profile is only credited with what everybody who could fit it brings, so that whoever is chosen will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keqiao.plans.solve.demands import Demand

MOST = 4000  # profiles that are looked at; with more demands only complete descriptions are

Verdicts = tuple[int, ...]  # what somebody says of each demand


@dataclass(frozen=True)
class Trait:
    """What somebody must say of a demand (its number): one of these verdicts."""

    demand: int
    says: frozenset[int]


@dataclass(frozen=True)
class Profile:
    """Traits, as few as will do, and what whoever has them surely adds to each line."""

    traits: tuple[Trait, ...]
    adds: tuple[int, ...]


def profiles(people: Iterable[Verdicts], demands: Sequence[Demand]) -> list[Profile]:
    """Every description of people that is worth asking for: none asks more than another that brings as much."""
    kinds = list(dict.fromkeys(people))
    everybody = (1 << len(kinds)) - 1
    described: dict[int, tuple[Trait, ...]] = {everybody: ()}
    saying = [_saying(number, kinds) for number in range(len(demands))]
    for number, demand in enumerate(demands):
        traits = _useful(number, demand, saying[number])
        for mask, said in list(described.items()):
            for trait, fitting in traits:
                inside = mask & fitting
                if inside and inside != mask and len(described.get(inside, range(99))) > len(said) + 1:
                    described[inside] = (*said, trait)
        if len(described) > MOST:
            described = _complete(demands, kinds, saying)
            break
    found = [Profile(traits, _surely(mask, demands, saying)) for mask, traits in described.items()]
    return _undominated(found)


def adds(said: Verdicts, demands: Sequence[Demand]) -> tuple[int, ...]:
    """What somebody with these verdicts adds to each line of the demands."""
    return tuple(line.weights[one] for one, demand in zip(said, demands, strict=True) for line in demand.lines)


Saying = dict[int, int]  # by verdict the set of kinds of people who say it, as bits


def _saying(number: int, kinds: Sequence[Verdicts]) -> Saying:
    found: Saying = {}
    for place, said in enumerate(kinds):
        found[said[number]] = found.get(said[number], 0) | 1 << place
    return found


def _useful(number: int, demand: Demand, saying: Saying) -> list[tuple[Trait, int]]:
    """Verdicts that bring more than others do on some line; those that bring the same everywhere are one trait."""
    weights = {said: tuple(line.weights[said] for line in demand.lines) for said in saying}
    least = [min(column) for column in zip(*weights.values(), strict=True)]
    alike: dict[tuple[int, ...], list[int]] = {}
    for said, brings in weights.items():
        alike.setdefault(brings, []).append(said)
    return [
        (Trait(number, frozenset(verdicts)), sum(saying[one] for one in verdicts))
        for brings, verdicts in alike.items()
        if any(much > little for much, little in zip(brings, least, strict=True))
    ]


def _complete(
    demands: Sequence[Demand], kinds: Sequence[Verdicts], saying: Sequence[Saying]
) -> dict[int, tuple[Trait, ...]]:
    """Each kind of people with all traits that are of use."""
    useful = [_useful(number, demand, saying[number]) for number, demand in enumerate(demands)]
    found: dict[int, tuple[Trait, ...]] = {}
    for place in range(len(kinds)):
        traits, mask = [], (1 << len(kinds)) - 1
        for options in useful:
            for trait, fitting in options:
                if fitting >> place & 1 and mask & fitting != mask:
                    traits.append(trait)
                    mask &= fitting
        found[mask] = tuple(traits)
    return found


def _surely(mask: int, demands: Sequence[Demand], saying: Sequence[Saying]) -> tuple[int, ...]:
    found = []
    for demand, said in zip(demands, saying, strict=True):
        possible = [verdict for verdict, people in said.items() if people & mask]
        found += [min(line.weights[verdict] for verdict in possible) for line in demand.lines]
    return tuple(found)


def _undominated(found: Sequence[Profile]) -> list[Profile]:
    """Without those beside which another asks no more and brings no less."""
    kept: list[Profile] = []
    for one in sorted(found, key=lambda profile: (len(profile.traits), [-much for much in profile.adds])):
        if not any(all(a >= b for a, b in zip(other.adds, one.adds, strict=True)) for other in kept):
            kept.append(one)
    return kept
