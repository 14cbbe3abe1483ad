"""What a programme has come to: its records, counted by the engine like any figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError

from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.commitments import Commitment, Subject
from keqiao.plans.engine.compile import Setting, compile_commitment
from keqiao.plans.engine.days import YEAR
from keqiao.plans.engine.evaluate import Asked, answers_to, judge, leaves_of
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.figures import Board
from keqiao.plans.models import Programme
from keqiao.plans.packages.package import Package
from keqiao.plans.programmes import templates
from keqiao.plans.reports.upward import Reporting


def counted(programme: Programme, organisation: Organisation) -> Commitment | None:
    """The programme as the engine counts it; None for one that is only planned or whose settings don't fit."""
    template = templates.find(programme.template)
    if template is None:
        return None
    try:
        settings = template.settings.model_validate_json(programme.settings)
    except ValidationError:
        return None
    written = {
        "id": programme.code,
        "clause": programme.clause,
        "topic": f"programme.{programme.code}",
        "title": {"zh": programme.title, "en": programme.title_en or programme.title},
        "subject": f"{organisation.kind}@{organisation.level}",
        "measure": "count",
        "target": {"at_least": settings.at_least},
        "force": "must",
        **template.counted(settings),
    }
    if yearly(programme):
        written["where"] = _this_year(str(written.get("where", "")))
        written["due"] = f"{today() // YEAR}-12-31"
    if not written.get("where"):
        written.pop("where", None)
    made, _faults = compile_commitment(written, Setting(programme.plan, schema.all_facts()))
    return made


def programme_board(package: Package, organisation: Organisation, programmes: Iterable[Programme]) -> Board:
    """The figures of an association's programmes, in their order; those that can't be counted have none."""
    world, day = Reporting(), today()
    node = world.tree(day).nodes.get(organisation.pk)
    scope = replace(package.scope, subject=Subject(organisation.kind, organisation.level))
    this_year = replace(scope, adopted=day // YEAR * YEAR + 101)  # what is due by the year's end begins with the year
    asked = [
        Asked(made, this_year if yearly(one) else scope, day, (node,))
        for one in programmes
        if node is not None and (made := counted(one, organisation)) is not None
    ]
    answers = answers_to(asked, Scanner(world.database, schema.all_facts(), leaves_of(asked, world)))
    return Board(asked, world, answers, judge(asked, world, answers))


def yearly(programme: Programme) -> bool:
    """Whether only the records of the running year count."""
    template = templates.find(programme.template)
    if template is None or not issubclass(template.settings, templates.YearlySettings):
        return False
    return template.settings.model_validate_json(programme.settings).per == "year"


def _this_year(where: str) -> str:
    begins = f"date >= '{today() // YEAR}-01-01'"
    return f"{where} and {begins}" if where else begins
