"""Whether the provisions of a package and its programmes hold: names that are there, settings that fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from keqiao.plans.coverage.provisions import problems_of, read_provisions
from keqiao.plans.coverage.register import features, systems
from keqiao.plans.engine.kinds import near
from keqiao.plans.packages.package import Package, ProgrammeEntry
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.programmes import templates


def problems_of_bindings(folder: Path, package: Package) -> list[Problem]:
    """Every fault of a package's programmes and of its list of provisions."""
    found = [problem for entry in package.programmes for problem in _of_programme(entry)]
    try:
        return found + problems_of(package, read_provisions(folder), features())
    except PackageError as error:
        return found + list(error.problems)


def _of_programme(entry: ProgrammeEntry) -> Iterator[Problem]:
    known = templates.known()
    if entry.template not in known:
        yield _problem(entry, f"there is no template {entry.template!r}", near(entry.template, known))
    names = [one.id for one in systems()]
    if entry.system and entry.system not in names:
        yield _problem(entry, f"there is no system {entry.system!r}", near(entry.system, names))
    template = templates.find(entry.template)
    try:
        if template is not None:
            template.settings.model_validate(entry.settings)
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join(map(str, fault["loc"]))
            yield _problem(entry, f"settings {where}: {fault['msg']}", "Correct the setting.")


def _problem(entry: ProgrammeEntry, message: str, remedy: str) -> Problem:
    return Problem(entry.file, entry.line, entry.id, message, remedy)
