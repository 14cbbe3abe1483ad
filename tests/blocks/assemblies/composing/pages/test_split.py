"""A split of seats on its page: proposed, changed, stored; nothing to split once seats are issued."""

from __future__ import annotations

import json

from blocks.assemblies.composing.given import Congress, begun
from cast import Cast
from keqiao.blocks.assemblies.composing.models import Allotment
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.kernel.nouns import ledger
from keqiao.plans.models import Programme
from plans.supervision.browsing import by, seen


def test_a_split_is_proposed_changed_and_stored(cast: Cast) -> None:
    made = begun(cast)
    settings = {"bodies": ["congress"], "front_line": "70%", "sectors": ["new_economic"]}
    with ledger.exempt("given"):
        Programme(
            organisation=cast.liuzhou,
            plan="liuzhou-2017",
            code="congress",
            clause="二.1",
            title="代表名额",
            template="assemblies.congress",
            settings=json.dumps(settings),
            status="running",
        ).save()
    clerk, url = by(cast.clerk), f"{making_url(made)}split/"
    for page in ("", "?by=equal", "?by=population", "?by=members"):
        assert 'value="70%"' in seen(clerk, url + page)
    assert "为新经济组织留出名额" in seen(clerk, making_url(made))
    seats = {f"seats-{cast.luzhai.code}": "3", f"seats-{cast.society.code}": "1", "front_line": "70%"}
    assert "已分配名额" in clerk.post(url, seats, follow=True).content.decode()
    assert {one.unit: one.seats for one in Allotment.objects.all()} == {cast.luzhai: 3, cast.society: 1}
    assert 'value="3"' in seen(clerk, url)
    too_many = seats | {f"seats-{cast.luzhai.code}": "9"}
    assert "只剩" in clerk.post(url, too_many, follow=True).content.decode()
    assert by(cast.reader).get(url).status_code == 403


def test_once_issued_there_is_nothing_to_split(congress: Congress) -> None:
    answer = by(congress.cast.clerk).get(f"{making_url(congress.making)}split/", follow=True)
    assert "现在是“推荐报送”" in answer.content.decode()
