"""The directory of people: by what one narrows it, in which words, and as which question to the database.

A list of filters is plain text by name, as it stands in an address or in a saved segment: it is asked anew
each time, so a segment never goes stale. What depends on private particulars narrows to records whose private
particulars the reader may see, or somebody could be found out by asking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.memberships.models import MemberClass, Membership
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import all_below, today
from keqiao.kernel.people.models import Employment, Expertise, Person, Sex, SourceClass, Trait, TraitKind
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.search.names import named
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.registry.wording import body_word, choice_word, discipline_word, source_class_word

NEED = "people.see"
PRIVATE = "people.private"
LONGEST = 80
Choices = Sequence[tuple[str, str]]
Narrow = Callable[[QuerySet[Person], str], QuerySet[Person]]


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list. ``choices`` None: any text. ``said``: what stands on its chip."""

    name: str
    label: str | Promise
    narrow: Narrow
    choices: Callable[[], Choices] | None = None
    said: Callable[[str], str] = str
    need: str = NEED
    hint: str | Promise = ""

    def takes(self, value: str) -> bool:
        """Whether the value is one of those offered."""
        return bool(value) and (self.choices is None or value in dict(self.choices()))

    def words(self, value: str) -> str:
        """The filter in force, in words."""
        told = dict(self.choices())[value] if self.choices is not None else self.said(value)
        return _("%(label)s：%(value)s") % {"label": self.label, "value": told}


class Reach:
    """What a reader reaches with each need, asked once for several lists."""

    def __init__(self, actor: Actor) -> None:
        """Nothing is asked yet."""
        self.of = cache(partial(reachable, actor))


def matching(actor: Actor, chosen: Mapping[str, str], reach: Reach | None = None) -> QuerySet[Person]:
    """The people whom the reader may see and whom all filters let through."""
    reach = reach or Reach(actor)
    found = Person.objects.filter(keeper__in=reach.of(NEED))
    for one in FILTERS:
        if chosen.get(one.name):
            found = one.narrow(found, chosen[one.name])
    needs = {one.need for one in FILTERS if chosen.get(one.name)} - {NEED}
    for need in needs:
        found = found.filter(keeper__in=reach.of(need))
    return found


def read_filters(given: Mapping[str, str]) -> dict[str, str]:
    """Those of the values that a filter takes; anything else is no filter."""
    texts = {one.name: str(given.get(one.name, "")).strip()[:LONGEST] for one in FILTERS}
    return {one.name: texts[one.name] for one in FILTERS if one.takes(texts[one.name])}


def by_number(actor: Actor, number: str, kind: str) -> QuerySet[Person]:
    """Who bears an ID number (``kind`` id) or a mobile number (``mobile``), among those the reader keeps or reaches."""
    need = {"id": "people.manage", "mobile": "people.contact"}[kind]
    column = {"id": "id_index__in", "mobile": "mobile_index__in"}[kind]
    return Person.objects.filter(keeper__in=reachable(actor, need), **{column: Person.id_indexes(number)})


def works_of_today() -> QuerySet[Employment]:
    """The employments that hold today."""
    return Employment.objects.filter(holds_on(today()))


def _by_name(found: QuerySet[Person], words: str) -> QuerySet[Person]:
    return found.filter(named(Person, words))


def _kept_below(found: QuerySet[Person], code: str) -> QuerySet[Person]:
    root = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    return found.filter(keeper__in=all_below([root])) if root is not None else found.none()


def _working(found: QuerySet[Person], **held: object) -> QuerySet[Person]:
    return found.filter(Exists(works_of_today().filter(person=OuterRef("pk"), **held)))


def _official(found: QuerySet[Person], value: str) -> QuerySet[Person]:
    return _working(found, leading_official=value == "yes")


def _confirmed(found: QuerySet[Person], value: str) -> QuerySet[Person]:
    return _working(found, confirmed=value == "yes")


def _aged(found: QuerySet[Person], band: str) -> QuerySet[Person]:
    """Those who certainly are of that age today: whose birth isn't known closely enough aren't told of."""
    least, most = AGES[band]
    now = to_int(timezone.localdate())
    latest = Q(birth_to__lte=_day(now - least * 10000)) if least else Q(birth_to__isnull=False)
    return found.filter(latest, birth_from__gt=_day(now - (most + 1) * 10000)) if most else found.filter(latest)


def _day(number: int) -> dt.date:
    """The day; a 29 February that isn't becomes the 28th."""
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return dt.date(year, month, min(day, 28) if month == 2 else day)


