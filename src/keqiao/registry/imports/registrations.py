"""The bulk verb ``organisations.register_many``: a whole tree of organisations with what is said of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, ValidationError

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    Link,
    LinkKind,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Placement,
)
from keqiao.kernel.organisations.reach import renew
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.search.names import add_names, drop_names
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.faults import faults_told
from keqiao.registry.attributes import read_value
from keqiao.registry.refusals import day_or_today, no_division
from keqiao.registry.verbs.organisations import (
    RegisterOrganisation,
    check_code,
    check_name,
    credit_code,
)

CHUNK = 500  # values in one IN (...), rows in one INSERT
FACTS = ("organisations", "links")
DIVISION_FACTS = ("divisions", "populations")  # counted by whoever answers for a division
# By the word under which the outcomes keep the numbers; what rests on others comes last.
MADE: dict[str, type[models.Model]] = {
    "organisations": Organisation,
    "names": OrganisationName,
    "placements": Placement,
    "attributes": Attribute,
    "links": Link,
}


class RegisterMany(VerbData):
    """Nothing to say: every row says all of its organisation."""


class Tie(BaseModel):
    """A tie from the row's organisation to another, by its code."""

    model_config = ConfigDict(extra="forbid")

    kind: LinkKind
    other: str
    starts: dt.date | None = None


class OrganisationRow(RegisterOrganisation):
    """An organisation under its leading one (a code), with statements and ties that hold from ``said_from`` on."""

    leading: str
    attributes: dict[AttributeKind, str] = {}
    said_from: dt.date | None = None
    links: list[Tie] = []


def undo_registrations(act: Act, target: Organisation, data: RegisterMany, outcomes: Sequence[dict[str, Any]]) -> None:
    """Delete what was registered. Raises VerbError, and deletes nothing, when other records rest on it."""
    made = {model: [pk for outcome in outcomes for pk in outcome.get(word, ())] for word, model in MADE.items()}
    _refuse_if_rested_on(made)
    _mark(made[Organisation])
    for chunk in _chunks(made[Organisation]):
        named = Organisation.objects.filter(pk__in=chunk).values_list("pk", "name", "short_name")
        drop_names(Organisation, ((pk, names) for pk, *names in named))
    for model, numbers in reversed(made.items()):
        for chunk in _chunks(numbers):
            model._default_manager.filter(pk__in=chunk).delete()


