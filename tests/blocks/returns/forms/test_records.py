"""What answers rest on beside counters: of several records the one that holds, each sort in one query."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

from django.utils import translation

from blocks.returns.sheets import form
from cast import Cast, PersonFactory, PostFactory, TermFactory, acts
from keqiao.blocks.returns import verbs
from keqiao.blocks.returns.forms.counting import Year
from keqiao.blocks.returns.forms.records import Records
from keqiao.kernel.nouns import ledger

YEAR = Year(2024)


def test_nothing_recorded_leaves_everything_empty(cast: Cast, tmp_path: Path) -> None:
    found = Records.of(form(tmp_path), cast.liuzhou, YEAR)
    assert (found.staffing, found.returned, found.holders, found.written) == ({}, {}, {}, {})
    assert (found.fields["name"], found.fields["phone"]) == (cast.liuzhou.name, "")
    assert found.fields["leading"] == cast.region.name
    assert found.fields["division_code"] == "450200"


def test_holders_are_those_of_the_latest_term_that_has_begun(cast: Cast, tmp_path: Path) -> None:
    PostFactory(term=cast.term, person=cast.engineer)
    PostFactory(term=cast.term, person=PersonFactory(name="退下"), ends=dt.date(2023, 1, 1))
    later = TermFactory(body=cast.congress, number=10, starts=dt.date(2025, 1, 1))
    PostFactory(term=later, person=PersonFactory(name="后任"))
    made = form(tmp_path)
    at = ("congress", "delegate")
    assert Records.of(made, cast.liuzhou, YEAR).holders[at] == [cast.engineer.name]
    assert Records.of(made, cast.liuzhou, Year(2025)).holders[at] == ["后任"]


def test_what_was_sent_back_answers_nothing(cast: Cast, tmp_path: Path) -> None:
    data = {"indicator": "spending", "year": 2024, "value": 1, "per": 3, "source": "决算"}
    stated = verbs.report(acts(cast.clerk), cast.liuzhou, data)
    made = form(tmp_path)
    waiting = Records.of(made, cast.liuzhou, YEAR).returned["spending"]
    assert (waiting.number, waiting.approved, waiting.record) == (Fraction(1, 3), False, stated)
    verbs.reject_return(acts(cast.leader), stated, {"reason": "来源不符"})
    assert Records.of(made, cast.liuzhou, YEAR).returned == {}


def test_an_answer_is_the_same_in_whichever_language_the_page_is_read(cast: Cast, tmp_path: Path) -> None:
    with ledger.exempt("given"):
        cast.liuzhou.founded = dt.date(1959, 5, 1)
        cast.liuzhou.save()
    with translation.override("en"):
        found = Records.of(form(tmp_path), cast.liuzhou, YEAR).fields
    assert (found["founded"], found["level"]) == ("1959年5月1日", "市级")
