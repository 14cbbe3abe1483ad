"""How codes, times and pieces of a line are said where records are listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.facts.schema import Label
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.look.formats import in_chinese, long_date
from keqiao.plans.shown import in_language
from keqiao.registry.facts import posts


def word(labels: Mapping[str, Label], code: str) -> str:
    """What a code is called in the page's language; a code that isn't listed stays as it is."""
    said = in_language(labels[code]) if code in labels else code
    return said if in_chinese() else said[:1].upper() + said[1:]


def choice_word(choice: TextChoices) -> str:
    """What one kind, level or role is called by itself in the page's language, where ``word`` speaks of many."""
    return _(str(choice.label))


def body_word(body: Body) -> str:
    """The name of a body; one that is called as its kind is said in the page's language."""
    return _(body.name) if body.name in BodyKind.labels else body.name


def source_class_word(code: str) -> str:
    """What a source class is called; empty: nobody has confirmed one."""
    return word(posts.SOURCE_CLASSES, code) if code else _("来源类别待确认")


def discipline_word(code: str) -> str:
    """What a discipline of GB/T 13745 is called in the page's language."""
    one = DISCIPLINES[code]
    return one.zh if in_chinese() else one.en


def day_word(day: dt.date | None) -> str:
    """The day in words; empty text when it isn't known."""
    return long_date(day) if day is not None else ""


def span(starts: dt.date | None, ends: dt.date | None) -> str:
    """From when until when something holds; empty text when neither is known."""
    if starts is not None and ends is not None:
        return from_to(day_word(starts), day_word(ends))
    if starts is not None:
        return _("%(day)s起") % {"day": day_word(starts)}
    return _("至%(day)s") % {"day": day_word(ends)} if ends is not None else ""


def from_to(first: str, last: str) -> str:
    """2021年—2026年; an end that isn't known is left open."""
    return (_("%(first)s—%(last)s") % {"first": first, "last": last}).strip()


def joined(*parts: str) -> str:
    """The parts that say something, on one line."""
    return " · ".join(part for part in parts if part)


def organisation_url(one: Organisation) -> str:
    """The page of an organisation."""
    return reverse("organisation", args=[one.code])
