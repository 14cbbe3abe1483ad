"""Logging in with a code on paper."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.registry.verbs.admissions import issue_admission


@pytest.fixture
def code(cast: Cast) -> str:
    """The code on the engineer's slip."""
    return issue_admission(acts(cast.clerk), cast.liuzhou, {"people": [cast.engineer.pk]})[0].code


def test_it_leads_to_my_account_or_to_the_page_asked_for(code: str, client: Client) -> None:
    assert "纸质登录码" in client.get("/login/").content.decode()
    assert client.post("/login/paper/", {"name": "韦晓", "code": code})["Location"] == "/account/"
    assert client.get("/login/paper/?next=/organisations/")["Location"] == "/organisations/"


def test_after_five_wrong_codes_the_name_waits(code: str, client: Client) -> None:
    for _time in range(5):
        answer = client.post("/login/paper/", {"name": "韦晓", "code": "AAAAA-AAAAA-AAAAA"})
        assert answer.status_code == 400
        assert "登录码或姓名不对" in answer.content.decode()
    assert "分钟后再试" in client.post("/login/paper/", {"name": "韦晓", "code": code}).content.decode()
    assert Entry.objects.filter(verb="identities.show_admission", outcome="refused").count() == 5


def test_what_is_missing_is_told(cast: Cast, client: Client) -> None:
    page = client.post("/login/paper/", {"next": ""}).content.decode()
    assert "没有填写姓名" in page
    assert "没有填写登录码" in page
