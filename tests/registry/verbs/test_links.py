"""Organisations are tied to each other, and let go."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import links as verbs
from keqiao.registry.verbs import organisations
from registry.conftest import Registry, user_with


def test_a_tie_is_made_once_and_ended_once(registry: Registry) -> None:
    tie = verbs.link(registry.clerk, registry.society, {"kind": "group_member", "other": "450223-kx"})
    assert verbs.link(registry.clerk, registry.society, {"kind": "group_member", "other": "450223-kx"}) == tie
    verbs.unlink(registry.clerk, tie, {"ends": dt.date(2025, 1, 1)})
    with pytest.raises(VerbError, match="已于2025-01-01结束"):
        verbs.unlink(registry.clerk, tie)
    with pytest.raises(VerbError, match="它自己"):
        verbs.link(registry.clerk, registry.society, {"kind": "host", "other": "lz-jx"})


def test_the_agreement_is_kept_and_may_be_added_later(registry: Registry) -> None:
    tie = verbs.link(registry.clerk, registry.city, {"kind": "partner", "other": "lz-jx"})
    signed = dt.date(2024, 3, 1)
    again = {"kind": "partner", "other": "lz-jx", "title": "共建协议", "signed": signed}
    assert verbs.link(registry.clerk, registry.city, again) == tie
    tie.refresh_from_db()
    assert (tie.title, tie.signed) == ("共建协议", signed)


@pytest.mark.parametrize(
    ("relation", "ends"),
    [
        ("host", ("lz-jx", "450223-kx")),
        ("host:in", ("450223-kx", "lz-jx")),
        ("partner", ("lz-jx", "450223-kx")),
        ("group_member:in", ("450223-kx", "lz-jx")),
    ],
)
def test_people_say_what_the_other_is(registry: Registry, relation: str, ends: tuple[str, str]) -> None:
    made = verbs.relate(registry.clerk, registry.society, {"relation": relation, "other": "450223-kx"})
    assert (made.source.code, made.target.code, made.kind) == (*ends, relation.partition(":")[0])


def test_the_end_it_goes_out_from_has_to_grant_it(registry: Registry) -> None:
    clerk = user_with("clerk", registry.society, "society-clerk")
    verbs.relate(clerk, registry.society, {"relation": "host", "other": "450200"})
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        verbs.relate(clerk, registry.society, {"relation": "host:in", "other": "450200"})


def test_what_is_closed_is_tied_to_nobody(registry: Registry) -> None:
    organisations.close(registry.clerk, registry.society, {"closed": dt.date(2025, 1, 1)})
    with pytest.raises(VerbError, match="已于2025-01-01撤销"):
        verbs.link(registry.clerk, registry.city, {"kind": "contact", "other": "lz-jx"})
