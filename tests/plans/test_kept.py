"""Kept counters are answered by question, for the organisations that are asked for."""

from __future__ import annotations

import pytest

from cast import OPERATES, Cast
from keqiao.kernel.organisations.tree import today
from keqiao.plans import kept
from keqiao.plans.engine.counts import Counts
from keqiao.plans.engine.questions import Question, questions_of
from keqiao.plans.kept import Kept
from keqiao.plans.library import library
from keqiao.plans.tallies import refresh
from keqiao.registry.verbs import posts


@pytest.fixture
def question(cast: Cast) -> Question:
    """The delegates' question, counted."""
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    refresh(today())
    package = library().plan("liuzhou-2017")
    [asked] = questions_of(package.commitment("congress-delegates-front-line"), today(), package.adopted)
    return asked


def test_the_counters_of_whoever_is_asked_for(cast: Cast, question: Question) -> None:
    counted = Counts(1, 0, 0)
    assert Kept().answers([question])[question] == {(cast.liuzhou.pk, 0): counted}
    assert Kept([cast.liuzhou.pk]).answers([question])[question] == {(cast.liuzhou.pk, 0): counted}
    assert Kept([cast.guilin.pk]).answers([question])[question] == {}
    assert Kept([]).answers([question])[question] == {}


def test_of_very_many_organisations_everything_is_looked_at(
    cast: Cast, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_LEAVES", 0)
    assert (cast.liuzhou.pk, 0) in Kept([cast.liuzhou.pk]).answers([question])[question]


def test_nothing_asked_nothing_answered(db: None) -> None:
    assert Kept().answers([]) == {}
