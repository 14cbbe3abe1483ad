"""Rule documents at the desk: filed with their file, told when they are missing."""

from __future__ import annotations

import io

from blocks.assemblies.renewal.conftest import Scene
from cast import user_with
from keqiao.blocks.assemblies.renewal.models import RuleDocument
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/lz-jixie/renewal/rules/"


def test_a_version_is_filed_with_its_file(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    assert "还缺制度文件" in seen(clerk, PAGE)
    file = io.BytesIO(b"%PDF-1.4 content")
    file.name = "章程.pdf"
    data = {"kind": "charter", "title": "学会章程", "starts": "2024-05-01", "file": file}
    assert "制度文件已登记" in clerk.post(PAGE, data, follow=True).content.decode()
    one = RuleDocument.objects.get()
    got = clerk.get(f"{PAGE}{one.public_id}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 content"  # type: ignore[attr-defined]  # a file, streamed
    clerk.post(PAGE, {"kind": "charter", "title": "学会章程（旧）", "starts": "2019-05-01"})
    page = seen(clerk, PAGE)
    assert "学会章程（旧）" in page
    answer = clerk.post(PAGE, {"kind": "charter", "title": "学会章程", "starts": "2024-05-01"})
    assert (answer.status_code, "没有重复登记" in answer.content.decode()) == (400, True)


def test_readers_read_and_others_dont(scene: Scene) -> None:
    reader = by(user_with("society-reader", "reader", scene.cast.society))
    assert "登记一个版本" not in seen(reader, PAGE)
    answer = reader.post(PAGE, {"kind": "charter", "title": "学会章程", "starts": "2024-05-01"})
    assert answer.status_code == 400
    assert not RuleDocument.objects.exists()
    seen(by(scene.cast.outsider), PAGE, 403)
