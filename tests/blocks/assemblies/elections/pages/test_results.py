"""Results for those who voted, receipts, files for counting again, and tellers' sheets."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from blocks.assemblies.elections.stand import Stand, closed, counters, opened, prepared, sheet, stand_of, vote
from cast import Cast
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Election, Teller
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.pages.shown import shown_result
from keqiao.blocks.assemblies.elections.recount import holds
from keqiao.blocks.assemblies.elections.tallying import votes_of
from keqiao.blocks.assemblies.elections.verbs import voting


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def counted(stand: Stand) -> tuple[Election, str]:
    """Everybody is for the first three; a receipt."""
    election = opened(stand)
    codes = [vote(stand, election, person, 1, 2, 3) for person in stand.members]
    return closed(stand, election), codes[0]


def test_who_voted_sees_the_result_and_finds_the_receipt(stand: Stand, client: Client) -> None:
    election, code = counted(stand)
    user = stand.act_of(stand.members[0]).actor.user
    assert user is not None
    client.force_login(user)
    here = f"/home/votes/results/{election.public_id}/"
    text = client.get(here).content.decode()
    assert "赞成9，超过到会人数（9）的二分之一" in text
    assert "结果已经计出，尚待确认" in text
    assert "这张选票已经计入" in client.get(here, {"receipt": code.lower()}).content.decode()
    assert "没有找到这张回执" in client.get(here, {"receipt": box.new_receipt()}).content.decode()
    assert holds(json.loads(client.get(f"{here}recount/recount/").content))
    assert client.get(f"{here}recount/other/").status_code == 404


def test_nobody_else_sees_it(stand: Stand, client: Client) -> None:
    election, _code = counted(stand)
    here = f"/home/votes/results/{election.public_id}/"
    for user in (stand.cast.nobody, stand.cast.outsider, stand.cast.reader):
        client.force_login(user)
        assert client.get(here).status_code == 403
    client.force_login(stand.cast.clerk)
    assert client.get(here).status_code == 200


def test_there_is_nothing_to_see_before_the_count(stand: Stand, client: Client) -> None:
    client.force_login(stand.cast.clerk)
    assert client.get(f"/home/votes/results/{opened(stand).public_id}/").status_code == 404


def test_a_result_is_drawn_to_its_base(stand: Stand) -> None:
    election, _code = counted(stand)
    shown = shown_result(election)
    assert shown is not None
    assert [(line.width, line.mark) for line in shown.lines][::4] == [("100.00%", "50.00%"), ("0.00%", "50.00%")]
    assert shown_result(prepared(stand, title="未投票")) is None


def posted(teller: Teller) -> dict[str, str]:
    """A sheet as the form posts it."""
    made = sheet(teller.election)
    data = {name: str(made[name]) for name in ("issued", "returned", "void")}
    for place, counts in made["votes"].items():
        data |= {f"{what}-{place}": str(count) for what, count in zip(("yes", "no", "abstain"), counts, strict=True)}
    return data


def on_paper(stand: Stand) -> Election:
    """A vote on paper that is over."""
    return voting.close_voting(stand.clerk, opened(stand, prepared(stand, manner="paper")))


def test_the_way_to_a_sheet_is_shown_to_those_who_may_enter_it(stand: Stand, client: Client) -> None:
    election = on_paper(stand)
    first, second = counters(election)
    page = election_url(election)
    client.force_login(stand.cast.leader)  # confirms the result, and so counts nothing
    assert "由计票人本人或另一名经办人员" in client.get(page).content.decode()
    client.force_login(stand.cast.clerk)
    assert f"/home/votes/sheets/{first.public_id}/" in client.get(page).content.decode()
    assert client.post(f"/home/votes/sheets/{first.public_id}/", posted(first)).status_code == 302
    text = client.get(page).content.decode()
    assert f"/home/votes/sheets/{second.public_id}/" not in text
    assert "一个人不录两张" in text


def test_a_teller_enters_a_sheet_and_does_not_see_the_others(stand: Stand, client: Client) -> None:
    election = on_paper(stand)
    first, second = counters(election)
    for teller in (first, second):
        user = stand.act_of(teller.person).actor.user
        assert user is not None
        client.force_login(user)
        here = f"/home/votes/sheets/{teller.public_id}/"
        assert "录入计票单" in client.get("/home/").content.decode()
        assert 'value="9"' not in client.get(here).content.decode()
        assert client.post(here, posted(teller) | {"name-0": "覃峰", "count-0": "2"}).status_code == 302
    kept = election.sheets.get(teller=second)
    assert votes_of(kept)[1].yes == 9
    assert json.loads(kept.written) == {"覃峰": 2}


def test_a_sheet_that_is_not_whole_goes_back(stand: Stand, client: Client) -> None:
    election = on_paper(stand)
    teller = counters(election)[0]
    client.force_login(stand.cast.clerk)
    here = f"/home/votes/sheets/{teller.public_id}/"
    answer = client.post(here, posted(teller) | {"yes-1": ""})
    assert answer.status_code == 400
    assert "有的数没有填" in answer.content.decode()
    answer = client.post(here, posted(teller) | {"yes-1": "8"})
    assert "应等于有效票9" in answer.content.decode()
    assert 'value="8"' in answer.content.decode()


def test_a_sheet_is_for_its_teller_and_for_votes_on_paper(stand: Stand, client: Client) -> None:
    election = on_paper(stand)
    client.force_login(stand.cast.nobody)
    assert client.get(f"/home/votes/sheets/{counters(election)[0].public_id}/").status_code == 403
    online = opened(stand, prepared(stand, title="网上"))
    client.force_login(stand.cast.clerk)
    assert client.get(f"/home/votes/sheets/{counters(online)[0].public_id}/").status_code == 404
