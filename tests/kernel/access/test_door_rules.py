"""The rules of the door come from the environment."""

from __future__ import annotations

import pytest

from keqiao.kernel.access.door_rules import DoorRuleError, door_rules


def test_without_settings_the_defaults_hold() -> None:
    rules = door_rules({})
    assert (rules.code_minutes, rules.code_tries, rules.code_sends, rules.association) == (5, 5, 3, "")


def test_what_is_set_holds() -> None:
    rules = door_rules({"KEQIAO_CODE_SENDS": "10", "KEQIAO_ASSOCIATION": "450200"})
    assert (rules.code_sends, rules.association) == (10, "450200")


@pytest.mark.parametrize("text", ["many", "0", "-1", "1.5", "100000"])
def test_what_is_no_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(DoorRuleError, match="KEQIAO_CODE_TRIES"):
        door_rules({"KEQIAO_CODE_TRIES": text})
