"""Where a person works from a day on: used by the verbs on people and by the import alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person, SourceClass
from keqiao.kernel.standards.sectors import propose


@dataclass(frozen=True)
class Work:
    """Unit and position, and the class that somebody chose (None: propose one, to be confirmed later)."""

    unit_name: str
    position: str = ""
    unit: Organisation | None = None
    source_class: SourceClass | None = None
    leading_official: bool | None = None


def new_employment(person: Person, work: Work, starts: dt.date | None, *, by: str = "") -> Employment:
    """An unsaved employment: confirmed when a class was chosen, otherwise with the proposed class.

    ``by``: who chose, as the audit names an actor.
    """
    proposal = propose(work.unit_name, work.position)
    chosen = work.source_class is not None
    official = proposal.official.leading_official if work.leading_official is None else work.leading_official
    return Employment(
        person=person,
        unit_name=work.unit_name,
        unit=work.unit,
        position=work.position,
        source_class=work.source_class or proposal.source.source_class or "",
        leading_official=official,
        confirmed=chosen,
        confirmed_by=by if chosen else "",
        confirmed_on=timezone.localdate() if chosen else None,
        starts=starts,
    )
