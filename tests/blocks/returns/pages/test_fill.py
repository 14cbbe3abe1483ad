"""What no record tells is asked for once and offered again the year after."""

from __future__ import annotations

import datetime as dt

from django.test import Client

from blocks.returns.sheets import INSPECTION, STATISTICS, activity
from cast import Cast, acts
from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.models import Return, Written

FILL = f"/desk/forms/450200/{STATISTICS}/2024/fill/"


def test_lines_that_records_answer_are_not_asked_for(cast: Cast, clerk: Client) -> None:
    asked = set(clerk.get(FILL).context["filling"].fields)
    assert {"attendance", "remarks", "lectures", "awards"} <= asked
    assert not asked & {"name", "uscc", "staff-in-post", "funding", "grassroots"}
    activity(cast, dt.date(2024, 5, 1))
    assert "lectures" not in clerk.get(FILL).context["filling"].fields


def test_what_is_written_is_kept_and_taken_back(cast: Cast, clerk: Client) -> None:
    answer = clerk.post(FILL, {"attendance": "1200", "remarks": "第一行\r\n第二行", "awards": "on"})
    assert answer.url == FILL.removesuffix("fill/")
    kept = dict(Written.objects.values_list("line", "text"))
    assert kept == {"attendance": "1200", "remarks": "第一行\n第二行", "awards": "0"}
    clerk.post(FILL, {"attendance": "1200", "remarks": ""})
    assert dict(Written.objects.values_list("line", "text")) == {"attendance": "1200"}


def test_what_is_refused_stands_beside_its_line_and_nothing_is_kept(cast: Cast, clerk: Client) -> None:
    answer = clerk.post(FILL, {"attendance": "很多", "remarks": "无"})
    assert answer.status_code == 400
    assert "要填不小于0的整数" in str(answer.context["filling"].errors["attendance"])
    assert not Written.objects.exists()


def test_texts_of_the_year_before_are_offered_and_numbers_only_told(cast: Cast, clerk: Client) -> None:
    for line, text in (("remarks", "无较大变化"), ("attendance", "900")):
        data = {"form": STATISTICS, "year": 2023, "line": line, "text": text}
        verbs.write(acts(cast.clerk), cast.liuzhou, data)
    filling = clerk.get(FILL).context["filling"]
    assert filling["remarks"].initial == "无较大变化"
    assert "已带入上年填写的内容" in filling.fields["remarks"].help_text
    assert filling["attendance"].initial == ""
    assert "上年填写：900" in filling.fields["attendance"].help_text
    clerk.post(FILL, {"attendance": "", "remarks": "无较大变化"})
    assert Written.objects.get(year=2024).text == "无较大变化"


def test_a_number_for_a_second_person_needs_its_source(cast: Cast, clerk: Client) -> None:
    page = f"/desk/forms/{cast.society.code}/{INSPECTION}/2024/fill/"
    answer = clerk.post(page, {"spending": "5000"})
    assert answer.status_code == 400
    assert "source-spending" in answer.context["filling"].errors
    assert clerk.post(page, {"spending": "5000.50", "source-spending": "年度决算"}).status_code == 302
    stated = Return.objects.get()
    assert (stated.indicator, stated.year, stated.status) == ("society_spending", 2024, "submitted")
    assert (stated.value, stated.per) == (10_001, 2)
    assert "spending" not in clerk.get(page).context["filling"].fields


def test_who_may_not_report_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    assert client.get(FILL).status_code == 403
