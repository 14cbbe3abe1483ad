"""Verbs of real-name registration: the application, and what the registrar says."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import SecretStr

from keqiao.kernel.identities.models import RealName, is_verified
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.identity import read_identity
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import run_effect
from keqiao.registry.refusals import check_length, check_text, told_of
from keqiao.registry.verbs.contacts import is_me
from keqiao.registry.verbs.people import set_id_number

LONGEST_REASON, LONGEST_NEED = 200, 120


class ApplyRealName(VerbData):
    """The number of an identity document, and what needs it, which the person was shown."""

    id_number: SecretStr
    need: str = ""


class ReturnRealName(VerbData):
    """What is missing or wrong, which the person reads."""

    reason: Annotated[
        str, Asked(gettext_lazy("退回理由"), kind="long", hint=gettext_lazy("本人会看到，请写清缺什么、怎么补。"))
    ]


@verb(
    "identities.apply_real_name",
    does=gettext_lazy("申请了实名登记"),
    needs="owner",
    owner=is_me,
    on=lambda target, data: [target.keeper_id],
)
def apply_real_name(act: Act, target: Person, data: ApplyRealName) -> RealName:
    """Hand in one's ID number to be known by one's real name."""
    if is_verified(target):
        raise VerbError(_("您的实名登记已经核验通过，无需再次申请。"))
    if target.real_names.filter(decided=None).exists():
        raise VerbError(_("您的实名登记正在等待登记员核验，请不要重复提交。核验结果会显示在“我的”里。"))
    check_length(data.need, _("用途"), LONGEST_NEED)
    with told_of(_("证件号码")):
        number = read_identity(data.id_number.get_secret_value(), today=timezone.localdate()).number
    made = RealName(person=target, keeper=target.keeper, need=data.need, submitted=timezone.now())
    made.set_number(number)
    made.save()
    return made


@verb(
    "identities.verify_real_name",
    does=gettext_lazy("核验了实名登记"),
    needs="people.identity",
    on=lambda target, data: [target.keeper_id],
)
def verify_real_name(act: Act, target: RealName, data: VerbData) -> RealName:
    """Say that number and name belong to the person; the number goes into their record."""
    _check_waiting(act, target)
    number, person = target.number(), target.person
    if person.id_sealed and person.id_number() != number:
        said = _("%(person)s的记录中已有另一个证件号码。请先与本人核对，更正记录或退回申请。")
        raise VerbError(said % {"person": person})
    if not person.id_sealed:
        run_effect(lambda: set_id_number(act, person, {"id_number": number}))
    return _decide(act, target, verified=True, reason="")


@verb(
    "identities.return_real_name",
    does=gettext_lazy("退回了实名登记"),
    needs="people.identity",
    on=lambda target, data: [target.keeper_id],
)
def return_real_name(act: Act, target: RealName, data: ReturnRealName) -> RealName:
    """Give an application back with the reason; the person may apply again."""
    _check_waiting(act, target)
    check_text(data.reason, _("退回理由"), LONGEST_REASON)
    return _decide(act, target, verified=False, reason=data.reason)


def _check_waiting(act: Act, target: RealName) -> None:
    if act.actor.user is not None and act.actor.user.person_id == target.person_id:
        raise Refused(_("不能核验自己的实名登记。请由另一位登记员办理。"))
    if target.decided is not None:
        raise VerbError(_("“%(target)s”已经办理，无需再次办理。") % {"target": target})


def _decide(act: Act, target: RealName, *, verified: bool, reason: str) -> RealName:
    """Note the decision; the number isn't kept a second time."""
    target.verified, target.reason, target.decided = verified, reason, timezone.now()
    target.decided_by = act.actor.user
    target.set_number("")
    target.save()
    return target
