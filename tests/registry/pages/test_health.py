"""The system administrator sees how the installation is, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast
from keqiao.kernel.health.finding import failure, ok
from keqiao.registry.pages import health

PAGE = "/desk/health/"


def test_it_is_for_the_system_administrator_alone(cast: Cast, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    for user in (cast.clerk, cast.audit_admin, cast.security_admin):
        client.force_login(user)
        assert client.get(PAGE).status_code == 403


def test_failures_come_first_with_what_to_do(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "examine", lambda: [ok("a", "磁盘够用"), failure("b", "调试开着", "请关闭。")])
    client.force_login(cast.system_admin)
    page = client.get(PAGE).content.decode()
    assert page.index("调试开着") < page.index("请关闭。") < page.index("磁盘够用")
    assert "有故障需要处理" in page


def test_when_all_is_right_it_says_so(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "examine", lambda: [ok("a", "磁盘够用")])
    client.force_login(cast.system_admin)
    assert "没有故障" in client.get(PAGE).content.decode()
