"""Every verb that the source declares, by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from habits.source import PACKAGE, code, module
from keqiao.kernel.verbs.bulk import BulkVerb, all_bulk_verbs
from keqiao.kernel.verbs.registry import Verb, all_verbs


@cache
def ours() -> dict[str, Verb[Any, Any, Any]]:
    """The verbs of the source, every module that may declare one loaded."""
    for path in code(PACKAGE):
        if "verbs" in path.relative_to(PACKAGE).with_suffix("").parts:
            import_module(module(path))
    return {name: verb for name, verb in all_verbs().items() if verb.__module__.startswith("keqiao.")}


def bulk() -> dict[str, BulkVerb]:
    """The bulk verbs of the source."""
    ours()
    import_module("keqiao.registry.imports.people")
    return {name: verb for name, verb in all_bulk_verbs().items() if verb.body.__module__.startswith("keqiao.")}
