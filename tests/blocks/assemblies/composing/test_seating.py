"""The approved list takes effect in one step with one entry in the audit, and can be taken back."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, day
from cast import PostFactory
from keqiao.blocks.assemblies.composing import approval
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus
from keqiao.blocks.assemblies.composing.seating import Seat, applied_batch, begin_term, seat
from keqiao.blocks.assemblies.verbs import holders_on
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Batch


def today_is_the_day(congress: Congress) -> Making:
    """The approved list of a congress that begins today."""
    made = congress.approved()
    with ledger.exempt("given"):
        made.day = day(0)
        made.save()
    return congress.now()


def test_everybody_on_the_approved_list_holds_a_post_of_the_new_term(congress: Congress) -> None:
    made = today_is_the_day(congress)
    lost = standing(made)[0]
    approval.not_elected(congress.clerk, made, {"nominee": lost.pk})
    begin_term(congress.clerk, congress.now())
    now = congress.now()
    assert now.term is not None
    assert (now.status, now.term.number, now.term.starts) == (MakingStatus.SEATED, 10, day(0))
    posts = now.term.posts.order_by("pk")
    assert [post.person_id for post in posts] == [one.person_id for one in standing(now) if one.pk != lost.pk]
    assert {post.delegation for post in posts} == {"鹿寨县科学技术协会代表团", f"{congress.cast.society}代表团"}
    assert Term.objects.get(number=9).ends == day(0)
    assert Entry.objects.filter(verb="composing.seat.apply").count() == 1
    with pytest.raises(VerbError, match="现在是“已开始新一届”"):
        begin_term(congress.clerk, now)


def test_a_term_does_not_begin_before_its_day_or_without_approval(congress: Congress) -> None:
    with pytest.raises(VerbError, match="现在是“推荐报送”"):
        begin_term(congress.clerk, congress.now())
    made = congress.approved()
    with ledger.exempt("given"):
        made.body.kind = "council"
        made.body.save()
    with pytest.raises(VerbError, match="这一天还没有到"):
        begin_term(congress.clerk, congress.now())
    assert not Batch.objects.exists()


def test_delegates_are_entered_ahead_so_that_the_call_reaches_them(congress: Congress) -> None:
    begin_term(congress.clerk, congress.approved())
    now = congress.now()
    assert now.term is not None
    assert now.term.starts == day(60) == Term.objects.get(number=9).ends
    assert holders_on(now.body, to_int(day(60))) == {one.person_id for one in standing(now)}
    assert holders_on(now.body, to_int(day(59))) == set()


def test_a_list_without_anybody_elected_begins_no_term(congress: Congress) -> None:
    made = today_is_the_day(congress)
    for one in standing(made):
        approval.not_elected(congress.clerk, congress.now(), {"nominee": one.pk})
    with pytest.raises(VerbError, match="没有当选人员"):
        begin_term(congress.clerk, congress.now())


def test_only_those_of_the_organisation_begin_it(congress: Congress) -> None:
    made = today_is_the_day(congress)
    with pytest.raises(Refused):
        begin_term(congress.county_clerk, made)
    with pytest.raises(Refused):
        seat.stage(congress.county_clerk, congress.cast.luzhai, Seat(making=made.pk), [])


def test_it_can_be_taken_back(congress: Congress) -> None:
    before = Term.objects.get(number=9).ends
    made = today_is_the_day(congress)
    begin_term(congress.clerk, made)
    batch = applied_batch(congress.now())
    assert batch is not None
    seat.undo(congress.clerk, batch)
    assert congress.now().status == MakingStatus.APPROVED
    assert not Post.objects.exists()
    assert Term.objects.get().ends == before
    assert applied_batch(made) is None
    begin_term(congress.clerk, congress.now())
    assert congress.now().status == MakingStatus.SEATED


def test_it_is_not_taken_back_once_somebody_else_was_elected(congress: Congress) -> None:
    begin_term(congress.clerk, today_is_the_day(congress))
    PostFactory(term=congress.now().term)
    batch = applied_batch(congress.now())
    assert batch is not None
    with pytest.raises(VerbError, match="没有撤销"):
        seat.undo(congress.clerk, batch)
    assert congress.now().status == MakingStatus.SEATED


def test_what_is_gone_is_told(congress: Congress) -> None:
    batch = seat.stage(congress.clerk, congress.cast.liuzhou, Seat(making=0), [])
    with pytest.raises(VerbError, match="没有找到这次换届筹备"):
        seat.apply(congress.clerk, batch)
