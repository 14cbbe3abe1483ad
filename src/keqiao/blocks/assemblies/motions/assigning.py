"""Verbs on who works on a motion: a unit that leads, units that join; each may send a wrong assignment back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, Deadline, Party, PartyRole
from keqiao.plans.supervision.tasks import set_due_day
from keqiao.registry.refusals import organisation_by_code

from .checking import Reason
from .clocks import case_of, final_of, runs_until
from .filing import check_status
from .models import Motion, MotionStatus, Part
from .rules import MANAGE, rule_of

_BETWEEN = re.compile(r"[、，,；;\n]+")


class Assign(VerbData):
    """Who leads and who joins, by code where a unit is registered, otherwise by name."""

    lead_unit: Annotated[
        str | None,
        Asked(gettext_lazy("主办单位"), gettext_lazy("已登记的单位，由它自己的经办人员答复。"), kind="organisation"),
    ] = None
    lead: Annotated[
        str,
        Field(max_length=120),
        Asked(gettext_lazy("主办部门"), gettext_lazy("由本单位内设部门主办时填写，两项填一项。")),
    ] = ""
    joint_units: Annotated[
        list[str], Asked(gettext_lazy("会办单位"), gettext_lazy("一行一个。"), kind="organisation")
    ] = Field(default_factory=list)
    joint: Annotated[str, Field(max_length=600), Asked(gettext_lazy("会办部门"), gettext_lazy("多个用顿号分开。"))] = ""


class Extend(VerbData):
    """The new day by which it is to be answered, and why."""

    due: Annotated[dt.date, Asked(gettext_lazy("新的答复时限"))]
    reason: Annotated[str, Field(min_length=4, max_length=200), Asked(gettext_lazy("延期理由"))]


@verb("motions.assign", does=gettext_lazy("交办"), needs=MANAGE, on=lambda target, data: [target.organisation_id])
def assign(act: Act, target: Motion, data: Assign) -> Motion:
    """Say who leads and who joins. Units that stay keep what they did; one that sent it back begins anew."""
    check_status(target, MotionStatus.ACCEPTED)
    case = case_of(target)
    wanted = _wanted(data)
    for party in list(case.parties.select_related("motion_part")):
        if (party.role, party.name) not in wanted or part_of(party).refused is not None:
            _drop(party)
    there = set(case.parties.values_list("role", "name"))
    for (role, name), unit in wanted.items():
        if (role, name) not in there:
            _enter(target, case, role, name, unit)
    target.save()
    return target


@verb(
    "motions.extend",
    does=gettext_lazy("延长了答复时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def extend(act: Act, target: Motion, data: Extend) -> Motion:
    """Give more time for the answer, for a reason that those who signed read."""
    check_status(target, MotionStatus.ACCEPTED)
    case = case_of(target)
    due = final_of(target).due
    if data.due <= due:
        raise VerbError(_("新的时限应晚于现在的%(day)s。") % {"day": due.isoformat()})
    set_due_day(case, data.due)
    final = final_of(target)
    final.reason = data.reason
    final.save()
    runs_until(target, data.due)
    target.save()
    return target


@verb(
    "motions.refuse_assignment",
    does=gettext_lazy("退回了交办"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def refuse_assignment(act: Act, target: Party, data: Reason) -> Party:
    """Send back what isn't the unit's matter, within the days that the body gives for it."""
    motion, part = motion_of(target), part_of(target)
    check_status(motion, MotionStatus.ACCEPTED)
    if part.refused is not None:
        raise VerbError(_("已经退回，请等待重新交办。"))
    if not _in_time(motion, part):
        said = _("交办已超过%(days)d个工作日，不能再退回。如确需调整，请与交办单位联系。")
        raise VerbError(said % {"days": rule_of(motion.body, motion.kind).refuse_days})
    part.refused, part.reason = timezone.localdate(), data.reason
    part.save()
    return target


def may_refuse(party: Party) -> bool:
    """Whether a unit may still send an assignment back."""
    motion = Motion.objects.filter(case=party.case_id, status=MotionStatus.ACCEPTED).first()
    part = Part.objects.filter(party=party, refused=None).first()
    return motion is not None and part is not None and _in_time(motion, part)


def _in_time(motion: Motion, part: Part) -> bool:
    days = rule_of(motion.body, motion.kind).refuse_days
    return workdays_between(part.assigned, timezone.localdate()) <= days


def motion_of(party: Party) -> Motion:
    """The motion on which a unit works. Raises VerbError when it works on something else."""
    found = Motion.objects.filter(case=party.case_id).first()
    if found is None:
        raise VerbError(_("“%(case)s”不是提案建议，请在原处办理。") % {"case": party.case})
    return found


def part_of(party: Party) -> Part:
    """What a unit's part stands at. Raises VerbError when it works on something else than a motion."""
    found = Part.objects.filter(party=party).first()
    if found is None:
        raise VerbError(_("“%(case)s”不是提案建议，请在原处办理。") % {"case": party.case})
    return found


def _wanted(data: Assign) -> dict[tuple[str, str], Organisation | None]:
    if bool(data.lead_unit) == bool(data.lead):
        raise VerbError(_("主办只能有一个：请填写主办单位或主办部门中的一项。"))
    unit = organisation_by_code(data.lead_unit) if data.lead_unit else None
    wanted: dict[tuple[str, str], Organisation | None] = {
        (PartyRole.LEAD.value, unit.name if unit is not None else data.lead): unit
    }
    for one in map(organisation_by_code, data.joint_units):
        wanted[PartyRole.PARTNER.value, one.name] = one
    for name in filter(None, (one.strip()[:120] for one in _BETWEEN.split(data.joint))):
        wanted[PartyRole.PARTNER.value, name] = None
    lead = next(iter(wanted))[1]
    if (PartyRole.PARTNER.value, lead) in wanted:
        raise VerbError(_("“%(unit)s”不能既主办又会办，请删去一处。") % {"unit": lead})
    return wanted


def _enter(motion: Motion, case: Case, role: str, name: str, unit: Organisation | None) -> None:
    party = Party(case=case, role=role, name=name, unit=unit)
    party.save()
    part = Part(party=party, assigned=timezone.localdate())
    if role == PartyRole.PARTNER:
        final = case.deadlines.get(final=True)
        days = rule_of(motion.body, motion.kind).joint_days
        due = min(add_workdays(part.assigned, days), final.due)
        part.deadline = Deadline(case=case, title=_("会办意见：%(unit)s") % {"unit": name[:100]}, due=due)
        if final.paused is not None:  # it stands with the answer's clock
            part.deadline.paused, part.deadline.reason = final.paused, final.reason
        part.deadline.save()
    part.save()


def _drop(party: Party) -> None:
    part = part_of(party)
    deadline = part.deadline
    party.delete()  # the part goes with it
    if deadline is not None:
        deadline.delete()
