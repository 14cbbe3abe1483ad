"""At start-up the verbs and facts of the blocks stand in their registers, under the names that everything else uses."""

from __future__ import annotations

import pytest
from django.apps import apps

from blocks.counting import OURS
from keqiao.kernel.access.roles import ALL_NEEDS
from keqiao.kernel.facts import schema
from keqiao.kernel.verbs.registry import all_verbs

VERBS = {
    "assemblies": ("record_meeting", "record_attendance", "withdraw_meeting", "record_duty", "withdraw_duty"),
    "places": ("open", "set_attribute", "close"),
    "activities": ("record", "withdraw"),
    "resources": ("register_title", "publish", "withdraw"),
    "calls": ("grant_award", "withdraw_award"),
    "returns": ("report", "approve", "reject"),
    "attestations": ("submit", "approve", "reject"),
    "forms": ("write", "give", "use", "map"),
}
# Of a block that is divided into rooms its own; each room's tests name theirs.
LOADED = {
    name: verb
    for name, verb in all_verbs().items()
    if (verb.__module__.startswith("keqiao.blocks.") and not verb.__module__.startswith("keqiao.blocks.assemblies."))
    or verb.__module__ == "keqiao.blocks.assemblies.verbs"
}


def test_the_verbs_are_there_and_say_what_they_do() -> None:
    assert set(LOADED) == {f"{block}.{name}" for block, names in VERBS.items() for name in names}
    assert all(verb.__doc__ and verb.schema.__doc__ and verb.needs in ALL_NEEDS for verb in LOADED.values())


def test_each_fact_tells_its_days_of_change_and_touches_models_that_exist() -> None:
    for name in OURS:
        fact = schema.get(name)
        assert fact.changes is not None
        assert fact.touches
        for label in fact.touches:
            assert apps.get_model(label)._meta.label == label


@pytest.mark.parametrize("block", [name for name in VERBS if name not in ("attestations", "forms")])
def test_no_relation_leads_from_one_block_to_another(block: str) -> None:
    for model in apps.get_app_config(block).get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                other = field.related_model.__module__
                assert other.startswith(("keqiao.kernel.", f"keqiao.blocks.{block}."))
