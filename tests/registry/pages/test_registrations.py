"""The registrar's work list, and one's own registration at home."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import VISITS, Cast, EmploymentFactory, PersonFactory, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Look
from keqiao.kernel.identities.models import EmployerCheck, RealName, is_verified
from keqiao.kernel.nouns import ledger
from keqiao.registry.acts import registrations as offered
from keqiao.registry.pages import realnames, registrations
from keqiao.registry.verbs.employers import add_mail_domain
from keqiao.registry.verbs.identities import join
from registry.proving import last_digits, proved

NUMBER = "11010519491231002X"
WHO = {"name": "韦宁", "unit_name": "柳州市机械工程学会", "unit": "lz-jixie", "keeper": "450200", "notice": "2026-11"}


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up."""
    return join(VISITS, proved(), WHO)


@pytest.fixture
def home(user: User) -> Client:
    """Their browser."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(cast: Cast) -> Client:
    """The registrar's browser."""
    client = Client()
    client.force_login(user_with("registrar", "registrar", cast.liuzhou, subtree=True))
    return client


def test_a_real_name_goes_from_home_to_the_registrar_and_back(home: Client, desk: Client, user: User) -> None:
    assert "现在可以不办" in home.get("/home/").content.decode()
    page = home.get("/home/registration/real-name/?need=申报科技奖").content.decode()
    assert "您要办理“申报科技奖”" in page
    wrong = home.post("/home/registration/real-name/", {"id_number": "123"})
    assert wrong.status_code == 400
    home.post("/home/registration/real-name/", {"id_number": NUMBER, "need": "申报科技奖"})
    assert "登记员正在核验" in home.get("/home/registration/").content.decode()

    assert "1件实名登记等待核验" in desk.get("/desk/").content.decode()
    listed = desk.get("/desk/registrations/").content.decode()
    assert "韦宁" in listed
    one = RealName.objects.get()
    path = f"/desk/registrations/names/{one.public_id}/"
    assert NUMBER not in desk.get(path).content.decode()
    assert not Look.objects.exists()
    assert NUMBER in desk.post(path).content.decode()
    assert Look.objects.get().person == user.person_id
    desk.post(f"/desk/acts/identities.verify_real_name/{one.public_id}/", {"seen_version": one.version})
    assert "核验通过" in desk.get(path).content.decode()
    assert NUMBER not in desk.post(path).content.decode()
    assert user.person is not None
    assert is_verified(user.person)
    assert "不必再交证件" in home.get("/home/").content.decode()
    assert "核验实名登记" in home.get("/home/looks/").content.decode()


def test_one_given_back_says_why_at_home(home: Client, desk: Client) -> None:
    home.post("/home/registration/real-name/", {"id_number": NUMBER})
    one = RealName.objects.get()
    act = f"/desk/acts/identities.return_real_name/{one.public_id}/"
    desk.post(act, {"seen_version": one.version, "reason": "姓名与证件不符"})
    page = home.get("/home/registration/").content.decode()
    assert "退回：姓名与证件不符" in page
    assert "办理实名登记" in page


def test_an_employer_is_asked_for_and_confirmed(home: Client, desk: Client, user: User) -> None:
    assert user.person is not None
    work = user.person.employments.get()
    home.post("/home/registration/employer/", {"employment": work.pk})
    assert "等待" in home.get("/home/registration/").content.decode()
    said = home.post("/home/registration/employer/", {"employment": work.pk}, follow=True).content.decode()
    assert "已经申请过" in said
    assert "1人等待确认工作单位" in desk.get("/desk/").content.decode()
    one = EmployerCheck.objects.get()
    assert "韦宁" in desk.get("/desk/registrations/?kind=employers").content.decode()
    assert "柳州市机械工程学会" in desk.get(f"/desk/registrations/employers/{one.public_id}/").content.decode()
    desk.post(f"/desk/acts/identities.confirm_employer/{one.public_id}/", {"seen_version": one.version})
    assert "已确认" in home.get("/home/registration/").content.decode()
    assert "确认" in desk.get(f"/desk/registrations/employers/{one.public_id}/").content.decode()


def test_an_employer_is_confirmed_by_a_mail_at_its_domain(home: Client, cast: Cast) -> None:
    mail = "/home/registration/employer/mail/"
    assert "没有登记邮箱域名" in home.get(mail, follow=True).content.decode()
    add_mail_domain(acts(cast.clerk), cast.society, {"domain": "lzjx.example.cn"})
    assert "用单位邮箱自己确认" in home.get("/home/registration/").content.decode()
    assert "这不是单位邮箱" in home.post(mail, {"email": "wei@example.cn"}).content.decode()
    home.post(mail, {"email": "ning@lzjx.example.cn"})
    assert "还可以再试" in home.post(mail, {"code": "00000x"}).content.decode()
    assert "已确认您在" in home.post(mail, {"code": last_digits()}, follow=True).content.decode()


def test_a_units_domains_are_ended_on_its_page(cast: Cast, client: Client) -> None:
    add_mail_domain(acts(cast.clerk), cast.society, {"domain": "lzjx.example.cn"})
    client.force_login(cast.clerk)
    assert "@lzjx.example.cn" in client.get("/organisations/lz-jixie/").content.decode()
    client.force_login(cast.reader)
    assert "@lzjx.example.cn" not in client.get("/organisations/lz-jixie/").content.decode()
    assert offered.end_mail_domain.needs == "organisations.manage"


def test_neither_clerk_nor_neighbour_sees_a_number(home: Client, cast: Cast) -> None:
    home.post("/home/registration/real-name/", {"id_number": NUMBER})
    one = RealName.objects.get()
    for user in (cast.clerk, cast.outsider):
        client = Client()
        client.force_login(user)
        assert client.post(f"/desk/registrations/names/{one.public_id}/").status_code == 403
        assert "韦宁" not in client.get("/desk/registrations/").content.decode()


def test_the_list_asks_as_often_for_one_as_for_three(desk: Client, cast: Cast) -> None:
    def apply() -> None:
        with ledger.exempt("given"):
            person = PersonFactory(keeper=cast.liuzhou)
            work = EmploymentFactory(person=person)
            RealName(person=person, keeper=cast.liuzhou, submitted=timezone.now()).save()
            EmployerCheck(person=person, employment=work, organisation=cast.liuzhou, asked=timezone.now()).save()

    apply()
    for path in ("/desk/registrations/", "/desk/registrations/?kind=employers"):
        desk.get(path)
        with CaptureQueriesContext(connection) as one:
            desk.get(path)
        apply()
        apply()
        with CaptureQueriesContext(connection) as three:
            desk.get(path)
        assert len(one) == len(three)


def test_an_account_that_is_nobodys_has_nothing_to_register(cast: Cast, client: Client) -> None:
    client.force_login(cast.nobody)
    for path in ("/home/registration/", "/home/registration/real-name/"):
        assert client.get(path)["Location"] == "/home/"
    assert client.post("/home/registration/employer/", {"employment": "1"})["Location"] == "/home/"
    assert client.get("/home/registration/employer/mail/")["Location"] == "/home/"
    assert realnames.registration_panel(client.get("/home/").wsgi_request, None) == ""
    assert registrations.domains_panel(client.get("/home/").wsgi_request, None) == ""
