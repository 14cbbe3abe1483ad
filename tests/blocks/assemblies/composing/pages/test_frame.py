"""Which making and which list a page is about, and what becomes of a step that is refused."""

from __future__ import annotations

import uuid

from blocks.assemblies.composing.given import Congress
from keqiao.blocks.assemblies.composing.offered import list_url, making_url
from keqiao.blocks.assemblies.composing.pages.frame import address, way
from plans.supervision.browsing import by, seen


def test_the_way_leads_over_the_making(congress: Congress) -> None:
    made = congress.now()
    found = way(congress.cast.liuzhou, made, "结构测算")
    assert [step["label"] for step in found] == ["柳州市科学技术协会", "会议和选举", "第十次代表大会换届", "结构测算"]
    assert found[2]["url"] == making_url(made)
    assert address(made, "composition") == f"{making_url(made)}composition/"


def test_what_is_not_there_is_told(congress: Congress) -> None:
    clerk, nowhere = by(congress.cast.clerk), str(uuid.UUID(int=1))
    for url, one in ((making_url(congress.making), congress.making), (list_url(congress.list), congress.list)):
        seen(clerk, url.replace(str(one.public_id), nowhere).replace(congress.cast.luzhai.code, "450200"), 404)


def test_a_step_that_is_refused_leaves_its_reason_on_the_page(congress: Congress) -> None:
    answer = by(congress.cast.clerk).post(making_url(congress.making), follow=True)
    assert "现在是“推荐报送”" in answer.content.decode()
