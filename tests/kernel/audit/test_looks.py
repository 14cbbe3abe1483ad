"""Who saw a person's data, by which right and why; in the chain like everything else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import OPERATES, Cast, PersonFactory, user_with
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit import sealer
from keqiao.kernel.audit.looks import coarse, note_look
from keqiao.kernel.audit.models import Look, Seal, Seen
from keqiao.kernel.audit.sealer import seal_pending, verify
from keqiao.kernel.nouns import ledger

WHY = "核对代表资格"


def look_of(cast: Cast, actor: Actor, **more: Any) -> Look:
    """The engineer is looked at."""
    asked = {"what": Seen.RECORD, "why": WHY, "place": cast.liuzhou.pk} | more
    assert note_look(actor, cast.engineer.pk, **asked) == 1
    return Look.objects.latest("pk")


def test_a_look_says_who_saw_what_by_which_right_and_why(cast: Cast) -> None:
    look = look_of(cast, Actor(cast.clerk), what="identity", address="203.0.113.77")
    assert (look.actor, look.person, look.what, look.why) == (
        f"user:{cast.clerk.pk}",
        cast.engineer.pk,
        Seen.IDENTITY,
        WHY,
    )
    assert (look.role, look.organisation, look.address) == ("clerk", cast.liuzhou.pk, "203.0.113.*")


def test_a_right_from_above_is_told_as_the_upper_organisations(cast: Cast) -> None:
    assert look_of(cast, Actor(cast.clerk), place=cast.luzhai.pk).organisation == cast.liuzhou.pk


def test_of_several_rights_the_nearest_counts(cast: Cast) -> None:
    both = user_with("both", "leader", cast.liuzhou, subtree=True)
    with ledger.exempt("given"):
        both.grants.create(role="clerk", organisation=cast.luzhai)
    assert look_of(cast, Actor(both), place=cast.luzhai.pk).role == "clerk"
    assert look_of(cast, Actor(both), place=cast.liuzhou.pk).role == "leader"


def test_a_right_that_does_not_reach_there_is_not_given_as_the_reason(cast: Cast) -> None:
    look = look_of(cast, Actor(cast.county_clerk))
    assert (look.role, look.organisation) == ("", None)


def test_the_operator_leaves_a_look_too(cast: Cast) -> None:
    look = look_of(cast, OPERATES.actor)
    assert (look.actor, look.role, look.organisation) == ("operator", "operator", None)


def test_people_who_look_at_themselves_leave_none(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.clerk.person = cast.engineer
        cast.clerk.save()
    assert note_look(Actor(cast.clerk), cast.engineer.pk, what="record", why=WHY) == 0
    assert not Look.objects.exists()


@pytest.mark.parametrize("why", ["", "  "])
def test_a_look_without_a_reason_is_a_mistake_of_the_page(cast: Cast, why: str) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        note_look(Actor(cast.clerk), cast.engineer.pk, what="record", why=why)


def test_a_kind_or_a_need_that_does_not_exist_is_a_mistake_of_the_page(cast: Cast) -> None:
    with pytest.raises(ValueError, match="secrets"):
        note_look(Actor(cast.clerk), cast.engineer.pk, what="secrets", why=WHY)
    with pytest.raises(KeyError, match="gives"):
        note_look(Actor(cast.clerk), cast.engineer.pk, what="record", why=WHY, need="people.spy")


def test_a_list_is_noted_for_each_person_once_in_as_many_queries_as_one(cast: Cast) -> None:
    people = [PersonFactory(keeper=cast.liuzhou).pk for _number in range(5)]
    asked = []
    for noted in (people[:1], [*people, *people]):
        with CaptureQueriesContext(connection) as queries:
            count = note_look(Actor(cast.clerk), noted, what="export", why=WHY, place=cast.liuzhou.pk)
        asked.append((count, len(queries)))
    assert asked == [(1, asked[0][1]), (5, asked[0][1])]


def test_a_long_reason_is_cut_to_what_is_kept(cast: Cast) -> None:
    assert look_of(cast, Actor(cast.clerk), why="因" * 300).why == "因" * 200


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.*"),
        ("::ffff:203.0.113.77", "203.0.113.*"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_an_address_is_kept_coarse(address: str, kept: str) -> None:
    assert coarse(address) == kept


# In the chain


@pytest.fixture
def chain(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Look]:
    """Four looks in two seals."""
    monkeypatch.setattr(sealer, "BATCH", 2)
    looks = [look_of(cast, Actor(cast.clerk)) for _number in range(4)]
    assert seal_pending() == 4
    report = verify()
    assert (report.faults, report.seals, report.entries, report.looks) == ([], 2, 0, 4)
    return looks


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "user:99999"},
        {"person": 99999},
        {"what": "contact"},
        {"why": "改过"},
        {"role": "leader"},
        {"organisation": None},
        {"address": "198.51.100.*"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_to_a_look_is_found_in_its_batch(chain: list[Look], change: dict[str, Any]) -> None:
    Look.objects.filter(pk=chain[2].pk).update(**change)
    assert verify().faults == [f"第2批（查看记录{chain[2].pk}至{chain[3].pk}）的内容与封存时不符"]


def test_a_deleted_look_is_found(chain: list[Look]) -> None:
    chain[0].delete()
    assert "第1批封存了2条查看记录，现有1条" in verify().faults


def test_a_look_slipped_in_is_found(cast: Cast, chain: list[Look]) -> None:
    late = look_of(cast, Actor(cast.clerk))
    Look.objects.filter(pk=late.pk).update(seal=Seal.objects.get(number=1))
    assert "第1批封存了2条查看记录，现有3条" in verify().faults


def test_looks_that_wait_are_told(cast: Cast, chain: list[Look]) -> None:
    look_of(cast, Actor(cast.clerk))
    assert verify().unsealed == 1
