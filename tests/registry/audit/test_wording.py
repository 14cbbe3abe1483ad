"""Codes of the audit in words; what nobody named stays as the code has it."""

from __future__ import annotations

import pytest

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.registry.audit.export import plain
from keqiao.registry.audit.wording import actor_words, field_words, record_words


def test_actors_are_called_by_name(cast: Cast) -> None:
    with ledger.exempt("given"):
        User.objects.filter(pk=cast.leader.pk).update(display_name="覃主席")
    words = actor_words(
        [f"user:{cast.clerk.pk}", f"user:{cast.leader.pk}", "operator", "visitor", "secret", "user:99999"]
    )
    assert words[f"user:{cast.clerk.pk}"] == "clerk"
    assert words[f"user:{cast.leader.pk}"] == "覃主席（leader）"
    assert [words[one] for one in ("operator", "visitor", "secret")] == ["系统运维", "访客", "不记姓名"]
    assert words["user:99999"] == "已删除的用户（user:99999）"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("people.Person:12", "人员（编号12）"),
        ("gone.Model:3", "gone.Model（编号3）"),
        ("nonsense", "nonsense（编号）"),
    ],
)
def test_a_record_is_called_by_kind_and_number(place: str, said: str) -> None:
    assert record_words(place) == said


def test_fields_are_called_as_people_call_them() -> None:
    assert field_words("people.Person:12", ["ethnicity", "public_id", "gone"]) == {
        "ethnicity": "民族",
        "public_id": "public_id",
        "gone": "gone",
    }


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    assert plain(["=1+1", "@cmd", "-2", "柳州", 7]) == ["'=1+1", "'@cmd", "'-2", "柳州", 7]
