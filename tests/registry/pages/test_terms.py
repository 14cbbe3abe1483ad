"""Terms: which is current, what it is called, who is in it, and when the next begins."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from cast import Cast, PostFactory, TermFactory
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import today
from keqiao.registry.pages.terms import BodyLine, bodies_of, current, months, numbered, ordinal


def the_line(cast: Cast) -> BodyLine:
    """The congress on the city's page."""
    (found,) = bodies_of(cast.liuzhou.pk)
    return found


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "第一届"), (9, "第九届"), (10, "第十届"), (12, "第十二届"), (20, "第二十届"), (110, "第一百一十届")],
)
def test_terms_are_called_as_people_say_them(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_readers_of_english_get_digits() -> None:
    with translation.override("en"):
        assert ordinal(9) == "Term 9"


def test_a_term_is_told_with_its_months_in_the_pages_language(cast: Cast) -> None:
    assert numbered(cast.term) == "第九届 2021年11月—2099年11月"
    with translation.override("en"):
        assert numbered(cast.term) == "Term 9, November 2021 – November 2099"


def test_a_term_says_its_months_and_leaves_an_open_end_open(cast: Cast) -> None:
    assert months(cast.term) == "2021年11月—2099年11月"
    assert months(TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 1, 1), ends=None)) == "2016年1月—"


def test_the_latest_term_that_has_begun_is_current_even_past_its_planned_end(cast: Cast) -> None:
    now = from_int(today())
    begins_today = TermFactory(body=cast.congress, number=10, starts=now, ends=now + dt.timedelta(days=1))
    TermFactory(body=cast.congress, number=11, starts=now + dt.timedelta(days=1))
    assert current(cast.congress.terms.all()) == begins_today
    assert current([]) is None


def test_people_are_counted_once_and_only_while_they_hold_a_post(cast: Cast) -> None:
    PostFactory(term=cast.term, person=cast.engineer)
    PostFactory(term=cast.term, person=cast.engineer, role="chair")
    PostFactory(term=cast.term, ends=from_int(today()))
    assert the_line(cast).people == 1


def test_the_next_change_is_the_planned_end_unless_the_next_term_is_recorded(cast: Cast) -> None:
    assert (the_line(cast).term_text, the_line(cast).change_text) == ("第九届 2021年11月—2099年11月", "2099年11月22日")
    TermFactory(body=cast.congress, number=10, starts=dt.date(2098, 3, 1))
    assert the_line(cast).change_text == "2098年3月1日"


def test_a_term_past_its_planned_end_says_so(cast: Cast) -> None:
    line = BodyLine(cast.congress, TermFactory.build(body=cast.congress, ends=dt.date(2024, 1, 1)), 0, None)
    assert line.change_text == "2024年1月1日已届满"


def test_a_body_without_a_term_says_nothing(cast: Cast) -> None:
    line = BodyLine(cast.congress, None, 0, None)
    assert (line.term_text, line.change_text) == ("", "")
