"""What ``bench.lists`` measures, once Django has started."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports import running
from keqiao.registry.imports.kinds import ImportTable, kind_of
from keqiao.registry.verbs.organisations import register_root

from . import peer_import
from .measuring import Measured, once

ACT = Act(OPERATOR, "bench")


def bring_in(who: str, paths: list[Path]) -> dict[str, Any]:
    """Bring the files in one after the other. Raises RuntimeError when not everybody came in with their work."""
    data = {"code": "000000", "name": "中国科学技术协会", "kind": "association", "level": "national"}
    top = register_root(ACT, None, data)
    ways: dict[str, Callable[[Path], Any]] = {
        "ours": lambda path: _ours(path, top),
        "row_by_row": lambda path: peer_import.bring_in(peer_import.RowByRow, path, top),
        "bulk": lambda path: peer_import.bring_in(peer_import.Bulk, path, top),
    }
    done = [once(lambda path=path: ways[who](path)) for path in paths]  # type: ignore[misc]  # bound at once
    people = Person.objects.count()
    if Employment.objects.count() != people or not people:
        raise RuntimeError(f"{who}: {people} people with {Employment.objects.count()} employments")
    each = people / len(paths)
    found = {
        "people": people,
        "cpu": sum(one.cpu for one in done),
        "wall": sum(one.wall for one in done),
        "rate": people / sum(one.cpu for one in done),
        "last": each / done[-1].cpu,
    }
    if who == "ours":
        undone: Measured = once(lambda: running.take_back(ACT, done[-1].result))
        found["undone"] = (people - Person.objects.count()) / undone.cpu
    return found


def _ours(path: Path, top: Organisation) -> Batch:
    """Errors of cells keep their rows out: of a million made-up ID numbers some are given out twice."""
    kind, found = kind_of("people"), running.Found()
    seen = running.best(running.look(path, kind))
    batch = running.stage(ACT, kind, top, seen, ImportTable(filename=path.name), found, compare=False)
    return running.apply(ACT, batch)
