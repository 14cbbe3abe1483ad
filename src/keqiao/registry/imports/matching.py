"""Which of the people already kept is the person of a row, if any. Preview and apply ask here alike.

An ID number decides. Without one it takes the same name and the same unit, or the same name and a birth
month known on both sides; birth dates that can't both be true always keep people apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings

from keqiao.kernel import seals
from keqiao.kernel.nouns.fields import earliest_first, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post

from .candidates import candidates
from .staged import StagedPerson, same_unit
from .touching import chunks

MONTH = 31  # the difference of two yyyymmdd of one month is less


class How(StrEnum):
    """What made a row somebody known, or what stands in the way."""

    NEW = "new"
    ID = "id"
    UNIT = "unit"
    BIRTH = "birth"
    POST = "post"  # the same name in the same body, and the row says neither unit nor birth
    DECIDED = "decided"  # somebody said so
    AMBIGUOUS = "ambiguous"  # several people could be meant
    OTHER_NAME = "other_name"  # the ID number belongs to somebody of another name


@dataclass(frozen=True)
class Match:
    """The person a row means; ``alike``: namesakes born in the same year, where nobody was recognised."""

    how: How
    person: Person | None = None
    alike: int = 0


@dataclass
class KnownPeople:
    """What is kept of people who could be meant by a chunk of rows."""

    made: frozenset[int] = frozenset()
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_index: dict[str, Person] = field(default_factory=dict)
    work: dict[int, Employment] = field(default_factory=dict)
    traits: dict[tuple[int, str], Trait] = field(default_factory=dict)
    posts: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def for_rows(
        cls,
        keeper: Organisation,
        body: Body | None,
        rows: Sequence[StagedPerson],
        made: Collection[int] = (),
    ) -> KnownPeople:
        """Look up everybody who may be meant by one of the rows: a few queries, however many rows.

        ``made``: people whom earlier rows of the same roster made; two rows of one roster are two people,
        or the preview would have said so.
        """
        known = cls(made=frozenset(made))
        indexes = index_all(row.id_number for row in rows)
        keys = [
            (row.name, index, row.birth_from, row.birth_to, row.unit) for row, index in zip(rows, indexes, strict=True)
        ]
        numbers = every_index(row.id_number for row in rows)
        known._load(candidates(keeper.pk, keys, numbers, everyone=body is not None))
        known._load_dated(body)
        return known

    @classmethod
    def those(cls, people: set[int]) -> KnownPeople:
        """People by their ids, with what they do now."""
        known = cls()
        known._load(people)
        known._load_dated(None)
        return known

    def may_mean(self, name: str, id_number: str) -> bool:
        """Whether a row with this name and number has to be looked at at all."""
        if name in self.by_name:
            return True
        return bool(id_number and self.by_index) and any(one in self.by_index for one in Person.id_indexes(id_number))

    def possible(self, row: StagedPerson) -> list[Person]:
        """Those of the name whom nothing rules out."""
        return [person for person in self.by_name.get(row.name, ()) if _possible(person, row)]

    def decided(self, person: int) -> Match:
        """Whom somebody said that a row means; 0: somebody new."""
        found = (one for people in self.by_name.values() for one in people if one.pk == person)
        one = next(found, None) if person else None
        return Match(How.DECIDED, one) if one is not None else Match(How.NEW)

    def match(self, row: StagedPerson) -> Match:
        """Who is meant by the row."""
        if row.id_number:
            holder = next(filter(None, map(self.by_index.get, Person.id_indexes(row.id_number))), None)
            if holder is not None:
                return Match(How.ID if holder.name == row.name else How.OTHER_NAME, holder)
        possible = self.possible(row)
        for how, hits in self._ways(row, possible):
            if len(hits) > 1:
                return Match(How.AMBIGUOUS)
            if hits:
                return Match(how, hits[0])
        return Match(How.NEW, alike=sum(1 for person in possible if person.birth_from and row.birth_from))

    def _ways(self, row: StagedPerson, candidates: list[Person]) -> Iterable[tuple[How, list[Person]]]:
        """Those whom each way of recognising finds, the surest first."""
        if row.unit:
            yield How.UNIT, [one for one in candidates if one.pk in self.work and self._in_unit(one, row.unit)]
        if _to_the_month(row.birth_from, row.birth_to):
            yield How.BIRTH, [one for one in candidates if _to_the_month(*_bounds(one))]
        if not row.unit and row.birth_from is None:
            yield How.POST, [one for one in candidates if one.pk in self.posts]

    def _in_unit(self, person: Person, unit: str) -> bool:
        return same_unit(self.work[person.pk].unit_name, unit)

    def _load(self, people: set[int]) -> None:
        for chunk in chunks(sorted(people - self.made)):
            for person in Person.objects.filter(pk__in=chunk).order_by("pk"):
                self.by_name[person.name].append(person)
                if person.id_index:
                    self.by_index[person.id_index] = person

    def _load_dated(self, body: Body | None) -> None:
        people = {person.pk for people in self.by_name.values() for person in people}
        for chunk in chunks(sorted(people)):
            for work in Employment.objects.filter(person__in=chunk, ends=None).order_by(earliest_first(), "pk"):
                self.work[work.person_id] = work
            for trait in Trait.objects.filter(person__in=chunk, ends=None).order_by(earliest_first(), "pk"):
                self.traits[trait.person_id, trait.kind] = trait
            if body is not None:
                for post in Post.objects.filter(person__in=chunk, term__body=body, ends=None):
                    self.posts[post.person_id].append(post)


def index_all(numbers: Iterable[str]) -> list[str]:
    """The blind index of each ID number under the newest key; "" for none."""
    return seals.index_all(numbers, key=settings.KEYRING.key("blind"))


def every_index(numbers: Iterable[str]) -> set[str]:
    """Under what ID numbers may be found, while keys are rotated too."""
    key = settings.KEYRING.key("blind")
    if len(key.versions) == 1:
        return set(seals.index_all(filter(None, numbers), key=key))
    return {index for number in numbers if number for index in seals.blind_indexes(number, key=key)}


def _possible(person: Person, row: StagedPerson) -> bool:
    """Neither two ID numbers nor two birth dates that contradict each other."""
    if row.id_number and person.id_index:
        return False
    first, last = _bounds(person)
    if first is None or last is None or row.birth_from is None or row.birth_to is None:
        return True
    return first <= row.birth_to and row.birth_from <= last


def _bounds(person: Person) -> tuple[int | None, int | None]:
    return (
        to_int(person.birth_from) if person.birth_from else None,
        to_int(person.birth_to) if person.birth_to else None,
    )


def _to_the_month(first: int | None, last: int | None) -> bool:
    return first is not None and last is not None and last - first < MONTH
