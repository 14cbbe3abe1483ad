"""What stands about a person on top of their page, each field for those who may see it, and why a class is theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person, Sex, TraitKind
from keqiao.kernel.standards.ethnic import BY_CODE
from keqiao.kernel.standards.partial import from_bounds
from keqiao.kernel.standards.political import AFFILIATIONS
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.sectors import propose
from keqiao.look.formats import enumerated, in_chinese
from keqiao.look.said import in_words
from keqiao.registry.wording import choice_word, day_word, source_class_word

NEEDS = ("people.see", "people.private", "people.contact", "people.identity", "people.manage")
_AFFILIATIONS = {one.code: one.name for one in AFFILIATIONS}


@dataclass(frozen=True)
class Evidence:
    """Where somebody works now, its class, and on what that rests."""

    unit: str
    position: str
    source_class: str
    official: str
    reasons: Sequence[str]
    confirmed: str


def needs_held(actor: Actor, keeper: int) -> frozenset[str]:
    """Which of the needs on people the reader has where the record is kept."""
    return frozenset(need for need in NEEDS if can(actor, need, keeper))


def facts_of(one: Person, held: frozenset[str]) -> list[tuple[str, str]]:
    """Label and value; what the reader may not see says so, which is not the same as empty."""
    hidden = _("无权查看")
    private, contact = "people.private" in held, "people.contact" in held
    traits = _traits(one) if private else {}
    rows = [
        (_("姓名"), one.name),
        (_("保存单位"), str(one.keeper)),
        (_("性别"), (choice_word(Sex(one.sex)) if one.sex else "") if private else hidden),
        (_("出生年月"), birth_word(one) if private else hidden),
        (_("民族"), ethnicity_word(one.ethnicity) if private else hidden),
        *((choice_word(kind), traits.get(kind.value, "") if private else hidden) for kind in TraitKind),
        (_("手机号码"), one.mobile() if contact else hidden),
        (_("电子邮箱"), one.email() if contact else hidden),
        (_("证件号码"), _id_word(one)),
    ]
    return [(str(label), value) for label, value in rows]


def evidence_of(works: Sequence[Employment]) -> list[Evidence]:
    """For each employment of today: the class, what unit and position point to, who confirmed it and when."""
    now = today()
    held = [work for work in works if _holds(work, now)]
    names = names_of({work.confirmed_by for work in held})
    return [_evidence(work, names) for work in held[::-1]]


def _holds(work: Employment, day: int) -> bool:
    return (work.starts is None or to_int(work.starts) <= day) and (work.ends is None or to_int(work.ends) > day)


def _evidence(work: Employment, names: dict[str, str]) -> Evidence:
    proposal = propose(work.unit_name, work.position)
    reasons = [in_words(proposal.source.said), in_words(proposal.official.said)]
    if work.confirmed and (proposal.source.source_class or "") != work.source_class:
        reasons.append(_("确认的类别与推断的不同，以确认的为准"))
    official = {True: _("是"), False: _("否"), None: _("未定")}[work.leading_official]
    return Evidence(
        work.unit_name, work.position, source_class_word(work.source_class), official, reasons, _confirmed(work, names)
    )


def _confirmed(work: Employment, names: dict[str, str]) -> str:
    if not work.confirmed:
        return ""
    told = {"who": names.get(work.confirmed_by, ""), "day": day_word(work.confirmed_on)}
    if told["who"] and told["day"]:
        return _("%(who)s于%(day)s确认") % told
    return _("已确认，早期记录没有留下确认人和日期")


def names_of(actors: set[str]) -> dict[str, str]:
    """What those whom the audit names are called: user:12 by the name shown, the operator as such."""
    numbers = {actor: int(actor[5:]) for actor in actors if actor.startswith("user:") and actor[5:].isdigit()}
    users = User.objects.in_bulk(numbers.values()) if numbers else {}
    found = {actor: str(users[pk]) for actor, pk in numbers.items() if pk in users}
    return {**found, "operator": _("系统运维")}


def birth_word(one: Person) -> str:
    """The birth date as far as it is known; empty text when it isn't."""
    if one.birth_from is None or one.birth_to is None:
        return ""
    try:
        return in_words(from_bounds(to_int(one.birth_from), to_int(one.birth_to)).said())
    except Refused:
        return _("%(first)s至%(last)s之间") % {"first": day_word(one.birth_from), "last": day_word(one.birth_to)}


def birth_text(one: Person) -> str:
    """The birth date as a form takes it."""
    if one.birth_from is None or one.birth_to is None:
        return ""
    try:
        return from_bounds(to_int(one.birth_from), to_int(one.birth_to)).dotted()
    except Refused:
        return ""


def ethnicity_word(code: str) -> str:
    """What an ethnic group is called in the page's language."""
    if code not in BY_CODE:
        return code
    return BY_CODE[code].name if in_chinese() else BY_CODE[code].name_en


def trait_word(kind: str, value: str) -> str:
    """A statement as people read it: the name of a political affiliation instead of its code."""
    return _(_AFFILIATIONS.get(value, value)) if kind == TraitKind.POLITICAL_AFFILIATION else value


def _traits(one: Person) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for trait in one.traits.filter(holds_on(today())):
        found.setdefault(trait.kind, []).append(trait_word(trait.kind, trait.value))
    return {kind: enumerated(values) for kind, values in found.items()}


def _id_word(one: Person) -> str:
    return _("已登记（密封保存）") if one.id_index else ""


def age_on(one: Person, day: dt.date) -> int | None:
    """Full years on a day, where every day that the birth may have been says the same; otherwise None."""
    if one.birth_from is None or one.birth_to is None:
        return None
    ages = {(to_int(day) - to_int(born)) // 10000 for born in (one.birth_from, one.birth_to)}
    return ages.pop() if len(ages) == 1 else None
