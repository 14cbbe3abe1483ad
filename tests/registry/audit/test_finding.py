"""What a search of the audit asks for, and who oversees all there is."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import OPERATES, Cast, user_with
from keqiao.kernel.access.rules import VISITOR, Actor
from keqiao.registry.audit.finding import Asked, Search, oversees_all


def test_a_search_says_what_narrows_it(cast: Cast) -> None:
    form = Search(Actor(cast.audit_admin), {"starts": "2026-11-01", "verb": "access.grant", "who": "", "person": "x"})
    asked = Asked.of(form)
    assert asked == Asked(starts=dt.date(2026, 11, 1), verb="access.grant")
    assert asked.said() == "starts 2026-11-01 verb access.grant"


@pytest.mark.parametrize(("on", "subtree", "all_of_it"), [("nation", True, True), ("nation", False, False)])
def test_only_who_reaches_every_organisation_oversees_all(cast: Cast, on: str, subtree: bool, all_of_it: bool) -> None:
    above = user_with("above", "audit_admin", getattr(cast, on), subtree=subtree)
    assert oversees_all(Actor(above)) == all_of_it


def test_the_operator_does_and_a_visitor_does_not(cast: Cast) -> None:
    assert oversees_all(OPERATES.actor)
    assert not oversees_all(VISITOR)
    assert not oversees_all(Actor(cast.audit_admin))
