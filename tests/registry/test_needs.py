"""Every right is said in words, and each role tells what it lets people do and see."""

from __future__ import annotations

from keqiao.kernel.access.roles import ALL_NEEDS, ROLES
from keqiao.registry.needs import OF_PEOPLE, WORDS, lets_do, lets_see, need_words, role_word


def test_every_need_is_put_into_words() -> None:
    assert not sorted(ALL_NEEDS - WORDS.keys()), "Say in registry/needs.py what these let people do."


def test_a_role_tells_what_it_lets_people_do_and_not_what_others_do() -> None:
    assert lets_do(ROLES["security_admin"]) == ["建立用户，授予、延长和收回角色"]
    assert "确认指标" in lets_do(ROLES["leader"])
    assert "确认指标" not in lets_do(ROLES["clerk"])


def test_a_role_tells_which_fields_of_people_it_shows() -> None:
    assert [word for word, shown in lets_see(ROLES["reader"]) if shown] == []
    assert ("姓名、单位和职务", True) in lets_see(ROLES["clerk"])
    assert len(lets_see(ROLES["clerk"])) == len(OF_PEOPLE)


def test_a_need_without_words_stays_as_the_code_has_it() -> None:
    assert need_words("rockets.launch") == "rockets.launch"
    assert (role_word("clerk"), role_word("pilot")) == ("经办人员", "pilot")
