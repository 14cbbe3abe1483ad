"""The issued text of a plan beside its clauses. The texts here are invented."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import OPERATES, Cast, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.issued import attach_text, issued, marked_secret
from keqiao.plans.library import library
from keqiao.plans.models import IssuedText
from plans.municipal import Municipal

PLAN = "liuzhou-2017"
TEXT = (
    "青山市科协工作方案\n为做好工作，制定本方案。\n一、要求\n1．想法。要想\n清楚。\n"
    "二、任务\n1．人选。来自一线的要多。\n十九、别的\n没有这一条。\n"
)


def data(text: str = TEXT, **more: str) -> dict[str, str]:
    """What the command gives the verb."""
    return {"plan": PLAN, "name": "方案.txt", "digest": "0" * 64, "text": text} | more


def test_the_text_stands_beside_its_clauses_and_what_does_not_agree_is_told(cast: Cast) -> None:
    package = library().plan(PLAN)
    assert issued(package, cast.liuzhou.pk) is None
    attach_text(acts(cast.clerk), cast.liuzhou, data())
    found = issued(package, cast.liuzhou.pk)
    assert found is not None
    assert found.clauses["一.1"] == "1．想法。要想清楚。"
    assert found.clauses["序言"].endswith("制定本方案。")
    other, missing, more = found.faults
    assert "SHA-256不同" in other
    assert "通知、" in missing
    assert "三" in missing
    assert more == "文件中有方案包没有的条目：十九。"


def test_a_file_that_is_the_package_s_own_source_has_no_fault_of_its_own(cast: Cast) -> None:
    package = library().plan(PLAN)
    attach_text(OPERATES, cast.liuzhou, data(digest=package.source_digest))
    found = issued(package, cast.liuzhou.pk)
    assert found is not None
    assert not any("SHA-256" in fault for fault in found.faults)


def test_the_latest_stands_and_the_former_is_kept(cast: Cast) -> None:
    first = attach_text(OPERATES, cast.liuzhou, data())
    second = attach_text(OPERATES, cast.liuzhou, data(name="改.txt"))
    first.refresh_from_db()
    assert first.ends is not None
    assert IssuedText.objects.get(ends=None) == second


@pytest.mark.parametrize("head", ["机密★3年\n", "秘密★\n方案", "# 绝密\n", "秘  密 ★ 长期\n"])
def test_what_is_marked_secret_is_refused(cast: Cast, head: str) -> None:
    with pytest.raises(VerbError, match="标有密级"):
        attach_text(OPERATES, cast.liuzhou, data(head + TEXT))
    assert not IssuedText.objects.exists()


def test_what_only_speaks_of_secrets_is_not_marked() -> None:
    assert not marked_secret("保守国家秘密是每个人的义务。\n一、机密文件的管理")


def test_only_the_plan_s_own_association_and_who_may_keep_its_files(cast: Cast) -> None:
    with pytest.raises(VerbError, match="不是“桂林"):
        attach_text(OPERATES, cast.guilin, data())
    with pytest.raises(VerbError, match="没有编号为“none”的方案"):
        attach_text(OPERATES, cast.liuzhou, data(plan="none"))
    for user in (cast.reader, cast.nobody, cast.county_clerk):
        with pytest.raises(Refused):
            attach_text(acts(user), cast.liuzhou, data())


def test_the_scoreboard_shows_it_folded_with_a_word_about_faults(municipal: Municipal) -> None:
    client = Client()
    client.force_login(municipal.cast.clerk)
    address = f"/plans/{PLAN}/450200/"
    assert 'class="issued"' not in client.get(address).content.decode()
    attach_text(OPERATES, municipal.city, data())
    page = client.get(address).content.decode()
    assert "来自一线的要多" in page
    assert "与方案包不完全对应" in page
