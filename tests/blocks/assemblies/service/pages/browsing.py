"""Browsers of those who look at Liuzhou's office-holders."""

from __future__ import annotations

from django.test import Client

from keqiao.kernel.access.models import User

DESK = "/desk/assemblies/450200/"


def by(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which answers with that status."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()
