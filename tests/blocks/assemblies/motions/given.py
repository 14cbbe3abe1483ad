"""A congress whose delegates hand motions in: four of them, each with an account; each step made through its verb."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from cast import Cast, PersonFactory, PostFactory, acts, user_with
from keqiao.blocks.assemblies.motions import assigning, checking, filing, replying, signing
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.work.models import Party, Step

TEXT = "情况：县里没有科普场所。建议：在三个县各建一处。"
NAMES = ("韦晓", "莫莉", "甘泉", "蓝天")


@dataclass
class Floor:
    """The congress. ``people``, ``posts`` and ``users`` in the same order; the first hands in."""

    cast: Cast
    people: list[Person]
    posts: list[Post]
    users: list[User]

    @property
    def clerk(self) -> Act:
        """Who keeps the book."""
        return acts(self.cast.clerk)

    @property
    def leader(self) -> Act:
        """Who approves."""
        return acts(self.cast.leader)

    @property
    def county(self) -> Act:
        """Whose unit works on it."""
        return acts(self.cast.county_clerk)

    @property
    def clerk_of_guilin(self) -> Act:
        """Somebody next door."""
        return acts(self.cast.outsider)

    def by(self, number: int) -> Act:
        """What a delegate does."""
        return acts(self.users[number])

    def filed(self, **more: Any) -> Motion:
        """A suggestion of the first delegate, handed in at once."""
        data = {"kind": "suggestion", "topic": "popularisation", "title": "关于建设县级科普场所的建议", "text": TEXT}
        made: Motion = filing.file_motion(self.by(0), self.posts[0], data | more)
        return made

    def signed(self, *numbers: int, **more: Any) -> Motion:
        """One that these signed with the first, handed in."""
        names = "、".join(self.people[number].name for number in numbers)
        made = self.filed(cosigners=names, **more)
        for number in numbers:
            signing.sign(self.by(number), self.part(made, number), {})
        filing.submit(self.by(0), made, {})
        return fresh(made)

    def part(self, motion: Motion, number: int) -> Signature:
        """A delegate's part in a motion."""
        return motion.signatures.get(person=self.people[number])

    def accepted(self, motion: Motion | None = None) -> Motion:
        """One that was accepted."""
        return checking.accept(self.clerk, motion or self.filed(), {})

    def assigned(self, motion: Motion | None = None, **more: Any) -> Motion:
        """One that Luzhai leads."""
        made = motion if motion is not None and motion.case is not None else self.accepted(motion)
        assigning.assign(self.clerk, made, {"lead_unit": "450223"} | more)
        return fresh(made)

    def lead(self, motion: Motion) -> Party:
        """Who leads."""
        return party(motion, "lead")

    def joint(self, motion: Motion) -> Party:
        """Who joins."""
        return party(motion, "partner")

    def drafted(self, motion: Motion) -> Step:
        """An answer that waits."""
        data = {"text": "已列入明年计划，三个县各建一处。", "outcome": "planned"}
        made: Step = replying.draft_reply(self.county, self.lead(motion), data)
        return made

    def answered(self, motion: Motion | None = None) -> Motion:
        """One that was answered."""
        made = motion if motion is not None and _has_units(motion) else self.assigned(motion)
        replying.approve(self.leader, self.drafted(made), {})
        return fresh(made)


def _has_units(motion: Motion) -> bool:
    return motion.case is not None and motion.case.parties.exists()


def fresh(motion: Motion) -> Motion:
    """As it is now."""
    return Motion.objects.get(pk=motion.pk)


def party(motion: Motion, role: str) -> Party:
    """A unit that works on it."""
    assert motion.case is not None
    return motion.case.parties.get(role=role)


def ago(motion: Motion, days: int) -> None:
    """Let a motion's days have been so many days earlier."""
    assert motion.case is not None
    with ledger.exempt("given"):
        final = motion.case.deadlines.get(final=True)
        final.due -= dt.timedelta(days=days)
        if final.met is not None:
            final.met -= dt.timedelta(days=days)
        final.save()
        assert motion.overdue_from is not None
        motion.overdue_from -= dt.timedelta(days=days)
        motion.save()


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """Four delegates of Liuzhou's congress."""
    others = [PersonFactory(name=name, keeper=cast.liuzhou) for name in NAMES[1:]]
    people = [cast.engineer, *others]
    posts = [PostFactory(term=cast.term, person=person) for person in people]
    users = [user_with(f"delegate-{number}") for number in range(len(people))]
    with ledger.exempt("given"):
        for user, person in zip(users, people, strict=True):
            user.person = person
            user.save()
    return Floor(cast, people, posts, users)
