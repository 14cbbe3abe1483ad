"""Records that may be one person as a page shows them: side by side, with what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.people.models import Person, Sex
from keqiao.registry.alike.candidates import rarity_of, traces_of
from keqiao.registry.alike.weights import LIKELY, Reason, Sign, Trace, reasons, total
from keqiao.registry.directory import PRIVATE
from keqiao.registry.wording import choice_word

from .people import page_of_people, rows_of
from .person_facts import birth_word

WORDS: Mapping[Sign, str | Promise] = {
    Sign.ID_SAME: gettext_lazy("证件号码相同"),
    Sign.ID_OTHER: gettext_lazy("证件号码不同"),
    Sign.MOBILE_SAME: gettext_lazy("手机号码相同"),
    Sign.MOBILE_OTHER: gettext_lazy("手机号码不同"),
    Sign.NAME_SAME: gettext_lazy("姓名相同（越少见分越高）"),
    Sign.NAME_VARIANT: gettext_lazy("姓名是异体字或繁简字"),
    Sign.NAME_SOUND: gettext_lazy("姓名同音不同字"),
    Sign.NAME_OTHER: gettext_lazy("姓名不同"),
    Sign.BIRTH_DAY: gettext_lazy("出生日期相同"),
    Sign.BIRTH_MONTH: gettext_lazy("出生年月相同"),
    Sign.BIRTH_YEAR: gettext_lazy("出生年份不矛盾"),
    Sign.BIRTH_OTHER: gettext_lazy("出生日期矛盾"),
    Sign.UNIT_SAME: gettext_lazy("工作单位相同"),
    Sign.UNIT_ALIKE: gettext_lazy("工作单位名称相近"),
    Sign.UNIT_OTHER: gettext_lazy("工作单位不同"),
    Sign.SEX_SAME: gettext_lazy("性别相同"),
    Sign.SEX_OTHER: gettext_lazy("性别不同"),
}
# What was compared that the reader may not see is told without saying how it came out.
HIDDEN = frozenset({Sign.BIRTH_DAY, Sign.BIRTH_MONTH, Sign.BIRTH_YEAR, Sign.BIRTH_OTHER, Sign.SEX_SAME, Sign.SEX_OTHER})


@dataclass(frozen=True)
class Side:
    """One of the two: who, where, and what of them the reader may see."""

    number: int
    name: str
    url: str
    work: str
    keeper: str
    more: str


@dataclass(frozen=True)
class Told:
    """A reason in words with its points, as +8 or −4."""

    words: str
    points: str


@dataclass(frozen=True)
class Compared:
    """Two records with the points and the reasons."""

    first: Side
    second: Side
    points: int
    likely: bool
    reasons: Sequence[Told]


def compared(actor: Actor, pairs: Iterable[tuple[int, int]]) -> list[Compared]:
    """The pairs, weighed as they are now: as many queries however many pairs."""
    wanted = list(pairs)
    numbers = {number for pair in wanted for number in pair}
    traces = {one.person: one for one in traces_of(Person.objects.filter(pk__in=numbers))}
    rarity, shown = rarity_of(traces.values()), sides(actor, numbers)
    there = [(one, other) for one, other in wanted if one in shown and other in shown]
    return [
        _compared(shown, traces[one], traces[other], reasons(traces[one], traces[other], rarity))
        for one, other in there
    ]


def sides(actor: Actor, people: Iterable[int]) -> dict[int, Side]:
    """What is shown of each person, by id."""
    found = Person.objects.filter(pk__in=list(people))
    listed = list(page_of_people(found, None).object_list) if found else []
    open_to = set(found.filter(keeper__in=reachable(actor, PRIVATE)).values_list("pk", flat=True))
    rows = {row.number: row for row in rows_of(listed)}
    return {
        one.pk: Side(one.pk, one.name, rows[one.pk].url, rows[one.pk].work, rows[one.pk].keeper, _more(one, open_to))
        for one in listed
    }


def told(found: Iterable[Reason], *, private: bool) -> list[Told]:
    """The reasons in words, what speaks most for it first; without those on private particulars, where so asked."""
    shown = (reason for reason in found if private or reason.sign not in HIDDEN)
    return [
        Told(str(WORDS[reason.sign]), f"{reason.points:+d}".replace("-", "−"))
        for reason in sorted(shown, key=lambda one: -one.points)
    ]


def _compared(shown: Mapping[int, Side], one: Trace, other: Trace, why: list[Reason]) -> Compared:
    points = total(why)
    first, second = shown[one.person], shown[other.person]
    return Compared(first, second, points, points >= LIKELY, told(why, private=bool(first.more and second.more)))


def _more(one: Person, open_to: set[int]) -> str:
    """Sex and birth, where the reader may see them; empty text where not."""
    if one.pk not in open_to:
        return ""
    known = [choice_word(Sex(one.sex)) if one.sex else "", birth_word(one)]
    return " · ".join(part for part in known if part) or _("性别、出生年月未填")
