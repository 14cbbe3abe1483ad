"""The page of a body's rules: versions in words, with their text."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from blocks.assemblies.meetings.given import TODAY, Hall, ruled
from keqiao.blocks.assemblies.meetings.models import Rules
from keqiao.blocks.assemblies.meetings.offered import rules_url
from plans.supervision.browsing import by, seen


def test_every_version_is_said_in_words(at: Hall) -> None:
    ruled(at, starts=TODAY, quorum="1/2", quorum_more=True, rhythm="none")
    page = seen(by(at.cast.clerk), rules_url(at.cast.congress))
    assert page.index("超过二分之一（按应到人数计算）") < page.index("达到三分之二")
    assert "间隔不超过五年" in page
    assert page.count("现行") == 1


def test_the_text_goes_up_and_comes_down(at: Hall, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client, version, page = by(at.cast.clerk), Rules.objects.get(), rules_url(at.cast.congress)
    assert client.get(f"{page}{version.public_id}/").status_code == 404
    assert client.post(page, {"version": "x"}).status_code == 404
    assert "没有选择文件" in client.post(page, {"version": version.pk}, follow=True).content.decode()
    file = SimpleUploadedFile("规则.pdf", b"%PDF-1.4")
    assert "已上传" in client.post(page, {"version": version.pk, "file": file}, follow=True).content.decode()
    assert b"".join(client.get(f"{page}{version.public_id}/").streaming_content) == b"%PDF-1.4"


def test_a_body_without_rules_says_what_they_are_for(at: Hall) -> None:
    other = at.cast.liuzhou.bodies.get(kind="chair_meeting")
    assert "还没有登记议事规则" in seen(by(at.cast.clerk), rules_url(other))
    assert by(at.cast.outsider).get(rules_url(other)).status_code == 403