@bulk_verb(
    "organisations.register_many",
    does=gettext_lazy("登记了一批单位"),
    undoes=gettext_lazy("撤销了一批单位的登记"),
    needs="organisations.manage",
    on=lambda target, data: [target],
    schema=RegisterMany,
    undo=undo_registrations,
)
def register_many(
    act: Act, target: Organisation, data: RegisterMany, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Register organisations below one: a row may be led by any that it leads, or by a row before it."""
    read = [_read(number, row) for number, row in enumerate(rows, start=1)]
    known = Known.of(target, read)
    _check(read, known)
    made = _organisations(read)
    known.organisations |= {one.code: one.pk for one in made}
    with_them: dict[str, Sequence[models.Model]] = {
        "names": _name(made),
        "placements": _place(read, known),
        "attributes": _say(read, known),
        "links": _tie(read, known),
    }
    _mark([one.pk for one in made])
    outcomes: list[dict[str, Any]] = [{"organisations": [one.pk]} for one in made]
    return [*outcomes, {word: [one.pk for one in records] for word, records in with_them.items()}]


@dataclass
class Known:
    """What the rows refer to: organisations and divisions by code; ``reach``: codes that may lead."""

    organisations: dict[str, int] = field(default_factory=dict)
    divisions: dict[str, list[Division]] = field(default_factory=lambda: defaultdict(list))
    reach: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, target: Organisation, rows: Sequence[OrganisationRow]) -> Known:
        """Look up everything that the rows name, and everything the target leads."""
        known = cls()
        codes = {row.code for row in rows} | {row.leading for row in rows}
        codes |= {tie.other for row in rows for tie in row.links}
        for chunk in _chunks(sorted(codes)):
            known.organisations |= dict(Organisation.objects.filter(code__in=chunk).values_list("code", "pk"))
        for chunk in _chunks(sorted({row.division for row in rows if row.division})):
            for division in Division.objects.filter(code__in=chunk):
                known.divisions[division.code].append(division)
        below = set(subtree(target.pk))
        known.reach = {code for code, pk in known.organisations.items() if pk in below}
        return known

    def division(self, row: OrganisationRow) -> Division | None:
        """The division that has the row's code on the day from which the organisation stands there."""
        day = day_or_today(row.starts)
        eras = self.divisions.get(row.division or "", ())
        return next((one for one in eras if _holds(one.starts, one.ends, day)), None)


def _holds(starts: dt.date | None, ends: dt.date | None, day: dt.date) -> bool:
    return (starts is None or starts <= day) and (ends is None or day < ends)


def _read(number: int, row: dict[str, Any]) -> OrganisationRow:
    try:
        return OrganisationRow.model_validate(row)
    except ValidationError as error:
        said = _("第%(number)s行有误，没有登记任何单位：%(faults)s。请改正后重新提交。")
        raise VerbError(said % {"number": number, "faults": faults_told(error, OrganisationRow)}) from None


def _check(rows: Sequence[OrganisationRow], known: Known) -> None:
    """Refuse what a single registration would refuse, naming the row. Nothing has been written yet."""
    twice = [code for code, times in Counter(row.code for row in rows).items() if times > 1]
    if twice:
        said = _("机构代码“%(code)s”在名单中出现了不止一次，没有登记任何单位。请每个单位只保留一行。")
        raise VerbError(said % {"code": twice[0]})
    codes = {row.code for row in rows}
    reach = set(known.reach)
    for number, row in enumerate(rows, start=1):
        try:
            _check_row(row, known, reach, codes)
        except VerbError as error:
            told = {"number": number, "why": error}
            raise VerbError(_("第%(number)s行：%(why)s没有登记任何单位。") % told) from None
        reach.add(row.code)


def _check_row(row: OrganisationRow, known: Known, reach: set[str], codes: set[str]) -> None:
    check_name(row.name)
    check_code(row.code, taken=row.code in known.organisations)
    credit_code(row.uscc)
    if row.leading not in reach:
        said = _("领导单位“%(code)s”不在办理范围内，也不在前面的行中。请核对代码，或调整各行的先后。")
        raise VerbError(said % {"code": row.leading})
    if row.division and known.division(row) is None:
        raise no_division(row.division)
    for kind, value in row.attributes.items():
        read_value(kind, value)
    for tie in row.links:
        if tie.other == row.code or (tie.other not in known.organisations and tie.other not in codes):
            said = _("“%(kind)s”所指的单位“%(code)s”不存在或就是它自己。请核对代码。")
            raise VerbError(said % {"kind": _(str(tie.kind.label)), "code": tie.other})


def _organisations(rows: Iterable[OrganisationRow]) -> list[Organisation]:
    names = {"code", "name", "short_name", "kind", "level", "founding", "founded"}
    made = [Organisation(version=1, uscc=credit_code(row.uscc), **row.model_dump(include=names)) for row in rows]
    Organisation.objects.bulk_create(made, batch_size=CHUNK)
    add_names(Organisation, ((one.pk, (one.name, one.short_name)) for one in made))
    return made


def _name(made: Iterable[Organisation]) -> list[OrganisationName]:
    return OrganisationName.objects.bulk_create(
        [
            OrganisationName(version=1, organisation=one, name=one.name, short_name=one.short_name, starts=one.founded)
            for one in made
        ],
        batch_size=CHUNK,
    )


def _place(rows: Iterable[OrganisationRow], known: Known) -> list[Placement]:
    placed = Placement.objects.bulk_create(
        [
            Placement(
                version=1,
                organisation_id=known.organisations[row.code],
                leading_id=known.organisations[row.leading],
                division=known.division(row),
                starts=row.starts,
            )
            for row in rows
        ],
        batch_size=CHUNK,
    )
    renew(one.organisation_id for one in placed)
    return placed


def _say(rows: Iterable[OrganisationRow], known: Known) -> list[Attribute]:
    return Attribute.objects.bulk_create(
        [
            Attribute(
                version=1,
                organisation_id=known.organisations[row.code],
                kind=kind,
                value=read_value(kind, value),
                starts=row.said_from,
            )
            for row in rows
            for kind, value in row.attributes.items()
        ],
        batch_size=CHUNK,
    )


def _tie(rows: Iterable[OrganisationRow], known: Known) -> list[Link]:
    return Link.objects.bulk_create(
        [
            Link(
                version=1,
                kind=tie.kind,
                source_id=known.organisations[row.code],
                target_id=known.organisations[tie.other],
                starts=tie.starts,
            )
            for row in rows
            for tie in row.links
        ],
        batch_size=CHUNK,
    )


def _mark(organisations: Sequence[int]) -> None:
    """Say which figures move: those of the organisations, of what they are tied to, and of who counts divisions."""
    running = ledger.current()
    if running is None:
        return
    touched = set(organisations)
    for chunk in _chunks(organisations):
        touched |= set(Link.objects.filter(source__in=chunk).values_list("target", flat=True))
        touched |= set(Link.objects.filter(target__in=chunk).values_list("source", flat=True))
    running.touched |= {(fact, leaf) for fact in FACTS for leaf in touched}
    if _places_associations(organisations):
        answering = Placement.objects.filter(
            division__isnull=False, organisation__kind=OrganisationKind.ASSOCIATION
        ).values_list("organisation", flat=True)
        running.touched |= {(fact, leaf) for fact in DIVISION_FACTS for leaf in set(answering)}


def _places_associations(organisations: Sequence[int]) -> bool:
    """Whether one of them is an association at a division: then another one no longer answers for it."""
    placed = Placement.objects.filter(division__isnull=False, organisation__kind=OrganisationKind.ASSOCIATION)
    return any(placed.filter(organisation__in=chunk).exists() for chunk in _chunks(organisations))


def _refuse_if_rested_on(made: Mapping[type[models.Model], Sequence[int]]) -> None:
    """Records of any room that refer to the organisations, other than what was registered with them."""
    for relation in Organisation._meta.related_objects:
        child, name = relation.related_model, relation.field.name
        own = set(made.get(child, ()))
        for chunk in _chunks(made[Organisation]):
            resting = child._base_manager.filter(**{f"{name}__in": chunk})
            first = next((one for one in resting.iterator() if one.pk not in own), None)
            if first is not None:
                said = _(
                    "这批单位后来又登记了“%(first)s”等内容，撤销会使其失去依据，所以没有撤销。请先撤销或删除后来的登记。"
                )
                raise VerbError(said % {"first": first})


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
