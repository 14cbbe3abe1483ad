"""The public page: names only of who consents, receipts, and a file that anybody counts again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from blocks.assemblies.elections.announced import asks, confirmed, public, read
from blocks.assemblies.elections.stand import Stand, stand_of
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.elections.called import called_in_public
from keqiao.blocks.assemblies.elections.models import Announcement
from keqiao.blocks.assemblies.elections.offered import election_url, only_purpose
from keqiao.blocks.assemblies.elections.pages.panels import face_panel
from keqiao.blocks.assemblies.elections.recount import holds
from keqiao.blocks.assemblies.elections.verbs import announcing
from keqiao.cli.recount import command
from keqiao.registry.privacy.verbs.consents import record_withdrawal
from plans.supervision.browsing import by, seen


@pytest.fixture
def stand(cast: Cast) -> Stand:
    return stand_of(cast)


def test_only_who_consents_is_named_and_only_as_long(stand: Stand) -> None:
    election, _code = confirmed(stand)
    asks(stand.cast, stand.candidates[0])
    assert only_purpose(stand.cast.liuzhou.pk) == {"purpose": "publish-lists"}
    made = public(stand, election, "publish-lists")
    page, file = read(election), read(election, "recount/recount/")
    for shown in (page, file, read(election, "recount/table/")):
        plain = shown.replace("　", "")
        assert "常委1" in plain
        assert "2号候选人" in plain
        for person in stand.members[1:]:
            assert person.name not in plain
        assert "罗另选" not in plain
    assert "另选第1人" in page
    assert "有5人只写号数" in page
    record_withdrawal(OPERATES, stand.candidates[0], {"purpose": "publish-lists", "channel": "phone"})
    assert "常委1" not in read(election).replace("　", "")
    assert called_in_public(made).unnamed == 6


@pytest.mark.parametrize("lists", ["whole", "apart"])
def test_the_published_file_is_counted_again_by_anybody(stand: Stand, tmp_path: Path, lists: str) -> None:
    election, code = confirmed(stand, lists=lists)
    public(stand, election)
    file = tmp_path / "计票文件.json"
    file.write_text(read(election, "recount/recount/"), encoding="utf-8")
    content = json.loads(file.read_text(encoding="utf-8"))
    assert holds(content)
    assert "voter" not in file.read_text(encoding="utf-8")
    done = CliRunner().invoke(command, [str(file), "--receipt", code])
    assert done.exit_code == 0
    assert "1号候选人　赞成9" in done.output
    assert "这张选票已经计入" in done.output
    assert "与公布的结果一致" in done.output


def test_the_page_says_whether_a_receipt_was_counted(stand: Stand) -> None:
    election, code = confirmed(stand)
    public(stand, election)
    assert "这张选票已经计入" in read(election, f"?receipt={code}")
    assert "没有找到这张回执" in read(election, "?receipt=AAAA-AAAA-AAAA-AAAA")


def test_it_is_found_on_the_public_face_and_at_the_desk(stand: Stand) -> None:
    election, _code = confirmed(stand)
    clerk, leader = by(stand.cast.clerk), by(stand.cast.leader)
    assert "提请公布结果" in seen(clerk, election_url(election))
    request = Client().get("/").wsgi_request
    assert face_panel(request, stand.cast.liuzhou) == ""
    announcing.announce(acts(stand.cast.clerk), election, {})
    assert "批准公布</a>" in seen(leader, election_url(election))
    assert "批准公布</a>" not in seen(clerk, election_url(election))
    announcing.publish(stand.leader, Announcement.objects.get())
    assert f"/votes/{election.public_id}/" in face_panel(request, stand.cast.liuzhou)
    assert "查看公开页面" in seen(clerk, election_url(election))
