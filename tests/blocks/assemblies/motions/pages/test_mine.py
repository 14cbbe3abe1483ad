"""At home: hand in, sign, read the answer, judge; each sees their own."""

from __future__ import annotations

import io

from django.utils import timezone

from blocks.assemblies.motions.given import TEXT, Floor, fresh
from cast import OPERATES, EmploymentFactory, PersonFactory, PostFactory
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.motions import replying
from keqiao.blocks.assemblies.motions.models import Motion
from plans.supervision.browsing import by, seen

HOME = "/home/motions/"


def test_one_is_written_in_the_name_of_a_post_at_a_meeting_with_a_paper(floor: Floor) -> None:
    meeting = verbs.record_meeting(OPERATES, floor.cast.congress, {"date": timezone.localdate()})
    me = by(floor.users[0])
    assert "以代表大会身份提出" in seen(me, HOME)
    address = f"{HOME}new/{floor.posts[0].public_id}/"
    page = seen(me, address)
    assert "提案至少3人签名" in page
    assert meeting.title in page
    file = io.BytesIO(b"%PDF-1.4")
    file.name = "说明.pdf"
    data = {"kind": "suggestion", "topic": "talent", "title": "关于人才公寓的建议", "text": TEXT}
    answer = me.post(address, data | {"meeting": str(meeting.public_id), "file": file}, follow=True)
    assert "已提交，编号" in answer.content.decode()
    made = Motion.objects.get()
    assert (made.meeting, made.attachment.name) == (meeting, "说明.pdf")  # type: ignore[union-attr]  # just attached
    got = me.get(f"{HOME}{made.public_id}/file/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4"  # type: ignore[attr-defined]  # a file, streamed


def test_what_is_wrong_is_said_beside_the_form(floor: Floor) -> None:
    me = by(floor.users[0])
    address = f"{HOME}new/{floor.posts[0].public_id}/"
    data = {"kind": "motion", "topic": "talent", "title": "关于人才公寓的提案", "text": TEXT, "cosigners": "无名氏"}
    answer = me.post(address, data)
    assert answer.status_code == 400
    assert "“无名氏”不在" in answer.content.decode()
    assert seen(by(floor.users[1]), address, 404)


def test_those_asked_sign_with_their_own_account(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉、甘泉")
    address = f"{HOME}{made.public_id}/"
    assert seen(by(floor.users[3]), address, 404)
    for number in (1, 2):
        other = by(floor.users[number])
        assert made.title in seen(other, "/home/")
        assert "附议这件提案建议" in seen(other, address)
        assert "已附议" in other.post(address, {"action": "sign"}, follow=True).content.decode()
    me = by(floor.users[0])
    assert "至少3人签名，现在有3人" in seen(me, address)
    assert "等待立案审查" in me.post(address, {"action": "submit"}, follow=True).content.decode()
    assert fresh(made).status == "filed"
    refused = by(floor.users[1]).post(address, {"action": "submit"}, follow=True).content.decode()
    assert "只有本人可以办理" in refused


def test_one_declines_withdraws_invites_and_attaches(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉")
    address = f"{HOME}{made.public_id}/"
    by(floor.users[1]).post(address, {"action": "decline"})
    assert floor.part(made, 1).status == "declined"
    me = by(floor.users[0])
    me.post(address, {"action": "invite", "cosigners": "甘泉"})
    assert floor.part(made, 2).status == "invited"
    assert "是空的" in me.post(address, {"action": "attach"}, follow=True).content.decode()
    me.post(address, {"action": "withdraw"})
    assert fresh(made).status == "withdrawn"
    assert me.post(address, {"action": "nonsense"}).status_code == 302


def test_the_answer_is_read_and_judged_and_only_by_oneself(floor: Floor) -> None:
    made = floor.assigned(floor.signed(1, 2, kind="motion"))
    note = replying.note(floor.county, floor.lead(made), {"text": "已选定两处场地。"})
    address = f"{HOME}{made.public_id}/"
    me = by(floor.users[0])
    assert "已选定两处场地" not in seen(me, address)  # nobody has approved it yet
    replying.approve(floor.leader, note, {})
    assert "已选定两处场地" in seen(me, address)
    floor.answered(made)
    assert "已有答复，请您评价" in seen(me, "/home/")
    assert "已列入明年计划" in seen(me, address)
    bad = me.post(address, {"action": "judge", "mark": "satisfied", "again": "on", "reason": "没有说明经费"})
    assert bad.status_code == 400
    assert "只有不满意时可以要求再办" in bad.content.decode()
    me.post(address, {"action": "judge", "mark": "basically"})
    assert "您已评价：基本满意" in seen(me, address)
    assert "基本满意。办结" not in seen(by(floor.users[1]), address)
    desk = seen(by(floor.cast.clerk), f"/desk/assemblies/450200/motions/{made.public_id}/")
    assert "已收到评价" in desk
    assert "1人已评价" not in desk
    assert "基本满意" not in desk


def test_an_account_that_is_nobody_goes_home(floor: Floor) -> None:
    assert by(floor.cast.nobody).get(HOME)["Location"] == "/home/"


def test_of_namesakes_one_chooses_by_unit_and_position(floor: Floor) -> None:
    one = PersonFactory(name="蓝天", keeper=floor.cast.liuzhou)
    EmploymentFactory(person=one, unit_name="柳州市农科所", position="研究员")
    other = PostFactory(term=floor.cast.term, person=one)
    me, address = by(floor.users[0]), f"{HOME}new/{floor.posts[0].public_id}/"
    data = {"kind": "motion", "topic": "talent", "title": "关于人才公寓的提案", "text": TEXT, "cosigners": "蓝天"}
    answer = me.post(address, data)
    assert answer.status_code == 400
    assert "邀请哪一位蓝天？" in answer.content.decode()
    assert "柳州市农科所 研究员" in answer.content.decode()
    me.post(address, data | {"namesakes": [str(other.public_id)]})
    made = Motion.objects.get()
    assert made.signatures.get(first=False).person == one
    page = f"{HOME}{made.public_id}/"
    refused = me.post(page, {"action": "invite", "cosigners": "蓝天"})
    assert refused.status_code == 400
    assert "邀请哪一位蓝天？" in refused.content.decode()
    me.post(page, {"action": "invite", "cosigners": "蓝天", "namesakes": [str(floor.posts[3].public_id)]})
    assert made.signatures.filter(first=False).count() == 2
