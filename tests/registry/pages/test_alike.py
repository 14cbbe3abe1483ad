"""Who is alike as a page tells it: what may not be seen isn't told by way of the points' reasons either."""

from __future__ import annotations

import datetime as dt

from cast import Cast, PersonFactory, user_with
from keqiao.kernel.access.rules import Actor
from keqiao.registry.alike.weights import Reason, Sign
from keqiao.registry.pages.alike import WORDS, compared, sides, told

BORN = {"birth_from": dt.date(1975, 6, 1), "birth_to": dt.date(1975, 6, 30)}


def test_every_sign_has_its_words() -> None:
    assert set(WORDS) == set(Sign)


def test_reasons_on_private_particulars_are_for_those_who_may_see_them() -> None:
    found = [Reason(Sign.NAME_SAME, 9), Reason(Sign.BIRTH_OTHER, -12)]
    assert [(one.words, one.points) for one in told(found, private=True)][1] == ("出生日期矛盾", "−12")
    assert len(told(found, private=False)) == 1


def test_both_sides_are_shown_as_far_as_one_may_see(cast: Cast) -> None:
    twin = PersonFactory(name="韦晓", keeper=cast.luzhai, sex="female", **BORN)
    (pair,) = compared(Actor(cast.clerk), [(cast.engineer.pk, twin.pk), (cast.engineer.pk, 0)])
    assert (pair.first.more, pair.second.keeper) == ("女 · 1975年6月", "鹿寨县科学技术协会")
    hidden = sides(Actor(user_with("some-admin", "audit_admin", cast.liuzhou)), [twin.pk])
    assert hidden[twin.pk].more == ""
