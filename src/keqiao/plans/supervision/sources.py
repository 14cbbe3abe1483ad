"""What of a plan becomes tasks at an association: the commitments it owes, and its programmes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.engine import days
from keqiao.plans.figures import board
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.shown import target_words


@dataclass(frozen=True)
class Source:
    """Something that wants to be a task. ``about``: ``commitment/…`` or ``programme/…``; ``due``: None is standing."""

    about: str
    clause: str
    title: str
    text: str
    due: dt.date | None


def sources(organisation: Organisation, plan: str) -> list[Source]:
    """The commitments that an association owes under a plan, and the programmes that it has switched on.

    Raises VerbError for a plan that isn't there or a draft.
    """
    try:
        package = library().plan(plan)
    except NoSuchPlan as error:
        raise VerbError(str(error)) from None
    if package.state == "draft":
        raise VerbError(_("“%(plan)s”还是草案，不产生任务。") % {"plan": package.title.zh})
    found = []
    for figure in board([package], organisations=[organisation.pk]).figures:
        made = figure.commitment
        due = days.to_date(figure.due) if figure.due is not None else None
        found.append(
            Source(
                f"commitment/{made.id}",
                made.clause,
                made.title.zh,
                _("要求：%(target)s") % {"target": target_words(made)},
                due,
            )
        )
    programmes = Programme.objects.filter(organisation=organisation, plan=plan, status=ProgrammeState.RUNNING)
    found += [Source(f"programme/{one.code}", one.clause, one.title, "", None) for one in programmes]
    if not found:
        said = _("“%(organisation)s”在这个方案中没有任务指标和方案项目，没有可以下达的任务。")
        raise VerbError(said % {"organisation": organisation})
    order = {clause.number: place for place, clause in enumerate(package.all_clauses())}
    return sorted(found, key=lambda one: order.get(one.clause, len(order)))
