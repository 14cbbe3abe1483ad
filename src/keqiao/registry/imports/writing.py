"""Writes a chunk of staged rows: a few statements for each table, and for each row what undoing it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post, Role, Term
from keqiao.kernel.search.names import add_names
from keqiao.kernel.verbs.contract import VerbError

from .matching import How, KnownPeople
from .staged import StagedPerson, same_unit

N = TypeVar("N", bound=Noun)
BATCH = 500
CONFIRMED = ("confirmed", "confirmed_by", "confirmed_on", "version")
PERSON_FIELDS = ("sex", "ethnicity", "birth_from", "birth_to", "id_sealed", "id_index")


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Who keeps the records, from which day new work of known people counts, whether classes are confirmed."""

    keeper: Organisation
    changes: dt.date
    confirmed: bool
    synthetic: bool
    by: str = ""  # who confirms, as the audit names an actor


@dataclass(frozen=True, kw_only=True)
class Setting(Keeping):
    """What holds for a roster beside: where people go, and as what."""

    body: Body
    term: Term
    role: Role
    starts: dt.date | None  # of the posts; None: the term's first day


@dataclass
class Entry:
    """One row on its way: who it means and what was done."""

    row: StagedPerson
    person: Person
    new: bool
    outcome: dict[str, Any] = field(default_factory=dict)


def write_rows(setting: Setting, rows: Sequence[StagedPerson], made: Collection[int] = ()) -> list[dict[str, Any]]:
    """Write a chunk of rows; an outcome for each, in order. Raises VerbError when a row can't be written.

    ``made``: people whom earlier chunks of the same roster made.
    """
    known = KnownPeople.for_rows(setting.keeper, setting.body, rows, made)
    entries = [_entry(setting, known, row) for row in rows]
    write_entries(setting, known, entries)
    _write_posts(setting, known, entries)
    return [entry.outcome for entry in entries]


def write_entries(keeping: Keeping, known: KnownPeople, entries: list[Entry]) -> None:
    """Write people with their work and traits; the outcomes say what was done. Raises VerbError for one met twice."""
    _refuse_twice(entries)
    _write_people(entries)
    _write_work(keeping, known, entries)
    _write_traits(keeping, known, entries)


def _entry(setting: Setting, known: KnownPeople, row: StagedPerson) -> Entry:
    match = known.match(row)
    if match.how is How.AMBIGUOUS or match.how is How.OTHER_NAME:
        raise unclear(row)
    if match.person is not None:
        return Entry(row, match.person, new=False)
    return Entry(row, Person(name=row.name, keeper=setting.keeper, synthetic=setting.synthetic), new=True)


def unclear(row: StagedPerson) -> VerbError:
    """What is said of a row that may mean several people."""
    said = _("第%(row)s行的“%(name)s”分不清是已有人员中的哪一位，没有导入任何一行。请补填或核对证件号码后重新导入。")
    return VerbError(said % {"row": row.row, "name": row.name})


def _refuse_twice(entries: list[Entry]) -> None:
    rows: dict[int, int] = {}
    for entry in entries:
        if not entry.new and rows.setdefault(entry.person.pk, entry.row.row) != entry.row.row:
            said = _(
                "第%(first)s行和第%(row)s行是同一位已有人员“%(name)s”，没有导入任何一行。请删去其中一行后重新导入。"
            )
            told = {"first": rows[entry.person.pk], "row": entry.row.row, "name": entry.row.name}
            raise VerbError(said % told)


def _write_people(entries: list[Entry]) -> None:
    filled = []
    for entry in entries:
        before = {name: getattr(entry.person, name) for name in PERSON_FIELDS}
        _fill(entry.person, entry.row)
        changed = {name: value for name, value in before.items() if getattr(entry.person, name) != value}
        if changed and not entry.new:
            entry.person.version += 1
            entry.outcome["filled"] = changed
            filled.append(entry.person)
    made = [entry.person for entry in entries if entry.new]
    _create(Person, made)
    add_names(Person, ((one.pk, (one.name,)) for one in made))
    Person.objects.bulk_update(filled, [*PERSON_FIELDS, "version"], batch_size=BATCH)
    for entry in entries:
        entry.outcome |= {"person": entry.person.pk} | ({"new": True} if entry.new else {})


def _fill(person: Person, row: StagedPerson) -> None:
    """Fill in what isn't known; what is known stays, except that a birth date may become more exact."""
    person.sex = person.sex or row.sex
    person.ethnicity = person.ethnicity or row.ethnicity
    if row.birth_from is not None and row.birth_to is not None:
        first, last = from_int(row.birth_from), from_int(row.birth_to)
        unknown = person.birth_from is None or person.birth_to is None
        if unknown or person.birth_from <= first <= last <= person.birth_to:  # type: ignore[operator]  # known here
            person.birth_from, person.birth_to = first, last
    if row.id_number and not person.id_index:
        person.set_id_number(row.id_number)


