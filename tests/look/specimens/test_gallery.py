"""What the gallery shows is complete, and its links do what they say."""

from __future__ import annotations

import pytest

from keqiao.look.specimens import figures, forms, gallery, people
from keqiao.look.statuses import STATUSES


def test_every_state_is_shown() -> None:
    assert {figure.status for figure in figures.FIGURES} == set(STATUSES)


def test_the_form_has_its_faults() -> None:
    assert set(forms.bound().errors) == {"birth", "kind"}


def test_the_page_follows_the_address() -> None:
    assert gallery.context({"page": "2"})["page"].number == 2
    assert gallery.context({"page": "x"})["page"].number == 1


@pytest.mark.parametrize(("mark", "marked"), [("", False), ("front-line", True), ("young", True), ("other", False)])
def test_a_requirement_in_the_address_marks_the_people(mark: str, marked: bool) -> None:
    assert people.chart({"mark": mark}).marked is marked


def test_the_chosen_requirement_is_the_current_one() -> None:
    assert [choice.label for choice in people.choices({"mark": "young"}) if choice.current] == ["45周岁以下"]
