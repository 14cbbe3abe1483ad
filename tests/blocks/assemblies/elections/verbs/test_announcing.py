"""A result made public: by two people, taken down by one."""

from __future__ import annotations

import pytest
from django.test import Client

from blocks.assemblies.elections.announced import PURPOSE, confirmed, public, read
from blocks.assemblies.elections.stand import Stand, prepared, stand_of
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.elections.verbs import announcing, repeating
from keqiao.kernel.access.models import Grant
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.verbs.purposes import define_purpose


@pytest.fixture
def stand(cast: Cast) -> Stand:
    return stand_of(cast)


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


def test_names_are_published_for_no_other_purpose(stand: Stand) -> None:
    election, _code = confirmed(stand)
    define_purpose(OPERATES, stand.cast.liuzhou, PURPOSE | {"code": "inner", "kind": "general", "basis": "duty"})
    with pytest.raises(VerbError, match="不是向社会公开的目的"):
        announcing.announce(stand.clerk, election, {"purpose": "inner"})
    with pytest.raises(VerbError, match="没有登记代码为“unknown”"):
        announcing.announce(stand.clerk, election, {"purpose": "unknown"})
    with pytest.raises(VerbError, match="不能办理这一步"):
        announcing.announce(stand.clerk, prepared(stand, title="另一项"), {})
