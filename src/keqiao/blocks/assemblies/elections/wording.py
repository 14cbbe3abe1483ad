"""How rules, votes and results are said: the rule that decided stands beside every result."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.kernel.standards.names import pad_name
from keqiao.look.formats import fraction_words

from .counting import ELECTED, Line, Result
from .models import Election, ElectionStatus
from .rules import Rules, least_candidates, most_choices, part, read_rules
from .tallying import kept_result

FAULTS = ("more_returned", "more_void", "no_quorum")


def part_words(text: str) -> str:
    """三分之二."""
    return fraction_words(part(text) or Fraction(0))


def base_words(base: str) -> str:
    """What votes are measured against."""
    return {"present": _("到会人数"), "due": _("应到人数"), "valid": _("有效票数")}[base]


def fault_words(result: Result) -> str:
    """Why nothing can be declared."""
    box = result.box
    told = {"returned": box.returned, "issued": box.issued, "void": box.void, "present": box.present, "due": box.due}
    said = {
        "more_returned": _("收回选票%(returned)d张，多于发出的%(issued)d张，"),
        "more_void": _("废票%(void)d张，多于收回的%(returned)d张，"),
        "no_quorum": _("应到%(due)d人，到会%(present)d人，收回选票%(returned)d张，没有达到法定人数，"),
    }
    return said[result.fault] % told if result.fault else ""


def quorum_words(rules: Rules) -> str:
    """The rule on who has to be there."""
    base = _("应到人数") if rules.quorum_base == "due" else _("到会人数")
    told = {"part": part_words(rules.quorum), "base": base}
    if rules.quorum_base == "due":
        more, least = _("到会人数超过%(base)s的%(part)s"), _("到会人数达到%(base)s的%(part)s")
    else:
        more, least = _("收回选票超过%(base)s的%(part)s"), _("收回选票达到%(base)s的%(part)s")
    return (more if rules.quorum_operator == "more_than" else least) % told


def majority_words(rules: Rules) -> str:
    """The rule on how many votes it takes."""
    told = {"part": part_words(rules.majority), "base": base_words(rules.majority_base)}
    if rules.majority_operator == "more_than":
        return _("赞成票超过%(base)s的%(part)s") % told
    return _("赞成票达到%(base)s的%(part)s") % told


def decided_words(election: Election, result: Result, line: Line) -> str:
    """What one line comes to, and by which rule: 赞成186，超过到会人数（279）的二分之一."""
    rules = read_rules(election.rules)
    told = {
        "yes": line.votes.yes,
        "base": base_words(rules.majority_base),
        "number": result.base,
        "part": part_words(rules.majority),
    }
    enough = (part(rules.majority) or Fraction(0)) * result.base
    more = rules.majority_operator == "more_than"
    if line.votes.yes > enough or (line.votes.yes == enough and not more):
        if more or line.votes.yes > enough:
            return _("赞成%(yes)d，超过%(base)s（%(number)d）的%(part)s") % told
        return _("赞成%(yes)d，达到%(base)s（%(number)d）的%(part)s") % told
    if more and line.votes.yes == enough:
        return _("赞成%(yes)d，正好是%(base)s（%(number)d）的%(part)s，没有超过") % told
    return _("赞成%(yes)d，没有达到%(base)s（%(number)d）的%(part)s") % told


def outcome_words(election: Election, line: Line) -> str:
    """Elected or not; passed or not."""
    if not election.persons:
        return _("通过") if line.outcome == ELECTED else _("未通过")
    return {"elected": _("当选"), "not_elected": _("未当选"), "tied": _("最后名额得票相等")}[line.outcome]


def tie_words(election: Election, result: Result) -> str:
    """What becomes of a tie at the last seat, or of seats that nobody won."""
    if result.fault or not result.vacant or not election.persons:
        return ""
    if result.tied():
        if read_rules(election.rules).tie == "runoff":
            return _("最后的%(seats)d个名额得票相等，按选举办法对得票相等的人再次投票。") % {"seats": result.vacant}
        return _("最后的%(seats)d个名额得票相等，按选举办法都不当选，名额空缺。") % {"seats": result.vacant}
    said = _("得票够数的人少于应选名额，空缺%(seats)d名，可以就未当选人中得票多的再次选举，或按章程保留空缺。")
    return said % {"seats": result.vacant}


def vacant_words(election: Election) -> str:
    """That seats stayed open when the result was confirmed; from what is kept of it alone, for lists."""
    result = kept_result(election) if election.status == ElectionStatus.CONFIRMED and election.persons else None
    return _("空缺%(seats)d名") % {"seats": result.vacant} if result is not None and result.vacant else ""


def rules_in_words(election: Election) -> list[str]:
    """Every rule as a sentence."""
    rules, seats = read_rules(election.rules), election.seats
    found = [
        _("%(rule)s，方可进行。") % {"rule": quorum_words(rules)},
        _("%(rule)s，%(what)s。")
        % {"rule": majority_words(rules), "what": _("当选") if election.persons else _("通过")},
    ]
    if election.persons:
        found += _about_candidates(rules, seats)
        found.append(_tie_rule(rules))
    found.append(
        _("不能到会的，不得委托他人投票。")
        if rules.proxies == "forbidden"
        else _("不能到会的，经主席团（主持人）同意可以委托到会的人投票，每人最多接受%(most)d人委托。")
        % {"most": rules.proxies_each}
    )
    found.append(_("收回的选票多于发出的，投票无效；缺席不算弃权。"))
    return found


def _about_candidates(rules: Rules, seats: int) -> list[str]:
    asked = least_candidates(rules, seats)
    differs = (
        _("差额选举：应选%(seats)d名，候选人不少于%(asked)d名。") % {"seats": seats, "asked": asked}
        if asked > seats
        else _("应选%(seats)d名，可以等额选举。") % {"seats": seats}
    )
    most = _("每张选票最多赞成%(most)d人，多于规定的整张无效。") % {"most": most_choices(rules, seats)}
    write_in = _("投反对票的可以另选他人，弃权的不可以。") if rules.write_in else _("不能另选他人。")
    return [differs, most, write_in]


def _tie_rule(rules: Rules) -> str:
    if rules.tie == "runoff":
        return _("得票相等、不能确定最后名额的，对得票相等的人再次投票。")
    return _("得票相等、不能确定最后名额的，都不当选，名额空缺。")


def names_of(election: Election) -> dict[int, str]:
    """What each number of the ballot is called."""
    if not election.persons:
        return {1: election.title}
    return {one.number: pad_name(one.person.name) for one in election.candidates.select_related("person")}
