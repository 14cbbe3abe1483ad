"""关于我的信息: somebody sees all that is held about them, takes copies, decides and asks; nobody sees another's."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cast import OPERATES, Cast, PostFactory, acts
from keqiao.exchange.documents.typeset import NoTypesetting
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.privacy.models import Consent, DataRequest
from keqiao.registry.privacy.pages import mine
from keqiao.registry.privacy.verbs.purposes import publish_notice
from keqiao.registry.privacy.verbs.requests import answer_request
from registry.privacy.given import asked_of, purpose, self_user

PAGE = "/home/about-me/"
NUMBER = "450203197506030027"


@pytest.fixture
def me(cast: Cast, client: Client) -> Client:
    """The engineer, who sits in the congress, logged in."""
    with ledger.exempt("given"):
        cast.engineer.set_id_number(NUMBER)
        cast.engineer.save()
    PostFactory(person=cast.engineer, term=cast.term)
    client.force_login(self_user(cast, cast.engineer))
    return client


def shown(client: Client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_everything_that_is_held_is_shown_and_the_number_only_masked(cast: Cast, me: Client) -> None:
    said = shown(me)
    for word in ("韦晓", "龙城重工机械有限公司", "高级工程师", "代表大会", "4502**********0027", "联系方式"):
        assert word in said
    assert NUMBER not in said
    assert "覃亮" not in said


def test_the_json_copy_holds_it_all_and_leaves_an_entry(cast: Cast, me: Client) -> None:
    purpose(cast)
    answer = me.get(f"{PAGE}copy.json")
    told = json.loads(answer.content)
    assert (told["name"], told["id_number"]) == ("韦晓", NUMBER)
    assert [group["title"] for group in told["groups"]][:2] == ["基本信息", "工作经历"]
    assert told["uses"][0]["consent"] == "未同意"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.latest("pk").verb == "requests.copy_out"


def test_the_pdf_copy_is_a_pdf(cast: Cast, me: Client) -> None:
    pytest.importorskip("typst")
    answer = me.get(f"{PAGE}copy.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_without_the_component_the_page_says_what_to_do(
    cast: Cast, me: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(person: object) -> bytes:
        raise NoTypesetting("typeset.missing", "服务器上没有安装生成PDF的组件，请管理员安装 requirements/pdf.txt")

    monkeypatch.setattr(mine, "as_pdf", missing)
    answer = me.get(f"{PAGE}copy.pdf", follow=True)
    assert "没有生成PDF：服务器上没有安装" in answer.content.decode()
    assert not Entry.objects.filter(verb="requests.copy_out").exists()


def test_a_consent_is_given_and_withdrawn_by_one_button_each(cast: Cast, me: Client) -> None:
    purpose(cast)
    assert "我已阅读，同意" in shown(me)
    me.post(f"{PAGE}consents/publish-lists/", {"consent": "give", "notice": "1"})
    assert Consent.objects.get().withdrawn is None
    assert "撤回同意" in shown(me)
    me.post(f"{PAGE}consents/publish-lists/", {"consent": "withdraw"})
    assert Consent.objects.get().withdrawn is not None


def test_a_notice_that_changed_meanwhile_is_not_consented_to(cast: Cast, me: Client) -> None:
    publish_notice(OPERATES, purpose(cast), {"text": "新的告知书。"})
    answer = me.post(f"{PAGE}consents/publish-lists/", {"consent": "give", "notice": "1"}, follow=True)
    assert "告知书已更新到第2版" in answer.content.decode()
    assert not Consent.objects.exists()


def test_who_consented_before_is_told_what_changed(cast: Cast, me: Client) -> None:
    made = purpose(cast)
    me.post(f"{PAGE}consents/publish-lists/", {"consent": "give", "notice": "1"})
    publish_notice(OPERATES, made, {"text": "新的告知书。", "changes": "增加照片", "renews": True})
    said = shown(me)
    assert "告知书已更新，请重新决定" in said
    assert "增加照片" in said


def test_a_correction_is_asked_for_and_its_answer_read(cast: Cast, me: Client) -> None:
    form = me.get(f"{PAGE}ask/?kind=correct&about=工作经历")
    assert form.context["form"]["about"].value() == "工作经历"
    sent = {"kind": "correct", "about": "工作经历", "wish": "现任总工程师", "key": "one"}
    assert me.post(f"{PAGE}ask/", sent)["Location"] == f"{PAGE}#requests"
    me.post(f"{PAGE}ask/", sent)  # sent twice, made once
    made = DataRequest.objects.get()
    answer_request(acts(cast.clerk), made, {"outcome": "granted", "answer": "职务已更正。"})
    assert "职务已更正。" in shown(me)


def test_a_request_without_a_wish_is_said_on_the_form(cast: Cast, me: Client) -> None:
    answer = me.post(f"{PAGE}ask/", {"kind": "correct"})
    assert answer.status_code == 400
    assert "没有写具体要求" in answer.content.decode()


def test_a_request_is_taken_back_only_by_who_made_it(cast: Cast, me: Client) -> None:
    own, other = asked_of(cast), asked_of(cast, person=cast.official)
    assert me.post(f"{PAGE}requests/{other.public_id}/withdraw/").status_code == 404
    me.post(f"{PAGE}requests/{own.public_id}/withdraw/")
    own.refresh_from_db()
    assert own.outcome == "withdrawn"
    again = me.post(f"{PAGE}requests/{own.public_id}/withdraw/", follow=True)
    assert "已经办结" in again.content.decode()


def test_the_own_address_is_changed_directly(cast: Cast, me: Client) -> None:
    assert me.post(f"{PAGE}contact/", {"email": "wei"}).status_code == 400
    assert me.post(f"{PAGE}contact/", {"email": "wei@example.org"})["Location"] == PAGE
    assert "wei@example.org" in shown(me)


def test_a_forged_form_decides_nothing(cast: Cast) -> None:
    purpose(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(self_user(cast, cast.engineer))
    assert client.post(f"{PAGE}consents/publish-lists/", {"consent": "give", "notice": "1"}).status_code == 403
    assert not Consent.objects.exists()


def test_an_account_that_is_nobody_has_nothing_here(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get(PAGE)["Location"] == "/home/"
    assert client.post(f"{PAGE}consents/x/").status_code == 404


def test_the_home_leads_here_and_says_what_waits(cast: Cast, me: Client) -> None:
    purpose(cast)
    asked_of(cast)
    said = me.get("/home/").content.decode()
    for word in ("看保存了什么", "等您决定是否同意", "公开代表名单", "更正或补充"):
        assert word in said


def test_the_page_takes_as_many_queries_for_many_purposes_as_it_can(
    cast: Cast, me: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        purpose(cast, code=f"purpose-{number}")
    with django_assert_max_num_queries(65):
        me.get(PAGE)
