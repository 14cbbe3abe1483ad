"""Writes a page of people: those who are new without a model instance for each, those who are known as rosters do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from keqiao.kernel import seals
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person, Trait, TraitKind
from keqiao.kernel.search.models import NamePair
from keqiao.kernel.search.names import noun_number, pairs
from keqiao.kernel.standards.likeness import fold_name, sound_of

from .candidates import candidates
from .matching import How, KnownPeople, every_index, index_all
from .staged import StagedPerson
from .stamps import stamps
from .writing import Entry, Keeping, unclear, write_entries

Runs = list[list[int]]
PERSON = (
    *("id", "public_id", "name", "keeper_id", "sex", "ethnicity", "birth_from", "birth_to"),
    *("id_sealed", "id_index", "synthetic", "name_key", "name_sound"),
)
WORK = (
    *("id", "public_id", "person_id", "unit_name", "position", "source_class", "leading_official"),
    *("confirmed", "confirmed_by", "confirmed_on"),
)
TRAIT = ("id", "public_id", "person_id", "kind", "value")
# Where in a staged row the dated statements stand.
TRAITS = ((13, TraitKind.POLITICAL_AFFILIATION.value), (14, TraitKind.TITLE.value), (15, TraitKind.DEGREE.value))


@dataclass
class Enrolled:
    """Who the rows of a page are (ids, in order), what undoing needs, and who was changed that was known."""

    people: list[int]
    outcome: dict[str, Any] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)


def enrol_page(
    keeping: Keeping, rows: Sequence[Sequence[Any]], decisions: Mapping[int, int], up_to: int | None
) -> Enrolled:
    """Write the people of a page. Raises VerbError when a row could be several people.

    ``decisions``: by row whom it means (0: somebody new). ``up_to``: the last person there was before the list.
    """
    indexes = index_all(row[6] for row in rows)
    known = Known.of(keeping.keeper.pk, rows, indexes, decisions, up_to)
    places = [place for place in range(len(rows)) if place not in known.matched]
    made = reserve(Person, len(places))
    people = [0] * len(rows)
    for place, pk in zip(places, made, strict=True):
        people[place] = pk
    outcome: dict[str, Any] = {"new": runs(made)}
    _insert_people(keeping, [rows[place] for place in places], [indexes[place] for place in places], made)
    _index_names([(pk, rows[place][1]) for place, pk in zip(places, made, strict=True)])
    outcome |= _insert_work(keeping, rows, places, people) | _insert_traits(rows, places, people)
    entries = known.write(keeping)
    for place, entry in entries.items():
        people[place] = entry.person.pk
    changed = [entry.person.pk for entry in entries.values() if len(entry.outcome) > 1]
    written = stamps(changed, 0)
    outcome["known"] = [
        entry.outcome | ({"stamp": written[entry.person.pk]} if entry.person.pk in written else {})
        for entry in entries.values()
    ]
    return Enrolled(people, outcome, changed)


@dataclass
class Known:
    """The rows of a page that mean somebody who is kept, by their place."""

    people: KnownPeople
    matched: dict[int, tuple[StagedPerson, Person]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        keeper: int,
        rows: Sequence[Sequence[Any]],
        indexes: Sequence[str],
        decisions: Mapping[int, int],
        up_to: int | None,
    ) -> Known:
        """Look up who is meant. Raises VerbError when a row could be several people."""
        keys = [(row[1], index, row[4], row[5], row[7]) for row, index in zip(rows, indexes, strict=True)]
        decided = {pk for row in rows if (pk := decisions.get(row[0], 0))}
        numbers = every_index(row[6] for row in rows)
        known = cls(KnownPeople.those(candidates(keeper, keys, numbers, up_to=up_to) | decided))
        if known.people.by_name:
            for place, row in enumerate(rows):
                if row[0] in decisions or known.people.may_mean(row[1], row[6]):
                    known._take(place, StagedPerson(*row[:16]), decisions)
        return known

    def _take(self, place: int, row: StagedPerson, decisions: Mapping[int, int]) -> None:
        match = self.people.decided(decisions[row.row]) if row.row in decisions else self.people.match(row)
        if match.how in (How.AMBIGUOUS, How.OTHER_NAME):
            raise unclear(row)
        if match.person is not None:
            self.matched[place] = (row, match.person)

    def write(self, keeping: Keeping) -> dict[int, Entry]:
        """Write what the rows say of those who are known."""
        entries = {place: Entry(row, person, new=False) for place, (row, person) in self.matched.items()}
        if entries:
            write_entries(keeping, self.people, list(entries.values()))
        return entries


def _insert_people(
    keeping: Keeping, rows: Sequence[Sequence[Any]], indexes: Sequence[str], made: Sequence[int]
) -> None:
    public = public_ids(len(rows))
    dashed = (f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}" for one in public)
    numbers = ((row[6], bound) for row, bound in zip(rows, dashed, strict=True))
    sealed = seals.seal_all(numbers, key=settings.KEYRING.key("seal"))
    keeper, synthetic = keeping.keeper.pk, keeping.synthetic
    insert(
        Person,
        PERSON,
        (
            (
                *(pk, public_id, row[1], keeper, row[2], row[3], row[4], row[5], closed, index, synthetic),
                *(fold_name(row[1]), sound_of(row[1])),
            )
            for pk, public_id, row, closed, index in zip(made, public, rows, sealed, indexes, strict=True)
        ),
    )


def _index_names(names: Sequence[tuple[int, str]]) -> None:
    """Make new people findable by any part of their names, as saving one by one would."""
    if "name" not in Person.searched:
        return
    noun = noun_number(Person)
    found = ((noun, pair, pk) for pk, name in names for pair in pairs(name))
    insert(NamePair, ("noun", "pair", "record"), found)


def _insert_work(
    keeping: Keeping, rows: Sequence[Sequence[Any]], places: Sequence[int], people: Sequence[int]
) -> dict[str, Runs]:
    working = [place for place in places if rows[place][7]]
    made = reserve(Employment, len(working))
    confirmed, proposed = (True, keeping.by, today()), (False, "", None)
    insert(
        Employment,
        WORK,
        (
            (
                *(pk, public, people[place], row[7], row[8], row[9], row[10]),
                *(confirmed if keeping.confirmed and row[9] and row[10] is not None else proposed),
            )
            for pk, public, place in zip(made, public_ids(len(made)), working, strict=True)
            for row in (rows[place],)
        ),
    )
    return {"work": runs(made)} if working else {}


def _insert_traits(rows: Sequence[Sequence[Any]], places: Sequence[int], people: Sequence[int]) -> dict[str, Runs]:
    said = [(people[place], kind, rows[place][at]) for place in places for at, kind in TRAITS if rows[place][at]]
    made = reserve(Trait, len(said))
    public = public_ids(len(made))
    insert(Trait, TRAIT, ((pk, one, *statement) for pk, one, statement in zip(made, public, said, strict=True)))
    return {"traits": runs(made)} if said else {}


def runs(numbers: Sequence[int]) -> Runs:
    """First and last of each row of numbers without a gap."""
    if isinstance(numbers, range):
        return [[numbers[0], numbers[-1]]] if numbers else []
    found: Runs = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def in_runs(spans: Runs) -> Iterator[int]:
    """The numbers again."""
    for first, last in spans:
        yield from range(first, last + 1)
