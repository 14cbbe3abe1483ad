"""A form's page: answers, reasons, checks, what changed since it was given; copied, downloaded, opened."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from blocks.returns.sheets import INSPECTION, STATISTICS, activity, joined
from cast import Cast, PostFactory, acts
from keqiao.blocks.returns import verbs as returns
from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.models import Given, Return
from keqiao.blocks.returns.pages.shown import LineShown

PAGE = f"/desk/forms/450200/{STATISTICS}/2024/"


def lines(answer: Any) -> dict[str, LineShown]:
    return {line.id: line for section in answer.context["sections"] for line in section.lines}


def test_the_form_is_answered_in_its_order(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    answer = clerk.get(PAGE)
    found = lines(answer)
    assert list(found)[:2] == ["name", "uscc"]
    assert (found["lectures"].text, found["lectures"].status, found["lectures"].rows) == ("1", "", "依据1条记录。")
    assert (found["uscc"].word, found["attendance"].word, found["youth"].word) == ("暂无数据", "未填写", "资料不全")
    assert answer.context["missing"] == sum(1 for line in found.values() if not line.text)
    section = answer.context["sections"][4]
    assert section.whole.splitlines()[3] == "504\t其中：科普讲座\t次\t1"
    assert section.values.splitlines()[3] == "1"
    assert "第502、503、504、505、506、507、508行之和应等于第501行：1，1，相符。" in answer.content.decode()


def test_what_is_copied_is_no_formula_and_stays_on_its_line(cast: Cast, clerk: Client) -> None:
    data = {"form": STATISTICS, "year": 2024, "line": "remarks", "text": "=1+1\n二\t三"}
    verbs.write(acts(cast.clerk), cast.liuzhou, data)
    section = clerk.get(PAGE).context["sections"][-1]
    assert section.values == "'=1+1 二 三"
    assert section.whole.count("\t") == 3


def test_the_year_before_stands_beside_and_what_was_given_goes_before_what_is_counted(
    cast: Cast, clerk: Client
) -> None:
    activity(cast, dt.date(2023, 5, 1))
    assert lines(clerk.get(PAGE))["lectures"].before == "1"
    assert lines(clerk.get(PAGE))["name"].before == "同上年"
    verbs.give(acts(cast.clerk), cast.liuzhou, {"form": STATISTICS, "year": 2023})
    activity(cast, dt.date(2023, 6, 1))
    assert lines(clerk.get(PAGE))["lectures"].before == "1"
    first = clerk.get(f"/desk/forms/450200/{STATISTICS}/2012/")
    assert lines(first)["name"].before == ""


def test_giving_keeps_the_answers_and_changes_are_marked(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    answer = clerk.post(f"{PAGE}give/", follow=True)
    assert "已留存2024年的填报数" in answer.content.decode()
    assert "此后没有变化" in answer.content.decode()
    activity(cast, dt.date(2024, 6, 1))
    answer = clerk.get(PAGE)
    assert "当时填报1，现在2" in answer.content.decode()
    assert [line.id for line in answer.context["changed"]] == ["activities", "lectures"]
    assert Given.objects.get().given_by == cast.clerk


def test_a_reader_sees_and_cannot_give(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "留存填报数" not in answer.content.decode()
    assert client.post(f"{PAGE}give/").status_code == 403


def test_a_closed_units_form_is_not_given(cast: Cast, clerk: Client) -> None:
    from keqiao.kernel.nouns import ledger  # noqa: PLC0415 - what this test alone needs

    with ledger.exempt("given"):
        cast.liuzhou.closed = dt.date(2099, 1, 1)
        cast.liuzhou.save()
    assert "撤销" in clerk.post(f"{PAGE}give/", follow=True).content.decode()
    assert not Given.objects.exists()


def test_a_running_year_says_so(cast: Cast, clerk: Client) -> None:
    answer = clerk.get(PAGE.replace("2024", str(timezone.localdate().year)))
    assert answer.context["runs"] is (timezone.localdate().strftime("%m%d") != "1231")
    assert not clerk.get(PAGE).context["runs"]


def test_records_open_and_persons_only_for_those_who_may_see_them(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    answer = clerk.get(f"{PAGE}lines/lectures/")
    assert "2024-05-01的活动" in answer.content.decode()
    activity(cast, dt.date(2024, 5, 2))
    assert [sure for _record, sure in clerk.get(f"{PAGE}lines/youth/").context["records"]] == [False, False]
    PostFactory(person=cast.engineer, term=cast.term)
    assert "韦　晓" in clerk.get(f"{PAGE}lines/delegates/").content.decode()
    clerk.force_login(cast.reader)
    answer = clerk.get(f"{PAGE}lines/delegates/")
    assert answer.context["hidden"]
    assert "韦　晓" not in answer.content.decode()
    assert clerk.get(f"{PAGE}lines/name/").status_code == 404


def test_more_records_than_a_page_holds_are_said_in_a_number(
    cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keqiao.blocks.returns.pages.form.MOST_RECORDS", 1)
    for number in (1, 2, 3):
        activity(cast, dt.date(2024, 5, number))
    assert "另有2条没有列出" in clerk.get(f"{PAGE}lines/lectures/").content.decode()


def test_the_answers_leave_as_a_list(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    answer = clerk.get(f"{PAGE}answers.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("行号", "指标", "计量单位", "填报数")
    assert ("504", "其中：科普讲座", "次", 1) in rows
    assert answer["Cache-Control"] == "no-store"


def test_who_may_approve_is_led_to_the_number_that_waits(cast: Cast, client: Client) -> None:
    page = f"/desk/forms/{cast.society.code}/{INSPECTION}/2024/"
    data = {"indicator": "society_spending", "year": 2024, "value": 100, "source": "决算"}
    stated = returns.report(acts(cast.clerk), cast.society, data)
    client.force_login(cast.clerk)
    assert lines(client.get(page))["spending"].approve == ""
    client.force_login(cast.leader)
    found = lines(client.get(page))["spending"]
    assert (found.word, found.why) == ("待认定", "已上报，等待另一人认定。")
    answer = client.post(found.approve, {"seen_version": stated.version})
    assert answer.url == f"/desk/forms/{cast.society.code}/"
    assert Return.objects.get().status == "approved"
    assert lines(client.get(page))["spending"].text == "100"


def test_the_page_costs_the_same_however_much_is_recorded(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    clerk.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        clerk.get(PAGE)
    for number in range(2, 6):
        activity(cast, dt.date(2024, 5, number))
        PostFactory(term=cast.term)
    joined(cast, dt.date(2024, 1, 1))
    with CaptureQueriesContext(connection) as many:
        clerk.get(PAGE)
    assert len(many) == len(one) <= 60
