"""Rosters of made-up people into bodies, through the same bulk verb as every imported name list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keqiao.cli.demo.names import DELEGATIONS, SECTORS
from keqiao.cli.demo.people import LIUZHOU, Region
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.standards.ethnic import read_ethnicity
from keqiao.kernel.standards.partial import read_partial
from keqiao.registry.imports.people import ImportPeople, apply_import, import_people
from keqiao.registry.imports.staged import StagedPerson, proposal_for
from keqiao.registry.verbs.posts import form_body

SEXES = {"男": "male", "女": "female"}
FRONT = ("enterprise", "enterprise", "enterprise", "university", "institute", "rural")
OTHERS = ("government", "medical", "medical", "school", "public_institution")


@dataclass(frozen=True)
class Term:
    """A term of a body: its number, first day and planned end."""

    number: int
    starts: dt.date
    ends: dt.date


class Maker:
    """Makes people for one organisation's rosters, no two of the same name: nobody is taken for somebody else."""

    def __init__(self, stage: Stage, region: Region = LIUZHOU) -> None:
        """Begin with nobody."""
        self.stage = stage
        self.region = region
        self.names: set[str] = set()

    def several(
        self, number: int, classes: Sequence[str], young: int, years: tuple[tuple[int, int], tuple[int, int]]
    ) -> list[StagedPerson]:
        """So many people of these classes in turn; ``young`` of each three born in the later years."""
        return [
            self.one(classes[place % len(classes)], years[1] if place % 3 < young else years[0])
            for place in range(number)
        ]

    def one(self, source_class: str, years: tuple[int, int]) -> StagedPerson:
        """Somebody of a class, born in one of the years."""
        made = self.stage.people.person(source_class, years, self.region)
        while made.name in self.names:
            made = self.stage.people.person(source_class, years, self.region)
        self.names.add(made.name)
        born = read_partial(made.born, today=self.stage.today).value
        return StagedPerson(
            row=len(self.names) + 1,
            name=made.name,
            sex=SEXES[made.sex],
            ethnicity=read_ethnicity(made.ethnicity).code,
            birth_from=born.earliest,
            birth_to=born.latest,
            unit=made.unit,
            position=made.position,
            source_class=source_class,
            leading_official=bool(proposal_for(made.unit, made.position).official.leading_official),
            sector=SECTORS[source_class],
            delegation=DELEGATIONS[source_class],
        )


def body_of(stage: Stage, organisation: Organisation, kind: str) -> Body:
    """The organisation's body of that kind, formed when it isn't there yet."""
    key = organisation.code, kind
    if key not in stage.bodies:
        stage.bodies[key] = form_body(stage.act, organisation, {"kind": kind})
    return stage.bodies[key]


def seat(stage: Stage, body: Body, term: Term, people: Iterable[StagedPerson], *, sure: bool = True) -> None:
    """Open a term with these people in it; their source classes are confirmed, or wait to be."""
    opening = ImportPeople(
        mode="new_term",
        term=term.number,
        term_starts=term.starts,
        term_ends=term.ends,
        confirm_sources=sure,
        synthetic=True,
    )
    _bring(stage, body, opening, people)


def seat_unsure(stage: Stage, body: Body, term: Term, people: Iterable[StagedPerson]) -> None:
    """Add people to a term whose source classes wait to be confirmed."""
    _bring(stage, body, ImportPeople(mode="complete", term=term.number, synthetic=True), people)


def _bring(stage: Stage, body: Body, data: ImportPeople, people: Iterable[StagedPerson]) -> None:
    batch = import_people.stage(
        stage.act,
        body.organisation,
        data,
        (one.to_row() for one in people),
        target=body,
        title=f"{body}：演示名册",
    )
    apply_import(stage.act, batch)
