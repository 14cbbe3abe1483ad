"""Pages: how long the server takes over each, logged in as a clerk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

from keqiao.kernel.access.models import User
from keqiao.kernel.posts.models import Body

from .measuring import measured
from .table import Row, seconds

BOUND = 0.2  # seconds


def rows() -> list[Row]:
    """A row for each page that people open often."""
    congress = Body.objects.get(organisation__code="450200", kind="congress")
    board = "/plans/liuzhou-2017/450200/"
    province = "/plans/hunan/430000/"
    addresses = {
        "the portal's start page": "/",
        "the scoreboard": board,
        "a figure's page with names": f"{board}congress-delegates-front-line/",
        "a figure opened in place": f"{board}e-stations-in-every-county/?part=inside",
        "an association's page": "/organisations/450200/",
        "the congress with its delegates": f"/bodies/{congress.public_id}/",
        "the desk": "/desk/",
        "all plans": "/plans/",
        "six plans side by side": "/plans/compare/",
        "the scoreboard on two days": f"{board}?as_of=2024-06-30&beside=2026-06-30",
        "a province's scoreboard": province,
        "a province's figure over its counties' reports": f"{province}county-associations-independent/",
        "its counties by what they reported": f"{province}units/?group=county.association",
        "what the province would report": f"{province}reports/",
    }
    return [page(title, address, _clerk_of(address)) for title, address in addresses.items()]


def _clerk_of(address: str) -> str:
    """Who works where the page belongs: figures of others aren't open to a clerk."""
    return "hnclerk" if address.startswith("/plans/hunan/") else "clerk"


def page(title: str, address: str, clerk: str) -> Row:
    """How long the server takes over a page, and with how many queries."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(username=clerk))
    asked: list[str] = []
    with connection.execute_wrapper(_noted(asked)):
        status = client.get(address).status_code
    one = measured(lambda: client.get(address))
    return Row(
        f"{title} (`{address.split('?')[0][:40]}`)",
        f"{seconds(one)}, {len(asked)} queries",
        "bound 200 ms",
        status == 200 and one.wall < BOUND,
    )


def _noted(asked: list[str]) -> Callable[..., Any]:
    """Notes each statement on its way to the database."""

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return note
