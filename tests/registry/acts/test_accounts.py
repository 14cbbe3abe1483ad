"""What a security administrator is offered on an account."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from cast import Cast
from keqiao.kernel.access.failures import count_failure
from keqiao.kernel.access.models import User
from keqiao.look.acts import acts_of
from keqiao.registry.acts import accounts
from registry.factoring import app_of


@pytest.fixture
def offered(cast: Cast, rf: RequestFactory) -> Callable[[User], list[str]]:
    """The labels of what is offered on an account."""
    request = rf.get("/")
    request.user = cast.security_admin
    return lambda user: [one.label for one in acts_of(request, user)]


def test_only_what_makes_sense_is_offered(cast: Cast, offered: Callable[[User], list[str]]) -> None:
    assert accounts.deactivate.needs == "grants.manage"
    assert offered(cast.clerk) == ["停用账号"]
    app_of(cast.clerk)
    for _time in range(5):
        count_failure("clerk", "192.0.2.1")
    assert offered(cast.clerk) == ["解除登录锁定", "重置第二重验证", "停用账号"]
    cast.clerk.is_active = False
    assert "恢复账号" in offered(cast.clerk)
    assert offered(cast.outsider) == []
