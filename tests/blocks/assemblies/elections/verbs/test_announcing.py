"""A result made public: by two people, with names only of who consents, with a file that anybody counts again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from blocks.assemblies.elections.stand import Stand, closed, opened, prepared, stand_of, vote, with_rules
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.elections.called import called_in_public
from keqiao.blocks.assemblies.elections.models import Announcement, Election
from keqiao.blocks.assemblies.elections.offered import election_url, only_purpose
from keqiao.blocks.assemblies.elections.pages.panels import face_panel
from keqiao.blocks.assemblies.elections.recount import holds
from keqiao.blocks.assemblies.elections.verbs import announcing, repeating, settling
from keqiao.cli.recount import command
from keqiao.kernel.access.models import Grant
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.verbs.consents import record_consent, record_withdrawal
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice
from plans.supervision.browsing import by, seen

PURPOSE = {
    "code": "publish-lists",
    "name": "公开选举结果",
    "kind": "publication",
    "basis": "consent",
    "data": ["name", "duties"],
    "why": "接受监督",
    "who": "办公室",
    "keeps": "至届满",
}


@pytest.fixture
def stand(cast: Cast) -> Stand:
    return stand_of(cast)


def confirmed(stand: Stand, **rules: str) -> tuple[Election, str]:
    """Three elected, and one who is written in twice; the receipt of the last ballot."""
    election = opened(stand, with_rules(stand, prepared(stand), **rules))
    code = ""
    for place, person in enumerate(stand.members):
        code = vote(stand, election, person, 1, 2, **({"written": {"5": "罗另选"}} if place < 2 else {}))
    closed(stand, election)
    settling.confirm_result(stand.leader, election, {})
    return Election.objects.get(pk=election.pk), code


def public(stand: Stand, election: Election, purpose: str = "") -> Announcement:
    made = announcing.announce(stand.clerk, election, {"purpose": purpose})
    return announcing.publish(stand.leader, made)


def asks(cast: Cast, person: Person | None = None) -> None:
    """The city asks whether names may be public; one person says yes."""
    publish_notice(OPERATES, define_purpose(OPERATES, cast.liuzhou, PURPOSE), {"text": "结果将向社会公开。"})
    if person is not None:
        sheet = {"purpose": "publish-lists", "channel": "paper", "evidence": "登记表第1号"}
        record_consent(OPERATES, person, {**sheet, "day": timezone.localdate()})


def read(election: Election, more: str = "") -> str:
    answer = Client().get(f"/votes/{election.public_id}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_second_person_publishes(stand: Stand) -> None:
    election, _code = confirmed(stand)
    made = announcing.announce(stand.clerk, election, {})
    assert Client().get(f"/votes/{election.public_id}/").status_code == 404
    with pytest.raises(Refused):
        announcing.publish(stand.clerk, made)
    announcing.send_back_announcement(stand.leader, made, {"reason": "先征求意见"})
    with ledger.exempt("given"):
        Grant(user=stand.cast.leader, role="clerk", organisation=stand.cast.liuzhou).save()
    both = acts(stand.cast.leader)
    again = announcing.announce(both, election, {})
    with pytest.raises(Refused, match="您自己提请的"):
        announcing.publish(both, again)
    with pytest.raises(VerbError, match="已经提请公布"):
        announcing.announce(stand.clerk, election, {})
    announcing.withdraw_announcement(stand.clerk, again, {"reason": "内容有误"})
    public(stand, election)
    assert "1号候选人" in read(election)


def test_it_is_taken_down_at_once(stand: Stand) -> None:
    election, _code = confirmed(stand)
    made = public(stand, election)
    announcing.withdraw_announcement(stand.clerk, made, {"reason": "期满"})
    for more in ("", "recount/recount/", "recount/table/"):
        assert Client().get(f"/votes/{election.public_id}/{more}").status_code == 404
    with pytest.raises(VerbError, match="现在是“已撤下”"):
        announcing.withdraw_announcement(stand.clerk, made, {"reason": "期满"})


def test_an_annulled_result_is_public_no_more(stand: Stand) -> None:
    election, _code = confirmed(stand)
    made = public(stand, election)
    repeating.annul(stand.leader, election, {"reason": "计票有误"})
    assert Client().get(f"/votes/{election.public_id}/").status_code == 404
    made.refresh_from_db()
    assert (made.status, made.reason) == ("withdrawn", "计票有误")


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


def test_names_are_published_for_no_other_purpose(stand: Stand) -> None:
    election, _code = confirmed(stand)
    define_purpose(OPERATES, stand.cast.liuzhou, PURPOSE | {"code": "inner", "kind": "general", "basis": "duty"})
    with pytest.raises(VerbError, match="不是向社会公开的目的"):
        announcing.announce(stand.clerk, election, {"purpose": "inner"})
    with pytest.raises(VerbError, match="没有登记代码为“unknown”"):
        announcing.announce(stand.clerk, election, {"purpose": "unknown"})
    with pytest.raises(VerbError, match="不能办理这一步"):
        announcing.announce(stand.clerk, prepared(stand, title="另一项"), {})
