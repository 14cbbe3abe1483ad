"""Who is selected, and how many at once."""

from __future__ import annotations

import pytest

from cast import Cast, PersonFactory
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.verbs.bulk import all_bulk_verbs
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.many import offered


def test_ticks_come_before_filters_and_nobody_beyond_reach_is_selected(cast: Cast) -> None:
    clerk, stranger = Actor(cast.clerk), PersonFactory(keeper=cast.guilin)
    ticked = [str(cast.engineer.public_id), str(stranger.public_id), "nonsense"]
    assert list(offered.selected(clerk, ticked, {"q": "亮"})) == [cast.engineer]
    assert list(offered.selected(clerk, (), {"q": "亮"})) == [cast.official]


def test_nobody_and_too_many_are_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Actor(cast.clerk)
    with pytest.raises(VerbError, match="没有选择任何人"):
        offered.numbers(offered.selected(clerk, (), {"q": "无此人"}))
    assert offered.numbers(offered.selected(clerk, (), {})) == [cast.engineer.pk, cast.official.pk]
    monkeypatch.setattr(offered, "MOST", 1)
    with pytest.raises(VerbError, match="超过1"):
        offered.numbers(offered.selected(clerk, (), {}))


def test_what_is_offered_stands_in_the_register(cast: Cast) -> None:
    assert set(offered.OFFERED) <= set(all_bulk_verbs())
    assert offered.place_for(Actor(cast.clerk)) == cast.liuzhou
    assert offered.place_for(Actor(cast.nobody)) is None
