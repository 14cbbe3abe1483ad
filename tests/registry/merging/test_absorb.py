"""Records that would stand twice are set aside, with what hung on them going over to their twin."""

from __future__ import annotations

from cast import OPERATES, Cast, PersonFactory, PostFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Pair, PairDecision, Person
from keqiao.kernel.posts.models import Post
from keqiao.registry.merging.absorb import Taken, absorb, pointing_at
from keqiao.registry.merging.stored import restored, written


def test_the_same_post_on_both_sides_stands_once(cast: Cast) -> None:
    other = PersonFactory(keeper=cast.liuzhou)
    mine, theirs = (PostFactory(person=person, term=cast.term) for person in (cast.engineer, other))
    taken = Taken(own=pointing_at(cast.engineer))
    with ledger.opened():
        absorb(other, cast.engineer, taken)
    assert list(Post.objects.all()) == [mine]
    assert [label for label, _values in taken.aside] == ["posts.Post", "people.Person"]
    assert Taken.from_json(taken.to_json()) == taken
    assert theirs.pk not in taken.own["posts.Post.person_id"]


def test_what_ties_the_two_to_each_other_does_not_tie_one_to_itself(cast: Cast) -> None:
    other = PersonFactory(keeper=cast.liuzhou)
    with ledger.exempt("given"):
        PairDecision(first=cast.engineer, second=other, choice="later").save()
        Pair.objects.create(first=cast.engineer, second=other, points=20)
    with ledger.opened():
        absorb(other, cast.engineer, Taken())
    assert not PairDecision.objects.exists()
    assert not Pair.objects.exists()


def test_a_record_is_written_and_read_back_whole(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.engineer.set_mobile("13800001234")
        cast.engineer.save()
    stored = Person.objects.get(pk=cast.engineer.pk)
    again = restored("people.Person", written(stored))
    assert written(again) == written(stored)
    assert isinstance(again, Person)
    assert again.mobile() == "13800001234"
    assert OPERATES.actor.operator
