"""The people of a term as dots: by delegation or sector, in stroke order, marked for a requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from keqiao.kernel.people.models import SourceClass
from keqiao.kernel.posts.models import BodyKind, Role
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.formats import enumerated, in_chinese
from keqiao.look.persons import STATES as STATE_WORDS
from keqiao.look.persons import Person, PersonChart, PersonClass, PersonGroup
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.registry.holders import Holder
from keqiao.registry.wording import choice_word, source_class_word

# The one character on a dot, in Chinese and in English; empty code: nobody has confirmed the class.
LETTERS: dict[str, tuple[str, str]] = {
    SourceClass.ENTERPRISE: ("企", "E"),
    SourceClass.UNIVERSITY: ("高", "U"),
    SourceClass.INSTITUTE: ("研", "I"),
    SourceClass.RURAL: ("农", "R"),
    SourceClass.TOWNSHIP: ("乡", "T"),
    SourceClass.SOCIAL_ORGANISATION: ("会", "S"),
    SourceClass.SCHOOL: ("校", "C"),
    SourceClass.MEDICAL: ("医", "M"),
    SourceClass.GOVERNMENT: ("政", "G"),
    SourceClass.PARTY_ORGAN: ("党", "P"),
    SourceClass.PUBLIC_INSTITUTION: ("事", "B"),
    SourceClass.OTHER: ("其", "O"),
    "": ("待", "?"),
}
STATES = {YES: "counts", NO: "not", UNKNOWN: "unknown"}
CONGRESSES = frozenset({BodyKind.CONGRESS, BodyKind.MEMBERS_CONGRESS, BodyKind.DELEGATION})
# Roles that go without saying: whoever is in a body has one of them.
PLAIN_ROLES = frozenset({Role.DELEGATE, Role.MEMBER, Role.DIRECTOR, Role.STANDING_DIRECTOR, Role.SUPERVISOR})


@dataclass(frozen=True)
class Marks:
    """What a requirement says of the posts (their ids) that it counts, and what the marks are called."""

    title: str
    verdicts: Mapping[int, int]
    words: Mapping[str, Promise] = field(default_factory=lambda: STATE_WORDS)


@dataclass(frozen=True)
class Member:
    """Somebody in a body with all posts they hold in it."""

    posts: Sequence[Holder]

    @property
    def first(self) -> Holder:
        """The post that was recorded first, which says where they sit."""
        return self.posts[0]

    def group(self, grouping: str) -> str:
        """The delegation or sector in which they sit."""
        return next((name for held in self.posts if (name := str(getattr(held.post, grouping)))), "")

    def label(self) -> str:
        """Name, and office where they hold one: 韦　晓（主席）."""
        offices = [choice_word(Role(held.post.role)) for held in self.posts if held.post.role not in PLAIN_ROLES]
        return self.first.listed_name + (_("（%(offices)s）") % {"offices": enumerated(offices)} if offices else "")

    def state(self, marks: Marks | None) -> str:
        """How the requirement marks them; empty when it doesn't speak of them."""
        said = [marks.verdicts[held.post.pk] for held in self.posts if held.post.pk in marks.verdicts] if marks else []
        return STATES[said[0]] if said else ""


def members(held: Iterable[Holder]) -> list[Member]:
    """Everybody once, in the order in which they were recorded."""
    by_person: dict[int, list[Holder]] = defaultdict(list)
    for one in sorted(held, key=lambda holder: holder.post.pk):
        by_person[one.post.person_id].append(one)
    return [Member(posts) for posts in by_person.values()]


def grouping_of(people: Iterable[Member], kind: str) -> str:
    """What a body's people are listed by: ``delegation``, ``sector``, or empty when neither is recorded.

    Congresses sit in delegations; committees and councils are made up of sectors.
    """
    listed, first = list(people), ("delegation", "sector") if kind in CONGRESSES else ("sector", "delegation")
    return next((name for name in first if any(one.group(name) for one in listed)), "")


def group_word(grouping: str) -> str:
    """What the groups are called."""
    return {"delegation": _("代表团"), "sector": _("界别")}.get(grouping, _("分组"))


def chart(
    title: str, people: Sequence[Member], grouping: str, *, names: bool, marks: Marks | None = None
) -> PersonChart:
    """The dots. ``names``: whether the reader may see who they are."""
    words = marks.words if marks else STATE_WORDS
    groups = [
        PersonGroup(group, [_dot(one, names, marks) for one in in_stroke_order(inside, _name)], words)
        for group, inside in _grouped(people, grouping)
    ]
    kinds = classes(one.first.source_class for one in people)
    return PersonChart(title, kinds, groups, marks.title if marks else "", words)


def classes(codes: Iterable[str]) -> list[PersonClass]:
    """The source classes that occur, in their order: fewer of them keep more patterns apart."""
    occur, place = set(codes), 0 if in_chinese() else 1
    return [
        PersonClass(code, letters[place], source_class_word(code)) for code, letters in LETTERS.items() if code in occur
    ]


def _grouped(people: Sequence[Member], grouping: str) -> list[tuple[str, list[Member]]]:
    """Groups in the order of the list that was recorded; whoever sits nowhere comes last."""
    if not grouping:
        return [(_("全体"), list(people))] if people else []
    found: dict[str, list[Member]] = defaultdict(list)
    for one in people:
        found[one.group(grouping)].append(one)
    nowhere = found.pop("", [])
    return [*found.items(), *([(_("未分组"), nowhere)] if nowhere else [])]


def _dot(one: Member, names: bool, marks: Marks | None) -> Person:
    return Person(one.first.source_class, one.label() if names else "", one.state(marks))


def _name(one: Member) -> str:
    return one.first.post.person.name
