"""``keqiao keys`` tells which keys there are, rotates them, and goes on with a rotation that broke off."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast
from cli.conftest import Keqiao
from keqiao.kernel.keys import Keyring
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.registry.verbs.keys import rotate


@pytest.fixture(autouse=True)
def ring(settings: Settings, tmp_path: Path, cast: Cast) -> Keyring:
    """A keyring of the test's own, and somebody with an ID number."""
    settings.KEYRING = ring = Keyring.open(tmp_path / "keys.json")
    with ledger.exempt("given"):
        cast.engineer.set_id_number("450203197506030019")
        cast.engineer.save()
    return ring


def test_keys_are_listed_and_rotated(keqiao: Keqiao) -> None:
    assert "people.Person.id_sealed：1项，其中0项待重新密封" in keqiao("keys", "list").out
    said = keqiao("keys", "rotate")
    assert (said.status, said.err) == (0, "")
    assert "已重新密封1项。请备份新的密钥文件" in said.out
    assert "字段密封：现行第2版" in keqiao("keys", "list").out
    assert Person.objects.exclude(id_sealed="").get().id_number() == "450203197506030019"


def test_a_rotation_that_broke_off_is_told_and_gone_on_with(keqiao: Keqiao) -> None:
    rotate(OPERATES, None)
    told = keqiao("keys", "list").out
    assert "其中1项待重新密封" in told
    assert "有一次换钥没有做完" in told
    assert "接着做上一次" in keqiao("keys", "rotate").out
    assert "没有做完" not in keqiao("keys", "list").out


def test_no_new_keys_where_none_are_asked_for(keqiao: Keqiao, ring: Keyring) -> None:
    assert keqiao("keys", "rotate", "--keep-keys").status == 0
    assert ring.key("seal").version == 1


def test_what_cannot_be_sealed_anew_is_told(keqiao: Keqiao) -> None:
    with ledger.exempt("spoilt"):
        Person.objects.exclude(id_sealed="").update(id_sealed="aes-gcm.1:AAAA")
    said = keqiao("keys", "rotate")
    assert said.status == 1
    assert "有1项打不开或与别的记录重号" in said.err
