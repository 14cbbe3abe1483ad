"""A message tells those who sign, by an address that was verified."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone
from pytest_django.fixtures import Settings

from blocks.assemblies.motions.given import Floor
from keqiao.blocks.assemblies.motions.messages import tell
from keqiao.exchange.channels.choose import folder
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns import ledger


def test_who_is_asked_is_told_and_nobody_without_an_address(floor: Floor, settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    made = floor.filed(kind="motion", cosigners="莫莉、甘泉")
    with ledger.exempt("given"):
        identity = Identity(person=floor.people[1], kind="mobile", verified=timezone.now())
        identity.set_value("13800000000")
        identity.save()
    for number in (1, 2):
        tell({"signature": str(floor.part(made, number).public_id), "what": "invited"})
    tell({"signature": "00000000-0000-0000-0000-000000000001", "what": "invited"})  # gone meanwhile
    [sent] = [path.read_text(encoding="utf-8") for path in folder().path.iterdir() if path.is_file()]
    assert "邀请您附议“关于建设县级科普场所的建议”" in sent
