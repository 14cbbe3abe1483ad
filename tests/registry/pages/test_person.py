"""The page of a person: everything about them that the reader may see, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, acts, user_with
from keqiao.kernel.audit.models import Look
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Expertise, Honour, Person, Trait
from keqiao.kernel.posts.models import Secondment
from keqiao.kernel.standards.identity import check_digit
from keqiao.look import panels
from keqiao.registry.pages.person import person_url
from keqiao.registry.verbs.duplicates import merge
from keqiao.registry.verbs.people import confirm_source, correct, set_id_number

VALID_ID = "45020219750603002" + check_digit("45020219750603002")
LONG = "阿卜杜热合曼·买买提吐尔逊·依明尼亚孜·古丽巴哈尔汗"


def read(client: Client, one: Person) -> str:
    """The page."""
    answer = client.get(person_url(one))
    assert answer.status_code == 200
    return answer.content.decode()


def filled(one: Person, cast: Cast) -> None:
    """Everything a page can show."""
    with ledger.exempt("given"):
        one.set_mobile("13800001234")
        one.save()
        Trait(person=one, kind="political_affiliation", value="01").save()
        Honour(person=one, title="最美科技工作者", granted_on=dt.date(2025, 5, 30)).save()
        Expertise(person=one, discipline="450", topic="特种钢材").save()
        Membership(organisation=cast.society, person=one, kind="individual").save()
        Secondment(organisation=cast.liuzhou, person=one, direction="in", starts=dt.date(2024, 1, 1)).save()
    PostFactory(person=one, term=cast.term, delegation="企业代表团", resident=True)


def test_only_those_who_see_the_keepers_people_open_it(client: Client, cast: Cast) -> None:
    address = person_url(cast.engineer)
    assert client.get(address).status_code == 302
    for user, status in ((cast.outsider, 403), (cast.reader, 403), (cast.county_clerk, 403), (cast.clerk, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status


def test_everything_about_one_person_stands_on_one_page(client: Client, cast: Cast) -> None:
    filled(cast.engineer, cast)
    client.force_login(cast.clerk)
    page = read(client, cast.engineer)
    for part in (
        "1975年6月",
        "13800001234",
        "中共党员",
        "最美科技工作者",
        "冶金工程技术 · 特种钢材",
        "个人会员",
        "来挂职",
        "企业代表团",
        "驻会",
        "按企业",
        "/desk/acts/people.correct/",
        "/desk/acts/particulars.withdraw_honour/",
    ):
        assert part in page
    assert "无权查看" not in page


def test_opening_the_page_is_noted_for_the_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    read(client, cast.engineer)
    assert [(one.person, one.what, one.role) for one in Look.objects.all()] == [(cast.engineer.pk, "private", "leader")]


def test_what_one_may_not_see_is_said_not_left_blank(client: Client, cast: Cast) -> None:
    filled(cast.engineer, cast)
    client.force_login(cast.leader)
    page = read(client, cast.engineer)
    assert "1975年6月" in page
    assert "13800001234" not in page
    assert page.count("无权查看") == 2
    assert "/desk/acts/people" not in page


def test_the_class_says_why_and_who_confirmed_it(client: Client, cast: Cast) -> None:
    confirm_source(acts(cast.clerk), cast.engineer, {"source_class": "institute", "leading_official": False})
    client.force_login(cast.clerk)
    page = read(client, cast.engineer)
    assert "确认的类别与推断的不同" in page
    assert "clerk于" in page


def test_changes_are_told_without_values_that_one_may_not_see(client: Client, cast: Cast) -> None:
    correct(acts(cast.clerk), cast.engineer, {"name": "韦晓兰", "birth": "1976.07"})
    set_id_number(acts(cast.clerk), PersonFactory(keeper=cast.liuzhou), {"id_number": VALID_ID})
    client.force_login(cast.clerk)
    page = read(client, Person.objects.get(pk=cast.engineer.pk))
    assert "更正了人员资料 · clerk" in page
    assert "韦晓 → 韦晓兰" in page
    assert "1975-06-01 → 1976-07-01" in page


def test_rare_characters_and_very_long_names_stand_whole(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    for name in ("𠮷䶮·𰻝", LONG):
        assert name in read(client, PersonFactory(name=name, keeper=cast.liuzhou))


def test_other_rooms_add_their_panels(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register_panel("person", "consents", "同意记录", lambda request, one: f"同意{one}")
    client.force_login(cast.clerk)
    assert "同意韦晓" in read(client, cast.engineer)


def test_a_page_costs_the_same_however_much_stands_on_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    asked = []
    for count in (1, 3):
        one = PersonFactory(keeper=cast.liuzhou)
        for _ in range(count):
            EmploymentFactory(person=one)
            with ledger.exempt("given"):
                Honour(person=one, title="奖").save()
                Membership(organisation=cast.society, person=one, kind="individual").save()
            correct(acts(cast.clerk), Person.objects.get(pk=one.pk), {"birth": f"197{count}.0{_ + 1}"})
        with CaptureQueriesContext(connection) as queries:
            read(client, one)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_registrar_sees_the_number_once_a_reason_is_given(client: Client, cast: Cast) -> None:
    set_id_number(acts(cast.clerk), cast.engineer, {"id_number": VALID_ID})
    client.force_login(user_with("registrar", "registrar", cast.liuzhou))
    page, address = read(client, cast.engineer), f"{person_url(cast.engineer)}id/"
    assert address in page
    assert VALID_ID not in page
    assert VALID_ID not in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": "看"}).status_code == 400
    assert VALID_ID in client.post(address, {"reason": "核对报名材料"}).content.decode()
    client.force_login(cast.clerk)
    assert client.post(address, {"reason": "核对报名材料"}).status_code == 403


def test_a_merge_stands_on_the_page_and_is_taken_back_there(client: Client, cast: Cast) -> None:
    other = PersonFactory(name="韦曉", keeper=cast.luzhai)
    made = merge(acts(cast.clerk), cast.engineer, {"duplicate": other.pk})
    EmploymentFactory(person=cast.engineer)
    client.force_login(cast.clerk)
    address = f"/desk/acts/duplicates.unmerge/{made.public_id}/"
    assert address in read(client, cast.engineer)
    client.post(address, {"seen_version": made.version})
    page = read(client, cast.engineer)
    assert address not in page
    assert "合并后新登记的1条留在这里" in page
    assert Person.objects.filter(pk=other.pk).exists()
