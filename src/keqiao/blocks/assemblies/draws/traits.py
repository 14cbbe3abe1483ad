"""What quotas of a draw may ask about, as records have it on the day of preparing; nothing is typed for a draw.

Files for recomputing say it in Chinese whatever the reader's language, or their digests would differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext, gettext_noop

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.people.models import Employment, Expertise, Person, Sex, SourceClass
from keqiao.kernel.standards.disciplines import DISCIPLINES

UNKNOWN = gettext_noop("不详")
AGES: Mapping[str, tuple[int, int]] = {"-35": (0, 35), "36-45": (36, 45), "46-55": (46, 55), "56-": (56, 200)}
AGE_WORDS = {
    "-35": gettext_noop("35周岁以下"),
    "36-45": gettext_noop("36至45周岁"),
    "46-55": gettext_noop("46至55周岁"),
    "56-": gettext_noop("56周岁以上"),
}


@dataclass(frozen=True)
class Trait:
    """One thing that can be asked about: its name, and its values by code. What isn't known has no code."""

    name: str
    words: Mapping[str, str]
    of: Callable[[Person, int], str]

    def said(self, code: str) -> str:
        """A value in Chinese, as files have it."""
        return self.words.get(code, UNKNOWN)


def _sex(person: Person, day: int) -> str:
    return person.sex


def _age(person: Person, day: int) -> str:
    """The band, where whatever is missing of the birth date can't change it."""
    if person.birth_from is None or person.birth_to is None:
        return ""
    youngest, oldest = ((day - to_int(birth)) // 10000 for birth in (person.birth_to, person.birth_from))
    return next((code for code, (least, most) in AGES.items() if least <= youngest and oldest <= most), "")


def _source(person: Person, day: int) -> str:
    work = work_of(person)
    return work.source_class if work is not None and work.confirmed else ""


def _discipline(person: Person, day: int) -> str:
    fields: list[Expertise] = list(person.expertise.all())
    return fields[0].discipline if fields else ""


def work_of(person: Person) -> Employment | None:
    """Where somebody works, as ``with_traits`` read it."""
    works: list[Employment] = list(person.employments.all())
    return works[-1] if works else None


TRAITS: dict[str, Trait] = {
    "sex": Trait(gettext_noop("性别"), {one.value: str(one.label) for one in Sex}, _sex),
    "age": Trait(gettext_noop("年龄"), AGE_WORDS, _age),
    "source": Trait(gettext_noop("来源类别"), dict(SourceClass.choices), _source),
    "discipline": Trait(gettext_noop("学科"), {code: one.zh for code, one in DISCIPLINES.items()}, _discipline),
}


def with_traits(ids: Iterable[int], day: dt.date) -> list[Person]:
    """People with what their traits rest on, by number, in three queries."""
    held = holds_on(to_int(day))
    works = Prefetch("employments", Employment.objects.filter(held))
    fields = Prefetch("expertise", Expertise.objects.filter(held))
    return list(Person.objects.filter(pk__in=list(ids)).order_by("pk").prefetch_related(works, fields))


def traits_of(person: Person, day: dt.date) -> dict[str, str]:
    """The code of each trait that is known."""
    found = {code: trait.of(person, to_int(day)) for code, trait in TRAITS.items()}
    return {code: value for code, value in found.items() if value}


def trait_word(code: str, value: str) -> str:
    """A trait's value in the page's language."""
    return gettext(TRAITS[code].said(value))
