"""At start-up every verb of personal information stands in the register under its module's name."""

from __future__ import annotations

from pathlib import Path

from keqiao.kernel.verbs.registry import all_verbs
from keqiao.registry.privacy import apps, verbs

OURS = {name: verb for name, verb in all_verbs().items() if verb.__module__.startswith("keqiao.registry.privacy.")}


def test_every_module_of_verbs_is_loaded() -> None:
    folder = Path(verbs.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(apps.VERBS)
    assert {name.partition(".")[0] for name in OURS} == set(apps.VERBS)


def test_verbs_are_named_after_their_module_and_say_what_they_do() -> None:
    for name, verb in OURS.items():
        assert verb.__module__.endswith(f".{name.partition('.')[0]}")
        assert verb.__doc__
        assert verb.schema.__doc__
        assert verb.does
