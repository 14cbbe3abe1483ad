"""The agenda has an order, papers, and one item that is on."""

from __future__ import annotations

import pytest

from blocks.assemblies.meetings.given import Hall
from keqiao.blocks.assemblies.meetings import agenda, decisions
from keqiao.blocks.assemblies.meetings.models import AgendaItem, Paper
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.files import attach


def items(at: Hall, meeting: Meeting, *titles: str) -> list[AgendaItem]:
    """Items of these titles."""
    return [agenda.add_item(at.clerk, meeting, {"title": title, "minutes": 20}) for title in titles]


def kept(at: Hall, name: str = "工作报告.pdf") -> Attachment:
    """A file of the city's."""
    return attach(at.clerk, at.cast.liuzhou, {"name": name, "content": b"%PDF-1.4"})


def titles(meeting: Meeting) -> list[str]:
    """The agenda as it stands."""
    return [one.title for one in meeting.items.all()]


def test_items_stand_in_their_order_and_change_places(at: Hall) -> None:
    made = at.planned()
    first, second, third = items(at, made, "开幕", "报告", "选举")
    agenda.move_item(at.clerk, third, {"way": "up"})
    assert titles(made) == ["开幕", "选举", "报告"]
    second.refresh_from_db()
    agenda.move_item(at.clerk, first, {"way": "down"})
    assert titles(made) == ["选举", "开幕", "报告"]
    with pytest.raises(VerbError, match="“报告”已经在最前或最后"):
        agenda.move_item(at.clerk, second, {"way": "down"})
    assert agenda.minutes_planned(made) == 60


def test_an_item_is_worded_anew_and_taken_off_with_its_papers(at: Hall) -> None:
    made = at.planned()
    [item] = items(at, made, "报告")
    agenda.change_item(at.clerk, item, {"title": "常委会工作报告", "speaker": "主席"})
    assert (item.title, item.speaker, item.minutes) == ("常委会工作报告", "主席", None)
    agenda.add_paper(at.clerk, made, {"file": kept(at).pk, "item": item.pk})
    agenda.drop_item(at.clerk, item, {})
    assert not Paper.objects.exists()


def test_an_item_on_which_was_decided_stays(at: Hall) -> None:
    made = at.running(5)
    [item] = items(at, made, "报告")
    decisions.decide(at.clerk, made, {"title": "批准", "text": "批准报告。", "item": item.pk})
    with pytest.raises(VerbError, match="“报告”已经作出决定，不能撤下"):
        agenda.drop_item(at.clerk, item, {})


def test_one_item_is_on_at_a_time(at: Hall) -> None:
    made = at.running(5)
    first, second = items(at, made, "开幕", "报告")
    agenda.take_up(at.clerk, first, {})
    agenda.take_up(at.clerk, second, {})
    assert [one.status for one in made.items.all()] == ["done", "current"]


def test_nothing_is_taken_up_before_the_meeting_runs(at: Hall) -> None:
    made = at.convened()
    [item] = items(at, made, "开幕")
    with pytest.raises(VerbError, match="会议没有在进行"):
        agenda.take_up(at.clerk, item, {})


def test_the_agenda_of_what_is_over_stays(at: Hall) -> None:
    with pytest.raises(VerbError, match="已结束，议程不能再改"):
        agenda.add_item(at.clerk, at.closed(), {"title": "补充"})


def test_papers_bear_the_file_s_name_unless_told_otherwise(at: Hall) -> None:
    made = at.planned()
    first = agenda.add_paper(at.clerk, made, {"file": kept(at).pk})
    second = agenda.add_paper(at.clerk, made, {"file": kept(at).pk, "title": "报告（讨论稿）"})
    assert (str(first), str(second)) == ("工作报告", "报告（讨论稿）")
    agenda.drop_paper(at.clerk, first, {})
    assert made.papers.get() == second


def test_a_paper_needs_its_item_and_a_signed_record_its_end(at: Hall) -> None:
    made = at.planned()
    with pytest.raises(VerbError, match="没有找到所选的议题"):
        agenda.add_paper(at.clerk, made, {"file": kept(at).pk, "item": 999})
    with pytest.raises(VerbError, match="会议还没有结束，不能上传签字的会议记录"):
        agenda.add_paper(at.clerk, made, {"file": kept(at).pk, "kind": "record"})
    over = at.closed()
    assert agenda.add_paper(at.clerk, over, {"file": kept(at).pk, "kind": "record"}).kind == "record"


def test_a_delegate_writes_no_agenda(at: Hall) -> None:
    with pytest.raises(Refused):
        agenda.add_item(at.own, at.planned(), {"title": "临时动议"})
