"""Elections at the desk: steps, the one next action, what waits."""

from __future__ import annotations

import re

import pytest
from django.test import Client

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
)
from cast import Cast
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.steps import steps_of
from keqiao.blocks.assemblies.elections.verbs import preparing, settling, voting
from keqiao.kernel.access.models import User

LIST = "/desk/assemblies/450200/elections/"


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def seen(client: Client, election: Election, user: User) -> str:
    """The page of an election as somebody sees it."""
    client.force_login(user)
    answer = client.get(election_url(election))
    assert answer.status_code == 200
    return answer.content.decode()


def next_step(text: str) -> str:
    """What the page says comes next, and on which button."""
    [found] = re.findall(r'<section class="next-step".*?</section>', text, re.DOTALL)
    return found


def states(election: Election) -> list[str]:
    """How far each step is."""
    return [step.state for step in steps_of(election)]


def test_the_list_tells_what_goes_on_and_where_a_new_one_begins(stand: Stand, client: Client) -> None:
    client.force_login(stand.cast.clerk)
    assert "没有正在办理的选举和表决" in client.get(LIST).content.decode()
    prepared(stand)
    text = client.get(LIST).content.decode()
    assert "选举副主席" in text
    assert f"/desk/acts/elections.prepare/{stand.body.public_id}/" in text


def test_each_step_leads_to_the_next(stand: Stand, client: Client) -> None:
    clerk, leader = stand.cast.clerk, stand.cast.leader
    election = prepared(stand)
    assert "elections.nominate" in next_step(seen(client, election, clerk))
    preparing.nominate(stand.clerk, election, {"people": [one.pk for one in stand.candidates]})
    assert "elections.name_tellers" in next_step(seen(client, election, clerk))
    preparing.name_tellers(
        stand.clerk, election, {"scrutineers": [stand.members[6].pk], "counters": [stand.members[7].pk]}
    )
    assert "由有权限的人办理" in next_step(seen(client, election, clerk))
    assert "elections.approve_rules" in next_step(seen(client, election, leader))
    preparing.approve_rules(stand.leader, election)
    assert states(election) == ["done", "current", "coming", "coming", "coming"]
    assert "elections.approve_tellers" in next_step(seen(client, election, clerk))
    preparing.approve_tellers(stand.clerk, election, {"date": election.date})
    assert "elections.open" in next_step(seen(client, election, clerk))
    voting.open_voting(stand.clerk, election)
    vote(stand, election, stand.members[0], 1)
    text = seen(client, election, clerk)
    assert "elections.close" in next_step(text)
    assert "应投9票，已投1票" in text
    for person in stand.members[1:]:
        vote(stand, election, person, 1, 2, 3)
    closed(stand, election)
    assert "elections.confirm" in next_step(seen(client, election, leader))
    settling.confirm_result(stand.leader, election)
    assert states(election) == ["done"] * 5
    assert "next-step" not in seen(client, election, leader)


def test_an_election_waits_for_the_one_before(stand: Stand, client: Client) -> None:
    first, second = prepared(stand), prepared(stand, title="选举秘书长")
    client.force_login(stand.cast.clerk)
    client.post(election_url(second), {"after": str(first.public_id)})
    second.refresh_from_db()
    assert second.after == first
    approved(stand, second)
    assert "等“选举副主席”的结果确认之后" in next_step(seen(client, second, stand.cast.clerk))
    assert client.post(election_url(first), {"after": str(second.public_id)}, follow=True).status_code == 200
    first.refresh_from_db()
    assert first.after is None
    client.post(election_url(second), {"after": "nonsense"})
    second.refresh_from_db()
    assert second.after is None


def test_sheets_that_differ_are_shown_and_have_to_agree(stand: Stand, client: Client) -> None:
    clerk = stand.cast.clerk
    election = opened(stand, prepared(stand, manner="paper"))
    assert "elections.close" in next_step(seen(client, election, clerk))
    voting.close_voting(stand.clerk, election)
    first, second = counters(election)
    assert f"/home/votes/sheets/{first.public_id}/" in next_step(seen(client, election, clerk))
    settling.enter_sheet(stand.clerk, first, sheet(election))
    assert "一个人不录两张" in next_step(seen(client, election, clerk))
    votes = sheet(election)["votes"] | {"3": [5, 3, 1]}
    settling.enter_sheet(stand.act_of(second.person), second, sheet(election, votes=votes))
    text = seen(client, election, clerk)
    assert "两张计票单有2处不一致" in next_step(text)
    assert "在下面“计票单”处更正" in next_step(text)
    assert re.search(r"常委3 · 赞成</th>.*?6</td>.*?5</td>", text, re.DOTALL)
    settling.enter_sheet(stand.act_of(second.person), second, sheet(election))
    assert "elections.count" in next_step(seen(client, election, clerk))


def test_hands_a_broken_count_and_a_name_written_in_have_their_own_next_step(stand: Stand, client: Client) -> None:
    clerk = stand.cast.clerk
    assert "elections.enter_hands" in next_step(seen(client, opened(stand, matter(stand)), clerk))
    election = opened(stand, prepared(stand))
    for person in stand.members:
        vote(stand, election, person, 1, 2, written={"5": "覃峰"})
    voting.close_voting(stand.clerk, election)
    assert "计票没有完成" in next_step(seen(client, election, clerk))
    settling.count_votes(stand.clerk, election)
    found = next_step(seen(client, election, clerk))
    assert "elections.identify" in found
    assert "name=%E8%A6%83%E5%B3%B0" in found


def test_a_result_without_a_quorum_leads_to_void(stand: Stand, client: Client) -> None:
    election = opened(stand, prepared(stand, manner="paper"))
    voting.close_voting(stand.clerk, election)
    for teller in counters(election):
        settling.enter_sheet(stand.act_of(teller.person), teller, sheet(election, issued=8))
    settling.count_votes(stand.clerk, election)
    text = seen(client, election, stand.cast.leader)
    assert "elections.void" in next_step(text)
    assert "收回选票9张，多于发出的8张，投票无效。" in text
    settling.void_election(stand.leader, election, {"reason": "重新投票"})
    assert states(election) == ["late"]


def test_names_are_for_those_who_may_see_them(stand: Stand, client: Client) -> None:
    election = opened(stand)
    text = seen(client, election, stand.cast.reader)
    assert "常委1" not in text
    assert client.get(f"{election_url(election)}papers/ballot/").status_code == 403


def test_somebody_elses_election_is_refused(stand: Stand, client: Client) -> None:
    client.force_login(stand.cast.outsider)
    assert client.get(LIST).status_code == 403
    assert client.get(election_url(prepared(stand))).status_code == 403


def test_papers_come_when_there_is_something_in_them(stand: Stand, client: Client) -> None:
    election = opened(stand)
    client.force_login(stand.cast.clerk)
    papers = f"{election_url(election)}papers/"
    assert client.get(f"{papers}ballot/").status_code == 200
    for kind in ("report", "recount", "table", "other"):
        assert client.get(f"{papers}{kind}/").status_code == 404
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    closed(stand, election)
    for kind in ("report", "recount", "table"):
        answer = client.get(f"{papers}{kind}/")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
