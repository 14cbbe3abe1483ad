"""Who may sign: those in office today."""

from __future__ import annotations

from django.utils import timezone

from blocks.assemblies.motions.given import Floor
from cast import Cast, PostFactory, TermFactory, acts
from keqiao.blocks.assemblies.motions import signers
from keqiao.kernel.nouns import ledger


def test_only_who_is_in_office_today_is_a_colleague(floor: Floor, cast: Cast) -> None:
    former = TermFactory(body=cast.congress, number=8, starts="2016-05-01", ends="2021-05-01")
    PostFactory(term=former, person=cast.official)
    assert set(signers.posts_in(cast.congress)) == {one.pk for one in floor.people}
    with ledger.exempt("given"):
        floor.posts[1].ends = timezone.localdate()
        floor.posts[1].save()
    assert floor.people[1].pk not in signers.posts_in(cast.congress)


def test_an_account_without_a_person_is_nobody(floor: Floor, cast: Cast) -> None:
    nobody = acts(cast.nobody)
    assert signers.myself(nobody) is None
    assert not signers.is_me(nobody, None)
    assert not signers.is_first(nobody, floor.filed())
