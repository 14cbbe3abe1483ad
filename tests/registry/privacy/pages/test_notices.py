"""Notices are for everybody: without an account, in every version, with nobody's name."""

from __future__ import annotations

from django.test import Client

from cast import OPERATES, Cast
from keqiao.registry.privacy.verbs.purposes import publish_notice, stop_purpose
from registry.privacy.given import purpose


def test_a_visitor_reads_what_data_are_handled_for(cast: Cast, client: Client) -> None:
    made = purpose(cast)
    purpose(cast, notice=False, code="bare", name="没有告知书的目的")
    listed = client.get(f"/notices/of/{cast.luzhai.code}/").content.decode()
    assert "公开代表名单" in listed
    assert "没有告知书的目的" not in listed
    page = client.get(f"/notices/{made.public_id}/").content.decode()
    for word in ("我们公开代表名单。", "取得个人同意", "姓名、单位和职务", "公示期满后撤下", "第1版"):
        assert word in page


def test_older_versions_stay_readable(cast: Cast, client: Client) -> None:
    made = purpose(cast)
    publish_notice(OPERATES, made, {"text": "第二版。", "changes": "改了保存期限"})
    assert "第二版。" in client.get(f"/notices/{made.public_id}/").content.decode()
    assert "我们公开代表名单。" in client.get(f"/notices/{made.public_id}/?version=1").content.decode()
    assert client.get(f"/notices/{made.public_id}/?version=9").status_code == 404


def test_a_stopped_purpose_says_so_and_one_without_a_notice_is_no_page(cast: Cast, client: Client) -> None:
    made = purpose(cast)
    stop_purpose(OPERATES, made)
    assert "这个处理目的已经停止" in client.get(f"/notices/{made.public_id}/").content.decode()
    bare = purpose(cast, notice=False, code="bare")
    assert client.get(f"/notices/{bare.public_id}/").status_code == 404


def test_where_nothing_is_published_the_page_says_what_belongs_there(cast: Cast, client: Client) -> None:
    assert "还没有发布告知书" in client.get(f"/notices/of/{cast.guilin.code}/").content.decode()
