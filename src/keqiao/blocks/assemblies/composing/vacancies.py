"""Seats that become free: what each counted towards, and the verbs on who leaves an approved list and who is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.engine.logic import YES
from keqiao.registry.refusals import check_past

from .checks import APPROVE, MANAGE, check_status, refuse_conflict, visible_person
from .counting import Gap, Reader, Row, rows, seated, standing, unit_lines
from .lists import refuse_standing
from .models import Allotment, Making, MakingStatus, Nominee, NomineeStatus, Trait


class Leave(VerbData):
    """Who (the id of the nominee) leaves the approved list, and why."""

    nominee: int
    reason: Annotated[str, Field(min_length=2, max_length=200)]


class Fill(VerbData):
    """Whose seat (the id of the nominee), who takes it (the id of their record), and who decided so, when."""

    nominee: int
    person: int
    body: Annotated[str, Field(min_length=2, max_length=120)]
    day: dt.date
    document: Annotated[str, Field(max_length=80)] = ""


@dataclass(frozen=True)
class Vacancy:
    """A free seat: who had it, which demands on the unit it counted towards, and which of these lack somebody now."""

    one: Nominee
    carried: Sequence[str]
    lacking: Sequence[str]


@verb(
    "composing.leave",
    does=gettext_lazy("登记了审定后退出"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def leave(act: Act, target: Making, data: Leave) -> Nominee:
    """Record that somebody left the approved list; their seat is free until the body that approved fills it."""
    check_status(target, MakingStatus.APPROVED)
    found = next((one for one in seated(standing(target)) if one.pk == data.nominee), None)
    if found is None:
        raise VerbError(_("所选人员不在审定的名单上，没有办理。请刷新页面后重新选择。"))
    found.status, found.left_on, found.note = NomineeStatus.LEFT, timezone.localdate(), data.reason
    found.save()
    return found


@verb(
    "composing.fill",
    does=gettext_lazy("登记了增补"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def fill(act: Act, target: Making, data: Fill) -> Nominee:
    """Put somebody in a free seat of the approved list, as the body decided; whom is for people to choose."""
    check_status(target, MakingStatus.APPROVED)
    check_past(data.day, _("审定日期"))
    seat = next((one for one in vacated(target) if one.pk == data.nominee), None)
    if seat is None:
        raise VerbError(_("所选席位没有空出，或已经补上，没有办理。请刷新页面后重新选择。"))
    person = visible_person(act, data.person)
    waiting = next((one for one in standing(target) if one.person_id == person.pk and one.substitute), None)
    if waiting is None or waiting.slate_id != seat.slate_id:
        refuse_standing(seat.slate, person)
    refuse_conflict(target, person)
    if waiting is not None:
        waiting.status, waiting.until = NomineeStatus.MOVED_UP, waiting.slate.round
        waiting.save()
    made = Nominee(slate=seat.slate, person=person, role=seat.role, delegation=seat.delegation, sector=seat.sector)
    made.since, made.added_on, made.replaces = seat.slate.round, data.day, seat
    made.note = " ".join(part for part in (data.body, data.document) if part)[:200]
    made.save()
    return made


def vacated(making: Making) -> list[Nominee]:
    """Those who left the approved list and in whose seat nobody is yet."""
    found = Nominee.objects.filter(
        slate__allotment__making=making, status=NomineeStatus.LEFT, substitute=False, replaced_by=None
    )
    return list(found.select_related("person", "slate__allotment__making").order_by("left_on", "pk"))


def vacancies(making: Making) -> list[Vacancy]:
    """The free seats of an approved list, in a fixed number of queries."""
    free = vacated(making)
    if not free:
        return []
    known, reader = rows(making, free), Reader(making.organisation_id)
    lines = {line.allotment.pk: line for line in unit_lines(making)}
    return [
        vacancy(one, known, reader, lines[one.slate.allotment_id].allotment, lines[one.slate.allotment_id].gaps)
        for one in free
    ]


def vacancy(
    one: Nominee, known: Mapping[int, Row], reader: Reader, allotment: Allotment, gaps: Sequence[Gap]
) -> Vacancy:
    """What somebody's seat counted towards of what was demanded of the unit. It says nothing about who should come."""
    carried = [
        demand.sector or _(demand.label)
        for demand in allotment.demands.all()
        if (demand.trait == Trait.SECTOR and one.sector == demand.sector)
        or (demand.trait != Trait.SECTOR and one.pk in known and reader.says(demand.trait, known[one.pk]) == YES)
    ]
    return Vacancy(one, carried, [gap.words for gap in gaps if not gap.met])
