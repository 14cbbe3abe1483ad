"""The public page of a list: open to everybody as long as it is published, and holding three fields only."""

from __future__ import annotations

from django.test import Client

from blocks.assemblies.composing.given import Congress, day, published
from keqiao.blocks.assemblies.composing import seats
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Publicity
from keqiao.kernel.nouns import ledger


def test_everybody_reads_name_unit_and_position_and_nothing_else(congress: Congress) -> None:
    made = congress.merged()
    published(made, congress.clerk, -1, 5)
    answer = Client().get(f"/publicity/{Publicity.objects.get().public_id}/")
    page = answer.content.decode()
    for one in standing(made):
        assert one.person.name in page
    assert "龙城重工机械有限公司" in page
    assert "高级工程师" in page
    for hidden in ("1990", "1965", "女", "企业", "领导干部", "备用"):
        assert hidden not in page.split("<main")[1].split("</main>")[0]
    assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_before_and_after_there_is_no_such_page(congress: Congress) -> None:
    made = congress.merged()
    published(made, congress.clerk, -9, -1)
    one = Publicity.objects.get()
    assert Client().get(f"/publicity/{one.public_id}/").status_code == 404
    with ledger.exempt("given"):
        one.starts, one.ends = day(1), day(9)
        one.save()
    assert Client().get(f"/publicity/{one.public_id}/").status_code == 404


def test_a_making_that_was_dropped_is_public_no_longer(congress: Congress) -> None:
    made = congress.merged()
    published(made, congress.clerk, -1, 5)
    seats.drop(congress.clerk, congress.now(), {"reason": "推迟到明年"})
    assert Client().get(f"/publicity/{Publicity.objects.get().public_id}/").status_code == 404
