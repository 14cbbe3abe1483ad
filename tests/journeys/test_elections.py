"""A clerk follows an election at the desk; a member votes on the phone, keeps the receipt and finds it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blocks.assemblies.elections.stand import Stand, opened, stand_of, vote
from cast import assemble
from journeys.conftest import Open
from journeys.steps import follow, log_in_at_the_door
from keqiao.blocks.assemblies.elections.models import Ballot
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.verbs import voting

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stand() -> Stand:
    """The committee."""
    return stand_of(assemble())


@pytest.mark.parametrize("theme", ["light", "large"])
def test_a_member_votes_on_the_phone_and_finds_the_receipt(
    stand: Stand, visit: Open, axe: Callable[[Page], None], fits: Callable[[Page], None], theme: str
) -> None:
    election = opened(stand)
    for person in stand.members[1:]:
        vote(stand, election, person, 1, 2, 3)
    member = stand.act_of(stand.members[0]).actor.user
    assert member is not None
    page = visit("/login/?next=/home/votes/", width=360, theme=theme)
    log_in_at_the_door(page, member.username)
    follow(page.get_by_role("link", name="选举副主席"))
    axe(page)
    fits(page)
    for number in range(1, 6):
        row = page.get_by_role("group", name=f"常委{number}")
        row.get_by_text("赞成" if number < 3 else "反对", exact=True).click()
    follow(page.get_by_role("button", name="核对选票"))
    axe(page)
    fits(page)
    follow(page.get_by_role("button", name="投出选票"))
    axe(page)
    fits(page)
    receipt = page.locator(".receipt-code").inner_text()
    voting.close_voting(stand.clerk, type(election).objects.get(pk=election.pk))
    assert Ballot.objects.count() == len(stand.members)
    page.goto(page.url.partition("/home/")[0] + f"/home/votes/results/{election.public_id}/")
    axe(page)
    fits(page)
    page.get_by_label("回执编号").fill(receipt)
    page.get_by_role("button", name="查对回执").click()
    expect(page.get_by_text("这张选票已经计入。")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_clerk_ends_the_voting_and_sees_the_result(
    stand: Stand, visit: Open, axe: Callable[[Page], None], fits: Callable[[Page], None], width: int
) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    page = visit(f"/login/?next={election_url(election)}", width=width)
    log_in_at_the_door(page, stand.cast.clerk.username)
    axe(page)
    fits(page)
    page.get_by_role("link", name="结束投票").click()
    page.get_by_role("button", name="结束投票").click()
    expect(page.get_by_text("赞成9，超过到会人数（9）的二分之一").first).to_be_visible()
    axe(page)
    fits(page)
