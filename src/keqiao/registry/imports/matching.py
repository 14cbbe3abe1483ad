"""Which of the people already kept is the person of a row, if any. Preview and apply ask here alike.

An ID number decides. Without one it takes the same name and the same unit, or the same name and a birth
month known on both sides; birth dates that can't both be true always keep people apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post

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
        """Look up everybody with a name or an ID number of the rows: a few queries, however many rows.

        ``made``: people whom earlier rows of the same roster made; two rows of one roster are two people,
        or the preview would have said so.
        """
        known = cls(made=frozenset(made))
        indexes = [one for row in rows if row.id_number for one in Person.id_indexes(row.id_number)]
        for names in chunks(sorted({row.name for row in rows})):
            for person in Person.objects.filter(keeper=keeper, name__in=names):
                known._add(person)
        for chunk in chunks(indexes):
            for person in Person.objects.filter(keeper=keeper, id_index__in=chunk).exclude(id_index=""):
                known._add(person)
        known._load_dated(body)
        return known

    def match(self, row: StagedPerson) -> Match:
        """Who is meant by the row."""
        if row.id_number:
            holder = next(filter(None, map(self.by_index.get, Person.id_indexes(row.id_number))), None)
            if holder is not None:
                return Match(How.ID if holder.name == row.name else How.OTHER_NAME, holder)
        candidates = [person for person in self.by_name.get(row.name, ()) if _possible(person, row)]
        for how, hits in self._ways(row, candidates):
            if len(hits) > 1:
                return Match(How.AMBIGUOUS)
            if hits:
                return Match(how, hits[0])
        return Match(How.NEW, alike=sum(1 for person in candidates if person.birth_from and row.birth_from))

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

    def _add(self, person: Person) -> None:
        if person.pk in self.made:
            return
        if person not in self.by_name[person.name]:
            self.by_name[person.name].append(person)
        if person.id_index:
            self.by_index[person.id_index] = person

    def _load_dated(self, body: Body | None) -> None:
        people = {person.pk for people in self.by_name.values() for person in people}
        for chunk in chunks(sorted(people)):
            for work in Employment.objects.filter(person__in=chunk, ends=None).order_by("starts", "pk"):
                self.work[work.person_id] = work
            for trait in Trait.objects.filter(person__in=chunk, ends=None).order_by("starts", "pk"):
                self.traits[trait.person_id, trait.kind] = trait
            if body is not None:
                for post in Post.objects.filter(person__in=chunk, term__body=body, ends=None):
                    self.posts[post.person_id].append(post)


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
