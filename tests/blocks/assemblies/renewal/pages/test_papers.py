"""The papers at the desk: drafts, signed copies, the pack, and who may take them."""

from __future__ import annotations

import io
import zipfile

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import user_with
from keqiao.blocks.assemblies.renewal.models import Paper, Renewal
from keqiao.blocks.assemblies.renewal.opening import plan_congress
from keqiao.blocks.assemblies.renewal.papers import change_article, name_officer
from keqiao.kernel.audit.models import Look
from plans.supervision.browsing import by, seen


@pytest.fixture
def made(scene: Scene) -> Renewal:
    """A change of term with somebody to be elected."""
    one = scene.opened()
    person = scene.somebody(name="韦德才")
    name_officer(scene.clerk, one, {"person": person.pk, "role": "chair"})
    change_article(scene.clerk, one, {"article": "第六条", "after": "科技评价。"})
    return one


def address(made: Renewal) -> str:
    return f"/desk/assemblies/lz-jixie/renewal/{made.public_id}/papers/"


def test_gaps_are_listed_and_a_signed_copy_closes_them(scene: Scene, made: Renewal) -> None:
    clerk = by(scene.cast.clerk)
    page = seen(clerk, address(made))
    assert "没有大会的拟召开日期" in page
    assert "韦德才缺性别" in page
    file = io.BytesIO(b"%PDF-1.4 content")
    file.name = "请示.pdf"
    assert "材料已上传" in clerk.post(address(made), {"kind": "request", "file": file}, follow=True).content.decode()
    copy = Paper.objects.get()
    assert "请示.pdf" in seen(clerk, address(made))
    got = clerk.get(f"{address(made)}files/{copy.public_id}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 content"  # type: ignore[attr-defined]  # a file, streamed


def test_a_file_that_isnt_one_is_refused_beside_its_field(scene: Scene, made: Renewal) -> None:
    bad = io.BytesIO(b"MZ")
    bad.name = "请示.pdf"
    answer = by(scene.cast.clerk).post(address(made), {"kind": "request", "file": bad})
    assert answer.status_code == 400
    assert "不是可以接收的类型" in answer.content.decode()
    answer = by(scene.cast.clerk).post(address(made), {"kind": "request"})
    assert "没有选择文件" in answer.content.decode()


def test_the_pack_holds_signed_copies_drafts_and_what_is_missing(scene: Scene, made: Renewal) -> None:
    clerk = by(scene.cast.clerk)
    file = io.BytesIO(b"%PDF-1.4 content")
    file.name = "审计.pdf"
    clerk.post(address(made), {"kind": "audit", "file": file})
    answer = clerk.get(f"{address(made)}pack/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        told = archive.read("00材料清单.txt").decode("utf-8-sig")
    assert "03财务审计报告.pdf" in names
    assert "01换届请示（草稿）.docx" in names
    assert len(names) == 8
    assert "3．财务审计报告：已签署" in told
    assert "没有填写现法定代表人" in told
    assert Look.objects.filter(why="生成换届材料").exists()


def test_a_draft_is_a_word_file_and_an_unknown_one_is_none(scene: Scene, made: Renewal) -> None:
    clerk = by(scene.cast.clerk)
    answer = clerk.get(f"{address(made)}officers/draft/")
    assert answer.content.startswith(b"PK")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert clerk.get(f"{address(made)}nonsense/draft/").status_code == 404


def test_of_the_audit_the_letter_that_asks_for_it_is_drafted(scene: Scene, made: Renewal) -> None:
    clerk = by(scene.cast.clerk)
    assert "生成委托书" in seen(clerk, address(made))
    answer = clerk.get(f"{address(made)}pack/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "03财务审计委托书（草稿）.docx" in archive.namelist()


def test_readers_see_which_papers_there_are_and_take_none(scene: Scene, made: Renewal) -> None:
    reader = by(user_with("society-reader", "reader", scene.cast.society))
    page = seen(reader, address(made))
    assert "韦德才" not in page
    assert "打包全部材料" not in page
    for name in ("pack/", "request/draft/"):
        answer = reader.get(f"{address(made)}{name}", follow=True)
        assert "可以查看人员的人员生成" in answer.content.decode()


def test_what_a_paper_lacks_is_a_click_from_where_it_is_written_down(scene: Scene, made: Renewal) -> None:
    page = seen(by(scene.cast.clerk), address(made))
    assert "renewal.plan_congress" in page  # neither the day nor the present legal representative is known
    plan_congress(scene.clerk, made, {"congress_on": scene.today, "former_legal": "覃老"})
    assert "renewal.plan_congress" not in seen(by(scene.cast.clerk), address(made))
