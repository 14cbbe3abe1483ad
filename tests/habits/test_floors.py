"""Floors and walls: imports are import-linter's; here are its exceptions, which may only shrink, and the relations."""

from __future__ import annotations

import re

from django.apps import apps
from django.db.models import Model

from habits.source import contracts, settings, told

ALLOWED_EXCEPTIONS = {
    "keqiao.blocks.** -> keqiao.blocks.places.facade",
    "keqiao.blocks.** -> keqiao.blocks.resources.facade",
}
OUTSIDE_THE_FLOORS = {"__main__"}

_FLOORS = "Floors: imports run downward only"
_ROOMS = "Rooms of the kernel: each imports only those below it"


def test_only_the_named_exceptions_pass_a_wall() -> None:
    passed = {line for contract in contracts().values() for line in contract.get("ignore_imports", [])}
    assert passed <= ALLOWED_EXCEPTIONS, (
        f"import-linter lets pass {passed - ALLOWED_EXCEPTIONS}. The list may only shrink: "
        "move the code down a floor, or meet through facts, events or panels."
    )


def test_the_floors_and_the_kernels_rooms_are_exhaustive() -> None:
    for name in (_FLOORS, _ROOMS):
        contract = contracts()[name]
        assert contract["exhaustive"] is True, f"“{name}” has to name every package"
        assert set(contract.get("exhaustive_ignores", [])) <= OUTSIDE_THE_FLOORS
    assert settings()["tool"]["importlinter"]["root_package"] == "keqiao"


def test_no_relation_of_a_model_points_up_or_across() -> None:
    crossing = [
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("keqiao.")
        for field in model._meta.get_fields()
        if (field.many_to_one or field.many_to_many or field.one_to_one) and not field.auto_created
        if isinstance(field.related_model, type) and not may_point(model, field.related_model)
    ]
    assert not crossing, told(crossing, "A foreign key points to its own room, a lower one, or the kernel:")


def may_point(source: type[Model], target: type[Model]) -> bool:
    """Whether a model may hold a key of another."""
    here, there = place(source.__module__), place(target.__module__)
    return there is None or here is None or here[:2] == there[:2] or here[0] > there[0]


def place(name: str) -> tuple[int, str] | None:
    """Height and room of a module, higher above lower; ``None`` for packages of others."""
    parts = name.split(".")
    if parts[0] != "keqiao":
        return None
    floors, rooms = contracts()[_FLOORS]["layers"], contracts()[_ROOMS]["layers"]
    floor = height(floors, parts[1]) * 100
    if parts[1] == "kernel":
        return floor + height(rooms, parts[2]), parts[2]
    return floor, parts[2] if parts[1] == "blocks" else parts[1]


def height(layers: list[str], name: str) -> int:
    """How far above the lowest layer a package stands."""
    return next(up for up, layer in enumerate(reversed(layers)) if name in re.findall(r"\w+", layer))


def test_the_walk_tells_up_across_and_down_apart() -> None:
    down = place("keqiao.kernel.people.models")
    up = place("keqiao.kernel.posts.models")
    across = place("keqiao.blocks.places.models"), place("keqiao.blocks.calls.models")
    assert down is not None
    assert up is not None
    assert down < up
    assert across[0] != across[1]
    assert across[0] is not None
    assert across[0] > up
    assert place("django.contrib.auth.models") is None
