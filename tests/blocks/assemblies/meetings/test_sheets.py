"""The roll as a Word file: to be signed before, with who came after."""

from __future__ import annotations

import io
from typing import Any

import docx

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import leaves, planning
from keqiao.blocks.assemblies.meetings.sheets import attendance_sheet, sheet_title
from keqiao.blocks.assemblies.models import Meeting


def read(meeting: Meeting) -> tuple[str, list[list[str]]]:
    """The text above the table, and its rows."""
    document: Any = docx.Document(io.BytesIO(attendance_sheet(meeting)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    return "\n".join(paragraph.text for paragraph in document.paragraphs), rows


def test_before_the_meeting_there_is_room_to_sign_for_whoever_is_not_excused(at: Hall) -> None:
    made = at.convened(TODAY, title="三次会议", place="科技馆")
    leaves.grant_leave(at.leader, leaves.ask_leave(at.own, at.call(made), {"reason": "duty"}), {})
    planning.invite(at.clerk, made, {"name": "桂生", "unit": "财政局"})
    text, rows = read(made)
    assert "三次会议签到表" in text
    assert "地点：科技馆" in text
    assert rows[0] == ["序号", "姓名", "身份", "代表团、界别或单位", "本人签名"]
    assert len(rows) == 8
    assert rows[1] == ["1", "代表1", "应到", "第一代表团", ""]
    assert [row[4] for row in rows if row[1] == "代表2"] == ["请假"]
    assert rows[-1] == ["7", "桂　生", "特邀", "财政局", ""]


def test_after_it_the_list_says_who_came(at: Hall) -> None:
    made = at.closed(there=4)
    assert sheet_title(made) == "到会名单"
    text, rows = read(made)
    assert "应到6人，实到4人，请假0人，缺席2人" in text
    assert [row[4] for row in rows[1:]].count("到会") == 4
    assert [row[4] for row in rows[1:]].count("缺席") == 2
