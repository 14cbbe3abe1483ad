"""What people read that somebody did."""

from __future__ import annotations

import pytest

from keqiao.kernel.verbs.bulk import all_bulk_verbs
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.kernel.verbs.words import verb_words

GENERAL = "其他办理"


def test_a_verb_is_told_by_what_it_does() -> None:
    assert verb_words("places.open") == "登记了场所"
    assert verb_words("posts.elect") == "登记了任职"


def test_every_verb_that_moves_figures_has_words_of_its_own() -> None:
    rooms = ("posts.", "people.", "organisations.", "memberships.", "money.", "places.", "activities.", "calls.")
    moving = [name for name in all_verbs() if name.startswith((*rooms, "resources.", "returns.", "attestations."))]
    assert moving
    assert [name for name in moving if str(verb_words(name)) == GENERAL] == []


def test_a_bulk_verb_is_told_when_it_is_applied_and_when_it_is_undone() -> None:
    told = {name: bulk for name, bulk in all_bulk_verbs().items() if name.startswith("people.")}
    assert told
    for name, bulk in told.items():
        assert verb_words(f"{name}.apply") == bulk.does != ""
        assert verb_words(f"{name}.undo") == bulk.undoes != ""
        assert bulk.does != bulk.undoes


@pytest.mark.parametrize("name", ["people.import.stage", "gone.by", "gone", "", "places.open.apply"])
def test_anything_else_is_told_in_a_general_word(name: str) -> None:
    assert verb_words(name) == GENERAL
