"""Where somebody comes from."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.addresses import barred, client_address


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    rf: RequestFactory, settings: Settings, proxies: int, told: str, address: str
) -> None:
    settings.DOORS = replace(settings.DOORS, proxies=proxies)
    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)) == address


def test_administrators_alone_are_kept_to_their_networks(cast: Cast, settings: Settings) -> None:
    assert not barred(cast.security_admin, "192.0.2.7")
    settings.DOORS = replace(settings.DOORS, admin_addresses=(ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")))
    assert barred(cast.security_admin, "192.0.2.7")
    assert barred(cast.audit_admin, "nonsense")
    assert not barred(cast.system_admin, "10.2.3.4")
    assert not barred(cast.system_admin, "2001:db8::7")
    assert not barred(cast.clerk, "192.0.2.7")