def _write_work(setting: Keeping, known: KnownPeople, entries: list[Entry]) -> None:
    made, closed, confirmed = [], [], []
    for entry in entries:
        row, before = entry.row, known.work.get(entry.person.pk)
        if not row.unit:
            continue
        if before is not None and _same_work(before, row):
            if setting.confirmed and not before.confirmed and _decided(before):
                _confirm(setting, before)
                before.version += 1
                entry.outcome["confirmed"] = before.pk
                confirmed.append(before)
            continue
        starts = None
        if before is not None:
            starts = _close(before, setting.changes)
            closed.append(before)
            entry.outcome["closed_work"] = before.pk
        made.append((entry, _employment(setting, entry, starts)))
    _create(Employment, [work for _entry, work in made])
    _update_ends(Employment, closed)
    Employment.objects.bulk_update(confirmed, CONFIRMED, batch_size=BATCH)
    for entry, work in made:
        entry.outcome["work"] = work.pk


def _same_work(work: Employment, row: StagedPerson) -> bool:
    return same_unit(work.unit_name, row.unit) and (not row.position or work.position == row.position)


def _employment(setting: Keeping, entry: Entry, starts: dt.date | None) -> Employment:
    row = entry.row
    made = Employment(
        person=entry.person,
        unit_name=row.unit,
        position=row.position,
        source_class=row.source_class,
        leading_official=row.leading_official,
        starts=starts,
    )
    if setting.confirmed and _decided(made):
        _confirm(setting, made)
    return made


def _confirm(setting: Keeping, work: Employment) -> None:
    work.confirmed, work.confirmed_by, work.confirmed_on = True, setting.by, timezone.localdate()


def _decided(work: Employment) -> bool:
    """Whether class and flag are both proposed, so that they can be confirmed."""
    return bool(work.source_class) and work.leading_official is not None


def _write_traits(setting: Keeping, known: KnownPeople, entries: list[Entry]) -> None:
    made, closed = [], []
    for entry in entries:
        for kind, value in entry.row.traits().items():
            before = known.traits.get((entry.person.pk, kind))
            if before is not None and before.value == value:
                continue
            starts = None
            if before is not None:
                starts = _close(before, setting.changes)
                closed.append(before)
                entry.outcome.setdefault("closed_traits", []).append(before.pk)
            made.append((entry, Trait(person=entry.person, kind=kind, value=value, starts=starts)))
    _create(Trait, [trait for _entry, trait in made])
    _update_ends(Trait, closed)
    for entry, trait in made:
        entry.outcome.setdefault("traits", []).append(trait.pk)


def _write_posts(setting: Setting, known: KnownPeople, entries: list[Entry]) -> None:
    made, moved = [], []
    for entry in entries:
        held = next((post for post in known.posts.get(entry.person.pk, ()) if _same_post(post, setting)), None)
        if held is None:
            made.append((entry, _post(setting, entry)))
            continue
        wanted = {"sector": entry.row.sector or held.sector, "delegation": entry.row.delegation or held.delegation}
        before = {name: getattr(held, name) for name in wanted if getattr(held, name) != wanted[name]}
        if before:
            held.sector, held.delegation, held.version = wanted["sector"], wanted["delegation"], held.version + 1
            entry.outcome["moved_post"] = {"post": held.pk, "before": before}
            moved.append(held)
    _create(Post, [post for _entry, post in made])
    Post.objects.bulk_update(moved, ["sector", "delegation", "version"], batch_size=BATCH)
    for entry, post in made:
        entry.outcome["post"] = post.pk


def _same_post(post: Post, setting: Setting) -> bool:
    return post.term_id == setting.term.pk and post.role == setting.role


def _post(setting: Setting, entry: Entry) -> Post:
    return Post(
        person=entry.person,
        term=setting.term,
        role=setting.role,
        sector=entry.row.sector,
        delegation=entry.row.delegation,
        starts=setting.starts,
    )


def _close(dated: Employment | Trait, day: dt.date) -> dt.date:
    """End what held before, on the day or, where it began later, at its own beginning: it then never held."""
    ends = day if dated.starts is None else max(day, dated.starts)
    dated.ends = ends
    dated.version += 1
    return ends


def _create(model: type[N], records: list[N]) -> None:
    for one in records:
        one.version = 1
    model._default_manager.bulk_create(records, batch_size=BATCH)


def _update_ends(model: type[Employment] | type[Trait], records: Sequence[Any]) -> None:
    update: Callable[..., int] = model._default_manager.bulk_update
    update(records, ["ends", "version"], batch_size=BATCH)
