"""The ballot paper and the report of the result, as Word files."""

from __future__ import annotations

import io

import docx
import pytest

from blocks.assemblies.elections.stand import (
    Stand,
    approved,
    closed,
    counters,
    matter,
    opened,
    prepared,
    sheet,
    stand_of,
    vote,
    with_rules,
)
from cast import Cast
from keqiao.blocks.assemblies.elections.documents import ballot_paper, how_to_fill, result_report
from keqiao.blocks.assemblies.elections.verbs import settling, voting


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def words_of(content: bytes) -> str:
    """All that a document says, cells after paragraphs."""
    read = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_the_ballot_has_the_names_in_their_order_and_says_how_to_fill_it_in(stand: Stand) -> None:
    election = approved(stand, prepared(stand))
    said = words_of(ballot_paper(election))
    assert "选举副主席选票" in said
    assert said.index("常委1") < said.index("常委2") < said.index("常委5")
    assert "赞成的画“√”，反对的画“×”，弃权的画“○”。" in said
    assert "不超过3人的有效，超过的整张无效" in said
    assert ballot_paper(election) == ballot_paper(election)


def test_the_ballot_follows_the_rules(stand: Stand) -> None:
    election = with_rules(
        stand, prepared(stand), symbols="circle_cross", write_in=False, over="meeting", unreadable="ballot"
    )
    said = "".join(how_to_fill(election))
    assert "弃权的不画" in said
    assert "另选他人" not in said
    assert "整张无效" in said
    assert "不得超过3人" in said
    assert "通过常委会工作报告" in words_of(ballot_paper(matter(stand, "paper")))


def test_the_report_names_votes_the_rule_and_places_for_signatures(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, written={"5": "覃峰"})
    said = words_of(result_report(closed(stand, election)))
    assert "选举副主席选举结果报告单" in said
    assert "应到9人，到会9人。" in said
    assert "发出选票9张，收回9张，其中有效票9张，废票0张。" in said
    assert "赞成9，超过到会人数（9）的二分之一" in said
    assert "覃峰（另选）" in said
    for teller in election.tellers.all():
        assert f"（{teller.person.name}）签字" in said


def test_the_report_of_a_void_vote_says_why(stand: Stand) -> None:
    election = opened(stand, prepared(stand, manner="paper"))
    voting.close_voting(stand.clerk, election)
    for teller in counters(election):
        settling.enter_sheet(stand.act_of(teller.person), teller, sheet(election, issued=8))
    settling.count_votes(stand.clerk, election)
    said = words_of(result_report(election))
    assert "收回选票9张，多于发出的8张，投票无效。" in said
    assert "当选" not in said


def test_a_show_of_hands_has_no_ballots(stand: Stand) -> None:
    election = opened(stand, matter(stand))
    settling.enter_hands(stand.clerk, election, {"yes": 6, "no": 1, "abstain": 0})
    said = words_of(result_report(election))
    assert "举手的共7人。" in said
    assert "赞成6，超过到会人数（9）的二分之一" in said
