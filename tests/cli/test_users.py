"""``keqiao users add`` makes a user with a role, or nothing at all."""

from __future__ import annotations

import io

import pytest

from cli.conftest import Keqiao
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.organisations.models import Organisation

CLERK = ("users", "add", "weixiao", "--org", "450200", "--role", "clerk", "--password-stdin")


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("柳江边的一座桥2026\n"))


def test_a_user_is_made_with_a_role(keqiao: Keqiao, city: Organisation, types: None) -> None:
    said = keqiao(*CLERK, "--subtree", "--name", "韦晓")
    assert (said.status, said.err) == (0, "")
    assert User.objects.get(display_name="韦晓").check_password("柳江边的一座桥2026")
    assert Grant.objects.get().subtree


def test_no_user_stays_without_the_role(keqiao: Keqiao, city: Organisation, types: None) -> None:
    assert keqiao(*CLERK[:-1], "--role", "emperor").status == 2
    said = keqiao("users", "add", "weixiao", "--org", "999999", "--role", "clerk", "--password-stdin")
    assert said.status == 1
    assert not User.objects.exists()


def test_a_weak_password_is_refused(keqiao: Keqiao, city: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("123456\n"))
    said = keqiao(*CLERK)
    assert said.status == 1
    assert "密码不合要求" in said.err
    assert not User.objects.exists()
