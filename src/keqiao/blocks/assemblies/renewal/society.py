"""What a society's governance is looked at by: its bodies with their terms and people, members and statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import AttributeKind, Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Trait, TraitKind
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Term

from .models import Branch, PostApproval

BRANCH = BodyKind.SPECIAL_COMMITTEE
# Who sits in these holds a post that an official needs an approval for; delegates of a congress hold none.
PART_TIME = (
    BodyKind.COUNCIL,
    BodyKind.STANDING_COUNCIL,
    BodyKind.SUPERVISORY_BOARD,
    BodyKind.SECRETARIAT,
    BodyKind.SPECIAL_COMMITTEE,
)
OFFICERS = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL)


@dataclass(frozen=True)
class Seated:
    """A body with the term that runs, the one before, and who holds posts in either."""

    body: Body
    term: Term | None
    before: Term | None
    posts: Sequence[Post]
    former: Sequence[Post]
    branch: Branch | None = None

    @property
    def people(self) -> set[int]:
        """Who holds a post in it now (their ids)."""
        return {post.person_id for post in self.posts}


@dataclass(frozen=True)
class Official:
    """A leading official's post in a society. ``serving`` False: retired from what made one an official."""

    post: Post
    serving: bool
    work: Employment
    document: str

    @property
    def approved(self) -> bool:
        """Whether an approval is on file."""
        return bool(self.document)


@dataclass(frozen=True)
class Society:
    """Everything that checks look at."""

    organisation: Organisation
    day: int
    seated: Sequence[Seated]
    members: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    tutors: frozenset[int] = frozenset()  # of those in branches, who trains doctors by their registered title

    def of_kind(self, kind: str) -> list[Seated]:
        """Its bodies of a kind."""
        return [one for one in self.seated if one.body.kind == kind]

    def first(self, kind: str) -> Seated | None:
        """Its body of a kind; of several, the one formed first."""
        return next(iter(self.of_kind(kind)), None)

    @property
    def branches(self) -> list[Seated]:
        """Its branches."""
        return self.of_kind(BRANCH)


def look_at(organisation: Organisation, day: int | None = None) -> Society:
    """Read a society in a fixed number of queries."""
    day = today() if day is None else day
    bodies = list(organisation.bodies.select_related("as_branch").order_by("pk"))
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.filter(body__in=bodies, starts__lte=day).order_by("-starts", "-number"):
        terms.setdefault(term.body_id, []).append(term)
    wanted = [term for found in terms.values() for term in found[:2]]
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(term__in=wanted).select_related("person", "term__body").order_by("pk"):
        posts.setdefault(post.term_id, []).append(post)
    members = Membership.objects.filter(holds_on(day), organisation=organisation).count()
    said = organisation.attributes.filter(holds_on(day), kind__in=_STATED)
    return Society(
        organisation,
        day,
        [_seated(body, terms.get(body.pk, []), posts, day) for body in bodies],
        members,
        {one.kind: one.value for one in said},
        _tutors(posts, day),
    )


def _tutors(posts: Mapping[int, Sequence[Post]], day: int) -> frozenset[int]:
    """Whose title says that they train doctors; one query."""
    people = {post.person_id for found in posts.values() for post in found if post.term.body.kind == BRANCH}
    titles = Trait.objects.filter(holds_on(day), person__in=people, kind=TraitKind.TITLE)
    said = titles.filter(Q(value__contains="博士生导师") | Q(value__contains="博导"))
    return frozenset(said.values_list("person", flat=True))


_STATED = (AttributeKind.SECRETARY_CHOSEN, AttributeKind.WORKING_SECRETARIAT)


def _seated(body: Body, terms: list[Term], posts: Mapping[int, list[Post]], day: int) -> Seated:
    term, before = [*terms, None][:2] if terms else (None, None)
    now = [post for post in posts.get(term.pk, ()) if _held(post, day)] if term is not None else []
    former = posts.get(before.pk, []) if before is not None else []
    return Seated(body, term, before, now, former, getattr(body, "as_branch", None))


def _held(post: Post, day: int) -> bool:
    begun = post.starts is None or to_int(post.starts) <= day
    return begun and (post.ends is None or to_int(post.ends) > day)


def officials(posts: Iterable[Post], day: int | None = None) -> list[Official]:
    """Those of the posts whose people are or were leading officials; two queries.

    Somebody whose employment says so and holds is serving; one whose last such employment ended has retired.
    """
    day = today() if day is None else day
    every = list(posts)
    works: dict[int, list[Employment]] = {}
    said = Employment.objects.filter(person__in={post.person_id for post in every}, leading_official=True)
    for work in said.order_by("starts", "pk"):
        works.setdefault(work.person_id, []).append(work)
    found = [post for post in every if post.person_id in works]
    documents = _documents(found, day)
    return [_official(post, works[post.person_id], documents.get(post.pk, ""), day) for post in found]


def _works(work: Employment, day: int) -> bool:
    begun = work.starts is None or to_int(work.starts) <= day
    return begun and (work.ends is None or to_int(work.ends) > day)


def _official(post: Post, works: Sequence[Employment], document: str, day: int) -> Official:
    holding = [work for work in works if _works(work, day)]
    return Official(post, bool(holding), (holding or works)[-1], document)


def _documents(posts: Sequence[Post], day: int) -> dict[int, str]:
    """The approval on file for each post; of several the latest."""
    held = PostApproval.objects.filter(holds_on(day), post__in=posts).order_by("starts", "pk")
    return dict(held.values_list("post", "document"))


def units_of(people: Iterable[int], day: int | None = None) -> dict[int, int]:
    """In how many societies each of these people (their ids) holds posts; one query."""
    day = today() if day is None else day
    later = Term.objects.filter(body=OuterRef("term__body"), starts__gt=OuterRef("term__starts"), starts__lte=day)
    held = Post.objects.filter(holds_on(day), ~Exists(later), term__starts__lte=day, person__in=list(people))
    held = held.filter(term__body__organisation__kind=OrganisationKind.SOCIETY, term__body__kind__in=PART_TIME)
    counted = held.order_by().values("person").annotate(units=Count("term__body__organisation", distinct=True))
    return {row["person"]: row["units"] for row in counted}
