"""The forms of the import: which term runs, and what a new one needs."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast
from keqiao.registry.forms import TermForm, current_term, import_data

NEW = {"mode": "new_term", "number": "10", "starts": "2026-09-20", "ends": "2031-09-20", "seen": "9"}


def test_the_current_term_is_the_latest_that_began_and_has_not_ended(cast: Cast) -> None:
    assert current_term(cast.congress) == cast.term
    assert current_term(cast.congress, dt.date(2021, 11, 22)) == cast.term
    assert current_term(cast.congress, dt.date(2021, 11, 21)) is None
    assert current_term(cast.congress, cast.term.ends) is None  # type: ignore[arg-type]  # it has an end
    assert current_term(None) is None


def test_a_body_without_a_term_offers_only_a_new_one() -> None:
    form = TermForm(None)
    assert [choice.data["value"] for choice in form["mode"].subwidgets] == ["new_term"]


def test_the_next_number_is_filled_in(cast: Cast) -> None:
    assert TermForm(cast.congress).initial["number"] == 10


def test_a_new_term_gives_the_verb_number_and_days(cast: Cast) -> None:
    form = TermForm(cast.congress, NEW)
    assert form.is_valid(), form.errors
    data = import_data(form, confirm_all=True, skip_faulty=False)
    assert (data.mode, data.term, data.term_starts, data.term_ends) == (
        "new_term",
        10,
        dt.date(2026, 9, 20),
        dt.date(2031, 9, 20),
    )
    assert (data.confirm_sources, data.skip_faulty) == (True, False)


def test_completing_the_term_needs_nothing_of_a_new_one(cast: Cast) -> None:
    form = TermForm(cast.congress, {"mode": "complete", "number": "0", "starts": "?", "ends": "?", "seen": "9"})
    assert form.is_valid(), form.errors
    assert import_data(form, confirm_all=False, skip_faulty=True).mode == "complete"


@pytest.mark.parametrize(
    ("wrong", "where", "says"),
    [
        ({"number": ""}, "number", "没有填写届次"),
        ({"starts": ""}, "starts", "没有填写开始日期"),
        ({"ends": "2026-09-20"}, "ends", "届满日期应晚于开始日期"),
        ({"mode": "complete", "seen": "8"}, "mode", "当前已是第9届"),
        ({"mode": "other"}, "mode", ""),
        ({"number": "0"}, "number", ""),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(cast: Cast, wrong: dict[str, str], where: str, says: str) -> None:
    form = TermForm(cast.congress, NEW | wrong)
    assert list(form.errors) == [where]
    assert says in str(form.errors[where])


def test_a_term_that_ended_meanwhile_is_told() -> None:
    form = TermForm(None, NEW)
    assert "已经结束或被撤销" in str(form.errors["mode"])
