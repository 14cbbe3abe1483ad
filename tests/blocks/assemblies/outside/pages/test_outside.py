"""One page for all dealings: what is there, what may be done, documents, and names for those who may see them."""

from __future__ import annotations

import io

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.outside import consulting, verbs
from keqiao.blocks.assemblies.outside.models import Hearing
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/450200/outside/"


def filled(cast: Cast) -> Hearing:
    """One of each."""
    city = cast.liuzhou
    named = {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": "2024-03-05"}
    verbs.name_leader(OPERATES, city, named)
    verbs.record_seat(OPERATES, city, {"person": cast.official.pk, "kind": "npc_deputy", "starts": "2024-03-05"})
    asked = {"topic": "推荐征求意见", "unit": "市委统战部", "date": "2024-03-08", "due": "2024-03-15", "candidates": 3}
    consulting.ask_opinion(OPERATES, city, asked)
    heard = {"kind": "hearing", "chamber": "government", "date": "2024-03-06", "title": "市政府常务会议"}
    made: Hearing = verbs.record_hearing(OPERATES, city, heard)
    return made


def test_empty_parts_say_what_belongs_there(cast: Cast) -> None:
    page = seen(by(cast.clerk), PAGE)
    assert page.count("还没有登记") == 4
    assert "登记分管（联系）领导" in page


def test_all_of_it_stands_on_one_page(cast: Cast) -> None:
    filled(cast)
    page = seen(by(cast.clerk), PAGE)
    for words in ("市委副书记 周文斌", "市政府常务会议", "覃亮", "推荐3人", "答复意见", "登记到会", "席位终止"):
        assert words in page
    reader = seen(by(cast.reader), PAGE)
    assert "覃亮" not in reader
    assert "登记到会" not in reader
    assert seen(by(cast.outsider), PAGE, 403)


def test_a_document_is_put_beside_a_hearing_and_taken_out_again(cast: Cast) -> None:
    made = filled(cast)
    clerk = by(cast.clerk)
    assert seen(clerk, f"{PAGE}{made.public_id}/document/", 404)
    file = io.BytesIO(b"%PDF-1.4")
    file.name = "纪要.pdf"
    answer = clerk.post(PAGE, {"hearing": str(made.public_id), "file": file}, follow=True).content.decode()
    assert "文件已附上" in answer
    got = clerk.get(f"{PAGE}{made.public_id}/document/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4"  # type: ignore[attr-defined]  # a file, streamed
    assert "是空的" in clerk.post(PAGE, {"hearing": str(made.public_id)}, follow=True).content.decode()
    assert clerk.post(PAGE, {"hearing": "nonsense"}).status_code == 404


def test_the_hub_sums_it_up(cast: Cast) -> None:
    filled(cast)
    page = seen(by(cast.clerk), "/desk/assemblies/450200/")
    assert "市委副书记 周文斌" in page
    assert "2024年3月15日前" in page
