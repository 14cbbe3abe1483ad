"""A forged form, and one without its mark."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast
from keqiao.kernel.audit.models import Entry


@pytest.fixture
def strict(cast: Cast) -> Client:
    """A clerk's browser that asks for the mark, as real ones do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk)
    return client


def rename(client: Client, cast: Cast, origin: str) -> str:
    """A form without its mark; gives the page."""
    path = f"/desk/acts/organisations.rename/{cast.liuzhou.public_id}/"
    answer = client.post(path, {"name": "假冒的名称", "password": "a-secret-word"}, HTTP_ORIGIN=origin)
    assert answer.status_code == 403
    return answer.content.decode()


def test_a_form_without_its_mark_does_nothing_and_gives_back_what_was_written(strict: Client, cast: Cast) -> None:
    page = rename(strict, cast, "http://testserver")
    assert "没有保存" in page
    assert "假冒的名称" in page
    assert "a-secret-word" not in page
    cast.liuzhou.refresh_from_db()
    assert cast.liuzhou.name == "柳州市科学技术协会"


def test_what_another_site_sends_is_not_repeated(strict: Client, cast: Cast) -> None:
    assert "假冒的名称" not in rename(strict, cast, "https://evil.example")


def test_it_is_noted_with_whose_session_it_was(strict: Client, cast: Cast) -> None:
    rename(strict, cast, "https://evil.example")
    entry = Entry.objects.get(verb="web.form")
    assert (entry.actor, entry.outcome) == (f"user:{cast.clerk.pk}", "refused")


def test_a_visitors_forged_form_fills_no_audit(cast: Cast) -> None:
    rename(Client(enforce_csrf_checks=True), cast, "https://evil.example")
    assert not Entry.objects.filter(verb="web.form").exists()
