"""Who sits in a body on a day: in the term that ran then, which goes on until the next begins. And who acts."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.contract import Act


def posts_on(body: Body, day: dt.date | int) -> QuerySet[Post]:
    """The posts that are held in a body on a day, in the order in which they were entered."""
    number = day if isinstance(day, int) else to_int(day)
    return Post.objects.running(number).filter(term__body=body).select_related("person").order_by("pk")


def sitting_on(body: Body, day: dt.date | int) -> set[int]:
    """Ids of those who hold them."""
    return set(posts_on(body, day).values_list("person", flat=True))


def own_person(act: Act) -> Person | None:
    """The person who acts, where the account is linked to one."""
    return act.actor.user.person if act.actor.user is not None else None
