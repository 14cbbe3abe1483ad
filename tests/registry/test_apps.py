"""At start-up every verb of the registry stands in the register and says what it does."""

from __future__ import annotations

from pathlib import Path

from keqiao.kernel.access.roles import ALL_NEEDS
from keqiao.kernel.verbs.bulk import all_bulk_verbs
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.registry import apps, verbs

OURS = {name: verb for name, verb in all_verbs().items() if verb.__module__.startswith("keqiao.registry.verbs.")}


def test_every_module_of_verbs_is_loaded() -> None:
    folder = Path(verbs.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(apps.VERBS)
    assert {verb.__module__.rpartition(".")[2] for verb in OURS.values()} == set(apps.VERBS)
    assert "people.import" in all_bulk_verbs()


def test_verbs_say_what_they_do() -> None:
    assert all(verb.__doc__ and verb.schema.__doc__ for verb in OURS.values())


def test_every_need_is_given_by_a_role() -> None:
    assert {verb.needs for verb in OURS.values()} <= ALL_NEEDS | {"owner", "anyone"}
