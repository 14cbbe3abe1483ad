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


@pytest.mark.parametrize(("text", "on"), [("1", True), ("yes", True), ("0", False), ("off", False)])
def test_a_switch_is_on_or_off(text: str, on: bool) -> None:
    assert door_rules({"KEQIAO_FIRST_PASSWORD_CHANGES": text}).first_password_changes is on


def test_networks_are_read_as_a_list() -> None:
    rules = door_rules({"KEQIAO_ADMIN_ADDRESSES": "10.1.0.0/16, 192.0.2.7,2001:db8::/32"})
    assert [str(network) for network in rules.admin_addresses] == ["10.1.0.0/16", "192.0.2.7/32", "2001:db8::/32"]


@pytest.mark.parametrize(
    "given", [{"KEQIAO_ADMIN_ADDRESSES": "10.1.0.0/99"}, {"KEQIAO_FIRST_PASSWORD_CHANGES": "perhaps"}]
)
def test_what_cannot_be_read_is_refused_by_name(given: dict[str, str]) -> None:
    with pytest.raises(DoorRuleError, match=next(iter(given))):
        door_rules(given)


def test_nothing_may_be_set_to_none_where_none_makes_sense() -> None:
    assert door_rules({"KEQIAO_PASSWORD_DAYS": "0"}).password_days == 0
