"""The page of the congress: who is expected and arrived, files, the vote; and the split of seats."""

from __future__ import annotations

import json

import pytest

from blocks.assemblies.composing.given import Congress, begun
from cast import Cast
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing import review
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Allotment, Arrival, NomineeStatus
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.kernel.audit.models import Look
from keqiao.kernel.nouns import ledger
from keqiao.plans.models import Programme
from plans.supervision.browsing import by, seen


def test_those_who_arrive_are_ticked(congress: Congress) -> None:
    made = congress.approved()
    clerk, url = by(congress.cast.clerk), f"{making_url(made)}congress/"
    person = standing(made)[0].person
    at.invite(congress.clerk, made, {"person": person.pk, "kind": "presidium"})
    page = seen(clerk, url)
    assert "主席团成员" in page
    assert person.name in page
    assert "已登记报到" in clerk.post(url, {"step": "arrive", "person": [person.pk]}, follow=True).content.decode()
    assert Arrival.objects.get().person == person
    assert "已取消报到" in clerk.post(url, {"step": "gone", "person": [person.pk]}, follow=True).content.decode()
    assert "没有登记报到" in clerk.post(url, {"step": "arrive", "person": ["x"]}, follow=True).content.decode()
    assert by(congress.cast.reader).post(url, {"step": "arrive", "person": [person.pk]}).status_code == 403


def test_who_lost_is_noted_there(congress: Congress) -> None:
    made = congress.approved()
    clerk, url = by(congress.cast.clerk), f"{making_url(made)}congress/"
    one = standing(made)[0]
    clerk.post(url, {"step": "lost", "nominee": one.pk})
    one.refresh_from_db()
    assert one.status == NomineeStatus.LOST
    assert "不在审定的名单上" in clerk.post(url, {"step": "lost", "nominee": ""}, follow=True).content.decode()


def test_who_may_not_see_names_sees_how_many_there_are(congress: Congress) -> None:
    made = congress.approved()
    page = seen(by(congress.cast.reader), f"{making_url(made)}congress/")
    assert standing(made)[0].person.name not in page
    assert "鹿寨县科学技术协会代表团" in page


def test_before_any_list_nobody_is_expected(congress: Congress) -> None:
    assert "还没有人员" in seen(by(congress.cast.clerk), f"{making_url(congress.making)}congress/")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("congress/roll/", "sheet"),
        ("congress/seating/?width=10", "sheet"),
        ("congress/groups/", "word"),
        ("list.docx", "word"),
    ],
)
def test_files_with_names_are_noted_for_those_in_them(congress: Congress, name: str, kind: str) -> None:
    made = congress.approved()
    answer = by(congress.cast.clerk).get(f"{making_url(made)}{name}")
    assert answer.status_code == 200
    assert ("spreadsheetml" if kind == "sheet" else "wordprocessingml") in answer["Content-Type"]
    assert Look.objects.count() == 4
    assert by(congress.cast.reader).get(f"{making_url(made)}{name}").status_code == 403


def test_a_file_of_nobody_says_so(congress: Congress) -> None:
    answer = by(congress.cast.clerk).get(f"{making_url(congress.making)}list.docx", follow=True)
    assert "没有人" in answer.content.decode()


def test_the_credentials_report_is_for_those_of_the_organisation(congress: Congress) -> None:
    one = review.examine(congress.clerk, congress.merged(), {"by": "代表资格审查委员会"})
    url = f"{making_url(congress.making)}credentials/{one.public_id}.docx"
    assert by(congress.cast.reader).get(url).status_code == 200
    assert by(congress.cast.county_clerk).get(url).status_code == 403


def test_a_split_is_proposed_changed_and_stored(cast: Cast) -> None:
    made = begun(cast)
    settings = {"bodies": ["congress"], "front_line": "70%", "sectors": ["new_economic"]}
    with ledger.exempt("given"):
        Programme(
            organisation=cast.liuzhou,
            plan="liuzhou-2017",
            code="congress",
            clause="二.1",
            title="代表名额",
            template="assemblies.congress",
            settings=json.dumps(settings),
            status="running",
        ).save()
    clerk, url = by(cast.clerk), f"{making_url(made)}split/"
    for page in ("", "?by=equal", "?by=population", "?by=members"):
        assert 'value="70%"' in seen(clerk, url + page)
    assert "为新经济组织留出名额" in seen(clerk, making_url(made))
    seats = {f"seats-{cast.luzhai.code}": "3", f"seats-{cast.society.code}": "1", "front_line": "70%"}
    assert "已分配名额" in clerk.post(url, seats, follow=True).content.decode()
    assert {one.unit: one.seats for one in Allotment.objects.all()} == {cast.luzhai: 3, cast.society: 1}
    assert 'value="3"' in seen(clerk, url)
    too_many = seats | {f"seats-{cast.luzhai.code}": "9"}
    assert "只剩" in clerk.post(url, too_many, follow=True).content.decode()
    assert by(cast.reader).get(url).status_code == 403


def test_once_issued_there_is_nothing_to_split(congress: Congress) -> None:
    answer = by(congress.cast.clerk).get(f"{making_url(congress.making)}split/", follow=True)
    assert "现在是“推荐报送”" in answer.content.decode()
