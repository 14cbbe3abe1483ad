"""Goal trees (四服务, 1234): an association's own, tagged onto clauses, commitments, programmes; totals by goal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.figures import figures_of
from keqiao.plans.library import library
from keqiao.plans.supervision.ledger import Line, ledger
from keqiao.plans.supervision.models import Goal, GoalTag
from keqiao.plans.supervision.tasks import MANAGE

MOST = 200  # goals of one tree
_ABOUT = re.compile(r"^(clause|commitment|programme)/.{1,120}$")


class PlantTree(VerbData):
    """A tree as text: the first line is its name, each further line a goal, two spaces deeper for a goal below."""

    text: Annotated[
        str,
        Field(min_length=2, max_length=8000),
        Asked(
            gettext_lazy("目标树"),
            gettext_lazy("第一行是名称；以下每行一个目标，下级目标前面多空两格。"),
            kind="long",
        ),
    ]


class Rename(VerbData):
    """What the goal is called from now on."""

    title: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("目标"))]


class Tag(VerbData):
    """What serves the goal: ``clause/…``, ``commitment/…`` or ``programme/…`` of a plan."""

    plan: str
    about: list[str]


@verb("supervision.plant", does=gettext_lazy("建立了目标树"), needs=MANAGE, on=lambda target, data: [target])
def plant(act: Act, target: Organisation, data: PlantTree) -> Goal:
    """Make a goal tree of a text with indents."""
    lines = [line.rstrip() for line in data.text.replace("\t", "  ").replace("　", "  ").splitlines() if line.strip()]
    if len(lines) > MOST:
        raise VerbError(_("目标树超过%(most)s行，请分成几棵。") % {"most": MOST})
    if Goal.objects.filter(organisation=target, parent=None, title=lines[0].strip()).exists():
        raise VerbError(_("已经有名为“%(title)s”的目标树。请换一个名称。") % {"title": lines[0].strip()})
    root = _goal(target, None, lines[0])
    above: list[tuple[int, Goal]] = [(-1, root)]
    for line in lines[1:]:
        depth = len(line) - len(line.lstrip())
        while above[-1][0] >= depth:
            above.pop()
        above.append((depth, _goal(target, above[-1][1], line)))
    return root


@verb(
    "supervision.rename_goal",
    does=gettext_lazy("修改了目标"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def rename_goal(act: Act, target: Goal, data: Rename) -> Goal:
    """Call a goal otherwise."""
    target.title = data.title
    target.save()
    return target


@verb(
    "supervision.fell", does=gettext_lazy("删除了目标"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def fell(act: Act, target: Goal, data: VerbData) -> None:
    """Delete a goal with those below it and what was tagged; figures and tasks stay."""
    target.delete()


@verb(
    "supervision.tag", does=gettext_lazy("标注了目标"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def tag(act: Act, target: Goal, data: Tag) -> Goal:
    """Say what of a plan serves a goal, all of it at once: what isn't named any more loses the tag."""
    if data.plan not in library().packages:
        raise VerbError(_("没有编号为“%(plan)s”的方案。") % {"plan": data.plan})
    if wrong := next((one for one in data.about if not _ABOUT.match(one)), None):
        raise VerbError(_("“%(about)s”不是条目、任务指标或方案项目。") % {"about": wrong})
    there = {one.about: one for one in target.tags.filter(plan=data.plan)}
    for about in dict.fromkeys(data.about):
        if about not in there:
            GoalTag(goal=target, plan=data.plan, about=about).save()
    for about, one in there.items():
        if about not in data.about:
            one.delete()
    return target


@dataclass(frozen=True)
class Branch:
    """A goal with what serves it, those below included: figures by state, and tasks."""

    goal: Goal
    depth: int
    figures: Mapping[str, int]
    tasks: Sequence[Line]

    @property
    def late(self) -> int:
        """How many of the tasks are overdue."""
        return sum(line.state == "late" for line in self.tasks)

    @property
    def done(self) -> int:
        """How many of the tasks are done."""
        return sum(line.state == "done" for line in self.tasks)


def branches(organisation: Organisation) -> list[Branch]:
    """All goals of an association's trees from the top down, each with its totals; in a fixed number of queries."""
    goals = list(Goal.objects.filter(organisation=organisation).prefetch_related("tags"))
    if not goals:
        return []
    below: dict[int | None, list[Goal]] = {}
    for goal in goals:
        below.setdefault(goal.parent_id, []).append(goal)
    found: list[Branch] = []
    figures, tasks = figures_of(organisation.pk), ledger(organisation)
    clauses = {package.id: [one.number for one in package.all_clauses()] for package in library().all()}
    for root in below.get(None, ()):
        _walk(root, 0, below, figures, tasks, clauses, found)
    return found


def _walk(
    goal: Goal,
    depth: int,
    below: Mapping[int | None, Sequence[Goal]],
    figures: Sequence[Figure],
    tasks: Sequence[Line],
    clauses: Mapping[str, Sequence[str]],
    found: list[Branch],
) -> None:
    tags = {(one.plan, one.about) for here in _all(goal, below) for one in here.tags.all()}
    served = [
        one
        for one in figures
        if _serves(one.commitment.plan, one.commitment.clause, f"commitment/{one.commitment.id}", tags)
    ]
    lines = [one for one in tasks if _serves(one.case.plan, one.case.clause, one.case.about, tags)]
    found.append(Branch(goal, depth, Counter(one.status.value for one in served), lines))
    for lower in below.get(goal.pk, ()):
        _walk(lower, depth + 1, below, figures, tasks, clauses, found)


def _all(goal: Goal, below: Mapping[int | None, Sequence[Goal]]) -> list[Goal]:
    return [goal, *(one for lower in below.get(goal.pk, ()) for one in _all(lower, below))]


def _serves(plan: str, clause: str, about: str, tags: set[tuple[str, str]]) -> bool:
    """Whether it is tagged itself, or a clause that it stands under is."""
    if (plan, about) in tags:
        return True
    parts = clause.split(".")
    return any((plan, f"clause/{'.'.join(parts[:end])}") in tags for end in range(1, len(parts) + 1))


def _goal(organisation: Organisation, parent: Goal | None, line: str) -> Goal:
    made = Goal(organisation=organisation, parent=parent, title=line.strip()[:120])
    made.save()
    return made
