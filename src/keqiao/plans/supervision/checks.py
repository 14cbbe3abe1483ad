"""Verbs on inspections and their findings, on the problem log and on pilots: all of them cases."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Step, StepKind
from keqiao.plans.supervision.notes import Note, note
from keqiao.plans.supervision.tasks import (
    MANAGE,
    OpenTask,
    Parties,
    assign_parties,
    check_open,
    new_case,
    set_due_day,
    settled,
)

GOOD_PRACTICE = "good-practice"  # what a pilot that others can copy is marked with

Words = Annotated[str, Field(max_length=4000), Asked(gettext_lazy("说明"), kind="long")]


class Inspect(VerbData):
    """What is inspected, and whom it is about."""

    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("检查名称"))]
    text: Words = ""


class Find(Parties):
    """What was found, who sets it right and by when."""

    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("发现的问题"))]
    text: Words = ""
    due: Annotated[dt.date, Asked(gettext_lazy("整改时限"))]


class Rectified(VerbData):
    """What was done about it."""

    text: Annotated[str, Field(min_length=2, max_length=4000), Asked(gettext_lazy("整改情况"), kind="long")]


class RaiseProblem(OpenTask):
    """A problem, who works on it and by when."""


class Pilot(VerbData):
    """What is tried, and until when."""

    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("试点名称"))]
    text: Words = ""
    due: Annotated[dt.date | None, Asked(gettext_lazy("试点期至"))] = None


class Conclusion(VerbData):
    """What came of it; ``copyable``: whether others can do the same."""

    outcome: Annotated[str, Field(min_length=2, max_length=4000), Asked(gettext_lazy("做法和成效"), kind="long")]
    copyable: Annotated[bool, Asked(gettext_lazy("可复制推广"))] = False


@verb("supervision.inspect", does=gettext_lazy("开展了督查检查"), needs=MANAGE, on=lambda target, data: [target])
def inspect(act: Act, target: Organisation, data: Inspect) -> Case:
    """Begin an inspection."""
    made = new_case(target, CaseKind.INSPECTION, data.title, data.text, None)
    made.save()
    return made


@verb(
    "supervision.find",
    does=gettext_lazy("登记了检查发现"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def find(act: Act, target: Case, data: Find) -> Case:
    """Note what an inspection found, to be set right by a day."""
    check_open(target)
    if target.kind != CaseKind.INSPECTION:
        raise VerbError(_("只有督查检查可以登记发现的问题。"))
    made = new_case(target.organisation, CaseKind.FINDING, data.title, data.text, data.due)
    made.parent = target
    made.save()
    set_due_day(made, data.due)
    assign_parties(made, data)
    return made


@verb(
    "supervision.rectify",
    does=gettext_lazy("报告了整改"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def rectify(act: Act, target: Case, data: Rectified) -> Step:
    """Report how a finding was set right; a second person's approval settles it."""
    if target.kind != CaseKind.FINDING:
        raise VerbError(_("只有检查发现的问题需要整改。"))
    return note(act, target, Note(kind=StepKind.RESULT, text=data.text))


@verb("supervision.raise", does=gettext_lazy("登记了问题"), needs=MANAGE, on=lambda target, data: [target])
def raise_problem(act: Act, target: Organisation, data: RaiseProblem) -> Case:
    """Put a problem on the log."""
    made = new_case(target, CaseKind.PROBLEM, data.title, data.text, data.due)
    made.plan, made.clause = data.plan, data.clause
    made.save()
    set_due_day(made, data.due)
    assign_parties(made, data)
    return made


@verb("supervision.begin_pilot", does=gettext_lazy("开始了试点"), needs=MANAGE, on=lambda target, data: [target])
def begin_pilot(act: Act, target: Organisation, data: Pilot) -> Case:
    """Begin a pilot."""
    made = new_case(target, CaseKind.PILOT, data.title, data.text, data.due)
    made.save()
    set_due_day(made, data.due)
    return made


@verb(
    "supervision.conclude_pilot",
    does=gettext_lazy("总结了试点"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def conclude_pilot(act: Act, target: Case, data: Conclusion) -> Case:
    """Say what came of a pilot, and whether others can copy it."""
    check_open(target)
    if target.kind != CaseKind.PILOT:
        raise VerbError(_("只有试点可以这样总结。"))
    target.about = GOOD_PRACTICE if data.copyable else ""
    return settled(target, CaseStatus.DONE, data.outcome)
