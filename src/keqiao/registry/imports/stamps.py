"""Whether people's records still are as an import left them: a keyed digest over what an import can write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from keqiao.kernel import seals
from keqiao.kernel.audit.canonical import canonical
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Post

from .touching import chunks


def stamps(people: Sequence[int], term: int) -> dict[int, str]:
    """The stamp of each person that exists, over their record, work, traits and posts in the term.

    Confirming a class isn't a change: that leaves the stamp as it is.
    """
    key = settings.KEYRING.key("audit")  # a stamp outlives the rotation of the other keys
    found: dict[int, str] = {}
    for chunk in chunks(people):
        for pk, state in _states(chunk, term).items():
            found[pk] = seals.blind_index(canonical(state), key=key)
    return found


def _states(people: Sequence[int], term: int) -> dict[int, list[Any]]:
    states: dict[int, list[Any]] = defaultdict(list)
    own = ("name", "sex", "ethnicity", "birth_from", "birth_to")
    for person in Person.objects.filter(pk__in=people):
        states[person.pk].append([*(getattr(person, name) for name in own), person.id_number()])
    work = ("pk", "unit_name", "position", "starts", "ends")
    traits = ("pk", "kind", "value", "starts", "ends")
    post = ("pk", "role", "sector", "delegation", "starts", "ends")
    rows = (
        Employment.objects.filter(person__in=people).order_by("pk").values_list("person", *work),
        Trait.objects.filter(person__in=people).order_by("pk").values_list("person", *traits),
        Post.objects.filter(person__in=people, term=term).order_by("pk").values_list("person", *post),
    )
    for table in rows:
        for pk, *values in table:
            states[pk].append(values)
    return states
