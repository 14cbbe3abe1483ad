"""Asking the interface: a browser that may be logged in, and what it is answered."""

from __future__ import annotations

from typing import Any

from django.test import Client

from keqiao.kernel.access.models import User


def reads(user: User | None) -> Client:
    """Somebody who asks; a visitor without a user."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def given(client: Client, address: str, status: int = 200) -> Any:
    """What is answered, which is always JSON."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/json")
    return answer.json()
