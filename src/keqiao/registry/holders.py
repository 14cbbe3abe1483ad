"""Who holds posts, and where they worked when the term is looked at: as the fact ``posts`` looks at them.

A term is looked at today; one that gave way to another, right before the next began.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.standards.names import pad_name


@dataclass(frozen=True)
class Holder:
    """A post with its person's work; ``before`` is the number (yyyymmdd) right before which both are looked at."""

    post: Post
    work: Employment | None
    before: int

    @property
    def listed_name(self) -> str:
        """The name as official lists write it."""
        return pad_name(self.post.person.name)

    @property
    def source_class(self) -> str:
        """The confirmed source class, or empty text."""
        return self.work.source_class if self.work is not None and self.work.confirmed else ""

    @property
    def holds(self) -> bool:
        """Whether the post was still held then."""
        return _held(self.post.starts, self.post.ends, self.before)


def holders(posts: QuerySet[Post]) -> list[Holder]:
    """The posts of a queryset with their persons' work, in two queries."""
    before = Coalesce(_next_term(), Value(today() + 1), output_field=IntegerField())
    works: defaultdict[int, list[Employment]] = defaultdict(list)
    for work in Employment.objects.filter(person__in=posts.order_by().values("person")):
        works[work.person_id].append(work)
    looked_at = posts.select_related("person", "term__body").annotate(before=before)
    return [Holder(post, _work(works[post.person_id], post.before), post.before) for post in looked_at]


def _next_term() -> Subquery:
    """The first day of the term that the post's own gave way to."""
    later = Term.objects.filter(body=OuterRef("term__body"), starts__gt=OuterRef("term__starts"), starts__lte=today())
    return Subquery(later.order_by("starts").values(day=F("starts"))[:1], output_field=IntegerField())


def _work(works: Iterable[Employment], before: int) -> Employment | None:
    """Where the person worked then; of several employments, the one that began last."""
    held = [work for work in works if _held(work.starts, work.ends, before)]
    return max(held, key=lambda work: (to_int(work.starts) if work.starts else 0, work.pk), default=None)


def _held(starts: dt.date | None, ends: dt.date | None, before: int) -> bool:
    return (starts is None or to_int(starts) < before) and (ends is None or to_int(ends) >= before)
