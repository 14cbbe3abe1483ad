"""The public page of a list: open to everybody as long as it is published, and holding three fields only."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from blocks.assemblies.composing.given import Congress, consents, day, published
from cast import OPERATES
from keqiao.blocks.assemblies.composing import publishing, seats
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Publicity
from keqiao.kernel.nouns import ledger
from keqiao.registry.privacy.verbs.consents import record_withdrawal


def _read() -> str:
    answer = Client().get(f"/publicity/{Publicity.objects.get().public_id}/")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def _public(congress: Congress, starts: int = -1, ends: int = 5) -> list[str]:
    """The names of four who all consent; the list is public."""
    made = congress.merged()
    published(congress, made, starts, ends)
    people = standing(made)
    for one in people:
        consents(one.person)
    return [one.person.name for one in people]


def test_everybody_reads_name_unit_and_position_and_nothing_else(congress: Congress) -> None:
    names = _public(congress)
    page = _read()
    for name in names:
        assert name in page
    assert "龙城重工机械有限公司" in page
    assert "高级工程师" in page
    assert 'href="tel:0772-2825000"' in page
    assert "没有列出" not in page
    for hidden in ("1990", "1965", "女", "企业", "领导干部", "备用"):
        assert hidden not in page


def test_who_doesnt_consent_or_takes_it_back_is_not_named(congress: Congress) -> None:
    names = _public(congress)
    person = standing(congress.now())[0].person
    record_withdrawal(OPERATES, person, {"purpose": "publish-lists", "channel": "phone"})
    page = _read()
    assert names[0] not in page
    assert names[1] in page
    assert "另有1人没有同意公开" in page


def test_before_and_after_the_page_says_so_and_names_nobody(congress: Congress) -> None:
    names = _public(congress, -9, -1)
    page = _read()
    assert "公示已经结束" in page
    one = Publicity.objects.get()
    with ledger.exempt("given"):
        one.starts, one.ends = day(1), day(9)
        one.save()
    coming = _read()
    assert "公示还没有开始" in coming
    for name in names:
        assert name not in page + coming


def test_the_first_and_the_last_day_are_public(congress: Congress) -> None:
    names = _public(congress, 0, 0)
    assert names[0] in _read()


def test_what_was_taken_down_or_dropped_names_nobody(congress: Congress) -> None:
    names = _public(congress)
    publishing.unpublish(congress.clerk, Publicity.objects.get(), {"reason": "单位写错"})
    page = _read()
    assert "公示已经撤下" in page
    assert "单位写错" not in page
    assert names[0] not in page


def test_a_making_that_was_dropped_is_public_no_longer(congress: Congress) -> None:
    names = _public(congress)
    seats.drop(congress.clerk, congress.now(), {"reason": "推迟到明年"})
    assert names[0] not in _read()


def test_the_public_face_leads_there_while_it_runs(congress: Congress) -> None:
    _public(congress)
    url, face = f"/publicity/{Publicity.objects.get().public_id}/", "/organisations/450200/public/"
    assert url in Client().get(face).content.decode()
    publishing.unpublish(congress.clerk, Publicity.objects.get(), {"reason": "单位写错"})
    assert url not in Client().get(face).content.decode()
    assert timezone.localdate() == Publicity.objects.get().withdrawn
