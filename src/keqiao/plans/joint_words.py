"""The joint repair of a body in words. It says how many and what they must be, never whom."""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.kernel.facts import schema
from keqiao.look.formats import enumerated
from keqiao.plans.composition import Requirement
from keqiao.plans.engine.logic import YES
from keqiao.plans.engine.rules import And, Named, Rule, columns_of
from keqiao.plans.joint import FIXED, BodyRepair
from keqiao.plans.sentences.phrases import Phraser
from keqiao.plans.shown import in_language, language
from keqiao.plans.solve.body import Kind, Newcomers, Outcome
from keqiao.plans.solve.newcomers import Trait

MOST_LOTS = 4  # told one by one


def joint_words(found: BodyRepair) -> list[str]:
    """What would have to change for everything to hold, as sentences."""
    said = [_impossible(one, found.size) for one in found.impossible]
    match found.joint.outcome:
        case Outcome.HOLDS:
            said.append(_("其余各项已符合要求，无需调整。") if said else _("已符合方案各项要求，无需调整。"))
        case Outcome.EXCHANGE:
            said += _exchange(found)
        case Outcome.CONFLICT if len(found.joint.conflict) == 1:
            said.append(_impossible(found.asked[found.joint.conflict[0]], found.size))
        case Outcome.CONFLICT:
            names = enumerated(_quoted(found.asked[number]) for number in found.joint.conflict)
            said.append(_("%(names)s不能同时符合，任何调整都做不到。请先研究以哪一项为准。") % {"names": names})
        case Outcome.UNDECIDED:
            said.append(_("各项要求合在一起未能在限定时间内算出，请看各项单独的调整建议。"))
    if found.left_out:
        names = enumerated(_quoted(one) for one in found.left_out)
        said.append(_("%(names)s暂时不能判断，没有计算在内。") % {"names": names})
    return said


def _exchange(found: BodyRepair) -> list[str]:
    said = []
    change = _change(found)
    if number := found.joint.clarify:
        first = ngettext(
            "有%(number)d人尚待核实，核实后可能已符合各项要求，请先核实。",
            "有%(number)d人尚待核实，核实后可能已符合各项要求，请先核实。",
            number,
        )
        said.append(first % {"number": number})
        said.append(_("如果核实结果都不利：%(change)s") % {"change": change})
    else:
        said.append(change)
    said.append(_seats(found))
    if found.joint.rearranged:
        said.append(_("这些席位的兼职、驻会或挂职安排要一并调整。"))
    return said


def _change(found: BodyRepair) -> str:
    """再调整3名为基层一线科技工作者（其中1名45周岁以下），即符合方案各项比例要求。"""
    coming = found.joint.newcomers
    shared = _shared(coming)
    rest = [(one, [trait for trait in one.traits if trait not in shared]) for one in coming]
    parts = [
        _("%(number)d名%(place)s%(who)s")
        % {"number": one.number, "place": _place(one.kind, found), "who": _who(traits, found)}
        for one, traits in rest
        if traits or _place(one.kind, found)
    ]
    number = found.joint.seats
    if found.impossible or found.left_out:
        said = ngettext(
            "再调整%(number)d名%(who)s%(of_whom)s，即符合其余各项要求。",
            "再调整%(number)d名%(who)s%(of_whom)s，即符合其余各项要求。",
            number,
        )
    else:
        said = ngettext(
            "再调整%(number)d名%(who)s%(of_whom)s，即符合方案各项比例要求。",
            "再调整%(number)d名%(who)s%(of_whom)s，即符合方案各项比例要求。",
            number,
        )
    of_whom = _("（其中%(parts)s）") % {"parts": enumerated(parts)} if parts else ""
    return said % {"number": number, "who": _who(shared, found), "of_whom": of_whom}


def _shared(coming: Sequence[Newcomers]) -> list[Trait]:
    """What is asked of all of them."""
    return [trait for trait in coming[0].traits if all(trait in one.traits for one in coming)]


def _who(traits: Sequence[Trait], found: BodyRepair) -> str:
    """为基层一线科技工作者且性别为女性."""
    if not traits:
        return ""
    names = [_trait(trait, found) for trait in traits]
    called = [name for name, is_name in names if is_name]
    others = [name for name, is_name in names if not is_name]
    joined = language().all_of(called + others)
    return _("为%(names)s") % {"names": joined} if called else _("（%(names)s）") % {"names": joined}


def _trait(trait: Trait, found: BodyRepair) -> tuple[str, bool]:
    """What somebody must be, and whether that is a name for people rather than a condition."""
    asked = found.asked[trait.demand]
    made = asked.figure.commitment
    rule = made.that or _about_people(made.where, FIXED | set(found.joint.stays))
    counts = YES in trait.says
    if rule is None:
        name = _("计入%(name)s") if counts else _("不计入%(name)s")
        return name % {"name": _quoted(asked)}, False
    if isinstance(rule, Named) and counts:
        return in_language(rule.label), True
    return Phraser(language(), schema.get(made.fact)).phrase(rule, negated=not counts), False


def _about_people(where: Rule | None, stays: Set[str]) -> Rule | None:
    """A rule without what says which seats are counted, whoever holds them."""
    parts = where.parts if isinstance(where, And) else (where,) if where is not None else ()
    kept = tuple(part for part in parts if any(column.name not in stays for column in columns_of(part)))
    return And(kept) if len(kept) > 1 else kept[0] if kept else None


def _seats(found: BodyRepair) -> str:
    lots = found.joint.lots
    if len(lots) == 1:
        said = _("可以让出的席位有%(number)d个，从中任选%(give)d个，不影响其他各项要求。")
        return said % {"number": len(lots[0].seats), "give": lots[0].give}
    if len(lots) <= MOST_LOTS:
        each = _("%(place)s%(number)d个中任选%(give)d个")
        listed = enumerated(
            each % {"place": _place(lot.kind, found), "number": len(lot.seats), "give": lot.give} for lot in lots
        )
        said = _("可以让出的席位分%(groups)d组：%(listed)s。")
        return said % {"groups": len(lots), "listed": listed}
    said = _("可以让出的席位共%(number)d个，分%(groups)d组。")
    return said % {"number": len(found.seats), "groups": len(lots)}


def _place(kind: Kind, found: BodyRepair) -> str:
    """Which seats, by their role, where seats of several are given."""
    stays = found.joint.stays
    if "role" not in stays or len({lot.kind for lot in found.joint.lots}) < 2:
        return ""
    role = schema.get("posts").column("role")
    label = role.codes.get(str(kind[stays.index("role")])) if role is not None else None
    return _("（%(role)s席位）") % {"role": in_language(label)} if label is not None else ""


def _impossible(one: Requirement, size: int) -> str:
    said = _("按现有的%(size)d个席位，%(name)s无法符合，任何调整都做不到。请先核对席位或要求。")
    return said % {"size": size, "name": _quoted(one)}


def _quoted(one: Requirement) -> str:
    return _("“%(name)s”") % {"name": one.shown.title}
