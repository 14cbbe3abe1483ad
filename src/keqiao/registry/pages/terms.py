"""The terms of bodies: which is current, how it is called, how many people are in it and when the next begins."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils import formats
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, Term
from keqiao.look.formats import in_chinese, spelled
from keqiao.registry.wording import body_word, day_word, from_to


@dataclass(frozen=True)
class BodyLine:
    """A body on its organisation's page. ``term`` is the latest that has begun, ``coming`` one that is to begin."""

    body: Body
    term: Term | None
    people: int
    coming: Term | None

    @property
    def name(self) -> str:
        """The body's name."""
        return body_word(self.body)

    @property
    def term_text(self) -> str:
        """第九届 2021年11月—2026年12月."""
        return numbered(self.term) if self.term is not None else ""

    @property
    def change_text(self) -> str:
        """When the next term is due: the day that is recorded, or the planned end of this one."""
        if self.coming is not None:
            return day_word(self.coming.starts)
        ends = self.term.ends if self.term is not None else None
        if ends is not None and to_int(ends) <= today():
            return _("%(day)s已届满") % {"day": day_word(ends)}
        return day_word(ends)


def bodies_of(organisation: int) -> list[BodyLine]:
    """The bodies of an organisation in the order in which they were formed, in two queries."""
    bodies = list(Body.objects.filter(organisation=organisation).order_by("pk"))
    people = Count("posts__person", distinct=True, filter=holds_on(today(), starts="posts__starts", ends="posts__ends"))
    by_body: dict[int, list[Term]] = defaultdict(list)
    counts: dict[int, int] = {}
    for term in Term.objects.filter(body__organisation=organisation).annotate(people=people):
        by_body[term.body_id].append(term)
        counts[term.pk] = term.people
    return [_line(body, by_body[body.pk], counts) for body in bodies]


def _line(body: Body, terms: Sequence[Term], counts: dict[int, int]) -> BodyLine:
    term = current(terms)
    coming = min((one for one in terms if not begun(one)), key=_order, default=None)
    return BodyLine(body, term, counts[term.pk] if term is not None else 0, coming)


def current(terms: Iterable[Term]) -> Term | None:
    """The latest term that has begun: a body goes on until the next one begins."""
    return max((term for term in terms if begun(term)), key=_order, default=None)


def begun(term: Term) -> bool:
    """Whether the term has begun."""
    return term.starts is not None and to_int(term.starts) <= today()


def ordinal(number: int) -> str:
    """第九届, as people say it."""
    if not in_chinese():
        return _("第%(number)s届") % {"number": number}
    return _("第%(number)s届") % {"number": spelled(number)}


def numbered(term: Term) -> str:
    """第九届 2021年11月—2026年12月."""
    return _("%(term)s %(months)s") % {"term": ordinal(term.number), "months": months(term)}


def months(term: Term) -> str:
    """2021年11月—2026年12月; an open end is left open."""
    return from_to(_month(term.starts), _month(term.ends))


def _month(day: dt.date | None) -> str:
    # Translators: a date format in Django's letters; English uses "F Y".
    return formats.date_format(day, _("Y年n月")) if day is not None else ""


def _order(term: Term) -> tuple[int, int]:
    return (to_int(term.starts) if term.starts is not None else 0, term.number)
