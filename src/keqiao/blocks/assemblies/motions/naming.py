"""Whom somebody names as co-signers: colleagues by name; of several who share a name, those who were chosen."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.formats import enumerated
from keqiao.registry.wording import body_word

from .signers import posts_in

_BETWEEN = re.compile(r"[、，,；;\n]+")
# Name lists fill a name of two characters up with a full-width blank.
_PADDED = re.compile(r"(?<![^、，,；;\s])(\w)\u3000+(\w)(?![^、，,；;\s])")


@dataclass(frozen=True)
class Namesake:
    """One of several of a name: ``said`` is the unit and position that tell them apart."""

    post: Post
    said: str


def colleagues(body: Body, names: str, chosen: Collection[uuid.UUID] = (), me: int | None = None) -> list[Post]:
    """The posts of those named, but for oneself. ``chosen``: public ids of posts, where several share a name.

    Raises VerbError for a name that nobody in the body bears, or several do of whom none was chosen.
    """
    called = _called(body, names, me)
    unknown = [name for name, posts in called.items() if not posts]
    if unknown:
        said = _("%(names)s不在“%(body)s”现任名单中，请核对姓名。附议人只能是同一机构的现任人员。")
        raise VerbError(said % {"names": enumerated(f"“{name}”" for name in unknown), "body": body_word(body)})
    found = {name: _chosen(posts, chosen) for name, posts in called.items()}
    several = [name for name, posts in found.items() if not posts]
    if several:
        said = _("“%(body)s”中有不止一位%(names)s。请按单位和职务勾选要邀请的人，可以都选。")
        raise VerbError(said % {"names": enumerated(several), "body": body_word(body)})
    return [post for posts in found.values() for post in posts if post.person_id != me]


def namesakes(body: Body, names: str, me: int | None = None) -> list[tuple[str, list[Namesake]]]:
    """Of the names given, those that several bear, each with everybody who does; two queries."""
    shared = {name: posts for name, posts in _called(body, names, me).items() if len(posts) > 1}
    works = _works([post for posts in shared.values() for post in posts]) if shared else {}
    return [(name, _told_apart(posts, works)) for name, posts in shared.items()]


def _called(body: Body, names: str, me: int | None) -> dict[str, list[Post]]:
    """Each name with who bears it; oneself only where nobody else does."""
    there = sorted(posts_in(body).values(), key=lambda post: post.pk)
    called: dict[str, list[Post]] = {name: [] for name in _split(names, {post.person.name for post in there})}
    for post in there:
        if post.person.name in called:
            called[post.person.name].append(post)
    return {name: [one for one in posts if one.person_id != me] or posts for name, posts in called.items()}


def _split(names: str, known: Collection[str]) -> list[str]:
    """The single names. A blank parts them too, but for a name that is written with one."""
    found: list[str] = []
    for piece in _BETWEEN.split(_PADDED.sub(r"\1\2", names)):
        words = piece.split()
        found += [" ".join(words)] if " ".join(words) in known else words
    return found


def _chosen(posts: Sequence[Post], chosen: Collection[uuid.UUID]) -> list[Post]:
    return [one for one in posts if len(posts) == 1 or one.public_id in chosen]


def _works(posts: Sequence[Post]) -> dict[int, str]:
    """Where these people work today, and as what."""
    held = Employment.objects.filter(holds_on(today()), person__in=[post.person_id for post in posts])
    return {work.person_id: f"{work.unit_name} {work.position}".strip() for work in held.order_by("pk")}


def _told_apart(posts: Sequence[Post], works: dict[int, str]) -> list[Namesake]:
    """By unit and position; where these are the same, by delegation or sector, and at last by a number."""
    said = [works.get(one.person_id, "") for one in posts]
    if len(set(said)) < len(said):
        said = [
            " · ".join(filter(None, (word, one.delegation or one.sector)))
            for word, one in zip(said, posts, strict=True)
        ]
    alike = Counter(said)
    return [
        Namesake(one, word if alike[word] == 1 else _("%(said)s（第%(number)d位）") % {"said": word, "number": number})
        for number, (one, word) in enumerate(zip(posts, said, strict=True), start=1)
    ]