def _of_kind(found: QuerySet[Person], value: str, *, kind: TraitKind) -> QuerySet[Person]:
    held = Trait.objects.filter(holds_on(today()), person=OuterRef("pk"), kind=kind)
    return found.filter(Exists(held.filter(value__contains=value)))


def _in_body(found: QuerySet[Person], public_id: str) -> QuerySet[Person]:
    try:
        held = Post.objects.running(today()).filter(term__body__public_id=UUID(public_id))
    except ValueError:
        return found.none()
    return found.filter(pk__in=held.values("person"))


def _member(found: QuerySet[Person], kind: str) -> QuerySet[Person]:
    held = Membership.objects.filter(holds_on(today()), person=OuterRef("pk"), kind=kind)
    return found.filter(Exists(held))


def _versed(found: QuerySet[Person], code: str) -> QuerySet[Person]:
    held = Expertise.objects.filter(holds_on(today()), discipline=code)
    return found.filter(pk__in=held.values("person"))


def _verified(found: QuerySet[Person], value: str) -> QuerySet[Person]:
    return found.exclude(id_index="") if value == "yes" else found.filter(id_index="")


def _name_of(code: str) -> str:
    one = Organisation.objects.filter(code=code).first()
    return str(one) if one is not None else code


def _body_said(public_id: str) -> str:
    try:
        body = Body.objects.select_related("organisation").filter(public_id=UUID(public_id)).first()
    except ValueError:
        body = None
    if body is None:
        return public_id
    return _("%(organisation)s%(body)s") % {"organisation": body.organisation, "body": body_word(body)}


def _yes_or_no(yes: str | Promise, no: str | Promise) -> Choices:
    return [("yes", str(yes)), ("no", str(no))]


AGES: dict[str, tuple[int, int]] = {"35": (0, 35), "36-45": (36, 45), "46-55": (46, 55), "56": (56, 0)}


def _ages() -> Choices:
    words = {
        "35": _("35周岁以下"),
        "36-45": _("36至45周岁"),
        "46-55": _("46至55周岁"),
        "56": _("56周岁以上"),
    }
    return [(band, words[band]) for band in AGES]


FILTERS: tuple[Filter, ...] = (
    Filter("q", gettext_lazy("姓名"), _by_name),
    Filter("keeper", gettext_lazy("保存单位及下级"), _kept_below, said=_name_of, hint=gettext_lazy("机构代码")),
    Filter(
        "unit",
        gettext_lazy("工作单位"),
        lambda found, value: _working(found, unit_name__startswith=value),
        hint=gettext_lazy("名称开头几个字"),
    ),
    Filter(
        "source",
        gettext_lazy("来源类别"),
        lambda found, value: _working(found, source_class=value),
        lambda: [(one.value, source_class_word(one.value)) for one in SourceClass],
    ),
    Filter(
        "official",
        gettext_lazy("领导干部"),
        _official,
        partial(_yes_or_no, gettext_lazy("是"), gettext_lazy("否")),
    ),
    Filter(
        "confirmed",
        gettext_lazy("来源类别确认"),
        _confirmed,
        partial(_yes_or_no, gettext_lazy("已确认"), gettext_lazy("待确认")),
    ),
    Filter("body", gettext_lazy("所在机构"), _in_body, said=_body_said),
    Filter(
        "member",
        gettext_lazy("会员类别"),
        _member,
        lambda: [(one.value, choice_word(one)) for one in MemberClass][:3],
    ),
    Filter(
        "discipline",
        gettext_lazy("专长学科"),
        _versed,
        lambda: [(code, discipline_word(code)) for code in DISCIPLINES],
    ),
    Filter(
        "verified",
        gettext_lazy("证件号码"),
        _verified,
        partial(_yes_or_no, gettext_lazy("已登记"), gettext_lazy("未登记")),
    ),
    Filter(
        "sex",
        gettext_lazy("性别"),
        lambda found, value: found.filter(sex=value),
        lambda: [(one.value, choice_word(one)) for one in Sex],
        need=PRIVATE,
    ),
    Filter("age", gettext_lazy("年龄"), _aged, _ages, need=PRIVATE),
    Filter(
        "title",
        gettext_lazy("职称"),
        partial(_of_kind, kind=TraitKind.TITLE),
        need=PRIVATE,
    ),
)
BY_NAME = {one.name: one for one in FILTERS}
