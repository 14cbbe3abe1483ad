"""What a ballot may hold: checked when it is reviewed and again when it is cast, so that none in the box is void."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from keqiao.kernel.verbs.contract import VerbError

from .box import EACH, GROUPS, SIGNS, plain_code
from .counting import ABSTAIN, AGAINST, FOR, MARKS
from .models import Election
from .roll import numbers, on_ballot
from .rules import most_choices, read_rules

LONGEST = 40  # signs of a name


def check_ballot(
    election: Election, marks: Mapping[str, str], written: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The ballot with every number marked. Raises VerbError for what the rules don't allow."""
    places = [str(number) for number in numbers(election)]
    if strange := set(marks) - set(places) or set(marks.values()) - set(MARKS):
        raise VerbError(_("选票上没有“%(mark)s”。请返回重新填写。") % {"mark": sorted(strange)[0]})
    full = {place: marks.get(place, ABSTAIN) for place in places}
    names = {place: " ".join(name.split()) for place, name in written.items() if name.strip()}
    _check_written(election, full, names)
    if election.persons:
        _check_choices(election, full, names)
    return full, names


def _check_written(election: Election, marks: Mapping[str, str], names: Mapping[str, str]) -> None:
    if names and not (election.persons and read_rules(election.rules).write_in):
        raise VerbError(_("本次选举办法规定不能另选他人。请去掉另写的姓名。"))
    if any(marks.get(place) != AGAINST for place in names):
        raise VerbError(_("只有投反对票的才可以另选他人，弃权的不可以。请改为反对，或去掉另写的姓名。"))
    if any(len(name) > LONGEST for name in names.values()):
        raise VerbError(_("另选他人的姓名最多%(most)d个字。请核对姓名。") % {"most": LONGEST})
    if len(set(names.values())) < len(names):
        raise VerbError(_("同一个人的姓名另写了不止一次。请只写一次。"))
    standing = {one.person.name for one in on_ballot(election)} if names else set()
    if again := sorted(standing & set(names.values())):
        raise VerbError(_("%(name)s已经是候选人。请直接在其姓名处选择赞成。") % {"name": again[0]})


def _check_choices(election: Election, marks: Mapping[str, str], names: Mapping[str, str]) -> None:
    chosen = list(marks.values()).count(FOR) + len(names)
    most = most_choices(read_rules(election.rules), election.seats)
    if chosen > most:
        said = _("您赞成了%(chosen)d人，最多可以赞成%(most)d人，多于规定的选票无效。请减少后再投。")
        raise VerbError(said % {"chosen": chosen, "most": most})


def check_receipt(code: str) -> None:
    """Refuse what isn't one of our codes: a receipt that anybody could guess would prove nothing."""
    plain = plain_code(code)
    if len(plain) != GROUPS * EACH or set(plain) - set(SIGNS):
        raise VerbError(_("回执编号不对。请返回选票页面重新填写。"))
