"""What the own level can't settle goes up with its reason; the clock stands until the answer comes back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, fresh
from cast import TermFactory, acts, user_with
from keqiao.blocks.assemblies.motions import assigning, checking, raising, replying
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from registry.facts.given import given

REASON = {"reason": "经费须由自治区安排"}


@pytest.fixture
def above(floor: Floor) -> tuple[Act, Act]:
    """The region's congress, its clerk and its leader."""
    TermFactory(body=given(Body, organisation=floor.cast.region, kind="congress", name="代表大会"))
    users = (user_with("above", "clerk", floor.cast.region), user_with("above-2", "leader", floor.cast.region))
    return acts(users[0]), acts(users[1])


def test_without_such_a_body_above_it_stays(floor: Floor) -> None:
    with pytest.raises(VerbError, match="上级科协没有登记“代表大会”"):
        raising.raise_up(floor.leader, floor.accepted(), REASON)


def test_it_goes_up_without_names_and_comes_back_with_its_answer(floor: Floor, above: tuple[Act, Act]) -> None:
    clerk, leader = above
    made = floor.assigned()
    with pytest.raises(Refused):
        raising.raise_up(floor.clerk, made, REASON)
    upper = raising.raise_up(floor.leader, made, REASON)
    assert (upper.body.organisation, upper.raised_from, upper.signatures.count()) == (floor.cast.region, made, 0)
    assert upper.text.startswith("柳州市科学技术协会上报。理由：经费须由自治区安排")
    made = fresh(made)
    assert made.case is not None
    assert (made.case.deadlines.get(final=True).paused, made.overdue_from) == (timezone.localdate(), None)
    with pytest.raises(VerbError, match="没有重复上报"):
        raising.raise_up(floor.leader, made, REASON)
    with ledger.exempt("given"):
        final = made.case.deadlines.get(final=True)
        final.paused, due = timezone.localdate() - dt.timedelta(days=7), final.due
        final.save()
    checking.accept(clerk, upper, {})
    assigning.assign(clerk, upper, {"lead": "计财部"})
    assert upper.case is not None
    party = upper.case.parties.get()
    replying.approve(
        leader, replying.draft_reply(clerk, party, {"text": "已安排专项经费，明年三月下达。", "outcome": "solved"}), {}
    )
    final = made.case.deadlines.get(final=True)
    assert (final.paused, final.due > due) == (None, True)
    assert fresh(made).overdue_from == final.due + dt.timedelta(days=1)
    replying.close(clerk, fresh(upper), {"outcome": "solved"})  # nobody signed, so nobody is waited for


def test_what_the_level_above_does_not_accept_lets_the_clock_go_on(floor: Floor, above: tuple[Act, Act]) -> None:
    made = floor.accepted()
    upper = raising.raise_up(floor.leader, made, REASON)
    checking.refuse(above[0], upper, {"reason": "属于地方事权"})
    made = fresh(made)
    assert made.case is not None
    assert made.case.deadlines.get(final=True).paused is None
    assert Motion.objects.get(raised_from=made).status == "refused"
