"""Who could be meant: people who share a key, never everybody with everybody.

Keys are the ID number, the mobile number and the sound of the name (which the same name, variant characters
and a wrong character of the same sound share). A name that very many bear is only compared where the birth year
or the unit agrees too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from keqiao.kernel.nouns.fields import latest_first
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.likeness import fold_name, fold_unit, sound_of
from keqiao.registry.directory import works_of_today
from keqiao.registry.imports.touching import chunks

from .weights import POSSIBLE, Rarity, Reason, Trace, reasons, total

MANY = 60  # people of one sound: beyond, something else has to agree
MOST = 300  # rows that are looked at for one key of one person
FIELDS = ("pk", "name", "name_key", "name_sound", "birth_from", "birth_to", "sex", "id_index", "mobile_index", "unit")


def traces_of(people: QuerySet[Person]) -> Iterator[Trace]:
    """What is compared of each, with the unit where they work today. One query."""
    work = works_of_today().filter(person=OuterRef("pk")).order_by(latest_first(), "-pk")
    found = people.annotate(unit=Subquery(work.values("unit_name")[:1])).order_by("name_sound", "pk")
    for row in found.values_list(*FIELDS).iterator(chunk_size=5000):
        pk, name, key, sound, first, last, sex, number, mobile, unit = row
        yield Trace(pk, name, key, sound, _number(first), _number(last), sex, number, mobile, unit or "")


def trace_of(person: Person, unit: str) -> Trace:
    """What is compared of somebody who isn't kept yet."""
    return Trace(
        person.pk or 0,
        person.name,
        fold_name(person.name),
        sound_of(person.name),
        _number(person.birth_from),
        _number(person.birth_to),
        person.sex,
        person.id_index,
        person.mobile_index,
        unit,
    )


def alike(one: Trace, among: QuerySet[Person], least: int = POSSIBLE) -> list[tuple[int, int, list[Reason]]]:
    """Those who may be the same as somebody, the likeliest first: their id, the points and the reasons."""
    others = {other.person: other for keyed in _keyed(one, among) for other in traces_of(keyed)}
    others.pop(one.person, None)
    rarity = rarity_of([one, *others.values()])
    weighed = [(pk, reasons(one, other, rarity)) for pk, other in others.items()]
    found = [(pk, total(why), why) for pk, why in weighed if total(why) >= least]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _keyed(one: Trace, among: QuerySet[Person]) -> Iterator[QuerySet[Person]]:
    """A question for each key, each of which an index answers."""
    for column in ("id_index", "mobile_index"):
        if value := getattr(one, column):
            yield _some(among.filter(**{column: value}))
    named = among.filter(name_sound=one.name_sound)
    yield _some(named)
    if one.birth_from is not None and one.birth_to is not None:
        yield _some(named.filter(birth_from__lte=one.birth_to, birth_to__gte=one.birth_from))
    if one.unit:
        yield _some(named.filter(employments__unit_name=one.unit))


def _some(found: QuerySet[Person]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=list(found.order_by("pk").values_list("pk", flat=True)[:MOST]))


def rarity_of(traces: Iterable[Trace]) -> Rarity:
    """How often the names of these are borne among all people: three queries for each thousand names."""
    kept = list(traces)
    by_key = _borne("name_key", {one.name_key for one in kept})
    by_sound = _borne("name_sound", {one.name_sound for one in kept})
    return Rarity(Person.objects.count(), by_key, by_sound)


def _borne(column: str, values: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(sorted(values)):
        counted = Person.objects.filter(**{f"{column}__in": chunk}).order_by().values_list(column)
        found |= dict(counted.annotate(people=Count("pk")))
    return found


def rarity_of_all(traces: Sequence[Trace]) -> Rarity:
    """The same, where everybody is at hand."""
    return Rarity(len(traces), Counter(one.name_key for one in traces), Counter(one.name_sound for one in traces))


def pairs_among(traces: Iterable[Trace]) -> Iterator[tuple[Trace, Trace]]:
    """Every two that share a key, each pair once."""
    groups: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for one in traces:
        groups["sound", one.name_sound].append(one)
        if one.id_index:
            groups["id", one.id_index].append(one)
        if one.mobile_index:
            groups["mobile", one.mobile_index].append(one)
    seen: set[tuple[int, int]] = set()
    for (kind, _key), group in groups.items():
        for first, second in _within(kind, group):
            pair = (min(first.person, second.person), max(first.person, second.person))
            if pair not in seen:
                seen.add(pair)
                yield (first, second) if first.person < second.person else (second, first)


def _within(kind: str, group: list[Trace]) -> Iterator[tuple[Trace, Trace]]:
    if kind != "sound" or len(group) <= MANY:
        yield from combinations(group[:MOST], 2)
        return
    narrower: dict[str, list[Trace]] = defaultdict(list)
    for one in group:
        if one.unit:
            narrower[f"unit {fold_unit(one.unit)}"].append(one)
        if one.birth_from is not None:
            narrower[f"born {one.birth_from // 10000}"].append(one)
    for part in narrower.values():
        yield from combinations(part[:MOST], 2)


def sharing(people: Sequence[int]) -> QuerySet[Person]:
    """These people and everybody who shares a key with one of them."""
    rows = Person.objects.filter(pk__in=people).values_list("name_sound", "id_index", "mobile_index")
    sounds, numbers, mobiles = (set(column) - {""} for column in zip(*rows, strict=True)) if rows else ((), (), ())
    return Person.objects.filter(
        Q(name_sound__in=sounds) | Q(id_index__in=numbers) | Q(mobile_index__in=mobiles) | Q(pk__in=people)
    )


def _number(day: object) -> int | None:
    return None if day is None else int(f"{day:%Y%m%d}")
