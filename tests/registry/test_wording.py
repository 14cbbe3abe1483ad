"""Codes, times and pieces of a line in words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.posts.models import Body
from keqiao.registry.facts.columns import LEVELS
from keqiao.registry.wording import body_word, choice_word, day_word, joined, source_class_word, span, word

FIRST, LAST = dt.date(2021, 11, 22), dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (FIRST, LAST, "2021年11月22日—2026年12月1日"),
        (FIRST, None, "2021年11月22日起"),
        (None, LAST, "至2026年12月1日"),
        (None, None, ""),
    ],
)
def test_a_time_says_the_ends_it_knows(starts: dt.date | None, ends: dt.date | None, said: str) -> None:
    assert span(starts, ends) == said


def test_a_day_that_is_not_known_says_nothing() -> None:
    assert (day_word(FIRST), day_word(None)) == ("2021年11月22日", "")


def test_a_code_is_said_in_the_pages_language_and_an_unknown_one_as_it_is() -> None:
    assert (word(LEVELS, "county"), word(LEVELS, "moon")) == ("县级", "moon")
    with translation.override("en"):
        assert word(LEVELS, "county") == "County"


def test_a_class_that_nobody_confirmed_says_so() -> None:
    assert (source_class_word("rural"), source_class_word("")) == ("农村", "来源类别待确认")


def test_parts_that_say_nothing_leave_no_dot() -> None:
    assert joined("2020年", "", "10元") == "2020年 · 10元"


def test_one_thing_is_called_by_its_kind_in_the_pages_language() -> None:
    assert (choice_word(OrganisationKind.SOCIETY), choice_word(Level.MUNICIPAL)) == ("学会", "市级")
    with translation.override("en"):
        assert (choice_word(OrganisationKind.SOCIETY), choice_word(Level.MUNICIPAL)) == ("Society", "Municipal")


def test_a_body_called_as_its_kind_is_said_in_the_pages_language_and_another_by_its_name() -> None:
    bodies = [Body(name="代表大会"), Body(name="青年工作委员会"), Body(name="")]
    assert [body_word(body) for body in bodies] == ["代表大会", "青年工作委员会", ""]
    with translation.override("en"):
        assert [body_word(body) for body in bodies] == ["Congress", "青年工作委员会", ""]
