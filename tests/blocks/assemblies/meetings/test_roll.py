"""The roll: who is called and how each stands, found by name and state."""

from __future__ import annotations

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import leaves, planning, presence
from keqiao.blocks.assemblies.meetings.roll import chosen, roll
from keqiao.kernel.nouns import ledger


def test_those_due_stand_first_with_their_delegation(at: Hall) -> None:
    made = at.convened()
    planning.invite(at.clerk, made, {"name": "阿桂", "unit": "财政局"})
    lines = roll(made)
    assert [line.name for line in lines] == [*(f"代表{number}" for number in range(1, 7)), "阿桂"]
    assert (lines[0].delegation, lines[0].kind, lines[0].word) == ("第一代表团", "应到", "未签到")
    assert (lines[-1].delegation, lines[-1].kind) == ("财政局", "特邀")


def test_each_is_found_by_how_they_stand(at: Hall) -> None:
    made = at.convened(TODAY)
    leaves.ask_leave(at.own, at.call(made), {"reason": "duty"})
    first = made.invitations.get(person=at.chair)
    presence.check_in(at.clerk, made, {"invitations": [first.pk]})
    lines = roll(made)
    assert [line.word for line in lines[:3]] == ["到会", "请假待批准", "未签到"]
    assert [line.name for line in chosen(lines, "", "present")] == ["代表1"]
    assert [line.name for line in chosen(lines, "", "leave")] == ["代表2"]
    assert len(chosen(lines, "", "missing")) == 5
    assert len(chosen(lines, "", "silent")) == 5  # who asks for leave has received the call
    assert [line.name for line in chosen(lines, "代表3", "")] == ["代表3"]
    assert len(chosen(lines, "第一代表团", "")) == 6


def test_people_stand_in_the_order_of_their_surnames_strokes(at: Hall) -> None:
    for person, name in zip(at.people, ("韦一", "丁二", "卜三", "李四", "覃五", "王六"), strict=True):
        with ledger.exempt("given"):
            person.name = name
            person.save()
    assert [line.name for line in roll(at.convened())] == ["丁二", "卜三", "王六", "韦一", "李四", "覃五"]
