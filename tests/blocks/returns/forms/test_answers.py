"""Each kind of line is answered by what is recorded, and a missing answer says why."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blocks.returns.sheets import LINES, activity, form, funded, joined
from cast import Cast, OrganisationFactory, PostFactory, acts
from keqiao.blocks.returns import verbs as returns
from keqiao.blocks.returns.forms.answers import Answer, Lack, State, answers, in_digits
from keqiao.blocks.returns.forms.counting import Year
from keqiao.blocks.returns.forms.form import Form
from keqiao.blocks.returns.forms.library import forms
from keqiao.blocks.returns.models import Written
from keqiao.kernel.nouns import ledger
from keqiao.kernel.offices.models import Staffing


def day(month: int, number: int, year: int = 2024) -> dt.date:
    return dt.date(year, month, number)


def one(made: Form, cast: Cast, line: str, year: int = 2024, **more: Any) -> Answer:
    return answers(made, cast.liuzhou, year, **more).by_line[line]


def test_what_the_register_says(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    assert one(made, cast, "name").text == "柳州市科学技术协会"
    assert (one(made, cast, "uscc").state, one(made, cast, "uscc").lack) == (State.MISSING, Lack.NO_FIELD)


def test_nothing_recorded_is_no_nought(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    assert (one(made, cast, "lectures").text, one(made, cast, "lectures").lack) == ("", Lack.NO_ROWS)
    activity(cast, day(5, 1), kind="training")
    assert one(made, cast, "lectures").text == "0"
    assert one(made, cast, "all").text == "1"


def test_a_year_begins_and_ends_on_its_days(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    for date in (day(12, 31, 2023), day(1, 1), day(12, 31), day(1, 1, 2025)):
        activity(cast, date)
    assert [one(made, cast, "all", year).text for year in (2022, 2023, 2024, 2025)] == ["", "1", "2", "1"]


def test_what_does_not_tell_is_said_and_not_counted(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    activity(cast, day(5, 1), audience="youth")
    activity(cast, day(5, 2))
    found = one(made, cast, "youth")
    assert (found.state, found.lack, found.text, found.unclear) == (State.PARTLY, Lack.UNCLEAR, "1", 1)
    total = one(made, cast, "both")
    assert (total.text, total.state, total.parts) == ("3", State.PARTLY, ("7",))


def test_a_total_of_what_is_missing_is_missing(cast: Cast, tmp_path: Path) -> None:
    found = one(form(tmp_path), cast, "both")
    assert (found.state, found.lack, found.parts) == (State.MISSING, Lack.PARTS, ("6", "7"))


def test_money_stands_in_the_forms_unit(cast: Cast, tmp_path: Path) -> None:
    funded(cast, 2024, 123_456_700)
    funded(cast, 2023, 1)
    found = one(form(tmp_path), cast, "money")
    assert (found.text, found.number) == ("123.4567", Fraction(1234567, 10000))


def test_names_are_for_those_who_may_see_them(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    assert one(made, cast, "chair", names=True).lack is Lack.NO_HOLDER
    PostFactory(person=cast.engineer, term=cast.term)
    assert one(made, cast, "chair", names=True).text == cast.engineer.name
    hidden = one(made, cast, "chair")
    assert (hidden.text, hidden.state) == ("", State.HIDDEN)
    assert one(made, cast, "chair", 2020, names=True).lack is Lack.NO_HOLDER


def test_staff_are_as_at_the_end_of_the_year(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    with ledger.exempt("given"):
        Staffing(organisation=cast.liuzhou, kind="in_post", number=7, starts=day(7, 1)).save()
    assert one(made, cast, "staff").text == "7"
    assert one(made, cast, "staff", 2023).lack is Lack.NO_STAFFING


def test_a_reported_number_waits_for_a_second_person(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    assert one(made, cast, "spent").lack is Lack.NO_RETURN
    data = {"indicator": "spending", "year": 2024, "value": 12_345, "source": "决算"}
    stated = returns.report(acts(cast.clerk), cast.liuzhou, data)
    assert (one(made, cast, "spent").state, one(made, cast, "spent").text) == (State.WAITING, "")
    returns.approve_return(acts(cast.leader), stated)
    assert one(made, cast, "spent").text == "123.45"
    again = returns.report(acts(cast.clerk), cast.liuzhou, data | {"value": 200})
    assert one(made, cast, "spent").text == "123.45"
    returns.approve_return(acts(cast.leader), again)
    assert one(made, cast, "spent").text == "2"
    assert one(made, cast, "spent", 2023).lack is Lack.NO_RETURN


def test_what_somebody_wrote_stands_and_a_nought_that_was_confirmed(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    with ledger.exempt("given"):
        for line, text in (("remark", "无"), ("people", "120"), ("lectures", "0")):
            where = {"organisation": cast.liuzhou, "form": "small", "year": 2024}
            Written(**where, line=line, text=text, written_on=day(1, 5)).save()
    assert one(made, cast, "remark").text == "无"
    assert one(made, cast, "people").number == 120
    assert (one(made, cast, "lectures").text, one(made, cast, "lectures").lack) == ("0", Lack.NOUGHT)
    activity(cast, day(5, 1))
    assert (one(made, cast, "lectures").text, one(made, cast, "lectures").lack) == ("1", Lack.NONE)
    assert one(made, cast, "remark", 2023).lack is Lack.UNWRITTEN


def test_units_that_the_association_answers_for_count_and_other_associations_do_not(cast: Cast) -> None:
    statistics = forms().forms["association-statistics"]
    OrganisationFactory(kind="enterprise_association", leading=cast.liuzhou, founded=day(3, 1))
    OrganisationFactory(kind="enterprise_association", leading=cast.liuzhou, founded=day(3, 1, 2020))
    OrganisationFactory(kind="enterprise_association", leading=cast.luzhai)
    found = answers(statistics, cast.liuzhou, 2024).by_line
    assert (found["enterprise"].text, found["societies"].text, found["grassroots"].text) == ("2", "1", "2")
    assert found["grassroots-new"].text == "1"
    county = answers(statistics, cast.luzhai, 2024).by_line
    assert (county["enterprise"].text, county["grassroots-new"].lack) == ("1", Lack.UNCLEAR)


def test_members_are_those_of_the_last_day(cast: Cast) -> None:
    inspection = forms().forms["society-inspection"]
    joined(cast, day(12, 31))
    found = answers(inspection, cast.society, 2024).by_line
    assert (found["members"].text, found["members-new"].text) == ("1", "1")
    later = answers(inspection, cast.society, 2025).by_line
    assert (later["members"].text, later["members-new"].text) == ("1", "0")
    assert answers(inspection, cast.society, 2023).by_line["members"].lack is Lack.NO_ROWS


def test_a_running_year_is_looked_at_today() -> None:
    now = timezone.localdate()
    assert (Year(now.year - 1).runs, Year(now.year - 1).day) == (False, (now.year - 1) * 10000 + 1231)
    assert Year(now.year).day == min(now.year * 10000 + 1231, int(now.strftime("%Y%m%d")))


def test_lines_cost_no_queries_of_their_own(cast: Cast, tmp_path: Path) -> None:
    few = form(tmp_path)
    more = LINES
    for number in range(20, 50):
        label = "label: {zh: 讲座, en: Lectures}"
        rule = "count: activities, when: within, where: \"kind = 'lecture'\""
        more += f"      - {{id: l{number}, number: '{number}', {label}, {rule}}}\n"
    many = form(tmp_path, more)
    answers(few, cast.liuzhou, 2024)
    with CaptureQueriesContext(connection) as once:
        answers(few, cast.liuzhou, 2024)
    with CaptureQueriesContext(connection) as often:
        answers(many, cast.liuzhou, 2024)
    assert len(often) == len(once) <= 15


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(12345), "12345"),
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(-1, 4), "-0.25"),
    ],
)
def test_numbers_are_written_as_others_take_them(value: Fraction, text: str) -> None:
    assert in_digits(value) == text
