"""Verbs on memberships of persons and organisations."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.memberships.models import FeeState, MemberClass, Membership
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_order, day_or_today, organisation_by_code, record

OF_ORGANISATIONS = frozenset({MemberClass.GROUP, MemberClass.UNIT})


class AdmitMember(VerbData):
    """A person (their id) or an organisation (its code) becomes a member from a day on."""

    kind: MemberClass
    person: int | None = None
    member: str | None = None
    fee: FeeState = FeeState.NONE
    starts: dt.date | None = None


class LeaveMembership(VerbData):
    """The first day on which it no longer holds (default today)."""

    ends: dt.date | None = None


@verb("memberships.admit", does=_("登记了会员"), needs="memberships.manage", on=lambda target, data: [target])
def admit(act: Act, target: Organisation, data: AdmitMember) -> Membership:
    """Admit a person or an organisation as a member."""
    if (data.person is None) == (data.member is None):
        raise VerbError("没有说明是个人入会还是单位入会。请选择一个人或一个单位，二者选一。")
    if (data.member is not None) != (data.kind in OF_ORGANISATIONS):
        raise VerbError(
            f"“{data.kind.label}”与所选的会员不相称：个人不能作单位会员，单位不能作个人会员。请改选会员类别。"
        )
    person = record(Person, data.person) if data.person is not None else None
    member = organisation_by_code(data.member) if data.member is not None else None
    if member == target:
        raise VerbError(f"“{target}”不能成为自己的会员。请选择另一个单位。")
    if target.memberships.filter(person=person, member=member, ends=None).exists():
        raise VerbError(f"{person or member}已经是“{target}”的会员，没有重复登记。")
    made = Membership(
        organisation=target, person=person, member=member, kind=data.kind, fee=data.fee, starts=data.starts
    )
    made.save()
    return made


@verb(
    "memberships.leave",
    does=_("办理了退会"),
    needs="memberships.manage",
    on=lambda target, data: [target.organisation_id],
)
def leave(act: Act, target: Membership, data: LeaveMembership) -> Membership:
    """End a membership on a day."""
    if target.ends is not None:
        raise VerbError(f"这项会籍已于{target.ends:%Y-%m-%d}结束，无需再次办理。")
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, "会籍")
    target.ends = ends
    target.save()
    return target
