"""Who holds two posts of one organisation that shouldn't be in one hand, and who would if elected.

Which pairs are watched is for whoever asks to say; nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import BodyKind, Post, Role, Term


@dataclass(frozen=True)
class Side:
    """One of two posts that exclude each other: whoever sits in one of these bodies, or has one of these roles."""

    bodies: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def has(self, kind: str, role: str) -> bool:
        """Whether a post of this role in a body of this kind is meant."""
        return kind in self.bodies or role in self.roles


@dataclass(frozen=True)
class Pair:
    """Two posts that one person shouldn't hold at once."""

    code: str
    label: str | Promise
    first: Side
    second: Side

    def across(self, kind: str, role: str) -> Side | None:
        """What a post excludes by this pair; None when it isn't spoken of."""
        if self.first.has(kind, role):
            return self.second
        return self.first if self.second.has(kind, role) else None


SUPERVISORS = Side(frozenset({BodyKind.SUPERVISORY_BOARD}), frozenset({Role.SUPERVISOR}))
DIRECTORS = Side(
    frozenset({BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL}), frozenset({Role.DIRECTOR, Role.STANDING_DIRECTOR})
)
SECRETARIES = Side(roles=frozenset({Role.SECRETARY_GENERAL, Role.DEPUTY_SECRETARY_GENERAL}))
SECRETARIAT = Side(frozenset({BodyKind.SECRETARIAT}))

PAIRS: dict[str, Pair] = {
    one.code: one
    for one in (
        Pair("director_supervisor", _("理事不兼任监事"), DIRECTORS, SUPERVISORS),
        Pair("secretary_supervisor", _("秘书长、副秘书长不兼任监事"), SECRETARIES, SUPERVISORS),
        Pair("staff_supervisor", _("秘书处人员不兼任监事"), SECRETARIAT, SUPERVISORS),
        Pair(
            "chair_secretary",
            _("理事长（主席）不兼任秘书长"),
            Side(roles=frozenset({Role.CHAIR})),
            Side(roles=frozenset({Role.SECRETARY_GENERAL})),
        ),
    )
}
WATCHED: tuple[str, ...] = ("director_supervisor", "secretary_supervisor", "staff_supervisor")


@dataclass(frozen=True)
class Conflict:
    """Two posts of one person that exclude each other; ``second`` is None for the one that is only proposed."""

    pair: Pair
    first: Post
    second: Post | None

    @property
    def person_id(self) -> int:
        """Whose posts they are."""
        return self.first.person_id


def held_posts(organisation: int, day: int | None = None) -> QuerySet[Post]:
    """The posts held in an organisation on a day (yyyymmdd, default today): of the terms that run, and not ended.

    A term goes on until the next begins, whatever end was planned.
    """
    day = today() if day is None else day
    later = Term.objects.filter(body=OuterRef("term__body"), starts__gt=OuterRef("term__starts"), starts__lte=day)
    begun = Post.objects.filter(holds_on(day), ~Exists(later), term__starts__lte=day)
    return begun.filter(term__body__organisation=organisation).select_related("person", "term__body")


def conflicts_in(organisation: int, watched: Iterable[str] = WATCHED, day: int | None = None) -> list[Conflict]:
    """Everybody who holds two posts that exclude each other, once for each pair and person; one query."""
    by_person: dict[int, list[Post]] = {}
    for post in held_posts(organisation, day).order_by("pk"):
        by_person.setdefault(post.person_id, []).append(post)
    found = []
    for code in watched:
        for posts in by_person.values():
            both = _both(PAIRS[code], posts)
            if both is not None:
                found.append(Conflict(PAIRS[code], *both))
    return found


def conflicts_if(
    organisation: int,
    people: Collection[int],
    kind: str,
    role: str,
    watched: Iterable[str] = WATCHED,
    day: int | None = None,
) -> dict[int, list[Conflict]]:
    """What would exclude what if these people (their ids) had a role in a body of this kind, by person; one query.

    Somebody's posts in bodies of the same kind don't count: those are what the new one takes the place of.
    """
    pairs = [(PAIRS[code], PAIRS[code].across(kind, role)) for code in watched]
    sides = [(pair, side) for pair, side in pairs if side is not None]
    if not sides or not people:
        return {}
    found: dict[int, list[Conflict]] = {}
    held = held_posts(organisation, day).filter(person__in=people).exclude(term__body__kind=kind).order_by("pk")
    for post in held:
        told = {conflict.pair.code for conflict in found.get(post.person_id, ())}
        for pair, side in sides:
            if side.has(post.term.body.kind, post.role) and pair.code not in told:
                found.setdefault(post.person_id, []).append(Conflict(pair, post, None))
    return found


def _both(pair: Pair, posts: Sequence[Post]) -> tuple[Post, Post] | None:
    """Two different posts on either side of a pair."""
    firsts = [post for post in posts if pair.first.has(post.term.body.kind, post.role)]
    seconds = [post for post in posts if pair.second.has(post.term.body.kind, post.role)]
    return next(((one, other) for one in firsts for other in seconds if one.pk != other.pk), None)
