"""What would have to change, in words."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.look.formats import enumerated, in_chinese, long_date, points, quantity
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment, Measure, Scope
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.repair import Repair, Step, repair
from keqiao.plans.engine.rules import Named, walk
from keqiao.plans.figures import Board
from keqiao.plans.gaps import Gap, Place, gap_of
from keqiao.plans.shown import in_language, noun, target_words

ADVISED = (Step.EXCHANGE, Step.LESS, Step.UNREACHABLE)
MOST_PLACES = 3  # named; of more it is said how many there are


def repair_words(figure: Figure) -> str:
    """The smallest change by which the target would hold, as a sentence."""
    made, found = figure.commitment, repair(figure.commitment, figure.result)
    if figure.result.waits_for_person:
        returned = made.measure is Measure.RETURNED
        return _("数据已经上报，等待另一人审核。") if returned else _("材料已经提交，等待另一人认定。")
    match found.step:
        case Step.NOTHING:
            return _("已符合要求，无需调整。")
        case Step.REPORT:
            return _nothing_yet(made) if figure.result.value is None else _("缺少用来比较的原值，暂时不能判断。")
        case Step.CLARIFY:
            if silent := figure.result.silent:
                said = ngettext(
                    "下级有%(number)d个单位尚未报送，报送后才能判断是否符合要求。",
                    "下级有%(number)d个单位尚未报送，报送后才能判断是否符合要求。",
                    silent,
                )
                return said % {"number": silent}
            return _("有%(number)s尚待核实，核实后才能判断是否符合要求。") % {"number": _counted(made, found.size)}
        case Step.UNREACHABLE:
            said = _("总数为%(number)s时，任何调整都不能符合要求；请先核对总数或要求。")
            return said % {"number": _counted(made, found.size)}
        case _:
            return _changed(made, found)


def advice(figure: Figure) -> str:
    """The same as a line under a figure of parts of a whole that misses its target; of others nothing."""
    made = figure.commitment
    parts = made.scope is Scope.EACH or made.measure in (Measure.SHARE, Measure.COVERAGE)
    if not parts or figure.final or repair(made, figure.result).step not in ADVISED:
        return ""
    return repair_words(figure)


def located_words(figure: Figure, board: Board) -> str:
    """The same, and of units where they are and until when: 所缺的在柳江区（8个）、鹿寨县（6个）。"""
    said = [repair_words(figure)]
    if gap := gap_of(figure, board):
        said += [gap_words(gap), _until(figure)]
    return ("" if in_chinese() else " ").join(part for part in said if part)


def gap_words(gap: Gap) -> str:
    """Where what is lacking lies, the places with most of it named, and where it would be enough to make it good."""
    fewer = len(gap.enough) < len(gap.places)
    if fewer and gap.decided and len(gap.enough) <= MOST_PLACES:
        said = _("缺口分布在%(places)d地，其中%(names)s补上即可。")
        return said % {"places": len(gap.places), "names": enumerated(map(_place, gap.enough))}
    names = enumerated(map(_place, gap.places[:MOST_PLACES]))
    if len(gap.places) > MOST_PLACES:
        names = _("%(names)s等%(places)d地") % {"names": names, "places": len(gap.places)}
    said = _("缺口在%(names)s，最少补上其中%(few)d地即可。") if fewer else _("缺口在%(names)s。")
    return said % {"names": names, "few": len(gap.enough)}


def _place(place: Place) -> str:
    name = _("%(place)s本级") % {"place": place.name} if place.own else place.name
    return _("%(name)s（%(number)d个）") % {"name": name, "number": place.number}


def _until(figure: Figure) -> str:
    """Until when it has to be made good."""
    if figure.due is None:
        return ""
    day = long_date(days.to_date(figure.due))
    passed = figure.due < figure.as_of
    return (_("期限%(day)s已过。") if passed else _("期限为%(day)s。")) % {"day": day}


def _nothing_yet(made: Commitment) -> str:
    if made.measure is Measure.RETURNED:
        return _("还没有经审核的上报数据。请先上报，再由另一人审核。")
    if made.measure is Measure.ATTESTED:
        return _("还没有经认定的材料。请先提交材料，再由另一人认定。")
    return _("还没有可以统计的记录。请先登记相关记录。")


def _changed(made: Commitment, found: Repair) -> str:
    if made.rhythm is not None and made.rhythm.per and made.scope is not Scope.EACH:
        said = _("上一个完整周期少%(number)s次，已经过去的不能补；从本周期起按要求开展即可恢复。")
        return said % {"number": int(found.size)}
    if found.step is Step.EXCHANGE:
        return _exchange(made, found.size)
    if made.scope is Scope.EACH or made.measure in (Measure.SHARE, Measure.COVERAGE):
        return _("再减少%(number)s，即符合要求。") % {"number": _counted(made, found.size)}
    return _shifted(made, found)


def _shifted(made: Commitment, found: Repair) -> str:
    """A number that isn't a part of a whole: it has to grow or to shrink."""
    if found.size == 0:
        return _("数值正好在界限上：要求%(target)s。") % {"target": target_words(made)}
    more = found.step is Step.MORE
    if made.unit == "percent":
        return _("再%(change)s，即符合要求。") % {"change": points(found.size if more else -found.size)}
    size = _sized(made, found.size)
    if made.rhythm is not None and not more:
        return _("已超出%(size)s，再开展一次即符合要求。") % {"size": size}
    if found.beyond:
        said = _("还差%(size)s以上，即符合要求。") if more else _("超出%(size)s以上，减少后即符合要求。")
    else:
        said = _("还差%(size)s，即符合要求。") if more else _("超出%(size)s，减少后即符合要求。")
    return said % {"size": size}


def _exchange(made: Commitment, size: Fraction) -> str:
    if made.scope is Scope.EACH:
        return _("再有%(number)s达到，即全部符合要求。") % {"number": _counted(made, size)}
    name = _wanted(made)
    if made.measure is Measure.SHARE and name:
        return _("在总数不变的情况下，再调整%(number)s为%(name)s，即符合要求。") % {
            "number": _counted(made, size),
            "name": name,
        }
    return _("再有%(number)s做到，即符合要求。") % {"number": _counted(made, size)}


def _wanted(made: Commitment) -> str:
    """What those who count are called, where the plan has a name for them."""
    names = [node for node in walk(made.that) if isinstance(node, Named)] if made.that is not None else []
    return in_language(names[0].label) if names else ""


def _counted(made: Commitment, size: Fraction) -> str:
    """How many of what is counted: 3人, 2个单位."""
    number = str(int(size))
    if not in_chinese():
        return number
    if made.scope is Scope.EACH or made.fact == "organisations":
        return f"{number}个单位"
    if made.fact == "divisions":
        return f"{number}个地区"
    return number + noun(made)


def _sized(made: Commitment, size: Fraction) -> str:
    return quantity(size, made.unit, noun(made))
