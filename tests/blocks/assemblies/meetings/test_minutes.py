"""Minutes and agenda as official documents, made of the records."""

from __future__ import annotations

import io

import docx

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import agenda, decisions, leaves, planning, presence, running
from keqiao.blocks.assemblies.meetings.minutes import agenda as agenda_document
from keqiao.blocks.assemblies.meetings.minutes import minutes, when_words
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.look.formats import long_date


def lines(content: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


def test_minutes_tell_who_was_there_what_was_on_and_what_was_decided(at: Hall) -> None:
    made = at.convened(TODAY, place="科技馆")
    leaves.grant_leave(at.leader, leaves.ask_leave(at.own, at.call(made), {"reason": "duty"}), {})
    running.open_meeting(at.clerk, made, {})
    item = agenda.add_item(at.clerk, made, {"title": "听取工作报告", "speaker": "主席", "minutes": 30})
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    rest = made.invitations.exclude(person=at.delegate.person).filter(kind="due").values_list("pk", flat=True)
    presence.check_in(at.clerk, made, {"invitations": [*rest[:4], guest.pk]})
    votes = {"adopted": "hands", "votes_for": 4, "item": item.pk}
    decisions.decide(at.clerk, made, {"title": "批准工作报告", "text": "会议批准报告。\n印发各单位。"} | votes)
    decisions.decide(at.clerk, made, {"title": "明年工作", "text": "按计划办理。", "kind": "agreed"})
    running.close_meeting(at.clerk, made, {})
    written = lines(minutes(made))
    assert written[:1] == ["柳州市科学技术协会\n代表大会会议纪要"]
    [opening] = [line for line in written if "召开。" in line]
    assert "由主席代表1召集" in opening
    assert "应到6人，实到4人，请假1人，缺席1人。到会人数符合规定。" in opening
    assert any(line.startswith("出席：") and "代表1" in line and "代表2" not in line for line in written)
    assert "请假：代表2" in written
    assert "列席：桂　生" in written or "列席：桂生" in written
    assert "1．听取工作报告（主席）" in written
    at_ = written.index("（一）批准工作报告")
    assert written[at_ + 1 : at_ + 4] == [
        "会议批准报告。",
        "印发各单位。",
        "通过方式：举手表决通过，赞成4票，反对0票，弃权0票。",
    ]
    assert "（二）明年工作" in written
    assert written[-2:] == ["柳州市科学技术协会", long_date(TODAY)]


def test_a_meeting_that_was_only_recorded_has_minutes_of_what_is_known(at: Hall) -> None:
    old = record_meeting(at.clerk, at.cast.congress, {"date": TODAY, "title": "第八次代表大会"})
    decisions.decide(at.clerk, old, {"title": "选举办法", "text": "通过。"})
    written = lines(minutes(old))
    assert not [line for line in written if "应到" in line or "出席" in line]
    assert "一、会议决定" in written


def test_the_agenda_goes_to_those_invited_and_names_nobody_present(at: Hall) -> None:
    made = at.planned(begins="9:00", ends="11:30", place="科技馆")
    agenda.add_item(at.clerk, made, {"title": "开幕", "minutes": 10})
    written = lines(agenda_document(made))
    assert f"时间：{long_date(LATER)} 09:00—11:30" in written
    assert "1．开幕（10分钟）" in written
    assert when_words(at.planned(title="另一次")) == long_date(LATER)


def test_the_same_records_give_the_same_file(at: Hall) -> None:
    made = at.closed()
    assert minutes(made) == minutes(made)
